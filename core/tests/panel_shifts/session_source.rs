//! The session's source, which the portal writes and the panel reads.

use cec_agent_panel_core::gateway::{AgentId, Guid};
use cec_agent_panel_core::link::Session;
use cec_agent_panel_core::panel::Event;

use super::world::{AGENTS, World, place};

/// Part of every Guid.
pub const SECRET: &str = "S3CR3T00";
/// A session in the source: an agent by their place, and the number of their Guid.
pub type Held = (usize, u32);

/// In the place of a Guid's number where there is none.
pub const NO_GUID: u32 = 0;

impl World<'_> {
    /// The session as it stands in the source.
    pub fn session(&self) -> Option<Session> {
        let (agent, guid) = self.source?;
        let mut session = session(agent, guid);
        session.guid.take_if(|_| self.temper.proxied);
        Some(session)
    }

    /// The runtime looks at the session's source.
    pub fn read_session(&mut self) {
        let session = self.session();
        let agent = session.as_ref().map(|session| session.agent);
        if agent != self.model.agent()
            && let Some(kept) = self.memory.iter().find(|(of, _)| Some(*of) == agent)
        {
            let (agent, row) = kept.clone();
            self.event(Event::Recalled(agent, row));
        }
        self.event(Event::SessionRead(session));
    }

    /// The portal hands the panel the session, as it stands in the source.
    pub fn hand_session(&mut self) {
        self.watch.may_be_good();
        self.read_session();
    }

    /// The portal writes the newest Guid of the agent, if that is who is signed in here.
    pub fn write(&mut self, agent: usize) {
        if self.source.is_none_or(|(of, _)| of == agent) {
            let guid = self.agents[agent].guid();
            self.hold(Some((agent, guid)));
        }
    }

    /// The agent's place and the Guid's number.
    pub fn held(&self, session: &Session) -> Option<Held> {
        Some((
            place(session.agent)?,
            self.number_of(session.guid.as_ref())?,
        ))
    }

    /// The number of a Guid of this shift, or that there is none where none must be.
    pub fn number_of(&self, guid: Option<&Guid>) -> Option<u32> {
        match guid {
            Some(guid) if !self.temper.proxied => {
                let text = guid.expose_for_header();
                text.split(['-', '.']).nth(2)?.parse().ok()
            }
            None if self.temper.proxied => Some(NO_GUID),
            _ => None,
        }
    }

    /// What stands in the session's source is another now.
    pub fn hold(&mut self, held: Option<Held>) {
        self.say(|| format!("the source holds {held:?}"));
        if self.source.map(|(agent, _)| agent) != held.map(|(agent, _)| agent) {
            self.watch.outage_over = None;
            self.watch.interrupted = self.at;
        }
        self.source = held;
        if let Some((agent, _)) = held {
            self.fetch(agent);
        }
        // A portal that sets a property says so at once, and one that is going to push the
        // events of another agent says first who that is.
        let known = self.model.agent().and_then(place);
        let other = self.temper.pushes && held.is_some_and(|(agent, _)| known != Some(agent));
        if (self.dice.once_in(2) || other) && !self.asleep {
            self.hand_session();
        }
    }
}

/// A session as the portal writes it.
pub fn session(agent: usize, guid: u32) -> Session {
    Session {
        agent: AgentId::parse(&AGENTS[agent].to_string()).unwrap(),
        guid: Some(Guid::new(&guid_text(agent, guid)).unwrap()),
    }
}

pub fn guid_text(agent: usize, number: u32) -> String {
    format!("{SECRET}-{}-{number}.AgentGateway0", AGENTS[agent])
}
