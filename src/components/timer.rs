//! A running time. It stands outside every live region, so that it is never read out by
//! itself.

use leptos::prelude::*;

use super::element::{Element, element};
use crate::i18n::{Words, duration};
use crate::panel::Timer;
use crate::runtime::Signals;

/// The time in `timer`, named `name` for who cannot see where it stands.
pub fn timer(
    signals: Signals,
    timer: RwSignal<Timer>,
    name: fn(&Words) -> &'static str,
    class: &'static str,
) -> Element {
    element("span")
        .with("class", class)
        .with("role", "timer")
        .with("aria-live", "off")
        .bind("aria-label", move || name(signals.words.get()))
        .live_text(move || duration(timer.get()))
}
