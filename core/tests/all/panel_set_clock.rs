//! R5: a clock that somebody set is told from a sleep by the dates of the gateway's answers.

use crate::support::answers::{ago, in_call, status};
use crate::support::pushed::{CALL, exactly};
use crate::support::{LATENCY, Outcome, Shift};
use cec_agent_panel_core::desk::{CallStage, Pending, Verdict};
use cec_agent_panel_core::gateway::AgentState;
use cec_agent_panel_core::link::Connection;
use cec_agent_panel_core::panel::{Effect, Event};
use cec_agent_panel_core::settings::Settings;
use cec_agent_panel_core::sharing::LeadNews;
use cec_agent_panel_core::view::Timer;
use serde_json::{Value, json};

const HOUR: i64 = 3_600_000;

/// In a call for 90 s as the page is loaded, by a gateway whose answers are dated.
fn on_a_dated_call(fields: &Value) -> Shift {
    let mut shift = Shift::opened(in_call(fields), status(7, true));
    shift.dated = true;
    shift.run(10_000);
    shift
}

fn is_about(timer: Timer) -> bool {
    matches!(timer, Timer::Elapsed { about: true, .. })
}

/// The seconds of a timer that is a guess.
fn guess(timer: Timer) -> u64 {
    let Timer::Elapsed {
        seconds,
        about: true,
    } = timer
    else {
        panic!("{timer:?}")
    };
    seconds
}

/// The seconds of a timer that is exact.
fn exact(timer: Timer) -> u64 {
    let Timer::Elapsed {
        seconds,
        about: false,
    } = timer
    else {
        panic!("{timer:?}")
    };
    seconds
}

#[test]
fn after_a_clock_was_set_ahead_and_back_the_timers_go_on_exactly() {
    let mut shift = on_a_dated_call(&json!({}));
    assert_eq!(shift.view().call_time, exactly(100));
    shift.clock_jumps(0, HOUR);
    shift.run(2_000);
    for second in 0..20 {
        let view = shift.view();
        let truth = 102 + second;
        assert!(exact(view.call_time).abs_diff(truth) <= 1, "{view:?}");
        assert!(exact(view.badge_time).abs_diff(truth) <= 1);
        assert_eq!(view.call.stage, CallStage::Live);
        assert!(view.badge.fresh);
        if second == 8 {
            // Two hours back: no clock jumps ahead.
            shift.wall_set -= 2 * HOUR;
        }
        shift.run(1_000);
    }
    // The next one is a call of its own, and its start is between two polls.
    shift.polls_say(4, false);
    shift.run(4_000);
    assert_eq!(shift.view().call.stage.slug(), "ended");
    assert!(is_about(shift.view().call_time));
}

#[test]
fn until_an_answer_has_come_the_timers_are_guesses_and_nothing_looks_live() {
    let mut shift = on_a_dated_call(&json!({}));
    shift.on_status = Outcome::RepliesAfter(900, status(7, true));
    shift.run_to_next_reply();
    shift.clock_jumps(0, 20_000);
    assert!(is_about(shift.view().call_time));
    assert!(is_about(shift.view().badge_time));
    assert!(!shift.view().badge.fresh);
    shift.run_to_next_reply();
    assert!(exact(shift.view().call_time) < 120);
    assert!(shift.view().badge.fresh);
}

#[test]
fn after_a_sleep_the_timers_have_gone_on_as_guesses_of_the_right_time() {
    let mut shift = on_a_dated_call(&json!({}));
    shift.clock_jumps(100_000, 0);
    assert!(is_about(shift.view().call_time));
    shift.run(2_000);
    assert!(guess(shift.view().call_time).abs_diff(202) <= 1);
    assert!(guess(shift.view().badge_time).abs_diff(202) <= 1);
}

#[test]
fn after_a_long_sleep_the_call_may_be_another() {
    let mut shift = on_a_dated_call(&json!({}));
    shift.clock_jumps(HOUR, 0);
    shift.run(2_000);
    assert_eq!(shift.view().call_time, Timer::Unknown);
    assert_eq!(shift.view().call.stage, CallStage::AtLoad);
}

#[test]
fn a_clock_that_is_set_several_times_is_told_as_well() {
    let mut shift = on_a_dated_call(&json!({}));
    // Before the next answer, and once more after it.
    shift.clock_jumps(0, HOUR);
    shift.run(20);
    shift.clock_jumps(0, HOUR);
    shift.run(4_000);
    assert!(exact(shift.view().call_time).abs_diff(104) <= 1);
    shift.clock_jumps(0, 5_000);
    shift.run(4_000);
    assert!(exact(shift.view().call_time).abs_diff(108) <= 1);
    shift.clock_jumps(60_000, 0);
    shift.run(4_000);
    assert!(guess(shift.view().call_time).abs_diff(172) <= 1);
}

