//! A running time. It stands outside every live region, so that it is never read out by
//! itself.

use leptos::prelude::*;

use crate::components::{Screen, Shown};
use crate::i18n::duration;
use cec_agent_panel_core::view::{Timer, ViewModel};

/// A time of the view model, with a name for who cannot see where it stands.
#[component]
pub fn RunningTime(
    screen: Screen,
    time: fn(&ViewModel) -> Timer,
    name: fn(&Shown) -> &'static str,
    class: &'static str,
    /// The value of `data-field`, of a time that is a datum of the call.
    #[prop(optional)]
    field: Option<&'static str>,
) -> impl IntoView {
    view! {
        <span
            class=class
            role="timer"
            aria-live="off"
            aria-label=screen.attribute(name)
            data-field=field
            prop:textContent=screen.text(move |s| duration(time(&s.view)))
        />
    }
}
