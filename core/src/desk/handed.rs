//! What one panel hands another of the same agent, of what is known of them.

use super::call::Call;
use super::command::Running;
use super::known::Desk;
use super::pending::Pending;
use super::pushed::Pushes;
use super::reason::NotReadyReason;
use super::status::Status;
use crate::time::Anchor;

/// What is handed on; each field as in [`Desk`].
pub struct Handed {
    pub status: Option<Status>,
    pub call: Call,
    pub pending: Pending,
    pub rest_next: Option<bool>,
    pub reason: Option<NotReadyReason>,
    pub command: Option<Running>,
    pub command_label: Option<String>,
    pub refusal: Option<String>,
    pub booked_rest: Option<u64>,
    /// What turns the gateway's times into the monotonic clock's.
    pub anchor: Option<Anchor>,
}

impl Desk {
    /// What the other panel is to know.
    pub fn hand_on(&self) -> Handed {
        Handed {
            status: self.status.clone(),
            call: self.call.clone(),
            pending: self.pending,
            rest_next: self.rest_next,
            reason: self.reason,
            command: self.command,
            command_label: self.command_label.clone(),
            refusal: self.refusal.clone(),
            booked_rest: self.booked_rest,
            anchor: self.pushes.anchor,
        }
    }

    /// Takes it in the place of what is known here. What is kept of the pushes is each panel's own.
    pub fn take(&mut self, handed: Handed) {
        self.status = handed.status;
        self.call = handed.call;
        self.pending = handed.pending;
        self.rest_next = handed.rest_next;
        self.reason = handed.reason;
        self.command = handed.command;
        self.command_label = handed.command_label;
        self.refusal = handed.refusal;
        self.booked_rest = handed.booked_rest;
        self.pushes = Pushes {
            anchor: handed.anchor,
            ..Pushes::default()
        };
    }
}
