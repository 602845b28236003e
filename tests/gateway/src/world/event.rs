//! Events for the portal, with the documented names and contents.

use std::borrow::Cow;

use serde_json::{Value, json};

use super::call::{Call, Kind, Leg, Media};

/// One event, waiting in an agent's queue.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// For example `AgentState_Ready`.
    pub name: Cow<'static, str>,
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

/// `type` of an event: a call that the agent makes beside the customer's to ask somebody
/// else is an assistant call, every other one a main call.
pub const fn kind_of(leg: &Leg) -> &'static str {
    match leg.kind {
        Kind::In | Kind::InFromAgent | Kind::Out => "main",
        Kind::Help | Kind::ThreePartyHelp | Kind::Transfer => "assistant",
    }
}

/// The content of `AgentEvent_Talking` for one leg of a call: numbers as strings.
pub fn talking_content(leg: &Leg) -> Value {
    let mut content = json!({
        "caller": leg.caller,
        "callid": leg.id,
        "called": leg.called,
        "feature": leg.feature.to_string(),
        "type": kind_of(leg),
        "mediaAbility": leg.media.ability.to_string(),
    });
    if leg.media != Media::VOICE {
        insert(&mut content, "mediaType", json!(leg.media.kind.to_string()));
    }
    content
}

/// The content of `AgentEvent_Ringing`, and of `AgentOther_PhoneAlerting` for a call in: an
/// agent's number has a letter before it, and one field is spelt `transfrom`.
pub fn ringing_content(leg: &Leg) -> Value {
    let mut content = talking_content(leg);
    let from = leg.transferred_by.as_deref();
    let transfer = if from.is_some() { "yes" } else { "no" };
    insert(&mut content, "transfer", json!(transfer));
    insert(&mut content, "transfrom", json!(from.unwrap_or_default()));
    insert(&mut content, "mediaType", json!(leg.media.kind.to_string()));
    if leg.kind == Kind::InFromAgent {
        insert(&mut content, "caller", json!(format!("a{}", leg.caller)));
    }
    content
}

/// The content of `AgentEvent_Incoming_CallInfo`: `callId` in another spelling than its
/// siblings, and integers.
pub fn incoming_content(leg: &Leg) -> Value {
    json!({
        "callId": leg.id,
        "skillName": "voice_service",
        "skillId": 3,
        "caller": leg.caller,
        "called": leg.called,
        "lastReleaseAgentId": 65_535,
        "mediaType": leg.media.kind,
        "releaseAndReQueueCount": 0,
        "releaseAndReQueueCallFlag": 0,
    })
}

/// The content of `AgentEvent_Customer_Alerting`: the other end of that leg rings.
pub fn alerting_content(leg: &Leg) -> Value {
    let agent = is_agent(&leg.called);
    json!({
        "callid": leg.id,
        "otherPhoneWorkno": if agent { leg.called.as_str() } else { "" },
        "otherPhone": leg.called,
        "type": kind_of(leg),
    })
}

/// The content of `AgentEvent_Conference`: the ID of the call that was joined with the
/// customer's, and the two others in it.
pub fn conference_content(call: &Call) -> Value {
    let id = call.joined.as_ref().map_or(&call.main.id, |leg| &leg.id);
    json!({ "callid": id, "partner": format!("{},{}", call.main.other(), call.partner) })
}

/// The content of `AgentEvent_Customer_Release`: who has left which call.
pub fn customer_release_content(leg: &Leg) -> Value {
    json!({ "callid": leg.id, "number": leg.other() })
}

/// The content of `AgentEvent_AbandonCall`.
pub fn abandon_content(call: &Call) -> Value {
    json!({ "caller": call.main.caller, "callData": call.data, "callId": call.main.id })
}

/// The content of `AgentEvent_linkagePhoneTransferOut`: two addresses of type 6, telephones.
pub fn phone_transfer_content(own: &str, to: &str) -> Value {
    let address = |number: &str| json!({ "address": number, "addressType": 6 });
    json!({ "addrOut": address(to), "addrSelf": address(own) })
}

/// The content of the three events of recording; that of its end has no call.
pub fn recording_content(work_no: &str, call: &Call, ended: Option<u64>) -> Value {
    match ended {
        Some(end) => json!({
            "beginTime": call.recording_since,
            "endTime": end,
            "fileMediaType": "1",
            "taskId": 5_206,
        }),
        None => json!({
            "taskId": 5_206,
            "caller": call.main.caller,
            "recordID": call.recording,
            "called": call.main.called,
            "locationId": "256",
            "fileName": format!("Y:/6/0/{work_no}/{}.V3", call.recording),
            "fileMediaType": "1",
            "callId": call.main.id,
        }),
    }
}

/// Whether a number is an agent's ID, and no telephone's.
pub fn is_agent(number: &str) -> bool {
    let digits = number.bytes().all(|byte| byte.is_ascii_digit());
    digits && (3..=6).contains(&number.len())
}

fn insert(content: &mut Value, name: &str, value: Value) {
    if let Some(fields) = content.as_object_mut() {
        fields.insert(name.to_owned(), value);
    }
}
