//! Plain objects for the page's script and for `fetch`.

use serde::Serialize;
use wasm_bindgen::JsValue;

/// A plain object of the browser's, by way of JSON. It cannot fail: what the
/// panel tells has names for keys, and no number that JSON does not have.
pub fn plain(shape: &impl Serialize) -> JsValue {
    serde_json::to_string(shape)
        .ok()
        .and_then(|text| js_sys::JSON::parse(&text).ok())
        .unwrap_or_default()
}
