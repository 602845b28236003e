//! One line of the call card.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::dynamic::{text, value};
use crate::i18n::{Words, call_feature_name, duration, sign_in_mode_name};
use crate::panel::{Field, Row, RowValue};
use crate::runtime::copy;

/// The line of `row`. The gateway's text stands in a `<bdi>`, so that it cannot turn the
/// direction of anything around it (R11).
pub fn call_row(words: &'static Words, row: &Row) -> impl IntoView + use<> {
    let (slug, label) = field_words(words, row.field);
    let (shown, whole, copied) = match &row.value {
        RowValue::Text(text, copied) => (text.shown.clone(), text.whole.clone(), copied.clone()),
        RowValue::Feature(feature) => (call_feature_name(words, *feature).into_owned(), None, None),
        RowValue::SignInMode(mode) => (sign_in_mode_name(words, *mode).into_owned(), None, None),
        RowValue::Lasted(timer) => (duration(*timer), None, None),
    };
    let open = RwSignal::new(false);
    let more = whole.clone().map(|_| more_button(words, open).into_any());
    let shown = text(move || match &whole {
        Some(whole) if open.get() => whole.clone(),
        Some(_) => [&shown, "…"].concat(),
        None => shown.clone(),
    });
    view! {
        <div class="row" data-field=slug>
            <dt>{label}</dt>
            <dd>
                <bdi>{shown}</bdi>
                {more}
                {copied.map(|text| copy_button(words, label, text).into_any())}
            </dd>
        </div>
    }
}

fn more_button(words: &'static Words, open: RwSignal<bool>) -> impl IntoView {
    view! {
        <button
            type="button"
            class="small"
            aria-expanded=value(move || if open.get() { "true" } else { "false" })
            on:click=move |_| open.update(|open| *open = !*open)
        >
            {text(move || if open.get() { words.show_less } else { words.show_all })}
        </button>
    }
}

fn copy_button(words: &'static Words, label: &'static str, copied: String) -> impl IntoView {
    let outcome = RwSignal::new(None);
    let name = [words.copy, " ", label].concat();
    let on_click = move |_| {
        let copied = copied.clone();
        spawn_local(async move {
            let done = copy(&copied).await;
            // The row may be gone by now.
            outcome.try_set(Some(done));
        });
    };
    view! {
        <button type="button" class="small" aria-label=name on:click=on_click>
            {text(move || match outcome.get() {
                None => words.copy,
                Some(true) => words.copied,
                Some(false) => words.copy_failed,
            })}
        </button>
    }
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
