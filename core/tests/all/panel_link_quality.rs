//! How fast the gateway answers of late, and how far its clock is from this computer's.

use crate::support::answers::{at_sign_in, status};
use crate::support::browser::Browser;
use crate::support::{LATENCY, Outcome, Shift};
use cec_agent_panel_core::diagnostics::Fact;
use cec_agent_panel_core::link::{Connection, Reply};
use cec_agent_panel_core::panel::Event;
use cec_agent_panel_core::sharing::Role;

const USUAL: u64 = LATENCY.unsigned_abs();

fn after(ms: i64) -> Outcome {
    Outcome::RepliesAfter(ms, status(4, false))
}

/// How long answers usually take, and whether that is said to be slow.
fn usual(shift: &Shift) -> (Option<u64>, bool) {
    let line = shift.view().connection;
    (line.usual_ms, line.slow)
}

/// Polled at least five times, with answers as they usually are.
fn polled() -> Shift {
    let mut shift = Shift::recovered(at_sign_in(), status(4, false));
    shift.run(20_000);
    assert_eq!(usual(&shift), (Some(USUAL), false));
    shift
}

#[test]
fn one_answer_that_was_held_up_is_no_slow_gateway() {
    let mut shift = polled();
    for ms in [6_000, LATENCY, 6_000, LATENCY] {
        shift.next.push_back(after(ms));
        shift.run_to_next_reply();
        assert_eq!(usual(&shift), (Some(USUAL), false));
    }
    assert_eq!(shift.view().connection.latency_ms, Some(USUAL));
}

#[test]
fn three_slow_answers_of_five_are_and_three_quick_ones_end_it() {
    let mut shift = polled();
    shift.on_status = after(4_000);
    for slow in [false, false, true, true] {
        shift.run_to_next_reply();
        assert_eq!(usual(&shift).1, slow);
    }
    assert_eq!(usual(&shift), (Some(4_000), true));
    shift.on_status = after(300);
    for slow in [true, true, false] {
        shift.run_to_next_reply();
        assert_eq!(usual(&shift).1, slow);
    }
}

#[test]
fn what_a_slow_gateway_says_is_old_after_two_intervals_until_its_next_answer() {
    let mut shift = polled();
    shift.on_status = after(4_000);
    shift.run(50_000);
    shift.run_to_next_reply();
    for (ms, fresh) in [(6_000, true), (100, false), (800, false), (100, true)] {
        shift.run(ms);
        assert_eq!(shift.badge().2, fresh, "{}", shift.at);
        // One story: the line says "live" as long as the badge looks so.
        let is_live = shift.connection() == Connection::Live;
        assert_eq!(is_live, fresh, "{}", shift.at);
    }
}

#[test]
fn what_failed_is_no_answer_and_nothing_is_slow_that_is_not_live() {
    let mut shift = polled();
    shift.on_status = after(4_000);
    shift.run(30_000);
    shift.run_to_next_reply();
    assert_eq!(usual(&shift), (Some(4_000), true));
    shift.on_status = Outcome::RepliesAfter(9_000, Reply::NoResponse);
    shift.run_to_next_reply();
    assert_eq!(shift.connection(), Connection::Retrying);
    assert_eq!(usual(&shift), (Some(4_000), false));
}

#[test]
fn what_was_before_another_session_says_nothing_of_it() {
    let mut shift = polled();
    shift.on_status = after(4_000);
    shift.run(30_000);
    assert!(usual(&shift).1);
    shift.event(Event::SessionRead(None));
    assert_eq!(usual(&shift), (None, false));
}

#[test]
fn how_fast_answers_were_before_another_panel_asked_says_nothing_of_now() {
    let (mut browser, one, other) = Browser::with_two_pages();
    browser.on_status = after(4_000);
    browser.run(40_000);
    assert!(usual(&browser.pages[one].shift).1);
    // The agent looks at the other one, and then at the first again.
    browser.event(one, Event::Visible(false));
    while browser.role(other) != Role::Leads {
        browser.run(500);
    }
    browser.on_status = after(300);
    browser.event(one, Event::Visible(true));
    browser.event(other, Event::Visible(false));
    while browser.role(one) != Role::Leads {
        browser.run(500);
    }
    browser.run(4_000);
    assert_eq!(usual(&browser.pages[one].shift), (Some(300), false));
}

/// What has been said of the gateway's clock.
fn told(shift: &Shift) -> Vec<i64> {
    let facts = shift.model.diagnostics().iter();
    facts
        .filter_map(|entry| match entry.fact {
            Fact::Clock(ahead) => Some(ahead),
            _ => None,
        })
        .collect()
}

/// Polled for a while by a gateway whose clock is ahead by so many ms.
fn ahead(ms: i64) -> Shift {
    let mut shift = Shift::opened(at_sign_in(), status(4, false));
    (shift.dated, shift.server_set) = (true, ms);
    shift.run(30_000);
    shift
}

#[test]
fn how_far_the_gateways_clock_is_ahead_or_behind_is_told_once() {
    for ms in [0, 180_000, -3_600_000] {
        let told = told(&ahead(ms));
        assert!(
            matches!(told[..], [of] if of.abs_diff(ms) <= 1_000),
            "{told:?} of {ms}"
        );
    }
}

#[test]
fn it_is_told_again_when_it_changes() {
    let mut shift = ahead(0);
    shift.server_set = 90_000;
    shift.run(30_000);
    let told = told(&shift);
    assert!(
        matches!(told[..], [before, now] if before.abs() <= 1_000 && now.abs_diff(90_000) <= 1_000),
        "{told:?}"
    );
}

#[test]
fn a_slow_answer_is_no_other_clock() {
    let mut shift = ahead(0);
    for ms in [100, 9_000, 4_000, 100] {
        shift.next.push_back(after(ms));
        shift.run_to_next_reply();
    }
    assert_eq!(told(&shift).len(), 1);
}

#[test]
fn an_old_answer_and_one_without_a_date_say_nothing_of_the_clock() {
    let mut shift = ahead(0);
    shift.server_set = -240_000;
    shift.run(20_000);
    assert_eq!(told(&shift).len(), 1, "a cache may have answered");
    let mut shift = Shift::recovered(at_sign_in(), status(4, false));
    shift.run(20_000);
    assert!(told(&shift).is_empty());
}
