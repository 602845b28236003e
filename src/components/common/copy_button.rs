//! Copying a number or an ID.

use js_sys::Promise;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::SmallButton;
use crate::components::Screen;
use crate::i18n::Words;

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
    let (copied, failed) = (ArcRwSignal::new(false), ArcRwSignal::new(false));
    let copy = {
        let (copied, failed) = (copied.clone(), failed.clone());
        move || {
            let (text, copied, failed) = (text.clone(), copied.clone(), failed.clone());
            spawn_local(async move {
                let done = copy(&text).await.is_ok();
                copied.set(done);
                failed.set(!done);
            });
        }
    };
    view! {
        <SmallButton
            screen
            says=Box::new(move || said(words, copied.get(), failed.get()))
            click=Box::new(copy)
            label=[words.copy(), " ", label].concat()
        />
    }
}

/// What the button says.
fn said(words: &Words, copied: bool, failed: bool) -> &'static str {
    match (copied, failed) {
        (true, _) => words.copied(),
        (_, true) => words.copy_failed(),
        _ => words.copy(),
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
        let all = [(false, false), (true, false), (false, true)];
        let all = all.map(|(copied, failed)| said(words, copied, failed));
        assert_eq!(all, [words.copy(), words.copied(), words.copy_failed()]);
    }
}
