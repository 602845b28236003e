//! Pushed events beside the sync and the session, and what is ignored.

use crate::support::answers::{at_sign_in, code, in_call, status};
use crate::support::pushed::{CALL, exactly, host, idle, is_about, on_a_pushed_call, text};
use crate::support::{AGENT, LATENCY, Outcome, Shift, session};
use cec_agent_panel_core::desk::Ignored;
use cec_agent_panel_core::desk::{Pending, Source};
use cec_agent_panel_core::diagnostics::Fact;
use cec_agent_panel_core::field::Field;
use cec_agent_panel_core::gateway::{AgentState, EventRefusal};
use cec_agent_panel_core::panel::Event;
use cec_agent_panel_core::settings::Settings;
use serde_json::{Value, json};

#[test]
fn a_sync_that_is_answered_after_a_push_is_taken_and_a_later_push_wins() {
    let mut shift = Shift::opened(in_call(&json!({"state": 11})), status(7, true));
    shift.push("AgentState_Ready", &Value::Null, None);
    assert_eq!(shift.badge(), host(AgentState::Idle));
    shift.run(LATENCY);
    assert_eq!(
        shift.badge(),
        (Some(AgentState::Hold), Some(Source::Sync), true)
    );
    assert_eq!(text(&shift, Field::Caller).unwrap(), "13800138000");
    shift.push_call("AgentEvent_Talking", CALL);
    assert_eq!(shift.badge(), host(AgentState::Talking));
    shift.run(4_000);
    assert_eq!(shift.badge(), host(AgentState::Talking));
    assert_eq!(shift.view().call_time, exactly(94));
}

#[test]
fn after_a_sync_that_a_push_has_overtaken_a_poll_comes_at_once() {
    let mut shift = Shift::new(Settings::default());
    shift.on_sync = Outcome::RepliesAfter(5_000, at_sign_in());
    shift.polls_say(7, true);
    shift.start();
    shift.run(4_900);
    shift.push("AgentEvent_Talking", &json!({"callid": CALL}), None);
    shift.run(100);
    assert_eq!(shift.badge().1, Some(Source::Sync));
    shift.run(LATENCY);
    assert_eq!(shift.badge().0, Some(AgentState::Talking));
}

#[test]
fn by_a_sync_that_a_push_has_overtaken_no_event_of_two_meanings_is_read() {
    for (event, wrong) in [
        ("AgentState_SetRest_Success", AgentState::Rest),
        ("AgentState_SetNotReady_Success", AgentState::Busy),
    ] {
        let mut shift = Shift::new(Settings::default());
        shift.on_sync = Outcome::RepliesAfter(5_000, at_sign_in());
        shift.on_status = Outcome::Hangs;
        shift.start();
        shift.run(4_900);
        shift.push("AgentEvent_Talking", &json!({"callid": CALL}), None);
        shift.run(3_000);
        assert_eq!(shift.badge().1, Some(Source::Sync));
        shift.push_state(event);
        assert_ne!(shift.badge().0, Some(wrong), "{event}");
        shift.polls_say(7, true);
        shift.run(12_000);
        shift.push_state(event);
        assert!(matches!(shift.view().pending, Pending::Waiting(_)));
    }
}

#[test]
fn after_a_sync_that_failed_events_may_be_lost_and_those_of_two_meanings_are_not_read() {
    let mut shift = Shift::opened(code("100-007"), status(4, false));
    shift.run(6_000);
    shift.push("AgentState_Ready", &Value::Null, None);
    assert_eq!(shift.badge(), host(AgentState::Idle));
    shift.always(code("100-007"));
    shift.event(Event::RetrySync);
    shift.run(2_000);
    assert_eq!(shift.syncs(), 2);
    // The sync has emptied the queue, in which a call had begun.
    shift.push("AgentState_SetNotReady_Success", &Value::Null, None);
    assert_eq!(shift.badge().0, Some(AgentState::Idle));
    shift.polls_say(7, true);
    shift.run(20_000);
    assert_eq!(shift.badge().0, Some(AgentState::Talking));
}

