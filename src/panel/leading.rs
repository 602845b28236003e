//! One poller per agent and browser (R7).
//!
//! The panel that the browser grants the agent's lock leads: it alone asks the gateway, and
//! tells the others what it knows after every step and once a second. They show that, and
//! wait for the lock. A leader that falls silent, or that nobody looks at while somebody
//! looks at a follower, has the lock taken away. What is told holds no Guid; each panel
//! asks with the one of its own session. A leader whose session is over lets go, so that
//! another may try with its own.

use super::diagnostics::Fact;
use super::effect::Effect;
use super::event::Event;
use super::lead::{Lead, LeadNews};
use super::model::Model;
use super::pace::hasten;
use super::polling::Polling;
use super::pushed::{command_sent, pushed};
use super::recovery::Recovery;
use super::reply::Cause;
use super::session::Phase;
use super::shared::{SyncStage, take};
use super::time::{Mono, Now};
use super::update::ask_again;
use crate::gateway::AgentId;

/// How long the browser may take to answer who has the lead, in ms.
const ANSWER_MS: u64 = 2_000;
/// How long a leader may take for its first word, in ms.
const FIRST_WORD_MS: u64 = 1_500;
/// How often a leader that is looked at speaks at least, in ms.
const BEAT_MS: u64 = 1_000;
/// The shortest patience with a silent leader, in ms.
const SHORTEST_PATIENCE_MS: u64 = 1_500;

/// What a panel says to those of the same agent, in front of the first line break.
const HELLO: &str = "hello";
const STATE: &str = "state";
const EVENT: &str = "event";
const COMMAND: &str = "command";

/// Whether a request may go out now; where not, what is to be done for it.
pub(super) fn may_send(
    model: &mut Model,
    now: Now,
    agent: AgentId,
    effects: &mut Vec<Effect>,
) -> bool {
    match model.lead {
        Lead::Leads | Lead::Alone => return true,
        Lead::Unasked => ask(model, now, agent, false, effects),
        Lead::Asked { since, .. } if now.mono.since(since) >= ANSWER_MS => {
            alone(model, now);
            return true;
        }
        Lead::Asked { since, .. } => model.requests.set_due(since.plus(ANSWER_MS)),
        Lead::Follows { by, .. } if now.mono >= by => ask(model, now, agent, true, effects),
        Lead::Follows { by, .. } => model.requests.set_due(by),
    }
    false
}

/// The browser has said who leads.
pub(super) fn lead_news(model: &mut Model, now: Now, news: LeadNews, effects: &mut Vec<Effect>) {
    if model.session.is_none() {
        return;
    }
    match news {
        LeadNews::Granted => {
            become_one(model, now, Lead::Leads);
            hasten(model, now);
        }
        LeadNews::Unavailable => {
            alone(model, now);
            hasten(model, now);
        }
        LeadNews::Taken => {
            let by = now.mono.plus(FIRST_WORD_MS);
            follow(model, now, by, false);
            effects.push(Effect::Say(HELLO.to_owned()));
        }
        LeadNews::Lost => {
            if model.requests.give_up() {
                effects.push(Effect::Abort);
            }
            if model.recovery.is_under_way() {
                // What was sent may have been done.
                model.use_up_sync();
                model.recovery = Recovery::Lost(Cause::AlreadySynced);
            }
            model.polling = Polling::default();
            let by = now.mono.plus(patience(model));
            follow(model, now, by, false);
        }
    }
}

/// Another panel of the same agent has said something.
pub(super) fn heard(model: &mut Model, now: Now, said: &str, effects: &mut Vec<Effect>) {
    let Some(agent) = model.session.as_ref().map(|session| session.agent) else {
        return;
    };
    match said.split_once('\n') {
        None if said == HELLO && model.lead == Lead::Leads => tell(model, now, effects),
        Some((STATE, row)) if !model.lead.may_ask() => {
            heard_state(model, now, agent, row, effects);
        }
        // The leader tells all what came of it.
        Some((EVENT, event)) if model.lead == Lead::Leads => pushed(model, now, event),
        Some((COMMAND, sent)) if model.lead == Lead::Leads => command_sent(model, now, sent),
        _ => {}
    }
}

