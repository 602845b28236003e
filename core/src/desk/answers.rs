//! What the gateway's answers say of the agent.

use super::call::Call;
use super::command::{Running, Verdict};
use super::crosscheck::Word;
use super::known::{Desk, Wishes};
use super::pending::{Asked, Pending};
use super::pushed::Pushes;
use super::status::Status;
use crate::gateway::{AgentState, AgentStatus, SyncAgentInfo};
use crate::generation::Generation;
use crate::time::{Anchor, Now, Start};

/// What has become of a poll's word.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Polled {
    /// It is older than a push, and says nothing.
    Overtaken,
    /// What was pushed stands against it until the next poll.
    Contradicts,
    /// It is known now.
    Taken,
}

impl Desk {
    /// The sync of that number has told this; `info` holds no time that cannot be. Whether a
    /// push has overtaken it: which of the two is the newer, a poll knows.
    pub fn synced(&mut self, now: Now, number: Generation, info: &SyncAgentInfo) -> (bool, Wishes) {
        let anchor = info
            .agent
            .current_time
            .map(|time| Anchor::new(time, now.mono));
        let status = Status::from_sync(&info.agent, anchor, now);
        self.call = Call::from_sync(info, status.as_ref(), anchor, now);
        self.pending = Pending::from_sync(&info.agent, status.as_ref());
        self.rest_next = None;
        let overtaken = self.pushes.overtook == Some(number);
        // A command that the portal sent meanwhile may not have arrived when it was answered.
        let told = Running::from_sync(&info.agent, status.as_ref(), self.pending, anchor, now);
        if told.is_some() {
            // What the portal has said was of another one.
            (self.command_label, self.refusal) = (None, None);
        }
        self.command = told.or(self.command.filter(|command| command.overtook(number)));
        self.pushes = Pushes {
            anchor,
            // Its answer may be the older of the two. Until a poll has told, an event that means
            // two things is not read by it.
            against: overtaken.into(),
            ..Pushes::default()
        };
        self.status = status;
        self.wishes.fast = Some(self.is_awaiting(now));
        (overtaken, self.take_wishes())
    }

    /// The poll of that number has told this.
    pub fn polled(&mut self, now: Now, number: Generation, poll: AgentStatus) -> (Polled, Wishes) {
        let polled = match self.crosscheck(&poll, number, now) {
            Word::Overtaken => {
                if let Some(command) = &mut self.command {
                    let polled = Status::from_poll(poll, None, Start::Unknown, now);
                    command.answered_before(&polled, number);
                }
                Polled::Overtaken
            }
            Word::Contradicts => Polled::Contradicts,
            Word::Agrees => {
                if let Some(status) = &mut self.status {
                    self.call.polled(status.in_call, Some(status), now);
                    status.seen = now;
                    status.over = false;
                }
                self.confirmed(now, number, poll, false);
                Polled::Taken
            }
            Word::Decides { proven } => {
                self.decided(now, number, poll, proven);
                Polled::Taken
            }
        };
        (polled, self.take_wishes())
    }

    /// The poll decides about the status and whether there is a call.
    fn decided(&mut self, now: Now, number: Generation, poll: AgentStatus, proven: bool) {
        let before = self.status.take();
        let mut status = Status::from_poll(poll, before.as_ref(), self.call.talking(), now);
        if !proven {
            status.start = Start::Unknown;
        }
        let changed = before
            .as_ref()
            .is_none_or(|before| status.is_change_from(before));
        let unbroken = before
            .as_ref()
            .is_some_and(|before| before.is_unbroken(now));
        self.call.polled(status.in_call, before.as_ref(), now);
        self.wishes.call_over |=
            !status.in_call && before.as_ref().is_some_and(|before| before.in_call);
        if before.is_some() && !unbroken {
            // Nobody looked for so long that it may have come and gone.
            self.pending = Pending::None;
            self.reason = None;
        }
        self.status = Some(status);
        self.confirmed(now, number, poll, changed);
    }

    /// What a poll means for all that is awaited, once the status is known.
    fn confirmed(&mut self, now: Now, number: Generation, poll: AgentStatus, changed: bool) {
        let rests_next = poll.state == AgentState::PreRest;
        if let Some(status) = &self.status {
            self.pending = self.pending.told(poll.state, status, now.mono);
            // Where polls have called it pending, they deny it, too. But what comes after a call
            // may not be told of in the wrap-up behind it.
            let denied = self.rest_next == Some(status.in_call)
                && matches!(poll.state, AgentState::Talking | AgentState::WrapUp);
            if denied {
                self.pending = self.pending.cancelled(Asked::Rest, now.mono);
            }
            self.rest_next = rests_next.then_some(status.in_call);
            self.command = self.command.and_then(|command| {
                command.polled(status, (changed, rests_next), number, now.mono)
            });
            // In a call the polls would have called it pending by now.
            let unheard = |command: &Running| {
                command.verdict(now.mono) == Verdict::Unconfirmed
                    && command.awaits_word_of(Asked::Rest)
            };
            let is_unheard = self.command.as_ref().is_some_and(unheard);
            if is_unheard
                && poll.state == AgentState::Talking
                && self.pending == Pending::Waiting(Asked::Rest)
            {
                self.pending = Pending::None;
            }
        }
        self.await_or_calm(now, changed);
    }
}
