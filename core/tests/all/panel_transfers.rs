//! Transfers: how they come out, and until when the call is the agent's.

use crate::support::Shift;
use crate::support::pushed::{host, text};
use crate::support::second_party::{
    HELP, OWN, helper_talks, main_talks, shows_the_customer, somebody_rings,
};
use crate::support::wire::{MAIN, agent_event, on_the_documented_call};
use cec_agent_panel_core::desk::CallStage;
use cec_agent_panel_core::field::Field;
use cec_agent_panel_core::gateway::AgentState;
use serde_json::json;

fn is_over(shift: &Shift) -> bool {
    matches!(shift.view().call.stage, CallStage::Ended(_))
}

#[test]
fn a_transfer_leaves_the_agent_with_the_customer_where_it_failed_and_else_until_the_release() {
    for name in [
        "AgentEvent_SuccTransResult",
        "AgentEvent_TransOutResult",
        "AgentEvent_linkagePhoneTransferOut_Result",
    ] {
        for held in [false, true] {
            for id in [MAIN, HELP] {
                let mut shift = somebody_rings(held);
                agent_event(&mut shift, name, &json!({"result": 3, "callId": id}));
                shift.run(3_000);
                assert_eq!(shift.badge(), host(AgentState::Talking), "{name} {id}");
                shows_the_customer(&shift, 8);
                assert_eq!(text(&shift, Field::Partner), None);
                let mut shift = somebody_rings(held);
                let before = shift.badge();
                let done = json!({"result": "0", "callId": id});
                agent_event(&mut shift, name, &done);
                shift.run(3_000);
                assert_eq!(shift.badge(), before, "{name} {id}");
                shows_the_customer(&shift, 8);
                // The colleague's call is not the agent's, whatever polls say in this moment.
                agent_event(&mut shift, "AgentEvent_Call_Release", &json!(MAIN));
                assert!(is_over(&shift), "{id}");
                assert_eq!(text(&shift, Field::Caller).unwrap(), "10086");
                let mut shift = somebody_rings(held);
                agent_event(&mut shift, "AgentEvent_Call_Release", &json!(MAIN));
                agent_event(&mut shift, name, &done);
                assert!(is_over(&shift), "released before");
            }
        }
    }
}

#[test]
fn whom_the_agent_talks_to_before_a_transfer_stays_on_the_card_until_the_call_is_taken_back() {
    // `cec_05_1433`: the customer waits, and `cec_07_1243` gets them back.
    let result = json!({"result": 0, "callId": MAIN});
    let result = ("AgentEvent_TransOutResult", &result);
    let talking = helper_talks();
    let talking = ("AgentEvent_Talking", &talking);
    for order in [[result, talking], [talking, result]] {
        let mut shift = somebody_rings(true);
        for (name, content) in order {
            agent_event(&mut shift, name, content);
        }
        shift.run(3_000);
        assert_eq!(shift.badge(), host(AgentState::Talking));
        shows_the_customer(&shift, 8);
        assert_eq!(text(&shift, Field::HeldCall).unwrap(), MAIN);
        assert!(text(&shift, Field::Partner).is_some());
        agent_event(&mut shift, "AgentEvent_Talking", &main_talks());
        assert_eq!(shift.badge(), host(AgentState::Talking));
        shows_the_customer(&shift, 8);
        assert_eq!(text(&shift, Field::HeldCall), None);
        assert_eq!(text(&shift, Field::Partner), None);
    }
}

#[test]
fn a_late_result_of_an_earlier_transfer_is_nothing_of_this_call() {
    let mut shift = somebody_rings(false);
    let result = json!({"result": 0, "callId": OWN});
    agent_event(&mut shift, "AgentEvent_SuccTransResult", &result);
    assert!(text(&shift, Field::Partner).is_some());
    agent_event(&mut shift, "AgentEvent_Call_Release", &json!(HELP));
    assert_eq!(
        text(&shift, Field::Partner),
        None,
        "the helper's call is known"
    );
    shows_the_customer(&shift, 5);
}

#[test]
fn who_has_transferred_a_call_to_an_external_number_is_on_it_until_they_release_it() {
    // `cec_07_0583`, Table 4: of three parties, the called one answers, then the agent releases.
    // `cec_07_1243`: until then they may take the call back. In which order the two events come,
    // no page says.
    let result = json!({"result": 0, "callId": MAIN});
    let conference = json!({"callid": HELP, "partner": "10086,13900000001"});
    let result = ("AgentEvent_TransOutResult", &result);
    let conference = ("AgentEvent_Conference", &conference);
    for order in [[result, conference], [conference, result]] {
        let mut shift = on_the_documented_call();
        let rings = json!({
            "callid": HELP, "otherPhoneWorkno": "", "otherPhone": "13900000001",
            "type": "assistant",
        });
        agent_event(&mut shift, "AgentEvent_Customer_Alerting", &rings);
        for (name, content) in order {
            agent_event(&mut shift, name, content);
            assert_eq!(shift.view().call.stage, CallStage::Live, "{name}");
        }
        shift.run(600_000);
        assert_eq!(shift.badge(), host(AgentState::ThreeParty));
        assert_eq!(text(&shift, Field::Caller).unwrap(), "10086");
        assert_eq!(text(&shift, Field::Partner).unwrap(), "10086,13900000001");
        shift.polls_say(4, false);
        agent_event(&mut shift, "AgentEvent_Call_Release", &json!(MAIN));
        shift.run(1_200);
        assert!(is_over(&shift));
    }
}

#[test]
fn a_transfer_that_is_done_is_over_by_the_polls_where_nothing_tells_of_the_release() {
    let mut shift = on_the_documented_call();
    shift.polls_say(4, false);
    let result = json!({"result": 0, "callId": MAIN});
    agent_event(&mut shift, "AgentEvent_SuccTransResult", &result);
    shift.run(1_200);
    assert_eq!(shift.badge().0, Some(AgentState::Idle));
    assert!(is_over(&shift));
}
