//! Help and conferences: who else is on the customer's call, and that it stays the customer's.

use crate::support::Shift;
use crate::support::answers::{in_call, status};
use crate::support::pushed::{exactly, host, text};
use crate::support::second_party::{
    HELP, OWN, alerting, helper_talks, main_talks, shows_the_customer, somebody_rings,
};
use crate::support::wire::{MAIN, agent_event, on_the_documented_call};
use cec_agent_panel_core::desk::CallStage;
use cec_agent_panel_core::field::Field;
use cec_agent_panel_core::gateway::AgentState;
use cec_agent_panel_core::view::Timer;
use serde_json::{Value, json};

/// The customer waits, and the agent talks with a helper.
fn helped_by_two() -> Shift {
    let mut shift = somebody_rings(true);
    agent_event(&mut shift, "AgentEvent_Talking", &helper_talks());
    shift.run(2_000);
    shift
}

/// The customer, the agent and a helper are in one conference.
fn helped_by_three() -> Shift {
    let mut shift = somebody_rings(false);
    let content = json!({"callid": HELP, "partner": "10086,50009"});
    agent_event(&mut shift, "AgentEvent_Conference", &content);
    shift.run(2_000);
    shift
}

#[test]
fn a_conference_is_the_customers_call_with_its_partners() {
    let content = json!({"callid": HELP, "partner": "10086,50009"});
    for name in ["AgentEvent_Conference", "AgentEvent_JoinConf"] {
        let mut shift = on_the_documented_call();
        agent_event(&mut shift, name, &content);
        assert_eq!(shift.badge(), host(AgentState::ThreeParty));
        shows_the_customer(&shift, 5);
        assert_eq!(text(&shift, Field::Partner).unwrap(), "10086,50009");
        shift.run(60_000);
        assert_eq!(shift.badge(), host(AgentState::ThreeParty), "polls say 7");
        shows_the_customer(&shift, 65);
    }
    // The sync has described the call.
    let mut shift = Shift::recovered(in_call(&json!({})), status(7, true));
    shift.run(4_000);
    agent_event(&mut shift, "AgentEvent_Conference", &content);
    assert_eq!(text(&shift, Field::Caller).unwrap(), "13800138000");
    assert_eq!(text(&shift, Field::Partner).unwrap(), "10086,50009");
}

#[test]
fn partners_are_told_apart_however_the_gateway_writes_the_list() {
    // `cec_07_1358` has a space behind the comma.
    for partner in ["10086, a50009", "10086 ,50009", "10086,A50009"] {
        let mut shift = on_the_documented_call();
        let content = json!({"callid": HELP, "partner": partner});
        agent_event(&mut shift, "AgentEvent_Conference", &content);
        assert_eq!(text(&shift, Field::Partner).unwrap(), "10086,50009");
    }
}

#[test]
fn a_conference_of_which_nobody_knows_the_call_does_not_take_the_helps_id_for_its() {
    let mut shift = crate::support::pushed::idle();
    shift.polls_say(7, true);
    shift.run(4_000);
    let content = json!({"callid": HELP, "partner": "10086,50009"});
    agent_event(&mut shift, "AgentEvent_Conference", &content);
    assert_eq!(shift.badge(), host(AgentState::ThreeParty));
    assert_eq!(text(&shift, Field::Partner).unwrap(), "10086,50009");
    assert_eq!(text(&shift, Field::CallId), None);
    agent_event(&mut shift, "AgentEvent_Talking", &main_talks());
    assert_eq!(text(&shift, Field::CallId).unwrap(), MAIN);
}

#[test]
fn two_party_help_keeps_the_customers_call_on_the_card() {
    let mut shift = on_the_documented_call();
    agent_event(&mut shift, "AgentEvent_Hold", &json!(MAIN));
    assert_eq!(shift.badge(), host(AgentState::Hold));
    agent_event(
        &mut shift,
        "AgentEvent_Customer_Alerting",
        &alerting("assistant"),
    );
    assert_eq!(shift.badge(), host(AgentState::Hold), "no call out");
    assert_eq!(text(&shift, Field::Partner).unwrap(), "50009");
    shows_the_customer(&shift, 5);
    shift.run(3_000);
    agent_event(&mut shift, "AgentEvent_Talking", &helper_talks());
    assert_eq!(shift.badge(), host(AgentState::Talking));
    shows_the_customer(&shift, 8);
    assert_eq!(text(&shift, Field::Partner).unwrap(), "50009");
    assert_eq!(
        text(&shift, Field::HeldCall).unwrap(),
        MAIN,
        "the customer waits"
    );
    agent_event(&mut shift, "AgentEvent_Call_Release", &json!(HELP));
    assert_eq!(text(&shift, Field::Partner), None);
    agent_event(&mut shift, "AgentEvent_Talking", &main_talks());
    assert_eq!(shift.badge(), host(AgentState::Talking));
    assert_eq!(text(&shift, Field::HeldCall), None);
    shows_the_customer(&shift, 8);
}

