//! What a host is told, in the shape of `snapshot()` in `docs/embedding.md`. All moments are in ms since 1970 by the browser's clock.

use serde::Serialize;

use cec_agent_panel_core::desk::{CallStage, Source};
use cec_agent_panel_core::gateway::{AgentState, CallFeature, Reason};
use cec_agent_panel_core::link::{Cause, Expiry};
use cec_agent_panel_core::time::{Mono, Now, Start, Wall};
use cec_agent_panel_core::view::{Facts, LimitView, Since};

/// All that a host may know at a moment.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Snapshot<'a> {
    version: &'static str,
    agent_id: Option<String>,
    at: u64,
    state: StatePart,
    call: CallPart<'a>,
    command: CommandPart<'a>,
    connection: ConnectionPart<'a>,
    limit: Option<LimitPart>,
}

impl<'a> Snapshot<'a> {
    /// Of `facts` as they stand `now`.
    pub fn new(facts: &'a Facts, now: Now) -> Self {
        Self {
            version: env!("CARGO_PKG_VERSION"),
            agent_id: agent_id(facts),
            at: now.wall.0,
            state: StatePart::new(facts, now),
            call: CallPart::new(facts, now),
            command: CommandPart::new(facts, now),
            connection: ConnectionPart::new(facts, now),
            limit: facts.limit.map(|limit| LimitPart::new(facts, limit, now)),
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
    /// The gateway's number of why the agent is busy or rests: see `Reason` in the core.
    reason: Option<i64>,
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
            pending: state.pending.slug(),
            reason: state.reason.map(Reason::code),
        }
    }
}

/// The call.
#[derive(Serialize, Default)]
#[serde(rename_all = "camelCase")]
pub struct CallPart<'a> {
    since: Option<u64>,
    since_is_estimate: bool,
    stage: &'static str,
    call_id: Option<&'a str>,
    party: Option<&'a str>,
    caller: Option<&'a str>,
    called: Option<&'a str>,
    original_called: Option<&'a str>,
    call_type: Option<i64>,
    skill: Option<&'a str>,
    partner: Option<&'a str>,
    inspector: Option<&'a str>,
    call_data: Option<&'a str>,
    recording: Option<&'a str>,
    held_call_id: Option<&'a str>,
    /// When it was put on hold, and when the second call began.
    hold_since: Option<u64>,
    second_call_since: Option<u64>,
    /// When an ended one did, and how long it took.
    until: Option<u64>,
    duration_ms: Option<u64>,
    as_of: Option<u64>,
}

impl<'a> CallPart<'a> {
    /// Of `facts` as they stand `now`.
    pub fn new(facts: &'a Facts, now: Now) -> Self {
        let stage = facts.call.stage;
        let ended = match stage {
            CallStage::Ended(ended) => ended.moment(),
            _ => None,
        };
        let whether = Self {
            stage: stage.slug(),
            until: since(ended, now),
            ..Self::default()
        };
        let Some(details) = &facts.call.details else {
            return whether;
        };
        let talking = details.talking.moment();
        let began = since(talking, now);
        let start = |start: Option<Start>| since(start.and_then(Start::moment), now);
        Self {
            since: began,
            duration_ms: began
                .zip(whether.until)
                .map(|(began, end)| end.saturating_sub(began)),
            since_is_estimate: is_estimate(talking),
            call_id: details.call_id.as_deref(),
            party: facts.call.party(),
            caller: details.caller.as_deref(),
            called: details.called.as_deref(),
            original_called: details.original_called.as_deref(),
            call_type: details.feature.map(CallFeature::code),
            skill: details.skill.as_deref(),
            partner: details.partner.as_deref(),
            inspector: details.inspector.as_deref(),
            call_data: details.call_data.as_deref(),
            recording: details.recording.as_deref(),
            held_call_id: details.held_call_id.as_deref(),
            hold_since: start(details.held),
            second_call_since: start(details.second_call),
            as_of: Some(moment(details.as_of.wall)),
            ..whether
        }
    }
}

/// The command on its way.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CommandPart<'a> {
    since: Option<u64>,
    since_is_estimate: bool,
    command: i64,
    label: Option<&'a str>,
    verdict: &'static str,
    checkable: Option<bool>,
    refusal: Option<&'a str>,
}

impl<'a> CommandPart<'a> {
    /// Of `facts` as they stand `now`.
    pub fn new(facts: &'a Facts, now: Now) -> Self {
        let command = facts.command.as_ref();
        let started = command.and_then(|command| command.since);
        Self {
            since: since(started, now),
            since_is_estimate: is_estimate(started),
            command: command.map_or(0, |command| command.command.code()),
            label: command.and_then(|command| command.label.as_deref()),
            verdict: command.map_or("none", |command| command.verdict.slug()),
            checkable: command.map(|command| command.checkable),
            refusal: command.and_then(|command| command.refusal.as_deref()),
        }
    }
}

/// How the panel stands with the gateway.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ConnectionPart<'a> {
    connection: &'static str,
    since: u64,
    latency_ms: Option<u64>,
    role: &'static str,
    /// What went wrong: in a word, the HTTP status, the gateway's result code.
    failure: Option<&'static str>,
    http_status: Option<u16>,
    retcode: Option<&'a str>,
    /// When the gateway is asked next, while requests fail and none is under way.
    next_ask_at: Option<u64>,
}

impl<'a> ConnectionPart<'a> {
    /// Of `facts` as they stand `now`.
    pub fn new(facts: &'a Facts, now: Now) -> Self {
        let cause = facts.connection.cause.as_ref();
        Self {
            connection: facts.connection.connection.slug(),
            since: facts.connection.since.0,
            latency_ms: facts.latency_ms,
            role: facts.connection.role.slug(),
            failure: cause.map(Cause::name),
            http_status: match cause {
                Some(Cause::Http(status) | Cause::Page(status)) => Some(*status),
                _ => None,
            },
            retcode: match cause {
                Some(Cause::Code(retcode, _)) => Some(retcode.as_str()),
                _ => None,
            },
            next_ask_at: facts.next_ask.map(|due| now.wall.0 + due.since(now.mono)),
        }
    }
}

/// A limit that is near or over.
#[derive(Serialize)]
pub struct LimitPart {
    state: &'static str,
    /// In seconds.
    limit: u64,
    stage: &'static str,
    since: u64,
    at: u64,
}

impl LimitPart {
    /// Of that limit as it stands `now`.
    pub fn new(facts: &Facts, limit: LimitView, now: Now) -> Self {
        Self {
            state: if limit.is_hold {
                AgentState::Hold.slug()
            } else {
                state_slug(facts)
            },
            limit: limit.limit,
            stage: limit.stage(),
            since: wall(limit.since.0, now),
            at: now.wall.0,
        }
    }
}

/// A session that is no longer good.
#[derive(Serialize)]
pub struct ExpiredPart {
    why: &'static str,
}

impl ExpiredPart {
    /// For that reason.
    pub const fn new(expiry: Expiry) -> Self {
        let why = match expiry {
            Expiry::GuidRefused => "guid-refused",
            Expiry::SessionOver => "session-over",
        };
        Self { why }
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
    Some(wall(start, now))
}

fn wall(moment: Mono, now: Now) -> u64 {
    now.wall.0.saturating_sub(now.mono.since(moment))
}

fn is_estimate(since: Since) -> bool {
    since.is_some_and(|(_, about)| about)
}

const fn moment(wall: Wall) -> u64 {
    wall.0
}
