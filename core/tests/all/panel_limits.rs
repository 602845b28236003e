//! Limits of a state's time: three quarters of it gone, all of it gone, and what has none.

use crate::support::answers::{ago, in_call, status, sync};
use crate::support::browser::Browser;
use crate::support::pushed::{idle, on_a_call};
use crate::support::{LATENCY, Shift, settings};
use cec_agent_panel_core::gateway::AgentState;
use cec_agent_panel_core::link::Reply;
use cec_agent_panel_core::panel::Event;
use cec_agent_panel_core::view::{LimitView, facts};
use serde_json::json;

const NEAR: &str = "near";
const OVER: &str = "over";

/// What is to be seen of a limit: its stage, and the seconds left or over.
fn seen(shift: &Shift) -> Option<(&'static str, u64)> {
    let limit = shift.view().limit.filter(|limit| limit.shown)?;
    Some((limit.stage(), limit.gone.abs_diff(limit.limit)))
}

/// An agent whom the sync finds in that state for so many ms, with those limits.
fn found(state: i64, polled: i64, for_ms: u64, limits: &str) -> Shift {
    let mut shift = Shift::new(settings(&format!(r#"{{"limits": {limits}}}"#)));
    let began = json!({"state": state, "agentStateBeginTime": ago(for_ms)});
    shift.on_sync = sync(&began).into();
    shift.polls_say(polled, false);
    shift.start();
    shift.run(LATENCY);
    shift
}

/// The portal has sent rest, or anything else, for so many seconds.
fn books(shift: &mut Shift, command: i64, seconds: u64) {
    let sent = json!({"command": command, "seconds": seconds}).to_string();
    shift.event(Event::CommandSent(sent));
}

/// What a host hears in `ms`, looking once a second.
fn told(shift: &mut Shift, ms: i64) -> Vec<LimitView> {
    let mut told = Vec::new();
    let mut before = None;
    for _ in 0..ms / 1_000 {
        let limit = facts(&shift.model, &shift.view()).limit;
        told.extend(limit.filter(|limit| !limit.was_told(before)));
        before = limit;
        shift.run(1_000);
    }
    told
}

#[test]
fn three_quarters_and_all_of_the_time_are_told_and_nothing_before() {
    let mut shift = found(2, 5, 1_000, r#"{"wrap-up": 40}"#);
    shift.run(28_000);
    assert_eq!(seen(&shift), None, "29 s of 40");
    shift.run(1_000);
    assert_eq!(seen(&shift), Some((NEAR, 10)));
    shift.run(9_000);
    assert_eq!(seen(&shift), Some((NEAR, 1)));
    shift.run(1_000);
    assert_eq!(seen(&shift), Some((OVER, 0)));
    shift.run(40_000);
    assert_eq!(seen(&shift), Some((OVER, 40)));
    shift.polls_say(4, false);
    shift.run(3_100);
    assert_eq!(seen(&shift), None, "the wrap-up is over");
}

#[test]
fn nothing_counts_down_that_nobody_set() {
    let mut shift = found(3, 8, 3_600_000, r#"{"wrap-up": 40, "talking": 60}"#);
    assert_eq!(shift.view().badge.state, Some(AgentState::Rest));
    assert_eq!(shift.view().limit, None);
    shift.run(60_000);
    assert_eq!(shift.view().limit, None);
}

#[test]
fn a_start_that_nobody_knows_has_no_limit_and_a_guess_only_within_a_quarter_of_it() {
    let limits = |seconds: u64| settings(&format!(r#"{{"limits": {{"busy": {seconds}}}}}"#));
    // It began between two polls.
    for (limit, bears_it) in [(20, true), (10, false)] {
        let mut shift = idle();
        shift.event(Event::Configured(limits(limit), Vec::new()));
        shift.polls_say(3, false);
        shift.run(40_000);
        let shown = shift.view().limit;
        assert_eq!(shown.is_some(), bears_it, "{limit} s");
        assert!(shown.is_none_or(|limit| limit.since.1), "it is a guess");
    }
    let mut shift = Shift::new(limits(5));
    shift.on_sync = Reply::NoResponse.into();
    shift.polls_say(3, false);
    shift.start();
    shift.run(60_000);
    assert_eq!(shift.badge().0, Some(AgentState::Busy));
    assert_eq!(shift.view().limit, None);
}

#[test]
fn what_is_no_longer_fresh_shows_no_limit_and_comes_no_nearer_to_it() {
    let mut shift = found(2, 5, 20_000, r#"{"wrap-up": 40}"#);
    shift.run(11_000);
    assert_eq!(seen(&shift).map(|(stage, _)| stage), Some(NEAR));
    shift.always(Reply::NoResponse);
    let told = told(&mut shift, 40_000);
    assert_eq!(seen(&shift), None);
    let stages: Vec<&str> = told.iter().map(LimitView::stage).collect();
    assert_eq!(stages, [NEAR], "nobody knows that it is over");
    let limit = shift.view().limit.unwrap();
    assert!(!limit.shown && limit.was_told(Some(told[0])));
}

#[test]
fn a_host_hears_of_each_stage_once() {
    let mut shift = found(2, 5, 1_000, r#"{"wrap-up": 40}"#);
    let began = shift.at - 1_000 - LATENCY;
    let told = told(&mut shift, 120_000);
    let stages: Vec<(bool, u64, &'static str)> = told
        .iter()
        .map(|limit| (limit.is_hold, limit.limit, limit.stage()))
        .collect();
    assert_eq!(stages, [(false, 40, NEAR), (false, 40, OVER)]);
    for limit in told {
        assert!((limit.since.0.0 - began).abs() <= 2 * LATENCY);
    }
}

#[test]
fn a_booked_rest_has_its_own_limit_which_goes_with_it() {
    let mut shift = idle();
    let limits = settings(r#"{"limits": {"rest": 40}}"#);
    shift.event(Event::Configured(limits, Vec::new()));
    books(&mut shift, 31, 100);
    shift.run(300);
    shift.push_state("AgentState_SetRest_Success");
    shift.polls_say(8, false);
    shift.run(74_000);
    assert_eq!(seen(&shift), None, "not the setting's");
    shift.run(2_000);
    let (stage, left) = seen(&shift).unwrap();
    assert!(stage == NEAR && left >= 23, "{left}");
    shift.push_state("AgentState_CancelRest_Success");
    shift.polls_say(4, false);
    shift.run(4_000);
    // The next one is booked by nobody here.
    shift.push_state("AgentState_SetRest_Success");
    shift.polls_say(8, false);
    shift.run(31_000);
    assert_eq!(seen(&shift).unwrap().0, NEAR);
    assert_eq!(shift.view().limit.unwrap().limit, 40);
}

#[test]
fn a_rest_that_is_booked_in_a_call_is_limited_when_it_comes() {
    let mut shift = on_a_call();
    books(&mut shift, 31, 60);
    shift.polls_say(9, true);
    shift.run(100_000);
    assert_eq!(shift.view().limit, None, "the call has no limit");
    shift.polls_say(8, false);
    shift.run(50_000);
    assert_eq!(shift.view().limit.map(|limit| limit.stage()), Some(NEAR));
    assert_eq!(shift.view().limit.map(|limit| limit.limit), Some(60));
}

#[test]
fn a_rest_that_is_taken_back_or_gives_way_leaves_no_length() {
    let give_way: [fn(&mut Shift); 3] = [
        |shift| shift.command(0),
        |shift| shift.command(30),
        |shift| {
            books(shift, 30, 5);
            shift.polls_say(3, false);
            shift.run(8_000);
        },
    ];
    for end in give_way {
        let mut shift = idle();
        books(&mut shift, 31, 60);
        end(&mut shift);
        assert_eq!(shift.view().limit, None);
        shift.run(2_000);
        shift.push_state("AgentState_SetRest_Success");
        shift.polls_say(8, false);
        shift.run(80_000);
        assert_eq!(shift.badge().0, Some(AgentState::Rest));
        assert_eq!(shift.view().limit, None);
    }
}

#[test]
fn a_length_that_cannot_be_one_is_none() {
    for seconds in [
        json!(0),
        json!(-5),
        json!(86_401),
        json!("soon"),
        json!(null),
    ] {
        let mut shift = idle();
        let sent = json!({"command": 31, "seconds": seconds}).to_string();
        shift.event(Event::CommandSent(sent));
        shift.push_state("AgentState_SetRest_Success");
        shift.polls_say(8, false);
        shift.run(20_000);
        assert_eq!(shift.badge().0, Some(AgentState::Rest));
        assert_eq!(shift.view().limit, None, "{seconds}");
    }
}

#[test]
fn a_hold_that_only_the_card_knows_of_is_limited_once_events_would_tell_of_its_end() {
    let held =
        json!({"state": 11, "agentStateBeginTime": ago(90_000), "beginHoldTime": ago(50_000)});
    let load = |limits: &str| {
        let mut shift = Shift::new(settings(&format!(r#"{{"limits": {limits}}}"#)));
        shift.on_sync = in_call(&held).into();
        shift.on_status = status(7, true).into();
        shift.start();
        shift.run(4_000);
        assert_eq!(shift.badge().0, Some(AgentState::Talking));
        assert!(shift.view().limit.is_none_or(|limit| !limit.is_hold));
        // From then on the end of the hold would be told, too.
        shift.push_call("AgentMediaEvent_Record", "1455872923-6");
        shift
    };
    let shift = load(r#"{"hold": 60}"#);
    let limit = shift.view().limit.unwrap();
    assert_eq!(
        (limit.is_hold, limit.stage(), limit.limit),
        (true, NEAR, 60)
    );
    // The one that is further gone is told.
    let shift = load(r#"{"hold": 60, "talking": 5}"#);
    assert!(!shift.view().limit.unwrap().is_hold);
    let mut shift = load(r#"{"hold": 60, "talking": 120}"#);
    shift.run(10_000);
    assert_eq!(shift.view().limit.unwrap().stage(), OVER);
    shift.polls_say(5, false);
    shift.run(3_100);
    assert_eq!(shift.view().limit, None, "the call is over");
}

#[test]
fn a_panel_that_follows_shows_a_rest_that_was_booked_in_either() {
    for portal in [0, 1] {
        let (mut browser, one, other) = Browser::with_two_pages();
        browser.run(5_000);
        let sent = json!({"command": 31, "seconds": 40}).to_string();
        browser.event([one, other][portal], Event::CommandSent(sent));
        browser.on_status = status(8, false).into();
        browser.run(34_000);
        for page in [one, other] {
            let limit = browser.pages[page].shift.view().limit;
            assert_eq!(
                limit.map(|limit| limit.stage()),
                Some(NEAR),
                "{portal} {page}"
            );
        }
    }
}
