//! Who is it? The look-up of a call that nobody has described (R13).
//!
//! After the load only pushed events describe a call; the polls cannot. So when a poll shows
//! a call of which nothing is known, the gateway is asked who it is: once, and once more a
//! little later where the first time brought nothing. The look-up goes between two polls and
//! has no say in anything but the card: whether it is answered or fails, the next poll is sent
//! at its own moment, or as soon after the look-up as the limits allow.

use super::call::{CallStage, Details};
use super::diagnostics::Fact;
use super::effect::Generation;
use super::model::Model;
use super::outcome::{known, note, of_now};
use super::pace::earliest;
use super::polling::SHORTEST_MS;
use super::reply::{Cause, Failure, Reply, read_reply};
use super::requests::InFlight;
use super::session::Phase;
use super::settings::CallDetails;
use super::time::{Mono, Now};
use super::wire::{Row, no_mono};
use crate::gateway::{CallInfo, Interface, decode_looked_up_call};

/// After how many ms a look-up is given up at the latest. With a poll every three seconds
/// what is shown stays fresh until then (R6).
pub const LONGEST_MS: u64 = 4_000;
/// How long after a look-up that brought nothing the next may come, in ms.
const AGAIN_MS: u64 = 5_000;
/// How often one call is asked for.
const MOST_TRIES: u64 = 2;
/// After how many refusals nothing is looked up any more in this page load.
const MOST_REFUSALS: u64 = 3;

/// What is known of the look-ups.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct LookUp {
    /// How often the present call has been asked for.
    tries: u64,
    /// It is not asked for again before then.
    not_before: Option<Mono>,
    /// The request for it, of this panel.
    request: Option<Generation>,
    /// When the next look-up is to go out and the poll that it goes before was due.
    plan: Option<(Mono, Mono)>,
    /// How often the gateway, or what stands before it, said no in this page load.
    refusals: u64,
    /// The ID of the call that the card showed last.
    shown: Option<String>,
}

impl LookUp {
    /// Of the former agent's calls nothing is known any more.
    pub fn forget_agent(&mut self) {
        *self = Self {
            refusals: self.refusals,
            ..Self::default()
        };
    }

    /// The next request is a poll.
    pub const fn give_way(&mut self) {
        self.plan = None;
    }

    /// A look-up goes out as that request.
    pub fn sent(&mut self, generation: Generation, now: Mono) {
        self.tries = self.tries.saturating_add(1);
        self.not_before = Some(now.plus(AGAIN_MS));
        self.request = Some(generation);
    }

    /// Writes into the row what the next one who asks has to know, or reads it from there.
    pub fn exchange(&mut self, row: &mut Row) {
        row.count(&mut self.tries);
        row.optional(&mut self.not_before, no_mono, Row::mono);
        row.count(&mut self.refusals);
        row.optional(&mut self.shown, String::new, Row::text);
    }

    /// Takes what the one who asked until now has handed on.
    pub fn take(&mut self, shared: Self, now: Mono) {
        let by = now.plus(AGAIN_MS);
        *self = Self {
            not_before: shared.not_before.map(|at| at.min(by)),
            request: None,
            plan: None,
            refusals: self.refusals.max(shared.refusals),
            ..shared
        };
    }
}

/// Keeps in mind which call the card shows. A described call is no longer asked for, and the
/// next one anew.
pub(super) fn observe(model: &mut Model) {
    let look_up = &mut model.look_up;
    if let Some(Details {
        call_id: Some(id), ..
    }) = &model.call.details
        && look_up.shown.as_ref() != Some(id)
    {
        look_up.shown = Some(id.clone());
    }
    if !model.call.is_nobodys() {
        (look_up.tries, look_up.not_before) = (0, None);
        look_up.request = None;
    }
}

/// A poll has shown the agent's state and the next is due: puts a look-up before that one, if
/// there is a call to be looked up.
pub(super) fn plan(model: &mut Model, now: Now) {
    observe(model);
    model.look_up.plan = None;
    if !is_wanted(model, now) {
        return;
    }
    let at = earliest(model, now).max(model.look_up.not_before.unwrap_or(now.mono));
    // Polls that come fast, because something is awaited, are not held up.
    let crowded = model.settings.poll_interval_ms < 2 * SHORTEST_MS;
    let room = if crowded { 1 } else { SHORTEST_MS };
    if let Some(poll) = model.requests.due()
        && at.plus(room) <= poll
    {
        model.look_up.plan = Some((at, poll));
        model.requests.set_due(at);
    }
}

/// Whether the request that is due is a look-up.
pub(super) fn is_due(model: &Model, now: Now) -> bool {
    // After a sleep the poll goes first: the call may be over.
    let in_time = |(at, poll): (Mono, Mono)| (at..poll.plus(SHORTEST_MS)).contains(&now.mono);
    model.look_up.plan.is_some_and(in_time) && is_wanted(model, now)
}

