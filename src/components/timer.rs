//! A running time. It stands outside every live region, so that it is never read out by
//! itself.

use leptos::prelude::*;

use super::dynamic::{text, value};
use crate::i18n::{Words, duration};
use crate::panel::Timer;
use crate::runtime::Signals;

/// The time in `timer`, named `name` for who cannot see where it stands. `field` is its
/// `data-field`, where it has one.
pub fn timer(
    signals: Signals,
    timer: RwSignal<Timer>,
    name: fn(&Words) -> &'static str,
    class: &'static str,
    field: Option<&'static str>,
) -> impl IntoView {
    view! {
        <span
            class=class
            role="timer"
            aria-live="off"
            aria-label=value(move || name(signals.words.get()))
            data-field=field
        >
            {text(move || duration(timer.get()))}
        </span>
    }
}
