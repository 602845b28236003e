//! The command that was running when the page was loaded, or that the portal has sent, and
//! its verdict (R4).

use super::pending::{Asked, Pending};
use super::status::{Source, Status};
use crate::gateway::{AgentState, AgentStateInfo, Command, SentCommand};
use crate::generation::Generation;
use crate::time::{Anchor, Mono, Now, Start};

/// How long a command may take before it counts as unconfirmed, in ms.
pub const CONFIRMED_WITHIN_MS: u64 = 10_000;
/// How long a command that is done stays on the screen, in ms.
const DONE_SHOWN_MS: u64 = 10_000;
/// How long after that a command whose effect nothing can show stays on the screen, in ms: it
/// goes 30 s after it was sent.
const UNCHECKABLE_SHOWN_MS: u64 = 20_000;
/// How long a refused one stays, in ms.
const REFUSED_SHOWN_MS: u64 = 30_000;

/// What became of a command.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// It was sent and nothing is known yet.
    Running,
    /// A poll or an event showed what it leads to.
    Done,
    /// Nothing showed it in time. Where nothing could, [`Running::checkable`] is false.
    Unconfirmed,
    /// The gateway has refused it, as the portal told.
    Refused,
}

impl Verdict {
    /// The value of `data-verdict` where there is a command.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Done => "done",
            Self::Unconfirmed => "unconfirmed",
            Self::Refused => "refused",
        }
    }
}

/// A command on its way.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Running {
    /// Which.
    pub command: Command,
    /// When it was sent.
    pub start: Start,
    /// The newest request when the portal said that it has sent it.
    pub(crate) overtook: Option<Generation>,
    /// Until when an effect counts as its effect.
    pub(crate) deadline: Mono,
    /// What was known of the effect when the command became known.
    pub(crate) at_load: AtLoad,
    /// When the effect was confirmed.
    pub(crate) done_at: Option<Mono>,
    /// Whether a poll or an event can show the effect.
    pub(crate) checkable: bool,
    /// Rest, asked for by this command, was pending before it.
    pub(crate) was_pending: bool,
    /// The state that it leads to, where the portal has said so.
    pub(crate) expect: Option<AgentState>,
    /// Whether the gateway has accepted it, and when the portal told so.
    pub(crate) answer: Option<(bool, Mono)>,
}

/// What was known of a command's effect when it became known itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AtLoad {
    /// It did not show it, or not since when.
    Open,
    /// It was there, and began after the command: at that moment, if it can be told.
    Shown(Option<Mono>),
    /// It was there before the command, and proves nothing while it lasts.
    Older,
}

impl Running {
    /// The command that the sync told; `None` for none. `pending` is what it told of that.
    pub fn from_sync(
        info: &AgentStateInfo,
        status: Option<&Status>,
        pending: Pending,
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
        let outbound = matches!(command, Command::FirstOutboundCall | Command::OutboundCall);
        // Within one call the state changes, so a call's age is that of its talk.
        let effect_begin = info
            .begin_talking_time
            .filter(|_| outbound)
            .or(info.agent_state_begin_time);
        let shown = status.is_some_and(|status| leads_to(command, None, status));
        let at_load = match effect_begin.zip(info.cmd_begin_time) {
            Some((effect, command)) if shown && effect >= command => {
                AtLoad::Shown(anchor.and_then(|anchor| anchor.at(effect)))
            }
            Some(_) if shown => AtLoad::Older,
            _ => AtLoad::Open,
        };
        let deadline = begin.unwrap_or(now.mono).plus(CONFIRMED_WITHIN_MS);
        // That it is pending shows that it was obeyed, though not when.
        let obeyed = asks_for(command).is_some_and(|asked| pending == Pending::Waiting(asked));
        let start = begin.filter(|_| !obeyed || now.mono <= deadline);
        Some(Self {
            command,
            start: start.map_or(Start::Unknown, Start::At),
            overtook: None,
            deadline,
            at_load,
            done_at: obeyed.then_some(now.mono),
            // The portal has pushed nothing in this load yet.
            checkable: obeyed || is_shown_by_polls(command, None, at_load, status),
            was_pending: obeyed,
            expect: None,
            answer: None,
        })
    }

    /// A command that the portal has sent just now; `None` for none. `status` and `pending`
    /// are what is known of the agent, `newest` is the newest request to the gateway. `hears`:
    /// the portal pushes events.
    pub fn sent(
        &SentCommand {
            command, expect, ..
        }: &SentCommand,
        status: Option<&Status>,
        pending: Pending,
        newest: Generation,
        hears: bool,
        now: Mono,
    ) -> Option<Self> {
        // Of an agent of whom nothing is known, it may have been so before.
        let shown = status.is_none_or(|status| leads_to(command, expect, status));
        let at_load = if shown { AtLoad::Older } else { AtLoad::Open };
        let was_pending = asks_for(command).is_some_and(|asked| pending == Pending::Waiting(asked));
        (command != Command::None).then_some(Self {
            command,
            start: Start::At(now),
            overtook: Some(newest),
            deadline: now.plus(CONFIRMED_WITHIN_MS),
            at_load,
            done_at: None,
            checkable: !was_pending && is_shown_by_polls(command, expect, at_load, status)
                || hears && is_shown_by_events(command, expect, at_load, status),
            was_pending,
            expect,
            answer: None,
        })
    }

