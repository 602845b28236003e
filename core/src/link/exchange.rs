//! All that is known of the gateway and of what was asked.

use super::look_up::LookUp;
use super::polling::Polling;
use super::quality::Quality;
use super::recovery::Recovery;
use super::reply::{Cause, Failure, Known};
use super::requests::Requests;
use super::server_clock::{Reading, Reason, ServerClock};
use super::session::{LOOK_EVERY_MS, Phase, Refusals, Session};
use crate::gateway::AgentId;
use crate::generation::Generation;
use crate::settings::GuidFrom;
use crate::time::{Mono, Now};

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
            self.sync_was_used();
        }
    }

    /// The sync of this agent has been used, and what it told is not known here.
    pub fn sync_was_used(&mut self) {
        self.use_up_sync();
        self.recovery = Recovery::USED;
    }

    /// The sync was answered.
    pub fn synced(&mut self) {
        self.recovery = Recovery::Done;
        self.use_up_sync();
    }

    /// The time for tries is over at `now`: what was sent may have been done.
    pub fn give_up_late_sync(&mut self, now: Now) {
        if !self.recovery.is_too_late(now.mono) {
            return;
        }
        let failing = self.polling.failing();
        let cause = failing.map_or(Cause::TimedOut, |(failure, _)| failure.cause.clone());
        self.recovery = Recovery::Lost(cause);
        self.use_up_sync();
    }

    /// The sync was refused as nothing should be that is configured well. Polls may be let
    /// through all the same, from `now` on; until one is, it does not count as sent.
    pub fn sync_not_let_through(&mut self, failure: &Failure, now: Now) {
        self.recovery = Recovery::Lost(failure.cause.clone());
        if let Phase::Misconfigured { again } = &mut self.phase {
            *again = now.mono;
        }
    }

    /// Nothing is let through: unless it was answered before, the sync is to be sent still.
    pub fn sync_counts_as_unsent(&mut self) {
        if !self.has_used_sync() {
            self.recovery = Recovery::NEW;
        }
    }

    /// Nothing can succeed as things are. That may be mended at any moment, so the panel looks
    /// again when the next request would be due.
    pub fn misconfigured(&mut self, now: Now) {
        let again = self.requests.due().unwrap_or(now.mono);
        self.phase = Phase::Misconfigured { again };
        // The source may hold another agent meanwhile.
        self.requests.hasten(now.mono.plus(LOOK_EVERY_MS));
    }

    /// Something answers where nothing could.
    pub fn go_on(&mut self) {
        self.phase = Phase::Asking;
    }

    /// Nobody is signed in.
    pub fn lack_session(&mut self) {
        self.phase = Phase::NoSession;
    }

    /// Asks with that session from now on. `goes_on`: what has stopped finds out by asking that it may
    /// go on; else all begins again.
    pub fn ask_with(&mut self, session: Session, goes_on: bool) {
        let known = self.session.as_ref();
        if known.is_none_or(|known| known.guid != session.guid) {
            self.refusals = Refusals::default();
        }
        if self.phase != Phase::Asking && !goes_on {
            self.begin_again();
        }
        self.session = Some(session);
    }

    /// The page has asked with that session before this panel was there.
    pub fn asked_with(&mut self, session: Session) {
        self.phase = Phase::Asking;
        self.session = Some(session);
    }

    /// Another agent's from now on. Their sync of this page load may have been used.
    pub fn meet(&mut self) {
        if self.has_used_sync() {
            self.recovery = Recovery::USED;
        }
    }

    /// Another panel asks from now on. What the gateway wanted holds for all; how fast this one was
    /// answered says nothing of when it asks again.
    pub fn leave_asking(&mut self, now: Now) {
        self.lose_sync();
        self.quality = Quality::default();
        let (slowed, not_before) = self.polling.limits();
        self.polling = Polling::default();
        self.polling.limit(slowed, not_before, now.mono);
    }

    /// A request has ended, with a response or without.
    pub const fn reached(&mut self, has_response: bool) {
        self.reached = self.reached || has_response;
    }

    /// A response has come. `is_gateways`: it was made by the gateway itself.
    pub fn met(&mut self, is_gateways: bool) {
        self.met = self.met || is_gateways;
    }

    /// The gateway has pushed that it has signed the agent out: the answer under way is older.
    pub fn shut_down(&mut self) {
        self.shut_down = Some(self.requests.newest());
    }

    /// Why the clocks of this computer went apart by so many ms. Where nothing tells, what was known of
    /// the server's clock counts no more.
    pub fn why_clocks_jumped(&mut self, reading: Option<&Reading>, by: u64) -> Option<Reason> {
        let reason = reading.and_then(|reading| self.server_clock.explain(reading, by));
        if reason.is_none() {
            self.server_clock = ServerClock::default();
        }
        reason
    }

    /// Somebody has set this computer's clock at `since`, by so many ms.
    pub fn clock_was_set(&mut self, since: Mono, by: u64) {
        if let Some((answered, _)) = &mut self.answered
            && answered.mono < since
        {
            answered.mono = answered.mono.plus(by);
        }
        self.server_clock.set_ahead(by);
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
