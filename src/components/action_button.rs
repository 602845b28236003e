//! A button for what the panel does when the agent asks for it.

use leptos::prelude::*;

use super::{Action, Dispatch, Screen, Shown};

/// It is not seen while there is no word for it, and keeps its place.
#[component]
pub fn ActionButton(
    screen: Screen,
    dispatch: Dispatch,
    word: fn(&Shown) -> Option<&'static str>,
    action: Action,
    #[prop(optional)] class: Option<&'static str>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class=class
            hidden=screen.optional_attribute(move |s| word(s).is_none().then_some(""))
            prop:textContent=screen.text(move |s| word(s).unwrap_or_default())
            on:click:capture=move |_| dispatch.send(action)
        />
    }
}
