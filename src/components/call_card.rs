//! The call card: who is on the line, for how long, and where that is known from.

use leptos::prelude::*;

use super::call_row::CallRow;
use super::common::{RunningTime, time_of_day};
use super::{Screen, Shown};
use crate::i18n::with;
use cec_agent_panel_core::desk::CallStage;
use cec_agent_panel_core::gateway::AgentState;
use cec_agent_panel_core::view::{CallView, Lack};

/// The card. Only what is there is shown; with no call it keeps its place, and what does not
/// fit scrolls, by keyboard too. The rows stay as they are, with what the agent has opened or
/// focused in them, as long as they say the same.
#[component]
pub fn CallCard(screen: Screen) -> impl IntoView {
    let rows = move || {
        screen.with_rows(|s| {
            let rows = s.view.call.rows.iter();
            rows.map(|row| view! { <CallRow screen words=s.words row=row.clone()/> })
                .collect_view()
        })
    };
    view! {
        <section
            class="call"
            part="call-card"
            tabindex="0"
            aria-label=screen.attribute(title)
            data-call=screen.attribute(|s| s.view.call.stage.slug())
            data-out=screen.optional_attribute(|s| s.view.call.is_out.then_some(""))
        >
            <header class="call-head">
                <h2 prop:textContent=screen.word(title)/>
                <RunningTime
                    screen
                    class="call-time"
                    field="duration"
                    time=|view| view.call_time
                    name=|s| s.words.time_on_call()
                />
            </header>
            <p
                class="call-note"
                title=screen.optional_attribute(|s| {
                    is_of_a_moment(&s.view.call).then_some(s.words.as_of_explained())
                })
                prop:textContent=screen.text(note)
            />
            <dl class="call-rows">{rows}</dl>
        </section>
    }
}

/// Where no state is known, nobody has said that there is no call. Of an agent who has been signed
/// out the card claims nothing, nor of one who is taken by a call that may be described yet.
fn title(shown: &Shown) -> &'static str {
    let words = shown.words;
    match shown.view.call.stage {
        CallStage::Ended(_) => words.last_call(),
        CallStage::None => match shown.view.badge.state {
            Some(state) if state != AgentState::SignedOut && !state.is_in_call() => words.no_call(),
            _ => words.call(),
        },
        _ => words.call(),
    }
}

/// Whether [`note`] says "as of".
const fn is_of_a_moment(call: &CallView) -> bool {
    call.lack.is_none() && call.as_of.is_some()
}

fn note(shown: &Shown) -> String {
    let words = shown.words;
    match (shown.view.call.lack, shown.view.call.as_of) {
        (Some(Lack::Began), _) => words.call_since_load().to_owned(),
        (Some(Lack::NotAsked), _) => words.call_not_asked().to_owned(),
        (Some(Lack::NotTold), _) => words.call_not_told().to_owned(),
        (None, Some(as_of)) => with(words.as_of(), &time_of_day(as_of)),
        (None, None) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Shown, note, title};
    use cec_agent_panel_core::desk::CallStage;
    use cec_agent_panel_core::gateway::AgentState;
    use cec_agent_panel_core::time::Start;
    use cec_agent_panel_core::view::Lack;

    #[test]
    fn only_a_known_state_outside_of_calls_says_that_there_is_no_call() {
        let mut shown = Shown::at_first();
        for (state, words) in [
            (None, shown.words.call()),
            (Some(AgentState::Idle), shown.words.no_call()),
            (Some(AgentState::SignedOut), shown.words.call()),
            (Some(AgentState::Talking), shown.words.call()),
        ] {
            shown.view.badge.state = state;
            assert_eq!(title(&shown), words, "{state:?}");
        }
    }

    #[test]
    fn a_call_that_was_left_is_the_last_one() {
        let mut shown = Shown::at_first();
        shown.view.badge.state = Some(AgentState::Idle);
        shown.view.call.stage = CallStage::Ended(Start::Unknown);
        assert_eq!(title(&shown), shown.words.last_call());
    }

    #[test]
    fn a_call_without_details_says_why() {
        let mut shown = Shown::at_first();
        assert_eq!(note(&shown), "");
        for (lack, words) in [
            (Lack::Began, shown.words.call_since_load()),
            (Lack::NotAsked, shown.words.call_not_asked()),
            (Lack::NotTold, shown.words.call_not_told()),
        ] {
            shown.view.call.lack = Some(lack);
            assert_eq!(note(&shown), words);
        }
    }
}
