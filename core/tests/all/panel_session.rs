//! Who is signed in: the source, another agent, the connect form, and the Guid's secrecy.

use crate::support::answers::{at_sign_in, code, code_with, in_call, response, status, sync};
use crate::support::{AGENT, Asked, Outcome, Shift, session, settings};
use cec_agent_panel_core::desk::{CallStage, Pending};
use cec_agent_panel_core::gateway::AgentState;
use cec_agent_panel_core::link::{Connection, Reply, Session};
use cec_agent_panel_core::panel::Event;
use cec_agent_panel_core::settings::{GuidFrom, Problem};
use cec_agent_panel_core::view::{Timer, facts};
use serde_json::json;

fn without_session(config: &str) -> Shift {
    let mut shift = Shift::new(settings(config));
    shift.source_holds(None);
    shift.start();
    shift
}

#[test]
fn without_a_session_nothing_is_asked_and_the_form_is_shown() {
    let mut shift = without_session("{}");
    shift.run(600_000);
    assert!(shift.sent.is_empty());
    assert!((295..=305).contains(&shift.looks.len()));
    let view = shift.view();
    assert!(view.form);
    assert_eq!(view.connection.connection, Connection::Connecting);
    assert_eq!(view.notice.unwrap().cause, None);
    assert_eq!(view.badge.state, None);
}

