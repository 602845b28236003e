//! A running time. It stands outside every live region, so that it is never read out by
//! itself.

use leptos::prelude::*;

use crate::components::{Screen, Shown};
use crate::i18n::{Words, duration};
use cec_agent_panel_core::view::{Timer, ViewModel};

/// A time of the view model, with a name for who cannot see where it stands, and an explanation
/// of one that is not exact, which changes with its kind alone.
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
            aria-label=screen.attribute(name)
            data-field=field
            title=screen.optional_attribute(move |s| explanation(s.words, time(&s.view)))
            prop:textContent=screen.text(move |s| duration(time(&s.view)))
        />
    }
}

/// What is to be said of a time that is not exact.
fn explanation(words: &Words, time: Timer) -> Option<&'static str> {
    match time {
        Timer::Unknown => Some(words.start_unknown_explained()),
        Timer::Elapsed { about: true, .. } => Some(words.about_explained()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::explanation;
    use crate::i18n::words_of;
    use cec_agent_panel_core::view::Timer;

    #[test]
    fn a_time_that_is_not_exact_is_explained_by_its_kind() {
        let words = words_of("en");
        let seconds = 65;
        for (time, wanted) in [
            (Timer::None, None),
            (Timer::Unknown, Some(words.start_unknown_explained())),
            (
                Timer::Elapsed {
                    seconds,
                    about: true,
                },
                Some(words.about_explained()),
            ),
            (
                Timer::Elapsed {
                    seconds,
                    about: false,
                },
                None,
            ),
        ] {
            assert_eq!(explanation(words, time), wanted, "{time:?}");
        }
    }
}
