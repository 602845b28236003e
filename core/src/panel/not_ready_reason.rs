//! Why the agent is busy or rests, as long as that lasts.

use super::pending::{Asked, Pending};
use super::status::Status;
use super::wire::Row;
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
    /// Something to read into.
    pub const BLANK: Self = Self {
        of: Asked::Busy,
        reason: Reason::Other(0),
    };

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

    /// Writes it into the row, or reads it from there.
    pub fn exchange(&mut self, row: &mut Row) {
        row.choice(&mut self.of, &[Asked::Busy, Asked::Rest]);
        let mut code = self.reason.code();
        row.number(&mut code);
        self.reason = Reason::from_code(code).unwrap_or(Reason::Other(code));
    }
}
