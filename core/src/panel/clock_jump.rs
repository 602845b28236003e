//! A jump of the wall clock ahead of the monotonic one: the computer slept, or somebody set its
//! clock. The server's clock tells the two apart with its next answer (R5); until then, and
//! where answers bring none, every known start is a guess that covers both.

use super::jump::Jump;
use super::model::Model;
use crate::desk::CallStage;
use crate::desk::command::AtLoad;
use crate::link::{Reading, Reason, ServerClock};
use crate::time::{Mono, Now, Start};

/// The clock jumped ahead by so many ms.
pub fn clock_jumped(model: &mut Model, now: Now, by: u64) {
    let before = model.jump.take();
    let mut starts = Vec::new();
    model.link.requests.clock_jumped(by, now.mono);
    for start in known_starts(model) {
        let guess = start.or_later(by);
        let known = before
            .iter()
            .flat_map(|jump| &jump.starts)
            .find(|(_, guess)| guess == start)
            .map_or(*start, |(known, _)| *known);
        starts.push((known, guess));
        *start = guess;
    }
    // Whether the gateway's clock ran on meanwhile, nobody knows.
    let anchor = model.desk.pushes.anchor.take();
    model.jump = Some(Jump {
        by: before
            .as_ref()
            .map_or(by, |jump| jump.by.saturating_add(by)),
        since: now.mono,
        starts,
        anchor: anchor.or(before.and_then(|jump| jump.anchor)),
    });
}

/// An answer has come, with a reading of the server's clock if there is one. What a jump of
/// this computer's clocks has left in doubt is settled before anything is made of the answer.
pub fn explain_jump(model: &mut Model, sent: Mono, reading: Option<&Reading>) {
    // A request that was under way says nothing of what happened meanwhile.
    let Some(jump) = model.jump.take_if(|jump| sent >= jump.since) else {
        return;
    };
    match reading.and_then(|reading| model.link.server_clock.explain(reading, jump.by)) {
        Some(Reason::Slept) => slept(model, &jump),
        Some(Reason::Set) => set(model, &jump),
        None => model.link.server_clock = ServerClock::default(),
    }
}

/// All that was known was then, unless it has ended and begun anew while nobody looked: a guess
/// of the right moment.
fn slept(model: &mut Model, jump: &Jump) {
    for start in known_starts(model) {
        let known = jump.known(*start);
        if known != *start {
            *start = known.as_guess();
        }
    }
    model.desk.pushes.anchor = model.desk.pushes.anchor.or(jump.anchor);
}

/// Nothing that was known is any longer ago than before.
fn set(model: &mut Model, jump: &Jump) {
    let command_is_older = model
        .desk
        .command
        .is_some_and(|command| jump.starts.iter().any(|(_, guess)| *guess == command.start));
    for start in known_starts(model) {
        let known = jump.known(*start);
        if known != *start || start.latest().is_some_and(|latest| latest < jump.since) {
            *start = known.later(jump.by);
        }
    }
    let later = |moment: &mut Mono| {
        if *moment < jump.since {
            *moment = moment.plus(jump.by);
        }
    };
    if let Some(status) = &mut model.desk.status {
        later(&mut status.seen.mono);
    }
    if let Some((answered, _)) = &mut model.link.answered {
        later(&mut answered.mono);
    }
    let call = &mut model.desk.call;
    for details in call.details.iter_mut().chain(call.aside.as_deref_mut()) {
        later(&mut details.as_of.mono);
    }
    if let CallStage::Ended(end) = &mut call.stage
        && end.latest().is_some_and(|latest| latest < jump.since)
    {
        *end = end.later(jump.by);
    }
    if let Some(command) = model.desk.command.as_mut().filter(|_| command_is_older) {
        command.deadline = command.deadline.plus(jump.by);
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
    model.link.server_clock.set_ahead(jump.by);
    model.desk.pushes.anchor = model
        .desk
        .pushes
        .anchor
        .or(jump.anchor.map(|anchor| anchor.later(jump.by)));
}

/// The starts from which the timers count.
fn known_starts(model: &mut Model) -> impl Iterator<Item = &mut Start> {
    let call = &mut model.desk.call;
    let details = call.details.iter_mut().chain(call.aside.as_deref_mut());
    let status = model.desk.status.iter_mut().map(|status| &mut status.start);
    let command = model
        .desk
        .command
        .iter_mut()
        .map(|command| &mut command.start);
    status
        .chain(details.flat_map(|details| {
            let holds = details.held.iter_mut().chain(&mut details.second_call);
            holds.chain([&mut details.talking])
        }))
        .chain(command)
}
