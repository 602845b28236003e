//! R5: durations from the gateway's clock and the monotonic one.

use crate::support::answers::{GATEWAY_NOW, ago, at_sign_in, code, in_call, status, sync};
use crate::support::pushed::exactly;
use crate::support::{LATENCY, Outcome, Shift};
use cec_agent_panel_core::diagnostics::Fact;
use cec_agent_panel_core::link::Reply;
use cec_agent_panel_core::panel::Event;
use cec_agent_panel_core::view::{RowValue, Timer};
use serde_json::{Value, json};

fn about(seconds: u64) -> Timer {
    Timer::Elapsed {
        seconds,
        about: true,
    }
}

/// All timers step with the one tick, so each is less than a second from the truth.
fn assert_shows(timer: Timer, truth_ms: i64) {
    let Timer::Elapsed {
        seconds,
        about: false,
    } = timer
    else {
        panic!("{timer:?}")
    };
    let shown_ms = i64::try_from(seconds).unwrap() * 1_000;
    assert!(
        (shown_ms - truth_ms).abs() < 1_000,
        "{shown_ms} for {truth_ms}"
    );
}

#[test]
fn the_documented_example_has_been_idle_for_21_seconds() {
    let mut shift = Shift::recovered(at_sign_in(), status(4, false));
    // The document's state began 21,584 ms before its currentTime.
    for second in 0..=8 {
        assert_shows(shift.view().badge_time, 21_584 + second * 1_000);
        shift.run(1_000);
    }
}

#[test]
fn every_timer_is_true_to_the_second_after_a_refresh() {
    for form in [(|ms| json!(GATEWAY_NOW - ms)) as fn(u64) -> Value, |ms| {
        json!((GATEWAY_NOW - ms).to_string())
    }] {
        let call = in_call(&json!({
            "state": 9, "agentStateBeginTime": form(3_725_000),
            "beginTalkingTime": form(3_725_000),
            "curCommand": 8, "cmdBeginTime": form(4_000),
        }));
        let mut shift = Shift::recovered(call, status(7, true));
        assert_eq!(shift.view().badge_time, exactly(3_725));
        assert_eq!(shift.view().call_time, exactly(3_725));
        assert_eq!(shift.view().command_time, exactly(4));
        shift.run(59_000);
        assert_eq!(shift.view().badge_time, exactly(3_784));
        assert_eq!(shift.view().call_time, exactly(3_784));
    }
}

#[test]
fn a_timer_never_skips_and_never_goes_back() {
    let mut shift = Shift::recovered(in_call(&json!({"state": 9})), status(7, true));
    let mut last = 90;
    for _ in 0..600 {
        shift.run(100);
        let Timer::Elapsed { seconds, .. } = shift.view().badge_time else {
            panic!("it was known")
        };
        assert!(seconds == last || seconds == last + 1);
        last = seconds;
    }
    assert_eq!(last, 150);
}

#[test]
fn the_wall_clock_may_jump_by_hours() {
    let mut shift = Shift::recovered(in_call(&json!({})), status(7, true));
    shift.run(10_000);
    for jump in [5 * 3_600_000, -11 * 3_600_000, 24 * 3_600_000] {
        let before = (shift.view().badge_time, shift.view().call_time);
        shift.wall_set += jump;
        assert_eq!((shift.view().badge_time, shift.view().call_time), before);
        assert!(shift.view().badge.fresh);
        let polls = shift.polls();
        shift.run(3_000);
        assert_eq!(shift.polls(), polls + 1);
    }
    assert_eq!(shift.view().badge_time, exactly(90 + 19));
}

#[test]
fn a_start_between_two_polls_is_about() {
    let mut shift = Shift::recovered(at_sign_in(), status(4, false));
    shift.run(5_000);
    shift.polls_say(5, false);
    shift.run_to_next_reply();
    let Timer::Elapsed {
        seconds,
        about: true,
    } = shift.view().badge_time
    else {
        panic!("{:?}", shift.view().badge_time)
    };
    assert!(seconds <= 3);
    shift.run(20_000);
    assert_eq!(shift.view().badge_time, about(seconds + 20));
}

#[test]
fn a_start_before_the_first_answer_is_unknown() {
    let mut shift = Shift::opened(code("100-007"), status(4, false));
    shift.run(30_000);
    assert_eq!(shift.view().badge_time, Timer::Unknown);
    shift.polls_say(3, false);
    shift.run(5_000);
    assert!(matches!(
        shift.view().badge_time,
        Timer::Elapsed { about: true, .. }
    ));
}

