//! A running time. It stands outside every live region, so that it is never read out by
//! itself.

use std::borrow::Cow;

use leptos::prelude::*;

use crate::components::{Screen, Shown};
use crate::i18n::{Words, duration};
use cec_agent_panel_core::view::{Timer, ViewModel};

/// A time of the view model. Its title is its name, and explains a time that is not exact; it
/// changes with the kind of time alone.
#[component]
pub fn RunningTime(
    screen: Screen,
    time: fn(&ViewModel) -> Timer,
    name: fn(&Shown) -> &'static str,
    class: &'static str,
    /// The value of `data-field`, of a time that is a datum of the call.
    #[prop(optional)]
    field: Option<&'static str>,
) -> impl IntoView {
    view! {
        <span
            class=class
            role="timer"
            aria-live="off"
            title=screen.attribute_text(move |s| explained(s.words, name(s), time(&s.view)))
            data-field=field
            prop:textContent=screen.text(move |s| duration(time(&s.view)))
        />
    }
}

/// The name of a time, with what is to be said of one that is not exact.
fn explained(words: &Words, name: &'static str, time: Timer) -> Cow<'static, str> {
    let explanation = match time {
        Timer::Unknown => words.start_unknown_explained(),
        Timer::Elapsed { about: true, .. } => words.about_explained(),
        _ => return name.into(),
    };
    [name, " (", explanation, ")"].concat().into()
}

#[cfg(test)]
mod tests {
    use super::explained;
    use crate::i18n::words_of;
    use cec_agent_panel_core::view::Timer;

    #[test]
    fn a_time_that_is_not_exact_is_explained_by_its_kind() {
        let words = words_of("en");
        let elapsed = |about| Timer::Elapsed { seconds: 65, about };
        let with = |explanation| format!("Hold ({explanation})");
        for (time, wanted) in [
            (Timer::None, "Hold".to_owned()),
            (Timer::Unknown, with(words.start_unknown_explained())),
            (elapsed(true), with(words.about_explained())),
            (elapsed(false), "Hold".to_owned()),
        ] {
            assert_eq!(explained(words, "Hold", time), wanted, "{time:?}");
        }
    }
}
