//! Whether `syncagentinfo` has been sent, and what became of it (R1).

use super::polling::{SHORTEST_MS, jittered};
use super::reply::{Cause, Failure};
use crate::time::{Mono, Now};

/// How often `syncagentinfo` is tried while no answer comes.
const TRIES: u8 = 3;
/// Within how many ms of the first try.
const WITHIN_MS: u64 = 15_000;

/// Where the one `syncagentinfo` of this page load and agent stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Recovery {
    /// It has not been answered and is to be sent.
    Due {
        /// Tries that ended before an answer came.
        tries: u8,
        /// When the first was sent.
        first: Option<Mono>,
    },
    /// It was answered.
    Done,
    /// It is not sent again unless the agent asks for it.
    Lost(Cause),
    /// It was lost, and the call that it might have described is over.
    Past,
}

/// What has become of it, as other panels are told.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SyncStage {
    /// It has not been sent.
    Due,
    /// It is under way.
    UnderWay,
    /// It has been used.
    Used,
    /// It has been used, and did not bring the call back.
    Lost,
}

impl SyncStage {
    /// Whether it has been used.
    pub const fn is_used(self) -> bool {
        matches!(self, Self::Used | Self::Lost)
    }
}

impl Recovery {
    /// Nothing sent yet.
    pub const NEW: Self = Self::Due {
        tries: 0,
        first: None,
    };

    /// It has been used before.
    pub const USED: Self = Self::Lost(Cause::AlreadySynced);

    /// What has become of it.
    pub const fn stage(&self) -> SyncStage {
        match self {
            Self::Due { first: Some(_), .. } => SyncStage::UnderWay,
            Self::Due { first: None, .. } => SyncStage::Due,
            Self::Lost(_) => SyncStage::Lost,
            Self::Done | Self::Past => SyncStage::Used,
        }
    }

    /// The agent asks for it again, knowing the cost; whether it had been lost.
    pub fn ask_for_it_again(&mut self) -> bool {
        let lost = matches!(self, Self::Lost(_));
        if lost {
            *self = Self::NEW;
        }
        lost
    }

    /// The agent is in no call: there is nothing left to recover.
    pub fn call_is_over(&mut self) {
        if matches!(self, Self::Lost(_)) {
            *self = Self::Past;
        }
    }

    /// Whether the next request is the sync.
    pub const fn is_due(&self) -> bool {
        matches!(self, Self::Due { .. })
    }

    /// It goes out at `now`.
    pub fn sent(&mut self, now: Mono) {
        if let Self::Due { first, .. } = self {
            first.get_or_insert(now);
        }
    }

    /// Whether the time for tries is over at `now`, as after a sleep between two of them.
    pub fn is_too_late(&self, now: Mono) -> bool {
        match self {
            Self::Due {
                first: Some(first), ..
            } => now.since(*first) > WITHIN_MS,
            _ => false,
        }
    }

    /// The gateway refused it unread, for its Guid or its address: it does not count as
    /// sent.
    pub fn refused(&mut self) {
        if self.is_due() {
            *self = Self::NEW;
        }
    }

    /// Whether a request has gone out and its end is not known.
    pub const fn is_under_way(&self) -> bool {
        matches!(self, Self::Due { first: Some(_), .. })
    }

    /// It failed at `now` and the server wants no request before `not_before`. Gives the
    /// moment of the next try, or `None` when it is lost.
    ///
    /// It is only tried again where the gateway surely did not answer, since an answered
    /// sync has emptied the event queue.
    pub fn failed(&mut self, failure: &Failure, not_before: Mono, now: Now) -> Option<Mono> {
        let Self::Due { tries, first } = self else {
            return None;
        };
        *tries = tries.saturating_add(1);
        let spread = jittered(SHORTEST_MS << (*tries).min(4), now.chance);
        let next = now.mono.plus(SHORTEST_MS + spread).max(not_before);
        let in_time = first.is_none_or(|first| next.since(first) <= WITHIN_MS);
        if failure.came_before_an_answer() && *tries < TRIES && in_time {
            return Some(next);
        }
        *self = Self::Lost(failure.cause.clone());
        None
    }
}
