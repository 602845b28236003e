//! What shows that a command has had its effect, and what does not.

use crate::support::answers::{code, in_call, status};
use crate::support::pushed::{CALL, idle, on_a_call, talking};
use crate::support::{LATENCY, Shift};
use cec_agent_panel_core::desk::Verdict;
use cec_agent_panel_core::gateway::AgentState;
use cec_agent_panel_core::panel::Event;
use serde_json::{Value, json};

#[test]
fn a_poll_that_shows_the_effect_confirms_it() {
    for (code, polled, working) in [(30, 3, false), (31, 8, false), (4, 7, true), (5, 7, true)] {
        let mut shift = idle();
        shift.run(500);
        shift.command(code);
        shift.polls_say(polled, working);
        shift.run(1_100 + LATENCY);
        assert_eq!(shift.verdict(), Some(Verdict::Done), "{code}");
    }
    for code in [1, 2, 3] {
        let mut shift = talking();
        shift.command(code);
        shift.polls_say(5, false);
        shift.run(3_000);
        assert_eq!(shift.verdict(), Some(Verdict::Done), "{code}");
    }
}

#[test]
fn an_event_that_shows_the_effect_confirms_it_at_once() {
    for (code, event) in [
        (30, "AgentState_SetNotReady_Success"),
        (31, "AgentState_SetRest_Success"),
        (4, "AgentEvent_Customer_Alerting"),
        (5, "AgentEvent_Customer_Alerting"),
    ] {
        let mut shift = idle();
        shift.command(code);
        shift.push_call(event, CALL);
        assert_eq!(shift.verdict(), Some(Verdict::Done), "{code}");
        shift.run(10_000);
        assert_eq!(shift.verdict(), None, "it has been seen long enough");
    }
    for (code, event) in [
        (1, "AgentEvent_Call_Release"),
        (2, "AgentEvent_Call_Release"),
        (3, "AgentState_Work"),
        (6, "AgentEvent_Hold"),
        (18, "AgentEvent_Conference"),
        // Busy and rest in a call are obeyed, and come after it.
        (30, "AgentState_SetNotReady_Success"),
        (31, "AgentState_SetRest_Success"),
        // A second call, out of the first.
        (5, "AgentEvent_Customer_Alerting"),
    ] {
        let mut shift = talking();
        shift.command(code);
        assert_eq!(shift.verdict(), Some(Verdict::Running), "{code}");
        // A second call has an ID of its own.
        let call = if code == 5 { "1566636300-2" } else { CALL };
        shift.push_call(event, call);
        assert_eq!(shift.verdict(), Some(Verdict::Done), "{code}");
    }
}

#[test]
fn only_a_portal_that_pushes_events_makes_a_hold_checkable() {
    let checkable = |shift: &Shift| shift.view().command.unwrap().checkable;
    for code in [6, 7, 18] {
        let mut shift = on_a_call();
        shift.command(code);
        assert!(!checkable(&shift), "{code}");
        let mut shift = talking();
        shift.command(code);
        assert_eq!(checkable(&shift), code != 7, "the agent talks already");
    }
    let mut shift = talking();
    shift.command(8);
    assert!(!checkable(&shift), "no event tells of muting");
    // An event shows the effect all the same.
    let mut shift = on_a_call();
    shift.command(6);
    shift.push_call("AgentEvent_Hold", CALL);
    assert_eq!(shift.verdict(), Some(Verdict::Done));
    assert!(checkable(&shift));
}

#[test]
fn a_call_of_the_agents_own_is_no_help() {
    for code in [16, 17] {
        let mut shift = idle();
        shift.event(Event::CommandSent(code.to_string()));
        shift.push_call("AgentEvent_Customer_Alerting", "1566636217-50");
        assert_eq!(shift.view().badge.state, Some(AgentState::OutboundCall));
        assert_eq!(shift.verdict(), Some(Verdict::Running), "{code}");
    }
}

#[test]
fn unhold_is_done_when_the_agent_talks_again() {
    let mut shift = talking();
    shift.push_call("AgentEvent_Hold", CALL);
    shift.run(5_000);
    shift.command(7);
    shift.run(3_000);
    assert_eq!(
        shift.verdict(),
        Some(Verdict::Running),
        "a poll cannot tell"
    );
    shift.push_call("AgentEvent_Talking", CALL);
    assert_eq!(shift.verdict(), Some(Verdict::Done));
    // A poll's word for a call is not the talk itself.
    let mut shift = Shift::recovered(in_call(&json!({"state": 11})), status(7, true));
    shift.run(4_000);
    shift.command(7);
    shift.run(3_000);
    assert_eq!(shift.verdict(), Some(Verdict::Running));
    shift.push_call("AgentEvent_Talking", CALL);
    assert_eq!(shift.verdict(), Some(Verdict::Done));
}

#[test]
fn a_call_that_is_left_proves_nothing_of_what_was_asked_for_in_it() {
    for code in [6, 7, 18] {
        let mut shift = Shift::recovered(in_call(&json!({})), status(7, true));
        shift.run(4_000);
        shift.command(code);
        shift.push("AgentEvent_Call_Release", &json!(CALL), None);
        assert_ne!(shift.verdict(), Some(Verdict::Done), "{code}");
    }
}