    /// Whether it began before that moment; so it does when nobody knows.
    pub fn began_before(&self, moment: Mono) -> bool {
        !matches!(self.start, Start::At(began) if began > moment)
    }

    /// Whether the portal sent it while the request of that number was under way.
    pub fn overtook(&self, number: Generation) -> bool {
        self.overtook == Some(number)
    }

    /// The poll of that number was answered, and a push has overtaken it. If the effect was
    /// there before the command, it proves nothing.
    pub fn answered_before(&mut self, polled: &Status, number: Generation) {
        if self.overtook(number) {
            self.was_so_before(polled);
        }
    }

    /// It was so before the command, or may have been: if that is the effect, it proves nothing.
    pub fn was_so_before(&mut self, status: &Status) {
        if self.done_at.is_none() && leads_to(self.command, self.expect, status) {
            self.at_load = AtLoad::Older;
        }
    }

    /// Looks for the effect in what is known after the poll of that number. `changed`: the
    /// state is a new one. `rests_next`: the poll said that rest is pending.
    ///
    /// Gives `None` when an unconfirmed command has been overtaken by a new state, or a
    /// done one has been seen long enough.
    pub fn polled(
        mut self,
        status: &Status,
        (changed, rests_next): (bool, bool),
        number: Generation,
        now: Mono,
    ) -> Option<Self> {
        if self.overtook(number) && self.done_at.is_none() {
            self.was_pending |= rests_next;
            self.answered_before(status, number);
            return Some(self);
        }
        let proven = rests_next && self.command == Command::Rest && !self.was_pending;
        self.seen(status, proven, changed, now)
    }

    /// Looks for the effect in what is known after an event. `proven`: the event itself
    /// says that the command was obeyed. The rest is as in [`Self::polled`].
    pub fn pushed(self, status: &Status, proven: bool, changed: bool, now: Mono) -> Option<Self> {
        self.seen(status, proven && changed, changed, now)
    }

    fn seen(mut self, status: &Status, proven: bool, changed: bool, now: Mono) -> Option<Self> {
        let verdict = self.verdict(now);
        if matches!(verdict, Verdict::Done | Verdict::Refused) {
            return self.is_still_shown(now).then_some(self);
        }
        let evident = match (leads_to(self.command, self.expect, status), self.at_load) {
            (true, AtLoad::Shown(_)) => true,
            (true, AtLoad::Open) => now <= self.deadline,
            _ if proven => now <= self.deadline,
            (true, AtLoad::Older) => false,
            (false, _) => {
                // Should it come yet, it comes anew.
                self.at_load = AtLoad::Open;
                false
            }
        };
        if evident {
            self.done_at = Some(now);
            return Some(self);
        }
        // A new state has other reasons than a command that nothing confirmed.
        (verdict == Verdict::Running || !changed).then_some(self)
    }

    /// The verdict at `now`.
    pub fn verdict(&self, now: Mono) -> Verdict {
        match self.done_at {
            _ if self.refused_at().is_some() => Verdict::Refused,
            Some(_) => Verdict::Done,
            None if now <= self.deadline => Verdict::Running,
            None => Verdict::Unconfirmed,
        }
    }

    /// Whether it is still on the screen at `now`: what is done goes after a while, and what
    /// nothing can show.
    pub fn is_still_shown(&self, now: Mono) -> bool {
        match (self.refused_at(), self.done_at) {
            (Some(refused), _) => now.since(refused) < REFUSED_SHOWN_MS,
            (None, Some(done)) => now.since(done) < DONE_SHOWN_MS,
            (None, None) => self.checkable || now < self.deadline.plus(UNCHECKABLE_SHOWN_MS),
        }
    }

    /// When the gateway has refused it, as the portal told.
    pub const fn refused_at(&self) -> Option<Mono> {
        match self.answer {
            Some((false, at)) => Some(at),
            _ => None,
        }
    }

    /// Whether the gateway has accepted it, as the portal told.
    pub const fn is_accepted(&self) -> bool {
        matches!(self.answer, Some((true, _)))
    }

    /// Whether it asks for something that may have to wait, and that the gateway has not called pending yet.
    pub fn awaits_word(&self) -> bool {
        asks_for(self.command).is_some_and(|asked| self.awaits_word_of(asked))
    }

