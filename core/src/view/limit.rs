//! How far the time in a state has come that somebody has limited: the operator, by the setting
//! `limits`, or the agent, who has booked a rest.

use super::timer::Timer;
use crate::desk::Desk;
use crate::desk::call::Call;
use crate::gateway::AgentState;
use crate::settings::Settings;
use crate::time::{Mono, Start};

/// A limit of which at least three quarters have gone.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LimitView {
    /// Whether it is that of a hold of which only the call card tells, and not of the state.
    pub is_hold: bool,
    /// The limit, in seconds.
    pub limit: u64,
    /// How many whole seconds have gone.
    pub gone: u64,
    /// When it began, by the monotonic clock in ms, and whether that is only a guess.
    pub since: (Mono, bool),
    /// Whether it is to be seen. While the state is not as recent as it should be, nothing counts
    /// down, and the stage stays what it was.
    pub shown: bool,
}

impl LimitView {
    /// Whether all of it has gone.
    pub const fn is_over(&self) -> bool {
        self.gone >= self.limit
    }

    /// The value of `data-limit`.
    pub const fn stage(&self) -> &'static str {
        if self.is_over() { "over" } else { "near" }
    }

    /// Whether it is the one that was told: of the same limit, as far as that one.
    pub fn was_told(&self, told: Option<Self>) -> bool {
        let what = |it: &Self| (it.is_over(), it.is_hold, it.limit);
        told.is_some_and(|told| what(&told) == what(self))
    }
}

/// The limit that is to be told of at `moment`. `shown`: the state is as recent as it should be.
pub fn limit(
    desk: &Desk,
    call: &Call,
    settings: &Settings,
    moment: Mono,
    shown: bool,
) -> Option<LimitView> {
    let status = desk.status.as_ref()?;
    // Where polls tell of the call, its state does not tell of the hold; nor would they tell of its
    // end, which only events do.
    let details = call.details.as_ref();
    let details = details.filter(|_| desk.hears && call.goes_on());
    let within = details.and_then(|details| details.held);
    let within = within.map(|start| (AgentState::Hold, start));
    let mut furthest: Option<LimitView> = None;
    for (state, start) in [Some((status.state, status.start)), within]
        .into_iter()
        .flatten()
    {
        let is_hold = state != status.state;
        let booked = desk.booked_rest.filter(|_| state == AgentState::Rest);
        let Some(limit) = booked.or_else(|| settings.limit_of(state)) else {
            continue;
        };
        let Some(since) = start.moment().filter(|_| is_good(start, limit)) else {
            continue;
        };
        let Timer::Elapsed { seconds: gone, .. } = Timer::since(start, moment) else {
            continue;
        };
        let is_further = furthest.is_none_or(|other| gone >= limit && !other.is_over());
        if gone * 4 >= limit * 3 && is_further {
            furthest = Some(LimitView {
                is_hold,
                limit,
                gone,
                since,
                shown,
            });
        }
    }
    furthest
}

/// Whether the start is known well enough for a limit of so many seconds: a guess, as long as
/// all of it lies within a quarter.
fn is_good(start: Start, limit: u64) -> bool {
    match start {
        Start::Unknown => false,
        Start::At(_) => true,
        Start::Between(after, by) => by.since(after) <= limit * 250,
    }
}
