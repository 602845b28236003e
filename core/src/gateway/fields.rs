//! One object's fields, read in every form that the gateway sends them in.

use serde_json::{Map, Number, Value};

use super::{Found, GatewayTime, Loss};

/// The longest text that is kept, in characters. Call data may have 16 KB and must
/// survive whole.
const MAX_TEXT_CHARACTERS: usize = 20_000;

/// The moments that can be one of a call centre's in milliseconds, from 1973 to the year 5138.
/// A number below is one of seconds, a number above one of microseconds.
const MOMENTS: std::ops::Range<u64> = 100_000_000_000..100_000_000_000_000;

/// A reader over one object's fields. A field that is missing, null or an empty string
/// is not set, and that is no loss; one that cannot be used is recorded as lost.
pub(super) struct Fields<'a> {
    object: &'a Map<String, Value>,
    losses: &'a mut Vec<Loss>,
}

impl<'a> Fields<'a> {
    /// A reader over that object, which adds what is lost to those losses.
    pub(super) fn new(object: &'a Map<String, Value>, losses: &'a mut Vec<Loss>) -> Self {
        Self { object, losses }
    }

    /// An integer: as a number, also with a zero fraction, or as a string of digits.
    pub(super) fn integer(&mut self, field: &'static str) -> Option<i64> {
        self.read(field, integer)
    }

    /// A boolean: as itself, or as 0, 1, "0", "1", "true" or "false".
    pub(super) fn boolean(&mut self, field: &'static str) -> Option<bool> {
        self.read(field, |value| match value {
            Value::Bool(boolean) => Ok(*boolean),
            Value::String(text) if text.trim().eq_ignore_ascii_case("true") => Ok(true),
            Value::String(text) if text.trim().eq_ignore_ascii_case("false") => Ok(false),
            _ => match integer(value)? {
                0 => Ok(false),
                1 => Ok(true),
                _ => Err("out of range"),
            },
        })
    }

    /// A moment in milliseconds: as an integer in any form; 0 means that it is not set, and
    /// one in another unit is not guessed at.
    pub(super) fn time(&mut self, field: &'static str) -> Option<GatewayTime> {
        let milliseconds = self.read(field, |value| {
            let milliseconds = u64::try_from(integer(value)?).map_err(|_| "negative")?;
            if milliseconds > 0 && !MOMENTS.contains(&milliseconds) {
                return Err("out of range");
            }
            Ok(milliseconds)
        })?;
        (milliseconds > 0).then_some(GatewayTime(milliseconds))
    }

    /// A text as it came, hostile or not, or a whole number in its place. A text over
    /// 20,000 characters is kept in part, and the loss of the rest recorded.
    pub(super) fn text(&mut self, field: &'static str) -> Option<String> {
        let text = self.read(field, |value| match value {
            Value::String(text) => Ok(text.clone()),
            Value::Number(number) => match number.as_u64() {
                Some(natural) => Ok(natural.to_string()),
                None => whole(number).map(|integer| integer.to_string()),
            },
            _ => Err(type_name(value)),
        })?;
        let cut = first_characters(&text, MAX_TEXT_CHARACTERS);
        if cut.len() == text.len() {
            return Some(text);
        }
        self.lose(field, "too long");
        Some(cut.to_owned())
    }

    /// A telephone number or an agent's ID. Events write `a` or `A` before an agent's
    /// (`cec_07_0513`), and the same number without it elsewhere: it is the one without.
    pub(super) fn phone_number(&mut self, field: &'static str) -> Option<String> {
        let text = self.text(field)?;
        Some(without_letter(&text).to_owned())
    }

    /// Several of them, with commas between, behind which there may be a space (`cec_07_1358`).
    pub(super) fn phone_numbers(&mut self, field: &'static str) -> Option<String> {
        let text = self.text(field)?;
        let numbers: Vec<&str> = text.split(',').map(in_list).collect();
        Some(numbers.join(","))
    }

    /// Notes that a field could not be used, or not as a whole.
    fn lose(&mut self, field: &'static str, found: Found) {
        self.losses.push(Loss { field, found });
    }

    fn read<T>(
        &mut self,
        field: &'static str,
        convert: impl FnOnce(&Value) -> Result<T, Found>,
    ) -> Option<T> {
        let value = set_value(self.object, field)?;
        match convert(value) {
            Ok(converted) => Some(converted),
            Err(found) => {
                self.lose(field, found);
                None
            }
        }
    }
}

/// The value of a field that is set: there, not null and not an empty string.
///
/// The name counts exactly, or else without regard to case, because the gateway's
/// interfaces spell one and the same field `callFeature`, `callfeature` and so on.
pub(super) fn set_value<'a>(object: &'a Map<String, Value>, field: &str) -> Option<&'a Value> {
    let value = object.get(field).or_else(|| {
        object
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case(field))
            .map(|(_, value)| value)
    })?;
    let empty = match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        _ => false,
    };
    (!empty).then_some(value)
}

/// A number of a list, without the space around it; any other text as it is.
fn in_list(text: &str) -> &str {
    let number = without_letter(text.trim());
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { number } else { text }
}

/// The number after the letter that stands before an agent's; any other text as it is.
fn without_letter(text: &str) -> &str {
    text.strip_prefix(['a', 'A'])
        .filter(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
        .unwrap_or(text)
}

/// The first `count` characters of a text.
pub(super) fn first_characters(text: &str, count: usize) -> &str {
    text.char_indices()
        .nth(count)
        .and_then(|(end, _)| text.get(..end))
        .unwrap_or(text)
}

/// The name of a value's JSON type.
pub(super) fn type_name(value: &Value) -> Found {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

/// An integer, written as a number or as a string of digits.
pub(super) fn integer(value: &Value) -> Result<i64, Found> {
    match value {
        Value::Number(number) => whole(number),
        Value::String(text) => {
            let digits = text.trim();
            let unsigned = digits.strip_prefix('-').unwrap_or(digits);
            if unsigned.is_empty() || !unsigned.bytes().all(|byte| byte.is_ascii_digit()) {
                return Err("not digits");
            }
            digits.parse().map_err(|_| "out of range")
        }
        _ => Err(type_name(value)),
    }
}

/// A number without a fraction, such as `4` or `4.0`.
fn whole(number: &Number) -> Result<i64, Found> {
    /// `serde_json` reads a long decimal with a small error, which below this limit is
    /// less than half the way to another integer: it can show as a fraction there, and
    /// never as a wrong integer.
    const SAFE: f64 = 900_000_000_000_000.0;
    if let Some(integer) = number.as_i64() {
        return Ok(integer);
    }
    match number.as_f64() {
        Some(float) if float.abs() > SAFE => Err("out of range"),
        #[allow(
            clippy::cast_possible_truncation,
            reason = "the guard has checked that nothing is cut off"
        )]
        Some(float) if float.fract() == 0.0 => Ok(float as i64),
        _ => Err("fraction"),
    }
}
