//! Who polls for the agent: one panel of the browser leads, the others follow (R7).
//! `panel::leading` has the rules.

use crate::time::Mono;

/// Where this panel stands among those of the same agent.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Lead {
    /// It has not asked for the lead.
    #[default]
    Unasked,
    /// It has asked and waits for the browser's answer.
    Asked {
        /// Until when it waits.
        by: Mono,
        /// Whether it followed until then.
        following: bool,
        /// Whether that is the last moment for an answer that waits behind other things,
        /// as in a page whose time other scripts take up.
        late: bool,
    },
    /// It polls, and tells the others.
    Leads,
    /// It polls for itself: this browser or page gives no way to share.
    Alone,
    /// Another polls.
    Follows {
        /// Without a word from that one until then, this panel takes over.
        by: Mono,
        /// Nobody looks at that one, so a panel that is looked at takes over.
        hidden: bool,
        /// Whether it looked for a word too late before, as a page that was frozen.
        late: bool,
    },
    /// Another polls and this one shows what it says, but its own session is over, so that
    /// it is not to have the lead.
    LooksOn {
        /// Without a word from that one until then, this panel stands alone with its own.
        by: Mono,
    },
}

/// What the browser says of the lead.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LeadNews {
    /// This panel has it now.
    Granted,
    /// Another has it; this panel will get it when that one goes.
    Taken,
    /// Another has taken it away from this panel.
    Lost,
    /// There is no way to share here.
    Unavailable,
}

/// Who polls, as a host and the help desk are told.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Role {
    /// This panel, for itself.
    Alone,
    /// This panel, for all.
    Leads,
    /// Another panel.
    Follows,
}

impl Lead {
    /// What a host is told of it.
    pub const fn role(self) -> Role {
        match self {
            Self::Leads => Role::Leads,
            Self::Unasked | Self::Alone => Role::Alone,
            Self::Asked { .. } | Self::Follows { .. } | Self::LooksOn { .. } => {
                if self.is_following() {
                    Role::Follows
                } else {
                    Role::Alone
                }
            }
        }
    }

    /// Whether this panel may ask the gateway.
    pub const fn may_ask(self) -> bool {
        matches!(self, Self::Leads | Self::Alone)
    }

    /// Whether another panel polls, as far as is known.
    pub const fn is_following(self) -> bool {
        match self {
            Self::Follows { .. } | Self::LooksOn { .. } => true,
            Self::Asked { following, .. } => following,
            _ => false,
        }
    }
}

impl Role {
    /// The role as a word.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Alone => "alone",
            Self::Leads => "leads",
            Self::Follows => "follows",
        }
    }
}
