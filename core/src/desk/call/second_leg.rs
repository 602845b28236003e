//! The second party beside the agent's call: of help, of a transfer, or of a conference.
//!
//! Each event of a call names the leg that it is of. The card shows the customer's call; a
//! help call, and the call of a conference, only tell who else is there.

use super::card::{Call, CallStage, SecondLeg};
use super::details::Details;
use crate::desk::status::{Source, Status};
use crate::gateway::{AgentState, CallFeature, EventCall};
use crate::time::Now;

impl Call {
    /// Whether `told` is about the second party's leg.
    pub fn is_second(&self, told: &EventCall) -> bool {
        self.second
            .as_ref()
            .is_some_and(|second| told.call_id.is_some() && second.call_id == told.call_id)
    }

    /// Whether there is a second party of whose leg the ID is not known.
    pub fn has_unnamed_second(&self) -> bool {
        self.second
            .as_ref()
            .is_some_and(|second| second.call_id.is_none())
    }

    /// Whether `told`, which is no news of the call on the card, can be of a party beside it:
    /// that one has been talked on. `known` is what is known of the agent.
    pub fn has_room_beside(&self, told: &EventCall, known: Option<&Status>) -> bool {
        // Another session's first call is no second party of the last one's.
        let is_own = self.doubtful && told.is_main == Some(true);
        if !self.goes_on()
            || is_own
            || self.is_aside(told)
            || known.is_some_and(|known| !known.in_call)
        {
            return false;
        }
        let Some(details) = &self.details else {
            // A poll's word for a call is also that for dialling.
            return known.is_some_and(|known| {
                known.source == Source::Host && !known.state.is_before_talk()
            });
        };
        let talked = details.talked
            || known
                .is_some_and(|known| known.source == Source::Host && !known.state.is_before_talk());
        talked && (told.call_id.is_none() || details.call_id != told.call_id)
    }

    /// Whether `told`, which is the second leg of some call, is of one that is known.
    pub fn has_place_for(&self, told: &EventCall, known: Option<&Status>) -> bool {
        self.is_aside(told) || self.is_second(told) || self.has_room_beside(told, known)
    }

    /// Whether the agent's talk that is `told` is with a helper, beside the customer's call.
    pub fn is_help(&self, told: &EventCall, known: Option<&Status>) -> bool {
        let known_helper = self.is_second(told)
            && self.second.as_ref().is_some_and(|second| second.is_help)
            && told.is_main != Some(true);
        (is_beside_the_main_call(told) || known_helper) && self.has_room_beside(told, known)
    }

    /// The phone of a second party rings, or the agent talks with it; `held`: the customer
    /// waits.
    pub fn is_joined_by(&mut self, told: &EventCall, held: bool, now: Now) {
        let same = self.is_second(told) || told.call_id.is_none();
        let mut second = self.second.take().filter(|_| same).unwrap_or_default();
        let party = told.other_agent.as_ref().or(told.other_phone.as_ref());
        // Of the talk: the agent has called the helper.
        let party = party.or(told.called.as_ref()).cloned();
        second.call_id = second.call_id.or_else(|| told.call_id.clone());
        second.party = second.party.or(party);
        second.is_help |= is_beside_the_main_call(told);
        if let Some(details) = &mut self.details {
            if second.party.is_some() {
                details.partner.clone_from(&second.party);
            }
            if held {
                details.held_call_id.clone_from(&details.call_id);
            }
            details.as_of = now;
        }
        self.second = Some(second);
    }

    /// A conference has begun, or the agent has joined one. Its ID is that of the help call.
    pub fn confers(&mut self, told: &EventCall, now: Now) {
        if !self.goes_on() {
            self.doubtful = false;
            self.details = None;
        }
        if !self.doubtful {
            self.stage = CallStage::Live;
        }
        let details = self.details.get_or_insert_with(|| Details::new(now));
        details.talked = true;
        if told.partner.is_some() {
            details.partner.clone_from(&told.partner);
        }
        details.held_call_id = None;
        details.as_of = now;
        if told.call_id.is_some() && told.call_id != details.call_id {
            let second = self.second.take().unwrap_or_default();
            self.second = Some(SecondLeg {
                call_id: told.call_id.clone(),
                is_help: true,
                ..second
            });
        }
    }

    /// The second party is no longer there, or has never come.
    pub fn is_left_by_second(&mut self) {
        self.second = None;
        if let Some(details) = &mut self.details {
            details.partner = None;
            if details.held_call_id == details.call_id {
                details.held_call_id = None;
            }
        }
    }

    /// Whether that number is one of the other parties'.
    pub fn has_partner(&self, number: &str) -> bool {
        let partner = self.details.as_ref().and_then(|it| it.partner.as_ref());
        partner.is_some_and(|parties| parties.split(',').any(|party| party == number))
    }

    /// Whether that number is one of the call's own.
    pub fn is_of(&self, number: &str) -> bool {
        let is = |own: &Option<String>| own.as_deref() == Some(number);
        let details = self.details.as_ref();
        details.is_some_and(|it| is(&it.caller) || is(&it.called))
    }

    /// Whether the customer is on hold for the second party's sake, or was held before it came.
    pub fn waits_for_second(&self) -> bool {
        let details = self.details.as_ref();
        self.second.is_some() && details.is_some_and(|details| details.held_call_id.is_some())
    }

    /// The call on the card was released while the second party's goes on: the agent has
    /// left both, or the customer this one. Whether there is such a party.
    pub fn may_go_on_alone(&mut self) -> bool {
        if let Some(second) = &mut self.second {
            second.is_alone = true;
        }
        self.second.is_some()
    }

    /// A poll says that the agent is in a call still: if it is not the customer's any more, it
    /// is the second party's.
    pub fn goes_on_alone(&mut self, now: Now) {
        let Some(second) = self.second.take_if(|second| second.is_alone) else {
            return;
        };
        self.details = Some(Details {
            call_id: second.call_id,
            called: second.party,
            talked: true,
            ..Details::new(now)
        });
    }
}

/// Where the agent is after the second party has gone, or has never come: back with the
/// customer. `waited`: the customer's call waits for the agent by the agent's own will.
pub const fn after_second(state: AgentState, waited: bool) -> AgentState {
    match state {
        AgentState::ThreeParty | AgentState::Help | AgentState::Transfer => AgentState::Talking,
        AgentState::Hold if !waited => AgentState::Talking,
        state => state,
    }
}

/// A consultation, or whatever else goes on beside the customer's call.
fn is_beside_the_main_call(told: &EventCall) -> bool {
    told.is_main == Some(false)
        || matches!(
            told.feature,
            Some(
                CallFeature::InternalTwoPartyConsultation
                    | CallFeature::InternalThreePartyConsultation
            )
        )
}
