//! Transfers, blind and after a talk, with their results.

use serde_json::json;

use super::act::Way;
use super::agent::{Agent, Step};
use super::call::Kind;
use super::event::{alerting_content, customer_release_content, is_agent, phone_transfer_content};
use super::state::State;

/// `result` of a transfer that came to nothing.
const FAILED: i64 = 1;

impl Agent {
    pub(super) fn transfer(
        &mut self,
        partner: &str,
        way: Way,
        rings_ms: Option<u64>,
        fails: bool,
        now: u64,
    ) {
        let leg = self.made_leg(partner, None, Kind::Transfer, now);
        let talks = matches!(way, Way::Talk | Way::ThreeParty);
        let has_other = self
            .call
            .as_ref()
            .is_some_and(|call| call.other_leg().is_some());
        if let Some(call) = &mut self.call {
            call.way = way;
        }
        self.enter(State::Transfer, now);
        if talks && !has_other {
            self.put_on_hold(now);
            let then = if fails {
                Step::ConsultFails
            } else {
                Step::OtherAnswers
            };
            return self.call_other(leg, rings_ms, then, now);
        }
        if let Some(call) = &mut self.call {
            call.partner.clone_from(&leg.called);
        }
        if way == Way::Phone {
            let content = phone_transfer_content(&self.phone, partner);
            self.notify("AgentEvent_linkagePhoneTransferOut", content, now);
        } else if !has_other {
            self.notify("AgentEvent_Customer_Alerting", alerting_content(&leg), now);
        }
        let then = if fails {
            Step::TransferFails
        } else {
            Step::TransferDone
        };
        match rings_ms {
            Some(0) => self.perform(&then, now),
            Some(ms) => self.later_in_this_state(now.saturating_add(ms), then),
            None => {}
        }
    }

    /// Whom the customer goes to answers, and the agent talks to them first. One at an external
    /// number has the call from then on, and the agent is on it until they leave or take it back.
    pub(super) fn other_takes_it(&mut self, now: u64) {
        if self.is_out() {
            self.notify_result(0, now);
        }
        match &self.call {
            Some(call) if call.way == Way::ThreeParty => self.join(now),
            _ => self.notify_talking(now),
        }
    }

    /// Whether the other one is at an external number and has answered.
    pub(super) fn is_out(&self) -> bool {
        self.call
            .as_ref()
            .and_then(|call| call.other_leg())
            .is_some_and(|leg| {
                leg.kind == Kind::Transfer && leg.talking_since.is_some() && !is_agent(&leg.called)
            })
    }

    /// Says what became of the transfer; one to an external number and one at the telephone
    /// have names of their own.
    fn notify_result(&mut self, result: i64, now: u64) {
        let Some(call) = &self.call else { return };
        let name = match call.way {
            Way::Phone => "AgentEvent_linkagePhoneTransferOut_Result",
            _ if is_agent(&call.partner) => "AgentEvent_SuccTransResult",
            _ => "AgentEvent_TransOutResult",
        };
        let content = json!({ "result": result, "callId": call.main.id });
        self.notify(name, content, now);
    }

    pub(super) fn transfer_done(&mut self, now: u64) {
        if !self.is_out() {
            self.notify_result(0, now);
        }
        self.leave_both(now);
    }

    pub(super) fn transfer_fails(&mut self, now: u64) {
        self.notify_result(FAILED, now);
        self.back_to_customer(now);
    }

    pub(super) fn cancel_transfer(&mut self, now: u64) {
        if let Some(leg) = self.take_other() {
            let content = customer_release_content(&leg);
            self.notify("AgentEvent_Customer_Release", content, now);
        }
        self.back_to_customer(now);
    }

    /// The call was in a voice menu for a while and comes back.
    pub(super) fn return_from_ivr(&mut self, now: u64) {
        if let Some(main) = self.call.as_ref().map(|call| call.main.clone()) {
            self.notify_id("AgentEvent_ReturnFromIvr", &main, now);
        }
        self.back_to_customer(now);
    }
}
