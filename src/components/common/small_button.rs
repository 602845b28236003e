//! A small button beside a text.

use leptos::prelude::*;

use crate::components::Screen;

/// A small button.
#[component]
pub fn SmallButton(
    screen: Screen,
    /// What it says, again whenever a signal that it reads has changed.
    says: Box<dyn Fn() -> &'static str + Send>,
    click: Box<dyn Fn()>,
    /// What it is called, for who cannot see where it stands.
    #[prop(optional)]
    label: Option<String>,
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
    view! {
        <button
            type="button"
            class="small"
            aria-label=label
            aria-expanded=screen.optional_attribute(move |_| expanded())
            prop:textContent=screen.text(move |_| says())
            on:click:capture=move |_| click()
        />
    }
}
