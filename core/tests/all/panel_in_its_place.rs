//! R8: what is not the gateway answers in its place, or nothing can be right as it is set up.

use crate::support::answers::{at_sign_in, code, in_call, response, status};
use crate::support::pushed::idle;
use crate::support::{Asked, Outcome, Shift, session, settings};
use cec_agent_panel_core::desk::CallStage;
use cec_agent_panel_core::gateway::AgentState;
use cec_agent_panel_core::link::{Cause, Connection, Reply};
use cec_agent_panel_core::panel::Event;
use serde_json::json;

/// The page of an application server that has not deployed the gateway yet.
const PAGE: &str = "\n<!doctype html><html lang=\"en\"><head><title>Not Found</title>";

#[test]
fn a_gateway_that_restarts_behind_its_server_is_waited_for() {
    for http in [403, 404, 405] {
        let mut shift = idle();
        shift.always(response(http, PAGE));
        let from = shift.at;
        shift.run_to_next_reply();
        assert_eq!(shift.connection(), Connection::Retrying, "{http}");
        assert_eq!(shift.view().notice, None);
        shift.run(from + 12_000 - shift.at);
        let view = shift.view();
        assert_eq!(view.connection.connection, Connection::Retrying);
        assert_eq!(view.badge.state, Some(AgentState::Idle));
        assert!(view.badge.as_of.is_some());
        assert_eq!(view.notice.unwrap().cause, Some(Cause::Page(http)));
        shift.polls_say(8, false);
        shift.run(30_000);
        assert_eq!(shift.connection(), Connection::Live, "without a click");
        assert_eq!(shift.view().badge.state, Some(AgentState::Rest));
        assert_eq!(shift.view().notice, None);
        assert_eq!(shift.syncs(), 1);
    }
}

#[test]
fn one_stray_404_costs_one_poll() {
    let mut shift = idle();
    shift.next.push_back(response(404, PAGE).into());
    shift.run(8_000);
    assert_eq!(shift.connection(), Connection::Live);
    assert_eq!(shift.view().notice, None);
}

