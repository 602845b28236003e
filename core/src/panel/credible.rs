//! The times of an answer that cannot be. They are noted and left out before anything is
//! made of them (R5, R11), so that no timer shows one and no command is judged by one.

use super::diagnostics::Fact;
use super::model::Model;
use super::time::Now;
use crate::gateway::{AgentStateInfo, GatewayTime, Interface, Loss};

/// How long ago anything can have begun that an agent is still in, in ms: thirty days. A
/// gateway that has never set a time may send the moment at which its calendar begins.
const LONGEST_MS: u64 = 30 * 24 * 3_600_000;

/// Leaves out what lies after the answer's own `currentTime`, or too long before it.
pub(super) fn leave_out_impossible_times(model: &mut Model, now: Now, agent: &mut AgentStateInfo) {
    let Some(current) = agent.current_time else {
        return;
    };
    let begins: [(&'static str, &mut Option<GatewayTime>); 5] = [
        ("agentStateBeginTime", &mut agent.agent_state_begin_time),
        ("beginTalkingTime", &mut agent.begin_talking_time),
        ("beginHoldTime", &mut agent.begin_hold_time),
        ("secondTalkingTime", &mut agent.second_talking_time),
        ("cmdBeginTime", &mut agent.cmd_begin_time),
    ];
    for (field, begin) in begins {
        let fact = match begin.map(|begin| current.since(begin)) {
            None | Some(Ok(0..=LONGEST_MS)) => continue,
            Some(Ok(_)) => Fact::Lost(
                Interface::SyncAgentInfo,
                Loss {
                    field,
                    found: "too long ago",
                },
            ),
            Some(Err(_)) => Fact::NegativeDuration(field),
        };
        *begin = None;
        model.diagnostics.add(now.wall, fact);
    }
}
