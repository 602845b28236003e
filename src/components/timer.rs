//! A running time. It stands outside every live region, so that it is never read out by
//! itself.

use std::rc::Rc;

use super::element::{Element, element};
use crate::app::{Signal, Signals};
use crate::i18n::{Words, duration};
use cec_agent_panel_core::view::Timer;

/// The time that `time` picks, named `name` for who cannot see where it stands.
pub fn timer(
    signals: &Rc<Signals>,
    time: fn(&Signals) -> &Signal<Timer>,
    name: fn(&Words) -> &'static str,
    class: &'static str,
) -> Element {
    element("span")
        .with("class", class)
        .with("role", "timer")
        .with("aria-live", "off")
        .bind(signals, "aria-label", move |s| name(s.words.get()))
        .live_text(signals, move |s| duration(time(s).get()))
}
