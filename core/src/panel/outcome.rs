//! What a reply means for the panel: the answers of both interfaces, and every failure.

use super::look_up;
use super::model::Model;
use super::reading::{note, of_now};
use super::signed_out::{not_signed_in, session_over};
use super::wishes::{grant, hasten, schedule};
use crate::desk::{Polled, Source};
use crate::diagnostics::Fact;
use crate::gateway::{
    AgentStatus, FailureClass, Interface, Loss, SyncAgentInfo, decode_agent_status,
    decode_sync_agent_info, is_the_gateways, leave_out_impossible_times,
};
use crate::generation::Generation;
use crate::link::{Cause, Failure, InFlight, Phase, Reply, read_reply};
use crate::time::Now;

/// The reply to a request has come; nothing when the request is no longer wanted.
pub fn replied(model: &mut Model, now: Now, generation: Generation, reply: Reply) {
    let Some(request) = model.link.requests.returned(generation) else {
        return;
    };
    let took = now.mono.since(request.sent);
    // A computer that slept hands over what came before the sleep: that is nothing of now.
    let waited = now.mono.since(request.since);
    if waited > request.timeout_ms(model.settings.request_timeout_ms) {
        timed_out(model, now, request);
        return;
    }
    if request.interface == Interface::CallInfo {
        return look_up::replied(model, now, request, reply);
    }
    let (status, stamp) = (reply.status(), reply.stamp());
    model.link.reached(status.is_some());
    if model.link.shut_down == Some(generation) {
        // It was answered before the gateway signed the agent out, or says the same.
        note(model, now, request, status, None);
        model.link.lose_sync();
        return;
    }
    model.link.met(is_from_the_gateway(&reply));
    let known = model.link.known(model.settings.guid_from);
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
pub fn timed_out(model: &mut Model, now: Now, request: InFlight) {
    if request.interface == Interface::CallInfo {
        return look_up::timed_out(model, now, request);
    }
    let failure = Failure::transient(Cause::TimedOut);
    note(model, now, request, None, Some(&failure));
    if model.link.shut_down == Some(request.generation) {
        model.link.lose_sync();
        return;
    }
    failed(model, now, request.interface, &failure);
}

/// An answer for another agent is nobody's to show.
fn of_this_agent(model: &Model, info: SyncAgentInfo) -> Result<SyncAgentInfo, Failure> {
    let asked = model
        .link
        .session
        .as_ref()
        .map(|session| session.agent.number());
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

/// Whether the gateway itself has made this reply.
fn is_from_the_gateway(reply: &Reply) -> bool {
    matches!(reply, Reply::Response { body, .. } if is_the_gateways(body))
}

fn answered(model: &mut Model, now: Now, took: u64, interface: Interface, losses: Vec<Loss>) {
    model.link.was_answered(now, took);
    for loss in losses {
        model.diagnostics.add(now.wall, Fact::Lost(interface, loss));
    }
}

fn synced(model: &mut Model, now: Now, number: Generation, mut info: SyncAgentInfo) {
    for time in leave_out_impossible_times(&mut info.agent) {
        let fact = if time.is_to_come {
            Fact::NegativeDuration(time.field)
        } else {
            let (field, found) = (time.field, "too long ago");
            Fact::Lost(Interface::SyncAgentInfo, Loss { field, found })
        };
        model.diagnostics.add(now.wall, fact);
    }
    let (overtaken, wishes) = model.desk.synced(now, number, &info);
    model.link.synced();
    grant(model, now, wishes);
    schedule(model, now);
    if overtaken {
        // Which of the two is the newer, its answer or what was pushed, a poll knows.
        hasten(model, now);
    }
}

fn polled(model: &mut Model, now: Now, number: Generation, poll: AgentStatus) {
    let hastened = model.link.requests.due().is_some();
    let (polled, wishes) = model.desk.polled(now, number, poll);
    grant(model, now, wishes);
    schedule(model, now);
    match polled {
        // What asked for haste meanwhile wants an answer that is newer.
        Polled::Overtaken if hastened => hasten(model, now),
        Polled::Overtaken => {}
        Polled::Contradicts => hasten(model, now),
        Polled::Taken => look_up::plan(model, now),
    }
}

/// A request has failed.
fn failed(model: &mut Model, now: Now, interface: Interface, failure: &Failure) {
    let failure = &without_guid(model, failure.clone());
    let (link, pace) = model.link_and_pace();
    link.back_off(pace, now, failure.clone());
    let is_sync = interface == Interface::SyncAgentInfo;
    let stops = matches!(
        failure.class,
        FailureClass::Guid | FailureClass::NotSignedIn | FailureClass::SessionOver
    );
    if stops && is_sync {
        model.link.recovery.refused();
    }
    if matches!(model.link.phase, Phase::Misconfigured { .. })
        && failure.class != FailureClass::Misconfigured
    {
        model.link.go_on();
    }
    match failure.class {
        FailureClass::Guid => model.link.guid_refused(now),
        FailureClass::NotSignedIn => not_signed_in(model, now, Source::of(interface)),
        FailureClass::SessionOver => session_over(model, now, Source::of(interface)),
        FailureClass::Misconfigured if is_sync => {
            model.link.sync_not_let_through(failure, now);
            hasten(model, now);
        }
        FailureClass::Misconfigured => misconfigured(model, now),
        _ if is_sync => sync_failed(model, now, failure),
        _ => schedule(model, now),
    }
}

/// Nothing can succeed as things are. The panel looks again, at last once a minute.
fn misconfigured(model: &mut Model, now: Now) {
    model.link.sync_counts_as_unsent();
    schedule(model, now);
    model.link.misconfigured(now);
}

fn sync_failed(model: &mut Model, now: Now, failure: &Failure) {
    let mut not_before = model.link.polling.not_before().unwrap_or(now.mono);
    if model.link.polling.slowed_at(now.mono).is_some() {
        not_before = not_before.max(now.mono.plus(model.link.interval(model.pace(), now)));
    }
    if let Some(next) = model.link.recovery.failed(failure, not_before, now) {
        model.link.requests.set_due(next);
        return;
    }
    model.link.use_up_sync();
    hasten(model, now);
}

/// The failure without the gateway's message, should that repeat the Guid (R9).
fn without_guid(model: &Model, mut failure: Failure) -> Failure {
    if let (Some(session), Cause::Code(_, message)) = (&model.link.session, &mut failure.cause)
        && session
            .guid
            .as_ref()
            .is_some_and(|guid| guid.stands_in(message))
    {
        message.clear();
    }
    failure
}
