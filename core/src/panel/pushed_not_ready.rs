//! Pushed events of busy and of rest: what they mean depends on where the agent is.

use super::command::Running;
use super::model::Model;
use super::not_ready_reason::NotReadyReason;
use super::outcome::await_or_calm;
use super::pending::{Asked, Pending};
use super::pushed::{answer_command, enter, leave_to_polls, look, said};
use super::status::Status;
use super::time::Now;
use crate::gateway::{AgentEvent, AgentState, EventKind, Reason};

/// Where the agent is, beyond doubt, when such an event comes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// In a call.
    InCall,
    /// In a call that may be over.
    InDoubt,
    /// In wrap-up.
    WrapUp,
    /// Elsewhere.
    OutOfCall,
}

impl Standing {
    /// By what is known of the agent.
    pub fn of(known: &Status) -> Self {
        match (known.in_call, known.over) {
            (true, true) => Self::InDoubt,
            (true, false) => Self::InCall,
            (false, false) if known.state == AgentState::WrapUp => Self::WrapUp,
            (false, _) => Self::OutOfCall,
        }
    }
}

/// Busy or rest was asked for, has come, or is no longer wanted. In a call it comes after it;
/// in wrap-up likewise, where the second word of it says that it has come. While nobody knows
/// where the agent is, it changes nothing.
pub(super) fn not_ready(
    model: &mut Model,
    now: Now,
    event: &AgentEvent,
    standing: Option<Standing>,
) {
    let (asked, state) = match event.kind {
        EventKind::SetRest | EventKind::CancelRest => (Asked::Rest, AgentState::Rest),
        _ => (Asked::Busy, AgentState::Busy),
    };
    let cancels = matches!(
        event.kind,
        EventKind::CancelNotReady | EventKind::CancelRest
    );
    if standing.is_some_and(|it| it != Standing::InDoubt) && !cancels {
        // A supervisor's order tells no reason but itself.
        let forced = event.kind == EventKind::ForceSetNotReady;
        let reason = event.outcome.reason.or(forced.then_some(Reason::Inspector));
        model.reason = reason.map(|reason| NotReadyReason { of: asked, reason });
    }
    // The panel shows it as pending since the command for it; the gateway's own word for that
    // is still to come.
    let is_due = |running: &Running| running.awaits_word_of(asked);
    let is_due = model.command.as_ref().is_some_and(is_due);
    let waits = model.pending == Pending::Waiting(asked) && !is_due;
    match (standing, cancels) {
        (None, _) => leave_to_polls(model, now),
        // It means another thing in a call than after it.
        (Some(Standing::InDoubt), _) => look(model, now),
        (Some(Standing::InCall), false) => {
            comes_after(model, now, event, Pending::Waiting(asked));
        }
        // The call or the wrap-up goes on.
        (Some(Standing::InCall | Standing::WrapUp), true) => {
            let pending = model.pending.cancelled(asked, now.mono);
            comes_after(model, now, event, pending);
        }
        (Some(Standing::WrapUp), false) if !waits => {
            comes_after(model, now, event, Pending::Waiting(asked));
            look(model, now);
        }
        (Some(Standing::WrapUp | Standing::OutOfCall), false) => enter(model, now, event, state),
        (Some(Standing::OutOfCall), true) => {
            enter(model, now, event, AgentState::Idle);
        }
    }
}

/// Something was asked for, or is no longer wanted, after what goes on.
fn comes_after(model: &mut Model, now: Now, event: &AgentEvent, pending: Pending) {
    let is_due = |running: &Running| match pending {
        Pending::Waiting(asked) => running.awaits_word_of(asked),
        _ => false,
    };
    let changed = model.pending != pending || model.command.as_ref().is_some_and(is_due);
    model.pending = pending;
    said(model);
    if let Some(status) = model.status.clone() {
        answer_command(model, &status, event, changed, now);
    }
    await_or_calm(model, now, changed);
}
