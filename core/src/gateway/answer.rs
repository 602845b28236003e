//! The envelope around every answer: `retcode`, `message` and `result`.

use serde_json::{Map, Value};

use super::fields::{first_characters, integer, set_value};
use super::{Loss, MAX_BODY_BYTES, RetCode, parse_leniently};

/// The longest `message` that is kept, in characters.
const MAX_MESSAGE_CHARACTERS: usize = 300;

/// What the gateway answered, and which of its fields could not be used.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Answer<T> {
    /// The answer's content.
    pub value: T,
    /// The fields that were lost, for the diagnostics. Empty as a rule.
    pub losses: Vec<Loss>,
}

/// Why a body is not a successful answer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// The body has more than [`MAX_BODY_BYTES`] and was not read.
    TooLarge,
    /// The body is not JSON, even by a lenient reading.
    NotJson,
    /// The body is JSON without what makes it an answer of this interface.
    NotAnAnswer,
    /// The gateway answered that it did not do it.
    Code {
        /// `retcode` (Table 3, no. 2, of either interface's document), never `0`.
        retcode: RetCode,
        /// `message` (Table 3, no. 1), the gateway's own words: at most 300 characters and
        /// often none. Hostile text, as everything that comes from the gateway.
        message: String,
    },
}

/// The `result` of a successful answer of an interface that always has one.
///
/// It comes as an object or as an array of one object.
pub(super) fn result_of(body: &str) -> Result<Map<String, Value>, Refusal> {
    match any_result_of(body)? {
        Value::Object(result) => Ok(result),
        Value::Array(results) => match <[Value; 1]>::try_from(results) {
            Ok([Value::Object(result)]) => Ok(result),
            _ => Err(Refusal::NotAnAnswer),
        },
        _ => Err(Refusal::NotAnAnswer),
    }
}

/// The `result` of a successful answer, whatever it is; null where there is none.
///
/// `retcode` comes as a string or as an integer and alone decides about success; `message`
/// is `""` or `"success"`, as it happens, and decides nothing.
pub(super) fn any_result_of(body: &str) -> Result<Value, Refusal> {
    if body.len() > MAX_BODY_BYTES {
        return Err(Refusal::TooLarge);
    }
    let Value::Object(mut envelope) = parse_leniently(body).ok_or(Refusal::NotJson)? else {
        return Err(Refusal::NotAnAnswer);
    };
    let retcode = retcode_of(&envelope).ok_or(Refusal::NotAnAnswer)?;
    if !retcode.is_success() {
        let message = set_value(&envelope, "message").and_then(Value::as_str);
        return Err(Refusal::Code {
            retcode,
            message: first_characters(message.unwrap_or(""), MAX_MESSAGE_CHARACTERS).to_owned(),
        });
    }
    // Taken and not removed, because removing from a map is six kilobytes of code.
    Ok(envelope.get_mut("result").map_or(Value::Null, Value::take))
}

/// Whether the body is the gateway's own, success or not: JSON with a `retcode`.
pub fn is_the_gateways(body: &str) -> bool {
    let envelope = parse_leniently(body);
    let envelope = envelope.as_ref().and_then(Value::as_object);
    envelope.and_then(retcode_of).is_some()
}

fn retcode_of(envelope: &Map<String, Value>) -> Option<RetCode> {
    match set_value(envelope, "retcode")? {
        Value::String(text) => Some(RetCode::new(text)),
        value => Some(RetCode::new(&integer(value).ok()?.to_string())),
    }
}
