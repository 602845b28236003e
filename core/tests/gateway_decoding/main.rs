//! The answers of the interfaces, in every form that the gateway is known to send.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod call_information;
mod envelope;
mod examples;
mod fields;
mod json;
mod looked_up_call;
mod texts;

use cec_agent_panel_core::gateway::{
    AgentStateInfo, AgentStatus, Answer, CallFeature, CallInfo, Loss, Refusal, SyncAgentInfo,
    decode_agent_status, decode_sync_agent_info,
};
use serde_json::{Value, json};

fn status(result: &Value) -> Result<Answer<AgentStatus>, Refusal> {
    decode_agent_status(&json!({"message": "", "retcode": "0", "result": result}).to_string())
}

fn sync(result: &Value) -> Answer<SyncAgentInfo> {
    let body = json!({"message": "", "retcode": "0", "result": result}).to_string();
    decode_sync_agent_info(&body).expect("a successful answer")
}

/// Decodes an `agentStateInfo` that has a state and the given field.
fn info_with(field: &str, value: &Value) -> (AgentStateInfo, Vec<Loss>) {
    let answer = sync(&json!({"agentStateInfo": {"state": 1, field: value}}));
    (answer.value.agent, answer.losses)
}

fn call_info(value: &Value) -> (CallInfo, Vec<Loss>) {
    let answer = sync(&json!({"callinfo": value, "agentStateInfo": {"state": 9}}));
    (answer.value.call_info, answer.losses)
}

/// What the documented example of a call says.
fn example_call() -> CallInfo {
    CallInfo {
        call_feature: Some(CallFeature::CommonInbound),
        call_id: Some("1476070409-38".to_owned()),
        caller: Some("70001".to_owned()),
        called: Some("10086".to_owned()),
        call_skill: Some("voice_jst".to_owned()),
        original_called: Some("12345678".to_owned()),
        call_data: None,
    }
}
