//! What the help desk may want to know, as the page's script keeps it:
//! `src/boot/diagnostics.js`.

use serde::Serialize;

use cec_agent_panel_core::diagnostics::Fact;
use cec_agent_panel_core::gateway::{Interface, Loss, RetCode};

/// An entry but for its moment, in the shape of `docs/diagnostics.schema.json`. No datum of a
/// call, no number and no Guid is in it.
#[derive(Serialize)]
#[serde(
    tag = "what",
    rename_all = "kebab-case",
    rename_all_fields = "camelCase"
)]
pub enum Note<'a> {
    /// A request is over.
    Request {
        interface: &'static str,
        #[serde(skip_serializing_if = "Option::is_none")]
        status: Option<u16>,
        #[serde(skip_serializing_if = "Option::is_none")]
        failure: Option<&'static str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        retcode: Option<&'a str>,
        latency_ms: u64,
        retries: u32,
    },
    /// A field could not be read and was left out.
    FieldLost {
        interface: &'static str,
        field: &'static str,
        found: &'static str,
    },
    /// What a portal pushed was of no use.
    PushIgnored {
        cause: &'static str,
        #[serde(skip_serializing_if = "Option::is_none")]
        event_type: Option<&'a str>,
    },
    /// A time lies after the answer that tells it.
    NegativeDuration { field: &'static str },
    /// How far the gateway's clock is ahead of this computer's.
    Clock { ahead_ms: i64 },
    /// Who polls for the agent from now on.
    Role { role: &'static str },
    /// A setting was not obeyed.
    Setting { key: &'a str, problem: &'static str },
}

impl<'a> Note<'a> {
    /// What is kept of `fact`.
    pub fn of(fact: &'a Fact) -> Self {
        match fact {
            Fact::Request(request) => {
                let failure = request.failure.as_ref();
                Self::Request {
                    interface: name(request.interface),
                    status: request.status,
                    failure: failure.map(|(cause, _)| *cause),
                    retcode: failure
                        .and_then(|(_, retcode)| retcode.as_ref())
                        .map(RetCode::as_str),
                    latency_ms: request.latency_ms,
                    retries: request.retries,
                }
            }
            Fact::Lost(interface, loss) => Self::lost(name(*interface), loss),
            Fact::LostInEvent(loss) => Self::lost("agentevent", loss),
            Fact::PushIgnored(why) => Self::PushIgnored {
                cause: why.name(),
                event_type: why.event_type(),
            },
            Fact::NegativeDuration(field) => Self::NegativeDuration { field },
            Fact::Clock(ahead_ms) => Self::Clock {
                ahead_ms: *ahead_ms,
            },
            Fact::Role(role) => Self::Role { role: role.slug() },
            Fact::Configuration(complaint) => Self::Setting {
                key: &complaint.key,
                problem: complaint.problem.slug(),
            },
        }
    }

    const fn lost(interface: &'static str, loss: &Loss) -> Self {
        Self::FieldLost {
            interface,
            field: loss.field,
            found: loss.found,
        }
    }
}

const fn name(interface: Interface) -> &'static str {
    match interface {
        Interface::SyncAgentInfo => "syncagentinfo",
        Interface::AgentStatus => "agentstatus",
        Interface::CallInfo => "callinfo",
    }
}