#[test]
fn what_no_event_tells_stays_unconfirmed() {
    for code in [8, 9, 10, 12, 16, 19, 20, 24] {
        let mut shift = talking();
        shift.command(code);
        shift.push_call("AgentEvent_Talking", CALL);
        shift.push_call("AgentEvent_Hold", CALL);
        shift.run(10_100);
        assert_eq!(shift.verdict(), Some(Verdict::Unconfirmed), "{code}");
    }
}

#[test]
fn a_state_that_was_there_before_the_command_proves_nothing() {
    for (code, event, polled) in [
        (30, "AgentState_SetNotReady_Success", 3),
        (31, "AgentState_SetRest_Success", 8),
    ] {
        let mut shift = idle();
        shift.push_state(event);
        shift.polls_say(polled, false);
        shift.run(4_000);
        shift.command(code);
        shift.run(2_000);
        // Maybe the first command's event, which has waited in the portal.
        shift.push_state(event);
        assert_eq!(shift.verdict(), Some(Verdict::Running), "{code}");
        shift.run(9_000);
        assert_eq!(shift.verdict(), Some(Verdict::Unconfirmed), "{code}");
    }
    let mut shift = talking();
    shift.command(5);
    shift.push_call("AgentEvent_Talking", CALL);
    shift.run(5_000);
    assert_eq!(
        shift.verdict(),
        Some(Verdict::Running),
        "it is the old call"
    );
}

#[test]
fn an_event_that_the_portal_hands_over_late_proves_nothing() {
    let mut shift = idle();
    shift.command(30);
    shift.push("AgentState_SetNotReady_Success", &Value::Null, Some(3_000));
    assert_eq!(shift.badge().0, Some(AgentState::Busy));
    assert_eq!(shift.verdict(), Some(Verdict::Running), "busy before");
    // Where nobody can tell when it came about, a poll may confirm it.
    let mut shift = idle();
    shift.event(Event::ClockJumped(60_000));
    shift.command(30);
    shift.push("AgentState_SetNotReady_Success", &Value::Null, Some(0));
    assert_eq!(shift.verdict(), Some(Verdict::Running));
    shift.polls_say(3, false);
    shift.run(4_000);
    assert_eq!(shift.verdict(), Some(Verdict::Done));
}

#[test]
fn of_an_agent_of_whom_nothing_was_known_the_first_state_proves_nothing() {
    let mut shift = Shift::opened(code("999-001"), status(3, false));
    shift.command(30);
    shift.run(6_000);
    assert_eq!(shift.badge().0, Some(AgentState::Busy));
    assert_eq!(shift.verdict(), Some(Verdict::Running), "perhaps before");
}

#[test]
fn a_state_that_a_poll_has_contradicted_is_no_ground_for_an_event() {
    let mut shift = idle();
    shift.push("AgentState_SetNotReady_Success", &Value::Null, Some(0));
    shift.polls_say(7, true);
    shift.run_to_next_reply();
    assert_eq!(shift.badge().0, Some(AgentState::Busy));
    // In a call rest comes after it.
    shift.push("AgentState_SetRest_Success", &Value::Null, Some(0));
    assert_ne!(shift.badge().0, Some(AgentState::Rest));
}

#[test]
fn a_doubt_is_not_the_end_of_a_call_that_proves_a_new_one() {
    let mut shift = talking();
    shift.push(
        "AgentEvent_Customer_Release",
        &json!({"callid": CALL}),
        None,
    );
    shift.command(5);
    shift.run(5_000);
    assert_eq!(shift.verdict(), Some(Verdict::Running));
    assert_eq!(shift.badge().0, Some(AgentState::Talking));
}

#[test]
fn a_poll_that_was_under_way_shows_only_what_was_there_before() {
    let mut shift = idle();
    shift.polls_say(3, false);
    shift.run_to_next_request();
    shift.command(30);
    shift.run(LATENCY);
    assert_eq!(shift.badge().0, Some(AgentState::Busy));
    shift.run(5_000);
    assert_eq!(shift.verdict(), Some(Verdict::Running), "busy before");
    // The same where a push has overtaken the poll as well.
    let mut shift = idle();
    shift.polls_say(3, false);
    shift.run_to_next_request();
    shift.command(30);
    shift.push_call("AgentEvent_Ringing", CALL);
    shift.run(LATENCY);
    assert_eq!(shift.badge().0, Some(AgentState::Ringing));
}

#[test]
fn an_unconfirmed_command_goes_with_the_next_state() {
    let mut shift = idle();
    shift.command(30);
    shift.run(10_100);
    assert_eq!(shift.verdict(), Some(Verdict::Unconfirmed));
    shift.push_call("AgentEvent_Ringing", CALL);
    assert_eq!(shift.verdict(), None);
}

#[test]
fn an_event_after_ten_seconds_is_too_late() {
    let mut shift = idle();
    shift.command(30);
    shift.run(10_001);
    shift.push_state("AgentState_SetNotReady_Success");
    assert_ne!(shift.verdict(), Some(Verdict::Done));
}
