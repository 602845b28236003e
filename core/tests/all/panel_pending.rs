//! R4: busy or rest after this call.

use crate::support::Shift;
use crate::support::answers::{at_sign_in, in_call, status, sync};
use crate::support::pushed::exactly;
use cec_agent_panel_core::desk::{Asked, CallStage, Pending};
use cec_agent_panel_core::gateway::AgentState;
use cec_agent_panel_core::link::Reply;
use cec_agent_panel_core::panel::Event;
use serde_json::json;

fn asked_for(field: &str) -> Shift {
    Shift::recovered(in_call(&json!({field: true})), status(7, true))
}

#[test]
fn busy_after_this_call_is_fulfilled_when_the_agent_is_busy() {
    let mut shift = asked_for("preBusy");
    assert_eq!(shift.view().pending, Pending::Waiting(Asked::Busy));
    shift.run(30_000);
    shift.polls_say(5, false);
    shift.run(10_000);
    assert_eq!(
        shift.view().pending,
        Pending::Waiting(Asked::Busy),
        "wrap-up comes first"
    );
    shift.polls_say(3, false);
    shift.run(3_100);
    assert_eq!(shift.view().badge.state, Some(AgentState::Busy));
    assert_eq!(shift.view().pending, Pending::None);
}

#[test]
fn rest_after_this_call_is_fulfilled_when_the_agent_rests() {
    let mut shift = asked_for("preRest");
    assert_eq!(shift.view().pending, Pending::Waiting(Asked::Rest));
    shift.run(5_000);
    shift.polls_say(8, false);
    shift.run(3_100);
    assert_eq!(shift.view().pending, Pending::None);
}

#[test]
fn a_cancellation_is_told_once_and_for_ten_seconds() {
    let mut shift = asked_for("preBusy");
    shift.run(20_000);
    shift.polls_say(4, false);
    shift.run_to_next_reply();
    for _ in 0..10 {
        assert!(matches!(
            shift.view().pending,
            Pending::Cancelled(Asked::Busy, _)
        ));
        shift.run(999);
    }
    shift.run(10);
    assert_eq!(shift.view().pending, Pending::None);
    for state in [7, 4, 7, 4] {
        shift.polls_say(state, state == 7);
        shift.run(10_000);
        assert_eq!(shift.view().pending, Pending::None, "told once");
    }
}

#[test]
fn a_cancellation_is_over_after_ten_seconds_without_any_poll() {
    let mut shift = asked_for("preBusy");
    shift.run(20_000);
    shift.polls_say(4, false);
    shift.run_to_next_reply();
    shift.always(Reply::NoResponse);
    shift.run(10_000);
    assert_eq!(shift.view().pending, Pending::None);
}

#[test]
fn state_9_of_a_poll_is_rest_after_this_call() {
    let mut shift = Shift::recovered(in_call(&json!({})), status(7, true));
    shift.run(4_000);
    assert_eq!(shift.view().pending, Pending::None);
    shift.polls_say(9, true);
    shift.run(3_100);
    assert_eq!(shift.view().pending, Pending::Waiting(Asked::Rest));
    assert!(shift.view().pending_after_call);
    shift.polls_say(4, false);
    shift.run(3_100);
    assert!(matches!(
        shift.view().pending,
        Pending::Cancelled(Asked::Rest, _)
    ));
}

#[test]
fn rest_asked_for_in_a_call_leaves_the_badge_to_the_call() {
    let mut shift = Shift::recovered(in_call(&json!({})), status(7, true));
    shift.run(4_000);
    let before = shift.view();
    shift.polls_say(9, true);
    shift.run(3_000);
    let view = shift.view();
    assert_eq!(view.pending, Pending::Waiting(Asked::Rest));
    assert_eq!(view.badge, before.badge, "state, source and age");
    assert_eq!(view.badge_time, exactly(97), "its time goes on");
    assert_eq!(view.call, before.call);
    assert_eq!(view.call_time, exactly(97));
    // The same of a hold at load: the poll's one word for a call, and its detail.
    let mut shift = Shift::recovered(in_call(&json!({"state": 11})), status(9, true));
    shift.run(4_000);
    let badge = shift.view().badge;
    assert_eq!(badge.state, Some(AgentState::Talking));
    assert_eq!(badge.detail.unwrap().state, AgentState::Hold);
}

