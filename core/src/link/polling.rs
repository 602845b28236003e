//! How often the gateway is asked (R7).

use super::reply::Failure;
use crate::gateway::FailureClass;
use crate::settings::Settings;
use crate::time::{Mono, Now};

/// The shortest time between the starts of two requests, in ms.
pub const SHORTEST_MS: u64 = 1_000;
/// The interval while something is awaited, in ms.
const FAST_MS: u64 = 1_000;
/// How long a thing is awaited with fast polls, in ms.
const FAST_FOR_MS: u64 = 10_000;
/// The longest time from one try to the next, in ms.
const LONGEST_MS: u64 = 60_000;
/// The same while a stranger answers in the gateway's place, in ms: asking it costs little.
const LONGEST_STRANGER_MS: u64 = 15_000;
/// How long "slow down" lasts, in ms.
const SLOWED_FOR_MS: u64 = 60_000;
/// The shortest interval while slowed, in ms.
const SLOWED_MS: u64 = 5_000;
/// The longest wait that `Retry-After` can ask for, in ms: a wrong header must not stop
/// the panel for a shift.
pub const LONGEST_RETRY_AFTER_MS: u64 = 600_000;

/// What decides about the next poll.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Polling {
    /// Failures in a row.
    failures: u32,
    /// The last of them.
    failure: Option<Failure>,
    /// When the first of them came back.
    failing_since: Option<Mono>,
    /// Polls are fast until then.
    fast_until: Option<Mono>,
    /// The interval is doubled this often, until then.
    slowed: Option<(u32, Mono)>,
    /// The server wants no request before.
    not_before: Option<Mono>,
}

impl Polling {
    /// An answer came.
    pub fn succeeded(&mut self) {
        self.failures = 0;
        self.failure = None;
        self.failing_since = None;
        self.not_before = None;
    }

    /// A request failed. `quiet`: nobody looks, or the agent is signed out.
    pub fn failed(&mut self, failure: Failure, settings: &Settings, quiet: bool, now: Now) {
        self.failures = self.failures.saturating_add(1);
        self.failing_since.get_or_insert(now.mono);
        if failure.class == FailureClass::SlowDown {
            let doublings = self.slowed_at(now.mono).unwrap_or(0).saturating_add(1);
            self.slowed = Some((doublings, now.mono.plus(SLOWED_FOR_MS)));
        }
        // A server may name the same moment to all its panels. They come behind it as they
        // come otherwise: spread over an interval.
        let spread = jittered(self.interval(settings, quiet, now.mono), now.chance);
        self.not_before = failure
            .retry_after_ms
            .map(|wait| now.mono.plus(wait.min(LONGEST_RETRY_AFTER_MS) + spread));
        self.failure = Some(failure);
    }

    /// Something is awaited: the next ten seconds are polled fast.
    pub fn hurry(&mut self, now: Mono) {
        self.fast_until = Some(now.plus(FAST_FOR_MS));
    }

    /// Nothing is awaited any more.
    pub fn calm_down(&mut self) {
        self.fast_until = None;
    }

    /// The last failure, and how many there were in a row; `None` when the last request
    /// was answered.
    pub const fn failing(&self) -> Option<(&Failure, u32)> {
        match &self.failure {
            Some(failure) => Some((failure, self.failures)),
            None => None,
        }
    }

    /// How often the interval is doubled at `now`; `None` when it is not.
    pub fn slowed_at(&self, now: Mono) -> Option<u32> {
        self.slowed
            .filter(|(_, until)| now < *until)
            .map(|(doublings, _)| doublings)
    }

    /// The interval at `now` while answers come. `quiet`: nobody looks, or the agent is
    /// signed out.
    pub fn interval(&self, settings: &Settings, quiet: bool, now: Mono) -> u64 {
        let base = if quiet {
            settings.hidden_poll_interval_ms
        } else {
            settings.poll_interval_ms
        };
        match self.slowed_at(now) {
            Some(doublings) => doubled(base, doublings).max(SLOWED_MS),
            None if !quiet && self.fast_until.is_some_and(|until| now < until) => base.min(FAST_MS),
            None => base,
        }
    }

    /// The longest interval that there is at any pace.
    pub fn longest_interval(settings: &Settings) -> u64 {
        settings
            .poll_interval_ms
            .max(settings.hidden_poll_interval_ms)
            .max(LONGEST_MS)
    }

    /// When to ask next, after what was asked at `sent` came back at `now`.
    pub fn next(&self, settings: &Settings, quiet: bool, sent: Mono, now: Now) -> Mono {
        let interval = self.interval(settings, quiet, now.mono);
        let wait = match &self.failure {
            None => interval,
            Some(failure) if failure.class == FailureClass::SlowDown => interval,
            Some(failure) => {
                let longest = self.longest_pause(failure, interval, now.mono.since(sent), now.mono);
                interval + jittered(longest.saturating_sub(interval), now.chance)
            }
        };
        let next = now.mono.plus(wait.max(SHORTEST_MS));
        self.not_before
            .map_or(next, |not_before| next.max(not_before))
    }

    /// The longest pause after `failure`, which took so many ms to come, in ms.
    ///
    /// It grows with the time for which everything has failed, from the interval on, which is
    /// the shortest. So all panels of a site together never ask a gateway that is away more
    /// often than one that is there, and when it comes back, they come back to it one after
    /// the other. A try and the pause after it take a minute at most, so that all of them are
    /// back then, those who had to wait for a time-out, too.
    fn longest_pause(&self, failure: &Failure, interval: u64, took: u64, now: Mono) -> u64 {
        let lasted = self.failing_since.map_or(0, |since| now.since(since));
        let (grown, longest) = if failure.cause.is_of_a_stranger() {
            (lasted / 4, LONGEST_STRANGER_MS)
        } else {
            (lasted / 2, LONGEST_MS)
        };
        grown.min(longest.saturating_sub(took)).max(interval)
    }

    /// How often the interval is doubled until when, and the moment before which the
    /// server wants no request.
    pub const fn limits(&self) -> (Option<(u32, Mono)>, Option<Mono>) {
        (self.slowed, self.not_before)
    }

    /// Takes over the limits that another panel of the same agent has been set, as far as
    /// they can have been set by `now`.
    pub fn limit(&mut self, slowed: Option<(u32, Mono)>, not_before: Option<Mono>, now: Mono) {
        self.slowed = slowed.map(|(times, until)| (times, until.min(now.plus(SLOWED_FOR_MS))));
        self.not_before = not_before.map(|at| at.min(now.plus(LONGEST_RETRY_AFTER_MS)));
    }

    /// The moment before which the server wants no request.
    pub const fn not_before(&self) -> Option<Mono> {
        self.not_before
    }
}

/// `interval` doubled `times` times, at most [`LONGEST_MS`] or the interval itself.
fn doubled(interval: u64, times: u32) -> u64 {
    let factor = 1_u64.checked_shl(times.min(16)).unwrap_or(u64::MAX);
    interval
        .saturating_mul(factor)
        .min(LONGEST_MS.max(interval))
}

/// Anything between nothing and `longest`, by chance.
pub fn jittered(longest: u64, chance: u32) -> u64 {
    longest.saturating_mul(u64::from(chance)) >> 32
}
