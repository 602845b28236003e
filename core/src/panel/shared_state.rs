//! The agent's state, what is pending and the command on its way, as [`super::shared`]
//! hands them on.

use crate::desk::command::{AtLoad as EffectAtLoad, Running};
use crate::desk::reason::NotReadyReason;
use crate::desk::status::{AtLoad, Source, Status};
use crate::desk::{Asked, Pending};
use crate::gateway::{AgentState, Command, Interface, Reason};
use crate::link::LookUp;
use crate::sharing::{NO_MOMENT, Row, no_mono};
use crate::time::{Mono, Start};

/// A status to read into.
pub const fn no_status() -> Status {
    Status {
        state: AgentState::Idle,
        source: Source::Sync,
        start: Start::Unknown,
        seen: NO_MOMENT,
        in_call: false,
        over: false,
        detail: None,
    }
}

pub fn status(row: &mut Row, status: &mut Status) {
    let sources = [Source::Sync, Source::Status, Source::Host];
    state(row, &mut status.state);
    row.choice(&mut status.source, &sources);
    row.start(&mut status.start);
    row.moment(&mut status.seen);
    row.flag(&mut status.in_call);
    row.flag(&mut status.over);
    let blank = || AtLoad {
        state: AgentState::Idle,
        as_of: NO_MOMENT,
    };
    row.optional(&mut status.detail, blank, |row, detail| {
        state(row, &mut detail.state);
        row.moment(&mut detail.as_of);
    });
}

fn state(row: &mut Row, state: &mut AgentState) {
    let mut slug = state.slug().to_owned();
    row.text(&mut slug);
    if let Some(named) = AgentState::from_slug(&slug) {
        *state = named;
        return;
    }
    let (mut interface, mut code) = match *state {
        AgentState::Unknown { interface, code } => (interface, code),
        _ => (Interface::AgentStatus, 0),
    };
    let interfaces = [Interface::AgentStatus, Interface::SyncAgentInfo];
    row.choice(&mut interface, &interfaces);
    row.number(&mut code);
    *state = AgentState::Unknown { interface, code };
}

pub fn pending(row: &mut Row, pending: &mut Pending) {
    let (mut kind, mut asked, mut at) = match *pending {
        Pending::None => (0, Asked::Busy, Mono(0)),
        Pending::Waiting(asked) => (1, asked, Mono(0)),
        Pending::Cancelled(asked, at) => (2, asked, at),
    };
    row.choice(&mut kind, &[0, 1, 2]);
    if kind > 0 {
        row.choice(&mut asked, &[Asked::Busy, Asked::Rest]);
    }
    if kind > 1 {
        row.mono(&mut at);
    }
    *pending = match kind {
        0 => Pending::None,
        1 => Pending::Waiting(asked),
        _ => Pending::Cancelled(asked, at),
    };
}

/// A command to read into.
pub const fn no_command() -> Running {
    Running {
        command: Command::None,
        start: Start::Unknown,
        // Each panel counts its own requests, and those to come are newer in any case.
        overtook: None,
        deadline: Mono(0),
        at_load: EffectAtLoad::Open,
        done_at: None,
        checkable: true,
        was_pending: false,
        expect: None,
        answer: None,
    }
}

pub fn command(row: &mut Row, running: &mut Running) {
    let mut code = running.command.code();
    row.number(&mut code);
    running.command = Command::from_code(code);
    row.start(&mut running.start);
    row.mono(&mut running.deadline);
    let (mut kind, mut began) = match running.at_load {
        EffectAtLoad::Open => (0, None),
        EffectAtLoad::Shown(began) => (1, began),
        EffectAtLoad::Older => (2, None),
    };
    row.choice(&mut kind, &[0, 1, 2]);
    row.optional(&mut began, no_mono, Row::mono);
    running.at_load = match kind {
        0 => EffectAtLoad::Open,
        1 => EffectAtLoad::Shown(began),
        _ => EffectAtLoad::Older,
    };
    row.optional(&mut running.done_at, no_mono, Row::mono);
    row.flag(&mut running.checkable);
    row.flag(&mut running.was_pending);
    row.optional(&mut running.expect, || AgentState::Idle, state);
    row.optional(
        &mut running.answer,
        || (false, no_mono()),
        |row, (accepted, at)| {
            row.flag(accepted);
            row.mono(at);
        },
    );
}

/// A reason to read into.
pub const fn no_reason() -> NotReadyReason {
    NotReadyReason {
        of: Asked::Busy,
        reason: Reason::Other(0),
    }
}

pub fn reason(row: &mut Row, reason: &mut NotReadyReason) {
    row.choice(&mut reason.of, &[Asked::Busy, Asked::Rest]);
    let mut code = reason.reason.code();
    row.number(&mut code);
    let read = NotReadyReason::read(reason.of, code);
    reason.reason = read.map_or(Reason::Other(code), |read| read.reason);
}

/// What the next one who asks has to know of the look-ups.
pub fn look_up(row: &mut Row, look_up: &mut LookUp) {
    row.count(&mut look_up.tries);
    row.optional(&mut look_up.not_before, no_mono, Row::mono);
    row.count(&mut look_up.refusals);
    row.optional(&mut look_up.shown, String::new, Row::text);
}
