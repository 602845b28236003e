//! R8: how a session ends, and what is to be seen from then on.

use crate::support::answers::{code, in_call, status};
use crate::support::pushed::idle;
use crate::support::{AGENT, Outcome, Shift, session};
use cec_agent_panel_core::desk::{CallStage, Pending, Source};
use cec_agent_panel_core::gateway::AgentState;
use cec_agent_panel_core::link::{Connection, Expiry};
use cec_agent_panel_core::panel::Event;
use serde_json::json;

/// Talking for a while, busy asked for, and polls that say so.
fn talking() -> Shift {
    let mut shift = Shift::recovered(in_call(&json!({"preBusy": true})), status(7, true));
    shift.run(5_000);
    shift
}

fn shut_down(shift: &mut Shift) {
    let content = json!({"loginTime": "1471585949806"});
    shift.push("AgentOther_ShutdownService", &content, None);
}

/// What the whole screen says of an agent who has been signed out.
fn assert_signed_out(shift: &Shift, source: Source) {
    let view = shift.view();
    assert_eq!(view.badge.state, Some(AgentState::SignedOut));
    assert_eq!(view.badge.source, Some(source));
    assert!(!view.badge.fresh, "nobody asks any more");
    assert_eq!(view.call.stage, CallStage::None);
    assert_eq!(view.pending, Pending::None);
    assert_eq!(view.command, None);
    assert_eq!(view.connection.connection, Connection::Expired);
    assert_eq!(view.notice.unwrap().expiry, Some(Expiry::SessionOver));
    assert!(view.form, "a new session is asked for");
}

#[test]
fn the_event_that_signs_the_agent_out_ends_the_session_at_once() {
    for mut shift in [idle(), talking()] {
        shift.run(500);
        shut_down(&mut shift);
        assert_signed_out(&shift, Source::Host);
        assert_eq!(shift.view().notice.unwrap().cause, None, "it is no fault");
        let sent = shift.sent.len();
        shift.run(600_000);
        assert_eq!(shift.sent.len(), sent, "nothing is asked");
        assert_signed_out(&shift, Source::Host);
    }
}

#[test]
fn an_answer_from_before_the_sign_out_changes_nothing() {
    for answer in [
        Outcome::RepliesAfter(900, status(4, false)),
        Outcome::Hangs,
        Outcome::RepliesAfter(900, code("100-006")),
    ] {
        let mut shift = idle();
        shift.next.push_back(answer);
        shift.run_to_next_request();
        shut_down(&mut shift);
        shift.run(20_000);
        assert_signed_out(&shift, Source::Host);
        assert_eq!(shift.view().notice.unwrap().cause, None);
    }
}

#[test]
fn a_sync_from_before_the_sign_out_counts_as_sent() {
    let mut shift = Shift::opened(in_call(&json!({})), status(4, false));
    shut_down(&mut shift);
    shift.run(10_000);
    assert_signed_out(&shift, Source::Host);
    shift.source_holds(Some(session("41001", "guid-2")));
    shift.run(10_000);
    assert_eq!(shift.connection(), Connection::Live);
    assert_eq!(shift.syncs(), 1);
}

#[test]
fn a_new_session_after_the_sign_out_is_taken_up_and_its_first_answer_decides() {
    for state in [4, 3, 7] {
        let mut shift = talking();
        shut_down(&mut shift);
        shift.run(60_000);
        shift.source_holds(Some(session("41001", "guid-2")));
        shift.always(Outcome::Hangs);
        shift.run(2_100);
        let badge = shift.view().badge;
        assert!(!badge.fresh, "nothing is live before an answer");
        assert_eq!(shift.connection(), Connection::Connecting);
        shift.run(10_000);
        shift.polls_say(state, state == 7);
        shift.run(7_500);
        assert_eq!(shift.connection(), Connection::Live);
        assert!(shift.view().badge.fresh);
        let polled = shift.view().badge.state.unwrap();
        assert_ne!(polled, AgentState::SignedOut);
        assert_eq!(shift.syncs(), 1);
    }
}

