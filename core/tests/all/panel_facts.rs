//! What a host is told: never more than is to be seen.

use crate::support::answers::{at_sign_in, code, in_call, status};
use crate::support::pushed::{CALL, on_a_call};
use crate::support::{AGENT, Shift, settings};
use cec_agent_panel_core::desk::{Asked, CallStage, Pending, Source, Verdict};
use cec_agent_panel_core::gateway::{AgentState, Command};
use cec_agent_panel_core::link::{Connection, Expiry, Reply};
use cec_agent_panel_core::panel::Event;
use cec_agent_panel_core::sharing::Role;
use cec_agent_panel_core::time::Mono;
use cec_agent_panel_core::view::{Facts, facts};
use serde_json::json;

fn told(shift: &Shift) -> Facts {
    facts(&shift.model, &shift.view())
}

#[test]
fn before_any_answer_nothing_is_told_but_the_connection() {
    let shift = Shift::opened(in_call(&json!({})), status(7, true));
    let told = told(&shift);
    assert_eq!((told.state.state, told.state.source), (None, None));
    assert_eq!(told.call.stage, CallStage::None);
    assert_eq!(told.connection.connection, Connection::Recovering);
    assert_eq!(told.agent.unwrap().to_string(), AGENT);
}

#[test]
fn that_the_same_is_said_again_of_a_call_is_nothing_new() {
    let mut shift = on_a_call();
    shift.push_call("AgentEvent_Talking", CALL);
    shift.run(4_000);
    let before = told(&shift);
    shift.push_call("AgentEvent_Talking", CALL);
    shift.run(4_000);
    assert_ne!(told(&shift).call, before.call, "it was said");
    assert!(!told(&shift).call.is_news_after(before.call.clone()));
    shift.push_call("AgentEvent_Talking", "1456409999-2");
    assert!(told(&shift).call.is_news_after(before.call));
}

#[test]
fn state_call_and_who_said_so_are_those_of_the_panel() {
    let mut shift = Shift::recovered(in_call(&json!({})), status(7, true));
    assert_eq!(told(&shift).state.source, Some(Source::Sync));
    assert_eq!(told(&shift).call.stage, CallStage::AtLoad);
    shift.run(4_000);
    let facts = told(&shift);
    assert_eq!(facts.state.state, Some(AgentState::Talking));
    assert_eq!(facts.state.source, Some(Source::Status));
    assert_eq!(facts.call.stage, CallStage::Live);
    let caller = shift.view().call.rows[0].clone();
    assert!(format!("{caller:?}").contains(facts.call.details.unwrap().caller.unwrap().as_str()));
    assert_eq!(facts.connection.role, Role::Alone);
}

#[test]
fn what_only_the_sync_knew_is_told_with_its_moment() {
    let mut shift = Shift::recovered(in_call(&json!({"state": 11})), status(7, true));
    let loaded = shift.wall();
    assert_eq!(told(&shift).state.detail, None, "it is the state itself");
    shift.run(4_000);
    let facts = told(&shift);
    assert_eq!(facts.state.state, Some(AgentState::Talking));
    let detail = facts.state.detail.unwrap();
    assert_eq!((detail.state, detail.as_of), (AgentState::Hold, loaded));
    shift.polls_say(5, false);
    shift.run(3_100);
    assert_eq!(told(&shift).state.detail, None, "the call is over");
}

#[test]
fn a_session_that_is_over_in_a_call_is_one_story_for_the_host() {
    let asked = json!({"state": 11, "preBusy": true, "curCommand": 6});
    let mut shift = Shift::recovered(in_call(&asked), status(7, true));
    shift.run(4_000);
    shift.always(code("100-008"));
    shift.run_to_next_reply();
    let facts = told(&shift);
    assert_eq!(facts.state.state, Some(AgentState::SignedOut));
    assert_eq!(facts.state.detail, None);
    assert_eq!(facts.state.pending, Pending::None);
    assert_eq!(facts.call.stage, CallStage::None);
    assert_eq!(facts.call.details, None);
    assert_eq!(facts.command, None);
    assert_eq!(facts.connection.connection, Connection::Expired);
    assert_eq!(facts.state_as_of, Some(shift.wall()));
}

#[test]
fn masked_numbers_are_masked_for_the_host_too() {
    let mut shift = Shift::recovered(in_call(&json!({})), status(7, true));
    let whole = told(&shift).call.details.unwrap().caller.unwrap();
    let masking = settings(r#"{"maskNumbers": true}"#);
    shift.event(Event::Configured(masking, Vec::new()));
    let masked = told(&shift).call.details.unwrap().caller.unwrap();
    assert_ne!(whole, masked);
    let hidden: String = whole.chars().take(whole.chars().count() - 4).collect();
    assert!(!hidden.is_empty() && !masked.contains(&hidden), "{masked}");
}

#[test]
fn after_a_minute_without_an_answer_the_state_is_no_longer_told() {
    let mut shift = Shift::recovered(at_sign_in(), status(4, false));
    shift.run(4_000);
    assert!(told(&shift).state.fresh);
    shift.always(Reply::NoResponse);
    shift.run(15_000);
    let stale = told(&shift);
    assert_eq!(
        (stale.state.state, stale.state.fresh),
        (Some(AgentState::Idle), false)
    );
    shift.run(70_000);
    let gone = told(&shift);
    assert_eq!((gone.state.state, gone.state.since), (None, None));
    assert_eq!(gone.state_as_of, None);
}

#[test]
fn what_comes_after_the_call_and_the_command_for_it_are_told() {
    let mut shift = Shift::recovered(in_call(&json!({"preBusy": true})), status(7, true));
    assert_eq!(told(&shift).state.pending, Pending::Waiting(Asked::Busy));
    shift.run(1_500);
    let sent = shift.at;
    shift.command(30);
    let command = told(&shift).command.unwrap();
    assert_eq!(
        (command.command, command.verdict),
        (Command::ShowBusy, Verdict::Running)
    );
    assert_eq!(command.since, Some((Mono(sent), false)));
}

#[test]
fn a_quiet_poll_changes_no_part_but_the_moment_of_the_state() {
    let mut shift = Shift::recovered(in_call(&json!({})), status(7, true));
    shift.run(4_000);
    let before = told(&shift);
    shift.run(3_100);
    let after = told(&shift);
    assert!(after.state_as_of > before.state_as_of);
    assert_eq!(
        (before.state, before.call, before.command, before.connection),
        (after.state, after.call, after.command, after.connection)
    );
}

#[test]
fn an_expired_session_is_told_with_its_reason() {
    let mut shift = Shift::recovered(at_sign_in(), status(4, false));
    shift.always(code("100-008"));
    shift.run(4_000);
    let told = told(&shift);
    assert_eq!(told.expiry, Some(Expiry::SessionOver));
    assert_eq!(told.connection.connection, Connection::Expired);
    assert!(!told.state.fresh);
}
