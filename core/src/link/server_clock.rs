//! When an answer was made, by the headers that came with it: an old one comes from a cache on
//! the way, and says nothing of now (R6). Of the server's clock nothing is shown but how far this
//! computer's is from it.

use crate::time::{Mono, Now};

/// How far two readings of the server's clock may be apart, in ms, and still agree: `Date` tells
/// whole seconds, and clocks drift.
const SLACK_MS: i64 = 2_000;
/// `Date` leaves out what is less than this, in ms.
const SECOND_MS: i64 = 1_000;
/// How far behind the server's clock a `Date` must be for the answer to count as old, in ms.
/// Servers that share the work may be apart by less.
const OLD_MS: i64 = 60_000;
/// By how many ms more or less the server's clock must be ahead for that to be told again.
const TOLD_MS: u64 = 5_000;

/// What an HTTP response says of its own age. Where the gateway is on another origin, the
/// browser shows neither, unless the gateway exposes them.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Stamp {
    /// `Age`, in milliseconds: how long it has been in caches on the way.
    pub age_ms: Option<u64>,
    /// `Date`: when it was made, in milliseconds since 1970-01-01 UTC by the server's clock,
    /// which tells whole seconds.
    pub date_ms: Option<u64>,
}

/// A reading of the server's clock: what it showed between two moments.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Reading {
    date_ms: i64,
    sent: Mono,
    received: Mono,
}

/// Why the computer's clocks went apart.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reason {
    /// It slept.
    Slept,
    /// Somebody set its clock.
    Set,
}

/// The server's clock, as the answers' `Date` has told it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ServerClock {
    /// The reading that was furthest ahead. An answer is never made later than it comes.
    ahead: Option<Reading>,
    /// The first reading of the last `Date`.
    last: Option<Reading>,
    /// The first of the readings that are far behind and go on as a clock does.
    behind: Option<Reading>,
    /// By how many ms it was said to be ahead of this computer's.
    told_ms: Option<i64>,
}

impl Reading {
    /// What the answer to a request of then says. One that was in a cache says nothing.
    pub fn of(stamp: Stamp, sent: Mono, received: Mono) -> Option<Self> {
        let date_ms = stamp.date_ms.filter(|_| stamp.age_ms.unwrap_or(0) == 0)?;
        Some(Self {
            date_ms: i64::try_from(date_ms).ok()?,
            sent,
            received,
        })
    }

    /// By how many ms the server's clock has gone on less than this computer's since `earlier`,
    /// at least and at most.
    const fn lag(&self, earlier: &Self) -> (i64, i64) {
        let dates = self.date_ms.saturating_sub(earlier.date_ms);
        let least = self.sent.0.saturating_sub(earlier.received.0);
        let most = self.received.0.saturating_sub(earlier.sent.0);
        (least.saturating_sub(dates), most.saturating_sub(dates))
    }

    /// By how many ms the server's clock is ahead of this computer's by a reading that was received
    /// `now`: it was read in the middle of the request, as far as anybody knows.
    fn ahead_ms(&self, now: Now) -> i64 {
        let read = now.earlier(self.sent).wall.0.midpoint(now.wall.0);
        self.date_ms
            .saturating_sub_unsigned(read)
            .saturating_add(SECOND_MS / 2)
    }

    /// Whether the server's clock may have gone on by so many ms less.
    const fn lags_by(&self, earlier: &Self, ms: i64) -> bool {
        let (least, most) = self.lag(earlier);
        least.saturating_sub(SLACK_MS) <= ms && ms <= most.saturating_add(SLACK_MS)
    }

    /// The same reading where this computer's clock is ahead by so many ms more.
    const fn later(self, by: u64) -> Self {
        Self {
            date_ms: self.date_ms,
            sent: self.sent.plus(by),
            received: self.received.plus(by),
        }
    }
}

impl ServerClock {
    /// Takes a reading; whether the answer is old. `patience_ms`: how old one may be.
    ///
    /// A `Date` that stands still is that of a stored answer, and so is one that is far behind,
    /// unless it goes on for a while as a clock does: then the server's was set back, or another
    /// server answers.
    pub fn read(&mut self, reading: Reading, patience_ms: u64) -> bool {
        let stands = self.last.filter(|last| last.date_ms == reading.date_ms);
        let first = *stands.as_ref().unwrap_or(&reading);
        self.last = Some(first);
        if reading.sent.since(first.received) > patience_ms {
            return true;
        }
        let Some(ahead) = self.ahead else {
            self.ahead = Some(reading);
            return false;
        };
        let (least, _) = reading.lag(&ahead);
        if least <= OLD_MS {
            let offset = |reading: &Reading| reading.date_ms.saturating_sub(reading.received.0);
            if offset(&reading) > offset(&ahead) {
                self.ahead = Some(reading);
            }
            return false;
        }
        let goes_on = self.behind.filter(|behind| reading.lags_by(behind, 0));
        let first = *self.behind.insert(goes_on.unwrap_or(reading));
        reading.sent.since(first.received) <= OLD_MS.unsigned_abs()
    }

    /// By how many ms the server's clock is ahead of this computer's, by a reading that was received
    /// `now`; `None` where that has been told.
    pub fn tell(&mut self, reading: &Reading, now: Now) -> Option<i64> {
        let ahead = reading.ahead_ms(now);
        let doubt = TOLD_MS + now.mono.since(reading.sent);
        if self
            .told_ms
            .is_some_and(|told| told.abs_diff(ahead) <= doubt)
        {
            return None;
        }
        self.told_ms = Some(ahead);
        self.told_ms
    }

    /// Why this computer's clocks went apart by so many ms since the last readings; `None`
    /// where nobody can tell.
    pub fn explain(&self, reading: &Reading, by: u64) -> Option<Reason> {
        let last = self.last.as_ref()?;
        let slept = reading.lags_by(last, 0);
        let set = reading.lags_by(last, i64::try_from(by).ok()?);
        match (slept, set) {
            (true, false) => Some(Reason::Slept),
            (false, true) => Some(Reason::Set),
            _ => None,
        }
    }

    /// This computer's clock was set ahead by so many ms.
    pub fn set_ahead(&mut self, by: u64) {
        for reading in [&mut self.ahead, &mut self.last, &mut self.behind] {
            *reading = reading.map(|reading| reading.later(by));
        }
    }
}
