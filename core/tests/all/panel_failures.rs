//! R8: what the panel does about each class of failure.

use crate::support::answers::{code, code_with, response};
use crate::support::pushed::idle;
use crate::support::{Outcome, Shift, session};
use cec_agent_panel_core::diagnostics::Fact;
use cec_agent_panel_core::gateway::FailureClass;
use cec_agent_panel_core::link::{Cause, Connection, Expiry, Reply};
use cec_agent_panel_core::panel::Event;

/// The next poll brings this, and the panel has seen it.
fn after(reply: Reply) -> Shift {
    let mut shift = idle();
    shift.always(reply);
    shift.run_to_next_reply();
    shift
}

#[test]
fn a_transient_failure_shows_in_the_connection_at_once_and_as_a_banner_from_the_second_on() {
    for (name, failure) in [
        ("no response", Outcome::Replies(Reply::NoResponse)),
        ("timed out", Outcome::Hangs),
        ("http status", response(500, "<html>").into()),
        ("http status", response(502, "").into()),
        ("http status", response(599, "").into()),
        ("a page", response(200, "<html>").into()),
        ("a page", response(403, "\u{feff}\n<!DOCTYPE html>").into()),
        ("a page", response(404, "<html>").into()),
        ("a page", response(405, "<html>").into()),
        ("a page", response(511, "<html>").into()),
        ("http status", response(401, "").into()),
        (
            "http status",
            response(403, r#"{"error": "forbidden"}"#).into(),
        ),
        ("http status", response(407, "").into()),
        ("http status", response(418, "").into()),
        ("not json", response(200, "").into()),
        ("not an answer", response(200, "{}").into()),
        ("not an answer", response(200, r#"{"retcode":"0"}"#).into()),
        ("too large", Reply::TooLarge { status: 200 }.into()),
    ] {
        let mut shift = idle();
        shift.always(failure);
        shift.run_to_next_reply();
        assert_eq!(shift.connection(), Connection::Retrying, "{name}");
        if name == "timed out" {
            let notice = shift.view().notice.unwrap();
            assert_eq!(
                notice.cause,
                Some(Cause::TimedOut),
                "ten seconds are enough"
            );
        } else {
            assert_eq!(shift.view().notice, None, "{name}");
        }
        shift.run_to_next_reply();
        let notice = shift.view().notice.unwrap();
        assert_eq!(notice.connection, Connection::Retrying);
        assert_eq!(notice.cause.unwrap().name(), name);
        assert_eq!(notice.expiry, None);
        shift.run(8 * 3_600_000);
        assert!(shift.polls() > 400, "it never gives up");
        shift.polls_say(4, false);
        shift.run(61_000);
        assert_eq!(shift.connection(), Connection::Live);
        assert_eq!(shift.view().notice, None);
    }
}

#[test]
fn a_browser_without_a_network_is_offline() {
    let mut shift = after(Reply::NoResponse);
    shift.event(Event::Online(false));
    assert_eq!(shift.connection(), Connection::Offline);
    shift.always(response(500, ""));
    shift.run_to_next_reply();
    assert_eq!(
        shift.connection(),
        Connection::Retrying,
        "a response is a network"
    );
    let mut shift = idle();
    shift.event(Event::Online(false));
    shift.run(10_000);
    assert_eq!(
        shift.connection(),
        Connection::Live,
        "answers count for more"
    );
}

#[test]
fn slow_down_says_so_at_once_and_for_a_minute() {
    for refusal in [
        response(429, ""),
        response(503, "<html>"),
        code("000-007"),
        response(429, r#"{"retcode":"100-006"}"#),
    ] {
        let mut shift = after(refusal);
        assert_eq!(shift.connection(), Connection::Slowed);
        assert_eq!(shift.view().notice.unwrap().connection, Connection::Slowed);
        let told = shift.at;
        shift.polls_say(4, false);
        shift.run(30_000);
        assert_eq!(shift.connection(), Connection::Slowed);
        assert_eq!(shift.view().notice, None, "answers come");
        shift.run(told + 70_000 - shift.at);
        assert_eq!(shift.connection(), Connection::Live);
    }
}

#[test]
fn switching_over_has_its_own_words_and_backs_off() {
    for retcode in ["000-004", "105-001", "105-002", "105-003", "105-004"] {
        let mut shift = after(code(retcode));
        assert_eq!(shift.connection(), Connection::Switching);
        let notice = shift.view().notice.unwrap();
        let Some(Cause::Code(shown, _)) = notice.cause else {
            panic!("no code")
        };
        assert_eq!(shown.as_str(), retcode);
        shift.chance = u32::MAX;
        let from = shift.sent.len();
        shift.run(300_000);
        assert!(shift.pauses(from).last().unwrap() > &50_000);
        shift.polls_say(4, false);
        shift.run(61_000);
        assert_eq!(shift.connection(), Connection::Live);
    }
}

#[test]
fn the_same_guid_is_tried_three_times_and_then_the_session_has_expired() {
    let mut shift = idle();
    shift.always(code("000-003"));
    let from = shift.sent.len();
    shift.run_to_next_reply();
    assert_eq!(shift.connection(), Connection::Retrying);
    assert_eq!(
        shift.view().notice,
        None,
        "the Guid's owner may only be late"
    );
    shift.run(60_000);
    assert_eq!(shift.sent.len() - from, 3);
    assert_eq!(shift.connection(), Connection::Expired);
    let notice = shift.view().notice.unwrap();
    assert_eq!(notice.expiry, Some(Expiry::GuidRefused));
    assert!(shift.view().form);
}

#[test]
fn a_new_guid_is_tried_at_once_and_has_three_tries_of_its_own() {
    let mut shift = idle();
    shift.always(code("000-003"));
    shift.run_to_next_request();
    // The owner has written the next one while the request was under way.
    shift.source_holds(Some(session("41001", "guid-2")));
    let from = shift.sent.len();
    let at = shift.at;
    shift.run(1_000);
    assert_eq!(shift.sent_since(at + 1), [at + 1_000], "the next second");
    shift.run(20_000);
    assert_eq!(shift.sent.len() - from, 3);
    assert!(shift.sent[from..].iter().all(|sent| sent.guid == "guid-2"));
    assert_eq!(shift.connection(), Connection::Expired);
}

#[test]
fn a_guid_that_is_replaced_in_time_costs_nothing() {
    let mut shift = idle();
    shift.next.push_back(code("000-003").into());
    shift.run_to_next_request();
    shift.source_holds(Some(session("41001", "guid-2")));
    shift.run(2_000);
    assert_eq!(shift.connection(), Connection::Live);
    assert_eq!(shift.view().notice, None);
    assert_eq!(shift.syncs(), 1);
}

#[test]
fn an_expired_panel_looks_every_two_seconds_asks_nothing_and_resumes() {
    let mut shift = idle();
    shift.always(code("100-006"));
    shift.run(30_000);
    let (sent, looks, at) = (shift.sent.len(), shift.looks.len(), shift.at);
    shift.run(600_000);
    shift.event(Event::Visible(true));
    shift.event(Event::Online(true));
    shift.event(Event::RetryNow);
    shift.event(Event::RetrySync);
    shift.run(10_000);
    assert_eq!(shift.sent.len(), sent, "nothing is asked");
    let looked = shift.looks.len() - looks;
    assert!((300..=312).contains(&looked), "{looked} looks");
    assert!(shift.looks.iter().filter(|look| **look > at).count() > 300);
    shift.source_holds(Some(session("41001", "guid-2")));
    shift.polls_say(4, false);
    shift.run(2_100);
    assert_eq!(shift.connection(), Connection::Live);
    assert_eq!(shift.syncs(), 1);
    assert!(!shift.view().form);
}

#[test]
fn a_resumed_panel_is_not_live_before_an_answer() {
    let mut shift = after(code("100-008"));
    shift.run(20_000);
    shift.always(Outcome::Hangs);
    shift.source_holds(Some(session("41001", "guid-2")));
    let sent = shift.sent.len();
    shift.run(2_000);
    assert_eq!(shift.sent.len(), sent + 1);
    assert_eq!(shift.connection(), Connection::Connecting);
    assert!(!shift.view().badge.fresh);
    assert_eq!(shift.view().connection.latency_ms, None);
}

#[test]
fn a_session_that_is_over_is_asked_nothing_more() {
    for end in [
        code("100-008"),
        code("105-005"),
        code("105-006"),
        code("105-007"),
        code("107-000"),
        response(401, r#"{"retcode":"100-008","message":""}"#),
        response(401, r#"{"retcode":"777-777","message":""}"#),
        response(401, r#"{"retcode":"0","result":{"agentState":4}}"#),
    ] {
        let mut shift = after(end);
        assert_eq!(shift.connection(), Connection::Expired);
        let notice = shift.view().notice.unwrap();
        assert_eq!(notice.expiry, Some(Expiry::SessionOver));
        assert!(notice.cause.is_some());
        assert!(shift.view().form);
        let sent = shift.sent.len();
        shift.run(600_000);
        assert_eq!(shift.sent.len(), sent);
        shift.source_holds(Some(session("41001", "guid-2")));
        shift.polls_say(4, false);
        shift.run(2_100);
        assert_eq!(shift.connection(), Connection::Live);
    }
}

#[test]
fn a_gateway_fault_shows_code_and_message_and_backs_off() {
    for fault in ["100-007", "999-001", "000-000", "110-016", "my-code"] {
        let mut shift = idle();
        shift.chance = u32::MAX;
        shift.always(code_with(fault, "exception \u{202e}in the back end"));
        shift.run_to_next_reply();
        assert_eq!(shift.connection(), Connection::Retrying);
        let notice = shift.view().notice.unwrap();
        let Some(Cause::Code(shown, _)) = notice.cause else {
            panic!("no code")
        };
        assert_eq!(shown.as_str(), fault);
        let message = notice.message.unwrap();
        assert_eq!(message.shown, "exception \u{fffd}in the back end");
        let from = shift.sent.len() - 1;
        shift.run(300_000);
        assert_eq!(shift.pauses(from)[0] / 1_000, 3);
        assert!(shift.pauses(from).last().unwrap() > &55_000);
    }
}

#[test]
fn a_fault_without_words_has_no_message() {
    let shift = after(code_with("100-007", ""));
    assert_eq!(shift.view().notice.unwrap().message, None);
}

#[test]
fn the_gateways_code_says_more_than_the_status_around_it() {
    let refused = r#"{"retcode":"000-003","message":""}"#;
    let mut shift = after(response(403, refused));
    assert_eq!(shift.connection(), Connection::Retrying);
    shift.run(20_000);
    assert_eq!(shift.connection(), Connection::Expired);
    let shift = after(response(
        500,
        r#"{"retcode":"0","result":{"agentState":3}}"#,
    ));
    assert_eq!(
        shift.connection(),
        Connection::Retrying,
        "an answer is a 200"
    );
}

#[test]
fn every_failure_is_in_the_diagnostics_without_the_gateways_words() {
    let mut shift = after(code_with("100-007", "Mr Smith, 13800138000"));
    shift.always(Reply::NoResponse);
    shift.run_to_next_reply();
    let facts = shift.facts();
    assert_eq!(facts.len(), 2);
    let [Fact::Request(first), Fact::Request(second)] = &facts[..] else {
        panic!("{facts:?}");
    };
    assert_eq!((first.status, first.retries), (Some(200), 0));
    assert!(matches!(&first.failure, Some(("retcode", Some(code))) if code.as_str() == "100-007"));
    assert_eq!((second.status, second.retries), (None, 1));
    assert!(matches!(&second.failure, Some(("no response", None))));
    assert!(!format!("{facts:?}").contains("Smith"));
}

#[test]
fn each_class_has_its_row() {
    // A guard against a class that nobody drives through a shift here.
    let row = |class| match class {
        FailureClass::Transient | FailureClass::GatewayFault => Connection::Retrying,
        FailureClass::SlowDown => Connection::Slowed,
        FailureClass::SwitchingOver => Connection::Switching,
        FailureClass::Guid | FailureClass::NotSignedIn | FailureClass::SessionOver => {
            Connection::Expired
        }
        FailureClass::Misconfigured => Connection::Misconfigured,
    };
    for (retcode, class) in [
        ("777-777", FailureClass::GatewayFault),
        ("000-007", FailureClass::SlowDown),
        ("000-004", FailureClass::SwitchingOver),
        ("000-003", FailureClass::Guid),
        ("100-006", FailureClass::NotSignedIn),
        ("100-008", FailureClass::SessionOver),
        ("000-002", FailureClass::Misconfigured),
    ] {
        let mut shift = after(code(retcode));
        shift.run(7_000);
        assert_eq!(shift.connection(), row(class), "{retcode}");
    }
}
