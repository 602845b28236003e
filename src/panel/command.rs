//! The command that was running when the page was loaded, and its verdict (R4).

use super::status::Status;
use super::time::{Anchor, Mono, Now, Start};
use crate::gateway::{AgentState, AgentStateInfo, Command};

/// How long a command may take before it counts as unconfirmed, in ms.
pub const CONFIRMED_WITHIN_MS: u64 = 10_000;
/// How long a command that is done stays on the screen, in ms.
const DONE_SHOWN_MS: u64 = 10_000;

/// What became of a command.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// It was sent and nothing is known yet.
    Running,
    /// A poll showed what it leads to.
    Done,
    /// Nothing showed it in time, or nothing can show it.
    Unconfirmed,
}

/// A command on its way.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Running {
    /// Which.
    pub command: Command,
    /// When it was sent.
    pub start: Start,
    /// Until when an effect counts as its effect.
    deadline: Mono,
    /// The sync itself already showed the effect, and that it began after the command.
    shown_by_sync: bool,
    /// When the effect was confirmed.
    done_at: Option<Mono>,
}

impl Running {
    /// The command that the sync told; `None` for none.
    pub fn from_sync(
        info: &AgentStateInfo,
        status: Option<&Status>,
        anchor: Option<Anchor>,
        now: Now,
    ) -> Option<Self> {
        let command = info
            .cur_command
            .filter(|command| *command != Command::None)?;
        let begin = match (anchor, info.cmd_begin_time) {
            (Some(anchor), Some(begin)) => anchor.at(begin),
            _ => None,
        };
        let began_after = info
            .agent_state_begin_time
            .zip(info.cmd_begin_time)
            .is_some_and(|(state, command)| state >= command);
        let shown = status.is_some_and(|status| leads_to(command, status));
        Some(Self {
            command,
            start: begin.map_or(Start::Unknown, Start::At),
            deadline: begin.unwrap_or(now.mono).plus(CONFIRMED_WITHIN_MS),
            shown_by_sync: shown && began_after,
            done_at: None,
        })
    }

    /// Looks for the effect in what a poll told. `before` is the status before the poll.
    ///
    /// Gives `None` when an unconfirmed command has been overtaken by a new state, or a
    /// done one has been seen long enough.
    pub fn polled(mut self, status: &Status, changed: bool, now: Mono) -> Option<Self> {
        match self.verdict(now) {
            Verdict::Done => self.is_still_shown(now).then_some(self),
            _ if leads_to(self.command, status) && (now <= self.deadline || self.shown_by_sync) => {
                self.done_at = Some(now);
                Some(self)
            }
            Verdict::Running => Some(self),
            // The first poll after the load has spoken; later states have other reasons.
            Verdict::Unconfirmed => {
                self.shown_by_sync = false;
                (!changed).then_some(self)
            }
        }
    }

    /// The verdict at `now`.
    pub fn verdict(&self, now: Mono) -> Verdict {
        match self.done_at {
            Some(_) => Verdict::Done,
            None if now <= self.deadline => Verdict::Running,
            None => Verdict::Unconfirmed,
        }
    }

    /// Whether it is still on the screen at `now`: what is done goes after a while.
    pub fn is_still_shown(&self, now: Mono) -> bool {
        self.done_at
            .is_none_or(|done| now.since(done) < DONE_SHOWN_MS)
    }

    /// When it was done, for its duration.
    pub const fn done_at(&self) -> Option<Mono> {
        self.done_at
    }
}

/// Whether the status is what the command leads to. A command whose effect `agentstatus`
/// cannot show (hold, mute, help …) is never shown to have led anywhere.
fn leads_to(command: Command, status: &Status) -> bool {
    let out_of_call = !status.in_call
        && matches!(
            status.state,
            AgentState::Idle
                | AgentState::WrapUp
                | AgentState::Busy
                | AgentState::Rest
                | AgentState::PreRest
        );
    match command {
        Command::ShowBusy => status.state == AgentState::Busy,
        Command::Rest => status.state == AgentState::Rest,
        Command::FirstOutboundCall | Command::OutboundCall => status.in_call,
        Command::AgentHangUp | Command::AgentDisconnected | Command::CustomerHangUp => out_of_call,
        _ => false,
    }
}
