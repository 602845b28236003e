//! R1: `syncagentinfo` is sent once per page load and agent.

use crate::support::answers::{at_sign_in, code, in_call, response, retry_after, status, sync};
use crate::support::{Asked, Outcome, Shift, session};
use cec_agent_panel_core::desk::CallStage;
use cec_agent_panel_core::link::{Cause, Connection, Reply};
use cec_agent_panel_core::panel::Event;
use cec_agent_panel_core::settings::Settings;
use serde_json::json;

#[test]
fn the_sync_goes_first_and_polling_begins_when_it_has_been_answered() {
    let mut shift = Shift::opened(Outcome::RepliesAfter(2_500, at_sign_in()), status(4, false));
    assert_eq!(shift.connection(), Connection::Recovering);
    shift.run(2_499);
    assert_eq!(shift.sent.len(), 1);
    assert_eq!(shift.sent[0].what, Asked::Sync);
    assert_eq!(shift.sent[0].at, 0);
    shift.run(10_000);
    assert_eq!((shift.syncs(), shift.polls()), (1, 3));
    assert_eq!(shift.connection(), Connection::Live);
}

#[test]
fn nothing_that_happens_in_a_shift_sends_a_second_sync() {
    let mut shift = Shift::opened(at_sign_in(), status(4, false));
    shift.run(5_000);
    for failure in [
        response(502, "<html>"),
        Reply::NoResponse,
        code("100-007"),
        code("000-004"),
        response(200, "no JSON"),
    ] {
        shift.next.push_back(failure.into());
        shift.run(70_000);
    }
    shift.next.push_back(Outcome::Hangs);
    shift.run(70_000);
    shift.source_holds(Some(session("41001", "guid-2")));
    shift.run(10_000);
    shift.event(Event::Visible(false));
    shift.run(100_000);
    shift.event(Event::Visible(true));
    // The back/forward cache announces itself by the same event once more.
    shift.event(Event::Visible(true));
    shift.run(5_000);
    shift.sleep(8 * 3_600_000);
    shift.event(Event::Woke);
    shift.event(Event::Online(false));
    shift.event(Event::Online(true));
    shift.run(10_000);
    shift.event(Event::RetrySync);
    shift.event(Event::RetryNow);
    shift.run(10_000);
    assert_eq!(shift.syncs(), 1);
    assert!(shift.polls() > 30);
}

#[test]
fn an_agent_who_comes_back_is_not_synced_again() {
    let mut shift = Shift::opened(sync(&json!({"workNo": ""})), status(4, false));
    shift.run(5_000);
    shift.source_holds(Some(session("41002", "guid-b")));
    shift.run(5_000);
    assert_eq!(shift.syncs(), 2);
    shift.source_holds(Some(session("41001", "guid-a")));
    shift.run(5_000);
    shift.source_holds(None);
    shift.run(5_000);
    shift.source_holds(Some(session("41002", "guid-b")));
    shift.run(5_000);
    assert_eq!(shift.syncs(), 2, "one for each agent");
    assert_eq!(shift.sent.last().unwrap().agent.number(), 41_002);
    assert_eq!(shift.view().recovery.unwrap().cause, Cause::AlreadySynced);
}

#[test]
fn a_sync_that_was_lost_stays_lost_when_the_agent_comes_back() {
    let mut shift = Shift::opened(code("100-007"), status(4, false));
    shift.run(5_000);
    for (agent, guid) in [("41002", "guid-b"), ("41001", "guid-a")] {
        shift.source_holds(Some(session(agent, guid)));
        shift.run(5_000);
    }
    assert_eq!(shift.syncs(), 2, "one for each agent");
}

#[test]
fn a_sync_whose_answer_nobody_waited_for_is_used_up_too() {
    let mut shift = Shift::opened(Outcome::Hangs, status(4, false));
    shift.run(1_500);
    // A host may say at any time which session there is.
    shift.source_holds(None);
    shift.event(Event::SessionRead(None));
    assert_eq!(shift.aborts, [1_500]);
    shift.source_holds(Some(session("41001", "guid-2")));
    shift.run(10_000);
    assert_eq!(shift.syncs(), 1);
    assert!(shift.polls() > 0);
}

