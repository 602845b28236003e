//! R7: how often the gateway is asked.

use crate::support::answers::{in_call, status};
use crate::support::pushed::idle;
use crate::support::{LATENCY, Outcome, Shift, session, settings};
use cec_agent_panel_core::generation::Generation;
use cec_agent_panel_core::link::{Connection, Reply};
use cec_agent_panel_core::panel::Event;
use serde_json::json;

#[test]
fn a_visible_panel_asks_every_three_seconds() {
    let mut shift = idle();
    shift.run(60_000);
    shift.assert_interval(1, 3_000);
}

#[test]
fn the_interval_is_the_operators() {
    let mut shift = Shift::new(settings(
        r#"{"pollIntervalMs": 7000, "hiddenPollIntervalMs": 50000}"#,
    ));
    shift.start();
    shift.run(100_000);
    shift.assert_interval(1, 7_000);
    shift.event(Event::Visible(false));
    let from = shift.sent.len();
    shift.run(300_000);
    shift.assert_interval(from, 50_000);
}

#[test]
fn a_hidden_panel_asks_every_thirty_seconds() {
    let mut shift = idle();
    shift.event(Event::Visible(false));
    shift.run(5_000);
    let from = shift.at;
    shift.run(300_000);
    assert!((9..=10).contains(&shift.sent_since(from).len()));
}

#[test]
fn nobody_is_asked_often_about_an_agent_who_signed_out() {
    let mut shift = idle();
    shift.polls_say(2, false);
    shift.run(5_000);
    let from = shift.at;
    shift.run(300_000);
    assert!((9..=10).contains(&shift.sent_since(from).len()));
    shift.polls_say(4, false);
    shift.run(30_100);
    let from = shift.at;
    shift.run(30_000);
    assert!(shift.sent_since(from).len() >= 9);
}

#[test]
fn what_is_awaited_is_asked_for_every_second_for_ten_seconds_and_no_longer() {
    let running = json!({"curCommand": 6, "cmdBeginTime": crate::support::answers::ago(0)});
    for fields in [json!({"preBusy": true}), running] {
        let mut shift = Shift::recovered(in_call(&fields), status(7, true));
        shift.run(60_000);
        let fast = shift.pauses(0).iter().filter(|it| **it < 3_000).count();
        assert!((9..=11).contains(&fast), "{fast}");
        let fast_end = shift.sent[fast].at;
        assert!(fast_end <= 11_200, "{fast_end}");
        shift.assert_interval(12, 3_000);
    }
}

#[test]
fn the_fast_polls_end_with_what_they_waited_for() {
    let mut shift = Shift::recovered(in_call(&json!({"preBusy": true})), status(7, true));
    shift.run(2_500);
    shift.polls_say(3, false);
    shift.run_to_next_reply();
    let from = shift.sent.len() - 1;
    shift.run(20_000);
    shift.assert_interval(from, 3_000);
}

#[test]
fn the_end_of_the_call_hurries_for_what_comes_after_it() {
    let mut shift = Shift::recovered(in_call(&json!({"preRest": true})), status(7, true));
    shift.run(60_000);
    shift.polls_say(5, false);
    shift.run_to_next_reply();
    let from = shift.sent.len() - 1;
    shift.run(40_000);
    let fast = shift.pauses(from).iter().filter(|it| **it < 3_000).count();
    assert!((9..=10).contains(&fast), "{fast}");
}

#[test]
fn a_hidden_panel_waits_in_no_hurry() {
    let mut shift = Shift::new(settings("{}"));
    shift.on_sync = in_call(&json!({"preBusy": true})).into();
    shift.on_status = status(7, true).into();
    shift.event(Event::Started {
        visible: false,
        online: true,
    });
    shift.run(100_000);
    assert_eq!(shift.polls(), 3);
}

#[test]
fn becoming_visible_asks_at_once() {
    let mut shift = idle();
    shift.event(Event::Visible(false));
    shift.run(31_000);
    shift.run_to_next_reply();
    shift.run(5_000);
    let at = shift.at;
    shift.event(Event::Visible(true));
    assert_eq!(shift.sent.last().unwrap().at, at);
}

#[test]
fn no_storm_of_events_asks_twice_within_a_second() {
    let mut shift = idle();
    let from = shift.at;
    for _ in 0..400 {
        shift.event(Event::Visible(true));
        shift.event(Event::Online(true));
        shift.event(Event::Woke);
        shift.event(Event::RetrySync);
        shift.event(Event::RetryNow);
        shift.run(25);
    }
    assert!(shift.sent_since(from).len() <= 11);
}

#[test]
fn a_new_guid_goes_out_with_the_next_request() {
    let mut shift = idle();
    shift.source_holds(Some(session("41001", "guid-2")));
    shift.run_to_next_request();
    assert_eq!(shift.sent.last().unwrap().guid, "guid-2");
    assert_eq!(shift.syncs(), 1);
}

