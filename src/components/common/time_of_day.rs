//! Times of day for labels such as "as of 10:32:05".

use wasm_bindgen::JsValue;

use crate::i18n::push_two_digits;
use cec_agent_panel_core::time::Wall;

/// `10:32:05` by the browser's time zone.
pub fn time_of_day(moment: Wall) -> String {
    #[allow(
        clippy::cast_precision_loss,
        reason = "a date lies within the exact range of a float"
    )]
    let date = js_sys::Date::new(&JsValue::from_f64(moment.0 as f64));
    let mut text = String::with_capacity(8);
    for (separator, part) in [
        ("", date.get_hours()),
        (":", date.get_minutes()),
        (":", date.get_seconds()),
    ] {
        text.push_str(separator);
        push_two_digits(&mut text, u64::from(part));
    }
    text
}
