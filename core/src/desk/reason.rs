//! Why the agent is busy or rests, as long as that lasts.

use super::pending::{Asked, Pending};
use super::status::Status;
use crate::gateway::{AgentState, Reason};

/// A reason, and what it is the reason of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NotReadyReason {
    /// Busy, or rest.
    pub of: Asked,
    /// Why.
    pub reason: Reason,
}

impl NotReadyReason {
    /// Reads the gateway's code, for busy and rest each in its own way; `None` where it says no more
    /// than the state does.
    pub fn read(of: Asked, code: i64) -> Option<Self> {
        let reason = match of {
            Asked::Busy => Reason::from_code(code),
            Asked::Rest => Reason::of_rest(code),
        };
        reason.map(|reason| Self { of, reason })
    }

    /// Whether the agent is in the state that it is the reason of.
    pub const fn explains(self, state: AgentState) -> bool {
        self.of.is(state)
    }

    /// The reason, while its state lasts, or is awaited after a call or wrap-up. It goes with
    /// the state.
    pub fn kept(self, status: Option<&Status>, pending: Pending) -> Option<Self> {
        let lasts = status.is_some_and(|it| it.over || self.explains(it.state));
        (lasts || pending == Pending::Waiting(self.of)).then_some(self)
    }
}
