//! The gateway's own events, as the portal pushes them.
//!
//! | event | the agent is in no call | in a call |
//! |---|---|---|
//! | Ready, Force Ready, Cancel Work | idle | in doubt: the polls decide |
//! | Set Not Ready, Force Set Not Ready, Set Rest | busy, rest; in wrap-up pending until after it | pending until after the call |
//! | Cancel Not Ready, Cancel Rest | idle; in wrap-up no longer pending | no longer pending |
//! | Work | wrap-up | wrap-up; the call is over |
//! | Set Work | wrap-up | the polls decide |
//! | `AgentState_Busy` | occupied, by a call that nobody has described | nothing new |
//! | an agent conference rings, is joined | ringing, by a call that nobody has described; talking | nothing new |
//! | Play, Stop Play Done | nothing new | a recording is played; plays no more |
//! | Phone Alerting with a call | occupied, with the call's data | data for a call that is not talked on |
//! | Ringing, Auto Answer, Talking, Hold, Hold and Unhold at the phone, Conference, Join Conf | that state, with the call's data | the same |
//! | Customer Alerting | calling out | of a call that is talked on, the second party's phone rings; of one that waits for the agent's answer, nothing |
//! | Incoming Call Info | kept for the call that comes | data for the call |
//! | Recording, Inspection | nothing new | data for the call |
//! | Call Release | nothing new | the call is over, or its second party has gone |
//! | Abandon Call, No Answer, the four failures | nothing new | a call that was not talked on is over; one that was goes on without a second party, or is in doubt |
//! | the results of transfers | nothing new | 0: a poll looks; else as a failure |
//! | Shutdown Service | signed out; the session is over | the same |
//! | Customer Release | nothing new | of a call of three, the agent talks with who is left; else in doubt: others may be in the call still |
//! | Return From Ivr | nothing new | the agent talks again |
//!
//! The rest tells no state; where it promises one, a poll looks. While it is not known
//! whether the agent is in a call, what would mean two things changes nothing, and an answer
//! that was under way then is too old to show anything. An event that waited in the portal for
//! more than 10 s says nothing against a poll that is newer. A state in doubt, or one that a
//! call has left behind, does not look live until the next word.

use super::not_ready::Standing;
use super::times::{began, came_about, has_waited};
use crate::desk::pending::Pending;
use crate::desk::status::{Source, Status};
use crate::desk::{Desk, Wishes};
use crate::gateway::AgentState::{Idle, Occupied, Playback, Ringing, Talking, ThreeParty, WrapUp};
use crate::gateway::{AgentEvent, AgentState, Command, EventKind};
use crate::time::Now;

impl Desk {
    /// The portal has pushed an event of this agent.
    pub fn pushed(&mut self, now: Now, event: &AgentEvent) -> Wishes {
        self.hears = true;
        self.happened(now, event);
        self.take_wishes()
    }

