//! The answer of `GET …/onlineagent/{agentid}/agentstatus`.

use super::answer::result_of;
use super::fields::Fields;
use super::{AgentState, Answer, Refusal};

/// `result` of `agentstatus` (`cec_07_0355`, Table 4).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct AgentStatus {
    /// `agentState` (Table 4, 3.1), the agent's state: a code of Table 1 of the page "Agent Status"
    /// (`cec_07_0581`), and not of Table 1 of its own document.
    pub state: AgentState,
    /// `isWorking` (Table 4, 3.2): whether the agent is in a call. Despite the name it says nothing
    /// of wrap-up. `None` when it was missing, null, empty, or lost.
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
