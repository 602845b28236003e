//! What the portal pushes: the gateway's own events, and the commands that it has sent.
//!
//! | event | the agent is in no call | in a call |
//! |---|---|---|
//! | Ready, Force Ready, Cancel Work | idle | in doubt: the polls decide |
//! | Set Not Ready, Force Set Not Ready, Set Rest | busy, rest; in wrap-up pending until after it | pending until after the call |
//! | Cancel Not Ready, Cancel Rest | idle; in wrap-up no longer pending | no longer pending |
//! | Work | wrap-up | wrap-up; the call is over |
//! | Set Work | wrap-up | the polls decide |
//! | `AgentState_Busy` | occupied, by a call that nobody has described | nothing new |
//! | Phone Alerting with a call | occupied, with the call's data | data for a call that is not talked on |
//! | Ringing, Auto Answer, Talking, Hold, Hold and Unhold at the phone, Conference, Join Conf | that state, with the call's data | the same |
//! | Customer Alerting | calling out | of a call that is talked on, the second party's phone rings |
//! | Incoming Call Info | kept for the call that comes | data for the call |
//! | Recording, Inspection | nothing new | data for the call |
//! | Call Release | nothing new | the call is over, or its second party has gone |
//! | Abandon Call, No Answer, the four failures | nothing new | a call that was not talked on is over; one that was goes on without a second party, or is in doubt |
//! | the results of transfers | nothing new | 0: the call is over; else as a failure |
//! | Shutdown Service | signed out; the session is over | the same |
//! | Customer Release | nothing new | in doubt: others may be in the call still |
//!
//! The rest tells no state; where it promises one, a poll looks. While it is not known
//! whether the agent is in a call, what would mean two things changes nothing, and an answer
//! that was under way then is too old to show anything. An event that waited in the portal for
//! more than 10 s says nothing against a poll that is newer. A state in doubt, or one that a
//! call has left behind, does not look live until the next word.

