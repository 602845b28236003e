//! What happens to the panel.

use crate::gateway::AgentId;
use crate::generation::Generation;
use crate::link::{Reply, Session};
use crate::settings::{Complaint, Settings};
use crate::sharing::LeadNews;
use crate::time::Mono;

/// One thing that happened.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Event {
    /// The page is there; sent once and first.
    Started {
        /// Whether the page can be seen.
        visible: bool,
        /// Whether the browser believes that it has a network.
        online: bool,
    },
    /// The page has sent the sync for that session at that moment, before the panel was there,
    /// and leads; in answer to [`super::Effect::Ask`] the app hears what comes of it. It follows
    /// [`Event::Started`].
    AskedAhead(Session, Mono),
    /// The page has sent that agent's sync at that moment, and nobody hears what comes of it. It
    /// follows [`Event::Started`].
    AskedInVain(AgentId, Mono),
    /// What stands in the session's source now, in answer to
    /// [`super::Effect::ReadSession`], or because its owner says so. `None`: nothing, or nothing that can be used.
    SessionRead(Option<Session>),
    /// The reply to the request of that number.
    Replied(Generation, Reply),
    /// The same of a reply that came at that moment, before the panel was there to hear it.
    RepliedThen(Generation, Reply, Mono),
    /// The wake that [`super::Effect::Wake`] asked for, or any other moment to look at
    /// the clock.
    Woke,
    /// The wall clock ran this many ms ahead of the monotonic one, and they were added to
    /// [`crate::time::Now::mono`]: the computer slept, or somebody set its clock.
    ClockJumped(u64),
    /// The page can be seen now, or no more. Also sent when the page comes back from the
    /// back/forward cache.
    Visible(bool),
    /// The browser has a network now, or none.
    Online(bool),
    /// The host has changed the settings; with what was wrong among them.
    Configured(Settings, Vec<Complaint>),
    /// The answer to [`super::Effect::Lead`], or a change of it.
    Lead(LeadNews),
    /// Another panel of the same agent has said this with [`super::Effect::Say`].
    Heard(String),
    /// What an earlier panel of this page load left with [`super::Effect::Keep`] for that
    /// agent. It comes before the agent's session is read.
    Recalled(AgentId, String),
    /// The agent typed a session into the connect form.
    Connect(Session),
    /// The portal pushes an event of the gateway, as JSON: the event object, or the whole
    /// answer of the event poll.
    Pushed(String),
    /// The portal has sent a command for the agent, or says what the gateway has answered, as JSON:
    /// see `decode_command`.
    CommandSent(String),
    /// The agent asks once more for `syncagentinfo`, knowing what it costs.
    RetrySync,
    /// The agent asks to try now: after the panel stopped as misconfigured, or while it backs off.
    RetryNow,
    /// The host wants to know now.
    Refresh,
}
