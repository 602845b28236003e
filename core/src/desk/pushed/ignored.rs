//! Pushes that are of no use, and why.

use crate::gateway::EventRefusal;

/// Why a push was of no use.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Ignored {
    /// The event could not be read, or is of a type that nobody knows.
    Refused(EventRefusal),
    /// The event is about another agent.
    OtherAgent,
    /// The panel does not know yet for which agent it is, or no agent is signed in.
    NobodySignedIn,
    /// The command is no number.
    NotACommand,
}

impl Ignored {
    /// The reason as a word for the help desk.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Refused(EventRefusal::TooLarge) => "too large",
            Self::Refused(EventRefusal::NotJson) => "not json",
            Self::Refused(EventRefusal::NoEventType) => "no event type",
            Self::Refused(EventRefusal::UnknownType(_)) => "unknown type",
            Self::OtherAgent => "another agent",
            Self::NobodySignedIn => "nobody signed in",
            Self::NotACommand => "not a command",
        }
    }

    /// The name of the event's type, where that is what is unknown.
    pub fn event_type(&self) -> Option<&str> {
        match self {
            Self::Refused(EventRefusal::UnknownType(name)) => Some(name),
            _ => None,
        }
    }
}
