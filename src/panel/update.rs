//! The state machine: an event in, effects out.

use super::connection::Connection;
use super::effect::Effect;
use super::event::Event;
use super::model::Model;
use super::outcome::{failed, replied};
use super::pace::{earliest, hasten};
use super::polling::Polling;
use super::pushed::{command_sent, pushed};
use super::recovery::Recovery;
use super::reply::{Cause, Failure};
use super::session::{GUID_RETRY_MS, LOOK_EVERY_MS, Phase, Refusals, Session};
use super::time::Now;
use crate::gateway::Interface;

/// Takes one event at `now` and gives what is to be done, in order.
pub fn update(model: &mut Model, now: Now, event: Event) -> Vec<Effect> {
    let mut effects = Vec::new();
    match event {
        Event::Started { visible, online } => {
            model.page.visible = visible;
            model.page.online = online;
            model.requests.set_due(now.mono);
        }
        Event::SessionRead(session) => session_read(model, now, session, &mut effects),
        Event::Replied(generation, reply) => replied(model, now, generation, reply),
        Event::ClockJumped(by) => clock_jumped(model, by),
        Event::Woke => model.requests.woke(),
        Event::Visible(visible) => {
            model.page.visible = visible;
            if visible {
                hasten(model, now);
            }
        }
        Event::Online(online) => {
            model.page.online = online;
            if online {
                hasten(model, now);
            }
        }
        Event::Connect(session) => {
            effects.push(Effect::Remember(session));
            model.requests.hasten(now.mono);
        }
        Event::Pushed(event) => pushed(model, now, &event),
        Event::CommandSent(command) => command_sent(model, now, &command),
        Event::RetrySync => {
            if matches!(model.recovery, Recovery::Lost(_)) {
                model.recovery = Recovery::NEW;
                hasten(model, now);
            }
        }
        Event::RetryNow => {
            if model.phase == Phase::Misconfigured {
                ask_again(model);
                model.requests.hasten(now.mono);
            }
        }
    }
    turn(model, now, &mut effects);
    let connection = Connection::of(model, now);
    if model.connection.0 != connection {
        model.connection = (connection, now.wall);
    }
    effects
}

/// Widens every start that is known: after a sleep it was then, after a clock was set it
/// was later by as much.
fn clock_jumped(model: &mut Model, by: u64) {
    // Whether the gateway's clock ran on meanwhile, nobody knows.
    model.pushes.anchor = None;
    if let Some(status) = &mut model.status {
        status.start = status.start.or_later(by);
    }
    let aside = model.call.aside.as_deref_mut();
    for details in model.call.details.iter_mut().chain(aside) {
        details.talking = details.talking.or_later(by);
    }
    if let Some(command) = &mut model.command {
        command.start = command.start.or_later(by);
    }
}

/// Lets time do its part: time-outs, what is due, the next wake.
fn turn(model: &mut Model, now: Now, effects: &mut Vec<Effect>) {
    let timeout_ms = model.settings.request_timeout_ms;
    if let Some(request) = model.requests.timed_out(timeout_ms, now.mono) {
        effects.push(Effect::Abort);
        failed(
            model,
            now,
            request.interface,
            &Failure::transient(Cause::TimedOut),
        );
    }
    if model.requests.take_due(now.mono) {
        effects.push(Effect::ReadSession);
    }
    if let Some(at) = model.requests.arm(timeout_ms, now.mono) {
        effects.push(Effect::Wake(at));
    }
}

fn session_read(model: &mut Model, now: Now, session: Option<Session>, effects: &mut Vec<Effect>) {
    let Some(session) = session else {
        if model.requests.give_up() {
            effects.push(Effect::Abort);
        }
        model.forget_agent();
        model.phase = Phase::NoSession;
        model.requests.set_due(now.mono.plus(LOOK_EVERY_MS));
        return;
    };
    let known = model.session.as_ref();
    let same_agent = known.is_some_and(|known| known.agent == session.agent);
    let same_guid = known.is_some_and(|known| known.guid == session.guid);
    if model.requests.in_flight().is_some() {
        if same_agent {
            // Its reply decides; the source is read again before the next request.
            return;
        }
        model.requests.give_up();
        effects.push(Effect::Abort);
    } else if same_agent && same_guid && model.requests.has_due() {
        // Nobody asked, and nothing is new.
        return;
    }
    let wait_until = match &model.phase {
        Phase::Expired(_) if same_agent && same_guid => Some(now.mono.plus(LOOK_EVERY_MS)),
        // Another Guid does not mend a setting; another agent may.
        Phase::Misconfigured if same_agent => Some(now.mono.plus(LOOK_EVERY_MS)),
        Phase::Asking if same_agent && same_guid => model
            .refusals
            .last
            .map(|refused| refused.plus(GUID_RETRY_MS))
            .filter(|retry| *retry > now.mono),
        _ => None,
    };
    // A session may change under the panel faster than requests may follow.
    let earliest = if same_agent {
        earliest(model, now)
    } else {
        model.requests.earliest(now.mono)
    };
    let wait_until = wait_until.or((earliest > now.mono).then_some(earliest));
    if let Some(at) = wait_until {
        model.requests.set_due(at);
        return;
    }
    if !same_agent {
        model.forget_agent();
        if model.settled.contains(&session.agent) {
            model.recovery = Recovery::Lost(Cause::AlreadySynced);
        }
    }
    if !same_guid {
        model.refusals = Refusals::default();
    }
    if model.phase != Phase::Asking {
        ask_again(model);
    }
    send(model, now, session, effects);
}

/// Asks after a stop. Nothing is live before the first answer.
fn ask_again(model: &mut Model) {
    model.phase = Phase::Asking;
    model.polling = Polling::default();
    model.answered = None;
}

fn send(model: &mut Model, now: Now, session: Session, effects: &mut Vec<Effect>) {
    let (agent, guid) = (session.agent, session.guid.clone());
    model.session = Some(session);
    if model.recovery.is_too_late(now.mono) {
        let cause = model
            .polling
            .failing()
            .map_or(Cause::TimedOut, |(failure, _)| failure.cause.clone());
        model.recovery = Recovery::Lost(cause);
        model.use_up_sync();
    }
    if model.recovery.is_due() {
        model.recovery.sent(now.mono);
        let generation = model.requests.sent(Interface::SyncAgentInfo, now.mono);
        effects.push(Effect::Sync {
            generation,
            agent,
            guid,
        });
    } else {
        let generation = model.requests.sent(Interface::AgentStatus, now.mono);
        effects.push(Effect::FetchStatus {
            generation,
            agent,
            guid,
        });
    }
}
