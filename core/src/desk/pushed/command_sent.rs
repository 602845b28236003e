//! The commands that the portal has sent for the agent.

use crate::desk::command::{Running, asks_for};
use crate::desk::pending::Pending;
use crate::desk::status::Status;
use crate::desk::{Desk, Wishes};
use crate::gateway::{Command, SentCommand};
use crate::time::Now;

impl Desk {
    /// The portal has sent a command; `Command::None` takes back the one before.
    pub fn command_sent(&mut self, now: Now, sent: SentCommand) -> Wishes {
        let command = sent.command;
        // The gateway has refused it, say.
        if command == Command::None && self.command.as_ref().is_some_and(Running::awaits_word) {
            self.pending = Pending::None;
        }
        self.command = Running::sent(
            &sent,
            self.status.as_ref(),
            self.pending,
            self.newest,
            self.hears,
            now.mono,
        );
        if command == Command::Rest {
            self.booked_rest = sent.seconds;
        }
        self.command_label = sent.label;
        self.refusal = None;
        // What is asked for in a call or in wrap-up comes after it.
        let waits = |status: &Status| status.can_wait() && !status.over && status.is_unbroken(now);
        if let Some(asked) = asks_for(command)
            && self.status.as_ref().is_some_and(waits)
        {
            self.pending = Pending::Waiting(asked);
        }
        let awaiting = self.is_awaiting(now);
        self.wishes.fast = Some(awaiting);
        if awaiting {
            self.look();
        }
        self.take_wishes()
    }

    /// The gateway has answered the command: whether it accepts it, and in which words.
    pub fn command_answered(&mut self, now: Now, accepted: bool, words: Option<String>) -> Wishes {
        if let Some(running) = &mut self.command {
            let was_asked_for = running.awaits_word();
            running.answer = Some((accepted, now.mono));
            self.refusal = words.filter(|_| !accepted);
            // What was refused does not come.
            if !accepted && was_asked_for {
                self.pending = Pending::None;
                if running.command == Command::Rest {
                    self.booked_rest = None;
                }
            }
        }
        self.await_or_calm(now, false);
        self.take_wishes()
    }
}
