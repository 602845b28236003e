//! The call card: who is on the line, for how long, and where that is known from.

use leptos::prelude::*;

use super::call_row::call_row;
use super::dynamic::{Part, text, value};
use super::time_of_day::time_of_day;
use super::timer::timer;
use crate::i18n::{Words, with};
use crate::panel::{CallStage, CallView};
use crate::runtime::Signals;

/// The card. Only what is there is shown; with no call it keeps its place.
pub fn call_card(signals: Signals) -> impl IntoView {
    let Signals { words, call, .. } = signals;
    let rows: Part = Box::new(move || {
        let words = words.get();
        call.with(|call| {
            call.rows
                .iter()
                .map(|row| call_row(words, row).into_any())
                .collect()
        })
    });
    view! {
        <section
            class="call"
            part="call-card"
            aria-label=value(move || call.with(|call| title(words.get(), call)))
            data-call=value(move || call.with(|call| slug(call.stage)))
        >
            <header class="call-head">
                <h2>{text(move || call.with(|call| title(words.get(), call)))}</h2>
                {timer(
                    signals,
                    signals.call_time,
                    |words| words.time_on_call,
                    "call-time",
                    Some("duration"),
                )}
            </header>
            <p class="call-note">{text(move || call.with(|call| note(words.get(), call)))}</p>
            <dl class="call-rows">
                {rows}
            </dl>
        </section>
    }
}

const fn slug(stage: CallStage) -> &'static str {
    match stage {
        CallStage::None => "none",
        CallStage::AtLoad => "at-load",
        CallStage::Live => "live",
        CallStage::Ended(_) => "ended",
        CallStage::Undescribed => "undescribed",
    }
}

fn title(words: &Words, call: &CallView) -> &'static str {
    match call.stage {
        CallStage::Ended(_) => words.last_call,
        CallStage::None => words.no_call,
        _ => words.call,
    }
}

fn note(words: &Words, call: &CallView) -> String {
    match (call.stage, call.as_of) {
        (CallStage::Undescribed, _) => words.no_details.to_owned(),
        (_, Some(as_of)) => with(words.as_of, &time_of_day(as_of)),
        (_, None) => String::new(),
    }
}