#[test]
fn no_answer_is_tried_three_times_within_fifteen_seconds_and_then_polled() {
    for (name, failure) in [
        ("network", Reply::NoResponse),
        ("server", response(500, "<html>")),
        ("proxy", response(504, "")),
        ("switching over", code("000-004")),
        ("recovery", code("105-002")),
    ] {
        for chance in [0, u32::MAX / 2, u32::MAX] {
            let mut shift = Shift::new(Settings::default());
            shift.chance = chance;
            shift.on_sync = failure.clone().into();
            shift.on_status = status(7, true).into();
            shift.start();
            assert!(shift.view().recovery.is_none());
            shift.run(20_000);
            assert_eq!(shift.syncs(), 3, "{name}");
            let last = shift.sent.iter().rfind(|sent| sent.what == Asked::Sync);
            assert!(last.unwrap().at <= 15_000, "{name}");
            let first_poll = &shift.sent[3];
            assert_eq!(first_poll.what, Asked::Status);
            assert!(
                first_poll.at - shift.sent[2].at <= 1_100,
                "{name} polls at once"
            );
            let view = shift.view();
            assert!(view.recovery.is_some(), "{name}");
            assert_eq!(view.call.stage, CallStage::Undescribed);
            assert_eq!(view.connection.connection, Connection::Live);
        }
    }
}

#[test]
fn a_sync_that_hangs_leaves_time_for_one_more() {
    let mut shift = Shift::opened(Outcome::Hangs, status(4, false));
    shift.run(30_000);
    assert_eq!(shift.syncs(), 2);
    assert!(shift.sent[1].at <= 15_000);
    // There is no time for a third, so nothing waits for one.
    assert_eq!(shift.sent[2].what, Asked::Status);
    assert_eq!(shift.sent[2].at, shift.aborts[1]);
    assert_eq!(shift.view().recovery.unwrap().cause, Cause::TimedOut);
}

#[test]
fn a_sync_that_comes_back_at_the_second_try_recovers_the_call() {
    let mut shift = Shift::new(Settings::default());
    shift.on_sync = in_call(&json!({})).into();
    shift.next.push_back(Reply::NoResponse.into());
    shift.start();
    shift.run(10_000);
    assert_eq!(shift.syncs(), 2);
    assert!(shift.view().recovery.is_none());
    assert!(!shift.view().call.rows.is_empty());
}

#[test]
fn no_second_try_after_an_answer_however_useless() {
    for (name, answer, cause) in [
        ("not JSON", response(200, "{"), "not json"),
        ("a page", response(200, "<html>"), "a page"),
        ("a fault", code("100-007"), "retcode"),
        ("an unknown code", code("777-777"), "retcode"),
        ("an array", response(200, "[]"), "not an answer"),
        ("too large", Reply::TooLarge { status: 200 }, "too large"),
        (
            "another agent",
            sync(&json!({"workNo": "41002"})),
            "another agent",
        ),
        ("a redirection", response(302, ""), "http status"),
    ] {
        let mut shift = Shift::opened(answer, status(4, false));
        shift.run(60_000);
        assert_eq!(shift.syncs(), 1, "{name}");
        assert!(shift.polls() > 15, "{name}");
        assert_eq!(shift.view().recovery.unwrap().cause.name(), cause, "{name}");
    }
}

#[test]
fn a_slowed_sync_waits_at_least_five_seconds_and_still_ends_within_fifteen() {
    for refusal in [code("000-007"), response(429, ""), response(503, "<html>")] {
        let mut shift = Shift::opened(refusal, status(4, false));
        shift.run(60_000);
        let syncs: Vec<_> = shift
            .sent
            .iter()
            .filter(|it| it.what == Asked::Sync)
            .collect();
        assert!(syncs.len() >= 2);
        assert!(syncs.iter().all(|sync| sync.at <= 15_000));
        assert!(shift.pauses(0).iter().all(|pause| *pause >= 5_000));
    }
}

#[test]
fn retry_after_that_asks_for_too_long_ends_the_tries() {
    let mut shift = Shift::opened(retry_after(503, "", 20_000), status(4, false));
    shift.run(60_000);
    assert_eq!(shift.syncs(), 1);
    assert!(shift.sent[1].at >= 20_000);
}