    fn happened(&mut self, now: Now, event: &AgentEvent) {
        // What goes on in another medium is nothing of the voice call, nor of its end.
        if self
            .call
            .takes_for_other_medium(event.kind, &event.call, now)
        {
            return;
        }
        let known = self.beyond_doubt(now, event);
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
                self.not_ready(now, event, standing);
            }
            (EventKind::Ready | EventKind::ForceReady | EventKind::CancelWork, Some(true)) => {
                self.doubt();
            }
            (EventKind::Ready | EventKind::ForceReady | EventKind::CancelWork, _) => {
                self.enter(now, event, Idle);
            }
            (EventKind::Work, _) | (EventKind::SetWork, Some(false)) => {
                self.enter(now, event, WrapUp);
            }
            (EventKind::Ringing, _) | (EventKind::ConferenceRinging, Some(false) | None) => {
                self.enter(now, event, Ringing);
            }
            (EventKind::Occupied, Some(false) | None) | (EventKind::AutoAnswer, _) => {
                self.enter(now, event, Occupied);
            }
            (EventKind::PhoneAlerting, _) => self.phone_rings(now, event, in_call),
            (EventKind::CustomerAlerting, _) => self.called_party_rings(now, event),
            (EventKind::Talking, _) if self.is_of_unknown_second(event, known) => {
                self.leave_to_polls();
            }
            (EventKind::Talking, _) => self.enter(now, event, Talking),
            (EventKind::Hold | EventKind::PhoneHold | EventKind::PhoneUnhold, _) => {
                self.held(now, event);
            }
            (EventKind::Conference | EventKind::JoinConf, _) => self.enter(now, event, ThreeParty),
            (
                EventKind::ReturnFromIvr | EventKind::PlaybackOver | EventKind::ConferenceJoined,
                Some(true),
            ) if self.leads_to_talk(event) => {
                self.enter(now, event, Talking);
            }
            (EventKind::Playback, Some(true)) => self.enter(now, event, Playback),
            (EventKind::IncomingCallInfo, _) => self.announced(now, event),
            (EventKind::CustomerRelease, Some(true)) => self.customer_left(now, event),
            (EventKind::ShutdownService, _) => self.shut_down(now, event),
            (
                EventKind::CallRelease
                | EventKind::AbandonCall
                | EventKind::NoAnswer
                | EventKind::CallOutFail
                | EventKind::InsideCallFail
                | EventKind::ConnectFail
                | EventKind::ConsultFail,
                _,
            ) => self.left(now, event, in_call.is_some()),
            (
                EventKind::SuccTransResult
                | EventKind::TransOutResult
                | EventKind::PhoneTransferResult,
                _,
            ) => self.transferred(now, event, in_call.is_some()),
            (
                EventKind::Recording
                | EventKind::RecordingFailed
                | EventKind::InspectionBegun
                | EventKind::InspectionOver,
                _,
            ) => self.call.is_watched(event),
            (
                EventKind::InService
                | EventKind::PhoneOffhook
                | EventKind::Occupied
                | EventKind::ConferenceRinging
                | EventKind::PlaybackOver
                | EventKind::RecordingStopped,
                _,
            ) => {}
            (EventKind::SetWork | EventKind::CustomerRelease, _) => self.leave_to_polls(),
            (
                EventKind::RestTimeout
                | EventKind::PhoneRelease
                | EventKind::ReleaseRequest
                | EventKind::Preview
                | EventKind::Playback
                | EventKind::ConferenceJoined
                | EventKind::ReturnFromIvr,
                _,
            ) => self.look(),
        }
    }

    /// What is known of the agent when the event comes. Of what is in doubt nobody knows what an
    /// event makes of it.
    fn beyond_doubt(&self, now: Now, event: &AgentEvent) -> Option<&Status> {
        self.status
            .as_ref()
            .filter(|status| status.is_unbroken(now) && self.pushes.against == 0)
            .filter(|status| !has_waited(self.pushes.anchor, event, status, now))
    }

    /// Whether the event is of the call that came in and waits for the agent.
    fn awaits_answer(&self, event: &AgentEvent) -> bool {
        // Also where a colleague has transferred a call out, which keeps its type (`cec_07_0512`): of
        // the agent's own nothing is told before this.
        let waits = |status: &Status| {
            matches!(status.state, AgentState::Ringing | AgentState::Occupied)
                && status.source == Source::Host
        };
        self.call.is_on_card(&event.call) && self.status.as_ref().is_some_and(waits)
    }

    /// Whether, after a self-service flow or a recording, the agent talks on the call again, or for
    /// the first time where an agent conference has rung.
    fn leads_to_talk(&self, event: &AgentEvent) -> bool {
        let is = |state| self.status.as_ref().is_some_and(|it| it.state == state);
        match event.kind {
            EventKind::ReturnFromIvr => self.call.is_on_card(&event.call),
            EventKind::ConferenceJoined => is(Ringing),
            _ => is(Playback) && self.call.is_talked_on_by_agent(),
        }
    }

    /// A call is told of, without a word of the agent's state.
    fn announced(&mut self, now: Now, event: &AgentEvent) {
        let expected = self.beyond_doubt(now, event).is_some_and(|status| {
            let waits = matches!(status.state, AgentState::Occupied | AgentState::Ringing);
            status.source == Source::Host && waits
        });
        self.call.informed(&event.call, expected, now);
    }

    /// The gateway has signed the agent out. But an event that has waited in the portal is of a
    /// session that was over before the one that has been answered since.
    fn shut_down(&mut self, now: Now, event: &AgentEvent) {
        let anchor = self.pushes.anchor;
        match &self.status {
            Some(status) if has_waited(anchor, event, status, now) => self.look(),
            _ => self.wishes.signed_out = true,
        }
    }

    /// A call is held, or taken back. While the agent talks on another, that one only waits.
    fn held(&mut self, now: Now, event: &AgentEvent) {
        let taken_back = event.kind == EventKind::PhoneUnhold;
        let aside = self.call.is_aside(&event.call);
        if self.call.has_ended(&event.call) {
            self.leave_to_polls();
        } else if aside || self.call.is_second(&event.call) {
            if aside && !taken_back {
                self.call.hold_aside();
            }
            self.look();
        } else if taken_back {
            self.enter(now, event, AgentState::Talking);
        } else {
            self.enter(now, event, AgentState::Hold);
        }
    }

    /// The agent's phone rings. Of a call that comes in the event tells all; it changes the state
    /// of an agent who is in no call yet alone.
    fn phone_rings(&mut self, now: Now, event: &AgentEvent, in_call: Option<bool>) {
        if event.call.call_id.is_none() && event.call.caller.is_none() {
            return;
        }
        if in_call == Some(true) {
            let expected = !self.call.is_talked_on_by_agent();
            self.call.informed(&event.call, expected, now);
        } else if self.call.has_ended(&event.call) {
            self.leave_to_polls();
        } else {
            self.enter(now, event, AgentState::Occupied);
        }
    }

    /// The phone of a called party rings: of the agent's call, or of one beside it.
    fn called_party_rings(&mut self, now: Now, event: &AgentEvent) {
        let known = self.beyond_doubt(now, event);
        let in_call = known.is_some_and(|status| status.in_call);
        if self.call.has_room_beside(&event.call, known) {
            self.second_party_rings(now, event);
        } else if self.is_of_unknown_second(event, known) {
            self.leave_to_polls();
        } else if in_call && self.call.is_talked_on(&event.call) {
            // It has been talked on since, and the event comes late.
            self.call.informed(&event.call, false, now);
        } else if !(in_call && self.awaits_answer(event)) {
            // Of one that waits for the agent's answer only the caller hears it.
            self.enter(now, event, AgentState::OutboundCall);
        }
    }

    /// Whether the event is of the second leg beside a call of which nobody has told anything: polls
    /// say that there is one, and whose it is a look-up.
    fn is_of_unknown_second(&self, event: &AgentEvent, known: Option<&Status>) -> bool {
        event.call.is_main == Some(false)
            && !self.call.is_on_card(&event.call)
            && !self.call.has_place_for(&event.call, known)
    }

    /// During a call, the phone that rings is the second party's.
    fn second_party_rings(&mut self, now: Now, event: &AgentEvent) {
        let held = self
            .status
            .as_ref()
            .is_some_and(|status| status.state == AgentState::Hold);
        let for_help = held && self.was_held_for_it(event, now);
        self.call.is_joined_by(&event.call, false, now);
        if let Some(second) = &mut self.call.second {
            second.is_help |= for_help;
        }
        if let Some(status) = self.status.clone() {
            self.answer_command(&status, event, true, now);
        }
    }

    /// The agent is in `state`, says the event.
    pub(super) fn enter(&mut self, now: Now, event: &AgentEvent, state: AgentState) {
        let in_call = state.is_in_call();
        let is_denied = |status: &Status| {
            let differs = status.state != state && !(status.in_call && in_call);
            differs && status.is_unbroken(now) && has_waited(self.pushes.anchor, event, status, now)
        };
        if self.status.as_ref().is_some_and(is_denied) {
            return self.leave_to_polls();
        }
        let before = self.status.take();
        let known = before.as_ref().filter(|before| before.is_unbroken(now));
        // It did not begin before somebody saw another state. An event that has waited in the
        // portal was overtaken by none: the next waited behind it.
        let not_before = known
            .filter(|known| known.source != Source::Host && known.state != state)
            .filter(|known| !(known.in_call && in_call))
            .map(|known| known.seen.mono);
        let start = began(self.pushes.anchor, event, known, not_before, now);
        if !in_call {
            self.call.is_over(start, now);
            if before.as_ref().is_some_and(|before| before.in_call) {
                self.wishes.call_over = true;
            }
        } else if matches!(
            event.kind,
            EventKind::Occupied | EventKind::ConferenceRinging
        ) {
            self.call.begins_undescribed(before.as_ref(), now);
        } else {
            self.call.pushed(&event.call, state, known, start, now);
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
            self.pending = Pending::None;
        }
        // A wrap-up that ends makes way for what was to come after it. Whether that comes, the next
        // event or poll tells.
        let makes_way = event.kind == EventKind::CancelWork && self.pending.is_waiting();
        if !makes_way {
            self.pending = self.pending.told(state, &status, now.mono);
        }
        self.said();
        self.answer_command(&status, event, changed, now);
        let was_quiet = known.is_some_and(|known| known.state == AgentState::SignedOut);
        self.status = Some(status);
        self.await_or_calm(now, changed);
        if was_quiet || makes_way {
            self.look();
        }
    }

    /// Judges the command on its way by what the event tells.
    pub(super) fn answer_command(
        &mut self,
        status: &Status,
        event: &AgentEvent,
        changed: bool,
        now: Now,
    ) {
        let anchor = self.pushes.anchor;
        self.command = self.command.and_then(|running| {
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
}
