//! A small button beside a text.

use std::sync::Arc;

use leptos::prelude::*;

use crate::components::Screen;

/// A small button.
#[component]
pub fn SmallButton(
    screen: Screen,
    /// What it says, again whenever a signal that it reads has changed.
    says: Arc<dyn Fn() -> &'static str + Send + Sync>,
    click: Box<dyn Fn()>,
    /// What it is for, for who cannot see where it stands, who also hears what it says when that
    /// changes.
    #[prop(optional)]
    label: Option<&'static str>,
    /// Whether what it opens is open.
    #[prop(optional)]
    open: Option<ArcRwSignal<bool>>,
) -> impl IntoView {
    let expanded = move || {
        Some(if open.as_ref()?.get() {
            "true"
        } else {
            "false"
        })
    };
    let called = says.clone();
    view! {
        <button
            type="button"
            class="small"
            aria-live=label.map(|_| "polite")
            aria-label=screen.optional_attribute(move |_| Some([called(), " ", label?].concat()))
            aria-expanded=screen.optional_attribute(move |_| expanded())
            prop:textContent=screen.text(move |_| says())
            on:click:capture=move |_| click()
        />
    }
}