#[test]
fn a_helper_is_told_by_the_leg_or_by_the_kind_of_call() {
    for content in [
        json!({"callid": HELP, "called": "50009", "feature": "51"}),
        json!({"callid": HELP, "called": "50009", "feature": 52, "type": "main"}),
        json!({"callid": HELP, "called": "50009", "type": "assistant"}),
    ] {
        let mut shift = on_the_documented_call();
        agent_event(&mut shift, "AgentEvent_Talking", &content);
        assert_eq!(shift.badge(), host(AgentState::Talking));
        shows_the_customer(&shift, 5);
        assert_eq!(text(&shift, Field::Partner).unwrap(), "50009", "{content}");
    }
}

#[test]
fn when_the_third_leaves_the_agent_is_back_with_the_customer() {
    for begin in [helped_by_two, helped_by_three] {
        let released = ("AgentEvent_Call_Release", json!(HELP));
        let left = (
            "AgentEvent_Customer_Release",
            json!({"callid": HELP, "number": "50009"}),
        );
        for (name, content) in [&released, &left] {
            let mut shift = begin();
            agent_event(&mut shift, name, content);
            agent_event(&mut shift, "AgentEvent_Talking", &main_talks());
            assert_eq!(shift.badge(), host(AgentState::Talking), "{name}");
            shows_the_customer(&shift, 7);
            assert_eq!(text(&shift, Field::Partner), None);
            // The talk's event was lost: a poll says that the agent is on a call.
            let mut shift = begin();
            agent_event(&mut shift, name, content);
            assert!(!shift.badge().2, "the customer may have gone before");
            shift.run(5_000);
            assert_eq!(shift.badge(), host(AgentState::Talking), "{name}");
            shows_the_customer(&shift, 12);
            // The customer had gone as well.
            let mut shift = begin();
            shift.polls_say(5, false);
            agent_event(&mut shift, name, content);
            shift.run(1_200);
            assert_eq!(shift.badge().0, Some(AgentState::WrapUp));
            assert!(matches!(shift.view().call.stage, CallStage::Ended(_)));
        }
    }
}

#[test]
fn when_the_agent_leaves_the_customers_call_is_the_last_call() {
    for begin in [helped_by_two, helped_by_three] {
        for also_the_helps in [false, true] {
            let mut shift = begin();
            shift.polls_say(5, false);
            agent_event(&mut shift, "AgentEvent_Call_Release", &json!(MAIN));
            if also_the_helps {
                agent_event(&mut shift, "AgentEvent_Call_Release", &json!(HELP));
            }
            shift.run(1_200);
            assert_eq!(shift.badge().0, Some(AgentState::WrapUp));
            assert!(matches!(shift.view().call.stage, CallStage::Ended(_)));
            assert_eq!(text(&shift, Field::Caller).unwrap(), "10086");
        }
    }
}

#[test]
fn when_the_customer_hangs_up_the_agent_may_go_on_with_the_helper() {
    let mut shift = helped_by_two();
    agent_event(&mut shift, "AgentEvent_Call_Release", &json!(MAIN));
    assert!(!shift.badge().2, "in doubt");
    shift.run(1_200);
    assert_eq!(shift.badge(), host(AgentState::Talking));
    assert_eq!(text(&shift, Field::CallId).unwrap(), HELP);
    assert_eq!(text(&shift, Field::Called).unwrap(), "50009");
    assert_eq!(text(&shift, Field::Caller), None, "the customer is gone");
    assert_eq!(shift.view().call_time, Timer::Unknown);
    shift.polls_say(4, false);
    agent_event(&mut shift, "AgentEvent_Call_Release", &json!(HELP));
    assert!(matches!(shift.view().call.stage, CallStage::Ended(_)));
}

#[test]
fn what_failed_leaves_an_agent_who_talks_where_they_were() {
    for name in [
        "AgentEvent_Consult_Fail",
        "AgentEvent_Connect_Fail",
        "AgentEvent_Call_Out_Fail",
        "AgentEvent_Inside_Call_Fail",
        "AgentEvent_No_Answer",
    ] {
        for rang in [false, true] {
            let mut shift = on_the_documented_call();
            if rang {
                let content = alerting("assistant");
                agent_event(&mut shift, "AgentEvent_Customer_Alerting", &content);
            }
            agent_event(&mut shift, name, &json!(HELP));
            assert_eq!(shift.badge(), host(AgentState::Talking), "{name}");
            assert_eq!(text(&shift, Field::Partner), None);
            shows_the_customer(&shift, 5);
        }
    }
}

