//! The times of an answer that cannot be. They are left out before anything is made of them
//! (R5, R11), so that no timer shows one and no command is judged by one.

use super::{AgentStateInfo, GatewayTime};

/// How long ago anything can have begun that an agent is still in, in ms: thirty days. A
/// gateway that has never set a time may send the moment at which its calendar begins.
const LONGEST_MS: u64 = 30 * 24 * 3_600_000;

/// A time that cannot be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Impossible {
    /// Of which field of Table 5 of `syncagentinfo`, as the document writes it.
    pub field: &'static str,
    /// Whether it lies after the answer's own `currentTime`, and not too long before it.
    pub is_to_come: bool,
}

/// Leaves out what lies after the answer's own `currentTime`, or too long before it; gives what
/// that was.
pub fn leave_out_impossible_times(agent: &mut AgentStateInfo) -> Vec<Impossible> {
    let Some(current) = agent.current_time else {
        return Vec::new();
    };
    let begins: [(&'static str, &mut Option<GatewayTime>); 5] = [
        ("agentStateBeginTime", &mut agent.agent_state_begin_time),
        ("beginTalkingTime", &mut agent.begin_talking_time),
        ("beginHoldTime", &mut agent.begin_hold_time),
        ("secondTalkingTime", &mut agent.second_talking_time),
        ("cmdBeginTime", &mut agent.cmd_begin_time),
    ];
    let mut impossible = Vec::new();
    for (field, begin) in begins {
        let is_to_come = match begin.map(|begin| current.since(begin)) {
            None | Some(Ok(0..=LONGEST_MS)) => continue,
            Some(age) => age.is_err(),
        };
        *begin = None;
        impossible.push(Impossible { field, is_to_come });
    }
    impossible
}
