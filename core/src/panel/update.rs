//! The state machine: an event in, effects out.

use super::clock_jump::clock_jumped;
use super::effect::Effect;
use super::event::Event;
use super::leading::{doubt, heard, lead_news, may_send, pass_on, recall, seen, speak, take_lead};
use super::look_up;
use super::model::Model;
use super::outcome::{replied, timed_out};
use super::pushes::{command_sent, pushed};
use super::sync::{asked_ahead, asked_in_vain, send_sync};
use super::wishes::{hasten, hasten_by_chance, refresh};
use crate::diagnostics::Fact;
use crate::gateway::{AgentId, Interface};
use crate::link::{GUID_RETRY_MS, LOOK_EVERY_MS, Phase, Session};
use crate::settings::{Complaint, GuidFrom, Settings};
use crate::time::Now;

/// Takes one event at `now` and gives what is to be done, in order.
pub fn update(model: &mut Model, now: Now, event: Event) -> Vec<Effect> {
    let mut effects = Vec::new();
    pass_on(model, now, &event, &mut effects);
    let mut news = !matches!(event, Event::Woke | Event::SessionRead(_) | Event::Heard(_));
    let watched = model.page.visible;
    match event {
        Event::Started { visible, online } => {
            model.page.visible = visible;
            model.page.online = online;
            model.link.requests.set_due(now.mono);
        }
        Event::SessionRead(session) => session_read(model, now, session, &mut effects),
        Event::AskedAhead(session, sent) => {
            asked_ahead(model, now, session, sent, &mut effects);
        }
        Event::AskedInVain(agent, sent) => asked_in_vain(model, agent, sent),
        Event::Replied(generation, reply) => replied(model, now, generation, reply),
        Event::RepliedThen(generation, reply, then) => {
            replied(model, now.earlier(then), generation, reply);
        }
        Event::ClockJumped(by) => clock_jumped(model, now, by),
        Event::Woke => model.link.requests.woke(),
        Event::Visible(visible) => {
            model.page.visible = visible;
            if visible {
                model.link.ask_again_at_once(&model.settings, now);
                hasten(model, now);
                seen(model, now, &mut effects);
            }
        }
        Event::Lead(lead) => lead_news(model, now, lead, &mut effects),
        Event::Heard(said) => heard(model, now, &said, &mut effects),
        Event::Recalled(agent, row) => model.sharing.recalled(agent, row),
        Event::Online(online) => {
            model.page.online = online;
            if online {
                model.link.ask_again_at_once(&model.settings, now);
                hasten_by_chance(model, now);
            }
        }
        Event::Configured(settings, complaints) => {
            configured(model, now, settings, complaints, &mut effects);
        }
        Event::Connect(session) => {
            effects.push(Effect::Remember(session));
            model.link.requests.hasten(now.mono);
        }
        Event::Pushed(event) => pushed(model, now, &event),
        Event::CommandSent(command) => command_sent(model, now, &command),
        Event::RetrySync => {
            if model.link.recovery.ask_for_it_again() {
                hasten(model, now);
                take_lead(model, now, &mut effects);
            }
        }
        Event::Refresh => refresh(model, now),
        Event::RetryNow => match model.link.phase {
            Phase::Misconfigured { .. } => {
                model.link.begin_again();
                model.link.requests.hasten(now.mono);
            }
            Phase::Asking if model.link.is_backing_off() => hasten(model, now),
            _ => {}
        },
    }
    doubt(model, now, watched);
    model.desk.forget_past_reason();
    model.desk.forget_past_rest();
    look_up::observe(model);
    turn(model, now, &mut effects);
    // Of a poll the others hear with its answer.
    news |= effects.iter().any(|effect| match effect {
        Effect::Ask { interface, .. } => *interface != Interface::AgentStatus,
        _ => false,
    });
    speak(model, now, news, &mut effects);
    let following = model.sharing.lead.is_following();
    let connection = model.link.connection(following, model.page.online, now);
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
        if model.link.requests.give_up() {
            effects.push(Effect::Abort);
        }
        leave(model, effects);
        model.link.forget_gateway();
    }
    if elsewhere || former.session_key != model.settings.session_key {
        if model.link.requests.in_flight().is_some() {
            // Should it be another agent's now, nobody waits for the answer.
            effects.push(Effect::ReadSession);
        }
        model.link.requests.hasten(now.mono);
    } else if paced && model.link.phase == Phase::Asking {
        hasten(model, now);
    }
}

