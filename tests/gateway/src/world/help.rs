//! Help and conferences: a second leg beside the customer's, until it ends or is joined.

use super::agent::{Agent, Step};
use super::call::{Kind, Leg, feature};
use super::event::{alerting_content, conference_content, customer_release_content, is_agent};
use super::retcode::Retcode;
use super::state::State;

impl Agent {
    pub(super) fn consult(
        &mut self,
        partner: &str,
        three_party: bool,
        call_id: Option<&String>,
        rings_ms: Option<u64>,
        now: u64,
    ) {
        let kind = if three_party {
            Kind::ThreePartyHelp
        } else {
            Kind::Help
        };
        let leg = self.made_leg(partner, call_id, kind, now);
        self.enter(State::Help, now);
        if !three_party {
            self.put_on_hold(now);
        }
        self.call_other(leg, rings_ms, Step::OtherAnswers, now);
    }

    /// Calls somebody beside the customer; `then` comes when their phone has rung for
    /// `rings_ms`.
    pub(super) fn call_other(&mut self, leg: Leg, rings_ms: Option<u64>, then: Step, now: u64) {
        self.notify("AgentEvent_Customer_Alerting", alerting_content(&leg), now);
        if let Some(call) = &mut self.call {
            call.partner.clone_from(&leg.called);
            call.second = Some(leg);
        }
        match rings_ms {
            Some(0) => self.perform(&then, now),
            Some(ms) => self.later_in_this_state(now.saturating_add(ms), then),
            None => {}
        }
    }

    /// Whoever was called beside the customer answers.
    pub(super) fn other_answers(&mut self, now: u64) {
        let Some(leg) = self.call.as_mut().and_then(|call| call.second.as_mut()) else {
            return;
        };
        leg.talking_since = Some(now);
        match leg.kind {
            Kind::ThreePartyHelp => self.join(now),
            Kind::Transfer => self.other_takes_it(now),
            Kind::Help => self.notify_talking(now),
            Kind::In | Kind::InFromAgent | Kind::Out => self.answer(now),
        }
    }

    /// The second leg and the customer's become one call of three.
    pub(super) fn join(&mut self, now: u64) {
        let Some(call) = &mut self.call else { return };
        call.held_since = None;
        call.joined = call.second.take();
        let content = conference_content(call);
        self.enter(State::ThreeParty, now);
        self.notify("AgentEvent_Conference", content, now);
    }

    pub(super) fn conference(&mut self, partner: Option<&str>, now: u64) {
        let second = self.call.as_mut().and_then(|call| call.second.take());
        let mut leg = second
            .unwrap_or_else(|| self.made_leg(partner.unwrap_or_default(), None, Kind::Out, now));
        leg.talking_since = leg.talking_since.or(Some(now));
        leg.feature = feature::MULTI_PARTY;
        if let Some(call) = &mut self.call {
            partner.unwrap_or(leg.other()).clone_into(&mut call.partner);
            call.second = Some(leg);
        }
        self.join(now);
    }

    /// Takes the leg beside the customer's away.
    pub(super) fn take_other(&mut self) -> Option<Leg> {
        let call = self.call.as_mut()?;
        call.second.take().or_else(|| call.joined.take())
    }

    pub(super) fn other_leaves(&mut self, now: u64) {
        if let Some(leg) = self.take_other() {
            self.notify_id("AgentEvent_Call_Release", &leg, now);
        }
        self.back_to_customer(now);
    }

    pub(super) fn consult_fails(&mut self, now: u64) {
        if let Some(leg) = self.take_other() {
            self.notify_id("AgentEvent_Consult_Fail", &leg, now);
        }
        self.back_to_customer(now);
    }

    /// The customer is gone; the agent and the other go on with each other.
    pub(super) fn customer_leaves(&mut self, now: u64) {
        let Some(leg) = self.take_other() else { return };
        if let Some(call) = &mut self.call {
            let gone = std::mem::replace(&mut call.main, leg);
            if is_agent(call.main.other()) {
                call.main.feature = feature::INTERNAL;
            }
            let content = customer_release_content(&gone);
            self.notify("AgentEvent_Customer_Release", content, now);
        }
        self.back_to_customer(now);
    }

    pub(super) fn drop_call(&mut self, id: &str, now: u64) -> Result<(), Retcode> {
        let act = self.leg_of_call(id).ok_or(Retcode::OperationFailed)?;
        self.act(&act, now)
    }

    pub(super) fn disconnect(&mut self, number: &str, now: u64) -> Result<(), Retcode> {
        let act = self.leg_of_number(number).ok_or(Retcode::OperationFailed)?;
        let other = self.call.as_ref().and_then(super::call::Call::other_leg);
        if let Some(leg) = other.filter(|leg| leg.other() == number) {
            let content = customer_release_content(leg);
            self.notify("AgentEvent_Customer_Release", content, now);
        }
        self.act(&act, now)
    }
}
