//! Busy and rest that the portal has sent for the agent, in a call and in wrap-up (R4).

use crate::support::Shift;
use crate::support::answers::{in_call, status, sync};
use crate::support::pushed::{idle, on_a_call};
use cec_agent_panel_core::desk::{Asked, Pending, Verdict};
use cec_agent_panel_core::gateway::AgentState;
use serde_json::json;

#[test]
fn a_rest_that_gives_way_to_busy_does_not_say_that_a_call_is_off_hold() {
    let mut shift = on_a_call();
    shift.polls_say(9, true);
    shift.run(3_100);
    assert_eq!(shift.view().pending, Pending::Waiting(Asked::Rest));
    shift.command(7);
    shift.push_state("AgentState_SetNotReady_Success");
    shift.polls_say(7, true);
    for _ in 0..4 {
        let command = shift.view().command.unwrap();
        assert_eq!(command.verdict, Verdict::Running);
        shift.run_to_next_reply();
    }
}

/// That the command came to something, nothing can show soon, and nothing warns.
fn is_sent_and_unchecked(shift: &mut Shift) {
    shift.run(15_000);
    let command = shift.view().command.unwrap();
    assert_eq!(
        (command.verdict, command.checkable),
        (Verdict::Unconfirmed, false)
    );
}

#[test]
fn busy_or_rest_sent_in_a_call_is_pending_at_once_and_warns_of_nothing() {
    for (code, asked) in [(30, Asked::Busy), (31, Asked::Rest)] {
        let mut shift = on_a_call();
        let badge = shift.badge();
        shift.command(code);
        assert_eq!(shift.view().pending, Pending::Waiting(asked));
        assert!(shift.view().pending_after_call);
        assert_eq!(shift.badge(), badge, "the badge stays the call's");
        if code == 31 {
            continue;
        }
        // No poll can show it before the call is over.
        shift.run(20_000);
        assert!(!shift.view().command.unwrap().checkable);
        shift.run(11_000);
        assert_eq!(shift.verdict(), None);
        assert_eq!(shift.view().pending, Pending::Waiting(asked));
        shift.polls_say(3, false);
        shift.run(3_100);
        assert_eq!(shift.view().pending, Pending::None, "it has come");
    }
    // Where events are heard, they may tell of it after the call, and so may those of a rest in
    // wrap-up.
    let mut shift = on_a_call();
    shift.push_state("AgentState_Busy");
    shift.command(30);
    is_sent_and_unchecked(&mut shift);
    let mut shift = Shift::recovered(sync(&json!({"state": 2})), status(5, false));
    shift.run(4_000);
    shift.push_state("AgentState_Work");
    shift.command(31);
    is_sent_and_unchecked(&mut shift);
    assert_eq!(shift.view().pending, Pending::Waiting(Asked::Rest));
    // Nor does one that is sent in wrap-up, and comes after it.
    let mut shift = Shift::recovered(sync(&json!({"state": 2})), status(5, false));
    shift.run(4_000);
    shift.command(30);
    assert_eq!(shift.view().pending, Pending::Waiting(Asked::Busy));
    assert!(!shift.view().pending_after_call);
    // The gateway's word for that does not end the wrap-up yet.
    shift.run(1_000);
    shift.push_state("AgentState_SetNotReady_Success");
    assert_eq!(shift.badge().0, Some(AgentState::WrapUp));
    assert_eq!(shift.view().pending, Pending::Waiting(Asked::Busy));
    assert_eq!(shift.verdict(), Some(Verdict::Done));
    // While idle nothing goes before it.
    let mut shift = idle();
    shift.command(30);
    assert_eq!(shift.view().pending, Pending::None);
}

#[test]
fn a_poll_that_says_that_rest_is_pending_confirms_it() {
    let mut shift = on_a_call();
    shift.command(31);
    assert!(shift.view().command.unwrap().checkable);
    shift.polls_say(9, true);
    shift.run(2_100);
    assert_eq!(shift.verdict(), Some(Verdict::Done));
    // What was pending before the command proves nothing.
    let mut shift = on_a_call();
    shift.polls_say(9, true);
    shift.run(3_100);
    shift.command(31);
    shift.run(5_000);
    assert_eq!(shift.verdict(), Some(Verdict::Running));
    assert!(!shift.view().command.unwrap().checkable);
}

#[test]
fn a_busy_or_rest_that_the_portal_takes_back_is_no_longer_pending() {
    for code in [30, 31] {
        let mut shift = on_a_call();
        shift.command(code);
        shift.run(500);
        // The gateway has refused it.
        shift.command(0);
        assert_eq!(shift.verdict(), None);
        assert_eq!(shift.view().pending, Pending::None, "{code}");
    }
    // What the gateway itself has called pending stays so.
    let mut shift = on_a_call();
    shift.command(30);
    shift.push_state("AgentState_SetNotReady_Success");
    shift.command(0);
    assert_eq!(shift.view().pending, Pending::Waiting(Asked::Busy));
    let mut shift = Shift::recovered(in_call(&json!({"preBusy": true})), status(7, true));
    shift.run(4_000);
    shift.command(30);
    shift.command(0);
    assert_eq!(shift.view().pending, Pending::Waiting(Asked::Busy));
}

#[test]
fn a_rest_that_no_poll_calls_pending_is_not_said_to_come() {
    let mut shift = on_a_call();
    shift.command(31);
    shift.run(9_000);
    assert_eq!(shift.view().pending, Pending::Waiting(Asked::Rest));
    shift.run(6_000);
    assert_eq!(shift.verdict(), Some(Verdict::Unconfirmed));
    assert_eq!(shift.view().pending, Pending::None);
}
