//! The answer of `GET …/onlineagent/{agentid}/agentstatus`.

use super::answer::result_of;
use super::fields::Fields;
use super::{AgentState, Answer, Refusal};

/// `result` of `agentstatus` (Table 4 of its document).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct AgentStatus {
    /// `agentState`, read by the interface's own table.
    pub state: AgentState,
    /// `isWorking`: whether the agent is in a call. Despite the name it says nothing of
    /// wrap-up.
    pub is_working: Option<bool>,
}

/// Reads the body of an answer of `agentstatus`.
///
/// # Errors
/// A [`Refusal`]; an answer without a readable `agentState` is
/// [`Refusal::NotAnAnswer`], because the state is all that the poll is for.
pub fn decode_agent_status(body: &str) -> Result<Answer<AgentStatus>, Refusal> {
    let result = result_of(body)?;
    let mut losses = Vec::new();
    let mut fields = Fields::new(&result, &mut losses);
    let code = fields.integer("agentState").ok_or(Refusal::NotAnAnswer)?;
    let value = AgentStatus {
        state: AgentState::from_agent_status(code),
        is_working: fields.boolean("isWorking"),
    };
    Ok(Answer { value, losses })
}
