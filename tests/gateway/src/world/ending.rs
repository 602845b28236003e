//! The end of a call, or of the leg in which the agent is.

use serde_json::{Value, json};

use super::act::Party;
use super::agent::Agent;
use super::call::{Kind, Leg};
use super::event::{abandon_content, customer_release_content};
use super::state::State;

impl Agent {
    pub(super) fn hang_up(&mut self, by: Party, now: u64) {
        let Some(call) = &self.call else { return };
        let current = call.current().clone();
        let beside = call.second.is_some() && current.kind == Kind::Out;
        let came_in = matches!(current.kind, Kind::In | Kind::InFromAgent);
        match by {
            // Whom the agent asked for help, or talked to before a transfer, has the customer.
            Party::Agent if self.state == State::Transfer && call.second.is_some() => {
                self.transfer_done(now);
            }
            Party::Agent if !beside => self.leave_both(now),
            Party::Customer if current.talking_since.is_none() && came_in => {
                let content = abandon_content(call);
                self.end_call(vec![("AgentEvent_AbandonCall", content)], now);
            }
            Party::Customer if current.talking_since.is_none() && current.kind == Kind::Out => {
                self.call_fails(false, now);
            }
            Party::Customer if !beside => {
                let mut events = vec![(
                    "AgentEvent_Customer_Release",
                    customer_release_content(&call.main),
                )];
                events.extend(self.releases());
                self.end_call(events, now);
            }
            Party::Agent | Party::Customer => {
                if by == Party::Customer {
                    let content = customer_release_content(&current);
                    self.notify("AgentEvent_Customer_Release", content, now);
                }
                self.notify_id("AgentEvent_Call_Release", &current, now);
                self.current_leg_is_over(now);
            }
        }
    }

    /// The agent leaves all legs; whoever else is in them goes on with each other.
    pub(super) fn leave_both(&mut self, now: u64) {
        let events = self.releases();
        self.end_call(events, now);
    }

    /// That the agent is out of each leg, the customer's last.
    fn releases(&self) -> Vec<(&'static str, Value)> {
        let Some(call) = &self.call else {
            return Vec::new();
        };
        let release = |leg: &Leg| ("AgentEvent_Call_Release", json!(leg.id));
        let other = call.other_leg().map(release);
        other.into_iter().chain([release(&call.main)]).collect()
    }

    /// The leg in which the agent was is over: back to the customer who is on hold, or the
    /// end of the call.
    pub(super) fn current_leg_is_over(&mut self, now: u64) {
        match &mut self.call {
            Some(call) if call.second.is_some() => {
                call.second = None;
                call.partner.clear();
                self.enter(State::Hold, now);
            }
            _ => self.end_call(Vec::new(), now),
        }
    }

    fn end_call(&mut self, events: Vec<(&'static str, Value)>, now: u64) {
        let mut answered = true;
        for (name, content) in events {
            self.notify(name, content, now);
        }
        if let Some(mut call) = self.call.take() {
            answered = call.main.talking_since.is_some();
            call.ended = Some(now);
            self.last_call = Some(call);
        }
        self.notify("AgentOther_PhoneRelease", json!({ "phoneState": 3 }), now);
        self.after_call(answered, now);
    }
}
