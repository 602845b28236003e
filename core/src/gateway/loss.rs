//! What an answer held and could not be used.

/// One field that was lost, or cut, in decoding. The rest of its answer stands.
///
/// It goes into the diagnostics, so it never holds the field's value, which may be
/// personal.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Loss {
    /// The field's name as the interface's or the event's document writes it.
    pub field: &'static str,
    /// What stood there instead of something usable.
    pub found: Found,
}

/// What was found: a JSON type (`"boolean"`, `"number"`, `"string"`, `"array"`,
/// `"object"`) where the type was wrong, else the reason (`"not digits"`, `"fraction"`,
/// `"negative"`, `"out of range"`, `"too long"`, `"not JSON"`).
pub type Found = &'static str;
