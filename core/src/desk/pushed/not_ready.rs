//! Pushed events of busy and of rest: what they mean depends on where the agent is.

use crate::desk::Desk;
use crate::desk::command::Running;
use crate::desk::pending::{Asked, Pending};
use crate::desk::reason::NotReadyReason;
use crate::desk::status::Status;
use crate::gateway::{AgentEvent, AgentState, EventKind, Reason};
use crate::time::Now;

/// Where the agent is, beyond doubt, when such an event comes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
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

impl Desk {
    /// Busy or rest was asked for, has come, or is no longer wanted. In a call it comes after it;
    /// in wrap-up likewise, where the second word of it says that it has come. While nobody knows
    /// where the agent is, it changes nothing.
    pub(super) fn not_ready(&mut self, now: Now, event: &AgentEvent, standing: Option<Standing>) {
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
            let told = event.outcome.reason;
            let told = told.and_then(|code| NotReadyReason::read(asked, code));
            self.reason = told.or(forced.then_some(NotReadyReason {
                of: asked,
                reason: Reason::Inspector,
            }));
        }
        // The panel shows it as pending since the command for it; the gateway's own word for that
        // is still to come.
        let is_due = |running: &Running| running.awaits_word_of(asked);
        let is_due = self.command.as_ref().is_some_and(is_due);
        let waits = self.pending == Pending::Waiting(asked) && !is_due;
        match (standing, cancels) {
            (None, _) => self.leave_to_polls(),
            // It means another thing in a call than after it.
            (Some(Standing::InDoubt), _) => self.look(),
            (Some(Standing::InCall), false) => {
                self.comes_after(now, event, Pending::Waiting(asked));
            }
            // The call or the wrap-up goes on.
            (Some(Standing::InCall | Standing::WrapUp), true) => {
                let pending = self.pending.cancelled(asked, now.mono);
                self.comes_after(now, event, pending);
            }
            (Some(Standing::WrapUp), false) if !waits => {
                self.comes_after(now, event, Pending::Waiting(asked));
                self.look();
            }
            (Some(Standing::WrapUp | Standing::OutOfCall), false) => self.enter(now, event, state),
            (Some(Standing::OutOfCall), true) => {
                self.enter(now, event, AgentState::Idle);
            }
        }
    }

    /// Something was asked for, or is no longer wanted, after what goes on.
    fn comes_after(&mut self, now: Now, event: &AgentEvent, pending: Pending) {
        let is_due = |running: &Running| match pending {
            Pending::Waiting(asked) => running.awaits_word_of(asked),
            _ => false,
        };
        let changed = self.pending != pending || self.command.as_ref().is_some_and(is_due);
        self.pending = pending;
        self.said();
        if let Some(status) = self.status.clone() {
            self.answer_command(&status, event, changed, now);
        }
        self.await_or_calm(now, changed);
    }
}
