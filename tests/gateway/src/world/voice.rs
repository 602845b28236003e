//! A call's life: it rings, is made, is answered, held and muted.

use serde_json::{Value, json};

use super::act::Incoming;
use super::agent::{Agent, Step};
use super::call::{Call, Kind, Leg, Media, feature};
use super::event::{alerting_content, incoming_content, is_agent, ringing_content};
use super::state::State;

/// How long the customer of an outbound call lets it ring, in milliseconds.
const CUSTOMER_ANSWERS_MS: u64 = 4_000;
/// How long a call rings that is answered automatically, in milliseconds.
const ANSWERED_AFTER_MS: u64 = 1_000;

/// The gateway's reasons for making an agent busy who did not take a call.
const NOT_ANSWERED: u16 = 2;
const REJECTED: u16 = 7;

impl Agent {
    pub(super) fn ring(&mut self, incoming: &Incoming, now: u64) {
        let call = self.made_up_call(incoming, now);
        let reserved = incoming.reserved_ms.unwrap_or_default();
        let waits_for_agent = reserved == 0 && !self.auto_answer;
        self.enter(
            if waits_for_agent {
                State::Ringing
            } else {
                State::Occupied
            },
            now,
        );
        self.call = Some(call);
        self.notify("AgentState_Busy", Value::Null, now);
        if reserved == 0 {
            self.phone_rings(now);
        } else {
            self.later_in_this_state(now.saturating_add(reserved), Step::PhoneRings);
        }
    }

    /// The phone of an agent who is taken by a call begins to ring.
    pub fn phone_rings(&mut self, now: u64) {
        let Some(leg) = self.call.as_ref().map(|call| call.main.clone()) else {
            return;
        };
        self.notify("AgentOther_PhoneAlerting", ringing_content(&leg), now);
        self.notify("AgentEvent_Incoming_CallInfo", incoming_content(&leg), now);
        if self.auto_answer {
            self.later_in_this_state(now.saturating_add(ANSWERED_AFTER_MS), Step::CallAnswered);
            return;
        }
        if self.state != State::Ringing {
            self.enter(State::Ringing, now);
        }
        self.notify("AgentEvent_Ringing", ringing_content(&leg), now);
        self.record(now);
    }

    /// A call with `incoming`'s values and made-up ones for the rest.
    pub fn made_up_call(&mut self, incoming: &Incoming, now: u64) -> Call {
        let leg = self.made_up_leg(incoming, Media::VOICE, now);
        Call::new(
            leg,
            incoming.data.clone().unwrap_or_default(),
            incoming.recording.clone().unwrap_or_default(),
        )
    }

    /// The leg of a call that comes in, of another medium than `media` if that is asked for.
    pub(super) fn made_up_leg(&mut self, incoming: &Incoming, media: Media, now: u64) -> Leg {
        let own_id = self.new_call_id(now);
        let number =
            13_800_138_000_u64.saturating_add(self.call_count().saturating_mul(7_919) % 1_999_999);
        let caller = incoming
            .caller
            .clone()
            .unwrap_or_else(|| number.to_string());
        // An agent's number is written with a letter before it.
        let of_agent = caller
            .strip_prefix(['a', 'A'])
            .filter(|number| is_agent(number))
            .map(str::to_owned);
        let from_agent = of_agent.is_some();
        let own_number = if from_agent { &self.id } else { &self.phone };
        Leg {
            id: incoming.call_id.clone().unwrap_or(own_id),
            called: incoming
                .called
                .clone()
                .unwrap_or_else(|| own_number.clone()),
            caller: of_agent.unwrap_or(caller),
            feature: incoming.feature.unwrap_or(if from_agent {
                feature::INTERNAL
            } else {
                feature::INBOUND
            }),
            began: now,
            talking_since: None,
            kind: if from_agent {
                Kind::InFromAgent
            } else {
                Kind::In
            },
            transferred_by: incoming.transferred_by.clone(),
            media: Media {
                ability: incoming.media_ability.unwrap_or(media.ability),
                kind: incoming.media_type.unwrap_or(media.kind),
            },
        }
    }

    /// The leg of a call that the agent makes.
    pub(super) fn made_leg(
        &mut self,
        called: &str,
        call_id: Option<&String>,
        kind: Kind,
        now: u64,
    ) -> Leg {
        let own_id = self.new_call_id(now);
        let internal = is_agent(called);
        Leg {
            id: call_id.cloned().unwrap_or(own_id),
            caller: if internal || kind != Kind::Out {
                self.id.clone()
            } else {
                self.phone.clone()
            },
            called: called.to_owned(),
            feature: match kind {
                Kind::Help => feature::TWO_PARTY_HELP,
                Kind::ThreePartyHelp => feature::THREE_PARTY_HELP,
                _ if internal => feature::INTERNAL,
                _ => feature::COMMON,
            },
            began: now,
            kind,
            ..Leg::default()
        }
    }

