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
    /// The agent has not signed in, or no longer is; a Guid that has just been replaced looks
    /// the same.
    NotSignedIn,
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
        "000-003" => FailureClass::Guid,
        "100-006" => FailureClass::NotSignedIn,
        "100-008" | "105-005" | "105-006" | "105-007" | "107-000" => FailureClass::SessionOver,
        "000-002" | "100-011" => FailureClass::Misconfigured,
        _ => FailureClass::GatewayFault,
    }
}

/// The class of an HTTP status without the gateway's JSON, or `None` for 2xx, whose body
/// tells the rest.
///
/// `answered`: the gateway has answered in this page load. Then it is where the panel looks
/// for it, and what says otherwise stands in front of it, or in its place while it restarts.
pub const fn class_of_http_status(status: u16, answered: bool) -> Option<FailureClass> {
    match status {
        200..=299 => None,
        429 | 503 => Some(FailureClass::SlowDown),
        500..=599 => Some(FailureClass::Transient),
        _ if answered => Some(FailureClass::Transient),
        403..=405 => Some(FailureClass::Misconfigured),
        _ => Some(FailureClass::GatewayFault),
    }
}
