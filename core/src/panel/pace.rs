//! When the next request goes out (R7): the model's part of it. [`super::polling`] has the
//! rules.

use super::model::Model;
use super::polling::jittered;
use super::reply::Failure;
use super::time::{Mono, Now};
use crate::gateway::AgentState;

/// Asks as soon as the limits allow.
pub(super) fn hasten(model: &mut Model, now: Now) {
    // What the haste is for, a poll tells.
    model.look_up.give_way();
    let at = earliest(model, now);
    model.requests.hasten(at);
}

/// Asks within an interval, at a moment by chance, should it not do so anyway: what has
/// happened here may have happened to a whole site at once, as when its network comes back,
/// and all its panels together are to ask no more often than in quiet times.
pub(super) fn hasten_by_chance(model: &mut Model, now: Now) {
    let interval = interval(model, now);
    let soon = now.mono.plus(interval);
    if model.requests.due().is_some_and(|due| due <= soon) {
        return;
    }
    let at = now.mono.plus(jittered(interval, now.chance));
    model.requests.hasten(at.max(earliest(model, now)));
}

/// A request has failed.
pub(super) fn back_off(model: &mut Model, now: Now, failure: Failure) {
    let quiet = is_quiet(model);
    model.polling.failed(failure, &model.settings, quiet, now);
}

/// The earliest moment of the next request for the same agent, by all limits (R7, R8).
pub(super) fn earliest(model: &Model, now: Now) -> Mono {
    let mut at = model.requests.earliest(now.mono);
    if let Some(not_before) = model.polling.not_before() {
        at = at.max(not_before);
    }
    if let (Some(_), Some(last)) = (
        model.polling.slowed_at(now.mono),
        model.requests.last_sent(),
    ) {
        at = at.max(last.plus(interval(model, now)));
    }
    at
}

/// Plans the next request, after something came back.
pub(super) fn schedule(model: &mut Model, now: Now) {
    // What asked for haste while the request was under way did not get it by a failure.
    let wanted = model
        .requests
        .due()
        .filter(|_| model.polling.failing().is_some() || model.recovery.is_due());
    let sent = model.requests.last_sent().unwrap_or(now.mono);
    let next = model
        .polling
        .next(&model.settings, is_quiet(model), sent, now);
    model.requests.set_due(next);
    if let Some(at) = wanted {
        let at = at.max(earliest(model, now));
        model.requests.hasten(at);
    }
}

/// The interval between polls at `now`, in ms.
pub(super) fn interval(model: &Model, now: Now) -> u64 {
    model
        .polling
        .interval(&model.settings, is_quiet(model), now.mono)
}

/// How old what is shown may be and still look live, in ms: two intervals (R6). Fast polls do
/// not make the last answer older.
pub(super) fn oldest_fresh(model: &Model, now: Now) -> u64 {
    interval(model, now).max(model.settings.poll_interval_ms) * 2
}

/// Nobody looks, or nothing can happen.
fn is_quiet(model: &Model) -> bool {
    let signed_out = model
        .status
        .as_ref()
        .is_some_and(|status| status.state == AgentState::SignedOut && !status.over);
    !model.page.visible || signed_out
}
