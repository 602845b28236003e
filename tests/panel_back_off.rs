//! R7 and R8: how long the gateway is left alone after a failure, and when it asks for that.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod support;

use cec_agent_panel::panel::{Connection, Event, Reply};
use serde_json::json;
use support::answers::{code, in_call, response, retry_after, status};
use support::pushed::idle;
use support::{LATENCY, Shift, session, settings};

#[test]
fn failures_back_off_with_full_jitter_up_to_a_minute() {
    for (chance, ceiling) in [(u32::MAX, 1.0), (u32::MAX / 2, 0.5), (0, 0.0)] {
        let mut shift = idle();
        shift.chance = chance;
        shift.always(Reply::NoResponse);
        let from = shift.sent.len();
        shift.run(600_000);
        let expected = [6_000.0, 12_000.0, 24_000.0, 48_000.0, 60_000.0, 60_000.0];
        for (pause, longest) in shift.pauses(from).iter().zip(expected) {
            #[allow(clippy::cast_possible_truncation, reason = "small whole numbers")]
            let expected = ((longest * ceiling) as i64).max(1_000) + LATENCY;
            assert!((pause - expected).abs() <= 2, "{pause} is not {expected}");
        }
    }
}

#[test]
fn a_success_returns_to_the_base() {
    let mut shift = idle();
    shift.always(response(500, ""));
    shift.run(120_000);
    shift.polls_say(4, false);
    shift.run_to_next_reply();
    let from = shift.sent.len() - 1;
    shift.run(20_000);
    assert!(
        shift
            .pauses(from)
            .iter()
            .all(|pause| *pause == 3_000 + LATENCY)
    );
    shift.next.push_back(Reply::NoResponse.into());
    shift.run_to_next_reply();
    let failed = shift.sent.last().unwrap().at;
    shift.run_to_next_request();
    assert!(
        shift.at - failed <= 6_000 + LATENCY,
        "and so does the back-off"
    );
}

#[test]
fn coming_online_while_a_lost_request_hangs_asks_as_soon_as_it_has_failed() {
    let mut shift = idle();
    shift.chance = u32::MAX;
    shift.always(Reply::NoResponse);
    shift.event(Event::Online(false));
    shift.run(200_000);
    shift.run_to_next_request();
    // The network is back before the browser has given up what it lost.
    shift.event(Event::Online(true));
    shift.polls_say(4, false);
    shift.run(1_100);
    assert_eq!(shift.connection(), Connection::Live);
}

#[test]
fn retry_after_is_obeyed_whatever_happens_meanwhile() {
    for status_code in [429, 500, 503] {
        let mut shift = idle();
        shift
            .next
            .push_back(retry_after(status_code, "", 45_000).into());
        shift.run_to_next_reply();
        let until = shift.at + 45_000;
        shift.run(2_000);
        shift.event(Event::Visible(true));
        shift.event(Event::Online(true));
        shift.source_holds(Some(session("41001", "guid-2")));
        shift.event(Event::SessionRead(shift.source.clone()));
        shift.run_to_next_request();
        assert!(shift.at >= until, "{status_code}");
        assert!(shift.at <= until + 1_000 || status_code != 500);
    }
}

#[test]
fn a_mad_retry_after_does_not_stop_the_panel_for_a_shift() {
    let mut shift = idle();
    shift.next.push_back(retry_after(503, "", u64::MAX).into());
    shift.run_to_next_reply();
    let at = shift.at;
    shift.run_to_next_request();
    assert_eq!(shift.at - at, 600_000);
}

#[test]
fn slow_down_lasts_a_minute_and_nothing_hurries_in_it() {
    let mut shift = Shift::recovered(in_call(&json!({"preBusy": true})), status(7, true));
    shift.run(1_500);
    shift.chance = 0;
    shift.next.push_back(code("000-007").into());
    shift.run_to_next_reply();
    let told = shift.at;
    let from = shift.sent.len() - 1;
    assert_eq!(shift.connection(), Connection::Slowed);
    shift.next.push_back(Reply::NoResponse.into());
    for _ in 0..55 {
        shift.run(1_000);
        shift.event(Event::Visible(true));
    }
    assert!(shift.pauses(from).iter().all(|pause| *pause >= 6_000));
    assert_eq!(shift.connection(), Connection::Slowed);
    shift.run(told + 70_000 - shift.at);
    let from = shift.sent.len() - 1;
    shift.run(10_000);
    assert_eq!(shift.connection(), Connection::Live);
    assert!(
        shift
            .pauses(from)
            .iter()
            .all(|pause| *pause == 3_000 + LATENCY)
    );
}

#[test]
fn slow_down_is_at_least_five_seconds_and_doubles_again() {
    let mut shift = Shift::new(settings(r#"{"pollIntervalMs": 1000}"#));
    shift.start();
    shift.run(5_000);
    shift.always(response(429, ""));
    shift.run_to_next_reply();
    let from = shift.sent.len() - 1;
    shift.run(200_000);
    let pauses = shift.pauses(from);
    let seconds: Vec<i64> = pauses.iter().take(6).map(|pause| pause / 1_000).collect();
    assert_eq!(seconds, [5, 5, 8, 16, 32, 60]);
}
