//! R7 and R8: how long the gateway is left alone after a failure, and when it asks for that.

use crate::support::answers::{code, in_call, response, retry_after, status};
use crate::support::pushed::idle;
use crate::support::{LATENCY, Outcome, Shift, session, settings};
use cec_agent_panel_core::link::{Connection, Reply};
use cec_agent_panel_core::panel::Event;
use serde_json::json;

/// The pauses of a panel that has these outcomes for ten minutes, each with the time that had
/// passed since the first failure when it began, in ms.
fn pauses_with(outcome: impl Into<Outcome>, chances: impl Fn(usize) -> u32) -> Vec<(i64, i64)> {
    let mut shift = idle();
    shift.always(outcome);
    shift.chance = chances(0);
    shift.run_to_next_reply();
    let first = shift.at;
    let mut pauses = Vec::new();
    while shift.at < first + 600_000 {
        let failed = shift.at;
        shift.run_to_next_request();
        pauses.push((failed - first, shift.at - failed));
        shift.chance = chances(pauses.len());
        shift.run_to_next_reply();
    }
    pauses
}

/// Numbers without a pattern.
fn any_chance(index: usize) -> u32 {
    u32::try_from(index)
        .unwrap()
        .wrapping_add(7)
        .wrapping_mul(2_654_435_761)
        .rotate_left(11)
        .wrapping_mul(0x9e37_79b9)
}

#[test]
fn failures_back_off_with_jitter_from_the_interval_to_half_their_time_and_a_minute() {
    for (chance, share) in [(u32::MAX, 1.0), (u32::MAX / 2, 0.5), (0, 0.0)] {
        for (lasted, pause) in pauses_with(Reply::NoResponse, |_| chance) {
            let longest = (lasted / 2).clamp(3_000, 60_000 - LATENCY) - 3_000;
            #[allow(clippy::cast_possible_truncation, reason = "small whole numbers")]
            #[allow(clippy::cast_precision_loss, reason = "likewise")]
            let expected = 3_000 + (longest as f64 * share) as i64;
            assert!((pause - expected).abs() <= 2, "{pause} is not {expected}");
        }
    }
    let pauses = pauses_with(Reply::NoResponse, |_| u32::MAX);
    assert_eq!(pauses.last().unwrap().1 / 1_000, 59, "up to a minute");
}

#[test]
fn no_outage_has_a_hole_in_its_first_half_minute() {
    for seed in 0..300 {
        let pauses = pauses_with(response(502, "<html>"), |index| {
            any_chance(index + seed * 50)
        });
        for (lasted, pause) in pauses {
            assert!(
                lasted > 30_000 || pause <= 15_000,
                "{pause} ms after {lasted}"
            );
        }
    }
}

#[test]
fn a_page_in_the_place_of_the_answer_backs_off_less_than_silence() {
    for stranger in [
        response(200, "<html>"),
        response(200, "{}"),
        response(200, "null"),
    ] {
        let pauses = pauses_with(stranger, |_| u32::MAX);
        for (lasted, pause) in &pauses {
            let longest = (lasted / 4).clamp(3_000, 15_000 - LATENCY);
            assert!((pause - longest).abs() <= 2, "{pause} ms after {lasted}");
        }
        assert_eq!(pauses.last().unwrap().1 / 1_000, 14);
    }
}

#[test]
fn a_try_and_the_pause_after_it_take_a_minute_at_most() {
    let pauses = pauses_with(Outcome::Hangs, |_| u32::MAX);
    let (_, last) = pauses.last().unwrap();
    assert_eq!(last + 10_000, 60_000 - 1);
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
    shift.assert_interval(from, 3_000);
    shift.next.push_back(Reply::NoResponse.into());
    shift.run_to_next_reply();
    let failed = shift.sent.last().unwrap().at;
    shift.run_to_next_request();
    assert!(
        shift.at - failed <= 6_000 + LATENCY,
        "and so does the back-off"
    );
}

/// A panel that has failed for so long that its next try is far away.
fn backed_off(next: impl Into<Outcome>) -> Shift {
    let mut shift = idle();
    shift.chance = u32::MAX;
    shift.always(Reply::NoResponse);
    shift.event(Event::Online(false));
    shift.run(200_000);
    shift.run_to_next_reply();
    shift.always(next);
    shift
}

#[test]
fn coming_online_asks_within_an_interval_at_a_moment_by_chance() {
    for (chance, after) in [(u32::MAX, 2_999), (u32::MAX / 2, 1_499), (0, 960)] {
        let mut shift = backed_off(status(4, false));
        let at = shift.at;
        shift.chance = chance;
        shift.event(Event::Online(true));
        shift.run_to_next_request();
        assert_eq!(shift.at - at, after, "never two within a second");
        shift.run(LATENCY);
        assert_eq!(shift.connection(), Connection::Live);
    }
}

#[test]
fn coming_online_puts_nothing_off() {
    for visible in [true, false] {
        let mut shift = idle();
        shift.event(Event::Visible(visible));
        shift.run_to_next_reply();
        let due = shift.at + if visible { 3_000 } else { 30_000 };
        shift.run(1_500);
        shift.chance = u32::MAX;
        shift.event(Event::Online(true));
        shift.run_to_next_request();
        assert_eq!(shift.at, due);
    }
}

#[test]
fn a_hidden_panel_that_comes_online_asks_within_its_own_interval() {
    let mut shift = backed_off(status(4, false));
    shift.event(Event::Visible(false));
    shift.run(1_100);
    let at = shift.at;
    shift.event(Event::Online(true));
    shift.run_to_next_request();
    assert_eq!(shift.at - at, 29_999);
}

#[test]
fn coming_online_while_a_lost_request_hangs_asks_within_an_interval_too() {
    let mut shift = backed_off(Outcome::RepliesAfter(2_000, Reply::NoResponse));
    shift.run_to_next_request();
    // The network is back before the browser has given up what it lost.
    let at = shift.at;
    shift.event(Event::Online(true));
    shift.polls_say(4, false);
    shift.run_to_next_reply();
    shift.run_to_next_request();
    assert_eq!(shift.at - at, 2_999);
    shift.run(LATENCY);
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
        assert!(shift.at <= until + 3_000 || status_code != 500);
    }
}

#[test]
fn behind_retry_after_the_panels_of_a_site_come_spread_over_an_interval() {
    for (status_code, interval) in [(500, 3_000), (503, 6_000)] {
        for (chance, after) in [
            (0, 0),
            (u32::MAX / 2, interval / 2 - 1),
            (u32::MAX, interval - 1),
        ] {
            let mut shift = idle();
            shift.chance = chance;
            shift
                .next
                .push_back(retry_after(status_code, "", 45_000).into());
            shift.run_to_next_reply();
            let until = shift.at + 45_000;
            shift.run_to_next_request();
            assert_eq!(shift.at - until, after, "{status_code}");
        }
    }
}

#[test]
fn a_mad_retry_after_does_not_stop_the_panel_for_a_shift() {
    let mut shift = idle();
    shift.chance = 0;
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
    shift.assert_interval(from, 3_000);
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
