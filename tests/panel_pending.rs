//! R4: busy or rest after this call.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod support;

use cec_agent_panel::gateway::AgentState;
use cec_agent_panel::panel::{Asked, Event, Pending, Reply};
use serde_json::json;
use support::Shift;
use support::answers::{in_call, status, sync};

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
    assert_eq!(shift.view().badge.state, Some(AgentState::PreRest));
    assert_eq!(shift.view().pending, Pending::Waiting(Asked::Rest));
    shift.polls_say(4, false);
    shift.run(3_100);
    assert!(matches!(
        shift.view().pending,
        Pending::Cancelled(Asked::Rest, _)
    ));
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
