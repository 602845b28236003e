//! Commands that the agent gives through the gateway's interfaces.
//!
//! A command runs for the agent's `command_ms` before it takes effect, and stands in
//! `curCommand` and `cmdBeginTime` while it runs. When the state that it leads to has come,
//! the two are 0 and empty again. Busy and rest asked for during a call or wrap-up run until
//! that is over. The gateway's documents leave open when the two are cleared.

use super::act::{Act, Party, Way};
use super::agent::{Agent, Running, Step};
use super::retcode::Retcode;

/// An act on its way to taking effect.
#[derive(Clone, Debug, PartialEq)]
pub struct Command {
    pub act: Act,
}

impl Agent {
    /// Starts a command at `now` (milliseconds).
    ///
    /// # Errors
    /// The result code of [`Agent::allows`] if it is not possible now.
    pub fn command(&mut self, act: Act, now: u64) -> Result<(), Retcode> {
        self.allows(&act)?;
        if self.command_ms == 0 {
            return self.act(&act, now);
        }
        if let Some(code) = code(&act) {
            self.command = Some(Running { code, since: now });
            self.record(now);
        }
        if self.has_to_wait() && matches!(act, Act::Busy { .. } | Act::Rest { .. }) {
            // Nothing to wait for: the wish is known at once.
            return self.act(&act, now);
        }
        let at = now.saturating_add(self.command_ms);
        self.later(at, Step::Command(Command { act }));
        Ok(())
    }
}

/// The command's number in Table 7 of the synchronising interface, if it has one.
const fn code(act: &Act) -> Option<i64> {
    Some(match act {
        Act::HangUp { by: Party::Agent } => 1,
        Act::CallOut { .. } | Act::CallInner { .. } => 4,
        Act::Hold => 6,
        Act::Unhold => 7,
        Act::Mute => 8,
        Act::Unmute => 9,
        Act::Transfer { way, .. } => match way {
            Way::Phone => return None,
            Way::Blind => 10,
            Way::Release => 11,
            Way::Talk => 12,
            Way::ThreeParty => 13,
        },
        Act::Consult {
            three_party: false, ..
        } => 16,
        Act::Consult {
            three_party: true, ..
        } => 17,
        Act::Conference { .. } => 18,
        Act::Busy { .. } => 30,
        Act::Rest { .. } => 31,
        _ => return None,
    })
}
