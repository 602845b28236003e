//! When the panel asks next while it backs off, for the agent to see and to hasten (R8).

use super::exchange::Link;
use super::session::Phase;
use crate::time::{Mono, Now};

/// When the gateway is asked next.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NextAsk {
    /// In how many whole seconds; `None` while a request is under way.
    pub seconds: Option<u64>,
    /// Whether the agent may have it asked at once. Not where the server has said how long
    /// it wants to be left alone.
    pub may_hasten: bool,
}

impl Link {
    /// Whether requests fail, so that the next one comes later than usual.
    pub const fn is_backing_off(&self) -> bool {
        self.polling.failing().is_some() && self.requests.in_flight().is_none()
    }

    /// When the gateway is asked next; `None` while all is well.
    pub fn next_ask(&self, now: Now) -> Option<NextAsk> {
        self.polling.failing()?;
        if matches!(self.phase, Phase::NoSession | Phase::Expired(_)) {
            return None;
        }
        let due = self.next_due();
        Some(NextAsk {
            seconds: due.map(|due| whole_seconds(now.mono, due)),
            may_hasten: self.phase == Phase::Asking && !self.is_held_off(now),
        })
    }

    /// The moment of that, while no request is under way.
    pub fn next_due(&self) -> Option<Mono> {
        self.polling.failing()?;
        let due = match self.phase {
            Phase::Asking => self.requests.due(),
            Phase::Misconfigured { again } => Some(again),
            Phase::NoSession | Phase::Expired(_) => None,
        };
        due.filter(|_| self.requests.in_flight().is_none())
    }

    /// Whether the server has said how long it wants to be left alone.
    fn is_held_off(&self, now: Now) -> bool {
        let waits = self.polling.not_before().is_some_and(|at| at > now.mono);
        waits || self.polling.slowed_at(now.mono).is_some()
    }
}

/// Seconds between two moments, in steps of the one tick.
fn whole_seconds(from: Mono, until: Mono) -> u64 {
    (until.0.div_euclid(1_000) - from.0.div_euclid(1_000))
        .max(0)
        .unsigned_abs()
}
