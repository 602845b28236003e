//! What a host is told: the content of the `cec-*` events and of `snapshot()`.

use super::limit::LimitView;
use super::safe_text::masked;
use super::view_model::{Detail, ViewModel};
use crate::desk::call::Details;
use crate::desk::{CallStage, Pending, Source, Verdict};
use crate::gateway::{AgentId, AgentState, Command, Reason};
use crate::link::{Cause, Connection, Expiry, Phase};
use crate::panel::Model;
use crate::sharing::Role;
use crate::time::{Mono, Wall};

/// All that a host is told. A part that compares equal is not told again, nor a call of which the
/// same was said again; what changes with every answer stands outside the parts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Facts {
    /// Whose panel it is; `None` while nobody is known to be signed in.
    pub agent: Option<AgentId>,
    /// The agent's state.
    pub state: StateFacts,
    /// When the state was last confirmed, by the browser's clock.
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
    /// When the gateway is asked next, by the monotonic clock, while it does not answer and no
    /// request is under way.
    pub next_ask: Option<Mono>,
    /// Why the session is no longer good, if it is not.
    pub expiry: Option<Expiry>,
}

/// When something began, by the monotonic clock in ms, and whether that is only a guess.
pub type Since = Option<(Mono, bool)>;

/// The agent's state, as the badge shows it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StateFacts {
    /// The state, by the page "Agent Status" (`cec_07_0581`); `None` when it is unknown.
    pub state: Option<AgentState>,
    /// Who said so.
    pub source: Option<Source>,
    /// When it began.
    pub since: Since,
    /// Whether it is as recent as it should be.
    pub fresh: bool,
    /// What only the sync knew of the call, and when it said so.
    pub detail: Option<Detail>,
    /// What comes next: busy or rest that was asked for before.
    pub pending: Pending,
    /// Why the agent is busy or rests, by `reason` of events (`cec_07_1346`).
    pub reason: Option<Reason>,
}

/// The call, as the card shows it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CallFacts {
    /// Where it stands.
    pub stage: CallStage,
    /// Whether it is a call out, or an internal one that the agent made.
    pub is_out: bool,
    /// What is known of it: numbers masked where the settings say so, times of a hold and of a
    /// second call while it goes on.
    pub details: Option<Details>,
}

impl CallFacts {
    /// Who is on the line, of a call that goes on: as the badge says it.
    pub fn party(&self) -> Option<&str> {
        let details = self.details.as_ref()?;
        let (CallStage::AtLoad | CallStage::Live) = self.stage else {
            return None;
        };
        let number = if self.is_out {
            &details.called
        } else {
            &details.caller
        };
        number.as_deref()
    }

    /// Whether it is another than `before`. That the same was said again is nothing new.
    pub fn is_news_after(&self, mut before: Self) -> bool {
        if let (Some(now), Some(then)) = (&self.details, &mut before.details) {
            then.as_of = now.as_of;
        }
        *self != before
    }
}

/// A command, as the indicator shows it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CommandFacts {
    /// Which, by Table 7 of `syncagentinfo`.
    pub command: Command,
    /// What became of it.
    pub verdict: Verdict,
    /// Whether anything can show its effect here.
    pub checkable: bool,
    /// What the portal calls it.
    pub label: Option<String>,
    /// In which words the gateway has refused it.
    pub refusal: Option<String>,
    /// When it was sent.
    pub since: Since,
}

/// How the panel stands with the gateway.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ConnectionFacts {
    /// How.
    pub connection: Connection,
    /// Since when, by the browser's clock.
    pub since: Wall,
    /// Who polls for this agent.
    pub role: Role,
    /// What went wrong, while that is said.
    pub cause: Option<Cause>,
}

/// What a host is told of `model`, of which `seen` is to be seen: the same.
pub fn facts(model: &Model, seen: &ViewModel) -> Facts {
    let status = model
        .desk
        .status
        .as_ref()
        .filter(|_| seen.badge.state.is_some());
    Facts {
        agent: model.agent(),
        state: StateFacts {
            state: seen.badge.state,
            source: seen.badge.source,
            since: status.and_then(|status| status.start.moment()),
            fresh: seen.badge.fresh,
            detail: seen.badge.detail,
            pending: seen.pending,
            reason: seen.badge.reason,
        },
        state_as_of: status.map(|status| status.seen.wall),
        limit: seen.limit,
        call: CallFacts {
            stage: seen.call.stage,
            is_out: seen.call.is_out,
            details: details(model, seen),
        },
        command: seen.command.as_ref().and_then(|shown| {
            let running = model.desk.command.as_ref()?;
            Some(CommandFacts {
                command: shown.command,
                verdict: shown.verdict,
                checkable: shown.checkable,
                label: model.desk.command_label.clone(),
                refusal: model.desk.refusal.clone(),
                since: running.start.moment(),
            })
        }),
        connection: ConnectionFacts {
            connection: seen.connection.connection,
            since: seen.connection.since,
            role: model.role(),
            cause: seen.notice.as_ref().and_then(|notice| notice.cause.clone()),
        },
        latency_ms: seen.connection.latency_ms,
        next_ask: seen.next_ask.and_then(|_| model.link.next_due()),
        expiry: match &model.link.phase {
            Phase::Expired(expiry) => Some(*expiry),
            _ => None,
        },
    }
}

/// What is known of the call that is to be seen.
fn details(model: &Model, seen: &ViewModel) -> Option<Details> {
    let call = &model.desk.call;
    let known = call.details.as_ref();
    let mut details = known
        .filter(|_| seen.call.stage != CallStage::None)?
        .clone();
    if !call.goes_on() {
        details.holds_no_longer();
    }
    if model.settings.mask_numbers {
        for number in [
            &mut details.caller,
            &mut details.called,
            &mut details.original_called,
            &mut details.partner,
        ] {
            *number = number.as_deref().map(masked);
        }
    }
    Some(details)
}
