//! What came back is noted, and an answer of long ago told from one of now.

use super::clock_jump::explain_jump;
use super::model::Model;
use crate::diagnostics::{Fact, Request};
use crate::gateway::Answer;
use crate::link::{Cause, Failure, InFlight, Reading, Stamp};
use crate::time::Now;

/// Notes a request that is over, before it counts.
pub fn note(
    model: &mut Model,
    now: Now,
    request: InFlight,
    status: Option<u16>,
    failure: Option<&Failure>,
) {
    let failure = failure.map(|failure| match &failure.cause {
        Cause::Code(retcode, _) => (failure.cause.name(), Some(retcode.clone())),
        cause => (cause.name(), None),
    });
    let fact = Fact::Request(Request {
        interface: request.interface,
        status,
        latency_ms: now.mono.since(request.sent),
        retries: model
            .link
            .polling
            .failing()
            .map_or(0, |(_, failures)| failures),
        failure,
    });
    model.diagnostics.add(now.wall, fact);
}

/// An answer out of a cache says nothing of now. What others say in the gateway's place is
/// dated by other clocks.
pub fn of_now<T>(
    model: &mut Model,
    now: Now,
    request: InFlight,
    stamp: Stamp,
    outcome: Result<Answer<T>, Failure>,
) -> Result<Answer<T>, Failure> {
    let is_gateways = outcome
        .as_ref()
        .err()
        .is_none_or(|failure| matches!(failure.cause, Cause::Code(..)));
    if is_gateways && reads_old(model, now, request, stamp) {
        return Err(Failure::transient(Cause::Old));
    }
    outcome
}

/// Reads what the reply says of the server's clock, which may explain a jump of this one; whether
/// by that the answer is old.
fn reads_old(model: &mut Model, now: Now, request: InFlight, stamp: Stamp) -> bool {
    let patience = model.link.oldest_fresh(model.pace(), now);
    let reading = Reading::of(stamp, request.sent, now.mono);
    if stamp.age_ms.is_some_and(|age| age > patience) {
        return true;
    }
    explain_jump(model, request.sent, reading.as_ref());
    // During a request that was under way both clocks may have jumped.
    let Some(reading) = reading.filter(|_| model.jump.is_none()) else {
        return false;
    };
    let is_old = model.link.server_clock.read(reading, patience);
    if !is_old && let Some(ahead_ms) = model.link.server_clock.tell(&reading, now) {
        model.diagnostics.add(now.wall, Fact::Clock(ahead_ms));
    }
    is_old
}
