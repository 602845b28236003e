//! What `syncagentinfo` tells of the call.

use serde_json::Value;

use super::fields::{Fields, type_name};
use super::{CallFeature, Found, Loss, parse_leniently};

/// `callinfo` of `syncagentinfo` (Table 4, 3.1), whose shape no document tells.
///
/// The fields are those of `result` of a related interface, `GET …/calldata/{agentid}/callinfo`
/// (`cec_07_0419`), which [`super::decode_looked_up_call`] reads.
/// What carries one of their names is used; what has no name is not shown at all. A field is
/// `None` when it was missing, null, empty, or lost.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct CallInfo {
    /// `callfeature` of `cec_07_0419`, the call's type.
    pub call_feature: Option<CallFeature>,
    /// `callid` of `cec_07_0419`, the call's ID: seconds since 1970, a hyphen and a number; in old
    /// captures the hyphen is missing.
    pub call_id: Option<String>,
    /// `caller` of `cec_07_0419`, the calling number: an integer in the page's table, a string in
    /// its example.
    pub caller: Option<String>,
    /// `called` of `cec_07_0419`, the called number: an integer in the page's table, a string in
    /// its example.
    pub called: Option<String>,
    /// `callskill` of `cec_07_0419`, the name of the skill queue.
    pub call_skill: Option<String>,
    /// `orgicallednum` (spelled so) of `cec_07_0419`, the number that was called originally.
    pub original_called: Option<String>,
    /// `calldata` of `cec_07_0419`, data that travels with the call: free text of up to 16 KB,
    /// sometimes in base64, and possibly personal.
    pub call_data: Option<String>,
}

impl CallInfo {
    /// Reads an object, an array (its first object) or a string with one of the two in
    /// it. Null and an empty array are no call; anything else is none either, and a loss.
    pub(super) fn read(value: &Value, losses: &mut Vec<Loss>) -> Self {
        match value {
            Value::String(text) => match parse_leniently(text) {
                Some(inner) => Self::read_unpacked(&inner, losses),
                // Most likely free text. What it holds has no name, so nothing shows it.
                None => Self::lost("not JSON", losses),
            },
            _ => Self::read_unpacked(value, losses),
        }
    }

    fn read_unpacked(value: &Value, losses: &mut Vec<Loss>) -> Self {
        let object = match value {
            Value::Null => return Self::default(),
            Value::Array(items) if items.is_empty() => return Self::default(),
            Value::Array(items) => items.iter().find_map(Value::as_object),
            _ => value.as_object(),
        };
        let Some(object) = object else {
            return Self::lost(type_name(value), losses);
        };
        Self::of(&mut Fields::new(object, losses))
    }

    /// Reads the fields of one call.
    pub(super) fn of(fields: &mut Fields<'_>) -> Self {
        Self {
            call_feature: fields.integer("callfeature").map(CallFeature::from_code),
            call_id: fields.text("callid"),
            caller: fields.phone_number("caller"),
            called: fields.phone_number("called"),
            call_skill: fields.text("callskill"),
            original_called: fields.text("orgicallednum"),
            call_data: fields.text("calldata"),
        }
    }

    fn lost(found: Found, losses: &mut Vec<Loss>) -> Self {
        losses.push(Loss {
            field: "callinfo",
            found,
        });
        Self::default()
    }
}
