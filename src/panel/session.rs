//! The agent's session: who it is, the Guid, and what becomes of a refused one (R8, R9).

use serde_json::Value;

use super::time::Mono;
use crate::gateway::{AgentId, Guid, parse_leniently};

/// How often the source is looked at while no usable session stands there, in ms.
pub const LOOK_EVERY_MS: u64 = 2_000;
/// How long to wait before a Guid that was refused is tried again, in ms: the owner of
/// the Guid may be about to write the next one.
pub const GUID_RETRY_MS: u64 = 2_000;
/// How often the same Guid may be refused before the session counts as expired: the first
/// time and twice more.
pub const GUID_REFUSALS: u8 = 3;

/// Who the panel asks for, and with which Guid.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Session {
    /// The agent.
    pub agent: AgentId,
    /// The secret that the gateway wants in the `Guid` header.
    pub guid: Guid,
}

impl Session {
    /// Reads `{"agentId":"41001","guid":"…"}`, as the portal writes it. `agentId` may be
    /// a number. `None` when a part is missing or wrong.
    pub fn parse(text: &str) -> Option<Self> {
        let value = parse_leniently(text)?;
        let agent = match value.get("agentId")? {
            Value::String(id) => AgentId::parse(id).ok()?,
            Value::Number(id) => AgentId::parse(&id.as_u64()?.to_string()).ok()?,
            _ => return None,
        };
        let guid = Guid::new(value.get("guid")?.as_str()?)?;
        Some(Self { agent, guid })
    }
}

/// Whether the panel may ask the gateway, and why not.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Phase {
    /// Nobody is signed in: there is no session in the source.
    NoSession,
    /// The gateway is asked.
    Asking,
    /// The Guid was refused, or the session is over: nothing is asked until another Guid
    /// stands in the source.
    Expired(Expiry),
    /// A request cannot succeed as things are configured: nothing is asked until the
    /// agent says so.
    Misconfigured,
}

/// Why a session is no longer good.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Expiry {
    /// The Guid was refused three times.
    GuidRefused,
    /// The gateway says that the session has ended.
    SessionOver,
}

/// How often the Guid in use was refused.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Refusals {
    /// In a row, by the gateway, for the Guid that stands in the model's session.
    pub count: u8,
    /// When the last refusal came.
    pub last: Option<Mono>,
}
