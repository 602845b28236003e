//! The one sync of a page load: sent by the panel, or by the page before the panel was there, as
//! a running panel had written down for it on the load before.

use super::effect::Effect;
use super::leading::become_one;
use super::model::Model;
use crate::gateway::{AgentId, Interface};
use crate::link::{Phase, Session};
use crate::sharing::Lead;
use crate::time::{Mono, Now};

/// The sync goes out, or went out at `sent`.
pub fn send_sync(
    model: &mut Model,
    now: Now,
    session: Session,
    sent: Mono,
    effects: &mut Vec<Effect>,
) {
    let interface = Interface::SyncAgentInfo;
    model.link.recovery.sent(sent);
    // It empties the queue, maybe of events that nobody has fetched.
    model.desk.may_have_missed_events();
    let generation = model.link.requests.sent_at(interface, sent, now.mono);
    model.desk.asked(generation);
    effects.push(Effect::Ask {
        generation,
        interface,
        session,
    });
}

/// The sync went out at `sent`, as the one of the panel that leads, and its answer will be
/// heard: from here on it is a request as any other.
pub fn asked_ahead(
    model: &mut Model,
    now: Now,
    session: Session,
    sent: Mono,
    effects: &mut Vec<Effect>,
) {
    become_one(model, now, Lead::Leads);
    model.link.asked_with(session.clone());
    send_sync(model, now, session, sent, effects);
}

/// The agent's sync went out at `sent`, and nobody will hear its answer. It was the one of this
/// page load all the same (R1).
pub fn asked_in_vain(model: &mut Model, agent: AgentId, sent: Mono) {
    model.link.settle(agent);
    model.link.requests.others_sent(Some(sent));
}

impl Model {
    /// The agent for whom the next load of this tab may send the sync at once: there is a
    /// session that the gateway accepts, and this panel is the one that asks.
    pub fn may_ask_ahead(&self) -> Option<AgentId> {
        let is_good = self.link.phase == Phase::Asking && self.link.answered.is_some();
        let leads = self.sharing.lead == Lead::Leads;
        self.agent().filter(|_| is_good && leads)
    }
}
