//! The gateway's result code.

/// The longest result code that is kept, in characters; real ones have seven.
const MAX_CHARACTERS: usize = 32;

/// `retcode` of an answer (Table 3, no. 2, of either interface's document), such as `"0"` or
/// `"100-006"`.
///
/// At most 32 characters out of digits, Latin letters, `-`, `_` and `.`, whatever the
/// gateway sent, so that it is safe in messages and in the diagnostics.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RetCode(String);

impl RetCode {
    /// Takes a code as it came. Space around it is dropped, the rest is cut at 32
    /// characters, and every character that no code has becomes `_`.
    pub fn new(text: &str) -> Self {
        let safe = |character: char| {
            if character.is_ascii_alphanumeric() || matches!(character, '-' | '_' | '.') {
                character
            } else {
                '_'
            }
        };
        Self(text.trim().chars().take(MAX_CHARACTERS).map(safe).collect())
    }

    /// The code's text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the code is `0`, the only one that means success.
    pub fn is_success(&self) -> bool {
        self.0 == "0"
    }
}
