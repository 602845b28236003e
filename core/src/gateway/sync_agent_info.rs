//! The answer of `POST …/onlineagent/{agentid}/syncagentinfo`.

use serde_json::Value;

use super::answer::result_of;
use super::fields::{Fields, set_value};
use super::{AgentStateInfo, Answer, CallInfo, Refusal};

/// `result` of `syncagentinfo` (`cec_07_0359`, Table 4).
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct SyncAgentInfo {
    /// `callinfo` (Table 4, 3.1), a string by the table: without a single field when the gateway
    /// told nothing readable.
    pub call_info: CallInfo,
    /// `agentStateInfo` (Table 4, 3.2).
    pub agent: AgentStateInfo,
}

/// Reads the body of an answer of `syncagentinfo`.
///
/// # Errors
/// A [`Refusal`]; an answer without `agentStateInfo`, or with no readable field in it,
/// is [`Refusal::NotAnAnswer`].
pub fn decode_sync_agent_info(body: &str) -> Result<Answer<SyncAgentInfo>, Refusal> {
    let result = result_of(body)?;
    let mut losses = Vec::new();
    let Some(Value::Object(info)) = set_value(&result, "agentStateInfo") else {
        return Err(Refusal::NotAnAnswer);
    };
    let agent = AgentStateInfo::read(&mut Fields::new(info, &mut losses));
    if agent == AgentStateInfo::default() {
        return Err(Refusal::NotAnAnswer);
    }
    let call_info = match set_value(&result, "callinfo") {
        Some(value) => CallInfo::read(value, &mut losses),
        None => CallInfo::default(),
    };
    Ok(Answer {
        value: SyncAgentInfo { call_info, agent },
        losses,
    })
}
