//! What went wrong, for the help desk: a ring of the last entries without any datum of a
//! call, number or Guid.

use super::lead::Role;
use super::reply::Cause;
use super::settings::Complaint;
use super::time::Wall;
use crate::gateway::{EventRefusal, Interface, Loss, RetCode};

/// How many entries are kept.
const KEPT: usize = 500;

/// One line of the diagnostics.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// When, by the browser's clock.
    pub at: Wall,
    /// What.
    pub fact: Fact,
}

/// What is worth telling the help desk.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Fact {
    /// A field of an answer could not be read and was left out (R10).
    Lost(Interface, Loss),
    /// A field of a pushed event could not be read and was left out.
    LostInEvent(Loss),
    /// Something that the portal pushed was of no use; noted once for each reason.
    PushIgnored(Ignored),
    /// A time of that field lies after the answer's own `currentTime` (R5).
    NegativeDuration(&'static str),
    /// A request failed. The gateway's message is left out: it may hold anything.
    Failed(Interface, &'static str, Option<RetCode>),
    /// Who polls for the agent from now on (R7).
    Role(Role),
    /// An entry of `config.json` that was not obeyed.
    Configuration(Complaint),
}

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

/// The ring.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Diagnostics(Vec<Entry>);

impl Diagnostics {
    /// Adds a fact and drops the oldest when the ring is full.
    pub fn add(&mut self, at: Wall, fact: Fact) {
        if self.0.len() >= KEPT {
            self.0.remove(0);
        }
        self.0.push(Entry { at, fact });
    }

    /// The entries, oldest first.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.0.iter()
    }
}

impl Cause {
    /// The cause as a word for the help desk.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Network => "no response",
            Self::TimedOut => "timed out",
            Self::Http(_) => "http status",
            Self::NotJson => "not json",
            Self::NotAnAnswer => "not an answer",
            Self::TooLarge => "too large",
            Self::Code(..) => "retcode",
            Self::OtherAgent => "another agent",
            Self::AlreadySynced => "already synced",
        }
    }
}