#[test]
fn retry_sync_sends_one_more_and_fills_the_card() {
    let mut shift = Shift::opened(code("100-007"), status(7, true));
    shift.run(6_000);
    assert_eq!(shift.view().call.stage, CallStage::Undescribed);
    shift.on_sync = in_call(&json!({})).into();
    shift.event(Event::RetrySync);
    assert!(shift.view().recovery.is_none());
    shift.run(60_000);
    assert_eq!(shift.syncs(), 2);
    assert_eq!(shift.view().call.stage, CallStage::Live);
    assert!(shift.view().recovery.is_none());
    shift.event(Event::RetrySync);
    shift.run(60_000);
    assert_eq!(shift.syncs(), 2, "there is nothing to retry any more");
}

#[test]
fn retry_sync_that_fails_says_so_again() {
    let mut shift = Shift::opened(code("100-007"), status(4, false));
    shift.run(6_000);
    shift.event(Event::RetrySync);
    shift.run(6_000);
    assert_eq!(shift.syncs(), 2);
    assert!(shift.view().recovery.is_some());
}

#[test]
fn retry_sync_during_a_poll_follows_at_the_next_second() {
    let mut shift = Shift::opened(code("100-007"), status(4, false));
    shift.run(6_000);
    shift.run_to_next_request();
    shift.event(Event::RetrySync);
    let poll = shift.sent.last().unwrap().at;
    shift.run_to_next_request();
    let sync = shift.sent.last().unwrap();
    assert_eq!((sync.what, sync.at), (Asked::Sync, poll + 1_000));
}

#[test]
fn a_sync_refused_for_its_guid_does_not_count_as_sent() {
    let mut shift = Shift::opened(code("000-003"), status(4, false));
    shift.run(600_000);
    assert_eq!(shift.connection(), Connection::Expired);
    assert_eq!((shift.syncs(), shift.polls()), (3, 0));
    shift.on_sync = at_sign_in().into();
    // The window of fifteen seconds begins anew as well.
    shift.next.push_back(Reply::NoResponse.into());
    shift.source_holds(Some(session("41001", "guid-2")));
    shift.run(20_000);
    assert_eq!(shift.syncs(), 5);
    assert!(shift.polls() > 0);
    assert!(shift.view().recovery.is_none());
}

#[test]
fn a_sync_refused_for_its_guid_is_not_used_up_by_another_agent_in_between() {
    let mut shift = Shift::opened(code("100-006"), status(4, false));
    shift.run(10_000);
    shift.on_sync = sync(&json!({"workNo": ""})).into();
    shift.source_holds(Some(session("41002", "guid-b")));
    shift.run(10_000);
    shift.source_holds(Some(session("41001", "guid-2")));
    shift.run(10_000);
    assert!(shift.view().recovery.is_none());
    assert_eq!(shift.syncs(), 4);
}

#[test]
fn a_sleep_between_two_tries_does_not_sync_on_waking() {
    let mut shift = Shift::opened(Reply::NoResponse, status(4, false));
    shift.run(500);
    shift.sleep(3_600_000);
    shift.event(Event::Woke);
    shift.run(10_000);
    assert_eq!(shift.syncs(), 1);
    assert!(shift.polls() > 0);
    assert_eq!(shift.view().recovery.unwrap().cause, Cause::Network);
}

#[test]
fn the_message_goes_when_the_call_that_was_not_recovered_is_over() {
    let mut shift = Shift::opened(code("100-007"), status(7, true));
    shift.run(8_000);
    assert!(shift.view().recovery.is_some());
    shift.polls_say(5, false);
    shift.run(4_000);
    assert!(shift.view().recovery.is_none());
    shift.polls_say(7, true);
    shift.run(4_000);
    assert!(shift.view().recovery.is_none());
    assert_eq!(shift.syncs(), 1);
}

#[test]
fn a_sync_that_was_given_up_for_another_agent_is_not_sent_again() {
    let mut shift = Shift::opened(Outcome::Hangs, status(4, false));
    shift.run(200);
    // Another agent comes and goes before a request may go out for them.
    for agent in ["41002", "41001"] {
        shift.source_holds(Some(session(agent, "guid-1")));
        shift.event(Event::SessionRead(shift.source.clone()));
        shift.run(100);
    }
    shift.run(20_000);
    assert_eq!(shift.syncs(), 1);
    assert!(shift.polls() > 1);
}
