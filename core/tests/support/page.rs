//! The page around the panel: it does what the panel asks of it, keeps what the panel leaves
//! behind, and holds the session's source.

use cec_agent_panel_core::gateway::AgentId;
use cec_agent_panel_core::link::Session;
use cec_agent_panel_core::panel::{Effect, Event, Model};
use cec_agent_panel_core::sharing::LeadNews;
use cec_agent_panel_core::time::Mono;

use super::Shift;

impl Shift {
    pub(super) fn perform(&mut self, effect: Effect) {
        match effect {
            Effect::ReadSession => self.read_session(),
            Effect::Ask {
                generation,
                interface,
                session,
            } => self.send(interface.into(), generation, &session),
            Effect::Abort => {
                let request = self.under_way.take().expect("nothing to abort");
                self.aborts.push(self.at);
                if let Some((_, reply)) = request.reply {
                    self.late.push((request.generation, reply));
                }
            }
            Effect::Wake(Mono(at)) => self.wake = Some(at),
            Effect::Keep(agent, row) => self.keep(agent, row),
            effect
                if self.in_browser
                    && !matches!(effect, Effect::Remember(_) | Effect::Forget(_)) =>
            {
                self.outbox.push(effect);
            }
            // A page without locks and channels.
            Effect::Lead { .. } => self.event(Event::Lead(LeadNews::Unavailable)),
            Effect::Resign | Effect::Leave | Effect::Say(_) => {}
            Effect::Forget(session) => {
                self.source.take_if(|source| *source == session);
                self.forgotten.push(session);
            }
            Effect::Remember(session) => {
                self.remembered.push(session.clone());
                self.source = Some(session);
            }
        }
    }

    /// The panel is taken out of its page: what it knows is kept, what it does ends.
    pub fn remove(&mut self) {
        if let Some((agent, row)) = self.model.to_keep(self.now()) {
            self.keep(agent, row);
        }
        self.under_way = None;
        self.wake = None;
    }

    /// A new panel in the same page, not started yet.
    pub fn insert_anew(&mut self) {
        self.before = self.sent.len();
        let settings = self.model.settings().clone();
        self.model = Model::new(settings, Vec::new(), self.now());
    }

    fn keep(&mut self, agent: AgentId, row: String) {
        self.memory.retain(|(of, _)| *of != agent);
        self.memory.push((agent, row));
    }

    fn read_session(&mut self) {
        self.looks.push(self.at);
        let session = self.source.clone();
        let agent = session.as_ref().map(|session| session.agent);
        if self.in_browser
            && agent != self.model.agent()
            && let Some(kept) = self.memory.iter().find(|(of, _)| Some(*of) == agent)
        {
            let (agent, row) = kept.clone();
            self.event(Event::Recalled(agent, row));
        }
        self.event(Event::SessionRead(session));
    }

    /// The portal writes another session, or none.
    pub fn source_holds(&mut self, session: Option<Session>) {
        self.source = session;
    }
}
