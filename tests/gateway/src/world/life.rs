//! What an act does to an agent, with the events that tell of it: here their own status,
//! beside this file their calls (`voice`, `help`, `transfer`, `ending`) and what else the
//! gateway tells of (`sessions`, `supervision`).

use serde_json::{Value, json};

use super::act::Act;
use super::agent::{Agent, Step};
use super::call::Leg;
use super::event::talking_content;
use super::retcode::Retcode;
use super::state::State;

/// How long the gateway takes to let an idle agent rest, in milliseconds.
const REST_BEGINS_MS: u64 = 500;

impl Agent {
    /// Has `act` happen at `now` (milliseconds), with its events.
    ///
    /// # Errors
    /// The result code of [`Agent::allows`]; nothing has changed then.
    pub fn act(&mut self, act: &Act, now: u64) -> Result<(), Retcode> {
        self.allows(act)?;
        match act {
            Act::Ring(incoming) => self.ring(incoming, now),
            Act::Answer => self.answer(now),
            Act::NoAnswer { rejected } => self.no_answer(*rejected, now),
            Act::CallOut { called, call_id } => self.call_out(called, call_id.as_ref(), false, now),
            Act::CallInner { called, call_id } => {
                self.call_out(called, call_id.as_ref(), true, now);
            }
            Act::CallFails { connection } => self.call_fails(*connection, now),
            Act::Hold => self.hold(now),
            Act::Unhold => self.unhold(now),
            Act::PhoneHold => self.phone_hold(true, now),
            Act::PhoneUnhold => self.phone_hold(false, now),
            Act::Mute => self.enter(State::Mute, now),
            Act::Unmute => self.unmute(now),
            Act::Consult {
                partner,
                three_party,
                call_id,
                rings_ms,
            } => self.consult(partner, *three_party, call_id.as_ref(), *rings_ms, now),
            Act::OtherAnswers => self.other_answers(now),
            Act::OtherLeaves => self.other_leaves(now),
            Act::ConsultFails => self.consult_fails(now),
            Act::CustomerLeaves => self.customer_leaves(now),
            Act::Conference { partner } => self.conference(partner.as_deref(), now),
            Act::ConnectHold { .. } => self.leave_both(now),
            Act::DropCall { call_id } => self.drop_call(call_id, now)?,
            Act::Disconnect { number } => self.disconnect(number, now)?,
            Act::Transfer {
                partner,
                way,
                rings_ms,
                fails,
            } => self.transfer(partner, *way, *rings_ms, *fails, now),
            Act::TransferDone => self.transfer_done(now),
            Act::TransferFails => self.transfer_fails(now),
            Act::CancelTransfer => self.cancel_transfer(now),
            Act::ReturnFromIvr => self.return_from_ivr(now),
            Act::HangUp { by } => self.hang_up(*by, now),
            Act::Busy { reason } => self.busy(*reason, now),
            Act::CancelBusy => self.cancel("AgentState_CancelNotReady_Success", now),
            Act::Rest { ms, reason } => self.rest(*ms, *reason, now),
            Act::CancelRest => self.cancel("AgentState_CancelRest_Success", now),
            Act::Work => {
                self.enter(State::WrapUp, now);
                self.notify("AgentState_SetWork_Success", Value::Null, now);
            }
            Act::EndWrapUp => self.end_wrap_up(now),
            Act::Idle => self.idle(now),
            Act::ForceBusy => self.force_busy(now),
            Act::ForceIdle => self.force_idle(now),
            Act::RecordingBegins { recording } => self.recording_begins(recording.as_ref(), now),
            Act::RecordingFails => self.recording_fails(now),
            Act::RecordingEnds => self.recording_ends(now),
            Act::InspectionBegins { kind, inspector } => self.inspected(*kind, inspector, now),
            Act::InspectionEnds => self.inspection_ends(now),
            Act::SessionRings(incoming) => self.session_rings(incoming, now),
            Act::SessionAnswered { call_id } => self.session_answered(call_id.as_deref(), now),
            Act::SessionEnds { call_id, by } => self.session_ends(call_id.as_deref(), *by, now),
        }
        self.record(now);
        Ok(())
    }

    /// Whether busy and rest wait for something to end: a call, or wrap-up.
    pub(super) const fn has_to_wait(&self) -> bool {
        self.state.in_call() || matches!(self.state, State::WrapUp)
    }

