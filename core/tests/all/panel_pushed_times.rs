//! Pushed events: what comes after the call, and when things began.

use crate::support::answers::status;
use crate::support::pushed::{
    BUSY_AND_REST, CALL, exactly, host, idle, is_about, on_a_call, on_a_pushed_call,
};
use crate::support::{Outcome, Shift};
use cec_agent_panel_core::desk::{Asked as Wanted, Pending};
use cec_agent_panel_core::gateway::AgentState;
use cec_agent_panel_core::panel::Event;
use cec_agent_panel_core::time::Mono;
use cec_agent_panel_core::view::Timer;
use serde_json::{Value, json};

#[test]
fn busy_and_rest_that_are_set_in_a_call_come_after_it() {
    for (set, cancel, wanted, state, polled) in BUSY_AND_REST {
        let mut shift = on_a_pushed_call();
        shift.push_state(set);
        assert_eq!(shift.badge(), host(AgentState::Talking));
        assert_eq!(shift.view().pending, Pending::Waiting(wanted));
        shift.push_state(cancel);
        let cancelled = Pending::Cancelled(wanted, Mono(shift.at));
        assert_eq!(shift.view().pending, cancelled, "told once");
        shift.run(10_000);
        assert_eq!(shift.view().pending, Pending::None);
        shift.push_state(set);
        shift.push("AgentEvent_Call_Release", &json!(CALL), Some(0));
        assert_eq!(shift.view().pending, Pending::Waiting(wanted));
        shift.push_state(set);
        assert_eq!(shift.badge(), host(state));
        assert_eq!(shift.view().pending, Pending::None, "it has come");
        shift.polls_say(polled, false);
        shift.run(5_000);
        assert_eq!(shift.badge(), host(state));
    }
}

#[test]
fn what_was_not_asked_for_is_not_cancelled() {
    let mut shift = on_a_pushed_call();
    shift.push_state("AgentState_SetNotReady_Success");
    shift.push_state("AgentState_CancelRest_Success");
    assert_eq!(shift.view().pending, Pending::Waiting(Wanted::Busy));
}

#[test]
fn pre_rest_of_a_poll_is_a_pushed_talk_with_rest_after_it() {
    let mut shift = on_a_pushed_call();
    shift.polls_say(9, true);
    shift.run(3_100);
    assert_eq!(shift.badge(), host(AgentState::Talking));
    assert_eq!(shift.view().pending, Pending::Waiting(Wanted::Rest));
}

#[test]
fn a_rest_that_is_cancelled_leaves_the_badge_as_it_is() {
    let mut shift = on_a_call();
    shift.polls_say(9, true);
    shift.run(3_100);
    let before = shift.badge();
    assert_eq!(before.0, Some(AgentState::Talking));
    shift.push_state("AgentState_CancelRest_Success");
    assert_eq!(shift.badge(), before);
    assert!(matches!(
        shift.view().pending,
        Pending::Cancelled(Wanted::Rest, _)
    ));
}

#[test]
fn an_event_that_waited_longer_than_a_poll_takes_shows_nothing_that_a_newer_poll_denies() {
    for name in [
        "AgentState_SetNotReady_Success",
        "AgentState_Work",
        "AgentEvent_Talking",
    ] {
        for (ago, shown) in [(20_000, false), (5_000, true)] {
            let mut shift = idle();
            shift.run(30_000);
            let asked = shift.sent.len();
            shift.push(name, &json!({ "callid": CALL }), Some(ago));
            assert_eq!(
                shift.badge().0 != Some(AgentState::Idle),
                shown,
                "{name} {ago}"
            );
            shift.run(1_100);
            assert!(shown || shift.sent.len() > asked, "a poll tells, {name}");
        }
    }
}

