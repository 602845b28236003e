//! Which act is possible in which of an agent's states.

use super::act::{Act, Party};
use super::agent::Agent;
use super::call::{Call, Kind, Leg};
use super::retcode::Retcode;
use super::state::State;

impl Agent {
    /// Whether `act` is possible in the agent's present state.
    ///
    /// # Errors
    /// If not, what the gateway answers to it.
    pub fn allows(&self, act: &Act) -> Result<(), Retcode> {
        if self.signed_in && self.is_possible(act) {
            Ok(())
        } else {
            Err(refusal(act))
        }
    }

    fn is_possible(&self, act: &Act) -> bool {
        use State::{Busy, Help, Hold, Mute, Rest, Talking, ThreeParty, WrapUp};
        let state = self.state;
        let call = self.call.as_ref();
        let other = call.and_then(Call::other_leg);
        let rings = |leg: &Leg| leg.talking_since.is_none();
        match act {
            Act::Ring(_) | Act::Work => !state.in_call(),
            Act::CallOut { .. } | Act::CallInner { .. } => {
                !state.in_call() || (state == Hold && other.is_none())
            }
            Act::Answer => self.is_before_talk(),
            Act::NoAnswer { .. } => matches!(state, State::Ringing | State::Occupied),
            Act::CallFails { .. } => state == State::OutboundCall,
            Act::Hold => matches!(state, Talking | Mute) && other.is_none(),
            Act::Unhold => matches!(state, Hold | Help),
            Act::PhoneHold => state == Talking && !self.is_held_at_phone(),
            Act::PhoneUnhold => self.is_held_at_phone(),
            Act::Mute => matches!(state, Talking | ThreeParty),
            Act::Unmute => state == Mute,
            Act::Consult { .. } => matches!(state, Talking | Hold | Mute) && other.is_none(),
            Act::OtherAnswers => call
                .and_then(|call| call.second.as_ref())
                .is_some_and(rings),
            Act::OtherLeaves => {
                matches!(state, Help | ThreeParty | State::Transfer) && other.is_some()
            }
            Act::ConsultFails => {
                matches!(state, Help | State::Transfer) && other.is_some_and(rings)
            }
            Act::CustomerLeaves => matches!(state, Help | ThreeParty) && other.is_some(),
            Act::Conference { partner } => {
                state == Help
                    || (state == Talking && other.is_some())
                    || (partner.is_some() && matches!(state, Talking | Hold))
            }
            Act::ConnectHold { call_id } => {
                let held = |id: &String| call.is_some_and(|call| call.main.id == *id);
                call.is_some_and(|call| call.second.is_some() && call.held_since.is_some())
                    && call_id.as_ref().is_none_or(held)
            }
            Act::DropCall { call_id } => self.leg_of_call(call_id).is_some(),
            Act::Disconnect { number } => self.leg_of_number(number).is_some(),
            Act::Transfer { .. } => {
                matches!(state, Talking | Hold | Mute | Help | ThreeParty) && !self.is_out()
            }
            Act::TransferDone => state == State::Transfer,
            Act::TransferFails => state == State::Transfer && !self.is_out(),
            Act::CancelTransfer => {
                state == State::Transfer
                    || (state == ThreeParty && other.is_some_and(|leg| leg.kind == Kind::Transfer))
            }
            Act::ReturnFromIvr => matches!(state, State::Playback | State::Transfer | Hold),
            Act::HangUp { .. } => state.in_call(),
            Act::Busy { .. }
            | Act::Rest { .. }
            | Act::Idle
            | Act::ForceBusy
            | Act::ForceIdle
            | Act::SessionRings(_) => true,
            Act::CancelBusy => state == Busy || self.pre_busy,
            Act::CancelRest => state == Rest || self.pre_rest,
            Act::EndWrapUp => state == WrapUp,
            Act::RecordingBegins { .. } | Act::RecordingFails => call.is_some(),
            Act::RecordingEnds => call.is_some_and(|call| call.recording_since.is_some()),
            Act::InspectionBegins { .. } => self.qc_work_no.is_empty(),
            Act::InspectionEnds => !self.qc_work_no.is_empty(),
            Act::SessionAnswered { call_id } => self.waiting_session(call_id.as_deref()).is_some(),
            Act::SessionEnds { call_id, .. } => self.session(call_id.as_deref()).is_some(),
        }
    }

    /// Whether the agent's current call has not been answered.
    pub const fn is_before_talk(&self) -> bool {
        matches!(
            self.state,
            State::Ringing | State::Occupied | State::OutboundCall
        )
    }

    fn is_held_at_phone(&self) -> bool {
        let held = |call: &Call| call.held_at_phone.is_some();
        self.call.as_ref().is_some_and(held)
    }

    /// What ending the call of that ID comes to; `None` if it is not one that the agent is in.
    pub fn leg_of_call(&self, id: &str) -> Option<Act> {
        let call = self.call.as_ref()?;
        match call.other_leg() {
            Some(leg) if leg.id == id => Some(match self.state {
                State::Help | State::ThreeParty | State::Transfer => Act::OtherLeaves,
                _ => Act::HangUp { by: Party::Agent },
            }),
            None if call.main.id == id => Some(Act::HangUp { by: Party::Agent }),
            _ => None,
        }
    }

    /// What putting out the party with that number comes to; `None` if they are not in the
    /// call that the agent is in.
    pub fn leg_of_number(&self, number: &str) -> Option<Act> {
        let call = self.call.as_ref()?;
        let other = call.other_leg();
        if number == self.id || number == self.phone {
            return self
                .state
                .in_call()
                .then_some(Act::HangUp { by: Party::Agent });
        }
        match other {
            Some(leg) if leg.other() == number => self.leg_of_call(&leg.id),
            // The customer is in the last call only where there is one call of three.
            Some(_) if call.joined.is_some() && call.main.other() == number => {
                Some(Act::CustomerLeaves)
            }
            None if call.main.other() == number => Some(Act::HangUp { by: Party::Agent }),
            _ => None,
        }
    }
}

/// 100-009 for what concerns the agent's own status, 100-007 for what concerns a call.
const fn refusal(act: &Act) -> Retcode {
    match act {
        Act::Busy { .. }
        | Act::Rest { .. }
        | Act::Idle
        | Act::CancelBusy
        | Act::CancelRest
        | Act::Work
        | Act::EndWrapUp
        | Act::ForceBusy
        | Act::ForceIdle => Retcode::StateNotSet,
        _ => Retcode::OperationFailed,
    }
}
