//! Copying a number or an ID.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Copies `text`; whether it worked. A page without TLS has no clipboard.
pub async fn copy(text: &str) -> bool {
    write(text).await.is_ok()
}

async fn write(text: &str) -> Result<(), JsValue> {
    let navigator = web_sys::window().ok_or(JsValue::NULL)?.navigator();
    let clipboard = Reflect::get(&navigator, &"clipboard".into())?;
    let write: Function = Reflect::get(&clipboard, &"writeText".into())?.dyn_into()?;
    JsFuture::from(Promise::resolve(&write.call1(&clipboard, &text.into())?)).await?;
    Ok(())
}
