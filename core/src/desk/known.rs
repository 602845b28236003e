//! All that is known of the agent, in one place.

use super::call::Call;
use super::command::{Running, Verdict};
use super::pending::{Asked, Pending};
use super::pushed::Pushes;
use super::reason::NotReadyReason;
use super::status::Status;
use crate::gateway::{AgentState, Command};
use crate::generation::Generation;
use crate::time::{Now, Start};

use super::status::Source;

/// What is known of the agent, and from when.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Desk {
    /// The agent's state; `None` before anybody has told one.
    pub status: Option<Status>,
    /// The call.
    pub call: Call,
    /// What comes after the call, or after wrap-up.
    pub pending: Pending,
    /// Whether the last poll said that rest comes next, and then whether in a call.
    pub rest_next: Option<bool>,
    /// Why the agent is busy or rests, or is going to be.
    pub reason: Option<NotReadyReason>,
    /// The command on its way.
    pub command: Option<Running>,
    /// What the portal calls it.
    pub command_label: Option<String>,
    /// In which words the gateway has refused it, as the portal told.
    pub refusal: Option<String>,
    /// For how many seconds the portal has booked the agent's rest, be it on or to come.
    pub booked_rest: Option<u64>,
    /// What is kept of the pushes.
    pub pushes: Pushes,
    /// Whether the portal has pushed an event of this agent in this load.
    pub hears: bool,
    /// The newest request to the gateway: what comes in before its answer overtakes that.
    pub(super) newest: Generation,
    /// What is wanted and has not been taken yet.
    pub(super) wishes: Wishes,
}

/// What the desk wants of those who ask the gateway.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
#[must_use]
pub struct Wishes {
    /// To ask as soon as the limits allow, where the gateway is asked at all.
    pub look: bool,
    /// To poll fast from now on, or no longer; `None`: to go on as before.
    pub fast: Option<bool>,
    /// The agent is in no call any more, so that there is none left to recover.
    pub call_over: bool,
    /// The gateway has signed the agent out.
    pub signed_out: bool,
}

impl Desk {
    /// A request of that number goes out.
    pub const fn asked(&mut self, number: Generation) {
        self.newest = number;
    }

    /// Forgets the agent.
    pub fn forget_agent(&mut self) {
        *self = Self {
            newest: self.newest,
            ..Self::default()
        };
    }

    /// Takes what another panel of the same agent has handed on in the place of what is known here.
    /// What is kept of the pushes, but for the anchor, is each panel's own.
    pub fn take(&mut self, mut handed: Self) {
        handed.pushes = Pushes {
            anchor: handed.pushes.anchor,
            ..Pushes::default()
        };
        handed.hears = self.hears;
        handed.newest = self.newest;
        handed.wishes = self.wishes;
        *self = handed;
    }

    /// The session is over: the agent is signed out, nothing of a call is true any more, and
    /// nothing is awaited. `source`: who said so.
    pub fn sign_out(&mut self, source: Source, now: Now) {
        let start = match &self.status {
            Some(before) if before.state == AgentState::SignedOut => before.start,
            Some(before) => Start::between(before.seen.mono, now.mono),
            None => Start::Unknown,
        };
        self.status = Some(Status {
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
        self.call.doubtful = true;
        self.pushes.against = 1;
        self.pending = Pending::None;
        self.reason = None;
        self.command = None;
        (self.command_label, self.refusal) = (None, None);
        self.booked_rest = None;
    }

    /// Events may have been missed: one poll is enough against what was pushed.
    pub const fn may_have_missed_events(&mut self) {
        self.pushes.against = 1;
    }

    /// The reason of busy or rest goes with its state.
    pub fn forget_past_reason(&mut self) {
        self.reason = self
            .reason
            .and_then(|reason| reason.kept(self.status.as_ref(), self.pending));
    }

    /// The length of a rest goes with the rest, and with the request for it.
    pub fn forget_past_rest(&mut self) {
        let rests = |it: &Status| it.over || it.state == AgentState::Rest;
        let is_asked = |it: &Running| {
            it.command == Command::Rest && it.done_at().is_none() && it.refused_at().is_none()
        };
        let lasts = self.status.as_ref().is_some_and(rests)
            || self.command.as_ref().is_some_and(is_asked)
            || self.pending == Pending::Waiting(Asked::Rest);
        if !lasts {
            self.booked_rest = None;
        }
    }

    /// Whether the agent is on a call of which nobody has told a number.
    pub fn is_on_nobodys_call(&self) -> bool {
        let on_a_call = |status: &Status| status.in_call && !status.over;
        self.status.as_ref().is_some_and(on_a_call) && self.call.is_nobodys()
    }

    /// Whether the agent is signed out, as far as anybody has said, with nobody about to say
    /// otherwise.
    pub fn is_signed_out(&self) -> bool {
        self.status
            .as_ref()
            .is_some_and(|status| status.state == AgentState::SignedOut && !status.over)
    }

    /// Whether something is awaited that may come now.
    pub(super) fn is_awaiting(&self, now: Now) -> bool {
        let running = |command: &Running| command.verdict(now.mono) == Verdict::Running;
        // What is not to be seen in this state comes with another, if at all.
        let pending = self.pending.shown(self.status.as_ref(), now.mono);
        pending.is_waiting() || self.command.as_ref().is_some_and(running)
    }

    /// Polls fast as long as something is awaited that may come now.
    pub(super) fn await_or_calm(&mut self, now: Now, changed: bool) {
        if !self.is_awaiting(now) {
            self.wishes.fast = Some(false);
        } else if changed && self.pending.is_waiting() {
            // The call may just have ended: what was asked for comes now or never.
            self.wishes.fast = Some(true);
        }
    }

    /// What is shown may be so no more.
    pub(super) fn doubt(&mut self) {
        if let Some(status) = &mut self.status {
            status.over = true;
        }
        self.said();
        self.look();
    }

    /// A push said something: older polls say nothing against it.
    pub(super) const fn said(&mut self) {
        self.pushes.overtook = Some(self.newest);
        self.pushes.against = 0;
        self.pushes.confirmed = false;
    }

    /// What an event means, only a poll that is sent after it can tell: the answer under way is
    /// older, and may be of what the event has ended.
    pub(super) const fn leave_to_polls(&mut self) {
        self.pushes.overtook = Some(self.newest);
        self.look();
    }

    /// Wants the gateway to be asked soon.
    pub(super) const fn look(&mut self) {
        self.wishes.look = true;
    }

    /// What is wanted, once.
    pub(super) fn take_wishes(&mut self) -> Wishes {
        std::mem::take(&mut self.wishes)
    }
}