#[test]
fn the_operator_can_do_without_the_form() {
    let shift = without_session(r#"{"allowConnectForm": false}"#);
    assert!(!shift.view().form);
    assert!(shift.view().notice.is_some());
}

#[test]
fn a_session_that_appears_is_used_within_two_seconds() {
    let mut shift = without_session("{}");
    shift.run(60_000);
    shift.source_holds(Some(session("41001", "guid-1")));
    shift.run(2_000);
    assert_eq!(shift.sent.len(), 1);
    assert_eq!(shift.sent[0].what, Asked::Sync);
}

#[test]
fn the_connect_form_writes_the_session_and_asks_at_once() {
    let mut shift = without_session("{}");
    shift.run(10_500);
    let typed = session("41001", "typed");
    shift.event(Event::Connect(typed.clone()));
    assert_eq!(shift.remembered, [typed]);
    assert_eq!((shift.sent.len(), shift.sent[0].at), (1, 10_500));
    shift.run(1_000);
    assert!(!shift.view().form);
    assert_eq!(shift.connection(), Connection::Live);
}

#[test]
fn the_connect_form_revives_an_expired_session() {
    let mut shift = Shift::recovered(at_sign_in(), status(4, false));
    shift.always(code("100-008"));
    shift.run(60_000);
    assert!(shift.view().form);
    shift.polls_say(4, false);
    shift.event(Event::Connect(session("41001", "typed")));
    shift.run(100);
    assert_eq!(shift.connection(), Connection::Live);
    assert_eq!(shift.syncs(), 1);
}

#[test]
fn a_session_that_goes_takes_everything_shown_with_it() {
    let call = in_call(&json!({"state": 11, "preBusy": true, "curCommand": 6}));
    let mut shift = Shift::recovered(call, status(7, true));
    shift.run(5_000);
    shift.source_holds(None);
    shift.run(3_100);
    let view = shift.view();
    assert_eq!(view.badge.state, None);
    assert_eq!(view.badge.unknown_since, None);
    assert_eq!(view.badge_time, Timer::None);
    assert_eq!(view.call.stage, CallStage::None);
    assert!(view.call.rows.is_empty());
    assert!(view.command.is_none());
    assert_eq!(view.pending, cec_agent_panel_core::desk::Pending::None);
    assert_eq!(view.connection.latency_ms, None);
    let sent = shift.sent.len();
    shift.run(60_000);
    assert_eq!(shift.sent.len(), sent);
}

#[test]
fn another_agent_sees_nothing_of_the_first() {
    let call = in_call(&json!({"workNo": "41001"}));
    let mut shift = Shift::recovered(call, status(7, true));
    shift.run(5_000);
    shift.on_sync = sync(&json!({"workNo": "41002", "state": 3})).into();
    shift.polls_say(8, false);
    shift.source_holds(Some(session("41002", "guid-b")));
    shift.run_to_next_request();
    let view = shift.view();
    assert_eq!((view.badge.state, view.call.stage), (None, CallStage::None));
    assert_eq!(view.connection.connection, Connection::Recovering);
    shift.run(4_000);
    assert_eq!(shift.view().badge.state, Some(AgentState::Rest));
    assert_eq!(shift.syncs(), 2);
}

#[test]
fn an_answer_that_names_another_agent_is_not_shown() {
    let other = in_call(&json!({"workNo": "41002"}));
    let mut shift = Shift::recovered(other, status(4, false));
    assert_eq!(shift.view().badge.state, None);
    assert!(shift.view().call.rows.is_empty());
    shift.run(4_000);
    assert_eq!(shift.view().badge.state, Some(AgentState::Idle));
}

#[test]
fn another_agent_mends_a_misconfigured_panel() {
    let mut shift = Shift::opened(code("100-011"), code("100-011"));
    shift.run(600_000);
    assert_eq!(shift.connection(), Connection::Misconfigured);
    shift.on_sync = sync(&json!({"workNo": ""})).into();
    shift.polls_say(4, false);
    shift.source_holds(Some(session("41002", "guid-b")));
    shift.run(2_100);
    assert_eq!(shift.connection(), Connection::Live);
}

#[test]
fn sessions_that_change_all_the_time_are_asked_for_once_a_second_at_most() {
    let mut shift = Shift::opened(Outcome::Hangs, Outcome::Hangs);
    for n in 0..2_000 {
        let agent = if n % 2 == 0 { "41002" } else { "41001" };
        shift.source_holds((n % 7 != 0).then(|| session(agent, &format!("guid-{n}"))));
        shift.event(Event::SessionRead(shift.source.clone()));
        shift.run(37);
    }
    assert!(shift.sent.len() > 10);
    assert!(shift.syncs() <= 2, "one for each agent");
}

#[test]
fn the_guid_is_nowhere_but_in_the_request() {
    let secret = "5ecre7-0f-the-day.AgentGateway1";
    let mut shift = Shift::recovered(at_sign_in(), status(4, false));
    shift.source_holds(Some(session("41001", secret)));
    for reply in [
        status(4, false),
        response(500, "<html>"),
        code("000-003"),
        code("100-007"),
        Reply::NoResponse,
        code("100-006"),
        code("100-006"),
        code("100-008"),
    ] {
        shift.next.push_back(reply.into());
    }
    for _ in 0..60 {
        shift.run(1_000);
        assert!(!shift.leaks(secret));
    }
    assert!(shift.sent.iter().any(|sent| sent.guid == secret));
    let effects = format!("{:?}", Event::Connect(session("41001", secret)));
    assert!(!effects.contains(secret));
}

#[test]
fn the_portals_session_is_read_as_it_writes_it() {
    let expected = session("41001", "g.AgentGateway1");
    for text in [
        r#"{"agentId":"41001","guid":"g.AgentGateway1"}"#,
        r#"{"agentId":41001,"guid":"g.AgentGateway1"}"#,
        r#" {"guid":" g.AgentGateway1 ","agentId":" 41001 ","more":[1]} "#,
    ] {
        assert_eq!(
            Session::read(text, GuidFrom::Session).ok().flatten(),
            Some(expected.clone()),
            "{text}"
        );
    }
}

#[test]
fn a_session_with_anything_wrong_is_none() {
    for text in [
        "",
        "null",
        "[]",
        "{}",
        "41001",
        r#"{"agentId":"41001"}"#,
        r#"{"guid":"g"}"#,
        r#"{"agentId":"41001","guid":""}"#,
        r#"{"agentId":"41001","guid":null}"#,
        r#"{"agentId":"41001","guid":7}"#,
        r#"{"agentId":"100","guid":"g"}"#,
        r#"{"agentId":"1000000","guid":"g"}"#,
        r#"{"agentId":-41001,"guid":"g"}"#,
        r#"{"agentId":41001.5,"guid":"g"}"#,
        r#"{"agentId":"41001/../x","guid":"g"}"#,
        r#"{"agentId":true,"guid":"g"}"#,
        r#"{"agentId":"41001","guid":"two words"}"#,
        r#"{"agentId":"41001","guid":"line\nbreak"}"#,
        r#"{"agentId":"41001","guid":"§"}"#,
    ] {
        assert_eq!(
            Session::read(text, GuidFrom::Session).ok().flatten(),
            None,
            "{text}"
        );
    }
    let long = format!(r#"{{"agentId":"41001","guid":"{}"}}"#, "g".repeat(513));
    assert_eq!(Session::read(&long, GuidFrom::Session).ok().flatten(), None);
}

#[test]
fn what_is_wrong_with_a_session_is_said_without_a_word_of_it() {
    let complaint = |text| {
        let read = Session::read(text, GuidFrom::Session);
        read.err()
            .map(|complaint| (complaint.key, complaint.problem))
    };
    for (text, key, problem) in [
        ("g-secret", "session", Problem::NotJson),
        (
            r#"{"agentId":"41x01","guid":"g"}"#,
            "session.agentId",
            Problem::WrongValue,
        ),
        (
            r#"{"agentId":100,"guid":"g"}"#,
            "session.agentId",
            Problem::WrongValue,
        ),
        (
            r#"{"agentId":"41001","guid":"g secret"}"#,
            "session.guid",
            Problem::WrongValue,
        ),
        (
            r#"{"agentId":"41001","guid":"JSESSIONID="}"#,
            "session.guid",
            Problem::WrongValue,
        ),
        (
            r#"{"agentId":"41001","guid":7}"#,
            "session.guid",
            Problem::WrongValue,
        ),
    ] {
        assert_eq!(complaint(text), Some((key.to_owned(), problem)), "{text}");
    }
    // What is not there is no fault: the portal has signed out, or is about to write it.
    for text in [
        "",
        " ",
        "null",
        "{}",
        r#"{"agentId":"41001"}"#,
        r#"{"agentId":"","guid":""}"#,
    ] {
        assert_eq!(complaint(text), None, "{text}");
    }
    let proxied = Session::read(r#"{"agentId":"41001","guid":"g s"}"#, GuidFrom::Proxy);
    assert!(proxied.is_ok(), "nobody looks for it");
}

#[test]
fn a_session_is_read_as_people_paste_it() {
    let expected = session("41001", "g.AgentGateway1");
    for text in [
        r#"{"agentId":"４１００１","guid":"JSESSIONID=g.AgentGateway1; Path=/"}"#,
        "\u{feff}{\"agentId\":\"\u{200b}41001\u{a0}\",\"guid\":\"g.AgentGateway1\u{feff}\"}",
        r#"{"agentId":"41001\r\n","guid":"\u200bg.AgentGateway1\n"}"#,
    ] {
        let read = Session::read(text, GuidFrom::Session);
        assert_eq!(read.ok().flatten(), Some(expected.clone()), "{text}");
    }
}

#[test]
fn a_message_that_repeats_the_guid_is_not_shown() {
    let secret = "a-secret-guid.AgentGateway0";
    let mut shift = Shift::recovered(at_sign_in(), status(4, false));
    shift.source_holds(Some(session("41001", secret)));
    shift.always(code_with(
        "100-007",
        "no session for a-secret-guid.AgentGateway0 here",
    ));
    shift.run(5_000);
    let notice = shift.view().notice.unwrap();
    assert_eq!(notice.cause.unwrap().name(), "retcode");
    assert_eq!(notice.message, None);
    assert!(!shift.leaks(secret));
}

const CALLER: &str = "13800138000";

/// Nothing of a call is on the screen, or told to a host.
fn assert_call_is_hidden(shift: &Shift) {
    let view = shift.view();
    assert_eq!(view.call.stage, CallStage::None);
    assert!(view.call.rows.is_empty() && view.command.is_none());
    assert_eq!((view.pending, view.call_time), (Pending::None, Timer::None));
    let told = format!("{view:?} {:?}", facts(&shift.model, &view));
    assert!(!told.contains(CALLER), "{told}");
}

/// A talk with a caller, in which every request gets `reply` from now on.
fn in_a_talk_then(reply: Reply) -> Shift {
    let call = in_call(&json!({"preBusy": true, "curCommand": 6}));
    let mut shift = Shift::recovered(call, status(7, true));
    shift.run(3_000);
    assert!(!shift.view().call.rows.is_empty());
    shift.always(reply);
    shift
}

#[test]
fn a_session_that_is_over_is_removed_from_its_source_once() {
    for end in ["100-008", "105-006", "000-003", "100-006"] {
        let mut shift = in_a_talk_then(code(end));
        let refused = shift.source.clone().unwrap();
        shift.run(60_000);
        assert_eq!(shift.connection(), Connection::Expired, "{end}");
        let expiry = shift.view().notice.and_then(|notice| notice.expiry);
        assert_eq!((shift.source, shift.forgotten), (None, vec![refused]));
        assert!(expiry.is_some(), "the message stays");
    }
}

#[test]
fn a_session_that_stands_there_newer_is_left_alone() {
    let mut shift = in_a_talk_then(code("100-008"));
    shift.run_to_next_request();
    let newer = session("41001", "guid-2");
    shift.source_holds(Some(newer.clone()));
    shift.run(1_000);
    assert_eq!(shift.source, Some(newer));
    assert_eq!(shift.forgotten, []);
}

#[test]
fn a_failure_that_passes_removes_no_session() {
    for reply in [
        Reply::NoResponse,
        response(503, ""),
        response(403, ""),
        code("000-002"),
        code("000-004"),
        code("999-001"),
    ] {
        let mut shift = in_a_talk_then(reply);
        shift.run(600_000);
        assert!(shift.source.is_some());
        assert_eq!(shift.forgotten, []);
    }
}

#[test]
fn after_its_session_has_ended_nothing_of_the_call_is_left_to_be_seen() {
    let mut shift = in_a_talk_then(code("100-008"));
    shift.run(4_000);
    assert_eq!(shift.connection(), Connection::Expired);
    assert_call_is_hidden(&shift);
    assert!(!shift.view().badge.fresh);
}

#[test]
fn a_guid_that_is_refused_leaves_the_call_for_a_minute() {
    let mut shift = in_a_talk_then(code("000-003"));
    shift.run(20_000);
    assert_eq!(shift.connection(), Connection::Expired);
    assert!(
        !shift.view().call.rows.is_empty(),
        "its owner may only be late"
    );
    shift.run(60_000);
    assert_call_is_hidden(&shift);
}

#[test]
fn the_same_agent_finds_the_call_again() {
    let mut shift = in_a_talk_then(code("100-008"));
    shift.run(4_000);
    shift.polls_say(7, true);
    shift.source_holds(Some(session("41001", "guid-2")));
    shift.run(3_000);
    assert_eq!(shift.connection(), Connection::Live);
    assert!(!shift.view().call.rows.is_empty());
}

#[test]
fn another_agent_at_the_same_desk_finds_nothing_of_the_first() {
    for end in ["100-008", "100-006"] {
        let mut shift = in_a_talk_then(code(end));
        shift.run(20_000);
        shift.on_sync = Outcome::Hangs;
        shift.source_holds(Some(session("41002", "guid-b")));
        shift.run(2_100);
        let view = shift.view();
        assert_eq!((view.badge.state, view.badge.unknown_since), (None, None));
        assert_eq!(view.connection.latency_ms, None);
        assert_call_is_hidden(&shift);
        let memory = format!("{:?}", shift.model);
        assert!(!memory.contains(CALLER), "{memory}");
    }
}

#[test]
fn a_dead_session_that_is_written_once_more_goes_again_and_is_not_asked_with() {
    let mut shift = in_a_talk_then(code("100-008"));
    shift.run(10_000);
    shift.polls_say(4, false);
    let sent = shift.sent.len();
    shift.source_holds(Some(session("41001", "guid-1")));
    shift.run(10_000);
    assert_eq!((shift.sent.len(), shift.source.clone()), (sent, None));
    assert_eq!(shift.connection(), Connection::Expired);
}

#[test]
fn a_message_that_is_cut_within_the_guid_is_not_shown() {
    let secret = "a-secret-guid.AgentGateway0";
    for room in [8, 20, secret.len()] {
        let mut shift = Shift::recovered(at_sign_in(), status(4, false));
        shift.source_holds(Some(session("41001", secret)));
        // 300 characters of a message are kept.
        let message = ["x".repeat(300 - room).as_str(), secret].concat();
        shift.always(code_with("100-007", &message));
        shift.run(5_000);
        assert!(shift.view().notice.is_some());
        assert!(!shift.leaks("a-secret"), "{room} characters of it");
    }
}

#[test]
fn another_place_of_the_session_is_read_while_a_request_is_under_way() {
    for (there, aborts) in [
        (None, 1),
        (Some(session("41999", "guid-2")), 1),
        (Some(session(AGENT, "guid-2")), 0),
    ] {
        let mut shift = Shift::opened(Outcome::Hangs, status(4, false));
        shift.run(1_000);
        shift.source = there;
        let elsewhere = settings(r#"{"sessionKey": "elsewhere"}"#);
        shift.event(Event::Configured(elsewhere, Vec::new()));
        assert_eq!(shift.aborts.len(), aborts, "{:?}", shift.source);
    }
}
