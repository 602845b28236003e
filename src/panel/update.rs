//! The state machine: an event in, effects out.

use super::call::Call;
use super::command::{Running, Verdict};
use super::connection::Connection;
use super::diagnostics::Fact;
use super::effect::{Effect, Generation};
use super::event::Event;
use super::model::Model;
use super::pending::Pending;
use super::polling::Polling;
use super::recovery::Recovery;
use super::reply::{Cause, Failure, Reply, read_reply};
use super::session::{
    Expiry, GUID_REFUSALS, GUID_RETRY_MS, LOOK_EVERY_MS, Phase, Refusals, Session,
};
use super::status::Status;
use super::time::{Anchor, Mono, Now};
use crate::gateway::{
    AgentState, AgentStatus, FailureClass, GatewayTime, Interface, Loss, SyncAgentInfo,
    decode_agent_status, decode_sync_agent_info,
};

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

/// Asks as soon as the limits allow.
fn hasten(model: &mut Model, now: Now) {
    let at = earliest(model, now);
    model.requests.hasten(at);
}

/// The earliest moment of the next request for the same agent, by all limits (R7, R8).
fn earliest(model: &Model, now: Now) -> Mono {
    let mut at = model.requests.earliest(now.mono);
    if let Some(not_before) = model.polling.not_before() {
        at = at.max(not_before);
    }
    if let (Some(_), Some(last)) = (
        model.polling.slowed_at(now.mono),
        model.requests.last_sent(),
    ) {
        at = at.max(last.plus(interval(model, now)));
    }
    at
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

fn replied(model: &mut Model, now: Now, generation: Generation, reply: Reply) {
    let Some(request) = model.requests.returned(generation) else {
        return;
    };
    let took = now.mono.since(request.sent);
    // A computer that slept hands over what came before the sleep: that is nothing of now.
    if took > model.settings.request_timeout_ms {
        let failure = Failure::transient(Cause::TimedOut);
        failed(model, now, request.interface, &failure);
        return;
    }
    let outcome = match request.interface {
        Interface::SyncAgentInfo => read_reply(reply, decode_sync_agent_info)
            .and_then(|answer| of_this_agent(model, answer.value).map(|info| (info, answer.losses)))
            .map(|(info, losses)| {
                answered(model, now, took, request.interface, losses);
                synced(model, now, &info);
            }),
        Interface::AgentStatus => read_reply(reply, decode_agent_status).map(|answer| {
            answered(model, now, took, request.interface, answer.losses);
            polled(model, now, answer.value);
        }),
    };
    if let Err(failure) = outcome {
        failed(model, now, request.interface, &failure);
    }
}

/// An answer for another agent is nobody's to show.
fn of_this_agent(model: &Model, info: SyncAgentInfo) -> Result<SyncAgentInfo, Failure> {
    let asked = model.session.as_ref().map(|session| session.agent.number());
    let named = info
        .agent
        .work_no
        .as_deref()
        .and_then(|number| number.trim().parse().ok());
    if named.is_some() && named != asked {
        return Err(Failure {
            class: FailureClass::GatewayFault,
            cause: Cause::OtherAgent,
            retry_after_ms: None,
        });
    }
    Ok(info)
}

fn answered(model: &mut Model, now: Now, took: u64, interface: Interface, losses: Vec<Loss>) {
    model.polling.succeeded();
    model.refusals = Refusals::default();
    model.answered = Some((now, took));
    for loss in losses {
        model.diagnostics.add(now.wall, Fact::Lost(interface, loss));
    }
}

fn synced(model: &mut Model, now: Now, info: &SyncAgentInfo) {
    let anchor = info
        .agent
        .current_time
        .map(|time| Anchor::new(time, now.mono));
    for (field, time) in times(info) {
        if anchor
            .zip(time)
            .is_some_and(|(anchor, time)| anchor.at(time).is_none())
        {
            model
                .diagnostics
                .add(now.wall, Fact::NegativeDuration(field));
        }
    }
    let status = Status::from_sync(&info.agent, anchor, now);
    model.call = Call::from_sync(info, status.as_ref(), anchor, now);
    model.pending = Pending::from_sync(&info.agent);
    model.command = Running::from_sync(&info.agent, status.as_ref(), anchor, now);
    model.status = status;
    model.recovery = Recovery::Done;
    model.use_up_sync();
    if is_awaiting(model, now) {
        model.polling.hurry(now.mono);
    }
    schedule(model, now);
}

/// The times that durations are taken from, with their names in the document.
fn times(info: &SyncAgentInfo) -> [(&'static str, Option<GatewayTime>); 5] {
    let agent = &info.agent;
    [
        ("agentStateBeginTime", agent.agent_state_begin_time),
        ("beginTalkingTime", agent.begin_talking_time),
        ("beginHoldTime", agent.begin_hold_time),
        ("secondTalkingTime", agent.second_talking_time),
        ("cmdBeginTime", agent.cmd_begin_time),
    ]
}

fn polled(model: &mut Model, now: Now, poll: AgentStatus) {
    let before = model.status.take();
    let status = Status::from_poll(poll, before.as_ref(), model.call.talking(), now);
    let changed = before
        .as_ref()
        .is_none_or(|before| status.is_change_from(before));
    let unbroken = before
        .as_ref()
        .is_some_and(|before| before.is_unbroken(now));
    model.call.polled(status.in_call, before.as_ref(), now);
    if !status.in_call && before.as_ref().is_some_and(|before| before.in_call) {
        model.recovery.call_is_over();
    }
    if before.is_some() && !unbroken {
        // Nobody looked for so long that it may have come and gone.
        model.pending = Pending::None;
    }
    model.pending = model.pending.polled(status.state, now.mono);
    model.command = model
        .command
        .and_then(|command| command.polled(&status, changed, now.mono));
    model.status = Some(status);
    if !is_awaiting(model, now) {
        model.polling.calm_down();
    } else if changed && model.pending.is_waiting() {
        // The call may just have ended: what was asked for comes now or never.
        model.polling.hurry(now.mono);
    }
    schedule(model, now);
}

fn is_awaiting(model: &Model, now: Now) -> bool {
    let running = |command: &Running| command.verdict(now.mono) == Verdict::Running;
    model.pending.is_waiting() || model.command.as_ref().is_some_and(running)
}

fn failed(model: &mut Model, now: Now, interface: Interface, failure: &Failure) {
    let failure = &without_guid(model, failure.clone());
    let retcode = match &failure.cause {
        Cause::Code(retcode, _) => Some(retcode.clone()),
        _ => None,
    };
    model.diagnostics.add(
        now.wall,
        Fact::Failed(interface, failure.cause.name(), retcode),
    );
    model.polling.failed(failure.clone(), now);
    let stops = matches!(
        failure.class,
        FailureClass::Guid | FailureClass::SessionOver | FailureClass::Misconfigured
    );
    if stops && interface == Interface::SyncAgentInfo {
        model.recovery.refused();
    }
    match failure.class {
        FailureClass::Guid => guid_refused(model, now),
        FailureClass::SessionOver => expire(model, now, Expiry::SessionOver),
        FailureClass::Misconfigured => {
            model.phase = Phase::Misconfigured;
            model.requests.set_due(now.mono.plus(LOOK_EVERY_MS));
        }
        _ if interface == Interface::SyncAgentInfo => sync_failed(model, now, failure),
        _ => schedule(model, now),
    }
}

fn sync_failed(model: &mut Model, now: Now, failure: &Failure) {
    let mut not_before = model.polling.not_before().unwrap_or(now.mono);
    if model.polling.slowed_at(now.mono).is_some() {
        not_before = not_before.max(now.mono.plus(interval(model, now)));
    }
    if let Some(next) = model.recovery.failed(failure, not_before, now) {
        model.requests.set_due(next);
        return;
    }
    model.use_up_sync();
    hasten(model, now);
}

/// The failure without the Guid, should the gateway's message repeat it (R9).
fn without_guid(model: &Model, mut failure: Failure) -> Failure {
    if let (Some(session), Cause::Code(_, message)) = (&model.session, &mut failure.cause) {
        *message = session.guid.struck_from(message);
    }
    failure
}

fn guid_refused(model: &mut Model, now: Now) {
    model.refusals.count = model.refusals.count.saturating_add(1);
    model.refusals.last = Some(now.mono);
    if model.refusals.count >= GUID_REFUSALS {
        expire(model, now, Expiry::GuidRefused);
    } else {
        // The source is read at once: another Guid may stand there already.
        model.requests.set_due(now.mono);
    }
}

fn expire(model: &mut Model, now: Now, why: Expiry) {
    model.phase = Phase::Expired(why);
    model.requests.set_due(now.mono.plus(LOOK_EVERY_MS));
}

fn schedule(model: &mut Model, now: Now) {
    // What asked for haste while the request was under way did not get it by a failure.
    let hastened =
        model.requests.has_due() && (model.polling.failing().is_some() || model.recovery.is_due());
    let next = model.polling.next(&model.settings, is_quiet(model), now);
    model.requests.set_due(next);
    if hastened {
        hasten(model, now);
    }
}

/// The interval between polls at `now`, in ms.
pub(super) fn interval(model: &Model, now: Now) -> u64 {
    model
        .polling
        .interval(&model.settings, is_quiet(model), now.mono)
}

/// Nobody looks, or nothing can happen.
fn is_quiet(model: &Model) -> bool {
    let signed_out = model
        .status
        .as_ref()
        .is_some_and(|status| status.state == AgentState::SignedOut);
    !model.page.visible || signed_out
}
