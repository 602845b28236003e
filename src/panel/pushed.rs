//! What the portal pushes: the gateway's own events, and the commands that it has sent.
//!
//! | event | the agent is in no call | in a call |
//! |---|---|---|
//! | Ready, Force Ready, Cancel Work | idle | in doubt: the polls decide |
//! | Set Not Ready, Set Rest | busy, rest | pending until after the call |
//! | Cancel Not Ready, Cancel Rest | idle; in wrap-up no longer pending | no longer pending |
//! | Work | wrap-up | wrap-up; the call is over |
//! | Set Work | wrap-up | the polls decide |
//! | `AgentState_Busy` | occupied, by a call that nobody has described | nothing new |
//! | Ringing, Auto Answer, Customer Alerting, Talking, Hold, Conference, Join Conf | that state, with the call's data | the same |
//! | Incoming Call Info | kept for the call that comes | data for the call |
//! | Call Release | nothing new | the call is over |
//! | Abandon Call, No Answer, the three failures | nothing new | a call that was not talked on is over, else in doubt |
//! | Shutdown Service | signed out; the session is over | the same |
//! | Customer Release | nothing new | in doubt: others may be in the call still |
//!
//! The rest tells no state; where it promises one, a poll looks. While it is not known
//! whether the agent is in a call, what would mean two things changes nothing, and an answer
//! that was under way then is too old to show anything. An event that waited in the portal for
//! more than 10 s says nothing against a poll that is newer. A state in doubt, or one that a
//! call has left behind, does not look live until the next word.

use super::call_pushed::Leg;
use super::command::Running;
use super::diagnostics::{Fact, Ignored};
use super::effect::Generation;
use super::model::Model;
use super::outcome::{await_or_calm, is_awaiting};
use super::pace::hasten;
use super::pending::{Asked, Pending};
use super::pushed_times::{began, came_about, has_waited};
use super::session::Phase;
use super::signed_out::signed_out_by_gateway;
use super::status::{Source, Status};
use super::time::{Anchor, Now};
use crate::gateway::{
    AgentEvent, AgentState, Command, EventKind, decode_agent_event, decode_command,
};

/// What the panel keeps of the pushes beside what they led to.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Pushes {
    /// Turns the gateway's times into the monotonic clock's, since the sync.
    pub anchor: Option<Anchor>,
    /// The newest request when the last push came that said something of state, call or
    /// pending, or left that to the polls: its answer is older than that.
    pub overtook: Option<Generation>,
    /// How many polls in a row have contradicted it. Where events may have been missed it
    /// begins with one: after an earlier panel, with a sync, and after a sync's answer that a
    /// push has overtaken.
    pub against: u8,
    /// Whether a poll has agreed with it.
    pub confirmed: bool,
}

/// The portal pushed an event of the gateway.
pub(super) fn pushed(model: &mut Model, now: Now, text: &str) {
    let answer = match decode_agent_event(text) {
        Ok(Some(answer)) => answer,
        Ok(None) => return,
        Err(refusal) => return ignore(model, now, Ignored::Refused(refusal)),
    };
    let Some(session) = &model.session else {
        return ignore(model, now, Ignored::NobodySignedIn);
    };
    let event = answer.value;
    let number = |text: &String| text.trim().parse::<u32>().ok();
    if let Some(other) = event.work_no.as_ref().and_then(number)
        && other != session.agent.number()
    {
        return ignore(model, now, Ignored::OtherAgent);
    }
    for loss in answer.losses {
        model.diagnostics.add(now.wall, Fact::LostInEvent(loss));
    }
    happened(model, now, &event);
}

/// The portal has sent a command for the agent.
pub(super) fn command_sent(model: &mut Model, now: Now, text: &str) {
    let Some(command) = decode_command(text) else {
        return ignore(model, now, Ignored::NotACommand);
    };
    if model.session.is_none() {
        return ignore(model, now, Ignored::NobodySignedIn);
    }
    let newest = model.requests.newest();
    model.command = Running::sent(command, model.status.as_ref(), newest, now.mono);
    if is_awaiting(model, now) {
        model.polling.hurry(now.mono);
        look(model, now);
    } else {
        model.polling.calm_down();
    }
}

/// Notes a push that is of no use.
fn ignore(model: &mut Model, now: Now, why: Ignored) {
    model.diagnostics.add_ignored(now.wall, why);
}

