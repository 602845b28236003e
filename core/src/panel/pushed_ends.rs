//! Pushed events after which a call, or a party of it, is there no more: what was released,
//! what failed, what was transferred.

use super::call_pushed::Leg;
use super::model::Model;
use super::outcome::await_or_calm;
use super::pushed::{answer_command, doubt, leave_to_polls, look, said};
use super::pushed_times::{began, came_about};
use super::second_leg::after_second;
use super::status::Source;
use super::time::{Now, Start};
use crate::gateway::{AgentEvent, AgentState, Command, EventKind};

/// How shortly before a call for help the customer is put on hold for it, in ms: by the
/// gateway, in the same breath. A hold that is older is the agent's own.
const HELD_FOR_IT_MS: u64 = 3_000;

/// The agent is no longer on a call, says the event, or not on the one that it names. `known`:
/// whether the state until then is beyond doubt.
pub(super) fn left(model: &mut Model, now: Now, event: &AgentEvent, known: bool) {
    let status = model.status.as_ref();
    if status.is_some_and(|status| !status.in_call) || !model.call.goes_on() {
        model.call.forget_aside(&event.call);
        return leave_to_polls(model, now);
    }
    let state = status.map(|status| status.state);
    // Who transfers a call, or consults somebody about it, has talked on it, whoever described it.
    let was_talked_on = model.call.was_talked_on(status) || is_beside_a_talk(event.kind);
    let failed = event.kind != EventKind::CallRelease;
    match model.call.leg(&event.call) {
        Leg::Aside => {
            model.call.forget_aside(&event.call);
            look(model, now);
        }
        Leg::Second => second_gone(model, now, event),
        // It never came: nothing is known of a call of that ID.
        Leg::Other if failed && was_talked_on && may_have_been_invited(model, event, state) => {
            second_gone(model, now, event);
        }
        Leg::Other => look(model, now),
        Leg::Unsure => doubt(model, now),
        Leg::Current if failed && was_talked_on && is_of_second(model, event, state) => {
            second_gone(model, now, event);
        }
        // What failed, or nobody answered, is another than the one that is talked on.
        Leg::Current if failed && was_talked_on => doubt(model, now),
        Leg::Current if model.call.back_to_aside() => {
            // It was put on hold when the agent called somebody else.
            if let Some(status) = &mut model.status {
                status.state = AgentState::Hold;
                status.start = Start::Unknown;
            }
            doubt(model, now);
        }
        Leg::Current if model.call.may_go_on_alone() => doubt(model, now),
        Leg::Current => over(model, now, event, known),
    }
}

/// Somebody else has left: the second party, the call that waits, or the customer of a call
/// in which others may be still.
pub(super) fn customer_left(model: &mut Model, now: Now, event: &AgentEvent) {
    let partner = model
        .call
        .details
        .as_ref()
        .and_then(|details| details.partner.as_ref());
    let is_partner = model.call.second.is_some()
        && partner.is_some()
        && partner == event.call.other_phone.as_ref();
    match model.call.leg(&event.call) {
        Leg::Aside => {
            model.call.forget_aside(&event.call);
            look(model, now);
        }
        Leg::Second => second_gone(model, now, event),
        _ if is_partner => second_gone(model, now, event),
        _ => doubt(model, now),
    }
}

/// A transfer has come out: the call has gone to somebody else, or the agent goes on with it.
pub(super) fn transferred(model: &mut Model, now: Now, event: &AgentEvent, known: bool) {
    match (event.outcome.result, model.call.leg(&event.call)) {
        (Some(0), Leg::Current | Leg::Second) if model.call.goes_on() => {
            over(model, now, event, known);
        }
        (Some(0), Leg::Aside) => {
            model.call.forget_aside(&event.call);
            look(model, now);
        }
        (Some(0) | None, _) => look(model, now),
        (Some(_), _) => left(model, now, event, known),
    }
}

/// Whether a party that did not come had been called for the agent's call, of whose leg
/// nothing is known yet. In a conference it may be yet another.
fn may_have_been_invited(model: &Model, event: &AgentEvent, state: Option<AgentState>) -> bool {
    event.kind != EventKind::AbandonCall
        && model.call.second.is_none()
        && matches!(
            state,
            Some(AgentState::Hold | AgentState::Help | AgentState::Transfer)
        )
}

/// Whether what failed, by the ID of the call that is talked on or by none, is its second
/// party's part.
fn is_of_second(model: &Model, event: &AgentEvent, state: Option<AgentState>) -> bool {
    state != Some(AgentState::ThreeParty)
        && (model.call.second.is_some() || is_beside_a_talk(event.kind))
}

/// Whether what fails with such an event is a transfer or a consultation, after which the
/// agent goes on talking.
const fn is_beside_a_talk(kind: EventKind) -> bool {
    matches!(
        kind,
        EventKind::ConsultFail
            | EventKind::SuccTransResult
            | EventKind::TransOutResult
            | EventKind::PhoneTransferResult
    )
}

/// The second party has gone, or has not come: the agent is where they were. Polls cannot say
/// so, who call it all a talk.
fn second_gone(model: &mut Model, now: Now, event: &AgentEvent) {
    let waited = is_held_by_the_agent(model, event);
    model.call.is_left_by_second();
    let start = began(model.pushes.anchor, event, model.status.as_ref(), None, now);
    let released = matches!(
        event.kind,
        EventKind::CallRelease | EventKind::CustomerRelease
    );
    if let Some(status) = &mut model.status {
        let state = after_second(status.state, waited);
        if state != status.state {
            status.state = state;
            status.source = Source::Host;
            status.start = start;
            status.detail = None;
            status.over = true;
        }
        // The customer may have gone before.
        status.over |= released;
    }
    said(model);
    look(model, now);
}

/// Whether the call on hold waits because the agent wanted it to, and not for the second
/// party's sake.
fn is_held_by_the_agent(model: &Model, event: &AgentEvent) -> bool {
    match &model.call.second {
        Some(second) => !second.is_help && event.kind != EventKind::ConsultFail,
        None => event.kind == EventKind::CallOutFail,
    }
}

/// Whether the customer was put on hold in the same breath, so that whoever is being called
/// now is called for help.
pub(super) fn was_held_for_it(model: &Model, event: &AgentEvent, now: Now) -> bool {
    let asked_for = model.command.is_some_and(|running| {
        matches!(
            running.command,
            Command::TwoPartyHelp | Command::ThreePartyHelp | Command::TalkForwarding
        )
    });
    let at = came_about(model.pushes.anchor, event, now).unwrap_or(now.mono);
    let just_held = model.status.as_ref().is_some_and(|status| {
        status.state == AgentState::Hold
            && status.source == Source::Host
            && status
                .start
                .latest()
                .is_some_and(|held| at.since(held) <= HELD_FOR_IT_MS)
    });
    asked_for || just_held
}

/// The call is over for the agent.
fn over(model: &mut Model, now: Now, event: &AgentEvent, known: bool) {
    let status = model.status.as_ref();
    let end = began(model.pushes.anchor, event, status, None, now);
    model.call.is_over(end, now);
    model.recovery.call_is_over();
    said(model);
    if let Some(mut status) = model.status.take() {
        status.in_call = false;
        status.over = true;
        // What was in doubt may have been another state of this call by now.
        if known {
            status.source = Source::Host;
            status.seen = now;
            status.detail = None;
            answer_command(model, &status, event, true, now);
        }
        model.status = Some(status);
    }
    await_or_calm(model, now, true);
    look(model, now);
}
