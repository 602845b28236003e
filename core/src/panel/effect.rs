//! What the panel wants done, as data.

use crate::gateway::{AgentId, Interface};
use crate::generation::Generation;
use crate::link::Session;
use crate::time::Mono;

/// One thing for the app to do.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Effect {
    /// Read the session from its source; answered by [`super::Event::SessionRead`].
    ReadSession,
    /// Ask the gateway: `syncagentinfo`, which empties the agent's event queue (R1), `agentstatus`,
    /// or `callinfo`, for who it is (R13). Answered by [`super::Event::Replied`].
    Ask {
        /// To be handed back with the reply.
        generation: Generation,
        /// Which of the three.
        interface: Interface,
        /// For whom, and with which Guid.
        session: Session,
    },
    /// Abort the request that is under way. No reply to it is wanted.
    Abort,
    /// Send [`super::Event::Woke`] at this moment; replaces an earlier wake.
    Wake(Mono),
    /// Ask the browser for the lead among the panels of that agent, behind a former leader
    /// or, to `steal` it, in its place; answered by [`super::Event::Lead`]. From then on
    /// pass on what other panels say, as [`super::Event::Heard`].
    Lead {
        /// Whose panels.
        agent: AgentId,
        /// Whether a former leader is to lose it.
        steal: bool,
    },
    /// Let go of the lead, and go on listening to the other panels.
    Resign,
    /// Let go of the lead and of the other panels: this one is no longer of their agent.
    Leave,
    /// Say this to the other panels of the agent.
    Say(String),
    /// Keep this, until the page is left, for the next panel of that agent.
    Keep(AgentId, String),
    /// Remove that session from its source, unless another stands there by now: it is over.
    Forget(Session),
    /// Write the session, typed into the connect form, to its source.
    Remember(Session),
}
