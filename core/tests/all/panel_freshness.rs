//! R6: everything shown is from a moment, and says so when it is old.

use crate::support::answers::{ago, at_sign_in, code, in_call, status};
use crate::support::pushed::exactly;
use crate::support::{Outcome, Shift, settings};
use cec_agent_panel_core::gateway::AgentState;
use cec_agent_panel_core::link::{Connection, Reply};
use cec_agent_panel_core::panel::Event;
use cec_agent_panel_core::settings::Settings;
use cec_agent_panel_core::time::Wall;
use cec_agent_panel_core::view::Timer;
use serde_json::json;

#[test]
fn fresh_data_has_no_mark() {
    let mut shift = Shift::recovered(at_sign_in(), status(4, false));
    for _ in 0..300 {
        shift.run(100);
        let badge = shift.view().badge;
        assert!(badge.fresh);
        assert_eq!((badge.as_of, badge.unknown_since), (None, None));
    }
}

#[test]
fn old_data_is_dimmed_then_unknown_and_live_again_with_an_answer() {
    let mut shift = Shift::recovered(in_call(&json!({})), status(7, true));
    shift.run_to_next_reply();
    let seen = shift.wall();
    let at = shift.at;
    shift.always(Outcome::Hangs);
    shift.run(6_000);
    let talked = 90 + seconds_of(shift.at);
    let view = shift.view();
    assert!(view.badge.fresh);
    assert_eq!(view.call_time, exactly(talked));
    shift.run(1);
    let view = shift.view();
    assert!(!view.badge.fresh);
    assert_eq!(view.badge.as_of, Some(seen));
    assert_eq!(view.badge.state, Some(AgentState::Talking));
    assert_eq!(
        (view.badge_time, view.call_time),
        (exactly(talked), exactly(talked)),
        "the claim is another, the time is not"
    );
    shift.run(at + 60_000 - shift.at);
    let view = shift.view();
    let talked = 90 + seconds_of(shift.at);
    assert_eq!(
        (view.badge_time, view.call_time),
        (exactly(talked), exactly(talked)),
        "the timers go on"
    );
    assert_eq!(view.badge.state, Some(AgentState::Talking));
    shift.run(1);
    let view = shift.view();
    assert_eq!(view.badge.state, None);
    assert_eq!(view.badge.source, None);
    assert_eq!(view.badge.unknown_since, Some(seen));
    assert_eq!(view.badge_time, Timer::None);
    assert_eq!(view.call_time, exactly(talked));
    shift.polls_say(7, true);
    shift.run(120_000);
    let view = shift.view();
    assert!(view.badge.fresh);
    assert_eq!(view.badge.unknown_since, None);
    assert_eq!(view.call_time, exactly(90 + seconds_of(shift.at)));
}

/// Whole seconds since the page was opened, which the call's begin at load is older than.
fn seconds_of(at: i64) -> u64 {
    (at / 1_000).unsigned_abs()
}

#[test]
fn no_time_jumps_back_in_an_outage_or_at_its_end() {
    let held = in_call(&json!({
        "state": 11, "beginHoldTime": ago(12_000), "secondTalkingTime": ago(31_000),
    }));
    let mut shift = Shift::recovered(held, status(7, true));
    shift.run(4_000);
    let times = |shift: &Shift| {
        let view = shift.view();
        [
            view.badge_time,
            view.call_time,
            view.hold_time,
            view.second_time,
        ]
        .map(|time| match time {
            Timer::Elapsed { seconds, .. } => seconds,
            _ => 0,
        })
    };
    let mut before = times(&shift);
    for outage in [20_000, 100_000] {
        shift.always(Outcome::Hangs);
        for step in 0..outage / 500 {
            shift.run(500);
            let now = times(&shift);
            let is_known = shift.view().badge.state.is_some();
            for (now, before) in now.into_iter().zip(before).skip(usize::from(!is_known)) {
                assert!(now >= before, "{now} after {before}, {step}");
            }
            before = if is_known {
                now
            } else {
                [before[0], now[1], now[2], now[3]]
            };
        }
        shift.polls_say(7, true);
        shift.run(120_000);
        assert!(shift.view().badge.fresh);
        let now = times(&shift);
        assert!(
            now.into_iter()
                .zip(before)
                .all(|(now, before)| now >= before)
        );
        before = now;
    }
}

