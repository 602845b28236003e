//! The state machine: an event in, effects out.

use super::clock_jump::clock_jumped;
use super::connection::Connection;
use super::diagnostics::Fact;
use super::effect::Effect;
use super::event::Event;
use super::leading::{doubt, heard, lead_news, may_send, pass_on, recall, seen, speak, take_lead};
use super::look_up;
use super::model::Model;
use super::next_ask::is_backing_off;
use super::outcome::{replied, timed_out};
use super::pace::{earliest, hasten, hasten_by_chance};
use super::polling::Polling;
use super::pushed::{command_sent, pushed};
use super::recovery::Recovery;
use super::reply::Cause;
use super::server_clock::ServerClock;
use super::session::{
    GUID_RETRY_MS, LOOK_EVERY_MS, Phase, Refusals, Session, ask_again_at_once, asked_again_at,
    is_asked_again, looks_again,
};
use super::settings::{Complaint, GuidFrom, Settings};
use super::time::Now;
use crate::gateway::{AgentId, Interface};

/// Takes one event at `now` and gives what is to be done, in order.
pub fn update(model: &mut Model, now: Now, event: Event) -> Vec<Effect> {
    let mut effects = Vec::new();
    pass_on(model, &event, &mut effects);
    let mut news = !matches!(event, Event::Woke | Event::SessionRead(_) | Event::Heard(_));
    let watched = model.page.visible;
    match event {
        Event::Started { visible, online } => {
            model.page.visible = visible;
            model.page.online = online;
            model.requests.set_due(now.mono);
        }
        Event::SessionRead(session) => session_read(model, now, session, &mut effects),
        Event::Replied(generation, reply) => replied(model, now, generation, reply),
        Event::ClockJumped(by) => clock_jumped(model, now, by),
        Event::Woke => model.requests.woke(),
        Event::Visible(visible) => {
            model.page.visible = visible;
            if visible {
                ask_again_at_once(model, now);
                hasten(model, now);
                seen(model, now, &mut effects);
            }
        }
        Event::Lead(lead) => lead_news(model, now, lead, &mut effects),
        Event::Heard(said) => heard(model, now, &said, &mut effects),
        Event::Recalled(agent, row) => model.recalled = Some((agent, row)),
        Event::Online(online) => {
            model.page.online = online;
            if online {
                ask_again_at_once(model, now);
                hasten_by_chance(model, now);
            }
        }
        Event::Configured(settings, complaints) => {
            configured(model, now, settings, complaints, &mut effects);
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
                take_lead(model, now, &mut effects);
            }
        }
        Event::RetryNow => match model.phase {
            Phase::Misconfigured { .. } => {
                ask_again(model);
                model.requests.hasten(now.mono);
            }
            Phase::Asking if is_backing_off(model) => hasten(model, now),
            _ => {}
        },
    }
    doubt(model, now, watched);
    model.reason = model
        .reason
        .and_then(|reason| reason.kept(model.status.as_ref(), model.pending));
    look_up::observe(model);
    turn(model, now, &mut effects);
    news |= effects
        .iter()
        .any(|effect| matches!(effect, Effect::Sync { .. } | Effect::LookUp { .. }));
    speak(model, now, news, &mut effects);
    let connection = Connection::of(model, now);
    if model.connection.0 != connection {
        model.connection = (connection, now.wall);
    }
    effects
}

/// Takes new settings. Another gateway, or another way to it, is another session.
fn configured(
    model: &mut Model,
    now: Now,
    settings: Settings,
    complaints: Vec<Complaint>,
    effects: &mut Vec<Effect>,
) {
    for complaint in complaints {
        model
            .diagnostics
            .add(now.wall, Fact::Configuration(complaint));
    }
    let former = std::mem::replace(&mut model.settings, settings);
    let settings = &model.settings;
    let elsewhere = former.gateway != settings.gateway
        || former.credentials != settings.credentials
        || former.guid_from != settings.guid_from;
    let paced = (former.poll_interval_ms, former.hidden_poll_interval_ms)
        != (settings.poll_interval_ms, settings.hidden_poll_interval_ms);
    if elsewhere {
        if model.requests.give_up() {
            effects.push(Effect::Abort);
        }
        leave(model, effects);
        model.phase = Phase::NoSession;
        model.look_up = look_up::LookUp::default();
        model.reached = false;
        model.server_clock = ServerClock::default();
        model.met = false;
    }
    if elsewhere || former.session_key != model.settings.session_key {
        model.requests.hasten(now.mono);
    } else if paced && model.phase == Phase::Asking {
        hasten(model, now);
    }
}

