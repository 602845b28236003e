//! The call as the call card shows it (R3).
//!
//! `syncagentinfo` describes a call, and so do the events that a portal pushes
//! ([`super::pushed`]); polls tell that there is one. So the card is filled by the
//! former and then lives as long as the polls agree.

use super::details::Details;
use crate::desk::status::{Status, is_unbroken};
use crate::gateway::SyncAgentInfo;
use crate::time::{Anchor, Mono, Now, Start};

/// How long after it came up a call that nobody has described is not announced as such, in
/// ms: between the agent's being reserved and the phone's ringing lies less than a second.
const ANNOUNCED_AFTER_MS: u64 = 1_500;

/// The call card's content.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Call {
    /// Where the call stands.
    pub stage: CallStage,
    /// What was told of it; of the last call when it has ended.
    pub details: Option<Details>,
    /// Nobody looked for so long, or the session has ended since, that the call may be another
    /// than the described one.
    pub(crate) doubtful: bool,
    /// A call that nobody has described began while the panel looked.
    pub(crate) seen_to_begin: bool,
    /// Another call, which waits for the agent to come back to it, or has been announced.
    pub aside: Option<Box<Details>>,
    /// The second party beside the call on the card.
    pub(crate) second: Option<SecondLeg>,
    /// Sessions of other media, the newest last.
    pub(crate) sessions: Vec<OtherSession>,
    /// When a call that nobody has described came up, if not at load.
    pub(crate) undescribed_since: Option<Mono>,
}

/// What is known of the second party's leg.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct SecondLeg {
    /// Its call's ID.
    pub call_id: Option<String>,
    /// The party's number, or its agent ID.
    pub party: Option<String>,
    /// Whether it is there for the call on the card, as help is. Else it may be a call of its
    /// own that the agent makes while that one is on hold.
    pub is_help: bool,
    /// Whether the call on the card has been released without it.
    pub is_alone: bool,
}

/// A session of another medium.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct OtherSession {
    /// Its call's ID.
    pub call_id: String,
    /// Whether it goes on, as far as anybody knows.
    pub is_open: bool,
}

/// Where the call stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum CallStage {
    /// There is no call.
    #[default]
    None,
    /// As it was at load; no unbroken row of polls says that it still is.
    AtLoad,
    /// The polls agree that the call goes on.
    Live,
    /// The agent left it then.
    Ended(Start),
    /// There is a call that nobody has described.
    Undescribed,
}

impl CallStage {
    /// The value of `data-call`.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::AtLoad => "at-load",
            Self::Live => "live",
            Self::Ended(_) => "ended",
            Self::Undescribed => "undescribed",
        }
    }
}

impl Call {
    /// The call that the sync described.
    pub fn from_sync(
        info: &SyncAgentInfo,
        status: Option<&Status>,
        anchor: Option<Anchor>,
        now: Now,
    ) -> Self {
        // Without a state, what describes a call is all that tells of one.
        let in_call = status.map(|status| status.in_call);
        let details = Details::from_sync(info, anchor, now);
        let described = details.describe_a_call();
        let stage = match (in_call, described) {
            (Some(true) | None, true) => CallStage::AtLoad,
            (Some(true), false) => CallStage::Undescribed,
            (Some(false), true) => CallStage::Ended(Start::Unknown),
            (Some(false) | None, false) => CallStage::None,
        };
        Self {
            stage,
            details: Some(details).filter(|_| described),
            ..Self::default()
        }
    }

    /// A poll said whether the agent is in a call; `before` is the status before it.
    pub fn polled(&mut self, in_call: bool, before: Option<&Status>, now: Now) {
        if self.stage != CallStage::Undescribed {
            self.seen_to_begin = before.is_some_and(|before| !before.in_call);
        }
        let described = self.details.as_ref().map(|details| details.as_of);
        let seen = before.map(|before| before.seen).or(described);
        if seen.is_some_and(|seen| !is_unbroken(seen, now)) {
            self.doubtful = true;
        }
        if in_call {
            self.goes_on_alone(now);
        } else {
            self.aside = None;
            self.second = None;
            self.sessions_are_over();
        }
        self.stage = match (self.stage, in_call) {
            (CallStage::AtLoad | CallStage::Live, true) if !self.doubtful => CallStage::Live,
            (CallStage::AtLoad | CallStage::Live, true) => {
                if let Some(details) = &mut self.details {
                    details.talking = Start::Unknown;
                    details.holds_no_longer();
                }
                CallStage::AtLoad
            }
            // The last call may have been another as well.
            (_, false) if self.doubtful => {
                self.forget();
                CallStage::None
            }
            (CallStage::AtLoad | CallStage::Live, false) => {
                CallStage::Ended(before.map_or(Start::Unknown, |before| {
                    Start::between(before.seen.mono, now.mono)
                }))
            }
            // What was there when nobody looked may be a call beside the session.
            (quiet @ (CallStage::None | CallStage::Ended(_)), true)
                if before.is_some() && self.is_explained_by_session() =>
            {
                quiet
            }
            (CallStage::None | CallStage::Ended(_) | CallStage::Undescribed, true) => {
                self.aside = None;
                self.doubtful = false;
                self.is_undescribed(now);
                CallStage::Undescribed
            }
            (CallStage::Undescribed | CallStage::None, false) => CallStage::None,
            (ended @ CallStage::Ended(_), false) => ended,
        };
    }

    /// Nothing is known of any call, but which sessions are none.
    pub(crate) fn forget(&mut self) {
        let sessions = std::mem::take(&mut self.sessions);
        *self = Self {
            sessions,
            ..Self::default()
        };
    }

    /// There is a call of which nothing is known.
    pub(crate) fn is_undescribed(&mut self, now: Now) {
        if self.stage != CallStage::Undescribed {
            self.undescribed_since = Some(now.mono);
        }
        self.stage = CallStage::Undescribed;
        self.details = None;
        self.second = None;
    }

    /// Whether nobody has described the call, and may do so yet.
    pub fn is_unannounced(&self, now: Now) -> bool {
        let young = |since| now.mono.since(since) < ANNOUNCED_AFTER_MS;
        self.stage == CallStage::Undescribed && self.undescribed_since.is_some_and(young)
    }

    /// When the talk began, where that is known.
    pub fn talking(&self) -> Start {
        self.details
            .as_ref()
            .map_or(Start::Unknown, |details| details.talking)
    }
}
