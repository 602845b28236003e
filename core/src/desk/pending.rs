//! Busy or rest that was asked for during a call or in wrap-up, and comes after it (R4).

use super::status::Status;
use crate::gateway::{AgentState, AgentStateInfo};
use crate::time::Mono;

/// How long a cancellation is told, in ms.
const CANCELLED_SHOWN_MS: u64 = 10_000;

/// What the agent asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Asked {
    /// To be busy next.
    Busy,
    /// To rest next.
    Rest,
}

impl Asked {
    /// Whether that is the state that was asked for.
    pub const fn is(self, state: AgentState) -> bool {
        matches!(
            (self, state),
            (Self::Busy, AgentState::Busy) | (Self::Rest, AgentState::Rest)
        )
    }
}

/// What comes next.
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
    /// How hosts and style sheets know it; nothing where there is none.
    pub const fn slug(self) -> Option<&'static str> {
        match self {
            Self::None => None,
            Self::Waiting(Asked::Busy) => Some("busy"),
            Self::Waiting(Asked::Rest) => Some("rest"),
            Self::Cancelled(..) => Some("cancelled"),
        }
    }

    /// What the sync told; `status` is what it told of the state.
    pub fn from_sync(info: &AgentStateInfo, status: Option<&Status>) -> Self {
        // What has come already is no longer pending, nor what nothing is before.
        if status.is_some_and(|status| !status.can_wait()) {
            return Self::None;
        }
        if info.pre_rest == Some(true) {
            Self::Waiting(Asked::Rest)
        } else if info.pre_busy == Some(true) {
            Self::Waiting(Asked::Busy)
        } else {
            Self::None
        }
    }

    /// What becomes of it when a poll or an event tells `state`, and `status` is what is known
    /// since then.
    pub fn told(self, state: AgentState, status: &Status, now: Mono) -> Self {
        let is_past = !status.can_wait() && !status.is_nameless();
        match (self, state) {
            (_, AgentState::PreRest) => Self::Waiting(Asked::Rest),
            // It has come after all: the agent was idle for a moment in between.
            (Self::Cancelled(asked, _), _) if asked.is(state) => Self::None,
            (Self::Waiting(asked), AgentState::Idle) => Self::Cancelled(asked, now),
            // Either has taken the other's place, or the agent is gone.
            (Self::Waiting(_), _) if is_past => Self::None,
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

    /// What is to be seen at `now`, in that `status`: a cancellation is told once, for a
    /// while; what is pending, only with what goes before it.
    pub fn shown(self, status: Option<&Status>, now: Mono) -> Self {
        match self {
            Self::Cancelled(_, at) if now.since(at) >= CANCELLED_SHOWN_MS => Self::None,
            Self::Waiting(_) if !status.is_some_and(Status::can_wait) => Self::None,
            same => same,
        }
    }

    /// Whether the panel waits for it.
    pub const fn is_waiting(self) -> bool {
        matches!(self, Self::Waiting(_))
    }
}