/// Lets time do its part: time-outs, what is due, the next wake.
fn turn(model: &mut Model, now: Now, effects: &mut Vec<Effect>) {
    let timeout_ms = model.settings.request_timeout_ms;
    if let Some(request) = model.requests.timed_out(timeout_ms, now.mono) {
        effects.push(Effect::Abort);
        timed_out(model, now, request);
    }
    if model.requests.take_due(now.mono) {
        effects.push(Effect::ReadSession);
    }
    if let Some(at) = model.requests.arm(timeout_ms, now.mono) {
        effects.push(Effect::Wake(at));
    }
}

fn session_read(model: &mut Model, now: Now, session: Option<Session>, effects: &mut Vec<Effect>) {
    let guid_from = model.settings.guid_from;
    let Some(session) = session.filter(|session| session.fits(guid_from)) else {
        if model.phase.is_over() && guid_from == GuidFrom::Session {
            // The panel has removed it, and goes on saying why.
            model.requests.set_due(now.mono.plus(LOOK_EVERY_MS));
            return;
        }
        if model.requests.give_up() {
            effects.push(Effect::Abort);
            // Should the page have another panel then, that one is to count the request, too.
            effects.extend(
                model
                    .to_keep(now)
                    .map(|(agent, row)| Effect::Keep(agent, row)),
            );
        }
        leave(model, effects);
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
        model.lose_sync();
    } else if same_agent && same_guid && model.requests.due().is_some() {
        // Nobody asked, and nothing is new, unless that the same session is good again.
        if is_asked_again(model) {
            ask_again_at_once(model, now);
            model.requests.hasten(now.mono);
        }
        return;
    }
    let goes_on = looks_again(model) && same_agent;
    let wait_until = match &model.phase {
        Phase::Expired(_) if goes_on => asked_again_at(model)
            .filter(|at| *at > now.mono)
            .map(|at| at.min(now.mono.plus(LOOK_EVERY_MS))),
        Phase::Expired(_) if same_agent && same_guid => {
            // A Guid that is no longer good stays nowhere.
            effects.push(Effect::Forget(session.clone()));
            Some(now.mono.plus(LOOK_EVERY_MS))
        }
        // Another Guid does not mend a setting; another agent may.
        Phase::Misconfigured { again } if same_agent => {
            let look = now.mono.plus(LOOK_EVERY_MS);
            (*again > now.mono).then_some(look.min(*again))
        }
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
    let agent = session.agent;
    if !same_agent {
        leave(model, effects);
    }
    if !same_guid {
        model.refusals = Refusals::default();
    }
    if model.phase != Phase::Asking && !goes_on {
        ask_again(model);
    }
    model.session = Some(session);
    if !same_agent {
        meet(model, now, agent);
    }
    if may_send(model, now, agent, effects) {
        send(model, now, effects);
    }
}

/// Another agent's panel from now on, or nobody's.
fn leave(model: &mut Model, effects: &mut Vec<Effect>) {
    if model.session.is_some() {
        effects.push(Effect::Leave);
    }
    model.forget_agent();
}

/// Begins with an agent, or goes on with one of whom this page load knows already.
fn meet(model: &mut Model, now: Now, agent: AgentId) {
    if model.has_used_sync() {
        model.recovery = Recovery::Lost(Cause::AlreadySynced);
    }
    let recalled = model.recalled.take_if(|(of, _)| *of == agent);
    if let Some((_, row)) = recalled {
        recall(model, now, &row);
    }
}

/// Asks after a stop. Nothing is live before the first answer.
fn ask_again(model: &mut Model) {
    model.phase = Phase::Asking;
    model.polling = Polling::default();
    model.answered = None;
}

fn send(model: &mut Model, now: Now, effects: &mut Vec<Effect>) {
    let Some(Session { agent, guid }) = model.session.clone() else {
        return;
    };
    if is_asked_again(model) {
        model.refusals.last = Some(now.mono);
    }
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
        // It empties the queue, maybe of events that nobody has fetched.
        model.pushes.against = 1;
        let generation = model.requests.sent(Interface::SyncAgentInfo, now.mono);
        effects.push(Effect::Sync {
            generation,
            agent,
            guid,
        });
    } else if look_up::is_due(model, now) {
        let generation = model.requests.sent(Interface::CallInfo, now.mono);
        model.look_up.sent(generation, now.mono);
        effects.push(Effect::LookUp {
            generation,
            agent,
            guid,
        });
    } else {
        model.look_up.give_way();
        let generation = model.requests.sent(Interface::AgentStatus, now.mono);
        effects.push(Effect::FetchStatus {
            generation,
            agent,
            guid,
        });
    }
}
