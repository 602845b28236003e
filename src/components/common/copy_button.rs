//! Copying a number or an ID.

use std::sync::Arc;

use gloo_timers::callback::Timeout;
use js_sys::Promise;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::SmallButton;
use crate::components::Screen;
use crate::i18n::Words;

/// For how long it is said what came of copying, in ms: copying once more says it again.
const SAID_MS: u32 = 3_000;

/// A button that copies `text`, and says whether it worked.
#[component]
pub fn CopyButton(
    screen: Screen,
    /// The table of the language.
    words: &'static Words,
    /// What is copied, for who cannot see where the button stands.
    label: &'static str,
    text: String,
) -> impl IntoView {
    // Whether it was copied, as long as that is said.
    let done = ArcRwSignal::new(None);
    let copy = {
        let done = done.clone();
        move || {
            let (text, done) = (text.clone(), done.clone());
            spawn_local(async move {
                done.set(Some(copy(&text).await.is_ok()));
                Timeout::new(SAID_MS, move || done.set(None)).forget();
            });
        }
    };
    view! {
        <SmallButton
            screen
            says=Arc::new(move || said(words, done.get()))
            click=Box::new(copy)
            label
        />
    }
}

/// What the button says.
fn said(words: &Words, done: Option<bool>) -> &'static str {
    match done {
        Some(true) => words.copied(),
        Some(false) => words.copy_failed(),
        None => words.copy(),
    }
}

/// Copies `text`. A page without TLS has no clipboard.
async fn copy(text: &str) -> Result<(), JsValue> {
    JsFuture::from(Promise::resolve(&write_text(text)?)).await?;
    Ok(())
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["navigator", "clipboard"], js_name = writeText)]
    fn write_text(text: &str) -> Result<JsValue, JsValue>;
}

#[cfg(test)]
mod tests {
    use super::said;
    use crate::i18n::words_of;

    #[test]
    fn it_says_what_came_of_copying() {
        let words = words_of("en");
        let all = [None, Some(true), Some(false)].map(|done| said(words, done));
        assert_eq!(all, [words.copy(), words.copied(), words.copy_failed()]);
    }
}
