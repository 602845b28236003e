//! All that one panel knows. Nothing of it is shared with another panel.

use super::call::Call;
use super::clock_jump::Jump;
use super::command::Running;
use super::connection::Connection;
use super::diagnostics::{Diagnostics, Entry, Fact};
use super::effect::Generation;
use super::lead::{Lead, Role};
use super::look_up::LookUp;
use super::not_ready_reason::NotReadyReason;
use super::page::Page;
use super::pending::Pending;
use super::polling::Polling;
use super::pushed::Pushes;
use super::recovery::Recovery;
use super::reply::Cause;
use super::requests::Requests;
use super::server_clock::ServerClock;
use super::session::{Phase, Refusals, Session};
use super::settings::{Complaint, Settings};
use super::shared::share;
use super::status::Status;
use super::time::{Mono, Now, Wall};
use crate::gateway::AgentId;

/// The panel's memory.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Model {
    pub(super) settings: Settings,
    pub(super) page: Page,
    /// The session that the last request went out with.
    pub(super) session: Option<Session>,
    pub(super) phase: Phase,
    pub(super) refusals: Refusals,
    /// The newest request when the gateway pushed that it has signed the agent out; `None`
    /// since the next answer.
    pub(super) shut_down: Option<Generation>,
    pub(super) lead: Lead,
    /// When the other panels of the agent were last told something.
    pub(super) told: Option<Mono>,
    /// What an earlier panel of this page load knew of that agent.
    pub(super) recalled: Option<(AgentId, String)>,
    pub(super) recovery: Recovery,
    /// The agents whose one sync of this page load has been used.
    pub(super) settled: Vec<AgentId>,
    pub(super) requests: Requests,
    pub(super) polling: Polling,
    /// Whether any request has had a response.
    pub(super) reached: bool,
    /// Whether the gateway itself has answered in this page load, be it with a refusal.
    pub(super) met: bool,
    /// When the last answer came, and how long it took in ms.
    pub(super) answered: Option<(Now, u64)>,
    /// The server's clock, as far as its answers tell it.
    pub(super) server_clock: ServerClock,
    /// A jump of this computer's clocks that nothing has explained yet.
    pub(super) jump: Option<Jump>,
    pub(super) status: Option<Status>,
    pub(super) call: Call,
    pub(super) look_up: LookUp,
    pub(super) pending: Pending,
    /// Whether the last poll said that rest comes next, and then whether in a call.
    pub(super) rest_next: Option<bool>,
    /// Why the agent is busy or rests, or is going to be.
    pub(super) reason: Option<NotReadyReason>,
    pub(super) command: Option<Running>,
    pub(super) pushes: Pushes,
    /// Whether the portal has pushed an event of this agent in this load.
    pub(super) hears: bool,
    /// The connection and since when it has been so.
    pub(super) connection: (Connection, Wall),
    pub(super) diagnostics: Diagnostics,
}

impl Model {
    /// A panel that has seen nothing yet. `complaints` are what was wrong with the
    /// configuration.
    pub fn new(settings: Settings, complaints: Vec<Complaint>, now: Now) -> Self {
        let mut diagnostics = Diagnostics::default();
        for complaint in complaints {
            diagnostics.add(now.wall, Fact::Configuration(complaint));
        }
        Self {
            settings,
            page: Page {
                visible: true,
                online: true,
            },
            session: None,
            phase: Phase::NoSession,
            refusals: Refusals::default(),
            shut_down: None,
            lead: Lead::default(),
            told: None,
            recalled: None,
            recovery: Recovery::NEW,
            settled: Vec::new(),
            requests: Requests::default(),
            polling: Polling::default(),
            reached: false,
            met: false,
            answered: None,
            server_clock: ServerClock::default(),
            jump: None,
            status: None,
            call: Call::default(),
            look_up: LookUp::default(),
            pending: Pending::None,
            rest_next: None,
            reason: None,
            command: None,
            pushes: Pushes::default(),
            hears: false,
            connection: (Connection::Connecting, now.wall),
            diagnostics,
        }
    }

    /// The settings in force.
    pub const fn settings(&self) -> &Settings {
        &self.settings
    }

    /// What the help desk may want to know and nobody has taken yet, oldest first.
    pub fn diagnostics(&self) -> &[Entry] {
        self.diagnostics.entries()
    }

    /// Takes what the help desk may want to know, oldest first.
    pub fn take_diagnostics(&mut self) -> Vec<Entry> {
        self.diagnostics.take()
    }

    /// How many fields of answers could not be read so far.
    pub const fn fields_lost(&self) -> usize {
        self.diagnostics.lost()
    }

    /// Whose panel it is; `None` while nobody is known to be signed in.
    pub fn agent(&self) -> Option<AgentId> {
        self.session.as_ref().map(|session| session.agent)
    }

    /// Who polls for the agent.
    pub const fn role(&self) -> Role {
        self.lead.role()
    }

    /// What the next panel of this page load is to know of the agent, at `now`.
    pub fn to_keep(&self, now: Now) -> Option<(AgentId, String)> {
        Some((self.agent()?, share(self, now)))
    }

    /// The one sync of this page load and agent has been used (R1).
    pub(super) fn use_up_sync(&mut self) {
        if let Some(agent) = self.agent()
            && !self.settled.contains(&agent)
        {
            self.settled.push(agent);
        }
    }

    /// What was sent may have been done, but its answer will not be heard.
    pub(super) fn lose_sync(&mut self) {
        if self.recovery.is_under_way() {
            self.use_up_sync();
            self.recovery = Recovery::Lost(Cause::AlreadySynced);
        }
    }

    /// Whether the one sync of this page load and agent has been used.
    pub(super) fn has_used_sync(&self) -> bool {
        self.agent()
            .is_some_and(|agent| self.settled.contains(&agent))
    }

    /// Forgets the agent and all that was known of them, but for which agents have used
    /// their sync.
    pub(super) fn forget_agent(&mut self) {
        // What was sent may have been done, even if nobody waits for the answer any more.
        if self.recovery.is_under_way() {
            self.use_up_sync();
        }
        self.session = None;
        self.lead = Lead::default();
        self.told = None;
        self.refusals = Refusals::default();
        self.shut_down = None;
        self.recovery = Recovery::NEW;
        self.polling = Polling::default();
        self.answered = None;
        self.jump = None;
        self.status = None;
        self.call = Call::default();
        self.look_up.forget_agent();
        self.pending = Pending::None;
        self.rest_next = None;
        self.reason = None;
        self.command = None;
        self.pushes = Pushes::default();
        self.hears = false;
    }
}
