//! The promises that every shift checks, and the count of all that was done.

use super::weather::Fault;

macro_rules! promises {
    ($($(#[$doc:meta])* $promise:ident = $name:literal,)*) => {
        /// What must hold.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub enum Promise {
            $($(#[$doc])* $promise,)*
        }

        impl Promise {
            /// All of them with their names.
            pub const ALL: &'static [(Self, &'static str)] = &[$((Self::$promise, $name),)*];

            /// Its name.
            pub fn name(self) -> &'static str {
                Self::ALL[self as usize].1
            }
        }
    };
}

promises! {
    /// Two intervals after everything is well again the panel shows the gateway's state,
    /// whether there is a call, and no command that still runs long after its time.
    ShowsWhatIs = "shows-what-is",
    /// No state is shown that the gateway did not have at or after the moment that it is
    /// of. That moment is when the answer or the event came in; the answer itself is from
    /// between the sending of its request and then, and an event from when it came about.
    /// So the state must have been the gateway's at some moment from the request's sending,
    /// or from the event's coming about, until now, and an answer or an event must have
    /// come in at the very moment that is named.
    AsOf = "as-of",
    /// What is shown of the call was so at or after the same moment.
    CallAsOf = "call-as-of",
    /// The card shows the ID and the caller of one call that the agent has with a customer, and
    /// of no help call. Once known, the caller is there as long as that call lasts.
    CallerKept = "caller-kept",
    /// Nothing of a text session beside it stands on the card of a call.
    OwnMedium = "own-medium",
    /// A call that polls have seen end is never shown as going on.
    CardEnds = "card-ends",
    /// Nothing looks live that is older than two intervals, and nothing is shown as a state
    /// that is older than a minute, or than an answer can be waited for.
    FreshIsRecent = "fresh-is-recent",
    /// Timers of old data stand still, and no exact time began at another moment than a
    /// stretch of that state did.
    Durations = "durations",
    /// A command is done only when its effect was there after it began, and runs no longer
    /// than ten seconds.
    DoneByEvidence = "done-by-evidence",
    /// `syncagentinfo` is answered at most once per load and agent unless asked for, and
    /// tried at most three times within 15 s while no answer came.
    SyncOnce = "sync-once",
    /// A call is looked up while nobody has described it and the polls are answered, at most
    /// twice.
    LooksUp = "looks-up",
    /// A poll comes when it was due, or when the look-up before it has ended.
    LookUpIsQuick = "look-up-is-quick",
    OneAtATime = "one-at-a-time",
    OneASecond = "one-a-second",
    /// No request comes sooner than the interval and the back-off allow, unless something
    /// has asked for haste; polls in haste end ten seconds after what asked for them.
    Pace = "pace",
    /// `Retry-After` and "slow down" are obeyed.
    Obeys = "obeys",
    /// A request has the session that stands in the source, and no Guid where a proxy has it.
    OwnSession = "own-session",
    /// A Guid that was refused three times, or whose session is over, is not sent again,
    /// and nothing is sent as long as the panel says that it has stopped. Where a proxy has
    /// the Guid, the gateway is asked again as seldom as by a panel that nobody looks at, or
    /// when something has come after which the session may be good again.
    Stops = "stops",
    /// Of all that can be done at the gateway, the panel asks for the state, and nothing else.
    OnlyAsks = "only-asks",
    /// The Guid stands in no text.
    Secret = "secret",
    /// Generations rise by one, and a reply of an older one changes nothing.
    Generations = "generations",
    /// Something will wake the panel always, at a moment to come, and no wake is for nothing.
    Wakes = "wakes",
    /// The connection is live after an answer and is not after a failure.
    ConnectionTrue = "connection-true",
    /// A panel asks within a minute after an outage, by itself.
    ComesBack = "comes-back",
    /// A panel with a session and a gateway that answers asks again within a minute.
    NeverGivesUp = "never-gives-up",
    NoPanic = "no-panic",
}

const PROMISES: usize = Promise::ALL.len();
const FAULTS: usize = Fault::ALL.len();

/// A promise that was broken.
pub struct Broken {
    pub promise: Promise,
    pub why: String,
}

/// The count.
#[derive(Clone, Default)]
pub struct Ledger {
    pub shifts: u64,
    /// Events that a panel was handed.
    pub steps: u64,
    pub requests: u64,
    pub answers: u64,
    pub loads: u64,
    pub pushes: u64,
    /// Simulated time, in ms.
    pub simulated: u64,
    pub checks: [u64; PROMISES],
    pub faults: [u64; FAULTS],
    pub deeds: Vec<(&'static str, u64)>,
}

impl Ledger {
    /// Checks that a promise holds; ends the shift where it does not.
    pub fn keep(&mut self, promise: Promise, holds: bool, why: impl FnOnce() -> String) {
        self.checks[promise as usize] += 1;
        if !holds {
            let why = why();
            std::panic::panic_any(Broken { promise, why });
        }
    }

    pub fn fault(&mut self, fault: Fault) {
        self.faults[fault as usize] += 1;
    }

    pub fn deed(&mut self, name: &'static str) {
        match self.deeds.iter_mut().find(|(known, _)| *known == name) {
            Some((_, count)) => *count += 1,
            None => self.deeds.push((name, 1)),
        }
    }

    /// Adds another's count.
    pub fn add(&mut self, other: &Self) {
        for (mine, its) in [
            (&mut self.shifts, other.shifts),
            (&mut self.steps, other.steps),
            (&mut self.requests, other.requests),
            (&mut self.answers, other.answers),
            (&mut self.loads, other.loads),
            (&mut self.pushes, other.pushes),
            (&mut self.simulated, other.simulated),
        ] {
            *mine += its;
        }
        for (mine, its) in self.checks.iter_mut().zip(other.checks) {
            *mine += its;
        }
        for (mine, its) in self.faults.iter_mut().zip(other.faults) {
            *mine += its;
        }
        for (name, count) in &other.deeds {
            self.deed(name);
            if let Some((_, mine)) = self.deeds.iter_mut().find(|(known, _)| known == name) {
                *mine += count - 1;
            }
        }
    }
}
