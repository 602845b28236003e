//! What a reply means for the panel: the answers of both interfaces, and every failure.

use super::call::Call;
use super::clock_jump::explain_jump;
use super::command::{Running, Verdict};
use super::credible::leave_out_impossible_times;
use super::crosscheck::{Word, crosscheck};
use super::diagnostics::{Fact, Request};
use super::effect::Generation;
use super::look_up;
use super::model::Model;
use super::pace::{back_off, hasten, interval, oldest_fresh, schedule};
use super::pending::{Asked, Pending};
use super::pushed::Pushes;
use super::recovery::Recovery;
use super::reply::{Cause, Failure, Known, Reply, read_reply};
use super::requests::InFlight;
use super::server_clock::{Reading, Stamp};
use super::session::{LOOK_EVERY_MS, Phase, Refusals};
use super::settings::GuidFrom;
use super::signed_out::{guid_refused, not_signed_in, session_over};
use super::status::{Source, Status};
use super::time::{Anchor, Now, Start};
use crate::gateway::{
    AgentState, AgentStatus, Answer, FailureClass, Interface, Loss, SyncAgentInfo,
    decode_agent_status, decode_sync_agent_info, is_the_gateways,
};

/// The reply to a request has come; nothing when the request is no longer wanted.
pub(super) fn replied(model: &mut Model, now: Now, generation: Generation, reply: Reply) {
    let Some(request) = model.requests.returned(generation) else {
        return;
    };
    let took = now.mono.since(request.sent);
    // A computer that slept hands over what came before the sleep: that is nothing of now.
    if took > request.timeout_ms(model.settings.request_timeout_ms) {
        timed_out(model, now, request);
        return;
    }
    if request.interface == Interface::CallInfo {
        return look_up::replied(model, now, request, reply);
    }
    let (status, stamp) = (reply.status(), reply.stamp());
    model.reached |= status.is_some();
    if model.shut_down == Some(generation) {
        // It was answered before the gateway signed the agent out, or says the same.
        note(model, now, request, status, None);
        model.lose_sync();
        return;
    }
    model.met = model.met || is_from_the_gateway(&reply);
    let known = known(model);
    let outcome = match request.interface {
        Interface::SyncAgentInfo => of_now(
            model,
            now,
            request,
            stamp,
            read_reply(reply, known, decode_sync_agent_info),
        )
        .and_then(|answer| of_this_agent(model, answer.value).map(|info| (info, answer.losses)))
        .map(|(info, losses)| {
            note(model, now, request, status, None);
            answered(model, now, took, request.interface, losses);
            synced(model, now, generation, info);
        }),
        // The look-up has been dealt with.
        Interface::AgentStatus | Interface::CallInfo => of_now(
            model,
            now,
            request,
            stamp,
            read_reply(reply, known, decode_agent_status),
        )
        .map(|answer| {
            note(model, now, request, status, None);
            answered(model, now, took, request.interface, answer.losses);
            polled(model, now, generation, answer.value);
        }),
    };
    if let Err(failure) = outcome {
        note(model, now, request, status, Some(&failure));
        failed(model, now, request.interface, &failure);
    }
}

/// The time of a request is over.
pub(super) fn timed_out(model: &mut Model, now: Now, request: InFlight) {
    if request.interface == Interface::CallInfo {
        return look_up::timed_out(model, now, request);
    }
    let failure = Failure::transient(Cause::TimedOut);
    note(model, now, request, None, Some(&failure));
    if model.shut_down == Some(request.generation) {
        model.lose_sync();
        return;
    }
    failed(model, now, request.interface, &failure);
}

/// Notes a request that is over, before it counts.
pub(super) fn note(
    model: &mut Model,
    now: Now,
    request: InFlight,
    status: Option<u16>,
    failure: Option<&Failure>,
) {
    let failure = failure.map(|failure| match &failure.cause {
        Cause::Code(retcode, _) => (failure.cause.name(), Some(retcode.clone())),
        cause => (cause.name(), None),
    });
    let fact = Fact::Request(Request {
        interface: request.interface,
        status,
        latency_ms: now.mono.since(request.sent),
        retries: model.polling.failing().map_or(0, |(_, failures)| failures),
        failure,
    });
    model.diagnostics.add(now.wall, fact);
}

