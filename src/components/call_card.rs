//! The call card: who is on the line, for how long, and where that is known from.

use std::rc::Rc;

use super::call_row::call_row;
use super::element::{Element, element};
use super::time_of_day::time_of_day;
use super::timer::timer;
use crate::app::{CallHead, Signals};
use crate::i18n::{Words, with};
use cec_agent_panel_core::desk::CallStage;
use cec_agent_panel_core::gateway::AgentState;
use cec_agent_panel_core::view::Lack;

/// The card. Only what is there is shown; with no call it keeps its place.
pub fn call_card(signals: &Rc<Signals>) -> Element {
    let duration = timer(
        signals,
        |s| &s.call_time,
        |words| words.time_on_call,
        "call-time",
    )
    .with("data-field", "duration");
    let head = element("header")
        .with("class", "call-head")
        .child(element("h2").live_text(signals, title))
        .child(duration);
    let note = element("p")
        .with("class", "call-note")
        .live_text(signals, |s| note(s.words.get(), s.call.get()));
    let rows = element("dl")
        .with("class", "call-rows")
        .children(signals, |s| {
            s.call_rows
                .with(|rows| rows.iter().map(|row| call_row(s, row)).collect())
        });
    element("section")
        .with("class", "call")
        .with("part", "call-card")
        // What does not fit scrolls, by keyboard too.
        .with("tabindex", "0")
        .bind(signals, "aria-label", title)
        .bind(signals, "data-call", |s| s.call.get().stage.slug())
        .child(head)
        .child(note)
        .child(rows)
}

/// Where no state is known, nobody has said that there is no call. Of an agent who has been signed
/// out the card claims nothing, nor of one who is taken by a call that may be described yet.
fn title(signals: &Signals) -> &'static str {
    let words = signals.words.get();
    match signals.call.get().stage {
        CallStage::Ended(_) => words.last_call,
        CallStage::None => match signals.badge.with(|badge| badge.state) {
            Some(state) if state != AgentState::SignedOut && !state.is_in_call() => words.no_call,
            _ => words.call,
        },
        _ => words.call,
    }
}

fn note(words: &Words, call: CallHead) -> String {
    match (call.lack, call.as_of) {
        (Some(Lack::Began), _) => words.call_since_load.to_owned(),
        (Some(Lack::NotAsked), _) => words.call_not_asked.to_owned(),
        (Some(Lack::NotTold), _) => words.call_not_told.to_owned(),
        (None, Some(as_of)) => with(words.as_of, &time_of_day(as_of)),
        (None, None) => String::new(),
    }
}
