//! The agent's number at the gateway.

use std::fmt;

use super::pasted::{cleaned, half_width};

/// An agent ID that the gateway can have handed out: 101 to 999,999.
///
/// The range is the one of `agentid` in Table 1 of the `syncagentinfo` document of 2025; Table 1
/// of the older `agentstatus` document ends at 59,999, which lies within it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct AgentId(u32);

impl AgentId {
    /// Reads an agent ID as a person types it or a portal passes it on.
    ///
    /// Space around it and what cannot be seen is dropped, and digits of full width count as
    /// plain ones; what remains must be plain digits without a leading zero, as the gateway
    /// writes them.
    ///
    /// # Errors
    /// [`AgentIdError::NotANumber`] for anything but such digits, and
    /// [`AgentIdError::OutOfRange`] for a number below 101 or above 999,999.
    pub fn parse(text: &str) -> Result<Self, AgentIdError> {
        let digits: String = cleaned(text).chars().map(half_width).collect();
        let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        if !plain || (digits.len() > 1 && digits.starts_with('0')) {
            return Err(AgentIdError::NotANumber);
        }
        // Digits that do not fit into the integer are still a number, only too large.
        match digits.parse() {
            Ok(number @ 101..=999_999) => Ok(Self(number)),
            _ => Err(AgentIdError::OutOfRange),
        }
    }

    /// The ID as a number, 101 to 999,999.
    pub const fn number(self) -> u32 {
        self.0
    }
}

impl fmt::Display for AgentId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, formatter)
    }
}

/// Why a text is not an agent ID.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AgentIdError {
    /// The text is empty, has a leading zero, or holds something else than digits.
    NotANumber,
    /// The number is below 101 or above 999,999.
    OutOfRange,
}