/// An answer out of a cache says nothing of now. What others say in the gateway's place is
/// dated by other clocks.
pub(super) fn of_now<T>(
    model: &mut Model,
    now: Now,
    request: InFlight,
    stamp: Stamp,
    outcome: Result<Answer<T>, Failure>,
) -> Result<Answer<T>, Failure> {
    let is_gateways = outcome
        .as_ref()
        .err()
        .is_none_or(|failure| matches!(failure.cause, Cause::Code(..)));
    if !is_gateways {
        return outcome;
    }
    let patience = oldest_fresh(model, now);
    let reading = Reading::of(stamp, request.sent, now.mono);
    let is_old = stamp.age_ms.is_some_and(|age| age > patience);
    if !is_old {
        explain_jump(model, request.sent, reading.as_ref());
    }
    // During a request that was under way both clocks may have jumped.
    let reading = reading.filter(|_| model.jump.is_none());
    if is_old || reading.is_some_and(|reading| model.server_clock.read(reading, patience)) {
        return Err(Failure::transient(Cause::Old));
    }
    outcome
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

/// What is known of who answers.
pub(super) fn known(model: &Model) -> Known {
    Known {
        answered: model.met,
        proxied: model.settings.guid_from == GuidFrom::Proxy,
    }
}

/// Whether the gateway itself has made this reply.
fn is_from_the_gateway(reply: &Reply) -> bool {
    matches!(reply, Reply::Response { body, .. } if is_the_gateways(body))
}

fn answered(model: &mut Model, now: Now, took: u64, interface: Interface, losses: Vec<Loss>) {
    if matches!(model.recovery, Recovery::Lost(_)) {
        model.use_up_sync();
    }
    model.polling.succeeded();
    model.refusals = Refusals::default();
    model.answered = Some((now, took));
    model.phase = Phase::Asking;
    model.shut_down = None;
    for loss in losses {
        model.diagnostics.add(now.wall, Fact::Lost(interface, loss));
    }
}

fn synced(model: &mut Model, now: Now, number: Generation, mut info: SyncAgentInfo) {
    let anchor = info
        .agent
        .current_time
        .map(|time| Anchor::new(time, now.mono));
    leave_out_impossible_times(model, now, &mut info.agent);
    let info = &info;
    let status = Status::from_sync(&info.agent, anchor, now);
    model.call = Call::from_sync(info, status.as_ref(), anchor, now);
    model.pending = Pending::from_sync(&info.agent, status.as_ref());
    let overtaken = model.pushes.overtook == Some(number);
    // A command that the portal sent meanwhile may not have arrived when it was answered.
    model.command = Running::from_sync(&info.agent, status.as_ref(), model.pending, anchor, now)
        .or(model.command.filter(|command| command.overtook(number)));
    model.pushes = Pushes {
        anchor,
        // Its answer may be the older of the two. Until a poll has told, an event that means
        // two things is not read by it.
        against: overtaken.into(),
        ..Pushes::default()
    };
    model.status = status;
    model.recovery = Recovery::Done;
    model.use_up_sync();
    if is_awaiting(model, now) {
        model.polling.hurry(now.mono);
    } else {
        model.polling.calm_down();
    }
    schedule(model, now);
    if overtaken {
        // Which of the two is the newer, its answer or what was pushed, a poll knows.
        hasten(model, now);
    }
}

fn polled(model: &mut Model, now: Now, number: Generation, poll: AgentStatus) {
    match crosscheck(model, &poll, number, now) {
        Word::Overtaken => {
            // What asked for haste meanwhile wants an answer that is newer.
            let hastened = model.requests.due().is_some();
            if let Some(command) = &mut model.command {
                let polled = Status::from_poll(poll, None, Start::Unknown, now);
                command.answered_before(&polled, number);
            }
            schedule(model, now);
            if hastened {
                hasten(model, now);
            }
        }
        Word::Contradicts => {
            schedule(model, now);
            hasten(model, now);
        }
        Word::Agrees => {
            if let Some(status) = &mut model.status {
                model.call.polled(status.in_call, Some(status), now);
                status.seen = now;
                status.over = false;
            }
            confirmed(model, now, number, poll, false);
        }
        Word::Decides { proven } => decided(model, now, number, poll, proven),
    }
}

/// The poll decides about the status and whether there is a call.
fn decided(model: &mut Model, now: Now, number: Generation, poll: AgentStatus, proven: bool) {
    let before = model.status.take();
    let mut status = Status::from_poll(poll, before.as_ref(), model.call.talking(), now);
    if !proven {
        status.start = Start::Unknown;
    }
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
        model.reason = None;
    }
    model.status = Some(status);
    confirmed(model, now, number, poll, changed);
}

