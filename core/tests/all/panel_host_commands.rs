//! Commands that the portal has sent, and the verdict of polls and events.

use crate::support::answers::{ago, at_sign_in, code, in_call, status, sync};
use crate::support::pushed::{CALL, exactly, idle};
use crate::support::{LATENCY, Shift};
use cec_agent_panel_core::desk::{Source, Verdict};
use cec_agent_panel_core::gateway::{AgentState, Command};
use cec_agent_panel_core::link::Reply;
use cec_agent_panel_core::panel::Event;
use serde_json::{Value, json};

#[test]
fn a_sent_command_runs_from_now_and_polls_come_every_second_for_ten() {
    let mut shift = idle();
    shift.run(500);
    let sent = shift.at;
    shift.command(30);
    let command = shift.view().command.unwrap();
    assert_eq!(command.command, Command::ShowBusy);
    assert_eq!(command.verdict, Verdict::Running);
    shift.run(4_000);
    assert_eq!(shift.view().command_time, exactly(4));
    shift.run(26_000);
    let polls = shift.sent_since(sent);
    assert!(polls[0] - sent <= 1_000);
    let fast = polls.iter().filter(|at| **at - sent <= 10_000).count();
    assert!((9..=11).contains(&fast), "{fast}");
    let slow = polls.iter().filter(|at| **at - sent > 12_000).count();
    assert!((5..=7).contains(&slow), "{slow}");
    assert_eq!(shift.verdict(), Some(Verdict::Unconfirmed));
}

#[test]
fn all_forms_of_a_command_are_read() {
    for text in [
        "30",
        "\"30\"",
        r#"{"command":30}"#,
        r#"{"curCommand":"30"}"#,
    ] {
        let mut shift = idle();
        shift.event(Event::CommandSent(text.to_owned()));
        let command = shift.view().command.unwrap();
        assert_eq!(command.command, Command::ShowBusy, "{text}");
    }
}

#[test]
fn a_later_command_replaces_an_earlier_one_and_0_clears_it() {
    let mut shift = idle();
    shift.command(30);
    shift.run(3_000);
    shift.command(31);
    assert_eq!(shift.view().command.unwrap().command, Command::Rest);
    assert_eq!(shift.view().command_time, exactly(0));
    shift.command(0);
    assert_eq!(shift.view().command, None);
    let sent = shift.sent.len();
    shift.run(10_000);
    assert!(shift.sent.len() - sent <= 5, "nothing is awaited any more");
}

#[test]
fn the_command_of_the_sync_gets_its_verdict_from_events() {
    let held = in_call(&json!({"curCommand": 6, "cmdBeginTime": ago(500)}));
    let mut shift = Shift::recovered(held, status(7, true));
    shift.push_call("AgentEvent_Hold", CALL);
    assert_eq!(shift.verdict(), Some(Verdict::Done));
    let busy = sync(&json!({"curCommand": 30, "cmdBeginTime": ago(500)}));
    let mut shift = Shift::recovered(busy, status(4, false));
    shift.push_state("AgentState_SetNotReady_Success");
    assert_eq!(shift.verdict(), Some(Verdict::Done));
}

#[test]
fn a_command_sent_while_the_sync_is_under_way_outlives_its_answer() {
    let mut shift = Shift::opened(at_sign_in(), status(4, false));
    shift.command(30);
    shift.run(LATENCY);
    assert_eq!(shift.verdict(), Some(Verdict::Running));
    // But the sync's own word for the command is the better one.
    let told = sync(&json!({"curCommand": 31, "cmdBeginTime": ago(2_000)}));
    let mut shift = Shift::opened(told, status(4, false));
    shift.command(30);
    shift.run(LATENCY);
    assert_eq!(shift.view().command.unwrap().command, Command::Rest);
}

#[test]
fn a_sync_that_knows_no_command_ends_the_haste_for_one() {
    let mut shift = Shift::opened(code("100-007"), status(4, false));
    shift.run(5_000);
    shift.command(30);
    shift.run(1_500);
    shift.on_sync = at_sign_in().into();
    shift.event(Event::RetrySync);
    shift.run_to_next_reply();
    assert_eq!(shift.badge().1, Some(Source::Sync));
    assert_eq!(shift.verdict(), None);
    let synced = shift.at;
    shift.run(7_000);
    assert_eq!(shift.sent_since(synced).len(), 2);
}

#[test]
fn a_command_does_not_make_a_failing_gateway_be_asked_more_often() {
    let mut shift = idle();
    shift.always(Reply::NoResponse);
    shift.run(60_000);
    let sent = shift.sent.len();
    shift.command(30);
    shift.run(10_000);
    assert!(shift.sent.len() - sent <= 11);
    assert_eq!(shift.verdict(), Some(Verdict::Running));
    shift.push("AgentState_SetNotReady_Success", &Value::Null, None);
    assert_ne!(shift.badge().0, Some(AgentState::Idle));
}

#[test]
fn a_command_is_not_polled_for_faster_while_nobody_looks() {
    let mut shift = idle();
    shift.event(Event::Visible(false));
    shift.run(31_000);
    let sent = shift.sent.len();
    shift.command(30);
    shift.run(10_000);
    assert!(shift.sent.len() - sent <= 1);
}
