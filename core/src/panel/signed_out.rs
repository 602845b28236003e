//! How a session ends, and what is to be seen of it (R8): the gateway has signed the agent
//! out, or refuses the Guid.

use super::model::Model;
use super::pending::Pending;
use super::session::{Expiry, GUID_REFUSALS, NOT_SIGNED_IN_REFUSALS, Phase};
use super::status::{Source, Status};
use super::time::{Now, Start};
use crate::gateway::AgentState;

/// The gateway has pushed that it has signed the agent out (`AgentOther_ShutdownService`).
/// That is certain and newer than what is under way: no retry, no waiting for another word.
pub(super) fn signed_out_by_gateway(model: &mut Model, now: Now) {
    if model.session.is_none() {
        return;
    }
    model.shut_down = Some(model.requests.newest());
    end(model, now, Source::Host);
}

/// A request was refused because the session is over. `source`: who was asked.
pub(super) fn session_over(model: &mut Model, now: Now, source: Source) {
    end(model, now, source);
}

/// The Guid was refused. The source is read at once: another may stand there already.
pub(super) fn guid_refused(model: &mut Model, now: Now) {
    model.refusals.count = model.refusals.count.saturating_add(1);
    model.refusals.last = Some(now.mono);
    if model.refusals.count >= GUID_REFUSALS {
        model.phase = Phase::Expired(Expiry::GuidRefused);
    }
    model.requests.set_due(now.mono);
}

/// The gateway says that the agent has not signed in. After it has pushed that it signed them
/// out, that is certain; else the Guid may only have been replaced. `source`: who was asked.
pub(super) fn not_signed_in(model: &mut Model, now: Now, source: Source) {
    model.refusals.count = model.refusals.count.saturating_add(1);
    model.refusals.last = Some(now.mono);
    if model.shut_down.is_some() || model.refusals.count >= NOT_SIGNED_IN_REFUSALS {
        return end(model, now, source);
    }
    model.requests.set_due(now.mono);
}

/// The agent is signed out: nothing of a call is true any more, and nothing is awaited.
fn end(model: &mut Model, now: Now, source: Source) {
    model.phase = Phase::Expired(Expiry::SessionOver);
    model.refusals.last = Some(now.mono);
    let before = model.status.take();
    let start = match &before {
        Some(before) if before.state == AgentState::SignedOut => before.start,
        Some(before) => Start::between(before.seen.mono, now.mono),
        None => Start::Unknown,
    };
    model.status = Some(Status {
        state: AgentState::SignedOut,
        source,
        start,
        seen: now,
        in_call: false,
        // Somebody may sign in at any moment. The first answer then tells what is so.
        over: true,
        detail: None,
    });
    // So is the call that there was: only a poll of the next session can say that it goes on.
    model.call.doubtful = true;
    model.pushes.against = 1;
    model.pending = Pending::None;
    model.reason = None;
    model.command = None;
    // The source is read at once: what is over goes from there, or is another already.
    model.requests.set_due(now.mono);
}