#[test]
fn a_new_guid_that_the_host_announces_is_tried_at_once() {
    let mut shift = idle();
    shift.always(Reply::NoResponse);
    shift.run(60_000);
    let at = shift.sent.last().unwrap().at + 1_500;
    shift.run((at - shift.at).max(0));
    let sent = shift.sent.len();
    shift.source_holds(Some(session("41001", "guid-2")));
    shift.event(Event::SessionRead(shift.source.clone()));
    assert_eq!(shift.sent.len(), sent + 1);
}

#[test]
fn the_same_session_announced_again_and_again_asks_no_more_often() {
    let mut shift = idle();
    let from = shift.sent.len();
    for _ in 0..300 {
        shift.event(Event::SessionRead(shift.source.clone()));
        shift.run(100);
    }
    shift.assert_interval(from, 3_000);
    assert!(shift.sent.len() >= from + 9);
}

#[test]
fn a_session_announced_during_a_request_waits_for_its_end() {
    let mut shift = idle();
    shift.run_to_next_request();
    shift.source_holds(Some(session("41001", "guid-2")));
    shift.event(Event::SessionRead(shift.source.clone()));
    assert!(shift.aborts.is_empty());
    shift.run(10_000);
    assert_eq!(shift.connection(), Connection::Live);
}

#[test]
fn another_agent_announced_during_a_request_ends_it() {
    let mut shift = idle();
    shift.on_status = Outcome::Hangs;
    shift.run_to_next_request();
    shift.source_holds(Some(session("41002", "guid-b")));
    shift.event(Event::SessionRead(shift.source.clone()));
    assert_eq!(shift.aborts.len(), 1);
    shift.run(1_000);
    assert_eq!(shift.sent.last().unwrap().agent.number(), 41_002);
    assert_eq!(shift.view().badge.state, None, "nothing of the other agent");
}

#[test]
fn a_request_is_aborted_after_ten_seconds_and_its_late_answer_dropped() {
    let mut shift = idle();
    shift
        .next
        .push_back(Outcome::RepliesAfter(60_000, status(3, false)));
    shift.run_to_next_request();
    let sent = shift.at;
    shift.run(9_999);
    assert!(shift.aborts.is_empty());
    shift.run(1);
    assert_eq!(shift.aborts, [sent + 10_000]);
    assert_eq!(shift.connection(), Connection::Retrying);
    let (generation, reply) = shift.late.pop().unwrap();
    let before = shift.view();
    shift.event(Event::Replied(generation, reply));
    assert_eq!(shift.view().badge, before.badge);
    assert_eq!(shift.connection(), Connection::Retrying);
}

#[test]
fn a_late_answer_does_not_pass_for_that_of_the_request_under_way() {
    let mut shift = idle();
    shift
        .next
        .push_back(Outcome::RepliesAfter(60_000, status(3, false)));
    shift.next.push_back(Outcome::Hangs);
    shift.run_to_next_request();
    shift.run_to_next_request();
    let (generation, reply) = shift.late.pop().unwrap();
    let before = shift.model.clone();
    shift.event(Event::Replied(generation, reply.clone()));
    shift.event(Event::Replied(Generation(9_999), reply));
    assert_eq!(shift.model, before);
}

#[test]
fn a_wake_that_comes_a_trifle_early_is_asked_for_again() {
    let mut shift = idle();
    for _ in 0..10 {
        let polls = shift.polls();
        // The timer fires a millisecond before its moment, and only once.
        let due = shift.sent.last().unwrap().at + LATENCY + 3_000;
        shift.run(due - 1 - shift.at);
        shift.lose_wake();
        shift.event(Event::Woke);
        assert_eq!(shift.polls(), polls);
        shift.run(1);
        assert_eq!(shift.polls(), polls + 1);
        shift.run(LATENCY);
    }
}

#[test]
fn a_computer_that_slept_asks_at_once_and_only_once() {
    let mut shift = idle();
    shift.sleep(9 * 3_600_000);
    let at = shift.at;
    shift.event(Event::Woke);
    shift.event(Event::Visible(true));
    shift.event(Event::Online(true));
    assert_eq!(shift.sent_since(at), [at]);
}

#[test]
fn a_clock_that_is_set_ahead_asks_no_sooner_than_a_second_after_the_last_request() {
    let mut shift = idle();
    shift.run_to_next_reply();
    let at = shift.sent.last().unwrap().at;
    let after = shift.sent.len();
    // The page takes the hour for a sleep; the gateway has seen 300 ms go by.
    shift.run(at + 300 - shift.at);
    shift.sleep(3_600_000);
    shift.event(Event::ClockJumped(3_600_000));
    shift.event(Event::Visible(true));
    shift.run(2_000);
    assert_eq!(shift.sent[after].at - at - 3_600_000, 1_000);
}