/// Lets time do its part: time-outs, what is due, the next wake.
fn turn(model: &mut Model, now: Now, effects: &mut Vec<Effect>) {
    let timeout_ms = model.settings.request_timeout_ms;
    if let Some(request) = model.link.requests.timed_out(timeout_ms, now.mono) {
        effects.push(Effect::Abort);
        timed_out(model, now, request);
    }
    if model.link.requests.take_due(now.mono) {
        effects.push(Effect::ReadSession);
    }
    if let Some(at) = model.link.requests.arm(timeout_ms, now.mono) {
        effects.push(Effect::Wake(at));
    }
}

fn session_read(model: &mut Model, now: Now, session: Option<Session>, effects: &mut Vec<Effect>) {
    let guid_from = model.settings.guid_from;
    let Some(session) = session.filter(|session| session.fits(guid_from)) else {
        if model.link.phase.is_over() && guid_from == GuidFrom::Session {
            // The panel has removed it, and goes on saying why.
            model.link.requests.set_due(now.mono.plus(LOOK_EVERY_MS));
            return;
        }
        if model.link.requests.give_up() {
            effects.push(Effect::Abort);
            // Should the page have another panel then, that one is to count the request, too.
            effects.extend(
                model
                    .to_keep(now)
                    .map(|(agent, row)| Effect::Keep(agent, row)),
            );
        }
        leave(model, effects);
        model.link.lack_session();
        model.link.requests.set_due(now.mono.plus(LOOK_EVERY_MS));
        return;
    };
    let known = model.link.session.as_ref();
    let same_agent = known.is_some_and(|known| known.agent == session.agent);
    let same_guid = known.is_some_and(|known| known.guid == session.guid);
    if model.link.requests.in_flight().is_some() {
        if same_agent {
            // Its reply decides; the source is read again before the next request.
            return;
        }
        model.link.requests.give_up();
        effects.push(Effect::Abort);
        model.link.lose_sync();
    } else if same_agent && same_guid && model.link.requests.due().is_some() {
        // Nobody asked, and nothing is new, unless that the same session is good again.
        if model.link.is_asked_again(&model.settings) {
            model.link.ask_again_at_once(&model.settings, now);
            model.link.requests.hasten(now.mono);
        }
        return;
    }
    let goes_on = model.link.looks_again(&model.settings) && same_agent;
    let wait_until = match &model.link.phase {
        Phase::Expired(_) if goes_on => model
            .link
            .asked_again_at(&model.settings)
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
            .link
            .refusals
            .last
            .map(|refused| refused.plus(GUID_RETRY_MS))
            .filter(|retry| *retry > now.mono),
        _ => None,
    };
    // A session may change under the panel faster than requests may follow.
    let earliest = if same_agent {
        model.link.earliest(model.pace(), now)
    } else {
        model.link.requests.earliest(now.mono)
    };
    let wait_until = wait_until.or((earliest > now.mono).then_some(earliest));
    if let Some(at) = wait_until {
        model.link.requests.set_due(at);
        return;
    }
    let agent = session.agent;
    if !same_agent {
        leave(model, effects);
    }
    model.link.ask_with(session, goes_on);
    if !same_agent {
        meet(model, now, agent);
    }
    if may_send(model, now, agent, effects) {
        send(model, now, effects);
    }
}

/// Another agent's panel from now on, or nobody's.
fn leave(model: &mut Model, effects: &mut Vec<Effect>) {
    if model.link.session.is_some() {
        effects.push(Effect::Leave);
    }
    model.forget_agent();
}

/// Begins with an agent, or goes on with one of whom this page load knows already.
fn meet(model: &mut Model, now: Now, agent: AgentId) {
    model.link.meet();
    let recalled = model.sharing.take_recalled(agent);
    if let Some(row) = recalled {
        recall(model, now, &row);
    }
}

fn send(model: &mut Model, now: Now, effects: &mut Vec<Effect>) {
    let Some(session) = model.link.session.clone() else {
        return;
    };
    model.link.note_asking_again(&model.settings, now);
    model.link.give_up_late_sync(now);
    if model.link.recovery.is_due() {
        return send_sync(model, now, session, now.mono, effects);
    }
    let interface = if look_up::is_due(model, now) {
        Interface::CallInfo
    } else {
        model.link.look_up.give_way();
        Interface::AgentStatus
    };
    let generation = model.link.requests.sent(interface, now.mono);
    model.desk.asked(generation);
    if interface == Interface::CallInfo {
        model.link.look_up.sent(generation, now.mono);
    }
    effects.push(Effect::Ask {
        generation,
        interface,
        session,
    });
}
