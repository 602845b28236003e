//! One line of the call card.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::element::{Element, element};
use crate::i18n::{Words, call_feature_name, duration, sign_in_mode_name};
use crate::panel::{Field, Row, RowValue, SafeText};
use crate::runtime::copy;

/// The line of `row`. The gateway's text stands in a `<bdi>`, so that it cannot turn the
/// direction of anything around it (R11).
pub fn call_row(words: &'static Words, row: &Row) -> Element {
    let (slug, label) = field_words(words, row.field);
    let datum = element("dd");
    let datum = match &row.value {
        RowValue::Text(text, copied) => {
            let datum = safe_text(words, datum, text.clone());
            match copied {
                Some(copied) => datum.child(copy_button(words, label, copied)),
                None => datum,
            }
        }
        RowValue::Feature(feature) => datum.text(&call_feature_name(words, *feature)),
        RowValue::SignInMode(mode) => datum.text(&sign_in_mode_name(words, *mode)),
        RowValue::Lasted(timer) => datum.text(&duration(*timer)),
    };
    element("div")
        .with("class", "row")
        .with("data-field", slug)
        .child(element("dt").text(label))
        .child(datum)
}

/// The text, and a button for the whole where only its beginning is shown.
fn safe_text(words: &'static Words, datum: Element, text: SafeText) -> Element {
    let Some(whole) = text.whole else {
        return datum.child(element("bdi").text(&text.shown));
    };
    let beginning = [&text.shown, "…"].concat();
    let open = RwSignal::new(false);
    let shown = move || {
        if open.get() {
            whole.clone()
        } else {
            beginning.clone()
        }
    };
    let more = small_button()
        .bind(
            "aria-expanded",
            move || if open.get() { "true" } else { "false" },
        )
        .live_text(move || {
            if open.get() {
                words.show_less
            } else {
                words.show_all
            }
        })
        .on("click", move |_| open.update(|open| *open = !*open));
    datum.child(element("bdi").live_text(shown)).child(more)
}

fn copy_button(words: &'static Words, label: &str, text: &str) -> Element {
    let outcome = RwSignal::new(None);
    let text = text.to_owned();
    small_button()
        .with("aria-label", &[words.copy, " ", label].concat())
        .live_text(move || match outcome.get() {
            None => words.copy,
            Some(true) => words.copied,
            Some(false) => words.copy_failed,
        })
        .on("click", move |_| {
            let text = text.clone();
            spawn_local(async move {
                let done = copy(&text).await;
                // The row may be gone by now.
                outcome.try_set(Some(done));
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