    /// Whether a rest that was asked for can still be to come.
    pub(super) const fn may_wait_for_rest(&self) -> bool {
        self.has_to_wait() || matches!(self.state, State::Idle | State::PreRest)
    }

    pub(super) fn busy(&mut self, reason: u16, now: u64) {
        self.reason = reason;
        if self.has_to_wait() {
            self.pre_busy = true;
            self.pre_rest = false;
            self.pre_since = Some(now);
            self.settle_command();
        } else {
            self.enter_busy(now);
        }
    }

    fn rest(&mut self, ms: Option<u64>, reason: u16, now: u64) {
        self.rest_ms = ms;
        self.reason = reason;
        if self.has_to_wait() || self.state == State::Idle {
            self.pre_rest = true;
            self.pre_busy = false;
            self.pre_since = Some(now);
            self.settle_command();
            if self.state == State::Idle {
                let at = now.saturating_add(REST_BEGINS_MS);
                self.later_in_this_state(at, Step::RestBegins);
            }
        } else {
            self.enter_rest(now);
        }
    }

    /// The rest that an idle agent asked for begins, if it is still wanted.
    pub fn rest_begins(&mut self, now: u64) {
        if self.pre_rest {
            self.enter_rest(now);
            self.record(now);
        }
    }

    /// Ends busy or rest, or the wish for one after a call or wrap-up.
    fn cancel(&mut self, event: &'static str, now: u64) {
        self.notify(event, Value::Null, now);
        self.pre_busy = false;
        self.pre_rest = false;
        if matches!(self.state, State::Busy | State::Rest) {
            self.enter_idle(now);
        } else {
            self.settle_command();
        }
    }

    fn end_wrap_up(&mut self, now: u64) {
        self.notify("AgentState_CancelWork_Success", Value::Null, now);
        self.enter_what_was_asked_for(now);
    }

    /// Busy or rest, if one was asked for; else idle.
    fn enter_what_was_asked_for(&mut self, now: u64) {
        if self.pre_busy {
            self.enter_busy(now);
        } else if self.pre_rest {
            self.enter_rest(now);
        } else {
            self.enter_idle(now);
        }
    }

    /// Idle; in a call that means no busy and no rest after it.
    pub(super) fn idle(&mut self, now: u64) {
        if self.state.in_call() {
            self.pre_busy = false;
            self.pre_rest = false;
            self.settle_command();
        } else {
            self.enter_idle(now);
        }
    }

    /// The call is over: what was asked for, else wrap-up, else idle. Nobody wraps up a call
    /// that was never answered.
    pub fn after_call(&mut self, answered: bool, now: u64) {
        if self.pre_busy || self.pre_rest || self.wrap_up_ms == Some(0) || !answered {
            return self.enter_what_was_asked_for(now);
        }
        self.enter(State::WrapUp, now);
        self.notify("AgentState_Work", Value::Null, now);
        if let Some(ms) = self.wrap_up_ms {
            self.later_in_this_state(now.saturating_add(ms), Step::EndWrapUp);
        }
    }

    /// A state outside calls, with nothing that waits.
    pub(super) fn become_free_for(&mut self, state: State, now: u64) {
        self.pre_busy = false;
        self.pre_rest = false;
        self.enter(state, now);
    }

    fn enter_idle(&mut self, now: u64) {
        self.become_free_for(State::Idle, now);
        self.notify("AgentState_Ready", Value::Null, now);
    }

    /// Busy, for the reason that is known.
    pub fn enter_busy(&mut self, now: u64) {
        self.become_free_for(State::Busy, now);
        self.notify("AgentState_SetNotReady_Success", self.why(), now);
    }

    fn enter_rest(&mut self, now: u64) {
        self.become_free_for(State::Rest, now);
        self.notify("AgentState_SetRest_Success", self.why(), now);
        if let Some(ms) = self.rest_ms {
            self.later_in_this_state(now.saturating_add(ms), Step::RestTimeout);
        }
    }

    fn why(&self) -> Value {
        json!({ "reason": self.reason.to_string() })
    }

    /// An event whose content is that of Talking, about the leg in which the agent is now.
    pub fn notify_talking(&mut self, now: u64) {
        let content = self
            .call
            .as_ref()
            .map_or(Value::Null, |call| talking_content(call.current()));
        self.notify("AgentEvent_Talking", content, now);
    }

    /// An event whose content is the bare ID of a call.
    pub fn notify_id(&mut self, name: &'static str, leg: &Leg, now: u64) {
        self.notify(name, json!(leg.id), now);
    }
}