#[test]
fn rest_asked_for_while_idle_is_the_state_until_it_comes() {
    let mut shift = Shift::recovered(at_sign_in(), status(4, false));
    shift.run(4_000);
    shift.polls_say(9, false);
    shift.run(3_100);
    let view = shift.view();
    assert_eq!(view.badge.state, Some(AgentState::PreRest));
    assert_eq!(view.pending, Pending::Waiting(Asked::Rest));
    assert!(!view.pending_after_call, "no word of a call");
    assert_eq!(view.call.stage, CallStage::None);
    shift.polls_say(8, false);
    shift.run(3_100);
    assert_eq!(shift.view().badge.state, Some(AgentState::Rest));
    assert_eq!(shift.view().pending, Pending::None);
}

#[test]
fn what_is_asked_for_in_wrap_up_comes_after_wrap_up() {
    for (field, asked) in [("preBusy", Asked::Busy), ("preRest", Asked::Rest)] {
        let mut shift = Shift::recovered(sync(&json!({"state": 2, field: true})), status(5, false));
        shift.run(4_000);
        let view = shift.view();
        assert_eq!(view.badge.state, Some(AgentState::WrapUp));
        assert_eq!(view.pending, Pending::Waiting(asked));
        assert!(!view.pending_after_call, "no word of a call");
    }
}

#[test]
fn what_is_cancelled_in_wrap_up_is_told_once_and_leaves_the_wrap_up() {
    for (field, event) in [
        ("preBusy", "AgentState_CancelNotReady_Success"),
        ("preRest", "AgentState_CancelRest_Success"),
    ] {
        let mut shift = Shift::recovered(sync(&json!({"state": 2, field: true})), status(5, false));
        shift.run(4_000);
        shift.push_state(event);
        let view = shift.view();
        assert_eq!(view.badge.state, Some(AgentState::WrapUp), "{event}");
        assert!(matches!(view.pending, Pending::Cancelled(..)), "{event}");
        shift.run(10_000);
        assert_eq!(shift.view().badge.state, Some(AgentState::WrapUp));
        assert_eq!(shift.view().pending, Pending::None, "told once");
    }
}

#[test]
fn nothing_is_pending_where_neither_a_call_nor_wrap_up_goes_before_it() {
    for state in [1, 3, 4] {
        let flags = json!({"state": state, "preBusy": true, "preRest": true});
        let shift = Shift::recovered(sync(&flags), status(4, false));
        assert_eq!(shift.view().pending, Pending::None, "{state}");
    }
    // What has no name may be anything, and says nothing until it has one.
    let mut shift = asked_for("preBusy");
    shift.run(4_000);
    shift.polls_say(42, false);
    shift.run(3_100);
    assert_eq!(shift.view().pending, Pending::None);
    shift.polls_say(3, false);
    shift.run(3_100);
    shift.polls_say(7, true);
    shift.run(3_100);
    assert_eq!(shift.view().pending, Pending::None, "it came, and is past");
}

#[test]
fn state_9_of_the_sync_is_talking() {
    let shift = Shift::recovered(in_call(&json!({"state": 9})), status(7, true));
    assert_eq!(shift.view().pending, Pending::None);
}

#[test]
fn what_has_come_already_is_not_pending() {
    for state in [3, 4] {
        let there = sync(&json!({"state": state, "preBusy": "true", "preRest": 1}));
        let shift = Shift::recovered(there, status(3, false));
        assert_eq!(shift.view().pending, Pending::None);
    }
}

#[test]
fn an_agent_who_signs_out_waits_for_nothing() {
    let mut shift = asked_for("preRest");
    shift.run(5_000);
    shift.polls_say(2, false);
    shift.run(3_100);
    assert_eq!(shift.view().pending, Pending::None);
}

