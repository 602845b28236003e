//! The commands that the portal has sent for the agent.

use crate::desk::command::{Running, asks_for};
use crate::desk::pending::Pending;
use crate::desk::status::Status;
use crate::desk::{Desk, Wishes};
use crate::gateway::Command;
use crate::time::Now;

impl Desk {
    /// The portal has sent a command; `Command::None` takes back the one before. `seconds`: for
    /// how long, of rest.
    pub fn command_sent(&mut self, now: Now, command: Command, seconds: Option<u64>) -> Wishes {
        // The gateway has refused it, say.
        let taken_back = |running: &Running| {
            asks_for(running.command).is_some_and(|asked| running.awaits_word_of(asked))
        };
        if command == Command::None && self.command.as_ref().is_some_and(taken_back) {
            self.pending = Pending::None;
        }
        self.command = Running::sent(
            command,
            self.status.as_ref(),
            self.pending,
            self.newest,
            self.hears,
            now.mono,
        );
        if command == Command::Rest {
            self.booked_rest = seconds;
        }
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
}
