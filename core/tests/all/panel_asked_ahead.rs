//! The sync that the page has sent before the panel was there: it is the one of this page load,
//! whatever becomes of it (R1), and what it tells is as old as it is.

use crate::support::answers::{code, in_call, status};
use crate::support::pushed::exactly;
use crate::support::{AGENT, Asked, LATENCY, Outcome, Shift, session};
use cec_agent_panel_core::desk::{CallStage, Source};
use cec_agent_panel_core::diagnostics::Fact;
use cec_agent_panel_core::gateway::{AgentId, AgentState};
use cec_agent_panel_core::link::{Cause, Connection, Reply};
use cec_agent_panel_core::panel::{Effect, Event};
use cec_agent_panel_core::settings::Settings;
use cec_agent_panel_core::sharing::{LeadNews, Role};
use cec_agent_panel_core::time::Mono;
use serde_json::json;

/// A panel that came at 800 ms, when the sync had been under way for 300 ms, in a browser with
/// locks.
fn behind(outcome: impl Into<Outcome>) -> Shift {
    let mut shift = Shift::new(Settings::default());
    shift.in_browser = true;
    shift.at = 800;
    shift.on_sync = outcome.into();
    shift.on_status = status(7, true).into();
    shift.start_behind(300);
    shift
}

fn a_call() -> Reply {
    in_call(&json!({"workNo": AGENT}))
}

/// How long the requests took that are over, in ms.
fn latencies(shift: &Shift) -> Vec<u64> {
    let facts = shift.model.diagnostics().iter().map(|entry| &entry.fact);
    facts
        .filter_map(|fact| match fact {
            Fact::Request(request) => Some(request.latency_ms),
            _ => None,
        })
        .collect()
}

#[test]
fn it_is_the_one_sync_and_its_answer_is_shown() {
    let mut shift = behind(a_call());
    assert_eq!(shift.connection(), Connection::Recovering);
    assert_eq!(shift.sent.len(), 1);
    assert_eq!(shift.sent[0].what, Asked::Sync);
    shift.run(LATENCY);
    assert_eq!(
        shift.badge(),
        (Some(AgentState::Talking), Some(Source::Sync), true)
    );
    assert_eq!(shift.view().call.stage, CallStage::AtLoad);
    assert_eq!(latencies(&shift), [340]);
    shift.run(60_000);
    assert_eq!(shift.syncs(), 1);
}

#[test]
fn the_panel_leads_from_the_beginning_and_asks_nobody_for_it() {
    let mut shift = behind(a_call());
    shift.run(10_000);
    assert_eq!(shift.model.role(), Role::Leads);
    let asked = |effect: &Effect| matches!(effect, Effect::Lead { .. });
    assert!(!shift.outbox.iter().any(asked));
}

#[test]
fn the_next_request_waits_for_its_turn_after_the_one_that_was_sent_ahead() {
    let mut shift = behind(a_call());
    shift.run(LATENCY);
    shift.event(Event::Visible(true));
    shift.run_to_next_request();
    // The sync left at 500 ms.
    assert_eq!(shift.sent.last().unwrap().what, Asked::Status);
    assert_eq!(shift.at, 1_500);
}

#[test]
fn an_answer_that_waited_for_the_panel_is_as_old_as_it_is() {
    let mut shift = Shift::new(Settings::default());
    shift.at = 20_800;
    shift.on_sync = Outcome::Hangs;
    shift.on_status = status(7, true).into();
    shift.start_behind(20_300);
    shift.reply_came(a_call(), 20_000);
    // The call was 90 s old when the answer came.
    assert_eq!(shift.view().call_time, exactly(110));
    assert_eq!(latencies(&shift), [300]);
    let (state, source, fresh) = shift.badge();
    assert_eq!(
        (state, source),
        (Some(AgentState::Talking), Some(Source::Sync))
    );
    assert!(!fresh);
    // A poll follows at once.
    assert_eq!(shift.sent.last().unwrap().what, Asked::Status);
    shift.run(LATENCY);
    assert!(shift.badge().2);
}