#[test]
fn a_state_that_lasts_over_a_long_gap_has_no_known_start() {
    for (polled, known) in [(4, false), (3, false)] {
        let mut shift = Shift::recovered(at_sign_in(), status(4, false));
        shift.run(5_000);
        shift.polls_say(polled, known);
        shift.sleep(2 * 3_600_000);
        shift.event(Event::Woke);
        shift.run(2_000);
        assert_eq!(shift.view().badge_time, Timer::Unknown);
    }
}

#[test]
fn an_answer_without_its_clock_has_no_durations() {
    for clock in [Value::Null, json!(""), json!("tomorrow"), json!(0)] {
        let shift = Shift::recovered(in_call(&json!({"currentTime": clock})), status(7, true));
        assert_eq!(shift.view().badge_time, Timer::Unknown);
        assert_eq!(shift.view().call_time, Timer::Unknown);
    }
}

#[test]
fn a_start_in_the_gateways_future_is_a_fault_and_not_zero() {
    let later = json!(GATEWAY_NOW + 1);
    let fields = [
        "agentStateBeginTime",
        "beginTalkingTime",
        "beginHoldTime",
        "secondTalkingTime",
        "cmdBeginTime",
    ];
    for field in fields {
        let answer = in_call(&json!({"state": 11, "curCommand": 8, field: later}));
        let shift = Shift::recovered(answer, status(7, true));
        assert_eq!(shift.facts(), [Fact::NegativeDuration(field)]);
        let view = shift.view();
        if field == "agentStateBeginTime" {
            assert_eq!(view.badge_time, Timer::Unknown);
        }
        if field == "beginTalkingTime" {
            assert_eq!(view.call_time, Timer::Unknown);
        }
        if field == "cmdBeginTime" {
            assert_eq!(view.command_time, Timer::Unknown);
        }
        let lasted = view
            .call
            .rows
            .iter()
            .filter(|row| matches!(row.value, RowValue::Time));
        assert_eq!(lasted.count(), 0);
    }
}

#[test]
fn a_start_at_the_very_moment_is_zero() {
    let shift = Shift::recovered(
        sync(&json!({"agentStateBeginTime": ago(0)})),
        status(4, false),
    );
    assert_eq!(shift.view().badge_time, exactly(0));
}

#[test]
fn a_reply_that_slept_with_the_computer_is_not_of_now() {
    let mut shift = Shift::recovered(at_sign_in(), status(4, false));
    shift.run_to_next_request();
    shift.sleep(3_600_000);
    // The answer from before the sleep arrives first, and then the timers run.
    shift.run(0);
    let view = shift.view();
    assert_eq!(view.badge.state, None, "an hour without an answer");
    assert!(view.badge.unknown_since.is_some());
    shift.run(5_000);
    assert!(shift.view().badge.fresh);
    assert_eq!(shift.view().badge_time, Timer::Unknown);
}

#[test]
fn a_slow_sync_counts_from_its_arrival() {
    let mut shift = Shift::opened(Outcome::RepliesAfter(8_000, at_sign_in()), status(4, false));
    shift.run(8_000);
    assert_shows(shift.view().badge_time, 21_584);
    assert_eq!(shift.view().connection.latency_ms, Some(8_000));
}

#[test]
fn the_latency_is_that_of_the_last_answer() {
    let mut shift = Shift::recovered(at_sign_in(), status(4, false));
    assert_eq!(
        shift.view().connection.latency_ms,
        Some(LATENCY.unsigned_abs())
    );
    shift.on_status = Outcome::RepliesAfter(700, status(4, false));
    shift.run(5_000);
    assert_eq!(shift.view().connection.latency_ms, Some(700));
    shift.always(Reply::NoResponse);
    shift.run(5_000);
    assert_eq!(shift.view().connection.latency_ms, Some(700));
}

#[test]
fn a_jump_of_the_clock_makes_every_start_a_guess_that_covers_both_reasons() {
    let fields = json!({
        "state": 9, "callerNo": "13800138000",
        "agentStateBeginTime": ago(60_000), "beginTalkingTime": ago(60_000),
        "curCommand": 6, "cmdBeginTime": ago(2_000),
    });
    let mut shift = Shift::recovered(sync(&fields), status(7, true));
    shift.sleep(20_000);
    shift.event(Event::ClockJumped(20_000));
    shift.run(3_000);
    let view = shift.view();
    // The start was then, if the computer slept, or 20 s later, if its clock was set.
    for timer in [view.badge_time, view.call_time] {
        let Timer::Elapsed { seconds, about } = timer else {
            panic!("{timer:?}")
        };
        assert!(about && (63..=84).contains(&seconds), "{seconds}");
    }
    assert!(matches!(
        view.command_time,
        Timer::Elapsed { about: true, .. }
    ));
}