#[test]
fn a_clock_that_is_set_while_the_computer_sleeps_leaves_a_guess() {
    let mut shift = on_a_dated_call(&json!({}));
    shift.clock_jumps(60_000, 60_000);
    shift.run(4_000);
    let Timer::Elapsed { seconds, about } = shift.view().call_time else {
        panic!("{:?}", shift.view().call_time)
    };
    assert!(about && (104..=224).contains(&seconds), "{seconds}");
}

#[test]
fn without_dates_it_stays_a_guess() {
    let mut shift = on_a_dated_call(&json!({}));
    shift.dated = false;
    shift.clock_jumps(0, 20_000);
    shift.run(10_000);
    assert!(is_about(shift.view().call_time));
    shift.dated = true;
    shift.run(10_000);
    assert!(is_about(shift.view().call_time), "too late to tell");
    assert!(shift.view().badge.fresh, "no answer counts as old for it");
}

#[test]
fn a_command_goes_on_as_if_nothing_had_been_set() {
    let fields = json!({"curCommand": 6, "cmdBeginTime": ago(2_000)});
    let mut shift = Shift::opened(in_call(&fields), status(7, true));
    shift.dated = true;
    shift.run(LATENCY);
    shift.run_to_next_reply();
    shift.clock_jumps(0, HOUR);
    shift.run(1_500);
    let view = shift.view();
    assert_eq!(view.command.unwrap().verdict, Verdict::Running);
    assert!(exact(view.command_time) <= 6);
}

#[test]
fn a_cancelled_command_and_an_ended_call_keep_their_times() {
    let mut shift = on_a_dated_call(&json!({}));
    shift.push("AgentEvent_Call_Release", &json!(CALL), Some(0));
    shift.polls_say(5, false);
    shift.run(4_000);
    let lasted = shift.view().call_time;
    assert!(matches!(lasted, Timer::Elapsed { .. }));
    shift.clock_jumps(0, HOUR);
    shift.run(4_000);
    assert_eq!(shift.view().call_time, lasted);
    assert_eq!(shift.view().badge.state, Some(AgentState::WrapUp));
    assert_eq!(shift.view().pending, Pending::None);
}

#[test]
fn events_are_dated_by_the_gateways_clock_after_a_clock_was_set_too() {
    for set in [true, false] {
        let mut shift = on_a_dated_call(&json!({}));
        if set {
            shift.clock_jumps(0, HOUR);
        } else {
            shift.clock_jumps(60_000, 0);
        }
        shift.run(4_000);
        // Held three seconds ago.
        shift.push("AgentEvent_Hold", &json!(CALL), Some(3_000));
        assert_eq!(shift.badge().0, Some(AgentState::Hold));
        assert_eq!(exact(shift.view().badge_time), 3, "{set}");
    }
}

#[test]
fn an_answer_that_was_under_way_says_nothing_of_the_jump() {
    let mut shift = on_a_dated_call(&json!({}));
    let slow = Outcome::RepliesAfter(3_000, status(7, true));
    shift.next.push_back(slow);
    shift.run_to_next_request();
    shift.clock_jumps(0, 4_000);
    shift.run(3_000);
    shift.run_to_next_reply();
    assert!(exact(shift.view().call_time) < 125);
}

/// A tab that leads those of the agent, by a gateway whose answers are dated.
fn leading_tab() -> Shift {
    let mut shift = Shift::new(Settings::default());
    shift.in_browser = true;
    shift.dated = true;
    shift.on_sync = in_call(&json!({})).into();
    shift.on_status = status(7, true).into();
    shift.start();
    shift.event(Event::Lead(LeadNews::Granted));
    shift.run(10_000);
    shift
}

#[test]
fn a_tab_that_takes_the_lead_back_does_not_know_the_servers_clock_from_before() {
    let mut other = leading_tab();
    other.clock_jumps(0, HOUR);
    other.run(4_000);
    let said = other.outbox.iter().rev().find_map(|effect| match effect {
        Effect::Say(text) if text.starts_with("[\"state\"") => Some(text.clone()),
        _ => None,
    });

    let mut shift = leading_tab();
    shift.event(Event::Lead(LeadNews::Lost));
    shift.clock_jumps(0, HOUR);
    shift.hears(said.unwrap());
    shift.event(Event::Lead(LeadNews::Granted));
    shift.run(5_000);
    assert_eq!(shift.connection(), Connection::Live);
    assert!(shift.view().badge.fresh);
}
