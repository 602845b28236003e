//! What the help desk may want to know, as the page's script keeps it:
//! `src/boot/diagnostics.js`.

use serde::Serialize;

use cec_agent_panel_core::diagnostics::Fact;
use cec_agent_panel_core::gateway::{Loss, RetCode};

/// An entry but for its moment, in the shape of `docs/diagnostics.schema.json`. No datum of a
/// call, no number and no Guid is in it.
#[derive(Serialize, Default)]
#[serde(rename_all = "camelCase")]
pub struct Note<'a> {
    what: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    interface: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    failure: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    retcode: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    latency_ms: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    retries: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    found: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cause: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    event_type: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ahead_ms: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<&'static str>,
}

impl<'a> Note<'a> {
    /// What is kept of `fact`.
    pub fn of(fact: &'a Fact) -> Self {
        match fact {
            Fact::Request(request) => {
                let failure = request.failure.as_ref();
                Self {
                    interface: Some(request.interface.name()),
                    status: request.status,
                    failure: failure.map(|(cause, _)| *cause),
                    retcode: failure
                        .and_then(|(_, retcode)| retcode.as_ref())
                        .map(RetCode::as_str),
                    latency_ms: Some(request.latency_ms),
                    retries: Some(request.retries),
                    ..Self::what("request")
                }
            }
            Fact::Lost(interface, loss) => Self::lost(interface.name(), loss),
            Fact::LostInEvent(loss) => Self::lost("agentevent", loss),
            Fact::PushIgnored(why) => Self {
                cause: Some(why.name()),
                event_type: why.event_type(),
                ..Self::what("push-ignored")
            },
            Fact::NegativeDuration(field) => Self {
                field: Some(field),
                ..Self::what("negative-duration")
            },
            Fact::Clock(ahead_ms) => Self {
                ahead_ms: Some(*ahead_ms),
                ..Self::what("clock")
            },
            Fact::Role(role) => Self {
                role: Some(role.slug()),
                ..Self::what("role")
            },
            Fact::Configuration(complaint) => Self {
                key: Some(&complaint.key),
                problem: Some(complaint.problem.slug()),
                ..Self::what("setting")
            },
        }
    }

    fn what(what: &'static str) -> Self {
        Self {
            what,
            ..Self::default()
        }
    }

    fn lost(interface: &'static str, loss: &Loss) -> Self {
        Self {
            interface: Some(interface),
            field: Some(loss.field),
            found: Some(loss.found),
            ..Self::what("field-lost")
        }
    }
}
