//! The agent's session: who it is, the Guid, and what becomes of a refused one (R8, R9).

use serde_json::Value;

use crate::gateway::{AgentId, Guid, parse_leniently};
use crate::settings::{Complaint, GuidFrom, Problem};
use crate::time::Mono;

/// How often the source is looked at while no usable session stands there, in ms.
pub const LOOK_EVERY_MS: u64 = 2_000;
/// How long to wait before a Guid that was refused is tried again, in ms: the owner of
/// the Guid may be about to write the next one.
pub const GUID_RETRY_MS: u64 = 2_000;
/// How often the same Guid may be refused before the session counts as expired: the first
/// time and twice more.
pub const GUID_REFUSALS: u8 = 3;
/// How often the gateway may say that the agent has not signed in before that counts: the
/// first time and once more.
pub const NOT_SIGNED_IN_REFUSALS: u8 = 2;

/// Who the panel asks for, and with which Guid.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Session {
    /// The agent.
    pub agent: AgentId,
    /// The secret that the gateway wants in the `Guid` header; `None` where a proxy adds it.
    pub guid: Option<Guid>,
}

impl Session {
    /// Reads `{"agentId":"41001","guid":"…"}`, as the portal writes it. `agentId` may be
    /// a number. A Guid from the proxy is not looked for. Nothing where a part is missing.
    ///
    /// # Errors
    /// What is wrong with what stands there, without a word of it.
    pub fn read(text: &str, guid_from: GuidFrom) -> Result<Option<Self>, Complaint> {
        if text.trim().is_empty() {
            return Ok(None);
        }
        let value = parse_leniently(text).ok_or_else(|| wrong("session", Problem::NotJson))?;
        let part = |name: &str| {
            value.get(name).filter(|part| {
                !part.is_null() && !part.as_str().is_some_and(|text| text.trim().is_empty())
            })
        };
        let agent = part("agentId").map(|part| {
            match part {
                Value::String(id) => AgentId::parse(id).ok(),
                Value::Number(id) => id
                    .as_u64()
                    .and_then(|id| AgentId::parse(&id.to_string()).ok()),
                _ => None,
            }
            .ok_or_else(|| wrong("session.agentId", Problem::WrongValue))
        });
        let guid = part("guid").map(|part| {
            part.as_str()
                .and_then(Guid::new)
                .ok_or_else(|| wrong("session.guid", Problem::WrongValue))
        });
        let agent = agent.transpose()?;
        Ok(match guid_from {
            GuidFrom::Session => agent.zip(guid.transpose()?).map(|(agent, guid)| Self {
                agent,
                guid: Some(guid),
            }),
            GuidFrom::Proxy => agent.map(|agent| Self { agent, guid: None }),
        })
    }

    /// Whether it has a Guid where one is to be sent, and none where none is.
    pub const fn fits(&self, guid_from: GuidFrom) -> bool {
        matches!(
            (guid_from, &self.guid),
            (GuidFrom::Session, Some(_)) | (GuidFrom::Proxy, None)
        )
    }
}

/// A complaint of a session, by where it was given: never by what it was (R9).
pub fn wrong(place: &str, problem: Problem) -> Complaint {
    Complaint {
        key: place.to_owned(),
        problem,
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
    /// stands in the source. Where that never holds one, because a proxy adds it, the
    /// gateway is asked again every now and then.
    Expired(Expiry),
    /// No request can succeed as things are configured.
    Misconfigured {
        /// When the panel looks again by itself.
        again: Mono,
    },
}

impl Phase {
    /// Whether the session is no longer good.
    pub const fn is_over(&self) -> bool {
        matches!(self, Self::Expired(_))
    }
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
    /// When the last refusal came; while the session is over, when it was asked for last.
    pub last: Option<Mono>,
}