#[test]
fn a_new_session_whose_first_polls_fail_is_asked_for_at_the_usual_pace() {
    let mut shift = talking();
    shut_down(&mut shift);
    shift.chance = 0;
    shift.always(crate::support::answers::response(500, ""));
    shift.source_holds(Some(session("41001", "guid-2")));
    let from = shift.sent.len();
    shift.run(10_000);
    assert!(
        shift.sent.len() - from >= 3,
        "not as seldom as for one who is signed out"
    );
}

#[test]
fn an_agent_who_is_said_not_to_be_signed_in_is_asked_for_once_more() {
    let mut shift = talking();
    shift.always(code("100-006"));
    let from = shift.sent.len();
    shift.run_to_next_reply();
    assert_eq!(shift.connection(), Connection::Retrying);
    assert_eq!(shift.view().badge.state, Some(AgentState::Talking));
    assert_eq!(
        shift.view().notice,
        None,
        "the Guid's owner may only be late"
    );
    shift.run(60_000);
    assert_eq!(
        shift.pauses(from),
        [2_000 + crate::support::LATENCY],
        "two seconds later"
    );
    assert_signed_out(&shift, Source::Status);
}

#[test]
fn a_newer_guid_is_tried_before_the_agent_counts_as_signed_out() {
    let mut shift = talking();
    shift.next.push_back(code("100-006").into());
    shift.run_to_next_request();
    shift.source_holds(Some(session("41001", "guid-2")));
    shift.run(1_500);
    assert_eq!(shift.sent.last().unwrap().guid, "guid-2");
    assert_eq!(shift.connection(), Connection::Live);
    shift
        .next
        .extend([code("100-006").into(), code("100-006").into()]);
    shift.run(10_000);
    assert_signed_out(&shift, Source::Status);
}

#[test]
fn after_the_event_one_refusal_of_a_newer_guid_is_enough() {
    let mut shift = talking();
    shut_down(&mut shift);
    shift.always(code("100-006"));
    // The event poll's answer has brought a Guid together with the event.
    shift.source_holds(Some(session("41001", "guid-2")));
    let sent = shift.sent.len();
    shift.run(60_000);
    assert_eq!(shift.sent.len(), sent + 1);
    assert_signed_out(&shift, Source::Status);
}

#[test]
fn a_session_that_was_over_at_load_says_so() {
    for end in ["100-006", "100-008", "107-000"] {
        let mut shift = Shift::opened(code(end), code(end));
        shift.run(20_000);
        assert_signed_out(&shift, Source::Sync);
        shift.on_sync = in_call(&json!({})).into();
        shift.polls_say(7, true);
        shift.source_holds(Some(session("41001", "guid-2")));
        shift.run(3_000);
        assert_eq!(shift.connection(), Connection::Live);
        assert_eq!(shift.view().call.stage, CallStage::AtLoad, "{end}");
    }
}

#[test]
fn what_the_portal_pushes_of_another_agent_signs_nobody_out() {
    let mut shift = idle();
    let event = json!({"eventType": "AgentOther_ShutdownService", "workNo": "41002",
        "content": {"loginTime": "1471585949806"}});
    shift.event(Event::Pushed(event.to_string()));
    shift.run(5_000);
    assert_eq!(shift.connection(), Connection::Live);
}

#[test]
fn an_event_that_is_older_than_a_good_answer_signs_nobody_out() {
    let mut shift = idle();
    shift.run(60_000);
    let content = json!({"loginTime": "1471585949806"});
    shift.push("AgentOther_ShutdownService", &content, Some(30_000));
    assert_eq!(shift.badge().0, Some(AgentState::Idle));
    shift.run(1_100);
    assert!(shift.forgotten.is_empty(), "the session is good");
    assert_eq!(shift.connection(), Connection::Live);
}

#[test]
fn why_the_agent_was_busy_is_forgotten_with_the_session() {
    let mut shift = idle();
    shift.push(
        "AgentState_SetNotReady_Success",
        &json!({"reason": 2}),
        Some(0),
    );
    assert!(shift.view().badge.reason.is_some());
    shut_down(&mut shift);
    shift.source = Some(session(AGENT, "guid-2"));
    shift.polls_say(3, false);
    shift.run(5_000);
    assert_eq!(shift.badge().0, Some(AgentState::Busy));
    assert_eq!(shift.view().badge.reason, None);
}