    pub(super) fn answer(&mut self, now: u64) {
        let Some(call) = &mut self.call else { return };
        let leg = call.second.as_mut().unwrap_or(&mut call.main);
        leg.talking_since = Some(now);
        let came_in = matches!(leg.kind, Kind::In | Kind::InFromAgent);
        if call.recording.is_empty() {
            call.recording = format!("REC{}", call.main.id);
        }
        self.enter(State::Talking, now);
        if came_in {
            self.notify("AgentOther_PhoneOffhook", json!({ "type": "main" }), now);
        }
        self.notify_talking(now);
    }

    /// Nobody took the call in: it is taken away, and the agent is busy.
    pub(super) fn no_answer(&mut self, rejected: bool, now: u64) {
        if let Some(mut call) = self.call.take() {
            call.ended = Some(now);
            self.notify_id("AgentEvent_No_Answer", &call.main, now);
            self.last_call = Some(call);
        }
        self.notify("AgentOther_PhoneRelease", json!({ "phoneState": 3 }), now);
        self.reason = if rejected { REJECTED } else { NOT_ANSWERED };
        self.enter_busy(now);
    }

    /// The agent calls somebody, while the customer is on hold if there is one.
    pub(super) fn call_out(&mut self, called: &str, id: Option<&String>, internal: bool, now: u64) {
        let mut leg = self.made_leg(called, id, Kind::Out, now);
        // What it is decides the interface that was asked, not the number.
        if internal {
            leg.feature = feature::INTERNAL;
            leg.caller.clone_from(&self.id);
        } else {
            leg.feature = feature::COMMON;
            leg.caller.clone_from(&self.phone);
        }
        let alerting = alerting_content(&leg);
        let beside = self.call.is_some();
        if let Some(call) = &mut self.call {
            call.second = Some(leg);
        } else {
            self.call = Some(Call::new(leg, String::new(), String::new()));
        }
        self.enter(State::OutboundCall, now);
        if !beside {
            self.notify("AgentOther_PhoneAlerting", Value::Null, now);
            self.notify("AgentOther_PhoneOffhook", json!({ "type": "main" }), now);
            self.notify("AgentState_Busy", Value::Null, now);
        }
        self.notify("AgentEvent_Customer_Alerting", alerting, now);
        let at = now.saturating_add(CUSTOMER_ANSWERS_MS);
        self.later_in_this_state(at, Step::CallAnswered);
    }

    pub(super) fn call_fails(&mut self, connection: bool, now: u64) {
        let Some(leg) = self.call.as_ref().map(|call| call.current().clone()) else {
            return;
        };
        let name = match leg.feature {
            _ if connection => "AgentEvent_Connect_Fail",
            feature::INTERNAL => "AgentEvent_Inside_Call_Fail",
            _ => "AgentEvent_Call_Out_Fail",
        };
        self.notify_id(name, &leg, now);
        self.current_leg_is_over(now);
    }

    pub(super) fn hold(&mut self, now: u64) {
        self.enter(State::Hold, now);
        self.put_on_hold(now);
    }

    /// The customer hears music from now on, if not before.
    pub(super) fn put_on_hold(&mut self, now: u64) {
        let Some(call) = &mut self.call else { return };
        if call.held_since.is_none() {
            call.held_since = Some(now);
            call.held_at_phone = None;
            let main = call.main.clone();
            self.notify_id("AgentEvent_Hold", &main, now);
        }
    }

    pub(super) fn unhold(&mut self, now: u64) {
        if let Some(leg) = self.call.as_mut().and_then(|call| call.second.take()) {
            self.notify_id("AgentEvent_Call_Release", &leg, now);
        }
        self.back_to_customer(now);
    }

    /// The agent talks to the customer alone.
    pub(super) fn back_to_customer(&mut self, now: u64) {
        if let Some(call) = &mut self.call {
            call.held_since = None;
            call.second = None;
            call.joined = None;
            call.partner.clear();
        }
        self.enter(State::Talking, now);
        self.notify_talking(now);
    }

    /// Held or taken back at the telephone. The state stays what polls and syncs say.
    pub(super) fn phone_hold(&mut self, held: bool, now: u64) {
        let Some(call) = &mut self.call else { return };
        call.held_at_phone = held.then_some(now);
        let name = if held {
            "AgentEvent_linkagePhoneHold"
        } else {
            "AgentEvent_linkagePhoneUnHold"
        };
        let content = json!({ "callId": call.current().id });
        self.notify(name, content, now);
    }

    pub(super) fn unmute(&mut self, now: u64) {
        let conference = self.call.as_ref().is_some_and(|call| call.joined.is_some());
        self.enter(
            if conference {
                State::ThreeParty
            } else {
                State::Talking
            },
            now,
        );
    }
}
