//! What the gateway's own pages say of the order of events, played as it stands there.

use crate::support::answers::status;
use crate::support::pushed::{host, idle, text};
use crate::support::wire::{MAIN, agent_event, on_the_documented_call};
use crate::support::{Shift, answers::at_sign_in};
use cec_agent_panel_core::desk::CallStage;
use cec_agent_panel_core::field::Field;
use cec_agent_panel_core::gateway::AgentState;
use serde_json::{Value, json};

/// The ID of the second call.
const SECOND: &str = "1456403570-17";

fn call(id: &str, kind: &str) -> Value {
    json!({
        "caller": "10086", "callid": id, "called": "70092", "feature": "0", "type": kind,
        "mediaAbility": "1",
    })
}

fn alerting(id: &str, phone: &str) -> Value {
    json!({"callid": id, "otherPhoneWorkno": "", "otherPhone": phone, "type": "main"})
}

#[test]
fn a_call_that_waits_for_the_answer_is_no_call_out_when_the_caller_hears_it_ring() {
    // `cec_05_1426`: ringing, then the called party rings, then the talk.
    for first in ["AgentEvent_Ringing", "AgentEvent_Auto_Answer"] {
        let mut shift = idle();
        shift.polls_say(7, true);
        agent_event(&mut shift, "AgentState_Busy", &Value::Null);
        agent_event(&mut shift, first, &call(MAIN, "main"));
        let waiting = shift.badge();
        agent_event(
            &mut shift,
            "AgentEvent_Customer_Alerting",
            &alerting(MAIN, "70092"),
        );
        assert_eq!(shift.badge(), waiting, "{first}");
        assert_eq!(shift.view().call.party(), Some("10086"));
        agent_event(&mut shift, "AgentEvent_Talking", &call(MAIN, "main"));
        assert_eq!(shift.badge(), host(AgentState::Talking));
    }
}

#[test]
fn the_agents_own_call_out_is_one_after_the_phone_has_rung() {
    // `cec_05_4029`: busy, the agent's phone, then the customer's.
    let mut shift = idle();
    agent_event(&mut shift, "AgentState_Busy", &Value::Null);
    agent_event(&mut shift, "AgentOther_PhoneAlerting", &Value::Null);
    agent_event(
        &mut shift,
        "AgentEvent_Customer_Alerting",
        &alerting(MAIN, "70092"),
    );
    assert_eq!(shift.badge(), host(AgentState::OutboundCall));
}

#[test]
fn a_colleagues_call_out_that_is_transferred_here_rings_until_it_is_answered() {
    // A transfer does not change the type (`cec_07_0512`), and what rings waits for the agent's
    // answer (`cec_07_1234`).
    let mut shift = idle();
    let mut ringing = call(MAIN, "main");
    ringing["feature"] = json!("7");
    ringing["transfer"] = json!("yes");
    agent_event(&mut shift, "AgentEvent_Ringing", &ringing);
    agent_event(
        &mut shift,
        "AgentEvent_Customer_Alerting",
        &alerting(MAIN, "49999"),
    );
    assert_eq!(shift.badge(), host(AgentState::Ringing));
    assert_eq!(shift.view().call.party(), Some("70092"));
}

#[test]
fn who_is_asked_for_help_talks_as_soon_as_the_gateway_says_so() {
    // `type` of `cec_07_0513` and `cec_07_1355`: the helper's call is an assistant one.
    for first in ["AgentEvent_Ringing", "AgentEvent_Auto_Answer"] {
        let mut shift = idle();
        shift.polls_say(7, true);
        agent_event(&mut shift, first, &call(SECOND, "assistant"));
        agent_event(&mut shift, "AgentEvent_Talking", &call(SECOND, "assistant"));
        assert_eq!(shift.badge(), host(AgentState::Talking), "{first}");
        shift.run(20_000);
        assert_eq!(shift.badge(), host(AgentState::Talking), "{first}");
        assert_eq!(shift.view().call.party(), Some("10086"));
    }
}

/// The customer, the agent and a helper are in one conference, as `cec_07_1358` tells it.
fn three() -> Shift {
    let mut shift = on_the_documented_call();
    agent_event(
        &mut shift,
        "AgentEvent_Customer_Alerting",
        &alerting(SECOND, "70093"),
    );
    let content = json!({"callid": SECOND, "partner": "10086, 70093"});
    agent_event(&mut shift, "AgentEvent_Conference", &content);
    shift.run(2_000);
    shift
}

