//! R8: while it backs off, the panel says when it asks next, and the agent may have it asked
//! at once.

use crate::support::answers::{code, response, retry_after};
use crate::support::pushed::idle;
use crate::support::{Outcome, Shift};
use cec_agent_panel_core::link::{Connection, NextAsk, Reply};
use cec_agent_panel_core::panel::Event;

/// A panel that has backed off for a while, just after a failure.
fn backing_off(failure: &Reply) -> Shift {
    let mut shift = idle();
    shift.chance = u32::MAX;
    shift.always(failure.clone());
    shift.run(100_000);
    shift.run_to_next_reply();
    shift
}

#[test]
fn the_seconds_to_the_next_request_are_counted_down_to_it() {
    for failure in [
        Reply::NoResponse,
        response(502, ""),
        response(404, "<html>"),
        code("999-001"),
        code("105-002"),
    ] {
        let mut shift = backing_off(&failure);
        let sent = shift.sent.len();
        let mut told = shift.view().next_ask.unwrap().seconds.unwrap();
        assert!(told > 10, "{told}");
        while told > 0 {
            shift.run(1_000);
            let next = shift.view().next_ask.unwrap();
            if shift.sent.len() > sent {
                break;
            }
            assert!(next.may_hasten || next.seconds <= Some(1));
            assert_eq!(next.seconds, Some(told - 1));
            told -= 1;
        }
        assert!(told <= 1, "it was asked {told} s before the time");
    }
}

#[test]
fn a_panel_that_is_answered_tells_of_no_next_request() {
    let mut shift = idle();
    for _ in 0..100 {
        shift.run(100);
        assert_eq!(shift.view().next_ask, None);
    }
    shift.always(Outcome::Hangs);
    shift.run_to_next_request();
    assert_eq!(shift.view().next_ask, None);
    shift.run(10_000);
    assert!(shift.view().next_ask.unwrap().seconds.is_some());
    shift.run_to_next_request();
    let asks_now = NextAsk {
        seconds: None,
        may_hasten: true,
    };
    assert_eq!(shift.view().next_ask, Some(asks_now), "the button stays");
}

#[test]
fn try_now_asks_at_once_but_never_twice_within_a_second() {
    let mut shift = backing_off(&Reply::NoResponse);
    let from = shift.sent.len();
    for _ in 0..100 {
        shift.event(Event::RetryNow);
        shift.run(100);
    }
    assert!(shift.pauses(from).iter().all(|pause| *pause >= 1_000));
    assert!(shift.sent.len() - from >= 8, "each second one");
    shift.polls_say(4, false);
    shift.run(1_000);
    shift.event(Event::RetryNow);
    shift.run(1_000);
    assert_eq!(shift.connection(), Connection::Live);
    let sent = shift.sent.len();
    shift.event(Event::RetryNow);
    shift.run(500);
    assert_eq!(shift.sent.len(), sent, "nothing is to be hastened");
}

#[test]
fn try_now_is_not_offered_before_the_server_wants_to_be_asked() {
    for limit in [retry_after(500, "", 45_000), response(429, "")] {
        let mut shift = idle();
        shift.always(limit);
        shift.run_to_next_reply();
        let next = shift.view().next_ask.unwrap();
        assert!(!next.may_hasten);
        assert!(next.seconds >= Some(4));
        let sent = shift.sent.len();
        shift.event(Event::RetryNow);
        shift.run(4_000);
        assert_eq!(shift.sent.len(), sent);
    }
}

#[test]
fn a_misconfigured_panel_tells_when_it_looks_again() {
    let mut shift = Shift::opened(response(404, ""), response(404, ""));
    shift.chance = u32::MAX;
    shift.run(120_000);
    shift.run_to_next_request();
    shift.run_to_next_request();
    shift.run(1_000);
    assert_eq!(shift.connection(), Connection::Misconfigured);
    let told = shift.view().next_ask.unwrap().seconds.unwrap();
    assert!(told > 10);
    let at = shift.at;
    shift.run_to_next_request();
    let waited = u64::try_from(shift.at - at).unwrap() / 1_000;
    assert!(waited.abs_diff(told) <= 1, "{waited} s, not {told}");
}

#[test]
fn a_session_that_is_over_is_not_asked_for_by_pressing() {
    let mut shift = idle();
    shift.always(code("100-008"));
    shift.run(10_000);
    assert_eq!(shift.view().next_ask, None);
}
