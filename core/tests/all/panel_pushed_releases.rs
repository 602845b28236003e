//! Pushed events that end a call, and those that only seem to.

use crate::support::Shift;
use crate::support::answers::{code, status};
use crate::support::pushed::{CALL, exactly, host, idle, on_a_pushed_call, text};
use cec_agent_panel_core::desk::CallStage;
use cec_agent_panel_core::field::Field;
use cec_agent_panel_core::gateway::AgentState;
use cec_agent_panel_core::link::Reply;
use cec_agent_panel_core::view::Timer;
use serde_json::{Value, json};

#[test]
fn the_content_of_a_release_may_be_the_bare_id() {
    for content in [
        json!(CALL),
        json!({"callID": CALL}),
        json!("{\"callid\":\"1566636217-38\"}"),
    ] {
        let mut shift = on_a_pushed_call();
        shift.push("AgentEvent_Call_Release", &content, Some(0));
        assert!(
            matches!(shift.view().call.stage, CallStage::Ended(_)),
            "{content}"
        );
    }
}

#[test]
fn after_a_release_the_badge_is_of_the_past_and_the_next_poll_tells_what_follows() {
    let mut shift = on_a_pushed_call();
    let sent = shift.sent.len();
    shift.polls_say(5, false);
    shift.push("AgentEvent_Call_Release", &json!(CALL), Some(0));
    let released = shift.at;
    let view = shift.view();
    assert_eq!(view.badge.state, Some(AgentState::Talking));
    assert!(!view.badge.fresh);
    assert_eq!(view.badge.as_of, Some(shift.wall()));
    assert!(matches!(view.call.stage, CallStage::Ended(_)));
    assert_eq!(view.call_time, exactly(6), "the gateway told both ends");
    shift.run(1_000);
    assert_eq!(shift.badge().0, Some(AgentState::WrapUp));
    assert!(shift.badge().2);
    assert!(shift.sent[sent].at - released <= 1_000, "no waiting");
    assert!(matches!(
        shift.view().badge_time,
        Timer::Elapsed { about: true, .. }
    ));
    assert!(matches!(shift.view().call.stage, CallStage::Ended(_)));
    assert_eq!(shift.view().call_time, exactly(6), "it stands still");
}

#[test]
fn a_release_makes_no_state_newer_that_nobody_has_seen_for_long() {
    let mut shift = on_a_pushed_call();
    shift.always(Reply::NoResponse);
    shift.run(200_000);
    // The agent may have held the call and gone on meanwhile.
    shift.push_call("AgentEvent_Call_Release", CALL);
    assert_eq!(shift.badge(), (None, None, false));
    assert!(matches!(shift.view().call.stage, CallStage::Ended(_)));
}

#[test]
fn a_release_makes_no_state_newer_that_a_poll_has_contradicted() {
    let mut shift = on_a_pushed_call();
    shift.polls_say(4, false);
    shift.run_to_next_reply();
    assert_eq!(shift.badge(), host(AgentState::Talking));
    shift.push_call("AgentEvent_Call_Release", CALL);
    let after = shift.view().badge;
    assert_eq!(after.state, Some(AgentState::Talking));
    assert!(after.as_of.unwrap() < shift.wall());
    assert!(!after.fresh);
}

#[test]
fn release_and_wrap_up_lead_to_the_same_in_either_order() {
    let release = |shift: &mut Shift| shift.push("AgentEvent_Call_Release", &json!(CALL), Some(0));
    let work = |shift: &mut Shift| shift.push_state("AgentState_Work");
    for first in [true, false] {
        let mut shift = on_a_pushed_call();
        if first {
            release(&mut shift);
            work(&mut shift);
        } else {
            work(&mut shift);
            release(&mut shift);
        }
        assert_eq!(shift.badge(), host(AgentState::WrapUp));
        assert!(matches!(shift.view().call.stage, CallStage::Ended(_)));
        assert_eq!(shift.view().call_time, exactly(6));
        shift.polls_say(5, false);
        shift.run(9_000);
        assert_eq!(shift.badge(), host(AgentState::WrapUp));
        assert_eq!(shift.view().badge_time, exactly(9));
    }
}

#[test]
fn a_release_of_another_call_ends_nothing() {
    let mut shift = on_a_pushed_call();
    let before = (shift.badge(), shift.view().call);
    let sent = shift.sent.len();
    shift.push("AgentEvent_Call_Release", &json!("1566640000-9"), Some(0));
    assert_eq!((shift.badge(), shift.view().call), before);
    shift.run(1_000);
    assert!(shift.sent.len() > sent, "but a poll looks");
}