#[test]
fn help_that_failed_takes_the_customer_back_from_hold_though_polls_cannot_say_so() {
    for name in [
        "AgentEvent_Consult_Fail",
        "AgentEvent_Connect_Fail",
        "AgentEvent_Inside_Call_Fail",
        "AgentEvent_No_Answer",
    ] {
        for rang in [None, Some("assistant"), Some("main")] {
            let mut shift = on_the_documented_call();
            agent_event(&mut shift, "AgentEvent_Hold", &json!(MAIN));
            if let Some(kind) = rang {
                shift.run(500);
                agent_event(&mut shift, "AgentEvent_Customer_Alerting", &alerting(kind));
            }
            shift.run(9_000);
            agent_event(&mut shift, name, &json!(HELP));
            shift.run(3_000);
            assert_eq!(shift.badge(), host(AgentState::Talking), "{name} {rang:?}");
            let seconds = if rang.is_some() { 17 } else { 17 - 1 };
            let time = shift.view().call_time;
            assert!(
                [exactly(seconds), exactly(seconds + 1)].contains(&time),
                "{time:?}"
            );
            assert_eq!(text(&shift, Field::Caller).unwrap(), "10086");
            assert_eq!(text(&shift, Field::Partner), None);
        }
    }
}

#[test]
fn a_consultation_may_fail_by_the_id_of_the_customers_call() {
    for content in [json!(MAIN), Value::Null] {
        let mut shift = on_the_documented_call();
        agent_event(&mut shift, "AgentEvent_Hold", &json!(MAIN));
        agent_event(&mut shift, "AgentEvent_Consult_Fail", &content);
        shift.run(3_000);
        assert_eq!(shift.badge(), host(AgentState::Talking));
        shows_the_customer(&shift, 8);
    }
}

#[test]
fn a_call_out_that_failed_leaves_the_customer_on_the_hold_that_the_agent_wanted() {
    let own = json!({"callid": OWN, "otherPhone": "13900000001", "type": "main"});
    for rang in [false, true] {
        let mut shift = on_the_documented_call();
        agent_event(&mut shift, "AgentEvent_Hold", &json!(MAIN));
        shift.run(8_000);
        if rang {
            agent_event(&mut shift, "AgentEvent_Customer_Alerting", &own);
        }
        agent_event(&mut shift, "AgentEvent_Call_Out_Fail", &json!(OWN));
        shift.run(60_000);
        assert_eq!(shift.badge(), host(AgentState::Hold));
        shows_the_customer(&shift, 73);
    }
}

#[test]
fn a_call_of_the_agents_own_while_the_customer_waits_comes_and_goes() {
    let mut shift = on_the_documented_call();
    agent_event(&mut shift, "AgentEvent_Hold", &json!(MAIN));
    shift.run(8_000);
    let alerting = json!({"callid": OWN, "otherPhone": "13900000001", "type": "main"});
    agent_event(&mut shift, "AgentEvent_Customer_Alerting", &alerting);
    let talking = json!({
        "caller": "41001", "callid": OWN, "called": "13900000001", "feature": "7",
        "type": "main",
    });
    agent_event(&mut shift, "AgentEvent_Talking", &talking);
    shift.run(4_000);
    assert_eq!(shift.badge(), host(AgentState::Talking));
    assert_eq!(text(&shift, Field::Called).unwrap(), "13900000001");
    assert_eq!(text(&shift, Field::Partner), None);
    assert_eq!(shift.view().call_time, exactly(4));
    agent_event(&mut shift, "AgentEvent_Hold", &json!(MAIN));
    assert_eq!(shift.badge(), host(AgentState::Talking), "that one waits");
    assert_eq!(text(&shift, Field::HeldCall).unwrap(), MAIN);
    agent_event(&mut shift, "AgentEvent_Call_Release", &json!(OWN));
    shift.run(1_200);
    assert_eq!(shift.badge(), host(AgentState::Hold), "as it was left");
    assert_eq!(text(&shift, Field::Caller).unwrap(), "10086");
    assert_eq!(text(&shift, Field::Partner), None);
    agent_event(&mut shift, "AgentEvent_Talking", &main_talks());
    assert_eq!(shift.badge(), host(AgentState::Talking));
    shows_the_customer(&shift, 18);
}

#[test]
fn a_second_party_that_rings_twice_or_late_changes_nothing_twice() {
    let mut shift = helped_by_two();
    agent_event(
        &mut shift,
        "AgentEvent_Customer_Alerting",
        &alerting("assistant"),
    );
    assert_eq!(shift.badge(), host(AgentState::Talking));
    assert_eq!(text(&shift, Field::Partner).unwrap(), "50009");
    shows_the_customer(&shift, 7);
    // The help call is held while the agent talks to the customer.
    agent_event(&mut shift, "AgentEvent_Hold", &json!(HELP));
    assert_eq!(shift.badge(), host(AgentState::Talking));
    shows_the_customer(&shift, 7);
}

#[test]
fn the_second_leg_of_a_call_that_nobody_described_is_no_call_of_the_agents_own() {
    for (name, content) in [
        ("AgentEvent_Customer_Alerting", alerting("assistant")),
        ("AgentEvent_Talking", helper_talks()),
    ] {
        for known in [true, false] {
            let mut shift = crate::support::pushed::idle();
            shift.polls_say(7, true);
            if known {
                shift.run(10_000);
            }
            agent_event(&mut shift, name, &content);
            shift.run(6_000);
            assert_eq!(shift.view().call.stage, CallStage::Undescribed, "{name}");
            assert_eq!(shift.view().badge.state, Some(AgentState::Talking));
            assert_eq!(text(&shift, Field::CallId), None);
        }
    }
}
