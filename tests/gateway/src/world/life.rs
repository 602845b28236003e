//! What an act does to an agent and their call, with the events that tell of it.

use serde_json::{Value, json};

use super::act::{Act, Incoming, Party};
use super::agent::{Agent, Step};
use super::call::{Call, Leg, feature};
use super::event::{incoming_content, ringing_content, talking_content};
use super::retcode::Retcode;
use super::state::State;

/// How long a blind transfer takes, in milliseconds.
const TRANSFER_MS: u64 = 1_500;
/// How long the customer of an outbound call lets it ring, in milliseconds.
const CUSTOMER_ANSWERS_MS: u64 = 4_000;

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
            Act::CallOut { called } => self.call_out(called, now),
            Act::Hold => {
                if let Some(call) = &mut self.call {
                    call.held_since = Some(now);
                }
                self.enter(State::Hold, now);
                self.notify_leg("AgentEvent_Hold", now);
            }
            Act::Unhold => self.unhold(now),
            Act::Mute => self.enter(State::Mute, now),
            Act::Unmute => {
                let conference = self
                    .call
                    .as_ref()
                    .is_some_and(|call| call.main.feature == feature::MULTI_PARTY);
                self.enter(
                    if conference {
                        State::ThreeParty
                    } else {
                        State::Talking
                    },
                    now,
                );
            }
            Act::Consult {
                partner,
                three_party,
            } => self.consult(partner, *three_party, now),
            Act::Conference { partner } => self.conference(partner.as_deref(), now),
            Act::Transfer { partner } => {
                if let Some(call) = &mut self.call {
                    call.partner.clone_from(partner);
                }
                self.enter(State::Transfer, now);
                self.later_in_this_state(now.saturating_add(TRANSFER_MS), Step::TransferDone);
            }
            Act::TransferDone => self.end_call(&["AgentEvent_Call_Release"], now),
            Act::HangUp { by } => self.hang_up(*by, now),
            Act::Busy => self.busy(now),
            Act::CancelBusy => self.cancel("AgentState_CancelNotReady_Success", now),
            Act::Rest { ms } => self.rest(*ms, now),
            Act::CancelRest => self.cancel("AgentState_CancelRest_Success", now),
            Act::Work => {
                self.enter(State::WrapUp, now);
                self.notify("AgentState_SetWork_Success", Value::Null, now);
            }
            Act::EndWrapUp => self.cancel("AgentState_CancelWork_Success", now),
            Act::Idle => self.idle(now),
        }
        self.record(now);
        Ok(())
    }

    fn ring(&mut self, incoming: &Incoming, now: u64) {
        let call = self.made_up_call(incoming, now);
        self.enter(State::Ringing, now);
        self.notify("AgentState_Busy", Value::Null, now);
        self.notify("AgentOther_PhoneAlerting", Value::Null, now);
        self.notify("AgentEvent_Incoming_CallInfo", incoming_content(&call), now);
        self.notify("AgentEvent_Ringing", ringing_content(&call), now);
        self.call = Some(call);
    }

    /// A call with `incoming`'s values and made-up ones for the rest.
    pub fn made_up_call(&mut self, incoming: &Incoming, now: u64) -> Call {
        let own_id = self.new_call_id(now);
        let number =
            13_800_138_000_u64.saturating_add(self.call_count().saturating_mul(7_919) % 1_999_999);
        let leg = Leg {
            id: incoming.call_id.clone().unwrap_or(own_id),
            caller: incoming
                .caller
                .clone()
                .unwrap_or_else(|| number.to_string()),
            called: incoming
                .called
                .clone()
                .unwrap_or_else(|| "70092".to_owned()),
            feature: incoming.feature.unwrap_or(feature::INBOUND),
            began: now,
            talking_since: None,
        };
        Call::new(
            leg,
            incoming.data.clone().unwrap_or_default(),
            incoming.recording.clone().unwrap_or_default(),
        )
    }

    fn answer(&mut self, now: u64) {
        if let Some(call) = &mut self.call {
            call.main.talking_since = Some(now);
            if call.recording.is_empty() {
                call.recording = format!("REC{}", call.main.id);
            }
        }
        self.enter(State::Talking, now);
        self.notify("AgentOther_PhoneOffhook", Value::Null, now);
        self.notify_leg("AgentEvent_Talking", now);
    }

    fn call_out(&mut self, called: &str, now: u64) {
        let call = self.made_up_call(
            &Incoming {
                caller: Some("70092".to_owned()),
                called: Some(called.to_owned()),
                feature: Some(feature::COMMON),
                ..Incoming::default()
            },
            now,
        );
        self.call = Some(call);
        self.enter(State::OutboundCall, now);
        self.notify("AgentState_Busy", Value::Null, now);
        self.notify_leg("AgentEvent_Customer_Alerting", now);
        self.later_in_this_state(
            now.saturating_add(CUSTOMER_ANSWERS_MS),
            Step::CustomerAnswers,
        );
    }

    fn unhold(&mut self, now: u64) {
        if let Some(call) = &mut self.call {
            call.held_since = None;
            call.second = None;
            call.partner.clear();
        }
        self.enter(State::Talking, now);
        self.notify_leg("AgentEvent_Talking", now);
    }

    fn consult(&mut self, partner: &str, three_party: bool, now: u64) {
        let id = self.new_call_id(now);
        let own_number = self.id.clone();
        if let Some(call) = &mut self.call {
            call.held_since = call.held_since.or(Some(now));
            partner.clone_into(&mut call.partner);
            call.second = Some(Leg {
                id,
                caller: own_number,
                called: partner.to_owned(),
                feature: if three_party {
                    feature::THREE_PARTY_HELP
                } else {
                    feature::TWO_PARTY_HELP
                },
                began: now,
                talking_since: Some(now),
            });
        }
        self.enter(State::Help, now);
        self.notify_leg("AgentEvent_Talking", now);
    }

    fn conference(&mut self, partner: Option<&str>, now: u64) {
        if let Some(call) = &mut self.call {
            call.held_since = None;
            call.second = None;
            call.main.feature = feature::MULTI_PARTY;
            if let Some(partner) = partner {
                partner.clone_into(&mut call.partner);
            }
        }
        self.enter(State::ThreeParty, now);
        self.notify_leg("AgentEvent_Conference", now);
    }

    fn hang_up(&mut self, by: Party, now: u64) {
        let answered = self
            .call
            .as_ref()
            .is_some_and(|call| call.main.talking_since.is_some());
        match by {
            Party::Agent => self.end_call(&["AgentEvent_Call_Release"], now),
            Party::Customer if answered => {
                self.end_call(
                    &["AgentEvent_Customer_Release", "AgentEvent_Call_Release"],
                    now,
                );
            }
            Party::Customer => self.end_call(&["AgentEvent_AbandonCall"], now),
        }
    }

    /// The call is over: busy or rest if one was asked for, else wrap-up, else idle. Nobody
    /// wraps up a call that was never answered.
    fn end_call(&mut self, events: &[&'static str], now: u64) {
        let mut answered = true;
        if let Some(mut call) = self.call.take() {
            answered = call.main.talking_since.is_some();
            call.ended = Some(now);
            let content = json!({ "callid": call.main.id });
            for event in events {
                self.notify(event, content.clone(), now);
            }
            self.last_call = Some(call);
        }
        self.notify("AgentOther_PhoneRelease", Value::Null, now);
        if self.pre_busy {
            self.pre_busy = false;
            self.pre_rest = false;
            self.enter_busy(now);
        } else if self.pre_rest {
            self.pre_rest = false;
            self.enter_rest(self.rest_ms, now);
        } else if self.wrap_up_ms == Some(0) || !answered {
            self.enter_idle(now);
        } else {
            self.enter(State::WrapUp, now);
            self.notify("AgentState_Work", Value::Null, now);
            if let Some(ms) = self.wrap_up_ms {
                self.later_in_this_state(now.saturating_add(ms), Step::EndWrapUp);
            }
        }
    }

    fn busy(&mut self, now: u64) {
        if self.state.in_call() {
            self.pre_busy = true;
            self.pre_rest = false;
            self.pre_since = Some(now);
            self.settle_command();
        } else {
            self.enter_busy(now);
        }
    }

    fn rest(&mut self, ms: Option<u64>, now: u64) {
        self.rest_ms = ms;
        if self.state.in_call() {
            self.pre_rest = true;
            self.pre_busy = false;
            self.pre_since = Some(now);
            self.settle_command();
        } else {
            self.enter_rest(ms, now);
        }
    }

    /// Ends busy, rest or wrap-up, or the wish for one during a call.
    fn cancel(&mut self, event: &'static str, now: u64) {
        self.notify(event, Value::Null, now);
        self.idle(now);
    }

    /// Idle; in a call that means no busy and no rest after it.
    fn idle(&mut self, now: u64) {
        self.pre_busy = false;
        self.pre_rest = false;
        if self.state.in_call() {
            self.settle_command();
        } else {
            self.enter_idle(now);
        }
    }

    fn enter_idle(&mut self, now: u64) {
        self.enter(State::Idle, now);
        self.notify("AgentState_Ready", Value::Null, now);
    }

    fn enter_busy(&mut self, now: u64) {
        self.enter(State::Busy, now);
        self.notify("AgentState_SetNotReady_Success", Value::Null, now);
    }

    fn enter_rest(&mut self, ms: Option<u64>, now: u64) {
        self.enter(State::Rest, now);
        self.notify("AgentState_SetRest_Success", Value::Null, now);
        if let Some(ms) = ms {
            self.later_in_this_state(now.saturating_add(ms), Step::RestTimeout);
        }
    }

    /// An event about the leg in which the agent is now.
    fn notify_leg(&mut self, name: &'static str, now: u64) {
        let content = self.call.as_ref().map_or(Value::Null, |call| {
            talking_content(call.current(), call.second.is_none())
        });
        self.notify(name, content, now);
    }
}
