//! The agent's events, as the gateway queues them and the portal fetches them.

use serde_json::{Map, Value};

use super::fields::{Fields, first_characters, integer, set_value};
use super::{Answer, CallFeature, GatewayTime, Loss, MAX_BODY_BYTES, parse_leniently};

/// The longest name of an event that is kept, in characters; real ones have thirty.
const MAX_NAME_CHARACTERS: usize = 48;

/// One event of an agent's queue.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AgentEvent {
    /// `eventType`.
    pub kind: EventKind,
    /// `workNo`, the agent's ID as the gateway writes it.
    pub work_no: Option<String>,
    /// `eventGenTime`, when it came about; older gateways do not send it.
    pub generated: Option<GatewayTime>,
    /// What `content` tells of a call.
    pub call: EventCall,
}

/// What an event's `content` tells of the call that it is about.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct EventCall {
    /// `callid` or `callId`; of some events the whole content.
    pub call_id: Option<String>,
    /// `caller`, the calling number.
    pub caller: Option<String>,
    /// `called` or `callee`, the called number.
    pub called: Option<String>,
    /// `feature`, the call's type.
    pub feature: Option<CallFeature>,
    /// `skillName`, the name of the skill queue.
    pub skill: Option<String>,
    /// `callData`, data that travels with the call, possibly personal.
    pub call_data: Option<String>,
    /// `type`: whether it is the main call; if not, it is one beside it.
    pub is_main: Option<bool>,
}

/// Why a text is not an event that the panel can use.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum EventRefusal {
    /// It has more than [`MAX_BODY_BYTES`] and was not read.
    TooLarge,
    /// It is not JSON, even by a lenient reading.
    NotJson,
    /// It is JSON without an `eventType`.
    NoEventType,
    /// An event of a type that is not in the table, with its name: at most 48 Latin
    /// letters, digits and underscores, whatever was sent.
    UnknownType(String),
}

/// Reads an event object, or a whole answer of the event poll, of which the event is
/// taken. An answer without an event, as that of a poll in which nothing happened, gives
/// `None`.
///
/// # Errors
/// An [`EventRefusal`]. Anything wrong inside an event of a known type loses only the
/// field concerned.
pub fn decode_agent_event(text: &str) -> Result<Option<Answer<AgentEvent>>, EventRefusal> {
    if text.len() > MAX_BODY_BYTES {
        return Err(EventRefusal::TooLarge);
    }
    let value = unpacked(parse_leniently(text).ok_or(EventRefusal::NotJson)?);
    let object = value.as_object().ok_or(EventRefusal::NoEventType)?;
    if set_value(object, "eventType").is_some() {
        return read(object).map(Some);
    }
    match set_value(object, "event").cloned().map(unpacked) {
        Some(Value::Object(event)) => read(&event).map(Some),
        None if set_value(object, "retcode").is_some() => Ok(None),
        _ => Err(EventRefusal::NoEventType),
    }
}

fn read(object: &Map<String, Value>) -> Result<Answer<AgentEvent>, EventRefusal> {
    let name = set_value(object, "eventType")
        .and_then(Value::as_str)
        .ok_or(EventRefusal::NoEventType)?
        .trim();
    let kind =
        EventKind::from_name(name).ok_or_else(|| EventRefusal::UnknownType(harmless(name)))?;
    let mut losses = Vec::new();
    let mut fields = Fields::new(object, &mut losses);
    let (work_no, generated) = (fields.text("workNo"), fields.time("eventGenTime"));
    let call = set_value(object, "content").map_or_else(EventCall::default, |content| {
        EventCall::read(content.clone(), &mut losses)
    });
    let value = AgentEvent {
        kind,
        work_no,
        generated,
        call,
    };
    Ok(Answer { value, losses })
}

impl EventCall {
    /// Reads an object, the same as a string of JSON, or a call's ID alone. Any other
    /// content tells nothing of a call.
    fn read(content: Value, losses: &mut Vec<Loss>) -> Self {
        if let Some(id) = bare_call_id(&content) {
            return Self {
                call_id: Some(id),
                ..Self::default()
            };
        }
        let content = unpacked(content);
        let Some(object) = content.as_object() else {
            return Self::default();
        };
        let mut fields = Fields::new(object, losses);
        Self {
            call_id: fields.text("callid"),
            caller: fields.text("caller"),
            called: fields.text("called").or_else(|| fields.text("callee")),
            feature: fields.integer("feature").map(CallFeature::from_code),
            skill: fields.text("skillName"),
            call_data: fields.text("callData"),
            is_main: fields
                .text("type")
                .map(|kind| kind.eq_ignore_ascii_case("main")),
        }
    }
}

