//! R2 and R3: what the badge says, and who said it.

use crate::support::answers::{ago, at_sign_in, code, in_call, response, status, sync};
use crate::support::{LATENCY, LOADED, Shift};
use cec_agent_panel_core::desk::Source;
use cec_agent_panel_core::gateway::{AgentState, Interface};
use cec_agent_panel_core::panel::Event;
use cec_agent_panel_core::settings::Settings;
use cec_agent_panel_core::time::Wall;
use cec_agent_panel_core::view::Timer;
use serde_json::json;

#[test]
fn the_same_integer_is_another_state_in_the_other_interface() {
    use AgentState::{
        Busy, Idle, OutboundCall, PreRest, Rest, Ringing, SignedOut, Talking, WrapUp,
    };
    for (number, at_sync, at_poll) in [
        (2, WrapUp, SignedOut),
        (3, Rest, Busy),
        (4, Busy, Idle),
        (6, OutboundCall, Idle),
        (8, Ringing, Rest),
        (9, Talking, PreRest),
    ] {
        let mut shift = Shift::recovered(sync(&json!({"state": number})), status(number, false));
        let badge = shift.view().badge;
        assert_eq!(badge.state, Some(at_sync));
        assert_eq!(badge.source, Some(Source::Sync));
        shift.run(4_000);
        let badge = shift.view().badge;
        assert_eq!(badge.state, Some(at_poll));
        assert_eq!(badge.source, Some(Source::Status));
    }
}

#[test]
fn an_unknown_code_stays_visible_with_its_interface() {
    let mut shift = Shift::recovered(sync(&json!({"state": "42"})), status(0, false));
    let unknown = |interface, code| Some(AgentState::Unknown { interface, code });
    assert_eq!(
        shift.view().badge.state,
        unknown(Interface::SyncAgentInfo, 42)
    );
    shift.run(4_000);
    assert_eq!(shift.view().badge.state, unknown(Interface::AgentStatus, 0));
    shift.polls_say(-7, false);
    shift.run(3_100);
    assert_eq!(
        shift.view().badge.state,
        unknown(Interface::AgentStatus, -7)
    );
}

#[test]
fn nothing_is_said_before_the_first_answer() {
    let shift = Shift::opened(at_sign_in(), status(4, false));
    let view = shift.view();
    assert_eq!((view.badge.state, view.badge.source), (None, None));
    assert!(!view.badge.fresh);
    assert_eq!(view.badge_time, Timer::None);
}

#[test]
fn what_only_the_sync_knew_stays_as_a_detail_while_the_call_lasts() {
    for (number, state) in [
        (8, AgentState::Ringing),
        (10, AgentState::ThreeParty),
        (11, AgentState::Hold),
        (12, AgentState::Mute),
        (13, AgentState::Help),
    ] {
        let mut shift = Shift::recovered(in_call(&json!({"state": number})), status(7, true));
        assert_eq!(shift.view().badge.state, Some(state));
        assert_eq!(shift.view().badge.detail, None);
        shift.run(60_000);
        let badge = shift.view().badge;
        assert_eq!(badge.state, Some(AgentState::Talking));
        let detail = badge.detail.unwrap();
        assert_eq!(detail.state, state);
        assert_eq!(detail.as_of, Wall(LOADED + LATENCY.unsigned_abs()));
        shift.polls_say(5, false);
        shift.run(3_100);
        assert_eq!(shift.view().badge.detail, None);
        shift.polls_say(7, true);
        shift.run(3_100);
        assert_eq!(shift.view().badge.detail, None, "this is another call");
    }
}

#[test]
fn an_answer_without_a_state_leaves_the_badge_to_the_poll() {
    let mut shift = Shift::recovered(sync(&json!({"state": null})), status(4, false));
    assert_eq!(shift.view().badge.state, None);
    shift.run(4_000);
    assert_eq!(shift.view().badge.state, Some(AgentState::Idle));
    assert_eq!(shift.view().badge_time, Timer::Unknown);
}

#[test]
fn a_failed_poll_leaves_the_badge_to_the_last_answer() {
    let mut shift = Shift::recovered(at_sign_in(), status(4, false));
    shift.run(4_000);
    for failure in [
        code("100-007"),
        response(200, r#"{"retcode":"0","result":{}}"#),
    ] {
        shift.next.push_back(failure.into());
        shift.run_to_next_reply();
        assert_eq!(shift.view().badge.state, Some(AgentState::Idle));
    }
}

#[test]
fn a_state_within_a_call_that_no_sync_described_has_no_invented_start() {
    // On hold at load and talking by the poll, which has one word for both; when the talk
    // began, nobody has said.
    let held = in_call(&json!({"state": 11, "beginTalkingTime": null}));
    let mut shift = Shift::recovered(held, status(7, true));
    shift.run(4_000);
    assert_eq!(shift.view().badge.state, Some(AgentState::Talking));
    assert_eq!(shift.view().badge_time, Timer::Unknown);
}

#[test]
fn a_nameless_state_does_not_tell_when_the_next_began() {
    for nameless in [42, 255] {
        let mut shift = Shift::recovered(sync(&json!({"state": nameless})), status(4, false));
        shift.run(4_000);
        assert_eq!(shift.view().badge_time, Timer::Unknown, "{nameless}");
    }
}

#[test]
fn another_retry_of_the_sync_is_the_newest_source() {
    let mut shift = Shift::new(Settings::default());
    shift.on_sync = code("100-007").into();
    shift.on_status = status(7, true).into();
    shift.start();
    shift.run(5_000);
    shift.on_sync = in_call(&json!({"state": 11, "agentStateBeginTime": ago(5_000)})).into();
    shift.event(Event::RetrySync);
    shift.run_to_next_reply();
    let badge = shift.view().badge;
    assert_eq!(badge.state, Some(AgentState::Hold));
    assert_eq!(badge.source, Some(Source::Sync));
}
