//! Why an agent is busy or rests.

/// `reason` of `AgentState_SetNotReady_Success` (`cec_07_1346`, which has the codes) and of
/// `AgentState_SetRest_Success` (`cec_07_1348`), whose codes are the site's own (`cec_07_1213`).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Reason {
    /// 2, the agent did not answer a call.
    NoAnswer,
    /// 3, an inspector did it.
    Inspector,
    /// 5, the agent's phone is unavailable.
    PhoneUnavailable,
    /// 7, the agent rejected a call.
    Rejected,
    /// 200 to 250, a reason of the agent's own; of rest 1 to 255.
    Own(i64),
    /// Any other, kept as it came.
    Other(i64),
}

impl Reason {
    /// Reads `reason` of busy; `None` for those that say no more than the state does: 0 none, 1 the
    /// agent shows busy, 4 the agent rests.
    pub const fn from_code(code: i64) -> Option<Self> {
        Some(match code {
            0 | 1 | 4 => return None,
            2 => Self::NoAnswer,
            3 => Self::Inspector,
            5 => Self::PhoneUnavailable,
            7 => Self::Rejected,
            200..=250 => Self::Own(code),
            _ => Self::Other(code),
        })
    }

    /// Reads `reason` of rest, which each site configures for itself; `None` for 0, none.
    pub const fn of_rest(code: i64) -> Option<Self> {
        match code {
            0 => None,
            code => Some(Self::Own(code)),
        }
    }

    /// The gateway's own code.
    pub const fn code(self) -> i64 {
        match self {
            Self::NoAnswer => 2,
            Self::Inspector => 3,
            Self::PhoneUnavailable => 5,
            Self::Rejected => 7,
            Self::Own(code) | Self::Other(code) => code,
        }
    }
}
