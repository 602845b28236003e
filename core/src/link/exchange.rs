//! All that is known of the gateway and of what was asked.

use super::look_up::LookUp;
use super::polling::Polling;
use super::quality::Quality;
use super::recovery::Recovery;
use super::reply::{Cause, Known};
use super::requests::Requests;
use super::server_clock::ServerClock;
use super::session::{Phase, Refusals, Session};
use crate::gateway::AgentId;
use crate::generation::Generation;
use crate::settings::GuidFrom;
use crate::time::Now;

/// The exchange with the gateway.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Link {
    /// The session that the last request went out with.
    pub session: Option<Session>,
    /// Whether the gateway may be asked.
    pub phase: Phase,
    /// How often the Guid was refused.
    pub refusals: Refusals,
    /// The newest request when the gateway pushed that it has signed the agent out; `None`
    /// since the next answer.
    pub shut_down: Option<Generation>,
    /// The one sync of this page load and agent.
    pub recovery: Recovery,
    /// The agents whose one sync of this page load has been used.
    settled: Vec<AgentId>,
    /// The request under way, and when the next is due.
    pub requests: Requests,
    /// How often the gateway is asked.
    pub polling: Polling,
    /// Whether any request has had a response.
    pub reached: bool,
    /// Whether the gateway itself has answered in this page load, be it with a refusal.
    pub met: bool,
    /// When the last answer came, and how long it took in ms.
    pub answered: Option<(Now, u64)>,
    /// How fast it answers of late.
    pub quality: Quality,
    /// The server's clock, as far as its answers tell it.
    pub server_clock: ServerClock,
    /// The look-ups.
    pub look_up: LookUp,
}

impl Default for Link {
    fn default() -> Self {
        Self {
            session: None,
            phase: Phase::NoSession,
            refusals: Refusals::default(),
            shut_down: None,
            recovery: Recovery::NEW,
            settled: Vec::new(),
            requests: Requests::default(),
            polling: Polling::default(),
            reached: false,
            met: false,
            answered: None,
            quality: Quality::default(),
            server_clock: ServerClock::default(),
            look_up: LookUp::default(),
        }
    }
}

impl Link {
    /// Whose session it is; `None` while nobody is known to be signed in.
    pub fn agent(&self) -> Option<AgentId> {
        self.session.as_ref().map(|session| session.agent)
    }

    /// What is known of who answers.
    pub fn known(&self, guid_from: GuidFrom) -> Known {
        Known {
            answered: self.met,
            proxied: guid_from == GuidFrom::Proxy,
        }
    }

    /// The one sync of this page load and agent has been used (R1).
    pub fn use_up_sync(&mut self) {
        if let Some(agent) = self.agent() {
            self.settle(agent);
        }
    }

    /// That of this agent has been used.
    pub fn settle(&mut self, agent: AgentId) {
        if !self.settled.contains(&agent) {
            self.settled.push(agent);
        }
    }

    /// Whether it has been used.
    pub fn has_used_sync(&self) -> bool {
        self.agent()
            .is_some_and(|agent| self.settled.contains(&agent))
    }

    /// What was sent may have been done, but its answer will not be heard.
    pub fn lose_sync(&mut self) {
        if self.recovery.is_under_way() {
            self.use_up_sync();
            self.recovery = Recovery::Lost(Cause::AlreadySynced);
        }
    }

    /// Forgets the agent and all that came of asking for them, but for which agents have used
    /// their sync.
    pub fn forget_agent(&mut self) {
        // What was sent may have been done, even if nobody waits for the answer any more.
        if self.recovery.is_under_way() {
            self.use_up_sync();
        }
        self.session = None;
        self.refusals = Refusals::default();
        self.shut_down = None;
        self.recovery = Recovery::NEW;
        self.stop_being_live();
        self.look_up.forget_agent();
    }

    /// Another gateway, or another way to it, is asked from now on: what was learnt of the one
    /// before says nothing of it.
    pub fn forget_gateway(&mut self) {
        self.phase = Phase::NoSession;
        self.look_up = LookUp::default();
        self.reached = false;
        self.met = false;
        self.server_clock = ServerClock::default();
    }

    /// Asks after a stop. Nothing is live before the first answer.
    pub fn begin_again(&mut self) {
        self.phase = Phase::Asking;
        self.stop_being_live();
    }

    fn stop_being_live(&mut self) {
        self.polling = Polling::default();
        self.answered = None;
        self.quality = Quality::default();
    }

    /// A request was answered at `now`, after so many ms.
    pub fn was_answered(&mut self, now: Now, took: u64) {
        if matches!(self.recovery, Recovery::Lost(_)) {
            self.use_up_sync();
        }
        self.polling.succeeded();
        self.refusals = Refusals::default();
        self.answered = Some((now, took));
        self.quality.add(took);
        self.phase = Phase::Asking;
        self.shut_down = None;
    }
}
