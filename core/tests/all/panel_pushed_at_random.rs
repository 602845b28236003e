//! Pushed events and polls in any mixture.

use crate::support::answers::{in_call, status, sync};
use crate::support::pushed::CALL;
use crate::support::{AGENT, Shift, session};
use cec_agent_panel_core::desk::{CallStage, Source};
use cec_agent_panel_core::gateway::{AgentState, EventKind};
use cec_agent_panel_core::link::Reply;
use cec_agent_panel_core::panel::Event;
use proptest::prelude::*;
use serde_json::{Value, json};

#[derive(Clone, Debug)]
enum Step {
    Push(usize, u8, Option<i64>),
    Command(i64),
    Polls(i64, bool),
    Run(i64),
    Fail,
    Hide(bool),
    Jump(u64),
    Rubbish(String),
}

fn step() -> impl Strategy<Value = Step> {
    let ago = proptest::option::of(-5_000_i64..90_000);
    prop_oneof![
        8 => (0..EventKind::ALL.len(), 0_u8..4, ago).prop_map(|(kind, id, ago)| Step::Push(kind, id, ago)),
        2 => (-1_i64..33).prop_map(Step::Command),
        3 => (0_i64..11, any::<bool>()).prop_map(|(state, working)| Step::Polls(state, working)),
        6 => prop_oneof![0_i64..100, 0_i64..9_000, 0_i64..200_000].prop_map(Step::Run),
        1 => Just(Step::Fail),
        1 => any::<bool>().prop_map(Step::Hide),
        1 => (0_u64..100_000).prop_map(Step::Jump),
        1 => r#"[\[\]{}:,"\\ 0-9eE.+\-a-z]{0,30}"#.prop_map(Step::Rubbish),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_mixture_breaks_a_promise_and_two_polls_always_win(
        steps in proptest::collection::vec(step(), 1..40), state in 0_i64..11, working in any::<bool>(),
        start in 1_i64..12,
    ) {
        let mut shift = Shift::recovered(in_call(&json!({"state": start})), status(7, true));
        for step in steps {
            match step {
                Step::Push(kind, id, ago) => {
                    let name = EventKind::ALL[kind].1;
                    let content = match id {
                        0 => Value::Null,
                        1 => json!(CALL),
                        2 => json!({"callid": CALL, "caller": "1", "type": "main"}),
                        _ => json!({"callid": "7-7", "called": "2", "type": "assistant"}),
                    };
                    shift.push(name, &content, ago);
                }
                Step::Command(code) => shift.command(code),
                Step::Polls(state, working) => shift.polls_say(state, working),
                Step::Run(ms) => shift.run(ms),
                Step::Fail => shift.next.push_back(Reply::NoResponse.into()),
                Step::Hide(visible) => shift.event(Event::Visible(visible)),
                Step::Jump(by) => {
                    shift.event(Event::ClockJumped(by));
                    shift.at += i64::try_from(by).unwrap();
                }
                Step::Rubbish(text) => {
                    shift.event(Event::Pushed(text.clone()));
                    shift.event(Event::CommandSent(text));
                }
            }
            let view = shift.view();
            // A call that goes on belongs to a state that is one, as far as one is known.
            if let (CallStage::Live, Some(state), true) =
                (view.call.stage, view.badge.state, view.badge.fresh)
            {
                prop_assert!(
                    state.is_in_call() || matches!(view.badge.source, Some(Source::Status)),
                    "{state:?} on a live call"
                );
            }
        }
        // Who was signed out signs in again.
        shift.source_holds(Some(session(AGENT, "guid-2")));
        shift.run(2_000);
        // Nothing else comes: the third answer at the latest was asked for after the last push.
        shift.next.clear();
        shift.polls_say(state, working);
        for _ in 0..4 {
            shift.run_to_next_reply();
        }
        // A call that nobody describes is not announced at once.
        shift.run(1_500);
        let badge = shift.view().badge;
        let said = AgentState::from_agent_status(state);
        let covered = matches!(state, 7 | 9) && badge.state.is_some_and(AgentState::is_in_call);
        // Rest that is asked for in wrap-up comes after it.
        let pending = state == 9 && !working && badge.state == Some(AgentState::WrapUp);
        prop_assert!(badge.state == Some(said) || covered || pending, "{:?} against {said:?}", badge.state);
        let in_call = state == 7 || working;
        let live = matches!(
            shift.view().call.stage,
            CallStage::Live | CallStage::Undescribed | CallStage::AtLoad
        );
        prop_assert_eq!(live, in_call);
    }
}

#[test]
fn the_sync_alone_is_unchanged_by_a_push_that_says_nothing() {
    let mut shift = Shift::recovered(sync(&json!({})), status(4, false));
    let before = shift.view();
    shift.push_state("AgentOther_InService");
    shift.push_state("AgentOther_PhoneOffhook");
    assert_eq!(shift.view(), before);
}
