//! JSON as the gateway writes it, which is not always JSON.

use serde_json::Value;

/// The largest body that is read, in bytes (256 KiB). A real answer has one or two
/// kilobytes, and call data adds at most sixteen.
pub const MAX_BODY_BYTES: usize = 262_144;

/// Reads a body that may begin with a byte-order mark, repeat a key (the last one
/// counts) and have a comma before `}` or `]`, as the documented `syncagentinfo`
/// example does.
///
/// Gives `None` for anything else that is not JSON, for nesting deeper than 127 levels,
/// and, without reading it, for a body over [`MAX_BODY_BYTES`].
pub fn parse_leniently(body: &str) -> Option<Value> {
    if body.len() > MAX_BODY_BYTES {
        return None;
    }
    let text = body.trim_start_matches('\u{feff}');
    // Nearly every answer is proper JSON, and is not copied.
    serde_json::from_str(text)
        .or_else(|_| serde_json::from_str(&without_trailing_commas(text)))
        .ok()
}

/// A copy without the commas that directly precede a closing bracket, and without the
/// space between the two. Strings stay as they are.
fn without_trailing_commas(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    // The length of `kept` before a comma that only white space has followed so far.
    let mut before_comma = None;
    let mut in_string = false;
    let mut escaped = false;
    for character in text.chars() {
        if in_string {
            in_string = escaped || character != '"';
            escaped = !escaped && character == '\\';
        } else {
            match character {
                ',' => before_comma = Some(kept.len()),
                '}' | ']' => {
                    if let Some(length) = before_comma.take() {
                        kept.truncate(length);
                    }
                }
                _ if character.is_ascii_whitespace() => {}
                _ => {
                    before_comma = None;
                    in_string = character == '"';
                }
            }
        }
        kept.push(character);
    }
    kept
}

/// What stands in a string of JSON; anything else as it is.
pub(super) fn unpacked(value: Value) -> Value {
    match &value {
        Value::String(text) => parse_leniently(text).unwrap_or(value),
        _ => value,
    }
}