use super::command::{Running, asks_for};
use super::diagnostics::{Fact, Ignored};
use super::effect::Generation;
use super::model::Model;
use super::outcome::{await_or_calm, is_awaiting};
use super::pace::hasten;
use super::pending::Pending;
use super::pushed_ends::{customer_left, left, transferred, was_held_for_it};
use super::pushed_not_ready::{Standing, not_ready};
use super::pushed_times::{began, came_about, has_waited};
use super::session::Phase;
use super::signed_out::signed_out_by_gateway;
use super::status::{Source, Status};
use super::time::{Anchor, Now};
use crate::gateway::{
    AgentEvent, AgentState, Answer, Command, EventKind, decode_agent_events, decode_command,
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

/// The portal pushed an event of the gateway, or several.
pub(super) fn pushed(model: &mut Model, now: Now, text: &str) {
    for event in decode_agent_events(text) {
        match event {
            Ok(answer) => take(model, now, answer),
            Err(refusal) => ignore(model, now, Ignored::Refused(refusal)),
        }
    }
}

fn take(model: &mut Model, now: Now, answer: Answer<AgentEvent>) {
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
    model.hears = true;
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
    // The portal takes back what it has sent: the gateway has refused it, say.
    let taken_back = |running: &Running| {
        asks_for(running.command).is_some_and(|asked| running.awaits_word_of(asked))
    };
    if command == Command::None && model.command.as_ref().is_some_and(taken_back) {
        model.pending = Pending::None;
    }
    model.command = Running::sent(
        command,
        model.status.as_ref(),
        model.pending,
        newest,
        model.hears,
        now.mono,
    );
    // What is asked for in a call or in wrap-up comes after it.
    let waits = |status: &Status| status.can_wait() && !status.over && status.is_unbroken(now);
    if let Some(asked) = asks_for(command)
        && model.status.as_ref().is_some_and(waits)
    {
        model.pending = Pending::Waiting(asked);
    }
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
    use AgentState::{Idle, Occupied, OutboundCall, Ringing, Talking, ThreeParty, WrapUp};
    // What goes on in another medium is nothing of the voice call, nor of its end.
    if model
        .call
        .takes_for_other_medium(event.kind, &event.call, now)
    {
        return;
    }
    // Of what is in doubt nobody knows what an event makes of it.
    let known = model
        .status
        .as_ref()
        .filter(|status| status.is_unbroken(now) && model.pushes.against == 0)
        .filter(|status| !has_waited(model.pushes.anchor, event, status, now));
    let in_call = known.map(|status| status.in_call);
    match (event.kind, in_call) {
        (
            EventKind::SetNotReady
            | EventKind::ForceSetNotReady
            | EventKind::SetRest
            | EventKind::CancelNotReady
            | EventKind::CancelRest,
            _,
        ) => {
            let standing = known.map(Standing::of);
            not_ready(model, now, event, standing);
        }
        (EventKind::Ready | EventKind::ForceReady | EventKind::CancelWork, Some(true)) => {
            doubt(model, now);
        }
        (EventKind::Ready | EventKind::ForceReady | EventKind::CancelWork, _) => {
            enter(model, now, event, Idle);
        }
        (EventKind::Work, _) | (EventKind::SetWork, Some(false)) => {
            enter(model, now, event, WrapUp);
        }
        (EventKind::Ringing, _) => enter(model, now, event, Ringing),
        (EventKind::Occupied, Some(false) | None) | (EventKind::AutoAnswer, _) => {
            enter(model, now, event, Occupied);
        }
        (EventKind::PhoneAlerting, _) => phone_rings(model, now, event, in_call),
        (EventKind::CustomerAlerting, _) if model.call.has_room_beside(&event.call, known) => {
            second_party_rings(model, now, event);
        }
        // The second leg beside a call of which nobody has told anything: polls say that there
        // is one, and whose it is a look-up.
        (EventKind::CustomerAlerting | EventKind::Talking, _)
            if event.call.is_main == Some(false)
                && !model.call.has_place_for(&event.call, known) =>
        {
            leave_to_polls(model, now);
        }
        // It has been talked on since, and the event comes late.
        (EventKind::CustomerAlerting, Some(true)) if model.call.is_talked_on(&event.call) => {
            model.call.informed(&event.call, false, now);
        }
        (EventKind::CustomerAlerting, _) => enter(model, now, event, OutboundCall),
        (EventKind::Talking, _) => enter(model, now, event, Talking),
        (EventKind::Hold | EventKind::PhoneHold | EventKind::PhoneUnhold, _) => {
            held(model, now, event);
        }
        (EventKind::Conference | EventKind::JoinConf, _) => enter(model, now, event, ThreeParty),
        (EventKind::IncomingCallInfo, _) => {
            let expected = known.is_some_and(|status| {
                status.source == Source::Host && matches!(status.state, Occupied | Ringing)
            });
            model.call.informed(&event.call, expected, now);
        }
        (EventKind::CustomerRelease, Some(true)) => customer_left(model, now, event),
        (EventKind::ShutdownService, _) => shut_down(model, now, event),
        (
            EventKind::CallRelease
            | EventKind::AbandonCall
            | EventKind::NoAnswer
            | EventKind::CallOutFail
            | EventKind::InsideCallFail
            | EventKind::ConnectFail
            | EventKind::ConsultFail,
            _,
        ) => left(model, now, event, in_call.is_some()),
        (
            EventKind::SuccTransResult | EventKind::TransOutResult | EventKind::PhoneTransferResult,
            _,
        ) => transferred(model, now, event, in_call.is_some()),
        (EventKind::Recording, _) => model.call.is_recorded(&event.call),
        (EventKind::RecordingFailed, _) => model.call.is_not_recorded(&event.call),
        (EventKind::InspectionBegun, _) => model.call.is_inspected(Some(&event.inspection)),
        (EventKind::InspectionOver, _) => model.call.is_inspected(None),
        (
            EventKind::InService
            | EventKind::PhoneOffhook
            | EventKind::Occupied
            | EventKind::RecordingStopped,
            _,
        ) => {}
        (EventKind::SetWork | EventKind::CustomerRelease, _) => leave_to_polls(model, now),
        (
            EventKind::RestTimeout
            | EventKind::PhoneRelease
            | EventKind::ReleaseRequest
            | EventKind::Preview
            | EventKind::ReturnFromIvr,
            _,
        ) => look(model, now),
    }
}

/// The gateway has signed the agent out. But an event that has waited in the portal is of a
/// session that was over before the one that has been answered since.
fn shut_down(model: &mut Model, now: Now, event: &AgentEvent) {
    let anchor = model.pushes.anchor;
    match &model.status {
        Some(status) if has_waited(anchor, event, status, now) => look(model, now),
        _ => signed_out_by_gateway(model, now),
    }
}

/// A call is held, or taken back. While the agent talks on another, that one only waits.
fn held(model: &mut Model, now: Now, event: &AgentEvent) {
    let taken_back = event.kind == EventKind::PhoneUnhold;
    let aside = model.call.is_aside(&event.call);
    if model.call.has_ended(&event.call) {
        leave_to_polls(model, now);
    } else if aside || model.call.is_second(&event.call) {
        if aside && !taken_back {
            model.call.hold_aside();
        }
        look(model, now);
    } else if taken_back {
        enter(model, now, event, AgentState::Talking);
    } else {
        enter(model, now, event, AgentState::Hold);
    }
}

/// The agent's phone rings. Of a call that comes in the event tells all; it changes the state
/// of an agent who is in no call yet alone.
fn phone_rings(model: &mut Model, now: Now, event: &AgentEvent, in_call: Option<bool>) {
    if event.call.call_id.is_none() && event.call.caller.is_none() {
        return;
    }
    if in_call == Some(true) {
        let expected = !model.call.is_talked_on_by_agent();
        model.call.informed(&event.call, expected, now);
    } else if model.call.has_ended(&event.call) {
        leave_to_polls(model, now);
    } else {
        enter(model, now, event, AgentState::Occupied);
    }
}

/// During a call, the phone that rings is the second party's.
fn second_party_rings(model: &mut Model, now: Now, event: &AgentEvent) {
    let held = model
        .status
        .as_ref()
        .is_some_and(|status| status.state == AgentState::Hold);
    let for_help = held && was_held_for_it(model, event, now);
    model.call.is_joined_by(&event.call, false, now);
    if let Some(second) = &mut model.call.second {
        second.is_help |= for_help;
    }
    if let Some(status) = model.status.clone() {
        answer_command(model, &status, event, true, now);
    }
}

/// The agent is in `state`, says the event.
pub(super) fn enter(model: &mut Model, now: Now, event: &AgentEvent, state: AgentState) {
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
        model.call.begins_undescribed(before.as_ref(), now);
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
    // A wrap-up that ends makes way for what was to come after it. Whether that comes, the next
    // event or poll tells.
    let makes_way = event.kind == EventKind::CancelWork && model.pending.is_waiting();
    if !makes_way {
        model.pending = model.pending.told(state, &status, now.mono);
    }
    said(model);
    answer_command(model, &status, event, changed, now);
    let was_quiet = known.is_some_and(|known| known.state == AgentState::SignedOut);
    model.status = Some(status);
    await_or_calm(model, now, changed);
    if was_quiet || makes_way {
        look(model, now);
    }
}

/// What is shown may be so no more.
pub(super) fn doubt(model: &mut Model, now: Now) {
    if let Some(status) = &mut model.status {
        status.over = true;
    }
    said(model);
    look(model, now);
}

/// A push said something: older polls say nothing against it.
pub(super) fn said(model: &mut Model) {
    model.pushes.overtook = Some(model.requests.newest());
    model.pushes.against = 0;
    model.pushes.confirmed = false;
}

/// What the event means, only a poll that is sent after it can tell: the answer under way is
/// older, and may be of what the event has ended.
pub(super) fn leave_to_polls(model: &mut Model, now: Now) {
    model.pushes.overtook = Some(model.requests.newest());
    look(model, now);
}

/// Asks as soon as the limits allow, where the gateway is asked at all.
pub(super) fn look(model: &mut Model, now: Now) {
    if model.phase == Phase::Asking {
        hasten(model, now);
    }
}

pub(super) fn answer_command(
    model: &mut Model,
    status: &Status,
    event: &AgentEvent,
    changed: bool,
    now: Now,
) {
    let anchor = model.pushes.anchor;
    model.command = model.command.and_then(|running| {
        // A portal may hand over late what came about before the command. Where nobody can
        // tell, it is for the polls to confirm it.
        let is_newer = anchor.is_some()
            && came_about(anchor, event, now).is_none_or(|at| running.began_before(at));
        if !is_newer {
            return Some(running);
        }
        let asks_help = matches!(
            running.command,
            Command::TwoPartyHelp | Command::ThreePartyHelp
        );
        // A call of the agent's own is no help.
        let proven = !(asks_help && status.state == AgentState::OutboundCall)
            && matches!(
                (event.kind, running.command),
                (
                    EventKind::SetNotReady | EventKind::ForceSetNotReady,
                    Command::ShowBusy
                ) | (EventKind::SetRest, Command::Rest)
                    | (
                        EventKind::CustomerAlerting,
                        Command::FirstOutboundCall
                            | Command::OutboundCall
                            | Command::TwoPartyHelp
                            | Command::ThreePartyHelp
                    )
            );
        running.pushed(status, proven, changed, now.mono)
    });
}
