//! Pushed events after which a call, or a party of it, is there no more: what was released,
//! what failed, what was transferred.

use super::times::{began, came_about};
use crate::desk::Desk;
use crate::desk::call::{Leg, after_second};
use crate::desk::status::{Source, Status};
use crate::gateway::{AgentEvent, AgentState, Command, EventKind};
use crate::time::{Now, Start};

/// How shortly before a call for help the customer is put on hold for it, in ms: by the
/// gateway, in the same breath. A hold that is older is the agent's own.
const HELD_FOR_IT_MS: u64 = 3_000;

impl Desk {
    /// The agent is no longer on a call, says the event, or not on the one that it names. `known`:
    /// whether the state until then is beyond doubt.
    pub(super) fn left(&mut self, now: Now, event: &AgentEvent, known: bool) {
        let status = self.status.as_ref();
        if status.is_some_and(|status| !status.in_call) || !self.call.goes_on() {
            self.call.forget_aside(&event.call);
            return self.leave_to_polls();
        }
        let state = status.map(|status| status.state);
        // Who transfers a call, or consults somebody about it, has talked on it, whoever described it.
        let was_talked_on = self.call.was_talked_on(status) || is_beside_a_talk(event.kind);
        let failed = event.kind != EventKind::CallRelease;
        match self.call.leg(&event.call) {
            Leg::Aside => {
                self.call.forget_aside(&event.call);
                self.look();
            }
            Leg::Second => self.second_gone(now, event),
            // It never came: nothing is known of a call of that ID.
            Leg::Other if failed && was_talked_on && self.may_have_been_invited(event, state) => {
                self.second_gone(now, event);
            }
            Leg::Other => self.look(),
            Leg::Unsure => self.doubt(),
            Leg::Current if failed && was_talked_on && self.is_of_second(event, state) => {
                self.second_gone(now, event);
            }
            // What failed, or nobody answered, is another than the one that is talked on.
            Leg::Current if failed && was_talked_on => self.doubt(),
            Leg::Current if self.call.back_to_aside() => {
                // It was put on hold when the agent called somebody else.
                if let Some(status) = &mut self.status {
                    status.state = AgentState::Hold;
                    status.start = Start::Unknown;
                }
                self.doubt();
            }
            Leg::Current if self.call.may_go_on_alone() => self.doubt(),
            Leg::Current => self.over(now, event, known),
        }
    }

    /// Somebody else has left: the second party, the call that waits, or the customer of a call
    /// in which others may be still.
    pub(super) fn customer_left(&mut self, now: Now, event: &AgentEvent) {
        let three = |status: &Status| status.state == AgentState::ThreeParty;
        let three = self.status.as_ref().is_some_and(three);
        let others = three || self.call.second.is_some();
        let gone = event.call.other_phone.as_deref();
        let gone = gone.filter(|gone| others && self.call.has_partner(gone));
        match (self.call.leg(&event.call), gone) {
            (Leg::Aside, _) => {
                self.call.forget_aside(&event.call);
                self.look();
            }
            // Of three the customer: the other one stays.
            (_, Some(gone)) if three && self.call.is_of(gone) => {
                if !self.call.may_go_on_alone() {
                    self.call.is_undescribed(now);
                }
                self.is_back(now, event, false);
            }
            (_, Some(_)) | (Leg::Second, None) => self.second_gone(now, event),
            _ => self.doubt(),
        }
    }

    /// A transfer has come out: where it failed, the agent goes on with the call. Where it did not,
    /// they may be on it still: in a transfer to an external number by talk or of three they stay
    /// until they release it or take it back (`cec_07_0583`, Table 4; `cec_07_1243`), and
    /// `cec_07_0516` says that the other one has yet to answer. `Call_Release` says when they leave,
    /// and then the other one's call is not the agent's.
    pub(super) fn transferred(&mut self, now: Now, event: &AgentEvent, known: bool) {
        let talks = |status: &Status| match status.state {
            AgentState::ThreeParty => true,
            AgentState::Talking => self.call.waits_for_second(),
            _ => false,
        };
        match (event.outcome.result, self.call.leg(&event.call)) {
            (Some(0), Leg::Current | Leg::Second) if !self.status.as_ref().is_some_and(talks) => {
                let released = self.call.second.take().is_some_and(|it| it.is_alone);
                if released {
                    return self.over(now, event, known);
                }
                self.look();
            }
            (Some(0) | None, _) => self.look(),
            (Some(_), _) => self.left(now, event, known),
        }
    }

    /// Whether a party that did not come had been called for the agent's call, of whose leg
    /// nothing is known yet. In a conference it may be yet another.
    fn may_have_been_invited(&self, event: &AgentEvent, state: Option<AgentState>) -> bool {
        event.kind != EventKind::AbandonCall
            && self.call.second.is_none()
            && matches!(
                state,
                Some(AgentState::Hold | AgentState::Help | AgentState::Transfer)
            )
    }

    /// Whether what failed, by the ID of the call that is talked on or by none, is its second
    /// party's part.
    fn is_of_second(&self, event: &AgentEvent, state: Option<AgentState>) -> bool {
        state != Some(AgentState::ThreeParty)
            && (self.call.second.is_some() || is_beside_a_talk(event.kind))
    }

    /// The second party has gone, or has not come: the agent is where they were. Polls cannot say
    /// so, who call it all a talk.
    fn second_gone(&mut self, now: Now, event: &AgentEvent) {
        let waited = self.is_held_by_the_agent(event);
        self.call.is_left_by_second();
        self.is_back(now, event, waited);
    }

    /// The agent talks with one party again, or holds the call as before where that `waited`.
    fn is_back(&mut self, now: Now, event: &AgentEvent, waited: bool) {
        let start = began(self.pushes.anchor, event, self.status.as_ref(), None, now);
        let released = matches!(
            event.kind,
            EventKind::CallRelease | EventKind::CustomerRelease
        );
        if let Some(status) = &mut self.status {
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
        self.said();
        self.look();
    }

    /// Whether the call on hold waits because the agent wanted it to, and not for the second
    /// party's sake.
    fn is_held_by_the_agent(&self, event: &AgentEvent) -> bool {
        match &self.call.second {
            Some(second) => !second.is_help && event.kind != EventKind::ConsultFail,
            None => event.kind == EventKind::CallOutFail,
        }
    }

    /// Whether the customer was put on hold in the same breath, so that whoever is being called
    /// now is called for help.
    pub(super) fn was_held_for_it(&self, event: &AgentEvent, now: Now) -> bool {
        let asked_for = self.command.is_some_and(|running| {
            matches!(
                running.command,
                Command::TwoPartyHelp | Command::ThreePartyHelp | Command::TalkForwarding
            )
        });
        let at = came_about(self.pushes.anchor, event, now).unwrap_or(now.mono);
        let just_held = self.status.as_ref().is_some_and(|status| {
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
    fn over(&mut self, now: Now, event: &AgentEvent, known: bool) {
        let status = self.status.as_ref();
        let end = began(self.pushes.anchor, event, status, None, now);
        self.call.is_over(end, now);
        self.wishes.call_over = true;
        self.said();
        if let Some(mut status) = self.status.take() {
            status.in_call = false;
            status.over = true;
            // What was in doubt may have been another state of this call by now.
            if known {
                status.source = Source::Host;
                status.seen = now;
                status.detail = None;
                self.answer_command(&status, event, true, now);
            }
            self.status = Some(status);
        }
        self.await_or_calm(now, true);
        self.look();
    }
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
