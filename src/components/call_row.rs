//! One line of the call card.

use std::borrow::Cow;
use std::sync::Arc;

use leptos::either::Either;
use leptos::prelude::*;

use super::Screen;
use super::common::{CopyButton, RunningTime, SmallButton};
use crate::i18n::{Words, call_feature_name};
use cec_agent_panel_core::field::Field;
use cec_agent_panel_core::view::{Row, RowValue, SafeText};

/// The line of `row`. It takes plain values, since it comes and goes with the calls.
#[component]
pub fn CallRow(
    screen: Screen,
    /// The table of the language.
    words: &'static Words,
    row: Row,
) -> impl IntoView {
    let label = name(words, row.field);
    let (text, copied) = match row.value {
        RowValue::Text(text, copied) => (Some(text), copied),
        RowValue::Feature(feature) => (Some(ours(call_feature_name(words, feature))), None),
        RowValue::Time => (None, None),
    };
    let datum = match text {
        Some(text) => Either::Left(view! {
            <dd>
                <RowText screen words text/>
                {copied.map(|text| view! { <CopyButton screen words label text/> })}
            </dd>
        }),
        None => Either::Right(view! { <dd><RowTime screen field=row.field/></dd> }),
    };
    view! {
        <div class="row" data-field=row.field.slug()>
            <dt prop:textContent=screen.text(move |_| label)/>
            {datum}
        </div>
    }
}

/// A name out of the panel's own words, as a text that is whole.
fn ours(name: Cow<'static, str>) -> SafeText {
    SafeText {
        shown: name.into_owned(),
        whole: None,
    }
}

/// The time of a row, which runs beside it.
#[component]
fn RowTime(screen: Screen, field: Field) -> impl IntoView {
    let held = field == Field::Hold;
    view! {
        <RunningTime
            screen
            class="row-time"
            time=if held { |view| view.hold_time } else { |view| view.second_time }
            name=if held { |s| s.words.hold_time() } else { |s| s.words.second_call() }
        />
    }
}

/// The text of a row, maybe the gateway's: in a `<bdi>`, so that it cannot turn the direction of
/// anything around it (R11), and a button for the whole where only its beginning is shown.
#[component]
fn RowText(screen: Screen, words: &'static Words, text: SafeText) -> impl IntoView {
    let open = ArcRwSignal::new(false);
    let cut = text.whole.is_some();
    let beginning = if cut {
        [&text.shown, "…"].concat()
    } else {
        text.shown
    };
    let whole = text.whole.unwrap_or_default();
    let is_open = open.clone();
    let shown = screen.text(move |_| {
        if is_open.get() {
            whole.clone()
        } else {
            beginning.clone()
        }
    });
    let more = cut.then(|| {
        let (is_open, toggled) = (open.clone(), open.clone());
        view! {
            <SmallButton
                screen
                says=Arc::new(move || if is_open.get() { words.show_less() } else { words.show_all() })
                click=Box::new(move || toggled.update(|open| *open = !*open))
                open
            />
        }
    });
    view! {
        <bdi prop:textContent=shown/>
        {more}
    }
}

/// The word for what a row is of.
fn name(words: &Words, field: Field) -> &'static str {
    match field {
        Field::Caller => words.caller(),
        Field::Called => words.called(),
        Field::OriginalCalled => words.original_called(),
        Field::CallType => words.call_type(),
        Field::Skill => words.skill(),
        Field::Hold => words.hold_time(),
        Field::SecondCall => words.second_call(),
        Field::HeldCall => words.held_call(),
        Field::Partner => words.partner(),
        Field::Inspector => words.inspector(),
        Field::CallData => words.call_data(),
        Field::CallId => words.call_id(),
        Field::Recording => words.recording(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Field, name};
    use crate::i18n::words_of;

    #[test]
    fn each_row_has_a_word_of_its_own() {
        let words = words_of("en");
        for field in Field::ALL {
            let alike = Field::ALL.map(|other| name(words, other) == name(words, field));
            assert_eq!(alike.map(usize::from).iter().sum::<usize>(), 1, "{field:?}");
        }
    }

    #[test]
    fn the_rows_of_a_number_have_the_word_of_their_own() {
        let words = words_of("en");
        for (field, word) in [
            (Field::Caller, words.caller()),
            (Field::Called, words.called()),
            (Field::OriginalCalled, words.original_called()),
            (Field::Partner, words.partner()),
            (Field::Inspector, words.inspector()),
        ] {
            assert_eq!(name(words, field), word);
        }
    }
}
