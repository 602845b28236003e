//! What went on, for the help desk: entries without any datum of a call, number or Guid,
//! until the app takes them to the page's script, which keeps them beyond a crash.

use crate::desk::pushed::Ignored;
use crate::gateway::{Interface, Loss, RetCode};
use crate::settings::Complaint;
use crate::sharing::Role;
use crate::time::Wall;

/// How many entries wait at most to be taken.
const WAITING: usize = 500;
/// How many reasons why pushes were of no use are noted. The names of unknown events are
/// the gateway's, which may invent ever more of them.
const REASONS: usize = 50;

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
    /// A request is over.
    Request(Request),
    /// By how many ms the gateway's clock is ahead of this computer's; negative where it is
    /// behind. Told again when that changes.
    Clock(i64),
    /// Who polls for the agent from now on (R7).
    Role(Role),
    /// An entry of `config.json` that was not obeyed.
    Configuration(Complaint),
}

/// A request that is over.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Request {
    /// What was asked.
    pub interface: Interface,
    /// The HTTP status; `None` when no response came in time.
    pub status: Option<u16>,
    /// How long it took, in ms.
    pub latency_ms: u64,
    /// How many requests before it failed in a row.
    pub retries: u32,
    /// Why it failed, in a word, with `retcode` where the gateway sent one; `None` when it was
    /// answered. The gateway's message is left out: it may hold anything.
    pub failure: Option<(&'static str, Option<RetCode>)>,
}

/// What waits to be taken, and what is known of all that ever did.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Diagnostics {
    waiting: Vec<Entry>,
    reasons: Vec<Ignored>,
    lost: usize,
}

impl Diagnostics {
    /// Adds a fact; if nobody takes them, the oldest goes.
    pub fn add(&mut self, at: Wall, fact: Fact) {
        if let Fact::Lost(..) = fact {
            self.lost += 1;
        }
        if self.waiting.len() >= WAITING {
            self.waiting.remove(0);
        }
        self.waiting.push(Entry { at, fact });
    }

    /// Adds why a push was of no use, each reason once, so that a gateway with many other
    /// events leaves room.
    pub fn add_ignored(&mut self, at: Wall, why: Ignored) {
        if self.reasons.len() < REASONS && !self.reasons.contains(&why) {
            self.reasons.push(why.clone());
            self.add(at, Fact::PushIgnored(why));
        }
    }

    /// The entries that wait, oldest first.
    pub fn entries(&self) -> &[Entry] {
        &self.waiting
    }

    /// Takes the entries that wait, oldest first.
    pub fn take(&mut self) -> Vec<Entry> {
        std::mem::take(&mut self.waiting)
    }

    /// How many fields of answers could not be read so far.
    pub const fn lost(&self) -> usize {
        self.lost
    }
}