    /// Whether it asks for that, which the gateway has not called pending yet.
    pub fn awaits_word_of(&self, asked: Asked) -> bool {
        asks_for(self.command) == Some(asked)
            && !self.was_pending
            && self.done_at.is_none()
            && self.refused_at().is_none()
    }

    /// Whether its effect is one that a poll or an event can show, or has shown.
    pub const fn checkable(&self) -> bool {
        self.checkable || self.done_at.is_some()
    }

    /// When it was done, for its duration: when the effect began, where the sync told.
    pub const fn done_at(&self) -> Option<Mono> {
        match (self.done_at, self.at_load) {
            (Some(_), AtLoad::Shown(Some(began))) => Some(began),
            (done, _) => done,
        }
    }
}

/// What the command asks for that may have to wait.
pub(crate) const fn asks_for(command: Command) -> Option<Asked> {
    match command {
        Command::ShowBusy => Some(Asked::Busy),
        Command::Rest => Some(Asked::Rest),
        _ => None,
    }
}

/// Whether the next polls can show the effect. What comes after a call or wrap-up they show
/// later; but of rest, that it is pending. What was so before, they do not show to come.
fn is_shown_by_polls(
    command: Command,
    expect: Option<AgentState>,
    at_load: AtLoad,
    status: Option<&Status>,
) -> bool {
    let waits = status.is_some_and(Status::can_wait);
    match (command, expect) {
        _ if at_load == AtLoad::Older => false,
        (Command::Rest, None | Some(AgentState::Rest)) => {
            !waits || status.is_some_and(|status| status.in_call)
        }
        (Command::ShowBusy, None) | (_, Some(AgentState::Busy | AgentState::Rest)) => !waits,
        (_, Some(AgentState::Idle | AgentState::WrapUp | AgentState::SignedOut))
        | (
            Command::FirstOutboundCall
            | Command::OutboundCall
            | Command::AgentHangUp
            | Command::AgentDisconnected
            | Command::CustomerHangUp,
            None,
        ) => true,
        _ => false,
    }
}

/// Whether pushed events can show the effect soon. Of busy and rest in a call or in wrap-up they may
/// tell only when it is over: Huawei's own client goes by the answer to the command until then.
fn is_shown_by_events(
    command: Command,
    expect: Option<AgentState>,
    at_load: AtLoad,
    status: Option<&Status>,
) -> bool {
    match (command, expect) {
        (Command::ShowBusy | Command::Rest, _) if status.is_some_and(Status::can_wait) => false,
        // Another party's phone rings.
        (Command::FirstOutboundCall | Command::OutboundCall, None) => true,
        // None tells of muting, say; and of what comes after a call, only where a command asked for it.
        (
            Command::Hold
            | Command::Unhold
            | Command::ThreePartyCall
            | Command::ShowBusy
            | Command::Rest,
            None,
        )
        | (Command::ShowBusy, Some(AgentState::Busy))
        | (Command::Rest, Some(AgentState::Rest))
        | (
            _,
            Some(
                AgentState::Idle
                | AgentState::WrapUp
                | AgentState::OutboundCall
                | AgentState::Occupied
                | AgentState::Ringing
                | AgentState::Talking
                | AgentState::ThreeParty
                | AgentState::Hold
                | AgentState::SignedOut,
            ),
        ) => at_load != AtLoad::Older,
        _ => false,
    }
}

/// Whether the status is what the command leads to. What `agentstatus` cannot show, events
/// can; a command whose effect neither shows (mute, help …) is never shown to have led
/// anywhere.
fn leads_to(command: Command, expect: Option<AgentState>, status: &Status) -> bool {
    if let Some(state) = expect {
        // A poll's word for a call is not the talk itself.
        return status.state == state
            && (state != AgentState::Talking || status.source != Source::Status);
    }
    let out_of_call = !status.in_call
        && (status.over
            || matches!(
                status.state,
                AgentState::Idle
                    | AgentState::WrapUp
                    | AgentState::Busy
                    | AgentState::Rest
                    | AgentState::PreRest
            ));
    match command {
        Command::ShowBusy => status.state == AgentState::Busy,
        Command::Rest => status.state == AgentState::Rest,
        // What was so in a call that has just been left proves nothing.
        Command::Hold | Command::Unhold | Command::ThreePartyCall if !status.in_call => false,
        Command::Hold => status.state == AgentState::Hold,
        // A poll says "talking" of a call on hold, too.
        Command::Unhold => {
            status.source != Source::Status
                && matches!(status.state, AgentState::Talking | AgentState::ThreeParty)
        }
        Command::ThreePartyCall => status.state == AgentState::ThreeParty,
        Command::FirstOutboundCall | Command::OutboundCall => status.in_call,
        Command::AgentHangUp | Command::AgentDisconnected | Command::CustomerHangUp => out_of_call,
        _ => false,
    }
}