#[test]
fn a_module_that_comes_late_does_not_time_out_what_has_come() {
    let mut shift = Shift::new(Settings::default());
    shift.at = 30_000;
    shift.on_sync = Outcome::Hangs;
    shift.on_status = status(7, true).into();
    shift.start_behind(29_000);
    assert!(shift.aborts.is_empty());
    shift.reply_came(a_call(), 28_900);
    assert_eq!(shift.view().call.stage, CallStage::AtLoad);
    assert_eq!(latencies(&shift), [100]);
    shift.run(60_000);
    assert_eq!(shift.syncs(), 1);
}

#[test]
fn without_an_answer_it_is_given_up_as_any_other() {
    let mut shift = behind(Outcome::Hangs);
    shift.run(60_000);
    let timeout = i64::try_from(Settings::default().request_timeout_ms).unwrap();
    assert_eq!(shift.aborts[0], 800 + timeout);
}

#[test]
fn a_guid_that_is_refused_does_not_count() {
    let mut shift = behind(code("100-006"));
    shift.run(LATENCY);
    shift.source_holds(Some(session(AGENT, "guid-2")));
    shift.on_sync = a_call().into();
    shift.run(10_000);
    assert_eq!(shift.view().call.stage, CallStage::Live);
    assert_eq!(shift.view().recovery, None);
}

#[test]
fn whoever_is_signed_in_by_now_gets_a_sync_of_their_own() {
    let mut shift = Shift::new(Settings::default());
    shift.on_sync = Outcome::Hangs;
    shift.on_status = status(7, true).into();
    shift.start_behind(0);
    shift.source_holds(Some(session("41002", "guid-2")));
    shift.event(Event::SessionRead(shift.source.clone()));
    assert_eq!(shift.aborts, [0]);
    shift.on_sync = in_call(&json!({"workNo": "41002"})).into();
    shift.run(3_000);
    assert_eq!(shift.view().call.stage, CallStage::AtLoad);
    // The first agent's has been sent, and is not sent again.
    shift.source_holds(Some(session(AGENT, "guid-1")));
    shift.run(10_000);
    assert_eq!(shift.view().recovery.unwrap().cause, Cause::AlreadySynced);
    assert_eq!(shift.syncs(), 2);
}

#[test]
fn one_whose_lead_is_taken_gives_it_up() {
    let mut shift = behind(Outcome::Hangs);
    shift.event(Event::Lead(LeadNews::Lost));
    assert_eq!(shift.aborts, [800]);
    assert_eq!(shift.model.role(), Role::Follows);
    shift.run(60_000);
    assert_eq!(shift.syncs(), 1);
}

#[test]
fn what_nobody_hears_was_the_one_sync_all_the_same() {
    let mut shift = Shift::new(Settings::default());
    shift.on_status = status(7, true).into();
    shift.at = 800;
    let agent = AgentId::parse(AGENT).unwrap();
    shift.event(Event::AskedInVain(agent, Mono(500)));
    shift.start();
    shift.run(10_000);
    assert_eq!(shift.view().recovery.unwrap().cause, Cause::AlreadySynced);
    assert_eq!(shift.syncs(), 0);
    // A second after it.
    assert_eq!(shift.sent[0].at, 1_500);
}

#[test]
fn only_one_who_asks_with_success_has_the_next_load_ask_at_once() {
    let mut shift = behind(a_call());
    let agent = AgentId::parse(AGENT).ok();
    assert_eq!(shift.model.may_ask_ahead(), None);
    shift.run(LATENCY);
    assert_eq!(shift.model.may_ask_ahead(), agent);
    shift.event(Event::Lead(LeadNews::Lost));
    assert_eq!(shift.model.may_ask_ahead(), None);
    shift.event(Event::Lead(LeadNews::Granted));
    assert_eq!(shift.model.may_ask_ahead(), agent);
    shift.on_status = code("100-006").into();
    shift.run(60_000);
    assert_eq!(shift.model.may_ask_ahead(), None);
    shift.source_holds(None);
    shift.run(5_000);
    assert_eq!(shift.model.may_ask_ahead(), None);
}
