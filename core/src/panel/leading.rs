//! One poller per agent and browser (R7).
//!
//! The panel that the browser grants the agent's lock leads: it alone asks the gateway, and
//! tells the others what it knows after every step and once a second. They show that, and
//! wait for the lock. A leader that falls silent, or that nobody looks at while somebody
//! looks at a follower, has the lock taken away. What is told holds no Guid; each panel
//! asks with the one of its own session. A leader whose session is over lets go, so that
//! another may try with its own; it shows what that one says, and keeps away from the lock
//! until it has another Guid.

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
use super::session::{LOOK_EVERY_MS, Phase, is_asking_again, looks_again, put_off_asking_again};
use super::shared::{SyncStage, take};
use super::time::{Mono, Now};
use crate::gateway::AgentId;

/// How long the browser may take to answer who has the lead, in ms.
const ANSWER_MS: u64 = 2_000;
/// How long a leader may take for its first word, in ms.
const FIRST_WORD_MS: u64 = 1_500;
/// How late a wake or an answer may be before the page counts as busy or frozen, in ms.
const PUNCTUAL_MS: u64 = 100;
/// A leader that is looked at speaks at each turn of a second, unless it has within so many
/// ms before it.
const BEAT_MS: u64 = 500;
/// The shortest patience with a silent leader, in ms: more than from a word right after the
/// time of a beat to the beat after the next turn.
const SHORTEST_PATIENCE_MS: u64 = 1_800;
/// How much sooner than after two intervals a silent leader is replaced, in ms.
const AHEAD_MS: u64 = 1_000;
/// How long a panel waits with its request while it may be that another has just sent one
/// and the word of it, or of a new leader, is still on its way, in ms.
const GRACE_MS: u64 = 200;
/// How late browsers let the timers of hidden pages be, in ms.
const THROTTLED_MS: u64 = 60_000;

/// What a panel says to those of the same agent, in front of the first line break.
const HELLO: &str = "hello";
const ASKED: &str = "asked";
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
        Lead::Unasked | Lead::LooksOn { .. } => ask(model, now, agent, false, effects),
        Lead::Asked { by, .. } if now.mono < by => model.requests.set_due(by),
        // The answer may be there and wait behind this very wake.
        Lead::Asked {
            following,
            late: false,
            ..
        } => wait_for_answer(model, now.mono.plus(GRACE_MS), following, true),
        Lead::Asked { .. } => {
            alone(model, now);
            return true;
        }
        Lead::Follows { by, .. } if now.mono >= by => ask(model, now, agent, true, effects),
        Lead::Follows { by, .. } => look_by(model, now, by),
    }
    false
}

/// Looks at the session by then, and every now and then before: it may be another's, or
/// nobody's, while this panel asks nothing.
fn look_by(model: &mut Model, now: Now, by: Mono) {
    model.requests.hasten(by.min(now.mono.plus(LOOK_EVERY_MS)));
}

/// The browser has said who leads.
pub(super) fn lead_news(model: &mut Model, now: Now, news: LeadNews, effects: &mut Vec<Effect>) {
    if model.session.is_none() {
        return;
    }
    match news {
        LeadNews::Granted => {
            // A page that was frozen hears of its lead after it has lost it again.
            let at_once = matches!(
                model.lead,
                Lead::Asked { by, following: false, late: false }
                    if by.since(now.mono) >= ANSWER_MS - PUNCTUAL_MS
            );
            if !at_once {
                model.requests.rest(now.mono.plus(GRACE_MS));
            }
            become_one(model, now, Lead::Leads);
            model.told = None;
            hasten(model, now);
        }
        LeadNews::Unavailable => {
            alone(model, now);
            hasten(model, now);
        }
        // A page that comes back is in the queue again, whatever it was before.
        LeadNews::Taken | LeadNews::Lost if model.phase != Phase::Asking => {
            if model.requests.give_up() {
                effects.push(Effect::Abort);
                model.lose_sync();
            }
            become_one(model, now, Lead::Unasked);
            effects.push(Effect::Resign);
            if looks_again(model) {
                // The other one asks the same, or knows that it is good again.
                put_off_asking_again(model, now);
                effects.push(Effect::Say(HELLO.to_owned()));
            }
        }
        LeadNews::Taken => {
            stop_asking(model, now, effects);
            let by = now.mono.plus(FIRST_WORD_MS);
            follow(model, now, by, false);
            effects.push(Effect::Say(HELLO.to_owned()));
        }
        LeadNews::Lost => {
            stop_asking(model, now, effects);
            let by = now.mono.plus(patience(model));
            follow(model, now, by, false);
        }
    }
}

