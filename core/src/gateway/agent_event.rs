//! The agent's events, as the gateway queues them and the portal fetches them.

use serde_json::{Map, Value};

use super::event_content::Content;
use super::fields::{Fields, first_characters, set_value};
use super::json::unpacked;
use super::{
    Answer, EventCall, EventKind, EventOutcome, GatewayTime, Inspection, MAX_BODY_BYTES,
    parse_leniently,
};

/// The longest name of an event that is kept, in characters; real ones have thirty.
const MAX_NAME_CHARACTERS: usize = 48;

/// One event of an agent's queue: `event` in the answer of the event poll (`cec_07_1274`, Table 3),
/// or one of `eventList` in push mode (`cec_07_1275`).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AgentEvent {
    /// `eventType`, the event's type.
    pub kind: EventKind,
    /// `workNo`, the agent's ID as the gateway writes it: the event's own, or else the one around
    /// `eventList`.
    pub work_no: Option<String>,
    /// `eventGenTime`, when it came about: in ms since 1970 by the gateway's clock. Older gateways
    /// do not send it.
    pub generated: Option<GatewayTime>,
    /// What `content` tells of a call.
    pub call: EventCall,
    /// What `content` tells of how something came about, or came out.
    pub outcome: EventOutcome,
    /// What `content` tells of an inspector.
    pub inspection: Inspection,
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

/// What became of one event of those that were handed over.
pub type DecodedEvent = Result<Answer<AgentEvent>, EventRefusal>;

/// Reads what a portal hands over, in the order in which it came about: one event, a list of
/// them, what the gateway's push mode sends (`{"workNo":"","eventList":[…]}`, `cec_07_1275`),
/// or a whole answer of the event poll. An answer without an event, as that of a poll in
/// which nothing happened, gives none.
///
/// An event that is of no use takes no other with it. Anything wrong inside an event of a
/// known type loses only the field concerned.
pub fn decode_agent_events(text: &str) -> Vec<DecodedEvent> {
    if text.len() > MAX_BODY_BYTES {
        return vec![Err(EventRefusal::TooLarge)];
    }
    match parse_leniently(text).map(unpacked) {
        None => vec![Err(EventRefusal::NotJson)],
        Some(Value::Array(list)) => read_list(list, None),
        Some(Value::Object(mut object)) => match taken(&mut object, "eventList").map(unpacked) {
            Some(Value::Array(list)) => read_list(list, Some(&object)),
            Some(_) => vec![Err(EventRefusal::NoEventType)],
            None => read_one(Value::Object(object), None).into_iter().collect(),
        },
        Some(_) => vec![Err(EventRefusal::NoEventType)],
    }
}

/// Reads the events of a list; `around` it may stand which agent they are of.
fn read_list(list: Vec<Value>, around: Option<&Map<String, Value>>) -> Vec<DecodedEvent> {
    let events = list.into_iter();
    events.filter_map(|event| read_one(event, around)).collect()
}

/// Reads an event, or an answer of the event poll.
fn read_one(value: Value, around: Option<&Map<String, Value>>) -> Option<DecodedEvent> {
    let Value::Object(mut object) = unpacked(value) else {
        return Some(Err(EventRefusal::NoEventType));
    };
    if set_value(&object, "eventType").is_some() {
        return Some(read(&mut object, around));
    }
    match taken(&mut object, "event").map(unpacked) {
        Some(Value::Object(mut event)) => Some(read(&mut event, None)),
        None if set_value(&object, "retcode").is_some() => None,
        _ => Some(Err(EventRefusal::NoEventType)),
    }
}

/// The agent is named `around` the event unless in it.
fn read(object: &mut Map<String, Value>, around: Option<&Map<String, Value>>) -> DecodedEvent {
    let name = set_value(object, "eventType")
        .and_then(Value::as_str)
        .ok_or(EventRefusal::NoEventType)?
        .trim();
    let kind =
        EventKind::from_name(name).ok_or_else(|| EventRefusal::UnknownType(harmless(name)))?;
    let mut losses = Vec::new();
    let around = around.filter(|_| set_value(object, "workNo").is_none());
    let work_no = Fields::new(around.unwrap_or(object), &mut losses).text("workNo");
    let generated = Fields::new(object, &mut losses).time("eventGenTime");
    let content = taken(object, "content")
        .map(|content| Content::read(content, &mut losses))
        .unwrap_or_default();
    let value = AgentEvent {
        kind,
        work_no,
        generated,
        call: content.call,
        outcome: content.outcome,
        inspection: content.inspection,
    };
    Ok(Answer { value, losses })
}

/// The field's value, taken out of the object, where it is set.
fn taken(object: &mut Map<String, Value>, field: &str) -> Option<Value> {
    set_value(object, field)?;
    let exact = object.contains_key(field);
    let is_it = |name: &String| {
        if exact {
            name == field
        } else {
            name.eq_ignore_ascii_case(field)
        }
    };
    let (_, value) = object.iter_mut().find(|(name, _)| is_it(name))?;
    Some(value.take())
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
