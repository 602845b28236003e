//! What is known of the agent, after a jump of this computer's clocks.

use super::call::CallStage;
use super::command::AtLoad;
use super::known::Desk;
use crate::time::{Anchor, Mono, Start};

impl Desk {
    /// The starts from which the timers count.
    pub fn starts(&mut self) -> impl Iterator<Item = &mut Start> {
        let call = &mut self.call;
        let details = call.details.iter_mut().chain(call.aside.as_deref_mut());
        let status = self.status.iter_mut().map(|status| &mut status.start);
        let command = self.command.iter_mut().map(|command| &mut command.start);
        status
            .chain(details.flat_map(|details| {
                let holds = details.held.iter_mut().chain(&mut details.second_call);
                holds.chain([&mut details.talking])
            }))
            .chain(command)
    }

    /// Somebody has set the clock at `since`, by so many ms: what was seen before is no longer ago for
    /// that. `command`: whether that was known then. The starts are another matter.
    pub fn clock_was_set(&mut self, since: Mono, by: u64, command: bool) {
        let later = |moment: &mut Mono| {
            if *moment < since {
                *moment = moment.plus(by);
            }
        };
        if let Some(status) = &mut self.status {
            later(&mut status.seen.mono);
        }
        let call = &mut self.call;
        for details in call.details.iter_mut().chain(call.aside.as_deref_mut()) {
            later(&mut details.as_of.mono);
        }
        if let CallStage::Ended(end) = &mut call.stage
            && end.latest().is_some_and(|latest| latest < since)
        {
            *end = end.later(by);
        }
        if let Some(command) = self.command.as_mut().filter(|_| command) {
            command.deadline = command.deadline.plus(by);
            if let AtLoad::Shown(Some(moment)) = &mut command.at_load {
                later(moment);
            }
            if let Some(moment) = &mut command.done_at {
                later(moment);
            }
            if let Some((_, moment)) = &mut command.answer {
                later(moment);
            }
        }
    }

    /// Whether the gateway's clock ran on during a jump, nobody knows: its times cannot be turned into
    /// the monotonic clock's any more. Gives what did that.
    pub const fn forget_anchor(&mut self) -> Option<Anchor> {
        self.pushes.anchor.take()
    }

    /// They can again as before, unless another sync has told how since.
    pub fn restore_anchor(&mut self, anchor: Option<Anchor>) {
        self.pushes.anchor = self.pushes.anchor.or(anchor);
    }
}