#[test]
fn a_refusal_by_the_gateway_itself_is_an_answer_too() {
    // Before any success: the gateway is there, and says that it is in trouble.
    let mut shift = Shift::opened(code("100-007"), code("100-007"));
    shift.run(3_000);
    shift.always(response(404, PAGE));
    shift.run(30_000);
    assert_eq!(shift.connection(), Connection::Retrying);
    // What is JSON, but has no result code, is somebody else.
    let other = response(403, r#"{"error": "forbidden"}"#);
    let mut shift = Shift::opened(other.clone(), other);
    shift.run(30_000);
    assert_eq!(shift.connection(), Connection::Misconfigured);
}

#[test]
fn a_sync_that_is_refused_in_any_way_leaves_the_polls_alone() {
    for refusal in [
        response(403, PAGE).into(),
        response(403, "").into(),
        response(404, "").into(),
        response(405, "").into(),
        response(400, PAGE).into(),
        response(401, PAGE).into(),
        response(407, "").into(),
        response(511, PAGE).into(),
        response(200, PAGE).into(),
        code("000-002").into(),
        code("100-011").into(),
        code("100-007").into(),
        Reply::NoResponse.into(),
        Outcome::Hangs,
    ] {
        let told = format!("{refusal:?}");
        let mut shift = Shift::opened(refusal, status(7, true));
        shift.run(30_000);
        let view = shift.view();
        assert_eq!(view.connection.connection, Connection::Live, "{told}");
        assert_eq!(view.badge.state, Some(AgentState::Talking));
        assert!(view.badge.fresh);
        assert_eq!(view.notice, None);
        assert!(view.recovery.is_some(), "one sentence about the call");
        assert_eq!(view.call.stage, CallStage::Undescribed);
        let syncs = shift.syncs();
        assert!(syncs <= 3);
        shift.run(600_000);
        assert_eq!(shift.syncs(), syncs);
        assert_eq!(shift.connection(), Connection::Live);
    }
}

#[test]
fn a_sync_that_is_not_let_through_is_no_wrong_address_yet() {
    let mut shift = Shift::opened(response(404, PAGE), Outcome::Hangs);
    shift.run(1_500);
    assert_eq!(shift.sent.last().unwrap().what, Asked::Status);
    let view = shift.view();
    assert_eq!(view.connection.connection, Connection::Retrying);
    assert_eq!((view.notice, view.recovery), (None, None));
}

#[test]
fn a_sign_in_page_in_the_place_of_every_answer_is_called_a_page() {
    for page in [
        "<!DOCTYPE html><title>Sign in",
        "<html>",
        "\u{feff} <?xml?>",
    ] {
        let mut shift = Shift::opened(response(200, page), response(200, page));
        shift.run(20_000);
        assert_eq!(shift.connection(), Connection::Retrying);
        assert_eq!(shift.view().notice.unwrap().cause, Some(Cause::Page(200)));
        shift.polls_say(4, false);
        shift.run(61_000);
        assert_eq!(shift.connection(), Connection::Live);
    }
}

#[test]
fn a_page_that_says_no_more_than_its_status_is_none() {
    for (http, body) in [
        (500, PAGE),
        (502, PAGE),
        (404, "{}"),
        (404, ""),
        (407, "no"),
    ] {
        let mut shift = idle();
        shift.always(response(http, body));
        shift.run(20_000);
        assert_eq!(shift.view().notice.unwrap().cause, Some(Cause::Http(http)));
    }
}

#[test]
fn where_a_proxy_adds_the_guid_its_401_is_a_sign_out() {
    let mut shift = Shift::new(settings(r#"{"guidFrom": "proxy"}"#));
    shift.source = Some(crate::support::proxied("41001"));
    shift.start();
    shift.run(5_000);
    shift.always(response(401, PAGE));
    shift.run_to_next_reply();
    assert_eq!(shift.connection(), Connection::Expired);
    assert_eq!(shift.view().badge.state, Some(AgentState::SignedOut));
    assert_eq!(shift.view().notice.unwrap().cause, Some(Cause::Http(401)));
}

/// A panel whose gateway has never answered anything but this.
fn never_met(reply: &Reply) -> Shift {
    let mut shift = Shift::opened(reply.clone(), reply.clone());
    shift.run(3_000);
    shift
}

fn misconfigured() -> [Reply; 6] {
    [
        code("000-002"),
        code("100-011"),
        response(403, PAGE),
        response(403, ""),
        response(404, ""),
        response(405, ""),
    ]
}

#[test]
fn a_misconfigured_panel_looks_again_by_itself_at_last_once_a_minute() {
    for fault in misconfigured() {
        let mut shift = never_met(&fault);
        assert_eq!(shift.connection(), Connection::Misconfigured);
        let notice = shift.view().notice.unwrap();
        assert!(notice.cause.is_some());
        assert!(!shift.view().form);
        assert!(!shift.view().badge.fresh);
        shift.chance = u32::MAX;
        let (from, polls) = (shift.sent.len(), shift.polls());
        shift.run(1_800_000);
        assert_eq!(
            shift.connection(),
            Connection::Misconfigured,
            "all the time"
        );
        let looks = shift.polls() - polls;
        assert!((29..=125).contains(&looks), "{looks} looks in half an hour");
        assert!(shift.pauses(from).iter().all(|pause| *pause <= 61_000));
        shift.on_sync = at_sign_in().into();
        shift.polls_say(4, false);
        shift.run(63_000);
        assert_eq!(shift.connection(), Connection::Live, "without a click");
        assert_eq!(shift.view().notice, None);
        let view = shift.view();
        assert_eq!(view.recovery, None, "no sync had been let through");
    }
}

#[test]
fn a_misconfigured_panel_looks_at_once_when_the_agent_says_so() {
    for fault in misconfigured() {
        let mut shift = never_met(&fault);
        shift.chance = u32::MAX;
        shift.run(200_000);
        shift.run_to_next_reply();
        shift.run(5_000);
        let sent = shift.sent.len();
        shift.event(Event::RetryNow);
        assert_eq!(shift.sent.len(), sent + 1);
        shift.run(1_500);
        assert_eq!(shift.connection(), Connection::Misconfigured);
        shift.on_sync = in_call(&json!({})).into();
        shift.polls_say(7, true);
        shift.event(Event::RetryNow);
        shift.run(1_500);
        assert_eq!(shift.connection(), Connection::Live);
        assert_eq!(shift.view().call.stage, CallStage::AtLoad);
    }
}

#[test]
fn another_guid_does_not_mend_a_setting() {
    let mut shift = never_met(&code("000-002"));
    shift.chance = u32::MAX;
    shift.run(300_000);
    shift.run_to_next_reply();
    shift.run(2_000);
    let sent = shift.sent.len();
    shift.source_holds(Some(session("41001", "guid-2")));
    shift.event(Event::SessionRead(shift.source.clone()));
    shift.run(20_000);
    assert_eq!(shift.sent.len(), sent);
    shift.polls_say(4, false);
    shift.on_sync = at_sign_in().into();
    shift.run(60_000);
    assert_eq!(shift.connection(), Connection::Live);
    assert_eq!(shift.sent.last().unwrap().guid, "guid-2");
}

#[test]
fn a_misconfigured_panel_that_finds_another_failure_goes_on_as_after_that() {
    for (reply, connection) in [
        (response(502, ""), Connection::Retrying),
        (Reply::NoResponse, Connection::Retrying),
        (response(429, ""), Connection::Slowed),
        (code("105-002"), Connection::Switching),
        (code("100-008"), Connection::Expired),
    ] {
        let mut shift = never_met(&response(404, PAGE));
        shift.always(reply);
        shift.event(Event::RetryNow);
        shift.run(3_000);
        assert_eq!(shift.connection(), connection);
        shift.always(response(404, PAGE));
        shift.run(120_000);
    }
}