#[test]
fn what_cannot_be_used_is_noted_and_changes_nothing() {
    let mut shift = on_a_pushed_call();
    let before = shift.view();
    let unknown = EventRefusal::UnknownType("AgentEvent_MessageData".to_owned());
    for (text, why) in [
        (
            r#"{"eventType":"AgentEvent_MessageData"}"#,
            Ignored::Refused(unknown),
        ),
        ("{", Ignored::Refused(EventRefusal::NotJson)),
        ("{}", Ignored::Refused(EventRefusal::NoEventType)),
        (
            r#"{"eventType":"AgentState_Ready","workNo":"41002"}"#,
            Ignored::OtherAgent,
        ),
    ] {
        let known = shift.facts().len();
        shift.push_text(text);
        shift.push_text(text);
        assert_eq!(shift.view(), before, "{text}");
        assert_eq!(
            shift.facts()[known..],
            [Fact::PushIgnored(why)],
            "noted once"
        );
    }
    let known = shift.facts().len();
    shift.push_text(r#"{"message":"","retcode":"0"}"#);
    assert_eq!(shift.facts().len(), known, "an empty poll of the portal");
}

#[test]
fn a_lost_field_is_noted_and_the_event_taken() {
    let mut shift = idle();
    shift.push(
        "AgentEvent_Ringing",
        &json!({"callid": CALL, "feature": []}),
        None,
    );
    assert_eq!(shift.badge(), host(AgentState::Ringing));
    assert!(matches!(shift.facts()[..], [Fact::LostInEvent(_)]));
}

#[test]
fn nothing_is_pushed_onto_a_panel_without_a_session() {
    let mut shift = Shift::new(Settings::default());
    shift.source_holds(None);
    shift.start();
    shift.push("AgentState_Ready", &Value::Null, None);
    shift.command(30);
    assert_eq!(shift.badge(), (None, None, false));
    assert_eq!(shift.view().command, None);
    assert_eq!(shift.facts(), [Fact::PushIgnored(Ignored::NobodySignedIn)]);
    // Nor does one agent inherit what was pushed for another.
    let mut shift = on_a_pushed_call();
    shift.source_holds(Some(session("41002", "guid-2")));
    shift.event(Event::SessionRead(shift.source.clone()));
    assert_eq!(shift.badge(), (None, None, false));
    shift.push_call("AgentEvent_Hold", CALL);
    assert_eq!(shift.badge(), (None, None, false), "it is about {AGENT}");
}

#[test]
fn while_the_session_is_expired_a_push_is_shown_and_not_as_live() {
    let mut shift = idle();
    shift.always(code("100-008"));
    shift.run(4_000);
    let (sent, looks) = (shift.sent.len(), shift.looks.len());
    shift.push_call("AgentEvent_Ringing", CALL);
    let badge = shift.view().badge;
    assert_eq!(
        (badge.state, badge.fresh),
        (Some(AgentState::Ringing), false)
    );
    for _ in 0..50 {
        shift.push("AgentEvent_Call_Release", &json!(CALL), None);
        shift.run(200);
    }
    assert_eq!(shift.sent.len(), sent, "nothing is asked");
    assert!(shift.looks.len() - looks <= 6, "nor looked at more often");
}

#[test]
fn an_agent_who_signs_in_again_is_polled_at_once() {
    let mut shift = Shift::recovered(at_sign_in(), status(2, false));
    shift.run(4_000);
    assert_eq!(shift.badge().0, Some(AgentState::SignedOut));
    let sent = shift.sent.len();
    shift.polls_say(4, false);
    shift.push_state("AgentState_Ready");
    shift.run(1_000);
    assert!(shift.sent.len() > sent);
    shift.run(9_000);
    assert!(shift.sent.len() >= sent + 3, "as often as usual");
}

#[test]
fn a_pushed_state_needs_no_sync_that_was_lost() {
    let mut shift = Shift::opened(code("100-007"), code("100-007"));
    shift.run(3_000);
    shift.push(
        "AgentEvent_Ringing",
        &json!({"callid": CALL}),
        Some(0).filter(|_| false),
    );
    assert_eq!(shift.badge(), host(AgentState::Ringing));
    shift.push("AgentEvent_Talking", &json!({"callid": CALL}), None);
    assert!(is_about(shift.view().call_time, 0, 1));
}
