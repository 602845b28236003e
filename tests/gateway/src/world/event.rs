//! Events for the portal, with the documented names and contents.

use serde_json::{Value, json};

use super::call::{Call, Leg};

/// One event, waiting in an agent's queue.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// For example `AgentState_Ready`.
    pub name: &'static str,
    /// What the document calls `content`; null for most state events.
    pub content: Value,
    /// When it came about, in milliseconds since 1970.
    pub at: u64,
}

impl Event {
    /// The value of `event` in the answer to an event poll of agent `work_no`.
    pub fn document(&self, work_no: &str) -> Value {
        json!({
            "eventType": self.name,
            "workNo": work_no,
            "content": self.content,
            "eventGenTime": self.at,
        })
    }
}

/// The content of `AgentEvent_Talking` for one leg of a call: numbers as strings.
/// The customer's leg is of type `main`, a consultation of type `inner`.
pub fn talking_content(leg: &Leg, main: bool) -> Value {
    json!({
        "caller": leg.caller,
        "callid": leg.id,
        "called": leg.called,
        "feature": leg.feature.to_string(),
        "type": if main { "main" } else { "inner" },
        "mediaAbility": "1",
    })
}

/// The content of `AgentEvent_Ringing`: that of talking and two fields about a transfer,
/// one of them spelt `transfrom` by the gateway.
pub fn ringing_content(call: &Call) -> Value {
    let mut content = talking_content(&call.main, true);
    if let Some(fields) = content.as_object_mut() {
        fields.insert("transfer".to_owned(), json!(""));
        fields.insert("transfrom".to_owned(), json!(""));
    }
    content
}

/// The content of `AgentEvent_Incoming_CallInfo`: `callId` in another spelling than its
/// siblings, and integers.
pub fn incoming_content(call: &Call) -> Value {
    json!({
        "callId": call.main.id,
        "caller": call.main.caller,
        "called": call.main.called,
        "feature": call.main.feature,
        "callData": call.data,
    })
}
