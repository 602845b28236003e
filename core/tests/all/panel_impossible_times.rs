//! R5, R11: times that cannot be, such as seconds in the place of milliseconds. None is shown,
//! and each is noted.

use crate::support::answers::{GATEWAY_NOW, ago, in_call, status, sync};
use crate::support::pushed::{exactly, on_a_call};
use crate::support::{AGENT, Shift};
use cec_agent_panel_core::desk::{CallStage, Verdict};
use cec_agent_panel_core::diagnostics::Fact;
use cec_agent_panel_core::gateway::{AgentState, Interface, Loss};
use cec_agent_panel_core::view::{Timer, ViewModel};
use serde_json::{Value, json};

const BEGINS: [&str; 5] = [
    "agentStateBeginTime",
    "beginTalkingTime",
    "beginHoldTime",
    "secondTalkingTime",
    "cmdBeginTime",
];

/// A number or its text, as the gateway writes either.
const FORMS: [fn(u64) -> Value; 2] = [|number| json!(number), |number| json!(number.to_string())];

fn lost(field: &'static str, found: &'static str) -> Fact {
    Fact::Lost(Interface::SyncAgentInfo, Loss { field, found })
}

/// The longest time that is on the screen, in seconds.
fn longest(view: &ViewModel) -> u64 {
    let timers = [
        view.badge_time,
        view.call_time,
        view.hold_time,
        view.second_time,
        view.command_time,
    ];
    let seconds = timers.into_iter().map(|timer| match timer {
        Timer::Elapsed { seconds, .. } => seconds,
        Timer::None | Timer::Unknown => 0,
    });
    seconds.max().unwrap()
}

#[test]
fn a_begin_in_seconds_has_no_duration_and_is_noted() {
    for field in BEGINS {
        for form in FORMS {
            let fields =
                json!({"state": 11, "curCommand": 8, field: form(GATEWAY_NOW / 1_000 - 60)});
            let mut shift = Shift::recovered(in_call(&fields), status(7, true));
            assert_eq!(shift.facts(), [lost(field, "out of range")]);
            let view = shift.view();
            let timer = match field {
                "agentStateBeginTime" => view.badge_time,
                "beginTalkingTime" => view.call_time,
                "cmdBeginTime" => view.command_time,
                _ => Timer::Unknown,
            };
            assert_eq!(timer, Timer::Unknown, "{field}");
            for _ in 0..3 {
                let view = shift.view();
                assert!(longest(&view) < 1_000, "{field}: {view:?}");
                shift.run(7_000);
            }
        }
    }
}

#[test]
fn an_answer_that_counts_in_seconds_throughout_has_no_durations() {
    let mut fields = json!({"state": 11, "curCommand": 8, "currentTime": GATEWAY_NOW / 1_000});
    for field in BEGINS {
        fields[field] = json!(GATEWAY_NOW / 1_000 - 3_600);
    }
    let shift = Shift::recovered(in_call(&fields), status(7, true));
    assert_eq!(longest(&shift.view()), 0, "no hour as three seconds");
    assert_eq!(shift.view().badge_time, Timer::Unknown);
    assert_eq!(shift.view().call_time, Timer::Unknown);
    assert_eq!(shift.facts().len(), 6, "all of them are noted");
}

#[test]
fn a_begin_of_long_before_anything_can_have_begun_is_noted_too() {
    let month = 30 * 24 * 3_600_000;
    for field in BEGINS {
        for (before, credible) in [(month, true), (month + 1, false), (18 * 12 * month, false)] {
            let fields = json!({"state": 11, "curCommand": 8, field: ago(before)});
            let shift = Shift::recovered(in_call(&fields), status(7, true));
            let facts = if credible {
                vec![]
            } else {
                vec![lost(field, "too long ago")]
            };
            assert_eq!(shift.facts(), facts, "{field}");
            if !credible {
                assert!(longest(&shift.view()) < 1_000);
            }
        }
    }
}

#[test]
fn no_other_time_stands_in_for_the_time_on_the_call() {
    for wrong in [json!(GATEWAY_NOW + 5_000), json!(GATEWAY_NOW / 1_000)] {
        for described in [true, false] {
            let mut fields = json!({
                "state": 9, "agentStateBeginTime": ago(20_000), "beginTalkingTime": wrong,
            });
            if described {
                fields["callerNo"] = json!("13800138000");
            }
            let mut shift = Shift::recovered(sync(&fields), status(7, true));
            assert_eq!(shift.view().badge_time, exactly(20));
            for _ in 0..5 {
                assert_eq!(shift.view().call_time, Timer::Unknown, "{described}");
                shift.run(3_000);
            }
            // A call that begins before the panel's eyes has its time all the same.
            shift.polls_say(4, false);
            shift.run(4_000);
            shift.polls_say(7, true);
            shift.run(4_000);
            assert_eq!(shift.view().call.stage, CallStage::Undescribed);
            assert!(matches!(
                shift.view().call_time,
                Timer::Elapsed { about: true, .. }
            ));
        }
    }
}

#[test]
fn no_command_is_done_by_a_time_that_cannot_be() {
    // Busy for an hour before the command was given: that does not prove it.
    let busy = |begin: Value, command: Value| {
        json!({
            "state": 3, "agentStateBeginTime": begin, "curCommand": 30, "cmdBeginTime": command,
        })
    };
    for (begin, command) in [
        (ago(3_600_000), json!((GATEWAY_NOW - 2_000) / 1_000)),
        (json!(GATEWAY_NOW + 1), ago(2_000)),
    ] {
        let mut shift = Shift::opened(sync(&busy(begin, command)), status(3, false));
        shift.run(40);
        let verdict = shift.view().command.unwrap().verdict;
        assert_eq!(verdict, Verdict::Running);
    }
}

#[test]
fn an_event_that_tells_its_time_in_seconds_counts_as_one_that_tells_none() {
    for wrong in [GATEWAY_NOW / 1_000, GATEWAY_NOW * 1_000] {
        let mut shift = on_a_call();
        shift.run(6_000);
        let event = json!({
            "eventType": "AgentEvent_Hold", "workNo": AGENT, "eventGenTime": wrong,
            "content": "1566636217-38",
        });
        shift.push_text(&event.to_string());
        assert_eq!(shift.badge().0, Some(AgentState::Hold));
        let Timer::Elapsed { seconds, about } = shift.view().badge_time else {
            panic!("{:?}", shift.view().badge_time)
        };
        assert!(about && seconds <= 1, "{seconds}");
        let loss = Loss {
            field: "eventGenTime",
            found: "out of range",
        };
        assert_eq!(shift.facts(), [Fact::LostInEvent(loss)]);
    }
}