#[test]
fn a_hold_of_which_nothing_is_known_any_more_stands_still() {
    let held = in_call(&json!({"state": 11, "beginHoldTime": ago(12_000)}));
    let mut shift = Shift::recovered(held, status(7, true));
    shift.run(4_000);
    shift.always(Outcome::Hangs);
    shift.run(20_000);
    let dimmed = shift.view();
    assert!(!dimmed.badge.fresh);
    shift.run(3_000);
    assert_ne!(
        shift.view().hold_time,
        dimmed.hold_time,
        "it goes on, dimmed"
    );
    shift.run(60_000);
    assert_eq!(shift.view().badge.state, None);
    let stands = shift.view().hold_time;
    shift.run(10_000);
    assert_eq!(shift.view().hold_time, stands);
}

#[test]
fn a_time_on_hold_does_not_jump_back_when_slow_down_is_over_in_an_outage() {
    let held = in_call(&json!({"state": 11, "beginHoldTime": ago(12_000)}));
    let mut shift = Shift::recovered(held, status(7, true));
    shift.run(4_000);
    // A panel that asks seldom is patient, until nobody wants it to ask seldom any more.
    shift.always(code("000-007"));
    shift.event(Event::Visible(false));
    shift.run(40_000);
    shift.event(Event::Online(false));
    shift.always(Outcome::Hangs);
    let mut before = shift.view().hold_time;
    for _ in 0..200 {
        shift.run(500);
        let now = shift.view().hold_time;
        let (Timer::Elapsed { seconds, .. }, Timer::Elapsed { seconds: was, .. }) = (now, before)
        else {
            panic!("the hold is gone: {now:?}")
        };
        assert!(seconds >= was, "{seconds} after {was}");
        before = now;
    }
    assert_eq!(shift.view().badge.state, None);
}

#[test]
fn the_as_of_label_shows_the_clock_of_that_moment() {
    let mut shift = Shift::recovered(at_sign_in(), status(4, false));
    let seen = shift.wall();
    shift.always(Reply::NoResponse);
    shift.wall_set += 3_600_000;
    shift.run(10_000);
    assert_eq!(shift.view().badge.as_of, Some(seen));
}