fn happened(model: &mut Model, now: Now, event: &AgentEvent) {
    use AgentState::{
        Busy, Hold, Idle, Occupied, OutboundCall, Rest, Ringing, Talking, ThreeParty, WrapUp,
    };
    // Of what is in doubt nobody knows what an event makes of it.
    let known = model
        .status
        .as_ref()
        .filter(|status| status.is_unbroken(now) && model.pushes.against == 0)
        .filter(|status| !has_waited(model.pushes.anchor, event, status, now));
    let in_call = known.map(|status| status.in_call);
    let doubtful = known.is_some_and(|status| status.in_call && status.over);
    let wrapping_up = known.is_some_and(|status| status.state == WrapUp);
    match (event.kind, in_call) {
        // It means another thing in a call than after it.
        (
            EventKind::SetNotReady
            | EventKind::SetRest
            | EventKind::CancelNotReady
            | EventKind::CancelRest,
            _,
        ) if doubtful => look(model, now),
        // What was to come next is no longer wanted; the call or the wrap-up goes on.
        (EventKind::CancelNotReady | EventKind::CancelRest, Some(in_call))
            if in_call || wrapping_up =>
        {
            no_longer_asked_for(model, now, event);
        }
        (EventKind::Ready | EventKind::ForceReady | EventKind::CancelWork, Some(true)) => {
            doubt(model, now);
        }
        (EventKind::Ready | EventKind::ForceReady | EventKind::CancelWork, _)
        | (EventKind::CancelNotReady | EventKind::CancelRest, Some(false)) => {
            enter(model, now, event, Idle);
        }
        (EventKind::SetNotReady, Some(false)) => enter(model, now, event, Busy),
        (EventKind::SetRest, Some(false)) => enter(model, now, event, Rest),
        (EventKind::SetNotReady, Some(true)) => {
            asked_for(model, now, event, Pending::Waiting(Asked::Busy));
        }
        (EventKind::SetRest, Some(true)) => {
            asked_for(model, now, event, Pending::Waiting(Asked::Rest));
        }
        (EventKind::Work, _) | (EventKind::SetWork, Some(false)) => {
            enter(model, now, event, WrapUp);
        }
        (EventKind::Ringing, _) => enter(model, now, event, Ringing),
        (EventKind::Occupied, Some(false) | None) | (EventKind::AutoAnswer, _) => {
            enter(model, now, event, Occupied);
        }
        (EventKind::CustomerAlerting, _) => enter(model, now, event, OutboundCall),
        (EventKind::Talking, _) => enter(model, now, event, Talking),
        // While the agent talks on another call, that one only waits.
        (EventKind::Hold, _) if model.call.is_aside(&event.call) => {
            model.call.hold_aside();
            look(model, now);
        }
        (EventKind::Hold, _) => enter(model, now, event, Hold),
        (EventKind::Conference | EventKind::JoinConf, _) => enter(model, now, event, ThreeParty),
        (EventKind::IncomingCallInfo, _) => {
            let expected = known.is_some_and(|status| {
                status.source == Source::Host && matches!(status.state, Occupied | Ringing)
            });
            model.call.informed(&event.call, expected, now);
        }
        (EventKind::CustomerRelease, Some(true)) => doubt(model, now),
        (EventKind::ShutdownService, _) => signed_out_by_gateway(model, now),
        (
            EventKind::CallRelease
            | EventKind::AbandonCall
            | EventKind::NoAnswer
            | EventKind::CallOutFail
            | EventKind::InsideCallFail
            | EventKind::ConnectFail,
            _,
        ) => left(model, now, event, in_call.is_some()),
        (
            EventKind::InService
            | EventKind::PhoneAlerting
            | EventKind::PhoneOffhook
            | EventKind::Occupied,
            _,
        ) => {}
        (
            EventKind::SetNotReady
            | EventKind::SetRest
            | EventKind::CancelNotReady
            | EventKind::CancelRest
            | EventKind::SetWork
            | EventKind::CustomerRelease,
            _,
        ) => leave_to_polls(model, now),
        (
            EventKind::RestTimeout
            | EventKind::PhoneRelease
            | EventKind::ReleaseRequest
            | EventKind::Preview
            | EventKind::ConsultFail,
            _,
        ) => look(model, now),
    }
}

