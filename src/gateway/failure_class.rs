//! What a failure means for the panel.

use super::RetCode;

/// The kinds of failure that the panel treats differently.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum FailureClass {
    /// The network, a time-out, a server's fault: it passes by itself.
    Transient,
    /// The gateway wants fewer requests.
    SlowDown,
    /// The agent is being moved to another server, or a recovery from disaster runs.
    SwitchingOver,
    /// The Guid is not, or no longer, the right one.
    Guid,
    /// The agent's session has ended; only a new sign-in helps.
    SessionOver,
    /// The request itself cannot succeed: an address or an agent ID is wrong.
    Misconfigured,
    /// The gateway reports a fault of its own, or something that nobody documented.
    GatewayFault,
}

/// The class of a result code other than success, by the error code reference.
///
/// A code that has no class of its own, documented or not, is a
/// [`FailureClass::GatewayFault`].
pub fn class_of_retcode(retcode: &RetCode) -> FailureClass {
    match retcode.as_str() {
        "000-007" => FailureClass::SlowDown,
        "000-004" | "105-001" | "105-002" | "105-003" | "105-004" => FailureClass::SwitchingOver,
        // Every interface may answer these two to a wrong or expired Guid.
        "000-003" | "100-006" => FailureClass::Guid,
        "100-008" | "105-005" | "105-006" | "105-007" | "107-000" => FailureClass::SessionOver,
        "000-002" | "100-011" => FailureClass::Misconfigured,
        _ => FailureClass::GatewayFault,
    }
}

/// The class of an HTTP status, or `None` for 2xx, whose body tells the rest.
pub const fn class_of_http_status(status: u16) -> Option<FailureClass> {
    match status {
        200..=299 => None,
        429 | 503 => Some(FailureClass::SlowDown),
        401 => Some(FailureClass::SessionOver),
        403..=405 => Some(FailureClass::Misconfigured),
        500..=599 => Some(FailureClass::Transient),
        _ => Some(FailureClass::GatewayFault),
    }
}