#[test]
fn idle_after_the_call_tells_that_the_pending_state_was_cancelled() {
    let mut shift = on_a_pushed_call();
    shift.push_state("AgentState_SetNotReady_Success");
    shift.push("AgentEvent_Call_Release", &json!(CALL), Some(0));
    shift.push_state("AgentState_Ready");
    assert_eq!(shift.badge(), host(AgentState::Idle));
    assert!(matches!(
        shift.view().pending,
        Pending::Cancelled(Wanted::Busy, _)
    ));
}

#[test]
fn before_anybody_knows_whether_there_is_a_call_a_word_of_two_meanings_changes_nothing() {
    for name in [
        "AgentState_SetNotReady_Success",
        "AgentState_SetRest_Success",
        "AgentState_CancelNotReady_Success",
        "AgentState_CancelRest_Success",
        "AgentState_SetWork_Success",
    ] {
        let mut shift = Shift::opened(Outcome::Hangs, status(7, true));
        shift.push(name, &Value::Null, None);
        assert_eq!(shift.badge(), (None, None, false), "{name}");
        assert_eq!(shift.view().pending, Pending::None);
    }
    let mut shift = Shift::opened(Outcome::Hangs, status(4, false));
    shift.push("AgentState_Ready", &Value::Null, None);
    assert_eq!(shift.badge(), host(AgentState::Idle));
}

#[test]
fn a_start_is_the_gateways_where_it_is_told_and_else_about_now() {
    let mut shift = idle();
    shift.push("AgentState_SetNotReady_Success", &Value::Null, Some(200));
    shift.polls_say(3, false);
    shift.run(10_000);
    assert_eq!(shift.badge(), host(AgentState::Busy));
    assert_eq!(shift.view().badge_time, exactly(11), "since 3.8 s of 14");
    // Earlier than the last poll that said idle: not exactly then.
    let mut late = idle();
    late.push("AgentState_SetNotReady_Success", &Value::Null, Some(5_000));
    assert!(is_about(late.view().badge_time, 0, 1));
    let mut undated = idle();
    undated.push("AgentState_SetNotReady_Success", &Value::Null, None);
    assert!(is_about(undated.view().badge_time, 0, 1));
    for future in [-1, -1_000, -86_400_000] {
        let mut shift = idle();
        shift.push("AgentState_SetNotReady_Success", &Value::Null, Some(future));
        assert!(is_about(shift.view().badge_time, 0, 1), "{future}");
    }
}

#[test]
fn an_event_that_waited_in_the_portal_is_timed_by_the_gateway() {
    let mut shift = idle();
    shift.push_call("AgentEvent_Ringing", CALL);
    shift.polls_say(7, true);
    shift.run(9_000);
    let content = json!({"callid": CALL});
    shift.push("AgentEvent_Talking", &content, Some(4_000));
    assert_eq!(shift.view().badge_time, exactly(4));
    assert_eq!(shift.view().call_time, exactly(4));
}

#[test]
fn an_equal_state_keeps_its_start_and_a_guess_becomes_exact() {
    let mut shift = idle();
    shift.polls_say(3, false);
    shift.run(3_100);
    assert!(matches!(
        shift.view().badge_time,
        Timer::Elapsed { about: true, .. }
    ));
    shift.push("AgentState_SetNotReady_Success", &Value::Null, Some(2_000));
    assert_eq!(shift.view().badge_time, exactly(2), "within the guess");
    shift.run(3_000);
    shift.push_state("AgentState_SetNotReady_Success");
    assert_eq!(shift.view().badge_time, exactly(5));
}

#[test]
fn a_jump_of_the_clock_leaves_no_exact_start_to_later_events() {
    let mut shift = idle();
    // By then the gateway's clock has gone as far only if the computer slept.
    shift.at += 60_000;
    shift.event(Event::ClockJumped(60_000));
    shift.push("AgentState_SetNotReady_Success", &Value::Null, Some(30_000));
    assert_eq!(shift.badge(), host(AgentState::Busy));
    assert!(
        is_about(shift.view().badge_time, 0, 1),
        "{:?}",
        shift.view().badge_time
    );
}
