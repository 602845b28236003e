//! One line of the call card.

use std::rc::Rc;

use super::element::{Element, element};
use super::timer::timer;
use crate::app::{Signal, Signals, copy, spawn};
use crate::i18n::{Words, call_feature_name, sign_in_mode_name};
use cec_agent_panel_core::view::{Field, Row, RowValue, SafeText};

/// The line of `row`. The gateway's text stands in a `<bdi>`, so that it cannot turn the
/// direction of anything around it (R11).
pub fn call_row(signals: &Rc<Signals>, row: &Row) -> Element {
    let words = signals.words.get();
    let (slug, label) = field_words(words, row.field);
    let datum = element("dd");
    let datum = match &row.value {
        RowValue::Text(text, copied) => {
            let datum = safe_text(signals, datum, text.clone());
            match copied {
                Some(copied) => datum.child(copy_button(signals, label, copied)),
                None => datum,
            }
        }
        RowValue::Feature(feature) => datum.text(signals, &call_feature_name(words, *feature)),
        RowValue::SignInMode(mode) => datum.text(signals, &sign_in_mode_name(words, *mode)),
        RowValue::Time => datum.child(row_time(signals, row.field)),
    };
    element("div")
        .with("class", "row")
        .with("data-field", slug)
        .child(element("dt").text(signals, label))
        .child(datum)
}

/// The time of a row, which runs beside it.
fn row_time(signals: &Rc<Signals>, field: Field) -> Element {
    if field == Field::Hold {
        timer(
            signals,
            |s| &s.hold_time,
            |words| words.hold_time,
            "row-time",
        )
    } else {
        timer(
            signals,
            |s| &s.second_time,
            |words| words.second_call,
            "row-time",
        )
    }
}

/// The text, and a button for the whole where only its beginning is shown.
fn safe_text(signals: &Rc<Signals>, datum: Element, text: SafeText) -> Element {
    let Some(whole) = text.whole else {
        return datum.child(element("bdi").text(signals, &text.shown));
    };
    let beginning = [&text.shown, "…"].concat();
    let open = Rc::new(Signal::new(false));
    let [text_open, state_open, word_open] = [(); 3].map(|()| Rc::clone(&open));
    let shown = element("bdi").live_text(signals, move |_| {
        if text_open.get() {
            whole.clone()
        } else {
            beginning.clone()
        }
    });
    let more = small_button()
        .bind(signals, "aria-expanded", move |_| {
            if state_open.get() { "true" } else { "false" }
        })
        .live_text(signals, move |s| {
            let words = s.words.get();
            if word_open.get() {
                words.show_less
            } else {
                words.show_all
            }
        })
        .on("click", move |_| open.set(!open.get()));
    datum.child(shown).child(more)
}

fn copy_button(signals: &Rc<Signals>, label: &str, text: &str) -> Element {
    let outcome = Rc::new(Signal::new(None));
    let shown = Rc::clone(&outcome);
    let text = text.to_owned();
    small_button()
        .with(
            "aria-label",
            &[signals.words.get().copy, " ", label].concat(),
        )
        .live_text(signals, move |s| {
            let words = s.words.get();
            match shown.get() {
                None => words.copy,
                Some(true) => words.copied,
                Some(false) => words.copy_failed,
            }
        })
        .on("click", move |_| {
            let (text, outcome) = (text.clone(), Rc::clone(&outcome));
            spawn(async move {
                outcome.set(Some(copy(&text).await));
            });
        })
}

fn small_button() -> Element {
    element("button")
        .with("type", "button")
        .with("class", "small")
}

/// The value of `data-field` and the word.
const fn field_words(words: &Words, field: Field) -> (&'static str, &'static str) {
    match field {
        Field::Caller => ("caller", words.caller),
        Field::Called => ("called", words.called),
        Field::OriginalCalled => ("original-called", words.original_called),
        Field::CallType => ("call-type", words.call_type),
        Field::Skill => ("skill", words.skill),
        Field::Hold => ("hold", words.hold_time),
        Field::SecondCall => ("second-call", words.second_call),
        Field::HeldCall => ("held-call", words.held_call),
        Field::Partner => ("partner", words.partner),
        Field::Inspector => ("inspector", words.inspector),
        Field::CallData => ("call-data", words.call_data),
        Field::CallId => ("call-id", words.call_id),
        Field::Recording => ("recording", words.recording),
        Field::SignInMode => ("sign-in-mode", words.sign_in_mode),
    }
}