#[test]
fn of_three_the_agent_talks_with_who_is_left() {
    // `cec_05_1435` and `cec_07_1364`.
    for id in [MAIN, SECOND] {
        for (gone, left) in [("70093", "10086"), ("10086", "70093")] {
            let mut shift = three();
            assert_eq!(shift.badge(), host(AgentState::ThreeParty));
            let content = json!({"callid": id, "number": gone});
            agent_event(&mut shift, "AgentEvent_Customer_Release", &content);
            shift.run(20_000);
            assert_eq!(shift.badge(), host(AgentState::Talking), "{gone} of {id}");
            let numbers = [Field::Caller, Field::Called].map(|field| text(&shift, field));
            assert!(numbers.contains(&Some(left.to_owned())), "{gone} of {id}");
            assert!(!numbers.contains(&Some(gone.to_owned())), "{gone} of {id}");
        }
    }
}

#[test]
fn the_customer_does_not_stay_on_the_card_of_whom_the_agent_goes_on_with() {
    // Nobody has told of the other one's own call.
    let mut shift = on_the_documented_call();
    let content = json!({"callid": MAIN, "partner": "10086, 70093"});
    agent_event(&mut shift, "AgentEvent_Conference", &content);
    shift.run(2_000);
    let content = json!({"callid": MAIN, "number": "10086"});
    agent_event(&mut shift, "AgentEvent_Customer_Release", &content);
    shift.run(20_000);
    assert_eq!(shift.badge(), host(AgentState::Talking));
    assert_eq!(shift.view().call.stage, CallStage::Undescribed);
    assert_eq!(text(&shift, Field::Caller), None);
}

#[test]
fn a_call_is_back_from_a_self_service_flow() {
    // `cec_07_0517`, whose content is the call's ID.
    let mut shift = on_the_documented_call();
    agent_event(&mut shift, "AgentEvent_Hold", &json!(MAIN));
    agent_event(
        &mut shift,
        "AgentEvent_ReturnFromIvr",
        &json!("1456403570-18"),
    );
    assert_eq!(shift.badge(), host(AgentState::Hold), "another call");
    agent_event(&mut shift, "AgentEvent_ReturnFromIvr", &json!(MAIN));
    assert_eq!(shift.badge(), host(AgentState::Talking));
    shift.run(20_000);
    assert_eq!(shift.badge(), host(AgentState::Talking));
}

#[test]
fn a_recording_is_played_outside_of_a_call_and_in_one() {
    // `cec_05_4050`.
    let mut shift = idle();
    shift.polls_say(7, true);
    agent_event(&mut shift, "AgentState_Busy", &Value::Null);
    agent_event(&mut shift, "AgentMediaEvent_Play", &Value::Null);
    assert_eq!(shift.badge(), host(AgentState::Playback));
    shift.run(20_000);
    assert_eq!(shift.badge(), host(AgentState::Playback));
    shift.polls_say(4, false);
    agent_event(&mut shift, "AgentState_Ready", &Value::Null);
    agent_event(
        &mut shift,
        "AgentMediaEvent_StopPlayDone",
        &json!({"cause": 0}),
    );
    shift.run(8_000);
    assert_eq!(shift.badge().0, Some(AgentState::Idle));
    // `cec_05_4051`.
    let mut shift = on_the_documented_call();
    agent_event(&mut shift, "AgentMediaEvent_Play", &Value::Null);
    assert_eq!(shift.badge(), host(AgentState::Playback));
    agent_event(
        &mut shift,
        "AgentMediaEvent_StopPlayDone",
        &json!({"cause": 1}),
    );
    assert_eq!(shift.badge(), host(AgentState::Talking));
    assert_eq!(text(&shift, Field::CallId).unwrap(), MAIN);
}

#[test]
fn an_invitation_to_a_conference_rings() {
    // `cec_07_0563`.
    let invitation = json!({"confId": 1_031_168});
    let mut shift = idle();
    shift.polls_say(7, true);
    agent_event(&mut shift, "AgentConf_Ringing", &invitation);
    assert_eq!(shift.badge(), host(AgentState::Ringing));
    shift.run(2_000);
    assert_eq!(shift.view().call.stage, CallStage::Undescribed);
    // `cec_07_0561`.
    agent_event(&mut shift, "AgentConf_SelfJoinResult", &invitation);
    assert_eq!(shift.badge(), host(AgentState::Talking));
    // In a call it is nothing of that.
    let mut shift = on_the_documented_call();
    agent_event(&mut shift, "AgentConf_Ringing", &invitation);
    assert_eq!(shift.badge(), host(AgentState::Talking));
}

#[test]
fn a_call_that_takes_the_agent_has_a_second_name() {
    // `cec_07_0524`.
    let mut shift = Shift::recovered(at_sign_in(), status(4, false));
    shift.run(4_000);
    agent_event(&mut shift, "AgentEvent_Agent_Occupyed", &Value::Null);
    assert_eq!(shift.badge(), host(AgentState::Occupied));
}