#[test]
fn a_long_gap_forgets_it_without_a_word_of_cancellation() {
    for state in [4, 7] {
        let mut shift = asked_for("preBusy");
        shift.run(5_000);
        shift.polls_say(state, state == 7);
        shift.sleep(3_600_000);
        shift.event(Event::Woke);
        shift.run(5_000);
        assert_eq!(shift.view().pending, Pending::None);
    }
}

#[test]
fn what_is_pending_and_not_to_be_seen_is_no_reason_to_ask_fast() {
    let ringing = in_call(&json!({"state": 8, "preBusy": true}));
    let mut shift = Shift::recovered(ringing, status(7, true));
    // A state that has no name.
    shift.polls_say(0, false);
    shift.run_to_next_reply();
    assert_eq!(shift.view().pending, Pending::None);
    let sent = shift.sent.len();
    shift.run(9_500);
    assert!(shift.sent.len() - sent <= 4, "{}", shift.sent.len() - sent);
}

#[test]
fn what_was_asked_for_in_wrap_up_and_comes_after_it_was_not_cancelled() {
    for (state, sent, set, state_then) in [
        (
            "preBusy",
            3,
            "AgentState_SetNotReady_Success",
            AgentState::Busy,
        ),
        ("preRest", 8, "AgentState_SetRest_Success", AgentState::Rest),
    ] {
        let mut shift = Shift::recovered(sync(&json!({"state": 2, state: true})), status(5, false));
        shift.run(4_000);
        // The gateway ends the wrap-up first, and says in the next breath what comes after it.
        shift.push_state("AgentState_CancelWork_Success");
        assert!(!matches!(shift.view().pending, Pending::Cancelled(..)));
        shift.push_state(set);
        assert_eq!(shift.badge().0, Some(state_then));
        assert_eq!(shift.view().pending, Pending::None);
        // Polls may see the moment in between.
        let mut shift = Shift::recovered(sync(&json!({"state": 2, state: true})), status(5, false));
        shift.run(4_000);
        shift.polls_say(4, false);
        shift.run_to_next_reply();
        assert!(matches!(shift.view().pending, Pending::Cancelled(..)));
        shift.polls_say(sent, false);
        shift.run_to_next_reply();
        assert_eq!(shift.view().pending, Pending::None, "it has come after all");
    }
}

#[test]
fn a_wrap_up_that_ends_in_idle_cancels_what_was_to_come_after_it() {
    let mut shift = Shift::recovered(
        sync(&json!({"state": 2, "preBusy": true})),
        status(5, false),
    );
    shift.run(4_000);
    shift.push_state("AgentState_CancelWork_Success");
    shift.polls_say(4, false);
    shift.run(1_100);
    assert!(
        matches!(shift.view().pending, Pending::Cancelled(Asked::Busy, _)),
        "the next poll says so"
    );
}

#[test]
fn rest_that_polls_no_longer_call_pending_is_cancelled() {
    for (number, is_working) in [(7, true), (5, false)] {
        let loaded = if is_working {
            in_call(&json!({}))
        } else {
            sync(&json!({"state": 2}))
        };
        let mut shift = Shift::recovered(loaded, status(number, is_working));
        shift.run(4_000);
        shift.polls_say(9, is_working);
        shift.run(3_100);
        assert_eq!(shift.view().pending, Pending::Waiting(Asked::Rest));
        shift.polls_say(number, is_working);
        shift.run(3_100);
        assert!(
            matches!(shift.view().pending, Pending::Cancelled(Asked::Rest, _)),
            "{:?}",
            shift.view().pending
        );
    }
    // That a call has become wrap-up denies nothing.
    let mut shift = Shift::recovered(in_call(&json!({})), status(9, true));
    shift.run(4_000);
    shift.polls_say(5, false);
    shift.run(3_100);
    assert_eq!(shift.view().pending, Pending::Waiting(Asked::Rest));
}
