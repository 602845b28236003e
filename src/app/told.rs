//! What a host is told, in the shape of `snapshot()` in `docs/embedding.md`. All moments are in ms since 1970 by the browser's clock.

use serde::Serialize;

use cec_agent_panel_core::desk::{Asked, Pending, Source};
use cec_agent_panel_core::gateway::{AgentState, CallFeature};
use cec_agent_panel_core::time::{Now, Wall};
use cec_agent_panel_core::view::{Facts, Since};

/// All that a host may know at a moment.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Snapshot {
    version: &'static str,
    agent_id: Option<String>,
    at: u64,
    state: StatePart,
    call: CallPart,
    command: CommandPart,
    connection: ConnectionPart,
}

impl Snapshot {
    /// Of `facts` as they stand `now`.
    pub fn new(facts: &Facts, now: Now) -> Self {
        Self {
            version: env!("CARGO_PKG_VERSION"),
            agent_id: agent_id(facts),
            at: now.wall.0,
            state: StatePart::new(facts, now),
            call: CallPart::new(facts, now),
            command: CommandPart::new(facts, now),
            connection: ConnectionPart::new(facts),
        }
    }
}

/// The agent's state.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct StatePart {
    state: &'static str,
    since: Option<u64>,
    since_is_estimate: bool,
    /// The gateway's number of a state that nobody knows.
    code: Option<i64>,
    detail: Option<Detail>,
    source: &'static str,
    as_of: Option<u64>,
    fresh: bool,
    pending: Option<&'static str>,
}

/// What only the sync knew of the call.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Detail {
    state: &'static str,
    as_of: u64,
}

impl StatePart {
    /// Of `facts` as they stand `now`.
    pub fn new(facts: &Facts, now: Now) -> Self {
        let state = &facts.state;
        Self {
            state: state_slug(facts),
            since: since(state.since, now),
            since_is_estimate: is_estimate(state.since),
            code: match state.state {
                Some(AgentState::Unknown { code, .. }) => Some(code),
                _ => None,
            },
            detail: state.detail.map(|detail| Detail {
                state: detail.state.slug(),
                as_of: detail.as_of.0,
            }),
            source: state.source.map_or("none", Source::slug),
            as_of: facts.state_as_of.map(moment),
            fresh: state.fresh,
            pending: match state.pending {
                Pending::None => None,
                Pending::Waiting(Asked::Busy) => Some("busy"),
                Pending::Waiting(Asked::Rest) => Some("rest"),
                Pending::Cancelled(..) => Some("cancelled"),
            },
        }
    }
}

/// The call.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CallPart {
    since: Option<u64>,
    since_is_estimate: bool,
    stage: &'static str,
    call_id: Option<String>,
    caller: Option<String>,
    called: Option<String>,
    call_type: Option<i64>,
    partner: Option<String>,
    call_data: Option<String>,
    as_of: Option<u64>,
}

impl CallPart {
    /// Of `facts` as they stand `now`.
    pub fn new(facts: &Facts, now: Now) -> Self {
        let call = facts.call.clone();
        Self {
            since: since(call.since, now),
            since_is_estimate: is_estimate(call.since),
            stage: call.stage.slug(),
            call_id: call.call_id,
            caller: call.caller,
            called: call.called,
            call_type: call.call_type.map(CallFeature::code),
            partner: call.partner,
            call_data: call.call_data,
            as_of: call.as_of.map(moment),
        }
    }
}

/// The command on its way.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CommandPart {
    since: Option<u64>,
    since_is_estimate: bool,
    command: i64,
    verdict: &'static str,
    checkable: Option<bool>,
}

impl CommandPart {
    /// Of `facts` as they stand `now`.
    pub fn new(facts: &Facts, now: Now) -> Self {
        let command = facts.command;
        let started = command.and_then(|command| command.since);
        Self {
            since: since(started, now),
            since_is_estimate: is_estimate(started),
            command: command.map_or(0, |command| command.command.code()),
            verdict: command.map_or("none", |command| command.verdict.slug()),
            checkable: command.map(|command| command.checkable),
        }
    }
}

/// How the panel stands with the gateway.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ConnectionPart {
    connection: &'static str,
    since: u64,
    latency_ms: Option<u64>,
    role: &'static str,
}

impl ConnectionPart {
    /// Of `facts`.
    pub fn new(facts: &Facts) -> Self {
        Self {
            connection: facts.connection.connection.slug(),
            since: facts.connection.since.0,
            latency_ms: facts.latency_ms,
            role: facts.connection.role.slug(),
        }
    }
}

/// The word for the state.
pub fn state_slug(facts: &Facts) -> &'static str {
    facts.state.state.map_or("unknown", AgentState::slug)
}

/// Whose panel it is.
pub fn agent_id(facts: &Facts) -> Option<String> {
    facts.agent.map(|agent| agent.to_string())
}

/// A start as a moment of the wall clock, as that stands now.
fn since(since: Since, now: Now) -> Option<u64> {
    let (start, _) = since?;
    Some(now.wall.0.saturating_sub(now.mono.since(start)))
}

fn is_estimate(since: Since) -> bool {
    since.is_some_and(|(_, about)| about)
}

const fn moment(wall: Wall) -> u64 {
    wall.0
}
