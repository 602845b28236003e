//! What the help desk may want to know, as plain objects for the page's script, which keeps
//! them: `src/boot/diagnostics.js`.

use super::plain::{Plain, moment, number};
use cec_agent_panel_core::gateway::{Interface, RetCode};
use cec_agent_panel_core::panel::{Entry, Fact};

/// An entry with `at` in ms since 1970, `what`, and what belongs to that, as
/// `docs/diagnostics.schema.json` has it. No datum of a call, no number and no Guid is
/// among them.
pub fn plain(entry: &Entry) -> Plain {
    let said = |what: &str| {
        Plain::new()
            .with("at", moment(Some(entry.at)))
            .with("what", what)
    };
    let unreadable = |interface: &str, field: &str, found: &str| {
        said("field-lost")
            .with("interface", interface)
            .with("field", field)
            .with("found", found)
    };
    match &entry.fact {
        Fact::Request(request) => {
            let (cause, retcode) = match &request.failure {
                Some((cause, retcode)) => (Some(*cause), retcode.as_ref().map(RetCode::as_str)),
                None => (None, None),
            };
            said("request")
                .with("interface", name(request.interface))
                .with("status", request.status)
                .with("failure", cause)
                .with("retcode", retcode)
                .with("latencyMs", number(request.latency_ms.cast_signed()))
                .with("retries", request.retries)
        }
        Fact::Lost(interface, loss) => unreadable(name(*interface), loss.field, loss.found),
        Fact::LostInEvent(loss) => unreadable("agentevent", loss.field, loss.found),
        Fact::PushIgnored(why) => said("push-ignored")
            .with("cause", why.name())
            .with("eventType", why.event_type()),
        Fact::NegativeDuration(field) => said("negative-duration").with("field", *field),
        Fact::Role(role) => said("role").with("role", role.slug()),
        Fact::Configuration(complaint) => said("setting")
            .with("key", complaint.key.as_str())
            .with("problem", complaint.problem.slug()),
    }
}

/// What the page's script learns first: the version of the panel.
pub fn mounted() -> Plain {
    Plain::new()
        .with("what", "mounted")
        .with("version", env!("CARGO_PKG_VERSION"))
}

const fn name(interface: Interface) -> &'static str {
    match interface {
        Interface::SyncAgentInfo => "syncagentinfo",
        Interface::AgentStatus => "agentstatus",
        Interface::CallInfo => "callinfo",
    }
}