#[test]
fn two_intervals_are_those_of_the_settings() {
    let mut shift = Shift::new(settings(r#"{"pollIntervalMs": 10000}"#));
    shift.start();
    shift.run(100);
    shift.always(Reply::NoResponse);
    shift.run(19_900);
    assert!(shift.view().badge.fresh);
    shift.run(200);
    assert!(!shift.view().badge.fresh);
}

#[test]
fn fast_polls_do_not_make_data_old_sooner() {
    let mut shift = Shift::recovered(in_call(&json!({"preBusy": true})), status(7, true));
    shift.always(Reply::NoResponse);
    shift.run(5_900);
    assert!(shift.view().badge.fresh);
}

#[test]
fn a_poll_once_a_minute_is_never_unknown_while_it_is_answered() {
    let mut shift = Shift::new(settings(r#"{"pollIntervalMs": 60000}"#));
    shift.start();
    shift.run(100);
    for _ in 0..3_000 {
        shift.run(100);
        assert!(shift.view().badge.state.is_some());
    }
}

#[test]
fn nothing_is_fresh_after_a_minute_however_slow_the_polls() {
    let mut shift = Shift::recovered(at_sign_in(), status(4, false));
    // Five words of "slow down" make the interval a minute.
    shift.always(code("000-007"));
    shift.run(120_000);
    shift.polls_say(4, false);
    shift.run_to_next_reply();
    shift.always(Outcome::Hangs);
    assert!(shift.view().badge.fresh);
    shift.run(60_100);
    assert!(!shift.view().badge.fresh);
    shift.run(10_000);
    assert_eq!(shift.view().badge.state, None);
}

#[test]
fn a_hidden_page_comes_back_with_old_data_marked_until_the_answer() {
    let mut shift = Shift::recovered(at_sign_in(), status(4, false));
    shift.run(5_000);
    shift.event(Event::Visible(false));
    shift.run(45_000);
    shift.event(Event::Visible(true));
    assert!(!shift.view().badge.fresh);
    shift.run(100);
    assert!(shift.view().badge.fresh);
}

#[test]
fn a_panel_that_asks_no_more_shows_nothing_as_fresh() {
    for end in [code("100-008"), code("000-002")] {
        let mut shift = Shift::recovered(at_sign_in(), status(4, false));
        shift.always(end);
        shift.run_to_next_reply();
        let view = shift.view();
        assert!(!view.badge.fresh);
        assert!(view.badge.as_of.is_some());
        let Timer::Elapsed { seconds, .. } = view.badge_time else {
            panic!("{:?}", view.badge_time)
        };
        shift.run(30_000);
        let later = shift.view();
        assert!(!later.badge.fresh);
        let Timer::Elapsed { seconds: then, .. } = later.badge_time else {
            panic!("{:?}", later.badge_time)
        };
        assert_eq!(then, seconds + 30, "its time goes on, dimmed");
    }
}

#[test]
fn the_line_says_live_no_longer_than_the_badge_looks_so() {
    let mut shift = Shift::recovered(at_sign_in(), status(4, false));
    shift.always(Outcome::Hangs);
    shift.run_to_next_request();
    let answered = crate::support::LOADED + 40;
    let mut overdue = 0;
    for _ in 0..99 {
        shift.run(100);
        let view = shift.view();
        let line = view.connection;
        assert_eq!(view.badge.fresh, line.connection == Connection::Live);
        if !view.badge.fresh {
            assert_eq!(line.connection, Connection::Retrying);
            assert!(line.overdue, "no request has failed yet");
            assert_eq!(Some(line.since), view.badge.as_of);
            assert_eq!(line.since, Wall(answered));
            overdue += 1;
        }
    }
    assert!(overdue > 50);
    shift.run(1_000);
    assert!(!shift.view().connection.overdue, "now one has failed");
    assert_eq!(shift.connection(), Connection::Retrying);
    assert!(shift.view().notice.is_some());
}

#[test]
fn slow_answers_are_said_to_be_slow() {
    for (ms, slow) in [(1_999, false), (2_000, true), (4_000, true)] {
        let mut shift = Shift::recovered(at_sign_in(), status(4, false));
        shift.on_status = Outcome::RepliesAfter(ms, status(4, false));
        shift.run_to_next_reply();
        let line = shift.view().connection;
        assert_eq!((line.connection, line.slow), (Connection::Live, slow));
    }
    let mut shift = Shift::recovered(at_sign_in(), status(4, false));
    shift
        .next
        .push_back(Outcome::RepliesAfter(4_000, status(4, false)));
    shift.run_to_next_reply();
    shift.always(Reply::NoResponse);
    shift.run_to_next_reply();
    assert!(!shift.view().connection.slow, "it is of answers");
}

#[test]
fn the_connection_tells_since_when() {
    let mut shift = Shift::new(Settings::default());
    shift.start();
    shift.run(9_100);
    let live = shift.view().connection.since;
    assert_eq!(live, Wall(crate::support::LOADED + 40));
    shift.always(Reply::NoResponse);
    shift.run_to_next_reply();
    let failing = shift.wall();
    shift.run(20_000);
    assert_eq!(shift.view().connection.since, failing);
}
