//! Busy or rest that was asked for during a call and comes after it (R4).

use super::time::Mono;
use crate::gateway::{AgentState, AgentStateInfo};

/// How long a cancellation is told, in ms.
const CANCELLED_SHOWN_MS: u64 = 10_000;

/// What the agent asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Asked {
    /// To be busy after the call.
    Busy,
    /// To rest after the call.
    Rest,
}

/// What comes after the call.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Pending {
    /// Nothing was asked for.
    #[default]
    None,
    /// It was asked for and has not come yet.
    Waiting(Asked),
    /// It was asked for and did not come; told since then.
    Cancelled(Asked, Mono),
}

impl Pending {
    /// What the sync told.
    pub fn from_sync(info: &AgentStateInfo) -> Self {
        let asked = if info.state == Some(AgentState::PreRest) || info.pre_rest == Some(true) {
            Asked::Rest
        } else if info.pre_busy == Some(true) {
            Asked::Busy
        } else {
            return Self::None;
        };
        // What has come already is no longer pending.
        match info.state {
            Some(AgentState::Busy | AgentState::Rest) => Self::None,
            _ => Self::Waiting(asked),
        }
    }

    /// What becomes of it when a poll tells `state`.
    pub fn polled(self, state: AgentState, now: Mono) -> Self {
        match (self, state) {
            (_, AgentState::PreRest) => Self::Waiting(Asked::Rest),
            // Either has taken the other's place, or the agent is gone.
            (Self::Waiting(_), AgentState::Busy | AgentState::Rest | AgentState::SignedOut) => {
                Self::None
            }
            (Self::Waiting(asked), AgentState::Idle) => Self::Cancelled(asked, now),
            (Self::Cancelled(_, at), _) if now.since(at) >= CANCELLED_SHOWN_MS => Self::None,
            (same, _) => same,
        }
    }

    /// What becomes of it when `asked` is no longer wanted.
    pub fn cancelled(self, asked: Asked, now: Mono) -> Self {
        if self == Self::Waiting(asked) {
            Self::Cancelled(asked, now)
        } else {
            self
        }
    }

    /// What is to be seen at `now`: a cancellation is told once, for a while.
    pub fn shown(self, now: Mono) -> Self {
        match self {
            Self::Cancelled(_, at) if now.since(at) >= CANCELLED_SHOWN_MS => Self::None,
            same => same,
        }
    }

    /// Whether the panel waits for it.
    pub const fn is_waiting(self) -> bool {
        matches!(self, Self::Waiting(_))
    }
}
