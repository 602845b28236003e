//! When that came about which a pushed event tells.

use crate::desk::status::{Source, Status};
use crate::gateway::AgentEvent;
use crate::time::{Anchor, Mono, Now, Start};

/// How long before its arrival an event is taken to have come about, in ms, when it does
/// not say so itself.
const UNDATED_MS: u64 = 1_000;

/// How much older than what a poll or the sync has said an event may be, in ms, to say more
/// than that. It is what the gateway lets a portal wait for its events.
const WAITED_MS: u64 = 10_000;

/// When that began which an event tells: by the gateway's clock where the event and the
/// sync tell it, else shortly before now. Never later than now, nor before `not_before`.
pub(crate) fn began(
    anchor: Option<Anchor>,
    event: &AgentEvent,
    known: Option<&Status>,
    not_before: Option<Mono>,
    now: Now,
) -> Start {
    let seen = known.map(|known| known.seen.mono);
    let at = came_about(anchor, event, now)
        .filter(|at| not_before.is_none_or(|earliest| *at >= earliest));
    at.map_or_else(
        || {
            let shortly = Mono(now.mono.0.saturating_sub_unsigned(UNDATED_MS));
            let after = seen.map_or(shortly, |seen| seen.max(shortly).min(now.mono));
            Start::Between(after, now.mono)
        },
        Start::At,
    )
}

/// Whether the event has waited in the portal until a poll or the sync said `status`. What
/// else was pushed is no reason to think so: the next event waited behind it.
pub(crate) fn has_waited(
    anchor: Option<Anchor>,
    event: &AgentEvent,
    status: &Status,
    now: Now,
) -> bool {
    let at = came_about(anchor, event, now);
    status.source != Source::Host && at.is_some_and(|at| status.seen.mono.since(at) > WAITED_MS)
}

/// When the event came about, by the monotonic clock: `None` where it does not say so, or no
/// sync has told the gateway's time.
pub(crate) fn came_about(anchor: Option<Anchor>, event: &AgentEvent, now: Now) -> Option<Mono> {
    anchor?.until(event.generated?, now.mono)
}
