//! The diagnostics as a plain object, for the page around the panel and the help desk.

use js_sys::{Array, Object};

use super::plain::{Plain, moment, number};
use crate::gateway::{Interface, RetCode};
use crate::panel::{Entry, Fact, Model};

/// What went wrong so far: `{version, role, pushesIgnored, entries}`, each entry with `at` in ms since
/// 1970, `what`, and what belongs to that. No datum of a call, no number and no Guid is
/// among them.
pub fn diagnostics(model: &Model) -> Object {
    let entries: Array = model
        .diagnostics()
        .map(|entry| plain(entry).into_object())
        .collect();
    Plain::new()
        .with("version", env!("CARGO_PKG_VERSION"))
        .with("role", model.role().slug())
        .with("pushesIgnored", number(model.pushes_ignored().into()))
        .with("entries", entries)
        .into_object()
}

fn plain(entry: &Entry) -> Plain {
    let said = |what: &str| {
        Plain::new()
            .with("at", moment(Some(entry.at)))
            .with("what", what)
    };
    match &entry.fact {
        Fact::Lost(interface, loss) => said("field-lost")
            .with("interface", name(*interface))
            .with("field", loss.field)
            .with("found", loss.found),
        Fact::LostInEvent(loss) => said("field-lost")
            .with("interface", "agentevent")
            .with("field", loss.field)
            .with("found", loss.found),
        Fact::PushIgnored(why) => said("push-ignored")
            .with("cause", why.name())
            .with("eventType", why.event_type()),
        Fact::NegativeDuration(field) => said("negative-duration").with("field", *field),
        Fact::Failed(interface, cause, retcode) => said("failed")
            .with("interface", name(*interface))
            .with("cause", *cause)
            .with("retcode", retcode.as_ref().map(RetCode::as_str)),
        Fact::Role(role) => said("role").with("role", role.slug()),
        Fact::Configuration(complaint) => said("setting")
            .with("key", complaint.key.as_str())
            .with("problem", complaint.problem.slug()),
    }
}

const fn name(interface: Interface) -> &'static str {
    match interface {
        Interface::SyncAgentInfo => "syncagentinfo",
        Interface::AgentStatus => "agentstatus",
    }
}