/// The content of the events that a call is over is its ID, such as `"1456403549-15"`; in
/// old captures the hyphen is missing.
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

/// What stands in a string of JSON; anything else as it is.
fn unpacked(value: Value) -> Value {
    match &value {
        Value::String(text) => parse_leniently(text).unwrap_or(value),
        _ => value,
    }
}

fn harmless(name: &str) -> String {
    let safe = |character: char| {
        if character.is_ascii_alphanumeric() {
            character
        } else {
            '_'
        }
    };
    first_characters(name, MAX_NAME_CHARACTERS)
        .chars()
        .map(safe)
        .collect()
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident = $name:literal,)*) => {
        /// The types of events that the reference names.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        pub enum EventKind {
            $($(#[$doc])* $kind,)*
        }

        impl EventKind {
            /// All of them with their names.
            pub const ALL: &'static [(Self, &'static str)] = &[$((Self::$kind, $name),)*];
        }
    };
}

kinds! {
    /// The agent is idle.
    Ready = "AgentState_Ready",
    /// Somebody set the agent idle.
    ForceReady = "AgentState_Force_Ready",
    /// The agent showed busy.
    SetNotReady = "AgentState_SetNotReady_Success",
    /// The agent shows busy no more.
    CancelNotReady = "AgentState_CancelNotReady_Success",
    /// A call has taken the agent. This is not "show busy".
    Occupied = "AgentState_Busy",
    /// Wrap-up begins after a call.
    Work = "AgentState_Work",
    /// The agent asked for wrap-up.
    SetWork = "AgentState_SetWork_Success",
    /// The agent ended wrap-up.
    CancelWork = "AgentState_CancelWork_Success",
    /// The agent rests.
    SetRest = "AgentState_SetRest_Success",
    /// The agent rests no more.
    CancelRest = "AgentState_CancelRest_Success",
    /// The time of the rest is over.
    RestTimeout = "AgentState_Rest_Timeout",
    /// The agent has signed in.
    InService = "AgentOther_InService",
    /// The agent has signed out.
    ShutdownService = "AgentOther_ShutdownService",
    /// The agent's phone rings.
    PhoneAlerting = "AgentOther_PhoneAlerting",
    /// The agent's phone is off the hook.
    PhoneOffhook = "AgentOther_PhoneOffhook",
    /// The agent's phone is on the hook.
    PhoneRelease = "AgentOther_PhoneRelease",
    /// A call waits for the agent's answer.
    Ringing = "AgentEvent_Ringing",
    /// A call has been answered for the agent.
    AutoAnswer = "AgentEvent_Auto_Answer",
    /// The agent talks.
    Talking = "AgentEvent_Talking",
    /// The call is on hold.
    Hold = "AgentEvent_Hold",
    /// A call of three has begun.
    Conference = "AgentEvent_Conference",
    /// The agent has joined a conference.
    JoinConf = "AgentEvent_JoinConf",
    /// The phone of the called party rings.
    CustomerAlerting = "AgentEvent_Customer_Alerting",
    /// Somebody else has left the call. In a call of three the others stay in it.
    CustomerRelease = "AgentEvent_Customer_Release",
    /// The agent has left the call.
    CallRelease = "AgentEvent_Call_Release",
    /// The call is to be released.
    ReleaseRequest = "AgentEvent_ReleaseRequest",
    /// The caller hung up before the agent answered.
    AbandonCall = "AgentEvent_AbandonCall",
    /// A number to call is shown to the agent.
    Preview = "AgentEvent_Preview",
    /// An outbound call failed.
    CallOutFail = "AgentEvent_Call_Out_Fail",
    /// An internal call failed.
    InsideCallFail = "AgentEvent_Inside_Call_Fail",
    /// The agent did not answer in time, and the call was taken away.
    NoAnswer = "AgentEvent_No_Answer",
    /// A connection failed.
    ConnectFail = "AgentEvent_Connect_Fail",
    /// A consultation failed.
    ConsultFail = "AgentEvent_Consult_Fail",
    /// Data of a call that comes in.
    IncomingCallInfo = "AgentEvent_Incoming_CallInfo",
}

impl EventKind {
    /// The type of that name, spelt exactly so.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .find(|(_, known)| *known == name)
            .map(|(kind, _)| *kind)
    }
}
