//! What the portal pushes, where tests of it begin, and what they look at.

use cec_agent_panel_core::desk::{Asked as Wanted, Source};
use cec_agent_panel_core::field::Field;
use cec_agent_panel_core::gateway::AgentState;
use cec_agent_panel_core::panel::Event;
use cec_agent_panel_core::view::{RowValue, Timer};
use serde_json::{Value, json};

use super::answers::{at_sign_in, in_call, status};
use super::{AGENT, Shift, answers};

/// The ID of the call of most tests.
pub const CALL: &str = "1566636217-38";

/// Busy and rest: the events that set and cancel each, what it is and leads to, and how polls say
/// that.
pub const BUSY_AND_REST: [(&str, &str, Wanted, AgentState, i64); 2] = [
    (
        "AgentState_SetNotReady_Success",
        "AgentState_CancelNotReady_Success",
        Wanted::Busy,
        AgentState::Busy,
        3,
    ),
    (
        "AgentState_SetRest_Success",
        "AgentState_CancelRest_Success",
        Wanted::Rest,
        AgentState::Rest,
        8,
    ),
];

/// Parts of an event's text, and the states that such an event may tell.
const PUSHED: &[(&str, &[AgentState])] = &[
    (
        "Ready",
        &[AgentState::Idle, AgentState::Busy, AgentState::Talking],
    ),
    (
        "Rest",
        &[AgentState::Idle, AgentState::Rest, AgentState::Talking],
    ),
    ("Work", &[AgentState::Idle, AgentState::WrapUp]),
    ("AgentState_Busy", &[AgentState::Occupied]),
    ("Auto_Answer", &[AgentState::Occupied]),
    ("Ringing", &[AgentState::Ringing]),
    ("Talking", &[AgentState::Talking]),
    ("Hold", &[AgentState::Hold]),
    ("UnHold", &[AgentState::Talking]),
    ("PhoneAlerting", &[AgentState::Occupied]),
    ("Conf", &[AgentState::ThreeParty]),
    ("Customer_Alerting", &[AgentState::OutboundCall]),
    // The agent is back with who waited.
    ("Release", &[AgentState::Talking, AgentState::Hold]),
    ("Result", &[AgentState::Talking]),
    ("Abandon", &[]),
    ("No_Answer", &[AgentState::Talking, AgentState::Hold]),
    ("Fail", &[AgentState::Talking, AgentState::Hold]),
    ("ShutdownService", &[AgentState::SignedOut]),
    ("Play", &[AgentState::Playback, AgentState::Talking]),
    ("ReturnFromIvr", &[AgentState::Talking]),
    ("Occupyed", &[AgentState::Occupied]),
];

impl Shift {
    /// The portal pushes an event of its queue, generated so many ms ago by the gateway's
    /// clock; `None`: by a gateway that does not say when.
    pub fn push(&mut self, name: &str, content: &Value, ago: Option<i64>) {
        let mut event = json!({"eventType": name, "workNo": AGENT, "content": content});
        if let Some(ago) = ago {
            event["eventGenTime"] = json!(self.gateway_now(ago));
        }
        self.push_text(&event.to_string());
    }

    /// The gateway's clock so many ms ago, as the sync's answer has set it.
    pub fn gateway_now(&self, ago: i64) -> u64 {
        let since = self.at - self.not_passed - ago - self.synced_at.expect("no sync was answered");
        answers::GATEWAY_NOW.saturating_add_signed(since)
    }

    /// An event of a state, which says nothing more.
    pub fn push_state(&mut self, name: &str) {
        self.push(name, &Value::Null, Some(0));
    }

    /// An event of the call with that ID, generated now.
    pub fn push_call(&mut self, name: &str, id: &str) {
        let content = json!({
            "caller": "10086", "called": "70092", "callid": id, "feature": "7",
            "type": "main", "mediaAbility": "1",
        });
        self.push(name, &content, Some(0));
    }

    /// The portal pushes this text.
    pub fn push_text(&mut self, text: &str) {
        // Which states an event may tell, by the names alone.
        for (word, states) in PUSHED {
            if text.contains(word) {
                self.told.extend(*states);
                self.last_told = Some(self.at);
            }
        }
        self.event(Event::Pushed(text.to_owned()));
    }

    /// The portal says that it has sent a command.
    pub fn command(&mut self, code: i64) {
        self.event(Event::CommandSent(code.to_string()));
    }
}

/// An idle agent after the sync and one poll.
pub fn idle() -> Shift {
    let mut shift = Shift::recovered(at_sign_in(), status(4, false));
    shift.run(4_000);
    shift
}

/// An agent on a call that the sync described, after one poll.
pub fn on_a_call() -> Shift {
    let mut shift = Shift::recovered(in_call(&json!({})), status(7, true));
    shift.run(4_000);
    shift
}

/// An agent on a call that the portal pushed from its ringing on.
pub fn on_a_pushed_call() -> Shift {
    let mut shift = idle();
    shift.push_call("AgentEvent_Ringing", CALL);
    shift.polls_say(7, true);
    shift.run(5_000);
    shift.push_call("AgentEvent_Talking", CALL);
    shift.run(6_000);
    shift
}

pub fn text(shift: &Shift, field: Field) -> Option<String> {
    let call = shift.view().call;
    match call.rows.into_iter().find(|row| row.field == field)?.value {
        RowValue::Text(text, _) => Some(text.shown),
        other => panic!("{other:?} is no text"),
    }
}

pub fn exactly(seconds: u64) -> Timer {
    Timer::Elapsed {
        seconds,
        about: false,
    }
}

pub fn is_about(timer: Timer, from: u64, to: u64) -> bool {
    matches!(timer, Timer::Elapsed { seconds, about: true } if (from..=to).contains(&seconds))
}

pub fn host(state: AgentState) -> (Option<AgentState>, Option<Source>, bool) {
    (Some(state), Some(Source::Host), true)
}

/// An agent who talks, as an event has told.
pub fn talking() -> Shift {
    let mut shift = on_a_call();
    shift.push_call("AgentEvent_Talking", CALL);
    shift.run(4_000);
    shift
}
