//! A host that wants the gateway asked now.

use crate::support::answers::{no_call, response, sync, the_call};
use crate::support::browser::Browser;
use crate::support::looked_up::{call_comes, ringing};
use crate::support::pushed::idle;
use crate::support::{Asked, Shift, settings};
use cec_agent_panel_core::link::Connection;
use cec_agent_panel_core::panel::Event;
use serde_json::json;

#[test]
fn a_host_that_wants_to_know_now_does_not_hasten_a_panel_that_has_stopped() {
    let mut shift = Shift::new(settings("{}"));
    shift.on_sync = response(404, "").into();
    shift.on_status = response(404, "").into();
    shift.start();
    shift.run(20_000);
    assert_eq!(shift.connection(), Connection::Misconfigured);
    let sent = shift.sent.len();
    for _ in 0..5 {
        shift.event(Event::Refresh);
        shift.run(10);
    }
    assert_eq!(shift.sent.len(), sent);
}

#[test]
fn a_host_that_wants_to_know_now_has_it_asked_once_and_never_twice_within_a_second() {
    let mut shift = idle();
    shift.run_to_next_reply();
    shift.run(1_100);
    let from = shift.sent.len();
    shift.event(Event::Refresh);
    shift.run(100);
    assert_eq!(shift.sent.len(), from + 1);
    for _ in 0..50 {
        shift.event(Event::Refresh);
        shift.run(100);
    }
    let pauses = shift.pauses(from);
    assert!(pauses.len() >= 4, "{pauses:?}");
    assert!(
        pauses.iter().all(|pause| (1_000..1_200).contains(pause)),
        "{pauses:?}"
    );
}

#[test]
fn a_host_of_a_panel_that_follows_has_the_other_ask_now() {
    let (mut browser, leader, follower) = Browser::with_two_pages();
    browser.run(3_100);
    browser.run(1_500);
    let asked = browser.asks_of(leader, Asked::Status);
    browser.event(follower, Event::Refresh);
    browser.run(500);
    assert_eq!(browser.asks_of(leader, Asked::Status), asked + 1);
    assert_eq!(browser.asks_of(follower, Asked::Status), 0);
    for _ in 0..50 {
        browser.event(follower, Event::Refresh);
        browser.run(100);
    }
    let more = browser.asks_of(leader, Asked::Status) - asked;
    assert!((5..=7).contains(&more), "{more}");
}

#[test]
fn a_gateway_that_is_away_is_asked_no_more_often_for_a_host() {
    let moments = |refresh: bool| {
        let (mut browser, leader, follower) = Browser::with_two_pages();
        browser.run(4_500);
        browser.on_status = response(502, "").into();
        let from = browser.asks.len();
        for _ in 0..240 {
            if refresh && browser.pages[leader].shift.connection() == Connection::Retrying {
                browser.event(leader, Event::Refresh);
                browser.event(follower, Event::Refresh);
            }
            browser.run(500);
        }
        browser.asks[from..]
            .iter()
            .map(|ask| ask.at)
            .collect::<Vec<_>>()
    };
    let undisturbed = moments(false);
    assert!(undisturbed.len() > 4, "{undisturbed:?}");
    assert_eq!(moments(true), undisturbed);
}

#[test]
fn a_host_that_wants_to_know_each_second_keeps_no_look_up_away() {
    let mut shift = ringing(the_call());
    for _ in 0..40 {
        shift.event(Event::Refresh);
        shift.run(100);
    }
    assert_eq!(shift.look_ups(), 1);
    let polls = shift.polls();
    for _ in 0..40 {
        shift.event(Event::Refresh);
        shift.run(100);
    }
    assert!(shift.polls() >= polls + 3);
}

#[test]
fn a_wish_during_the_request_that_fails_brings_the_next_try_no_sooner() {
    let pauses = |refresh: bool| {
        let mut shift = idle();
        shift.on_status = response(502, "").into();
        shift.run_to_next_request();
        let from = shift.sent.len() - 1;
        if refresh {
            shift.event(Event::Refresh);
        }
        shift.run(10_000);
        shift.pauses(from)
    };
    let undisturbed = pauses(false);
    assert!(undisturbed.len() > 1, "{undisturbed:?}");
    assert_eq!(pauses(true), undisturbed);
}

#[test]
fn a_poll_that_a_host_wants_does_not_wait_for_a_look_up_that_is_far_off() {
    let mut shift = Shift::new(settings(r#"{"pollIntervalMs": 20000}"#));
    shift.on_sync = sync(&json!({})).into();
    shift.on_look_up = no_call().into();
    shift.start();
    call_comes(&mut shift);
    while shift.look_ups() < 1 {
        shift.run(100);
    }
    shift.run(1_500);
    let polls = shift.polls();
    shift.event(Event::Refresh);
    shift.run(100);
    assert_eq!((shift.polls(), shift.look_ups()), (polls + 1, 1));
    shift.run(8_000);
    assert_eq!(shift.look_ups(), 2, "it comes all the same");
}