/// What a poll means for all that is awaited, once the status is known.
fn confirmed(model: &mut Model, now: Now, number: Generation, poll: AgentStatus, changed: bool) {
    let rests_next = poll.state == AgentState::PreRest;
    if let Some(status) = &model.status {
        model.pending = model.pending.told(poll.state, status, now.mono);
        // Where polls have called it pending, they deny it, too. But what comes after a call
        // may not be told of in the wrap-up behind it.
        let denied = model.rest_next == Some(status.in_call)
            && matches!(poll.state, AgentState::Talking | AgentState::WrapUp);
        if denied {
            model.pending = model.pending.cancelled(Asked::Rest, now.mono);
        }
        model.rest_next = rests_next.then_some(status.in_call);
        model.command = model
            .command
            .and_then(|command| command.polled(status, (changed, rests_next), number, now.mono));
        // In a call the polls would have called it pending by now.
        let unheard = |command: &Running| {
            command.verdict(now.mono) == Verdict::Unconfirmed && command.awaits_word_of(Asked::Rest)
        };
        if poll.state == AgentState::Talking && model.command.as_ref().is_some_and(unheard) {
            model.pending = match model.pending {
                Pending::Waiting(Asked::Rest) => Pending::None,
                other => other,
            };
        }
    }
    await_or_calm(model, now, changed);
    schedule(model, now);
    look_up::plan(model, now);
}

/// Polls fast as long as something is awaited that may come now.
pub(super) fn await_or_calm(model: &mut Model, now: Now, changed: bool) {
    if !is_awaiting(model, now) {
        model.polling.calm_down();
    } else if changed && model.pending.is_waiting() {
        // The call may just have ended: what was asked for comes now or never.
        model.polling.hurry(now.mono);
    }
}

pub(super) fn is_awaiting(model: &Model, now: Now) -> bool {
    let running = |command: &Running| command.verdict(now.mono) == Verdict::Running;
    // What is not to be seen in this state comes with another, if at all.
    let pending = model.pending.shown(model.status.as_ref(), now.mono);
    pending.is_waiting() || model.command.as_ref().is_some_and(running)
}

/// A request has failed.
fn failed(model: &mut Model, now: Now, interface: Interface, failure: &Failure) {
    let failure = &without_guid(model, failure.clone());
    back_off(model, now, failure.clone());
    let is_sync = interface == Interface::SyncAgentInfo;
    let stops = matches!(
        failure.class,
        FailureClass::Guid | FailureClass::NotSignedIn | FailureClass::SessionOver
    );
    if stops && is_sync {
        model.recovery.refused();
    }
    if matches!(model.phase, Phase::Misconfigured { .. })
        && failure.class != FailureClass::Misconfigured
    {
        // Something answers where nothing could.
        model.phase = Phase::Asking;
    }
    match failure.class {
        FailureClass::Guid => guid_refused(model, now),
        FailureClass::NotSignedIn => not_signed_in(model, now, Source::of(interface)),
        FailureClass::SessionOver => session_over(model, now, Source::of(interface)),
        FailureClass::Misconfigured if is_sync => sync_not_let_through(model, now, failure),
        FailureClass::Misconfigured => misconfigured(model, now),
        _ if is_sync => sync_failed(model, now, failure),
        _ => schedule(model, now),
    }
}

/// The sync was refused as nothing should be that is configured well. Polls may be let
/// through all the same; until one is, it does not count as sent.
fn sync_not_let_through(model: &mut Model, now: Now, failure: &Failure) {
    model.recovery = Recovery::Lost(failure.cause.clone());
    if let Phase::Misconfigured { again } = &mut model.phase {
        *again = now.mono;
    }
    hasten(model, now);
}

/// Nothing can succeed as things are. That may be mended at any moment, so the panel looks
/// again, at last once a minute.
fn misconfigured(model: &mut Model, now: Now) {
    if !model.has_used_sync() {
        model.recovery = Recovery::NEW;
    }
    schedule(model, now);
    let again = model.requests.due().unwrap_or(now.mono);
    model.phase = Phase::Misconfigured { again };
    // The source may hold another agent meanwhile.
    model.requests.hasten(now.mono.plus(LOOK_EVERY_MS));
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

/// The failure without the gateway's message, should that repeat the Guid (R9).
fn without_guid(model: &Model, mut failure: Failure) -> Failure {
    if let (Some(session), Cause::Code(_, message)) = (&model.session, &mut failure.cause)
        && session
            .guid
            .as_ref()
            .is_some_and(|guid| guid.stands_in(message))
    {
        message.clear();
    }
    failure
}
