//! R4: the command that was running at load.

use crate::support::answers::{ago, in_call, status, sync};
use crate::support::{Outcome, Shift};
use cec_agent_panel_core::desk::{Pending, Verdict};
use cec_agent_panel_core::gateway::Command;
use cec_agent_panel_core::link::Reply;
use cec_agent_panel_core::panel::Event;
use cec_agent_panel_core::view::Timer;
use serde_json::{Value, json};

fn elapsed(seconds: u64) -> Timer {
    Timer::Elapsed {
        seconds,
        about: false,
    }
}

/// An agent in `state` who gave the command `ms` ago.
fn commanded(code: i64, ms: u64, state: i64) -> Reply {
    sync(&json!({
        "state": state, "agentStateBeginTime": ago(90_000),
        "curCommand": code, "cmdBeginTime": ago(ms),
    }))
}

#[test]
fn a_command_that_a_poll_confirms_is_done() {
    for (code, state_before, polled, working) in [
        (30, 1, 3, false),
        (31, 1, 8, false),
        (4, 1, 7, true),
        (5, 1, 7, true),
        (1, 9, 5, false),
        (2, 9, 4, false),
        (3, 9, 4, false),
    ] {
        let before = i64::from(working);
        let mut shift = Shift::recovered(
            commanded(code, 2_000, state_before),
            status(if state_before == 9 { 7 } else { 4 }, before == 0),
        );
        let view = shift.view();
        let command = view.command.unwrap();
        assert_eq!(command.command, Command::from_code(code));
        assert_eq!(command.verdict, Verdict::Running);
        assert_eq!(view.command_time, elapsed(2));
        shift.run(1_200);
        assert_eq!(shift.verdict(), Some(Verdict::Running), "{code}");
        shift.polls_say(polled, working);
        shift.run(1_200);
        assert_eq!(shift.verdict(), Some(Verdict::Done), "{code}");
        let took = shift.view().command_time;
        shift.run(5_000);
        assert_eq!(shift.view().command_time, took, "its time stands still");
        shift.run(5_000);
        assert_eq!(shift.verdict(), None, "it has been seen long enough");
    }
}

#[test]
fn a_command_whose_effect_no_poll_can_show_is_never_done() {
    for code in [6, 7, 8, 9, 10, 12, 16, 18, 19, 24, 99] {
        let mut shift = Shift::recovered(
            in_call(&json!({"state": 11, "curCommand": code, "cmdBeginTime": ago(1_000)})),
            status(7, true),
        );
        let mut seen = Vec::new();
        for _ in 0..40 {
            seen.push(shift.verdict());
            shift.run(500);
        }
        assert!(
            seen[..18].iter().all(|it| *it == Some(Verdict::Running)),
            "{code}"
        );
        assert!(
            seen[19..]
                .iter()
                .all(|it| *it == Some(Verdict::Unconfirmed)),
            "{code}"
        );
    }
}

#[test]
fn an_old_unconfirmed_command_is_not_swept_away_by_the_polls_word_for_a_call() {
    let mut shift = Shift::recovered(
        in_call(&json!({"state": 11, "curCommand": 6, "cmdBeginTime": ago(12_000)})),
        status(7, true),
    );
    assert_eq!(shift.verdict(), Some(Verdict::Unconfirmed));
    shift.run(9_000);
    assert_eq!(shift.verdict(), Some(Verdict::Unconfirmed));
    shift.polls_say(5, false);
    shift.run(3_100);
    assert_eq!(shift.verdict(), None, "a new state has overtaken it");
}

#[test]
fn a_command_whose_effect_nothing_can_show_is_said_to_be_sent_and_goes_after_thirty_seconds() {
    let checkable = |shift: &Shift| shift.view().command.map(|command| command.checkable);
    for code in [6, 7, 8, 9, 10, 12, 16, 18, 19, 24, 99] {
        let sent = in_call(&json!({"curCommand": code, "cmdBeginTime": ago(4_000)}));
        let mut shift = Shift::recovered(sent, status(7, true));
        for _ in 0..25 {
            assert_eq!(checkable(&shift), Some(false), "{code}");
            shift.run(1_000);
        }
        shift.run(1_100);
        assert_eq!(shift.verdict(), None, "{code}");
        assert_eq!(shift.view().command_time, Timer::None);
    }
    // One whose evidence was possible and did not come stays, and warns.
    let mut shift = Shift::recovered(commanded(30, 1_000, 1), status(4, false));
    shift.run(40_000);
    assert_eq!(shift.verdict(), Some(Verdict::Unconfirmed));
    assert_eq!(checkable(&shift), Some(true));
}

