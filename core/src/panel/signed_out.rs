//! How a session ends, and what is to be seen of it (R8): the gateway has signed the agent
//! out, or refuses the Guid.

use super::model::Model;
use crate::desk::Source;
use crate::time::Now;

/// The gateway has pushed that it has signed the agent out (`AgentOther_ShutdownService`).
/// That is certain and newer than what is under way: no retry, no waiting for another word.
pub fn signed_out_by_gateway(model: &mut Model, now: Now) {
    if model.link.session.is_none() {
        return;
    }
    model.link.shut_down();
    session_over(model, now, Source::Host);
}

/// The gateway says that the agent has not signed in. `source`: who was asked.
pub fn not_signed_in(model: &mut Model, now: Now, source: Source) {
    if model.link.not_signed_in(now) {
        session_over(model, now, source);
    }
}

/// The session is over. `source`: who said so.
pub fn session_over(model: &mut Model, now: Now, source: Source) {
    model.link.session_over(now);
    model.desk.sign_out(source, now);
}
