//! When the panel asks next while it backs off, for the agent to see and to hasten (R8).

use super::model::Model;
use super::session::Phase;
use super::time::{Mono, Now};

/// When the gateway is asked next.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NextAsk {
    /// In how many whole seconds; `None` while a request is under way.
    pub seconds: Option<u64>,
    /// Whether the agent may have it asked at once. Not where the server has said how long
    /// it wants to be left alone.
    pub may_hasten: bool,
}

/// Whether requests fail, so that the next one comes later than usual.
pub(super) const fn is_backing_off(model: &Model) -> bool {
    model.polling.failing().is_some() && model.requests.in_flight().is_none()
}

/// When the gateway is asked next; `None` while all is well, or while asking is another
/// panel's part.
pub(super) fn next_ask(model: &Model, now: Now) -> Option<NextAsk> {
    if model.lead.is_following() || model.polling.failing().is_none() {
        return None;
    }
    let due = match model.phase {
        Phase::Asking => model.requests.due(),
        Phase::Misconfigured { again } => Some(again),
        Phase::NoSession | Phase::Expired(_) => return None,
    };
    let waits = model.requests.in_flight().is_none();
    let due = due.filter(|_| waits);
    Some(NextAsk {
        seconds: due.map(|due| whole_seconds(now.mono, due)),
        may_hasten: model.phase == Phase::Asking && !is_held_off(model, now),
    })
}

/// Whether the server has said how long it wants to be left alone.
fn is_held_off(model: &Model, now: Now) -> bool {
    let waits = model.polling.not_before().is_some_and(|at| at > now.mono);
    waits || model.polling.slowed_at(now.mono).is_some()
}

/// Seconds between two moments, in steps of the one tick.
fn whole_seconds(from: Mono, until: Mono) -> u64 {
    (until.0.div_euclid(1_000) - from.0.div_euclid(1_000))
        .max(0)
        .unsigned_abs()
}
