//! How the panel stands with the gateway, as the connection line shows it.

use super::exchange::Link;
use super::recovery::Recovery;
use super::reply::Cause;
use super::session::Phase;
use crate::gateway::FailureClass;
use crate::time::Now;

/// The values of `data-connection`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Connection {
    /// Nothing has been asked yet, or nobody is signed in.
    Connecting,
    /// `syncagentinfo` is under way.
    Recovering,
    /// The last request was answered.
    Live,
    /// The last request failed and is tried again.
    Retrying,
    /// The gateway asked for fewer requests.
    Slowed,
    /// The agent is being moved to another server.
    Switching,
    /// The browser has no network.
    Offline,
    /// The session is no longer good.
    Expired,
    /// Nothing can succeed as things are configured.
    Misconfigured,
    /// Another panel of the browser polls, and this one shows what that one learns.
    Following,
}

impl Link {
    /// How the panel stands with the gateway at `now`. `following`: another panel asks for it;
    /// `online`: the browser believes that it has a network.
    pub fn connection(&self, following: bool, online: bool, now: Now) -> Connection {
        match &self.phase {
            Phase::NoSession => return Connection::Connecting,
            // What another panel learns is worth more than why this one stopped.
            _ if following => return Connection::Following,
            Phase::Expired(_) => return Connection::Expired,
            Phase::Misconfigured { .. } => return Connection::Misconfigured,
            Phase::Asking => {}
        }
        if let Some((failure, _)) = self.polling.failing() {
            return match failure.class {
                FailureClass::SlowDown => Connection::Slowed,
                FailureClass::SwitchingOver => Connection::Switching,
                _ if !online && failure.cause == Cause::Network => Connection::Offline,
                _ => Connection::Retrying,
            };
        }
        if self.polling.slowed_at(now.mono).is_some() {
            return Connection::Slowed;
        }
        match &self.recovery {
            Recovery::Due { first: None, .. } => Connection::Connecting,
            Recovery::Due { .. } => Connection::Recovering,
            _ if self.answered.is_none() => Connection::Connecting,
            _ => Connection::Live,
        }
    }
}

impl Connection {
    /// The value of `data-connection`.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Connecting => "connecting",
            Self::Recovering => "recovering",
            Self::Live => "live",
            Self::Retrying => "retrying",
            Self::Slowed => "slowed",
            Self::Switching => "switching",
            Self::Offline => "offline",
            Self::Expired => "expired",
            Self::Misconfigured => "misconfigured",
            Self::Following => "following",
        }
    }
}
