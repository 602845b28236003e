//! Whoever is called beside the customer of the documented call.

use super::Shift;
use super::pushed::{exactly, text};
use super::wire::{MAIN, agent_event, on_the_documented_call};
use cec_agent_panel_core::desk::CallStage;
use cec_agent_panel_core::field::Field;
use serde_json::{Value, json};

/// The ID of the help call.
pub const HELP: &str = "1456403570-17";
/// The ID of a call of the agent's own beside the customer's.
pub const OWN: &str = "1456403600-3";

/// The customer's call is on the card, with the time since it began.
pub fn shows_the_customer(shift: &Shift, seconds: u64) {
    assert_eq!(shift.view().call.stage, CallStage::Live);
    assert_eq!(text(shift, Field::Caller).unwrap(), "10086");
    assert_eq!(text(shift, Field::Called).unwrap(), "70092");
    assert_eq!(text(shift, Field::CallId).unwrap(), MAIN);
    assert_eq!(shift.view().call_time, exactly(seconds));
}

/// The helper's phone rings; `kind` is the type of their leg.
pub fn alerting(kind: &str) -> Value {
    json!({"callid": HELP, "otherPhoneWorkno": "50009", "otherPhone": "70093", "type": kind})
}

/// The agent talks with the helper.
pub fn helper_talks() -> Value {
    json!({
        "caller": "a41001", "callid": HELP, "called": "a50009", "feature": "51",
        "type": "assistant", "mediaAbility": "1",
    })
}

/// The agent talks with the customer.
pub fn main_talks() -> Value {
    json!({
        "caller": "10086", "callid": MAIN, "called": "70092", "feature": "0", "type": "main",
        "mediaAbility": "1",
    })
}

/// Somebody's phone rings beside the customer's call, who waits on hold or not.
pub fn somebody_rings(held: bool) -> Shift {
    let mut shift = on_the_documented_call();
    if held {
        agent_event(&mut shift, "AgentEvent_Hold", &json!(MAIN));
    }
    agent_event(
        &mut shift,
        "AgentEvent_Customer_Alerting",
        &alerting("assistant"),
    );
    shift
}
