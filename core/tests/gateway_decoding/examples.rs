//! The documents' examples, and an answer with every field.

use cec_agent_panel_core::gateway::{
    AgentState, AgentStateInfo, AgentStatus, CallFeature, CallInfo, Command, GatewayTime,
    decode_agent_status, decode_sync_agent_info,
};
use serde_json::{Value, json};

use super::sync;

const SYNC_EXAMPLE: &str = include_str!("../fixtures/syncagentinfo.json");
const STATUS_EXAMPLE: &str = include_str!("../fixtures/agentstatus.json");

#[test]
fn the_documented_sync_example_is_read_although_it_is_not_json() {
    assert!(serde_json::from_str::<Value>(SYNC_EXAMPLE).is_err());
    let answer = decode_sync_agent_info(SYNC_EXAMPLE).unwrap();
    assert_eq!(answer.losses, []);
    assert_eq!(answer.value.call_info, CallInfo::default());
    let expected = AgentStateInfo {
        call_feature: Some(CallFeature::CommonInbound),
        pre_busy: Some(false),
        work_no: Some("41001".to_owned()),
        state: Some(AgentState::Idle),
        talking_call_feature: Some(CallFeature::CommonInbound),
        pre_rest: Some(false),
        current_time: Some(GatewayTime(1_566_636_307_992)),
        agent_state_begin_time: Some(GatewayTime(1_566_636_286_408)),
        cur_command: Some(Command::None),
        ..AgentStateInfo::default()
    };
    assert_eq!(answer.value.agent, expected);
}

#[test]
fn the_documented_status_example_is_read() {
    let answer = decode_agent_status(STATUS_EXAMPLE).unwrap();
    let idle = AgentStatus {
        state: AgentState::Idle,
        is_working: Some(false),
    };
    assert_eq!(answer.value, idle);
    assert_eq!(answer.losses, []);
}

#[test]
fn every_field_that_is_shown_of_the_agent_state_info_is_read() {
    let answer = sync(&json!({"agentStateInfo": {
        "callFeature": 44, "callData": "order 7", "lastState": 8, "preBusy": true,
        "firsttalkingFlag": true, "workNo": "41001", "qcWorkNo": "501", "callerNo": "10086",
        "beginHoldTime": "1566636300001", "state": 11, "talkingCallfeature": 51,
        "releaseFlag": 2, "calledNo": "70092", "mainCallId": "1456401416-3",
        "secondTalkingTime": "1566636300002", "preRest": true, "recordID": "r-9",
        "currentTime": "1566636307992", "beginTalkingTime": "1566636300003",
        "partner": "41002", "holdCallId": "1456401416-4",
        "agentStateBeginTime": "1566636300004", "curCommand": 6,
        "curCallId": "1456401416-5", "cmdBeginTime": "1566636300005", "signInMode": "1",
    }}));
    let text = |text: &str| Some(text.to_owned());
    let expected = AgentStateInfo {
        call_feature: Some(CallFeature::PreviewedOrPredictedOutbound),
        call_data: text("order 7"),
        pre_busy: Some(true),
        work_no: text("41001"),
        qc_work_no: text("501"),
        caller_no: text("10086"),
        begin_hold_time: Some(GatewayTime(1_566_636_300_001)),
        state: Some(AgentState::Hold),
        talking_call_feature: Some(CallFeature::InternalTwoPartyConsultation),
        called_no: text("70092"),
        main_call_id: text("1456401416-3"),
        second_talking_time: Some(GatewayTime(1_566_636_300_002)),
        pre_rest: Some(true),
        record_id: text("r-9"),
        current_time: Some(GatewayTime(1_566_636_307_992)),
        begin_talking_time: Some(GatewayTime(1_566_636_300_003)),
        partner: text("41002"),
        hold_call_id: text("1456401416-4"),
        agent_state_begin_time: Some(GatewayTime(1_566_636_300_004)),
        cur_command: Some(Command::Hold),
        cur_call_id: text("1456401416-5"),
        cmd_begin_time: Some(GatewayTime(1_566_636_300_005)),
    };
    assert_eq!(answer.value.agent, expected);
    assert_eq!(answer.losses, []);
}
