//! Plain objects for the page around the panel.

use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;

use cec_agent_panel_core::panel::Wall;

/// A plain object, built up.
pub struct Plain(Object);

impl Plain {
    /// An object without a property.
    pub fn new() -> Self {
        Self(Object::new())
    }

    /// The object with one property more.
    pub fn with(self, name: &str, value: impl Into<JsValue>) -> Self {
        self.set(name, &value.into());
        self
    }

    /// The object itself.
    pub const fn object(&self) -> &Object {
        &self.0
    }

    /// The object itself.
    pub fn into_object(self) -> Object {
        self.0
    }

    fn set(&self, name: &str, value: &JsValue) {
        // Setting a new property of a plain object cannot fail.
        let _ = Reflect::set(&self.0, &name.into(), value);
    }
}

impl From<Plain> for JsValue {
    fn from(plain: Plain) -> Self {
        plain.0.into()
    }
}

/// A moment in ms since 1970, or null.
pub fn moment(wall: Option<Wall>) -> JsValue {
    wall.map_or(JsValue::NULL, |wall| number(wall.0.cast_signed()))
}

/// A number.
#[allow(
    clippy::cast_precision_loss,
    reason = "moments and codes lie within the exact range of a float"
)]
pub fn number(number: i64) -> JsValue {
    JsValue::from_f64(number as f64)
}
