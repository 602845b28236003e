//! Text and video sessions beside a voice call: nothing of them is taken for the call.

use crate::support::Shift;
use crate::support::answers::{code, status};
use crate::support::pushed::{host, idle, text};
use crate::support::wire::{MAIN, agent_event, on_the_documented_call};
use cec_agent_panel_core::desk::CallStage;
use cec_agent_panel_core::field::Field;
use cec_agent_panel_core::gateway::AgentState;
use serde_json::{Value, json};

/// The ID of the session.
const CHAT: &str = "1456402400-21";

/// All that a session can send, from its beginning to its end.
fn session(medium: &Value) -> Vec<(&'static str, Value)> {
    let mut call = json!({
        "caller": "visitor", "callid": CHAT, "called": "41001", "feature": "0", "type": "main",
    });
    for (field, value) in medium.as_object().unwrap() {
        call[field] = value.clone();
    }
    vec![
        ("AgentEvent_Incoming_CallInfo", call.clone()),
        ("AgentOther_PhoneAlerting", call.clone()),
        ("AgentEvent_Ringing", call.clone()),
        ("AgentEvent_Auto_Answer", call.clone()),
        ("AgentEvent_Talking", call.clone()),
        ("AgentEvent_Customer_Alerting", call.clone()),
        ("AgentEvent_Hold", json!(CHAT)),
        (
            "AgentEvent_Conference",
            json!({"callid": CHAT, "partner": "1,2"}),
        ),
        (
            "AgentMediaEvent_Record",
            json!({"recordID": "r", "callId": CHAT}),
        ),
        (
            "AgentEvent_TransOutResult",
            json!({"result": 0, "callId": CHAT}),
        ),
        ("AgentEvent_No_Answer", json!(CHAT)),
        (
            "AgentEvent_Customer_Release",
            json!({"callid": CHAT, "number": "visitor"}),
        ),
        (
            "AgentEvent_AbandonCall",
            json!({"callId": CHAT, "caller": "visitor"}),
        ),
        ("AgentEvent_Call_Release", json!(CHAT)),
    ]
}

fn media() -> [Value; 6] {
    [
        json!({"mediaAbility": "5"}),
        json!({"mediaAbility": 6}),
        json!({"mediaType": "51"}),
        json!({"mediaType": 53}),
        json!({"mediaAbility": "5", "mediaType": "51"}),
        json!({"mediaType": 1}),
    ]
}

#[test]
fn no_event_of_a_session_touches_the_voice_call() {
    let ringing = || {
        let mut shift = idle();
        shift.push_call("AgentEvent_Ringing", MAIN);
        shift
    };
    let held = || {
        let mut shift = on_the_documented_call();
        agent_event(&mut shift, "AgentEvent_Hold", &json!(MAIN));
        shift
    };
    let ended = || {
        let mut shift = on_the_documented_call();
        shift.polls_say(5, false);
        agent_event(&mut shift, "AgentEvent_Call_Release", &json!(MAIN));
        shift.push_state("AgentState_Work");
        shift
    };
    let begins: [&dyn Fn() -> Shift; 4] = [&ringing, &on_the_documented_call, &held, &ended];
    for medium in media() {
        for begin in begins {
            let mut shift = begin();
            let before = shift.view();
            for (name, content) in session(&medium) {
                agent_event(&mut shift, name, &content);
                assert_eq!(shift.view(), before, "{name} of {medium}");
            }
        }
    }
}

#[test]
fn an_agent_with_a_session_alone_is_on_no_call() {
    for order in [[0, 1], [1, 0]] {
        let mut shift = idle();
        let events = session(&json!({"mediaAbility": "5"}));
        let events = [("AgentState_Busy", Value::Null), events[2].clone()];
        for place in order {
            agent_event(&mut shift, events[place].0, &events[place].1);
        }
        shift.polls_say(7, true);
        shift.run(10_000);
        assert_eq!(shift.view().call.stage, CallStage::None);
        assert_eq!(shift.badge().0, Some(AgentState::Occupied));
        // A voice call comes, and goes before the session does.
        shift.push_call("AgentEvent_Ringing", MAIN);
        shift.push_call("AgentEvent_Talking", MAIN);
        assert_eq!(shift.badge(), host(AgentState::Talking));
        assert_eq!(text(&shift, Field::Caller).unwrap(), "10086");
        agent_event(&mut shift, "AgentEvent_Call_Release", &json!(MAIN));
        assert!(matches!(shift.view().call.stage, CallStage::Ended(_)));
        shift.run(10_000);
        assert!(
            matches!(shift.view().call.stage, CallStage::Ended(_)),
            "the session goes on"
        );
        shift.polls_say(4, false);
        agent_event(&mut shift, "AgentEvent_Call_Release", &json!(CHAT));
        shift.run(5_000);
        assert_eq!(shift.badge().0, Some(AgentState::Idle));
        // A call that is only seen by polls is one again.
        shift.polls_say(7, true);
        shift.run(6_000);
        assert_eq!(shift.view().call.stage, CallStage::Undescribed);
    }
}

#[test]
fn a_call_that_gains_a_picture_stays_the_call() {
    let mut shift = on_the_documented_call();
    let content = json!({"callid": MAIN, "mediaAbility": "6", "type": "main"});
    agent_event(&mut shift, "AgentEvent_Talking", &content);
    agent_event(&mut shift, "AgentEvent_Call_Release", &json!(MAIN));
    assert!(matches!(shift.view().call.stage, CallStage::Ended(_)));
}

#[test]
fn a_video_call_is_a_call() {
    for medium in [
        json!({"mediaAbility": "2"}),
        json!({"mediaAbility": "3", "mediaType": "5"}),
        json!({"mediaType": 19}),
    ] {
        let mut shift = idle();
        let (name, content) = session(&medium)[2].clone();
        agent_event(&mut shift, name, &content);
        assert_eq!(shift.badge(), host(AgentState::Ringing), "{medium}");
        assert_eq!(text(&shift, Field::CallId).unwrap(), CHAT);
    }
}

#[test]
fn a_session_does_not_hide_a_call_that_was_there_before_anybody_looked() {
    let mut shift = Shift::recovered(code("100-007"), status(7, true));
    let (name, content) = session(&json!({"mediaAbility": "5"}))[0].clone();
    shift.push(name, &content, None);
    shift.run(6_000);
    assert_eq!(shift.view().badge.state, Some(AgentState::Talking));
    assert_eq!(shift.view().call.stage, CallStage::Undescribed);
}
