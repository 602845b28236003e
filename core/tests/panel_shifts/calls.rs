//! What becomes of an agent's calls, and the events of it, with contents and in an order as the
//! gateway's pages have them.

use super::agent::{Agent, COLLEAGUE, Call, call_id, parties};
use super::dice::Dice;
use super::tables::{
    BUSY, HELP, HOLD, IDLE, OCCUPIED, OUTBOUND, REST, RINGING, TALKING, THREE_PARTY, TRANSFER,
    WRAP_UP,
};

/// What a customer in a text session is called.
pub const CHATTER: &str = "web-guest";
/// The call type of a consultation of two.
const CONSULTATION: &str = "51";

impl Agent {
    fn next_call(&mut self) -> u32 {
        self.calls += 1;
        self.calls
    }

    /// Queues an event whose content is the ID of a call and nothing else.
    fn note_id(&mut self, name: &'static str, number: u32, now: i64) {
        self.note_with(name, format!("\"{}\"", call_id(number)), now);
    }

    /// Queues an event that describes the customer's call.
    fn note_call(&mut self, name: &'static str, more: &str, now: i64) {
        let Some(call) = &self.call else { return };
        let ((from, to), id) = (call.parties(), call.id());
        let feature = if call.is_out { "7" } else { "0" };
        let content = format!(
            r#"{{"caller":"{from}","callid":"{id}","called":"{to}","feature":"{feature}","type":"main","mediaAbility":"1"{more}}}"#
        );
        self.note_with(name, content, now);
    }

    /// The phone of another party rings.
    fn note_alerting(&mut self, number: u32, agent: &str, phone: &str, main: bool, now: i64) {
        let (id, leg) = (call_id(number), if main { "main" } else { "assistant" });
        let content = format!(
            r#"{{"callid":"{id}","otherPhoneWorkno":"{agent}","otherPhone":"{phone}","type":"{leg}"}}"#
        );
        self.note_with("AgentEvent_Customer_Alerting", content, now);
        if !main {
            self.joined.push(now);
        }
    }

    pub fn begin_call(&mut self, state: i64, now: i64) {
        self.call = Some(Call {
            is_out: state == OUTBOUND,
            ..Call::new(self.next_call())
        });
        self.enter(state, now);
        self.note("AgentState_Busy", now);
    }

    pub fn ring(&mut self, now: i64) {
        self.begin_call(RINGING, now);
        if let Some(call) = &self.call {
            let ((from, to), id) = (call.parties(), call.id());
            let content = format!(
                r#"{{"callId":"{id}","skillName":"voice","skillId":3,"caller":"{from}","called":"{to}","lastReleaseAgentId":0,"mediaType":5,"releaseAndReQueueCount":0,"releaseAndReQueueCallFlag":0}}"#
            );
            self.note_with("AgentEvent_Incoming_CallInfo", content, now);
        }
        let more = r#","transfer":"no","transfrom":"","mediaType":"5""#;
        self.note_call("AgentEvent_Ringing", more, now);
    }

    /// A call comes to an agent who answers automatically.
    pub fn answer_automatically(&mut self, now: i64) {
        self.begin_call(OCCUPIED, now);
        let more = r#","transfer":"no","transfrom":"""#;
        self.note_call("AgentOther_PhoneAlerting", more, now);
    }

    pub fn call_out(&mut self, now: i64) {
        self.note("AgentOther_PhoneAlerting", now);
        self.note_with(
            "AgentOther_PhoneOffhook",
            r#"{"type":"main"}"#.to_owned(),
            now,
        );
        self.begin_call(OUTBOUND, now);
        if let Some((number, (_, customer))) =
            self.call.as_ref().map(|it| (it.number, it.parties()))
        {
            self.note_alerting(number, "", &customer, true, now);
        }
    }

    pub fn talk(&mut self, now: i64) {
        if let Some(second) = self.call.as_mut().and_then(|call| call.second.take()) {
            self.note_id("AgentEvent_Call_Release", second, now);
        }
        if let Some(call) = &mut self.call {
            call.talking.get_or_insert(now);
            call.held = None;
        }
        self.enter(TALKING, now);
        self.note_call("AgentEvent_Talking", "", now);
    }

    pub fn hold(&mut self, now: i64) {
        if let Some(call) = &mut self.call {
            call.held = Some(now);
            let number = call.number;
            self.note_id("AgentEvent_Hold", number, now);
        }
        self.enter(HOLD, now);
    }

