//! Times of day for labels such as "as of 10:32:05".

use wasm_bindgen::JsValue;

use cec_agent_panel_core::time::Wall;

/// `10:32:05` by the browser's time zone.
pub fn time_of_day(moment: Wall) -> String {
    #[allow(
        clippy::cast_precision_loss,
        reason = "a date lies within the exact range of a float"
    )]
    let date = js_sys::Date::new(&JsValue::from_f64(moment.0 as f64));
    // The time zone follows.
    let mut text = String::from(date.to_time_string());
    text.truncate("10:32:05".len());
    text
}
