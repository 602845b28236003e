//! The agent's state as the badge shows it (R2, R3).

use crate::gateway::{AgentState, AgentStateInfo, AgentStatus, Interface};
use crate::time::{Anchor, LONGEST_UNSEEN_MS, Mono, Now, Start};

/// How long a call may ring, in ms.
const RINGS_FOR_MS: u64 = 60_000;

/// Who said it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Source {
    /// `syncagentinfo`, at load.
    Sync,
    /// `agentstatus`, the last poll.
    Status,
    /// An event that the portal pushed.
    Host,
}

impl Source {
    /// Who says what came of a request.
    pub const fn of(interface: Interface) -> Self {
        match interface {
            Interface::SyncAgentInfo => Self::Sync,
            Interface::AgentStatus | Interface::CallInfo => Self::Status,
        }
    }

    /// The value of `data-source` where there is a state.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Sync => "sync",
            Self::Status => "status",
            Self::Host => "host",
        }
    }
}

/// What is known of the agent's state.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Status {
    /// The state.
    pub state: AgentState,
    /// Who said so last.
    pub source: Source,
    /// When the state began.
    pub start: Start,
    /// When it was last confirmed.
    pub seen: Now,
    /// Whether the agent is in a call.
    pub in_call: bool,
    /// The state is past, or may be, and nobody has said what follows. Whether the call is
    /// past too, [`Self::in_call`] tells.
    pub over: bool,
    /// What only the sync knew of the call, while polls still agree that there is one.
    pub detail: Option<AtLoad>,
}

/// A state within the call that the sync told and no poll can tell.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct AtLoad {
    /// Hold, mute, three-party …
    pub state: AgentState,
    /// When the sync said it.
    pub as_of: Now,
}

impl AtLoad {
    /// Whether it cannot be so any more at `now`: no call rings for a minute of polls that
    /// say that the agent is on it.
    fn is_past(&self, now: Now) -> bool {
        self.state.is_before_talk() && rang_out(self.as_of.mono, now)
    }
}

impl Status {
    /// Whether it is a call that should ring, or be set up, and began so long ago that it
    /// cannot be so any more at `now`.
    pub fn rings_no_more(&self, now: Now) -> bool {
        let began = self.start.latest();
        self.state.is_before_talk() && began.is_some_and(|began| rang_out(began, now))
    }

    /// The state that the sync told; `None` when it told none.
    pub fn from_sync(info: &AgentStateInfo, anchor: Option<Anchor>, now: Now) -> Option<Self> {
        let state = info.state?;
        // A code without a name does not tell whether there is a call; a call ID does.
        let unnamed_call =
            matches!(state, AgentState::Unknown { .. }) && info.cur_call_id.is_some();
        Some(Self {
            state,
            source: Source::Sync,
            start: start_at(info, anchor),
            seen: now,
            in_call: state.is_in_call() || unnamed_call,
            over: false,
            detail: None,
        })
    }

    /// The state that a poll told, after `before`. `talking` is when the call's talk
    /// began, where that is known.
    pub fn from_poll(poll: AgentStatus, before: Option<&Self>, talking: Start, now: Now) -> Self {
        let in_call = Self::is_in_call_by(&poll);
        // Rest asked for in a call is pending, and the state is the call's (R4).
        let state = if in_call && poll.state == AgentState::PreRest {
            AgentState::Talking
        } else {
            poll.state
        };
        let mut status = Self {
            state,
            source: Source::Status,
            start: Start::Unknown,
            seen: now,
            in_call,
            over: false,
            detail: None,
        };
        let Some(before) = before else { return status };
        let unbroken = before.is_unbroken(now);
        let same_call = unbroken && in_call && before.in_call;
        if same_call {
            status.detail = before
                .detail_for(state)
                .filter(|detail| !detail.is_past(now));
        }
        status.start = if state == before.state {
            if unbroken {
                before.start
            } else {
                Start::Unknown
            }
        } else if same_call && before.source != Source::Status {
            // The poll's one word for a call covers all that sync and events can tell apart, so
            // the state did not begin now. It began with the talk, if at a known time.
            if state == AgentState::Talking {
                talking
            } else {
                Start::Unknown
            }
        } else if before.is_nameless() {
            // It may have been this state already.
            Start::Unknown
        } else {
            Start::between(before.seen.mono, now.mono)
        };
        status
    }

    /// Whether the poll says that the agent is in a call.
    pub fn is_in_call_by(poll: &AgentStatus) -> bool {
        // Rest is mostly asked for within one; in wrap-up and while idle the poll says that it
        // is not.
        poll.state == AgentState::Talking
            || poll.is_working.unwrap_or(poll.state == AgentState::PreRest)
    }

    /// Whether busy or rest can be pending: in a call, which may be just over, in wrap-up, and
    /// where the state itself says so.
    pub const fn can_wait(&self) -> bool {
        self.after_call() || matches!(self.state, AgentState::WrapUp | AgentState::PreRest)
    }

    /// Whether what is pending comes after a call.
    pub const fn after_call(&self) -> bool {
        self.in_call || self.state.is_in_call()
    }

    /// Whether the last confirmation is recent enough to take an equal state for the same.
    pub fn is_unbroken(&self, now: Now) -> bool {
        is_unbroken(self.seen, now)
    }

    /// Whether the state is another than `before`, and not only the poll's one word for a
    /// call in the place of the many of sync and events.
    pub fn is_change_from(&self, before: &Self) -> bool {
        let same_call = before.source != Source::Status && before.in_call && self.in_call;
        self.state != before.state && !same_call
    }

    /// Whether the gateway said nothing that rules a state out.
    pub const fn is_nameless(&self) -> bool {
        matches!(
            self.state,
            AgentState::Unknown { .. } | AgentState::Abnormal
        )
    }

    fn detail_for(&self, polled: AgentState) -> Option<AtLoad> {
        match self.source {
            Source::Sync if self.state != polled => Some(AtLoad {
                state: self.state,
                as_of: self.seen,
            }),
            Source::Sync | Source::Host => None,
            Source::Status => self.detail,
        }
    }
}

/// Whether `seen` is recent enough at `now` to take what is equal for the same.
pub fn is_unbroken(seen: Now, now: Now) -> bool {
    now.mono.since(seen.mono) <= LONGEST_UNSEEN_MS
}

/// Whether what began to ring at `began` has been answered by `now`.
fn rang_out(began: Mono, now: Now) -> bool {
    now.mono.since(began) > RINGS_FOR_MS
}

fn start_at(info: &AgentStateInfo, anchor: Option<Anchor>) -> Start {
    match (anchor, info.agent_state_begin_time) {
        (Some(anchor), Some(begin)) => anchor.at(begin).map_or(Start::Unknown, Start::At),
        _ => Start::Unknown,
    }
}
