//! The place of the connect form: a session typed by hand, where no portal writes one.

use leptos::prelude::*;

use super::Screen;

/// What offers the form to who asks for it: most agents sign in at their portal. Nothing stands there
/// while a session is good. The page's script brings the form when the offer is opened, see
/// `src/boot/connect_form.js`.
#[component]
pub fn ConnectPlace(screen: Screen) -> impl IntoView {
    let offer = move || {
        let shown = screen.has_form();
        shown.then(|| {
            view! {
                <details class="connect">
                    <summary prop:textContent=screen.word(|s| s.words.has_guid())/>
                </details>
            }
        })
    };
    view! { <div class="connect-place">{offer}</div> }
}
