//! The result codes that this gateway answers with.

/// A result code of the gateway, of those that the simulation has a use for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retcode {
    /// 000-002
    BadParameter,
    /// 000-003
    Expired,
    /// 000-006
    BadMessage,
    /// 000-007
    Repeated,
    /// 100-001
    BadSignIn,
    /// 100-002
    SignedInAlready,
    /// 100-004
    WrongPassword,
    /// 100-006
    NotSignedIn,
    /// 100-007
    OperationFailed,
    /// 100-009
    StateNotSet,
    /// 100-010
    SignOutRefused,
    /// 100-011
    BadAgentId,
}

impl Retcode {
    /// The code as it stands in `retcode`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::BadParameter => "000-002",
            Self::Expired => "000-003",
            Self::BadMessage => "000-006",
            Self::Repeated => "000-007",
            Self::BadSignIn => "100-001",
            Self::SignedInAlready => "100-002",
            Self::WrongPassword => "100-004",
            Self::NotSignedIn => "100-006",
            Self::OperationFailed => "100-007",
            Self::StateNotSet => "100-009",
            Self::SignOutRefused => "100-010",
            Self::BadAgentId => "100-011",
        }
    }

    /// A text for `message`.
    pub const fn message(self) -> &'static str {
        match self {
            Self::BadParameter => "URL or parameter incorrect",
            Self::Expired => "no permission, authentication may have expired",
            Self::BadMessage => "message parameter error",
            Self::Repeated => "interface repeatedly invoked",
            Self::BadSignIn => "sign-in parameter empty or invalid",
            Self::SignedInAlready => "the agent has signed in already",
            Self::WrongPassword => "wrong user name or password",
            Self::NotSignedIn => "the agent has not signed in",
            Self::OperationFailed => "the operation is not possible now",
            Self::StateNotSet => "the agent's status cannot be set now",
            Self::SignOutRefused => "the agent cannot sign out in this state",
            Self::BadAgentId => "agent ID invalid",
        }
    }
}
