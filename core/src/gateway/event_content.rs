//! What an event's `content` tells.

use serde_json::Value;

use super::fields::{Fields, integer};
use super::json::unpacked;
use super::media::is_another_medium;
use super::{CallFeature, Loss};

/// What an event's `content` tells of the call that it is about, and which call that is.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct EventCall {
    /// `callid` (`cec_07_0513`) or `callId` (`cec_07_0520`), the call's ID; of some events the
    /// whole content (`cec_07_1357`). Of a conference it is the help call's (`cec_07_0505`).
    pub call_id: Option<String>,
    /// `caller` (`cec_07_0513`), the calling number.
    pub caller: Option<String>,
    /// `called` (`cec_07_0513`) or `callee`, the called number.
    pub called: Option<String>,
    /// `otherPhone` (`cec_07_0503`), the number of the party whose phone rings, or `number`
    /// (`cec_07_1364`), that of the one who has left.
    pub other_phone: Option<String>,
    /// `otherPhoneWorkno` (`cec_07_0503`), the agent ID of that party, where it is an agent.
    pub other_agent: Option<String>,
    /// `partner` (`cec_07_0505`), the numbers of a conference's other parties, with commas between.
    pub partner: Option<String>,
    /// `feature` (`cec_07_0513`), the call's type: a code of the appendix on call types
    /// (`cec_07_0582`).
    pub feature: Option<CallFeature>,
    /// `skillName` (`cec_07_0520`), the name of the skill queue.
    pub skill: Option<String>,
    /// `callData` of `AgentEvent_AbandonCall`, data that travels with the call: free text of up to
    /// 16 KB, sometimes in base64, and possibly personal.
    pub call_data: Option<String>,
    /// `type` (`cec_07_0513`): whether it is the main call or, by `assistant`, one beside it. Any
    /// other word tells neither.
    pub is_main: Option<bool>,
    /// `mediaAbility` and `mediaType` (`cec_07_0513`): it is a session of another medium than
    /// voice.
    pub is_another_medium: bool,
    /// `recordID` (`cec_07_1381`), the serial number of the call's recording.
    pub recording: Option<String>,
}

/// What an event's `content` tells beside the call.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct EventOutcome {
    /// `reason` (`cec_07_1346`, `cec_07_1348`): why the agent is busy or rests.
    /// Read by [`Reason`], for each has codes of its own.
    pub reason: Option<i64>,
    /// `result` (`cec_07_0516`, `cec_07_0576`): 0 when a transfer was carried out; by any other,
    /// the agent goes on talking.
    pub result: Option<i64>,
}

/// An inspector on the agent's call (`cec_07_0542`, `cec_07_0543`).
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Inspection {
    /// `qcAgentId`, the inspector's agent ID.
    pub inspector: Option<String>,
    /// `qcType`, what the inspector does.
    pub kind: Option<InspectionKind>,
}

/// What an inspector does on an agent's call (`cec_07_0542`).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum InspectionKind {
    /// 8, listens.
    Listen,
    /// 9, talks with both.
    Insert,
    /// 20172 and 20173, is heard by the agent alone.
    Whisper,
}

impl InspectionKind {
    /// Reads `qcType`; `None` for a number that the page does not name.
    pub const fn from_code(code: i64) -> Option<Self> {
        match code {
            8 => Some(Self::Listen),
            9 => Some(Self::Insert),
            20_172 | 20_173 => Some(Self::Whisper),
            _ => None,
        }
    }

    /// The code of `qcType`, of whispering the first.
    pub const fn code(self) -> i64 {
        match self {
            Self::Listen => 8,
            Self::Insert => 9,
            Self::Whisper => 20_172,
        }
    }
}

/// All of a content.
#[derive(Default)]
pub(super) struct Content {
    /// What it tells of the call.
    pub call: EventCall,
    /// What it tells beside the call.
    pub outcome: EventOutcome,
    /// What it tells of an inspector.
    pub inspection: Inspection,
}

impl Content {
    /// Reads an object, the same as a string of JSON, or a call's ID alone. Any other content
    /// tells nothing.
    pub fn read(content: Value, losses: &mut Vec<Loss>) -> Self {
        if let Some(id) = bare_call_id(&content) {
            let call = EventCall {
                call_id: Some(id),
                ..EventCall::default()
            };
            return Self {
                call,
                ..Self::default()
            };
        }
        let content = unpacked(content);
        let Some(object) = content.as_object() else {
            return Self::default();
        };
        let mut fields = Fields::new(object, losses);
        let call = EventCall {
            call_id: fields.text("callid"),
            caller: fields.phone_number("caller"),
            called: fields
                .phone_number("called")
                .or_else(|| fields.phone_number("callee")),
            other_phone: fields
                .phone_number("otherPhone")
                .or_else(|| fields.phone_number("number")),
            other_agent: fields.phone_number("otherPhoneWorkno"),
            partner: fields.phone_numbers("partner"),
            feature: fields.integer("feature").map(CallFeature::from_code),
            skill: fields.text("skillName"),
            call_data: fields.text("callData"),
            is_main: fields.text("type").and_then(|kind| is_main(&kind)),
            is_another_medium: is_another_medium(
                fields.integer("mediaAbility"),
                fields.integer("mediaType"),
            ),
            recording: fields.text("recordID"),
        };
        Self {
            call,
            outcome: EventOutcome {
                reason: fields.integer("reason"),
                result: fields.integer("result"),
            },
            inspection: Inspection {
                inspector: fields.phone_number("qcAgentId"),
                kind: fields.integer("qcType").and_then(InspectionKind::from_code),
            },
        }
    }
}

/// `main` or `assistant`: no other word is documented of a call.
fn is_main(kind: &str) -> Option<bool> {
    if kind.eq_ignore_ascii_case("main") {
        Some(true)
    } else {
        kind.eq_ignore_ascii_case("assistant").then_some(false)
    }
}

/// The content of the events that a call is over, on hold or has failed is its ID, such as
/// `"1456403549-15"`; in old captures the hyphen is missing.
fn bare_call_id(content: &Value) -> Option<String> {
    match content {
        Value::String(text) => {
            let id = text.trim();
            let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
            let (time, number) = id.split_once('-').unwrap_or((id, ""));
            (!time.is_empty() && id.len() <= 40 && digits(time) && digits(number))
                .then(|| id.to_owned())
        }
        Value::Number(_) => integer(content).ok().map(|id| id.to_string()),
        _ => None,
    }
}
