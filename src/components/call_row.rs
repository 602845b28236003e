//! One line of the call card.

use std::borrow::Cow;

use leptos::either::Either;
use leptos::prelude::*;

use super::Screen;
use super::common::{CopyButton, RunningTime, SmallButton};
use crate::i18n::{Words, call_feature_name};
use cec_agent_panel_core::view::{Field, Row, RowValue, SafeText};

/// The line of `row`. It takes plain values, since it comes and goes with the calls.
#[component]
pub fn CallRow(
    screen: Screen,
    /// The table of the language.
    words: &'static Words,
    row: Row,
) -> impl IntoView {
    let (slug, label) = field_words(words, row.field);
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
        <div class="row" data-field=slug>
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
                says=Box::new(move || if is_open.get() { words.show_less() } else { words.show_all() })
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

/// The value of `data-field` and the word.
fn field_words(words: &Words, field: Field) -> (&'static str, &'static str) {
    match field {
        Field::Caller => ("caller", words.caller()),
        Field::Called => ("called", words.called()),
        Field::OriginalCalled => ("original-called", words.original_called()),
        Field::CallType => ("call-type", words.call_type()),
        Field::Skill => ("skill", words.skill()),
        Field::Hold => ("hold", words.hold_time()),
        Field::SecondCall => ("second-call", words.second_call()),
        Field::HeldCall => ("held-call", words.held_call()),
        Field::Partner => ("partner", words.partner()),
        Field::Inspector => ("inspector", words.inspector()),
        Field::CallData => ("call-data", words.call_data()),
        Field::CallId => ("call-id", words.call_id()),
        Field::Recording => ("recording", words.recording()),
    }
}

#[cfg(test)]
mod tests {
    use super::{Field, field_words};
    use crate::i18n::words_of;
    use cec_agent_panel_core::settings::FIELDS;

    #[test]
    fn the_rows_of_a_number_have_the_slug_and_the_word_of_their_own() {
        let words = words_of("en");
        for (field, slug, word) in [
            (Field::Caller, "caller", words.caller()),
            (Field::Called, "called", words.called()),
            (
                Field::OriginalCalled,
                "original-called",
                words.original_called(),
            ),
            (Field::Partner, "partner", words.partner()),
            (Field::Inspector, "inspector", words.inspector()),
        ] {
            assert_eq!(field_words(words, field), (slug, word));
        }
    }

    #[test]
    fn the_rows_have_the_names_by_which_the_setting_knows_them() {
        let words = words_of("en");
        let fields = [
            Field::Caller,
            Field::Called,
            Field::OriginalCalled,
            Field::CallType,
            Field::Skill,
            Field::Hold,
            Field::SecondCall,
            Field::HeldCall,
            Field::Partner,
            Field::Inspector,
            Field::CallData,
            Field::CallId,
            Field::Recording,
        ];
        assert_eq!(fields.map(|field| field_words(words, field).0), FIELDS);
    }
}
