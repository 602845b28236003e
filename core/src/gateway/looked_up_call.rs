//! The answer of `GET …/calldata/{agentid}/callinfo`, which describes the agent's call.

use serde_json::{Map, Value};

use super::answer::any_result_of;
use super::fields::{Fields, integer, set_value, type_name};
use super::media::is_another_medium;
use super::{Answer, CallInfo, Loss, Refusal, parse_leniently};

/// Reads the body of an answer of `calldata/{agentid}/callinfo` (`cec_07_0419`): the agent's
/// present voice call; `None` where it tells of none.
///
/// `result` is a list by the page's table and an object in its example; both are read, and
/// either of them in a string of JSON. A call with an end is over, a call of another medium
/// is beside the voice call, and one without any number describes nobody: none of them is
/// the call that is looked for.
///
/// # Errors
/// A [`Refusal`].
pub fn decode_looked_up_call(body: &str) -> Result<Answer<Option<CallInfo>>, Refusal> {
    let mut losses = Vec::new();
    let value = match any_result_of(body)? {
        Value::String(text) if text.trim().is_empty() => None,
        Value::String(text) => match parse_leniently(&text) {
            Some(inner) => first_of(&inner, &mut losses),
            None => lost("not JSON", &mut losses),
        },
        result => first_of(&result, &mut losses),
    };
    Ok(Answer { value, losses })
}

/// The first call of the list, or the one that stands alone, which can be the one.
fn first_of(result: &Value, losses: &mut Vec<Loss>) -> Option<CallInfo> {
    match result {
        Value::Null => None,
        Value::Object(call) => read(call, losses),
        Value::Array(calls) => calls
            .iter()
            .filter_map(Value::as_object)
            .find_map(|call| read(call, losses)),
        _ => lost(type_name(result), losses),
    }
}

fn read(call: &Map<String, Value>, losses: &mut Vec<Loss>) -> Option<CallInfo> {
    let mut fields = Fields::new(call, losses);
    let (ability, kind) = (fields.integer("mediaAbility"), fields.integer("mediaType"));
    if is_over(call) || is_another_medium(ability, kind) {
        return None;
    }
    let call = CallInfo::of(&mut fields);
    (call.caller.is_some() || call.called.is_some()).then_some(call)
}

/// Whether it has an `endtime`, in whatever form; 0 means that it has none.
fn is_over(call: &Map<String, Value>) -> bool {
    set_value(call, "endtime").is_some_and(|end| integer(end).map_or(true, |end| end > 0))
}

fn lost(found: &'static str, losses: &mut Vec<Loss>) -> Option<CallInfo> {
    losses.push(Loss {
        field: "callinfo",
        found,
    });
    None
}