/// Another asks from now on. What the gateway wanted holds for all.
fn stop_asking(model: &mut Model, now: Now, effects: &mut Vec<Effect>) {
    if model.requests.give_up() {
        effects.push(Effect::Abort);
    }
    model.lose_sync();
    let (slowed, not_before) = model.polling.limits();
    model.polling = Polling::default();
    model.polling.limit(slowed, not_before, now.mono);
}

/// Another panel of the same agent has said something.
pub(super) fn heard(model: &mut Model, now: Now, said: &str, effects: &mut Vec<Effect>) {
    let Some(agent) = model.session.as_ref().map(|session| session.agent) else {
        return;
    };
    match said.split_once('\n') {
        None if said == HELLO && model.lead == Lead::Leads => tell(model, now, effects),
        None if said == ASKED => {
            model.requests.others_sent(Some(now.mono));
            put_off_asking_again(model, now);
        }
        Some((STATE, row)) if !model.lead.may_ask() => {
            heard_state(model, now, agent, row, effects);
        }
        Some((EVENT, event)) if model.lead == Lead::Leads => {
            pushed(model, now, event);
            tell(model, now, effects);
        }
        Some((COMMAND, sent)) if model.lead == Lead::Leads => {
            command_sent(model, now, sent);
            tell(model, now, effects);
        }
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
    let answered = |model: &Model| model.answered.map(|(at, _)| at.wall);
    let before = answered(model);
    let Some(sender) = take(model, now, row) else {
        return;
    };
    let looks_on = match model.lead {
        Lead::Follows { .. } => false,
        Lead::LooksOn { .. } => true,
        // Its own session is over. That of the sender is good if it has been answered since,
        // and both are one where the browser's proxy has it. The gateway is one for both.
        Lead::Unasked if model.phase != Phase::Asking && answered(model) > before => {
            if looks_again(model) {
                model.phase = Phase::Asking;
                return ask(model, now, agent, false, effects);
            }
            true
        }
        _ => return,
    };
    if model.page.visible && !sender.visible && !looks_on {
        return ask(model, now, agent, true, effects);
    }
    let patience = if sender.visible {
        patience(model)
    } else {
        sender.next_ms + model.settings.hidden_poll_interval_ms
    };
    // Words that come late, because this page was frozen, come one after the other.
    let left = patience.saturating_sub(sender.age_ms).max(FIRST_WORD_MS);
    let by = now.mono.plus(left);
    if looks_on {
        become_one(model, now, Lead::LooksOn { by });
    } else {
        follow(model, now, by, !sender.visible);
    }
}

/// Somebody looks at this panel now.
pub(super) fn seen(model: &mut Model, now: Now, effects: &mut Vec<Effect>) {
    if matches!(model.lead, Lead::Follows { hidden: true, .. }) {
        take_lead(model, now, effects);
    }
}

/// Takes the lead from the one who has it.
pub(super) fn take_lead(model: &mut Model, now: Now, effects: &mut Vec<Effect>) {
    if let (Lead::Follows { .. }, Some(agent)) = (model.lead, model.agent()) {
        ask(model, now, agent, true, effects);
    }
}

/// Holds back a panel that was away and does not know yet that it no longer leads, or that
/// another still does. Stops looking on where there is nothing to see any more. `watched`:
/// somebody looked at the panel until now.
pub(super) fn doubt(model: &mut Model, now: Now, watched: bool) {
    let silent = model.told.map(|told| now.mono.since(told));
    // The others may have another pace.
    let patience = if watched {
        SHORTEST_PATIENCE_MS
    } else {
        model.settings.hidden_poll_interval_ms + THROTTLED_MS
    };
    match model.lead {
        // The page was frozen or the computer slept: another may have taken over.
        Lead::Leads if silent > Some(patience) => {
            model.told = Some(now.mono);
            model.requests.rest(now.mono.plus(GRACE_MS));
        }
        // What was said meanwhile may wait behind this very wake.
        Lead::Follows {
            by,
            hidden,
            late: false,
        } if now.mono >= by.plus(PUNCTUAL_MS) => {
            model.lead = Lead::Follows {
                by: now.mono.plus(GRACE_MS),
                hidden,
                late: true,
            };
        }
        Lead::LooksOn { by } if now.mono >= by => become_one(model, now, Lead::Unasked),
        _ => {}
    }
}

/// Speaks when there is `news`, and often enough for the others to know that it is there.
/// Lets go of the lead when it is of no use.
pub(super) fn speak(model: &mut Model, now: Now, news: bool, effects: &mut Vec<Effect>) {
    let asks = |effect: &Effect| {
        matches!(
            effect,
            Effect::Sync { .. } | Effect::FetchStatus { .. } | Effect::LookUp { .. }
        )
    };
    if model.lead == Lead::Leads && effects.iter().any(asks) {
        effects.push(Effect::Say(ASKED.to_owned()));
    }
    let ends =
        model.lead == Lead::Leads && model.phase != Phase::Asking && !is_asking_again(model, now);
    if ends {
        become_one(model, now, Lead::Unasked);
        effects.push(Effect::Resign);
    }
    let silent = model
        .told
        .is_none_or(|told| now.mono.since(told) >= BEAT_MS);
    let beat = model.lead == Lead::Leads && model.page.visible && silent;
    // One that lets go keeps what has become of its sync, which may not have counted.
    if ends || (model.lead.may_ask() && (news || beat)) {
        tell(model, now, effects);
    }
}

/// Takes what an earlier panel of this page load knew of the agent. Nobody has told of the
/// events in between, so one poll is enough against it, and what means two things is left to
/// the polls.
pub(super) fn recall(model: &mut Model, now: Now, row: &str) {
    let stage = take(model, now, row).map(|sender| sender.sync);
    model.pushes.against = 1;
    if !matches!(
        stage,
        Some(SyncStage::Due | SyncStage::Used | SyncStage::Lost)
    ) {
        model.use_up_sync();
        model.recovery = Recovery::Lost(Cause::AlreadySynced);
    }
}

fn tell(model: &mut Model, now: Now, effects: &mut Vec<Effect>) {
    let Some((agent, row)) = model.to_keep(now) else {
        return;
    };
    // What it knew before its session was over, the others know as well.
    if model.lead == Lead::Leads && model.phase == Phase::Asking {
        effects.push(Effect::Say([STATE, "\n", &row].concat()));
        model.told = Some(now.mono);
    }
    effects.push(Effect::Keep(agent, row));
}

fn ask(model: &mut Model, now: Now, agent: AgentId, steal: bool, effects: &mut Vec<Effect>) {
    let following = model.lead.is_following();
    wait_for_answer(model, now.mono.plus(ANSWER_MS), following, false);
    effects.push(Effect::Lead { agent, steal });
}

fn wait_for_answer(model: &mut Model, by: Mono, following: bool, late: bool) {
    model.lead = Lead::Asked {
        by,
        following,
        late,
    };
    model.requests.set_due(by);
}

fn alone(model: &mut Model, now: Now) {
    become_one(model, now, Lead::Alone);
}

fn follow(model: &mut Model, now: Now, by: Mono, hidden: bool) {
    let late = false;
    become_one(model, now, Lead::Follows { by, hidden, late });
    look_by(model, now, by);
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
        .saturating_sub(AHEAD_MS)
        .max(SHORTEST_PATIENCE_MS)
}