#[test]
fn a_release_that_may_be_of_another_call_puts_the_state_in_doubt() {
    let mut shift = Shift::opened(code("100-007"), status(7, true));
    shift.run(5_000);
    assert_eq!(shift.view().call.stage, CallStage::Undescribed);
    shift.push("AgentEvent_Call_Release", &json!(CALL), None);
    assert_eq!(shift.view().call.stage, CallStage::Undescribed);
    assert!(!shift.badge().2);
    shift.run(1_100);
    assert!(shift.badge().2, "the poll knows that there is a call still");
}

#[test]
fn while_a_call_is_in_doubt_what_comes_after_it_is_nothing_to_wait_for() {
    for name in [
        "AgentState_SetRest_Success",
        "AgentState_CancelRest_Success",
        "AgentState_SetNotReady_Success",
        "AgentState_CancelNotReady_Success",
    ] {
        let mut shift = Shift::opened(code("100-007"), status(9, true));
        shift.run(5_000);
        shift.push("AgentEvent_Call_Release", &json!(CALL), None);
        let before = (shift.badge(), shift.view().pending);
        shift.push(name, &Value::Null, None);
        assert_eq!((shift.badge(), shift.view().pending), before, "{name}");
    }
}

#[test]
fn the_other_side_may_leave_a_call_that_goes_on() {
    let mut shift = on_a_pushed_call();
    shift.push_call("AgentEvent_Conference", CALL);
    shift.push(
        "AgentEvent_Customer_Release",
        &json!({"callid": CALL, "number": "10086"}),
        None,
    );
    assert_eq!(shift.view().call.stage, CallStage::Live);
    assert!(!shift.badge().2, "in doubt");
    shift.run(1_100);
    assert_eq!(
        shift.badge(),
        host(AgentState::ThreeParty),
        "the poll says so"
    );
    shift.polls_say(5, false);
    shift.push(
        "AgentEvent_Customer_Release",
        &json!({"callid": CALL, "number": "555"}),
        None,
    );
    shift.run(1_100);
    assert_eq!(
        shift.badge().0,
        Some(AgentState::WrapUp),
        "one poll is enough"
    );
    assert!(matches!(shift.view().call.stage, CallStage::Ended(_)));
}

#[test]
fn what_nobody_answered_is_over_and_what_is_talked_on_is_not() {
    for name in [
        "AgentEvent_AbandonCall",
        "AgentEvent_No_Answer",
        "AgentEvent_Call_Out_Fail",
        "AgentEvent_Inside_Call_Fail",
        "AgentEvent_Connect_Fail",
    ] {
        for content in [json!(CALL), Value::Null] {
            let mut shift = idle();
            shift.push_call("AgentEvent_Ringing", CALL);
            shift.push(name, &content, Some(0));
            assert!(
                matches!(shift.view().call.stage, CallStage::Ended(_)),
                "{name}"
            );
            assert!(!shift.badge().2);
            assert_eq!(shift.view().call_time, Timer::None, "nobody talked");
            let mut shift = on_a_pushed_call();
            shift.push(name, &content, Some(0));
            assert_eq!(shift.view().call.stage, CallStage::Live, "{name}");
            assert!(!shift.badge().2, "{name} puts it in doubt");
        }
    }
}

#[test]
fn a_lost_release_does_not_bring_an_old_call_back() {
    let mut shift = on_a_pushed_call();
    let next = json!({"callid": "1566640000-3", "caller": "555", "type": "main"});
    shift.push("AgentEvent_Ringing", &next, Some(0));
    shift.push("AgentEvent_Talking", &next, Some(0));
    shift.push("AgentEvent_Call_Release", &json!("1566640000-3"), Some(0));
    assert!(matches!(shift.view().call.stage, CallStage::Ended(_)));
    assert_eq!(text(&shift, Field::Caller).unwrap(), "555");
}

#[test]
fn a_call_that_waits_is_forgotten_with_the_last_poll_of_it() {
    let mut shift = on_a_pushed_call();
    shift.push_call("AgentEvent_Hold", CALL);
    shift.push(
        "AgentEvent_Talking",
        &json!({"callid": "1566640000-2"}),
        Some(0),
    );
    shift.polls_say(4, false);
    shift.run(6_000);
    assert_eq!(shift.badge().0, Some(AgentState::Idle));
    shift.push_call("AgentEvent_Ringing", "1566640000-3");
    shift.push("AgentEvent_Call_Release", &json!("1566640000-3"), Some(0));
    assert!(matches!(shift.view().call.stage, CallStage::Ended(_)));
    assert_eq!(text(&shift, Field::CallId).unwrap(), "1566640000-3");
}