    /// The agent takes the telephone's own key for it, or takes the call back with it.
    pub fn hold_at_the_telephone(&mut self, now: i64) {
        let Some(call) = &mut self.call else { return };
        call.phone_held = !call.phone_held;
        let held = call.phone_held;
        let name = if held {
            "AgentEvent_linkagePhoneHold"
        } else {
            "AgentEvent_linkagePhoneUnHold"
        };
        let content = format!(r#"{{"callId":"{}"}}"#, call.id());
        self.note_with(name, content, now);
        self.key_pressed(held, now);
    }

    pub fn is_recorded(&mut self, now: i64) {
        let Some(call) = &self.call else { return };
        let content = format!(r#"{{"recordID":"Yc1v6a200","callId":"{}"}}"#, call.id());
        self.note_with("AgentMediaEvent_Record", content, now);
    }

    /// The agent asks a colleague for help, beside the customer or with them.
    pub fn ask_for_help(&mut self, now: i64, dice: &mut Dice) {
        let with_customer = dice.once_in(2);
        if !with_customer {
            self.hold(now);
        }
        let number = self.next_call();
        self.note_alerting(number, COLLEAGUE, "", false, now);
        if dice.once_in(4) {
            self.note_id("AgentEvent_Consult_Fail", number, now);
            if !with_customer {
                self.talk(now);
            }
        } else if with_customer {
            self.joined(number, now);
        } else {
            if let Some(call) = &mut self.call {
                call.second = Some(number);
            }
            self.enter(HELP, now);
            let content = format!(
                r#"{{"caller":"{}","callid":"{}","called":"{COLLEAGUE}","feature":"{CONSULTATION}","type":"assistant","mediaAbility":"1"}}"#,
                self.id,
                call_id(number)
            );
            self.note_with("AgentEvent_Talking", content, now);
        }
    }

    /// The agent has a colleague join.
    pub fn confer(&mut self, now: i64) {
        let number = self.next_call();
        self.note_alerting(number, COLLEAGUE, "", false, now);
        self.joined(number, now);
    }

    fn joined(&mut self, number: u32, now: i64) {
        let Some(call) = &mut self.call else { return };
        call.second = Some(number);
        let (customer, _) = parties(call.number, false);
        self.enter(THREE_PARTY, now);
        let content = format!(
            r#"{{"callid":"{}","partner":"{customer},{COLLEAGUE}"}}"#,
            call_id(number)
        );
        self.note_with("AgentEvent_Conference", content, now);
    }

    pub fn transfer(&mut self, now: i64) {
        let number = self.next_call();
        self.note_alerting(number, COLLEAGUE, "", false, now);
        if let Some(call) = &mut self.call {
            call.second = Some(number);
        }
        self.enter(TRANSFER, now);
    }

    /// The colleague takes the call, or is the third on it, or the agent goes on talking.
    pub fn transfer_ends(&mut self, now: i64, dice: &mut Dice) {
        let Some(call) = &mut self.call else { return };
        let (id, second) = (call.id(), call.second.take());
        let done = dice.once_in(2);
        let name = dice.pick(&[
            "AgentEvent_SuccTransResult",
            "AgentEvent_TransOutResult",
            "AgentEvent_linkagePhoneTransferOut_Result",
        ]);
        let result = if done { 0 } else { dice.between(1, 9) };
        let content = format!(r#"{{"result":{result},"callId":"{id}"}}"#);
        if done {
            self.note_with(name, content, now);
            match second {
                Some(number) if dice.once_in(2) => self.joined(number, now),
                _ => self.hang_up(WRAP_UP, now),
            }
        } else {
            self.enter(TALKING, now);
            self.note_with(name, content, now);
        }
    }

    /// A text session begins beside the call, or one ends.
    pub fn chat(&mut self, now: i64, dice: &mut Dice) {
        if let Some(number) = self.chats.pop_if(|_| dice.once_in(2)) {
            return self.chat_ends(number, now);
        }
        let number = self.next_call();
        self.chats.push(number);
        let content = format!(
            r#"{{"caller":"{CHATTER}","callid":"{}","called":"{CHATTER}","feature":"0","type":"main","transfer":"no","transfrom":"","mediaAbility":"5","mediaType":"{}"}}"#,
            call_id(number),
            dice.pick(&[51, 53])
        );
        self.note_with("AgentEvent_Ringing", content.clone(), now);
        self.note_with("AgentEvent_Talking", content, now);
    }

    fn chat_ends(&mut self, number: u32, now: i64) {
        let content = format!(r#"{{"callid":"{}","number":"{CHATTER}"}}"#, call_id(number));
        self.note_with("AgentEvent_Customer_Release", content, now);
        self.chatted = now;
        self.note_id("AgentEvent_Call_Release", number, now);
    }

    /// The caller hangs up before the agent has answered.
    pub fn is_abandoned(&mut self, now: i64) {
        if let Some(call) = &self.call {
            let (from, _) = call.parties();
            let content = format!(
                r#"{{"caller":"{from}","callData":"","callId":"{}"}}"#,
                call.id()
            );
            self.note_with("AgentEvent_AbandonCall", content, now);
        }
        self.end_chats(now);
        self.enter(IDLE, now);
        self.note("AgentState_Ready", now);
    }

    /// Sessions beside a call end before it.
    fn end_chats(&mut self, now: i64) {
        for number in std::mem::take(&mut self.chats) {
            self.chat_ends(number, now);
        }
    }

    pub fn hang_up(&mut self, to: i64, now: i64) {
        self.end_chats(now);
        let legs = self.call.as_ref().map(|call| (call.second, call.number));
        if let Some((second, number)) = legs {
            for number in second.into_iter().chain([number]) {
                self.note_id("AgentEvent_Call_Release", number, now);
            }
        }
        let (next, name) = match self.pre {
            Some(BUSY) => (BUSY, "AgentState_SetNotReady_Success"),
            Some(_) => (REST, "AgentState_SetRest_Success"),
            None if to == WRAP_UP => (WRAP_UP, "AgentState_Work"),
            None => (IDLE, "AgentState_Ready"),
        };
        self.enter(next, now);
        self.note(name, now);
    }
}
