//! The agent's state, what is pending and the command on its way, as [`super::shared`]
//! hands them on.

use super::command::{AtLoad as EffectAtLoad, Running};
use super::pending::{Asked, Pending};
use super::status::{AtLoad, Source, Status};
use super::wire::{Reader, Writer};
use crate::gateway::{AgentState, Command, Interface};

fn write_state(w: &mut Writer, state: AgentState) {
    w.text(state.slug());
    if let AgentState::Unknown { interface, code } = state {
        w.flag(interface == Interface::AgentStatus);
        w.number(code);
    }
}

fn read_state(r: &mut Reader<'_>) -> Option<AgentState> {
    let slug = r.text()?;
    if let Some(state) = AgentState::from_slug(slug) {
        return Some(state);
    }
    let interface = if r.flag()? {
        Interface::AgentStatus
    } else {
        Interface::SyncAgentInfo
    };
    Some(AgentState::Unknown {
        interface,
        code: r.number()?,
    })
}

pub fn write_status(w: &mut Writer, status: &Status) {
    write_state(w, status.state);
    w.text(status.source.slug());
    w.start(status.start);
    w.moment(status.seen);
    w.flag(status.in_call);
    w.flag(status.over);
    w.optional(status.detail, |w, detail| {
        write_state(w, detail.state);
        w.moment(detail.as_of);
    });
}

pub fn read_status(r: &mut Reader<'_>) -> Option<Status> {
    Some(Status {
        state: read_state(r)?,
        source: match r.text()? {
            "sync" => Source::Sync,
            "status" => Source::Status,
            "host" => Source::Host,
            _ => return None,
        },
        start: r.start()?,
        seen: r.moment()?,
        in_call: r.flag()?,
        over: r.flag()?,
        detail: r.optional(|r| {
            Some(AtLoad {
                state: read_state(r)?,
                as_of: r.moment()?,
            })
        })?,
    })
}

pub fn write_pending(w: &mut Writer, pending: Pending) {
    let asked = |asked| i64::from(asked == Asked::Rest);
    match pending {
        Pending::None => w.number(0),
        Pending::Waiting(what) => w.number(1 + asked(what)),
        Pending::Cancelled(what, at) => {
            w.number(3 + asked(what));
            w.mono(at);
        }
    }
}

pub fn read_pending(r: &mut Reader<'_>) -> Option<Pending> {
    Some(match r.number()? {
        0 => Pending::None,
        1 => Pending::Waiting(Asked::Busy),
        2 => Pending::Waiting(Asked::Rest),
        3 => Pending::Cancelled(Asked::Busy, r.mono()?),
        4 => Pending::Cancelled(Asked::Rest, r.mono()?),
        _ => return None,
    })
}

pub fn write_command(w: &mut Writer, running: &Running) {
    w.number(running.command.code());
    w.start(running.start);
    w.mono(running.deadline);
    match running.at_load {
        EffectAtLoad::Open => w.number(0),
        EffectAtLoad::Shown(began) => {
            w.number(1);
            w.optional(began, Writer::mono);
        }
        EffectAtLoad::Older => w.number(2),
    }
    w.optional(running.done_at, Writer::mono);
}

pub fn read_command(r: &mut Reader<'_>) -> Option<Running> {
    Some(Running {
        command: Command::from_code(r.number()?),
        start: r.start()?,
        // Each panel counts its own requests, and those to come are newer in any case.
        overtook: None,
        deadline: r.mono()?,
        at_load: match r.number()? {
            0 => EffectAtLoad::Open,
            1 => EffectAtLoad::Shown(r.optional(Reader::mono)?),
            2 => EffectAtLoad::Older,
            _ => return None,
        },
        done_at: r.optional(Reader::mono)?,
    })
}