/// The agent is in `state`, says the event.
fn enter(model: &mut Model, now: Now, event: &AgentEvent, state: AgentState) {
    let in_call = state.is_in_call();
    let is_denied = |status: &Status| {
        let differs = status.state != state && !(status.in_call && in_call);
        differs && status.is_unbroken(now) && has_waited(model.pushes.anchor, event, status, now)
    };
    if model.status.as_ref().is_some_and(is_denied) {
        return leave_to_polls(model, now);
    }
    let before = model.status.take();
    let known = before.as_ref().filter(|before| before.is_unbroken(now));
    // It did not begin before somebody saw another state. An event that has waited in the
    // portal was overtaken by none: the next waited behind it.
    let not_before = known
        .filter(|known| known.source != Source::Host && known.state != state)
        .filter(|known| !(known.in_call && in_call))
        .map(|known| known.seen.mono);
    let start = began(model.pushes.anchor, event, known, not_before, now);
    if !in_call {
        model.call.is_over(start, now);
        if before.as_ref().is_some_and(|before| before.in_call) {
            model.recovery.call_is_over();
        }
    } else if state == AgentState::Occupied && event.kind == EventKind::Occupied {
        model.call.begins_undescribed();
    } else {
        model.call.pushed(&event.call, state, known, start, now);
    }
    let same = known.filter(|known| {
        // A poll's word for a call says less than an event's.
        let as_much = known.source != Source::Status || !in_call;
        known.state == state && known.in_call == in_call && as_much
    });
    let changed = same.is_none();
    let status = Status {
        state,
        source: Source::Host,
        start: same.map_or(start, |same| same.start.narrowed(start)),
        seen: now,
        in_call,
        over: false,
        detail: None,
    };
    if before.is_some() && known.is_none() {
        // Nobody looked for so long that it may have come and gone.
        model.pending = Pending::None;
    }
    model.pending = model.pending.told(state, &status, now.mono);
    said(model);
    answer_command(model, &status, event, changed, now);
    let was_quiet = known.is_some_and(|known| known.state == AgentState::SignedOut);
    model.status = Some(status);
    await_or_calm(model, now, changed);
    if was_quiet {
        look(model, now);
    }
}

/// Something was asked for, or is no longer wanted, after what goes on.
fn asked_for(model: &mut Model, now: Now, event: &AgentEvent, pending: Pending) {
    let changed = model.pending != pending;
    model.pending = pending;
    said(model);
    if let Some(status) = model.status.clone() {
        answer_command(model, &status, event, changed, now);
    }
    await_or_calm(model, now, changed);
}

/// Busy or rest is no longer wanted after what goes on.
fn no_longer_asked_for(model: &mut Model, now: Now, event: &AgentEvent) {
    let asked = if event.kind == EventKind::CancelRest {
        Asked::Rest
    } else {
        Asked::Busy
    };
    let pending = model.pending.cancelled(asked, now.mono);
    asked_for(model, now, event, pending);
}

/// The agent is no longer on a call, says the event, or not on the one that it names. `known`:
/// whether the state until then is beyond doubt.
fn left(model: &mut Model, now: Now, event: &AgentEvent, known: bool) {
    let status = model.status.as_ref();
    if status.is_some_and(|status| !status.in_call) || !model.call.goes_on() {
        model.call.forget_aside(&event.call);
        return leave_to_polls(model, now);
    }
    let never_talked = event.kind != EventKind::CallRelease;
    match model.call.leg(&event.call) {
        Leg::Aside => {
            model.call.forget_aside(&event.call);
            look(model, now);
        }
        Leg::Other => look(model, now),
        Leg::Unsure => doubt(model, now),
        // What failed, or nobody answered, is another than the one that is talked on.
        Leg::Current if never_talked && model.call.was_talked_on(status) => doubt(model, now),
        Leg::Current if model.call.back_to_aside() => doubt(model, now),
        Leg::Current => {
            let anchor = model.pushes.anchor;
            let end = began(anchor, event, status, None, now);
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
    }
}

/// What is shown may be so no more.
fn doubt(model: &mut Model, now: Now) {
    if let Some(status) = &mut model.status {
        status.over = true;
    }
    said(model);
    look(model, now);
}

/// A push said something: older polls say nothing against it.
fn said(model: &mut Model) {
    model.pushes.overtook = Some(model.requests.newest());
    model.pushes.against = 0;
    model.pushes.confirmed = false;
}

/// What the event means, only a poll that is sent after it can tell: the answer under way is
/// older, and may be of what the event has ended.
fn leave_to_polls(model: &mut Model, now: Now) {
    model.pushes.overtook = Some(model.requests.newest());
    look(model, now);
}

/// Asks as soon as the limits allow, where the gateway is asked at all.
fn look(model: &mut Model, now: Now) {
    if model.phase == Phase::Asking {
        hasten(model, now);
    }
}

fn answer_command(model: &mut Model, status: &Status, event: &AgentEvent, changed: bool, now: Now) {
    let anchor = model.pushes.anchor;
    model.command = model.command.and_then(|running| {
        // A portal may hand over late what came about before the command. Where nobody can
        // tell, it is for the polls to confirm it.
        let is_newer = anchor.is_some()
            && came_about(anchor, event, now).is_none_or(|at| running.began_before(at));
        if !is_newer {
            return Some(running);
        }
        let proven = matches!(
            (event.kind, running.command),
            (EventKind::SetNotReady, Command::ShowBusy)
                | (EventKind::SetRest, Command::Rest)
                | (
                    EventKind::CustomerAlerting,
                    Command::FirstOutboundCall | Command::OutboundCall
                )
        );
        running.pushed(status, proven, changed, now.mono)
    });
}