/// Whether the gateway is to be asked about the call. While it has trouble with the polls it
/// is not bothered.
fn is_wanted(model: &Model, now: Now) -> bool {
    let is_well = model.polling.failing().is_none() && model.polling.slowed_at(now.mono).is_none();
    model.settings.call_details == CallDetails::Ask
        && nobody_knows(model)
        && model.look_up.tries < MOST_TRIES
        && model.look_up.refusals < MOST_REFUSALS
        && is_well
        && !model.recovery.is_due()
}

/// Whether the agent is on a call of which nobody has told a number.
fn nobody_knows(model: &Model) -> bool {
    let on_a_call = model
        .status
        .as_ref()
        .is_some_and(|status| status.in_call && !status.over);
    on_a_call && model.call.is_nobodys() && model.phase == Phase::Asking
}

/// The reply to a look-up has come.
pub(super) fn replied(model: &mut Model, now: Now, request: InFlight, reply: Reply) {
    let (status, stamp) = (reply.status(), reply.stamp());
    let answer = read_reply(reply, known(model), decode_looked_up_call);
    match of_now(model, now, request, stamp, answer) {
        Ok(answer) => {
            note(model, now, request, status, None);
            for loss in answer.losses {
                let fact = Fact::Lost(Interface::CallInfo, loss);
                model.diagnostics.add(now.wall, fact);
            }
            told(model, now, request.generation, answer.value);
        }
        Err(failure) => {
            note(model, now, request, status, Some(&failure));
            failed(model, now, request.generation, &failure);
        }
    }
    go_on(model, now);
}

/// The time of a look-up is over.
pub(super) fn timed_out(model: &mut Model, now: Now, request: InFlight) {
    let failure = Failure::transient(Cause::TimedOut);
    note(model, now, request, None, Some(&failure));
    failed(model, now, request.generation, &failure);
    go_on(model, now);
}

/// The gateway has described a call, or none.
fn told(model: &mut Model, now: Now, generation: Generation, call: Option<CallInfo>) {
    observe(model);
    // The call that was asked for has been described since, or is over.
    if model.look_up.request.take() != Some(generation) || !nobody_knows(model) {
        return;
    }
    // What was pushed meanwhile may be of another call than the answer.
    let overtaken = model.pushes.overtook == Some(generation);
    let off = model.settings.call_details == CallDetails::Off;
    let present = model
        .call
        .details
        .as_ref()
        .and_then(|details| details.call_id.as_ref());
    let shown = model.look_up.shown.as_ref();
    // The present call's, where an event has told its ID, or one that was not shown before.
    let is_it = |call: &CallInfo| match (&call.call_id, present) {
        (None, _) => true,
        (Some(id), Some(present)) => id == present,
        (Some(id), None) => Some(id) != shown,
    };
    match call.filter(|call| !overtaken && !off && is_it(call)) {
        Some(call) => describe(model, now, call),
        None => model.look_up.not_before = Some(now.mono.plus(AGAIN_MS)),
    }
}

fn failed(model: &mut Model, now: Now, generation: Generation, failure: &Failure) {
    let refused = !matches!(
        failure.cause,
        Cause::Network | Cause::TimedOut | Cause::Old | Cause::Http(500..=502 | 504..=599)
    );
    let look_up = &mut model.look_up;
    if refused {
        look_up.refusals = look_up.refusals.saturating_add(1);
    }
    if look_up.request.take() == Some(generation) {
        look_up.not_before = Some(now.mono.plus(AGAIN_MS));
        if refused {
            look_up.tries = MOST_TRIES;
        }
    }
}

/// The poll that the look-up went before is due again.
fn go_on(model: &mut Model, now: Now) {
    let poll = model.look_up.plan.take().map_or(now.mono, |(_, poll)| poll);
    let at = poll.max(earliest(model, now));
    model.requests.hasten(at);
    plan(model, now);
}

/// Fills the card. When the talk began, or whether it has, the answer does not tell: its
/// `begintime` may include the wait in the queue.
fn describe(model: &mut Model, now: Now, told: CallInfo) {
    let call = &mut model.call;
    // Somebody may have announced it, or told its ID and no more.
    let announced = call
        .aside
        .take_if(|aside| told.call_id.is_some() && aside.call_id == told.call_id)
        .map(|aside| *aside);
    let details = call.details.take().or(announced);
    let details = details.unwrap_or_else(|| Details::new(now));
    call.details = Some(Details {
        as_of: now,
        caller: told.caller.or(details.caller),
        called: told.called.or(details.called),
        original_called: told.original_called,
        feature: told.call_feature.or(details.feature),
        skill: told.call_skill.or(details.skill),
        call_data: told.call_data.or(details.call_data),
        call_id: told.call_id.or(details.call_id),
        ..details
    });
    call.stage = CallStage::Live;
}
