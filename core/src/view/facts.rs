//! What a host is told: the content of the `cec-*` events and of `snapshot()`.

use super::limit::LimitView;
use super::safe_text::masked;
use super::view_model::{Detail, ViewModel};
use crate::desk::{CallStage, Pending, Source, Verdict};
use crate::gateway::{AgentId, AgentState, CallFeature, Command};
use crate::link::{Connection, Expiry, Phase};
use crate::panel::Model;
use crate::sharing::Role;
use crate::time::{Mono, Wall};

/// All that a host is told. A part that compares equal is not told again; what changes
/// with every answer stands outside the parts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Facts {
    /// Whose panel it is; `None` while nobody is known to be signed in.
    pub agent: Option<AgentId>,
    /// The agent's state.
    pub state: StateFacts,
    /// When the state was last confirmed.
    pub state_as_of: Option<Wall>,
    /// The limit that its time comes near to or has passed; see [`LimitView::was_told`].
    pub limit: Option<LimitView>,
    /// The call.
    pub call: CallFacts,
    /// The command on its way.
    pub command: Option<CommandFacts>,
    /// How the panel stands with the gateway.
    pub connection: ConnectionFacts,
    /// How long the last answer took, in ms.
    pub latency_ms: Option<u64>,
    /// Why the session is no longer good, if it is not.
    pub expiry: Option<Expiry>,
}

/// When something began, by the monotonic clock, and whether that is only a guess.
pub type Since = Option<(Mono, bool)>;

/// The agent's state, as the badge shows it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StateFacts {
    /// The state; `None` when it is unknown.
    pub state: Option<AgentState>,
    /// Who said so.
    pub source: Option<Source>,
    /// When it began.
    pub since: Since,
    /// Whether it is as recent as it should be.
    pub fresh: bool,
    /// What only the sync knew of the call, and when it said so.
    pub detail: Option<Detail>,
    /// What comes next.
    pub pending: Pending,
}

/// The call, as the card shows it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CallFacts {
    /// Where it stands.
    pub stage: CallStage,
    /// Its ID.
    pub call_id: Option<String>,
    /// Calling number, masked where the settings say so.
    pub caller: Option<String>,
    /// Called number, likewise.
    pub called: Option<String>,
    /// The kind of call.
    pub call_type: Option<CallFeature>,
    /// The other party in it, masked likewise.
    pub partner: Option<String>,
    /// The text that came with it, as it came.
    pub call_data: Option<String>,
    /// When the talk began.
    pub since: Since,
    /// The moment of all this.
    pub as_of: Option<Wall>,
}

/// A command, as the indicator shows it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CommandFacts {
    /// Which.
    pub command: Command,
    /// What became of it.
    pub verdict: Verdict,
    /// Whether anything can show its effect here.
    pub checkable: bool,
    /// When it was sent.
    pub since: Since,
}

/// How the panel stands with the gateway.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ConnectionFacts {
    /// How.
    pub connection: Connection,
    /// Since when.
    pub since: Wall,
    /// Who polls for this agent.
    pub role: Role,
}

/// What a host is told of `model`, of which `seen` is to be seen: the same.
pub fn facts(model: &Model, seen: &ViewModel) -> Facts {
    let status = model
        .desk
        .status
        .as_ref()
        .filter(|_| seen.badge.state.is_some());
    let details = model.desk.call.details.as_ref();
    let details = details.filter(|_| seen.call.stage != CallStage::None);
    let number = |text: &String| {
        if model.settings.mask_numbers {
            masked(text)
        } else {
            text.clone()
        }
    };
    Facts {
        agent: model.agent(),
        state: StateFacts {
            state: seen.badge.state,
            source: seen.badge.source,
            since: status.and_then(|status| status.start.moment()),
            fresh: seen.badge.fresh,
            detail: seen.badge.detail,
            pending: seen.pending,
        },
        state_as_of: status.map(|status| status.seen.wall),
        limit: seen.limit,
        call: CallFacts {
            stage: seen.call.stage,
            call_id: details.and_then(|details| details.call_id.clone()),
            caller: details.and_then(|details| details.caller.as_ref().map(number)),
            called: details.and_then(|details| details.called.as_ref().map(number)),
            call_type: details.and_then(|details| details.feature),
            partner: details.and_then(|details| details.partner.as_ref().map(number)),
            call_data: details.and_then(|details| details.call_data.clone()),
            since: details.and_then(|details| details.talking.moment()),
            as_of: seen.call.as_of,
        },
        command: seen.command.and_then(|shown| {
            let running = model.desk.command.as_ref()?;
            Some(CommandFacts {
                command: shown.command,
                verdict: shown.verdict,
                checkable: shown.checkable,
                since: running.start.moment(),
            })
        }),
        connection: ConnectionFacts {
            connection: seen.connection.connection,
            since: seen.connection.since,
            role: model.role(),
        },
        latency_ms: seen.connection.latency_ms,
        expiry: match &model.link.phase {
            Phase::Expired(expiry) => Some(*expiry),
            _ => None,
        },
    }
}