#[test]
fn a_reload_knows_that_busy_or_rest_was_asked_for_in_a_call_and_is_pending() {
    for (code, field) in [(30, "preBusy"), (31, "preRest")] {
        for (ms, time) in [(2_000, elapsed(2)), (120_000, Timer::Unknown)] {
            let asked = in_call(&json!({field: true, "curCommand": code, "cmdBeginTime": ago(ms)}));
            let mut shift = Shift::recovered(asked, status(7, true));
            assert!(matches!(shift.view().pending, Pending::Waiting(_)));
            assert_eq!(shift.verdict(), Some(Verdict::Done), "{code}");
            assert_eq!(shift.view().command_time, time, "nobody knows when");
            shift.run(10_100);
            assert_eq!(shift.verdict(), None, "it has been seen long enough");
            assert!(matches!(shift.view().pending, Pending::Waiting(_)));
        }
    }
}

#[test]
fn a_late_state_does_not_make_it_done() {
    let mut shift = Shift::recovered(commanded(30, 1_000, 1), status(4, false));
    shift.run(10_000);
    assert_eq!(shift.verdict(), Some(Verdict::Unconfirmed));
    shift.polls_say(3, false);
    shift.run(10_000);
    assert_eq!(shift.verdict(), None);
}

#[test]
fn it_is_unconfirmed_after_ten_seconds_without_any_answer() {
    let mut shift = Shift::recovered(commanded(30, 0, 1), status(4, false));
    shift.always(Outcome::Hangs);
    shift.run(10_000);
    assert_eq!(shift.verdict(), Some(Verdict::Running));
    shift.run(1);
    assert_eq!(shift.verdict(), Some(Verdict::Unconfirmed));
}

#[test]
fn without_its_time_the_ten_seconds_count_from_the_load() {
    let unknown = sync(&json!({"curCommand": 31}));
    let mut shift = Shift::recovered(unknown, status(4, false));
    assert_eq!(shift.view().command_time, Timer::Unknown);
    shift.run(9_900);
    assert_eq!(shift.verdict(), Some(Verdict::Running));
    shift.run(200);
    assert_eq!(shift.verdict(), Some(Verdict::Unconfirmed));
}

#[test]
fn command_0_and_a_missing_command_show_nothing() {
    for code in [json!(0), json!("0"), Value::Null, json!("?")] {
        let shift = Shift::recovered(sync(&json!({"curCommand": code})), status(4, false));
        assert!(shift.view().command.is_none());
        assert_eq!(shift.view().command_time, Timer::None);
    }
}

#[test]
fn an_old_command_whose_effect_began_after_it_is_done_in_the_time_it_took() {
    let busy = sync(&json!({
        "state": 4, "agentStateBeginTime": ago(3_600_000 - 2_000),
        "curCommand": 30, "cmdBeginTime": ago(3_600_000),
    }));
    let mut shift = Shift::recovered(busy, status(3, false));
    assert_ne!(shift.verdict(), Some(Verdict::Done), "only a poll confirms");
    shift.run_to_next_reply();
    assert_eq!(shift.verdict(), Some(Verdict::Done));
    assert_eq!(shift.view().command_time, elapsed(2), "not an hour");
    shift.run(10_100);
    assert_eq!(shift.verdict(), None);
}

#[test]
fn an_effect_that_was_there_before_the_command_proves_nothing() {
    // Already busy, and busy asked for again.
    let mut shift = Shift::recovered(commanded(30, 1_000, 4), status(3, false));
    shift.run(5_000);
    assert_eq!(shift.verdict(), Some(Verdict::Running));
    shift.run(5_000);
    assert_eq!(shift.verdict(), Some(Verdict::Unconfirmed));
    // A second call out of a running one, which is on hold since the command.
    let second = in_call(&json!({
        "state": 11, "agentStateBeginTime": ago(500),
        "curCommand": 5, "cmdBeginTime": ago(1_000),
    }));
    let mut shift = Shift::recovered(second, status(7, true));
    for _ in 0..20 {
        shift.run(1_000);
        assert_ne!(shift.verdict(), Some(Verdict::Done));
    }
}

#[test]
fn an_effect_that_went_and_came_anew_proves_it() {
    let mut shift = Shift::recovered(commanded(30, 500, 4), status(4, false));
    shift.run(1_100);
    shift.polls_say(3, false);
    shift.run(1_100);
    assert_eq!(shift.verdict(), Some(Verdict::Done));
}

#[test]
fn a_sleep_does_not_confirm_a_command() {
    let mut shift = Shift::recovered(commanded(31, 500, 1), status(8, false));
    shift.sleep(3_600_000);
    shift.event(Event::Woke);
    shift.run(5_000);
    assert_ne!(shift.verdict(), Some(Verdict::Done));
}
