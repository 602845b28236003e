//! A jump of the wall clock ahead of the monotonic one: the computer slept, or somebody set its
//! clock. The server's clock tells the two apart with its next answer (R5); until then, and
//! where answers bring none, every known start is a guess that covers both.

use super::jump::Jump;
use super::model::Model;
use crate::link::{Reading, Reason};
use crate::time::{Mono, Now};

/// The clock jumped ahead by so many ms.
pub fn clock_jumped(model: &mut Model, now: Now, by: u64) {
    let before = model.jump.take();
    let mut starts = Vec::new();
    model.link.requests.clock_jumped(by, now.mono);
    for start in model.desk.starts() {
        let guess = start.or_later(by);
        let known = before
            .iter()
            .flat_map(|jump| &jump.starts)
            .find(|(_, guess)| guess == start)
            .map_or(*start, |(known, _)| *known);
        starts.push((known, guess));
        *start = guess;
    }
    let anchor = model.desk.forget_anchor();
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
    match model.link.why_clocks_jumped(reading, jump.by) {
        Some(Reason::Slept) => slept(model, &jump),
        Some(Reason::Set) => set(model, &jump),
        None => {}
    }
}

/// All that was known was then, unless it has ended and begun anew while nobody looked: a guess
/// of the right moment.
fn slept(model: &mut Model, jump: &Jump) {
    for start in model.desk.starts() {
        let known = jump.known(*start);
        if known != *start {
            *start = known.as_guess();
        }
    }
    model.desk.restore_anchor(jump.anchor);
}

/// Nothing that was known is any longer ago than before.
fn set(model: &mut Model, jump: &Jump) {
    let command_is_older = model
        .desk
        .command
        .is_some_and(|command| jump.starts.iter().any(|(_, guess)| *guess == command.start));
    for start in model.desk.starts() {
        let known = jump.known(*start);
        if known != *start || start.latest().is_some_and(|latest| latest < jump.since) {
            *start = known.later(jump.by);
        }
    }
    model
        .desk
        .clock_was_set(jump.since, jump.by, command_is_older);
    model.link.clock_was_set(jump.since, jump.by);
    let anchor = jump.anchor.map(|anchor| anchor.later(jump.by));
    model.desk.restore_anchor(anchor);
}
