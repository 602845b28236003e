//! How the panel stands with the gateway, as the connection line shows it.

use super::model::Model;
use super::recovery::Recovery;
use super::reply::Cause;
use super::session::Phase;
use super::time::Now;
use crate::gateway::FailureClass;

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

impl Connection {
    /// How the panel stands at `now`.
    pub fn of(model: &Model, now: Now) -> Self {
        match &model.phase {
            Phase::NoSession => return Self::Connecting,
            // What another panel learns is worth more than why this one stopped.
            _ if model.lead.is_following() => return Self::Following,
            Phase::Expired(_) => return Self::Expired,
            Phase::Misconfigured { .. } => return Self::Misconfigured,
            Phase::Asking => {}
        }
        if let Some((failure, _)) = model.polling.failing() {
            return match failure.class {
                FailureClass::SlowDown => Self::Slowed,
                FailureClass::SwitchingOver => Self::Switching,
                _ if !model.page.online && failure.cause == Cause::Network => Self::Offline,
                _ => Self::Retrying,
            };
        }
        if model.polling.slowed_at(now.mono).is_some() {
            return Self::Slowed;
        }
        match &model.recovery {
            Recovery::Due { first: None, .. } => Self::Connecting,
            Recovery::Due { .. } => Self::Recovering,
            _ if model.answered.is_none() => Self::Connecting,
            _ => Self::Live,
        }
    }

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
