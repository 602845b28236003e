//! What each interface answers, but for the event poll, which may have to wait.

use serde_json::{Value, json};

use super::api::{Answer, Asked};
use super::interface::Interface;
use super::{operations, sign_in};
use crate::world::agent::Agent;
use crate::world::documents;
use crate::world::gateway::Gateway;
use crate::world::retcode::Retcode;

/// The answer to one request, with what it does to the agent.
///
/// # Errors
/// The result code of a refusal.
pub fn at_once(gateway: &mut Gateway, asked: &Asked, now: u64) -> Result<Answer, Retcode> {
    let id = asked.agent.as_str();
    if matches!(asked.interface, Interface::SignIn | Interface::ForceSignIn) {
        let wishes = sign_in::wishes(&asked.body)?;
        let forced = asked.interface == Interface::ForceSignIn;
        let guid = gateway.sign_in(id, wishes, forced, now)?;
        let result = gateway.agents.get(id).map(documents::signed_in);
        return Ok(Answer {
            set_guid: Some(guid),
            ..Answer::success("", json!({ "result": result }))
        });
    }
    let agent = gateway.authenticate(id, asked.guid.as_deref(), now)?;
    if asked.interface.is_flow_controlled() && agent.flow_control && !agent.flow.admits(now) {
        return Ok(Answer {
            status: 429,
            ..Answer::failure(Retcode::Repeated)
        });
    }
    if let Some(result) = queried(asked, agent)? {
        return Ok(Answer::success("", json!({ "result": result })));
    }
    Ok(match asked.interface {
        Interface::Sync => {
            agent.queue.clear();
            let result = documents::sync_info(agent, now);
            Answer::success("success", json!({ "result": result }))
        }
        Interface::UpdateGuid => {
            let guid = agent.guids.renew(None, Some(0), now);
            Answer::success("", json!({ "result": { "guid": guid } }))
        }
        Interface::Handshake => {
            agent.last_poll = now;
            Answer {
                set_guid: agent.guids.refresh(now),
                ..Answer::success("success", json!({}))
            }
        }
        // Which skills an agent has signed in to changes nothing here.
        Interface::ResetSkill => Answer::success("success", json!({ "result": {} })),
        Interface::AutoAnswer => {
            agent.auto_answer = operations::flag(asked)?;
            Answer::success("success", json!({ "result": {} }))
        }
        Interface::AutoEnterIdle => {
            agent.enter_idle_by_itself(operations::flag(asked)?);
            Answer::success("success", json!({ "result": {} }))
        }
        Interface::SignOut if agent.state.in_call() => return Err(Retcode::SignOutRefused),
        Interface::SignOut | Interface::ForceSignOut => {
            agent.sign_out(now);
            Answer::success("", json!({}))
        }
        _ => {
            let made = operations::perform(asked, agent, now)?;
            let result = made.map_or_else(|| json!({}), |id| json!({ "result": id }));
            Answer::success("", result)
        }
    })
}

/// `result` of the queries that change nothing; `None` for every other interface.
fn queried(asked: &Asked, agent: &Agent) -> Result<Option<Value>, Retcode> {
    Ok(Some(match asked.interface {
        Interface::Status => documents::agent_status(agent),
        Interface::AgentSkills => documents::skills(),
        Interface::CallInfo => documents::call_info(agent, operations::last_call_too(&asked.query)),
        Interface::CallInfoBeforeAnswer => documents::call_info_before_answer(agent),
        Interface::CallInfoByCallId => {
            let id = asked.arguments.first().ok_or(Retcode::BadParameter)?;
            documents::call_info_by_id(agent, id)
        }
        Interface::AppData => documents::app_data(agent),
        Interface::HoldList => documents::held(agent).ok_or(Retcode::NoneHeldToList)?,
        Interface::AllCallIds => documents::call_ids(agent),
        _ => return Ok(None),
    }))
}