/// Passes on what the portal has pushed into a panel that follows.
pub(super) fn pass_on(model: &Model, push: &Event, effects: &mut Vec<Effect>) {
    let (kind, text) = match push {
        Event::Pushed(event) => (EVENT, event),
        Event::CommandSent(command) => (COMMAND, command),
        _ => return,
    };
    if model.lead.is_following() {
        effects.push(Effect::Say([kind, "\n", text].concat()));
    }
}

fn heard_state(model: &mut Model, now: Now, agent: AgentId, row: &str, effects: &mut Vec<Effect>) {
    if model.phase != Phase::Asking {
        ask_again(model);
    }
    let Some(sender) = take(model, now, row) else {
        return;
    };
    match model.lead {
        Lead::Follows { .. } => {}
        // It is in nobody's queue after its own session was over.
        Lead::Unasked => return ask(model, now, agent, false, effects),
        _ => return,
    }
    if model.page.visible && !sender.visible {
        return ask(model, now, agent, true, effects);
    }
    let patience = if sender.visible {
        patience(model)
    } else {
        sender.next_ms + model.settings.hidden_poll_interval_ms
    };
    // Words that come late, because this page was frozen, come one after the other.
    let left = patience.saturating_sub(sender.age_ms).max(BEAT_MS);
    follow(model, now, now.mono.plus(left), !sender.visible);
}

/// Somebody looks at this panel now.
pub(super) fn seen(model: &mut Model, now: Now, effects: &mut Vec<Effect>) {
    if let (Lead::Follows { hidden: true, .. }, Some(session)) = (model.lead, &model.session) {
        let agent = session.agent;
        ask(model, now, agent, true, effects);
    }
}

/// Speaks when there is `news`, and often enough for the others to know that it is there.
/// Lets go of the lead when it is of no use.
pub(super) fn speak(model: &mut Model, now: Now, news: bool, effects: &mut Vec<Effect>) {
    if model.lead == Lead::Leads && model.phase != Phase::Asking {
        become_one(model, now, Lead::Unasked);
        effects.push(Effect::Resign);
    }
    let silent = model
        .told
        .is_none_or(|told| now.mono.since(told) >= BEAT_MS);
    let beat = model.lead == Lead::Leads && model.page.visible && silent;
    if model.lead.may_ask() && (news || beat) {
        tell(model, now, effects);
    }
}

/// Takes what an earlier panel of this page load knew of the agent.
pub(super) fn recall(model: &mut Model, now: Now, row: &str) {
    let stage = take(model, now, row).map(|sender| sender.sync);
    if !matches!(stage, Some(SyncStage::Due | SyncStage::Used)) {
        model.use_up_sync();
        model.recovery = Recovery::Lost(Cause::AlreadySynced);
    }
}

fn tell(model: &mut Model, now: Now, effects: &mut Vec<Effect>) {
    let Some((agent, row)) = model.to_keep(now) else {
        return;
    };
    if model.lead == Lead::Leads {
        effects.push(Effect::Say([STATE, "\n", &row].concat()));
        model.told = Some(now.mono);
    }
    effects.push(Effect::Keep(agent, row));
}

fn ask(model: &mut Model, now: Now, agent: AgentId, steal: bool, effects: &mut Vec<Effect>) {
    model.lead = Lead::Asked {
        since: now.mono,
        following: model.lead.is_following(),
    };
    model.requests.set_due(now.mono.plus(ANSWER_MS));
    effects.push(Effect::Lead { agent, steal });
}

fn alone(model: &mut Model, now: Now) {
    become_one(model, now, Lead::Alone);
}

fn follow(model: &mut Model, now: Now, by: Mono, hidden: bool) {
    become_one(model, now, Lead::Follows { by, hidden });
    model.requests.set_due(by);
}

fn become_one(model: &mut Model, now: Now, lead: Lead) {
    let (before, after) = (model.lead.role(), lead.role());
    if before != after || (lead == Lead::Alone && model.lead != lead) {
        model.diagnostics.add(now.wall, Fact::Role(after));
    }
    model.lead = lead;
}

/// How long a leader that is looked at may be silent, in ms: less than two intervals.
fn patience(model: &Model) -> u64 {
    (model.settings.poll_interval_ms * 2)
        .saturating_sub(BEAT_MS)
        .max(SHORTEST_PATIENCE_MS)
}
