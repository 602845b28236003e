//! One poller per agent and browser (R7).
//!
//! The panel that the browser grants the agent's lock leads: it alone asks the gateway, and
//! tells the others what it knows after every step and once a second. They show that, and
//! wait for the lock. A leader that falls silent, or that nobody looks at while somebody
//! looks at a follower, has the lock taken away. What is told holds no Guid; each panel
//! asks with the one of its own session. A leader whose session is over lets go, so that
//! another may try with its own; it shows what that one says, and keeps away from the lock
//! until it has another Guid.

use super::effect::Effect;
use super::event::Event;
use super::model::Model;
use super::pushes::{command_sent, pushed};
use super::shared::take;
use super::wishes::{hasten, refresh};
use crate::diagnostics::Fact;
use crate::gateway::AgentId;
use crate::link::{LOOK_EVERY_MS, Phase, SyncStage};
use crate::sharing::said::{ASKED, COMMAND, EVENT, HELLO, REFRESH, Said, say};
use crate::sharing::{Doubt, GRACE_MS, Lead, LeadNews, PUNCTUAL_MS, Row, SHORTEST_PATIENCE_MS};
use crate::time::{Mono, Now};

/// How long the browser may take to answer who has the lead, in ms.
const ANSWER_MS: u64 = 2_000;
/// How long a leader may take for its first word, in ms.
const FIRST_WORD_MS: u64 = 1_500;
/// How much sooner than after two intervals a silent leader is replaced, in ms.
const AHEAD_MS: u64 = 1_000;
/// How late browsers let the timers of hidden pages be, in ms.
const THROTTLED_MS: u64 = 60_000;

