//! When the next request goes out (R7): the model's part of it. [`super::polling`] has the
//! rules.

use super::model::Model;
use super::time::{Mono, Now};
use crate::gateway::AgentState;

/// Asks as soon as the limits allow.
pub(super) fn hasten(model: &mut Model, now: Now) {
    let at = earliest(model, now);
    model.requests.hasten(at);
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

pub(super) fn schedule(model: &mut Model, now: Now) {
    // What asked for haste while the request was under way did not get it by a failure.
    let hastened =
        model.requests.has_due() && (model.polling.failing().is_some() || model.recovery.is_due());
    let next = model.polling.next(&model.settings, is_quiet(model), now);
    model.requests.set_due(next);
    if hastened {
        hasten(model, now);
    }
}

/// The interval between polls at `now`, in ms.
pub(super) fn interval(model: &Model, now: Now) -> u64 {
    model
        .polling
        .interval(&model.settings, is_quiet(model), now.mono)
}

/// Nobody looks, or nothing can happen.
fn is_quiet(model: &Model) -> bool {
    let signed_out = model
        .status
        .as_ref()
        .is_some_and(|status| status.state == AgentState::SignedOut && !status.over);
    !model.page.visible || signed_out
}