/// Whether a request may go out now; where not, what is to be done for it.
pub fn may_send(model: &mut Model, now: Now, agent: AgentId, effects: &mut Vec<Effect>) -> bool {
    match model.sharing.lead {
        Lead::Leads | Lead::Alone => return true,
        Lead::Unasked | Lead::LooksOn { .. } => ask(model, now, agent, false, effects),
        Lead::Asked { by, .. } if now.mono < by => model.link.requests.set_due(by),
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
    model
        .link
        .requests
        .hasten(by.min(now.mono.plus(LOOK_EVERY_MS)));
}

/// The browser has said who leads.
pub fn lead_news(model: &mut Model, now: Now, news: LeadNews, effects: &mut Vec<Effect>) {
    if model.link.session.is_none() {
        return;
    }
    match news {
        LeadNews::Granted => {
            // A page that was frozen hears of its lead after it has lost it again.
            let at_once = matches!(
                model.sharing.lead,
                Lead::Asked { by, following: false, late: false }
                    if by.since(now.mono) >= ANSWER_MS - PUNCTUAL_MS
            );
            if !at_once {
                model.link.requests.rest(now.mono.plus(GRACE_MS));
            }
            become_one(model, now, Lead::Leads);
            hasten(model, now);
        }
        LeadNews::Unavailable => {
            alone(model, now);
            hasten(model, now);
        }
        // A page that comes back is in the queue again, whatever it was before.
        LeadNews::Taken | LeadNews::Lost if model.link.phase != Phase::Asking => {
            if model.link.requests.give_up() {
                effects.push(Effect::Abort);
                model.link.lose_sync();
            }
            become_one(model, now, Lead::Unasked);
            effects.push(Effect::Resign);
            if model.link.looks_again(&model.settings) {
                // The other one asks the same, or knows that it is good again.
                model.link.put_off_asking_again(&model.settings, now);
                effects.push(Effect::Say(say(now, HELLO, None)));
            }
        }
        LeadNews::Taken => {
            stop_asking(model, now, effects);
            let by = now.mono.plus(FIRST_WORD_MS);
            follow(model, now, by, false);
            effects.push(Effect::Say(say(now, HELLO, None)));
        }
        LeadNews::Lost => {
            stop_asking(model, now, effects);
            let by = now.mono.plus(patience(model));
            follow(model, now, by, false);
        }
    }
}

/// Another asks from now on.
fn stop_asking(model: &mut Model, now: Now, effects: &mut Vec<Effect>) {
    if model.link.requests.give_up() {
        effects.push(Effect::Abort);
    }
    model.link.leave_asking(now);
}

/// Another panel of the same agent has said something.
pub fn heard(model: &mut Model, now: Now, said: &str, effects: &mut Vec<Effect>) {
    let Some(agent) = model.link.session.as_ref().map(|session| session.agent) else {
        return;
    };
    let leads = model.sharing.lead == Lead::Leads;
    match Said::read(said, now) {
        Some(Said::Hello) if leads => tell(model, now, effects),
        Some(Said::Asked) => {
            model.link.requests.others_sent(Some(now.mono));
            model.link.put_off_asking_again(&model.settings, now);
        }
        Some(Said::State(row)) if !model.sharing.lead.may_ask() => {
            heard_state(model, now, agent, row, effects);
        }
        Some(Said::Event(event)) if leads => {
            pushed(model, now, &event);
            tell(model, now, effects);
        }
        Some(Said::Command(sent)) if leads => {
            command_sent(model, now, &sent);
            tell(model, now, effects);
        }
        Some(Said::Refresh) if leads => refresh(model, now),
        _ => {}
    }
}

/// Passes on what the portal has told a panel that follows.
pub fn pass_on(model: &Model, now: Now, push: &Event, effects: &mut Vec<Effect>) {
    let (word, content) = match push {
        Event::Pushed(event) => (EVENT, Some(event)),
        Event::CommandSent(command) => (COMMAND, Some(command)),
        Event::Refresh => (REFRESH, None),
        _ => return,
    };
    if model.sharing.lead.is_following() {
        effects.push(Effect::Say(say(now, word, content)));
    }
}

fn heard_state(model: &mut Model, now: Now, agent: AgentId, row: Row, effects: &mut Vec<Effect>) {
    let answered = |model: &Model| model.link.answered.map(|(at, _)| at.wall);
    let before = answered(model);
    let Some(sender) = take(model, now, row) else {
        return;
    };
    let looks_on = match model.sharing.lead {
        Lead::Follows { .. } => false,
        Lead::LooksOn { .. } => true,
        // Its own session is over. That of the sender is good if it has been answered since,
        // and both are one where the browser's proxy has it. The gateway is one for both.
        Lead::Unasked if model.link.phase != Phase::Asking && answered(model) > before => {
            if model.link.looks_again(&model.settings) {
                model.link.go_on();
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
pub fn seen(model: &mut Model, now: Now, effects: &mut Vec<Effect>) {
    if matches!(model.sharing.lead, Lead::Follows { hidden: true, .. }) {
        take_lead(model, now, effects);
    }
}

/// Takes the lead from the one who has it.
pub fn take_lead(model: &mut Model, now: Now, effects: &mut Vec<Effect>) {
    if let (Lead::Follows { .. }, Some(agent)) = (model.sharing.lead, model.agent()) {
        ask(model, now, agent, true, effects);
    }
}

/// Holds back a panel that was away and does not know yet that it no longer leads, or that
/// another still does. Stops looking on where there is nothing to see any more. `watched`:
/// somebody looked at the panel until now.
pub fn doubt(model: &mut Model, now: Now, watched: bool) {
    // The others may have another pace.
    let patience = if watched {
        SHORTEST_PATIENCE_MS
    } else {
        model.settings.hidden_poll_interval_ms + THROTTLED_MS
    };
    match model.sharing.doubt(patience, now) {
        Doubt::OfItself => model.link.requests.rest(now.mono.plus(GRACE_MS)),
        Doubt::NothingToSee => become_one(model, now, Lead::Unasked),
        Doubt::None => {}
    }
}

/// Speaks when there is `news`, and often enough for the others to know that it is there.
/// Lets go of the lead when it is of no use.
pub fn speak(model: &mut Model, now: Now, news: bool, effects: &mut Vec<Effect>) {
    let asks = |effect: &Effect| matches!(effect, Effect::Ask { .. });
    if model.sharing.lead == Lead::Leads && effects.iter().any(asks) {
        effects.push(Effect::Say(say(now, ASKED, None)));
    }
    let ends = model.sharing.lead == Lead::Leads
        && model.link.phase != Phase::Asking
        && !model.link.is_asking_again(&model.settings, now);
    if ends {
        become_one(model, now, Lead::Unasked);
        effects.push(Effect::Resign);
    }
    let beat = model.page.visible && model.sharing.is_beat_due(now);
    // One that lets go keeps what has become of its sync, which may not have counted.
    if ends || (model.sharing.lead.may_ask() && (news || beat)) {
        tell(model, now, effects);
    }
}

/// Takes what an earlier panel of this page load knew of the agent. Nobody has told of the
/// events in between, so one poll is enough against it, and what means two things is left to
/// the polls.
pub fn recall(model: &mut Model, now: Now, said: &str) {
    let stage = match Said::read(said, now) {
        Some(Said::State(row)) => take(model, now, row).map(|sender| sender.sync),
        _ => None,
    };
    model.desk.may_have_missed_events();
    if !matches!(
        stage,
        Some(SyncStage::Due | SyncStage::Used | SyncStage::Lost)
    ) {
        model.link.sync_was_used();
    }
}

fn tell(model: &mut Model, now: Now, effects: &mut Vec<Effect>) {
    let Some((agent, state)) = model.to_keep(now) else {
        return;
    };
    // What it knew before its session was over, the others know as well.
    if model.sharing.lead == Lead::Leads && model.link.phase == Phase::Asking {
        effects.push(Effect::Say(state.clone()));
        model.sharing.spoke(now);
    }
    effects.push(Effect::Keep(agent, state));
}

fn ask(model: &mut Model, now: Now, agent: AgentId, steal: bool, effects: &mut Vec<Effect>) {
    let following = model.sharing.lead.is_following();
    wait_for_answer(model, now.mono.plus(ANSWER_MS), following, false);
    effects.push(Effect::Lead { agent, steal });
}

fn wait_for_answer(model: &mut Model, by: Mono, following: bool, late: bool) {
    model.sharing.wait_for_answer(by, following, late);
    model.link.requests.set_due(by);
}

fn alone(model: &mut Model, now: Now) {
    become_one(model, now, Lead::Alone);
}

fn follow(model: &mut Model, now: Now, by: Mono, hidden: bool) {
    let late = false;
    become_one(model, now, Lead::Follows { by, hidden, late });
    look_by(model, now, by);
}

pub fn become_one(model: &mut Model, now: Now, lead: Lead) {
    if let Some(role) = model.sharing.become_one(lead) {
        model.diagnostics.add(now.wall, Fact::Role(role));
    }
}

/// How long a leader that is looked at may be silent, in ms: less than two intervals.
fn patience(model: &Model) -> u64 {
    (model.settings.poll_interval_ms * 2)
        .saturating_sub(AHEAD_MS)
        .max(SHORTEST_PATIENCE_MS)
}
