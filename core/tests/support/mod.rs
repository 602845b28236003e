//! A shift in simulated time: the panel's state machine against a scripted gateway.
//!
//! Every test goes through [`Shift`], which itself checks what must hold always: one
//! request at a time, never two within a second, no second sync answered, the session of
//! the source, and a badge that says nothing that no answer said.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

pub mod answers;
pub mod browser;
pub mod looked_up;
mod page;
pub mod pushed;
mod scripted_gateway;
pub mod second_party;
pub mod wire;

use std::collections::VecDeque;

use cec_agent_panel_core::desk::{Source, Verdict};
use cec_agent_panel_core::diagnostics::Fact;
use cec_agent_panel_core::gateway::{AgentId, AgentState, Guid};
use cec_agent_panel_core::generation::Generation;
use cec_agent_panel_core::link::{Connection, Reply, Session};
use cec_agent_panel_core::panel::{Effect, Event, Model, update};
use cec_agent_panel_core::settings::{Problem, Settings};
use cec_agent_panel_core::time::{Mono, Now, Wall};
use cec_agent_panel_core::view::{ViewModel, view};

pub use scripted_gateway::{Asked, Outcome, Sent};

/// The agent of most tests.
pub const AGENT: &str = "41001";
/// The wall clock at the page load.
pub const LOADED: u64 = 1_750_000_000_000;
/// How long the scripted gateway takes, in ms.
pub const LATENCY: i64 = 40;

/// One page load: the panel, its clocks, its session's source and its gateway.
pub struct Shift {
    pub model: Model,
    /// The monotonic clock, in ms.
    pub at: i64,
    /// How far the wall clock has been set forward.
    pub wall_set: i64,
    /// Whether the gateway's answers have a `Date`.
    pub dated: bool,
    /// How far the gateway's own clock has been set forward, for its `Date`.
    pub server_set: i64,
    /// How much of the monotonic clock is no time that has passed: the computer's clock was
    /// set, and looked as if it had slept.
    pub not_passed: i64,
    /// The chance that comes in with every event.
    pub chance: u32,
    /// What stands in the session's source.
    pub source: Option<Session>,
    /// The outcome of every `syncagentinfo` that `next` says nothing of.
    pub on_sync: Outcome,
    /// The outcome of every `agentstatus` that `next` says nothing of.
    pub on_status: Outcome,
    /// The outcome of every look-up.
    pub on_look_up: Outcome,
    /// The outcomes of the next syncs and polls, whichever they are.
    pub next: VecDeque<Outcome>,
    pub sent: Vec<Sent>,
    /// How many of them were sent by former panels of the page.
    before: usize,
    /// When the source was read.
    pub looks: Vec<i64>,
    pub aborts: Vec<i64>,
    pub remembered: Vec<Session>,
    pub forgotten: Vec<Session>,
    /// Whether the page remembers its panels and its browser knows locks and channels,
    /// which the test then plays.
    pub in_browser: bool,
    /// What such a browser has been asked to do, in order.
    pub outbox: Vec<Effect>,
    /// What was left for the next panels of this page load.
    pub memory: Vec<(AgentId, String)>,
    /// The replies of requests that were aborted, to be handed in late.
    pub late: Vec<(Generation, Reply)>,
    /// What arose while an event was handled, and waits for its turn.
    events: VecDeque<Event>,
    busy: bool,
    under_way: Option<UnderWay>,
    wake: Option<i64>,
    synced: Vec<AgentId>,
    told: Vec<AgentState>,
    last_told: Option<i64>,
    /// When the last sync was answered.
    pub synced_at: Option<i64>,
}

struct UnderWay {
    generation: Generation,
    what: Asked,
    reply: Option<(i64, Reply)>,
}

impl Shift {
    /// A page that has not started yet, with the session of [`AGENT`] in the source.
    pub fn new(settings: Settings) -> Self {
        let now = Now {
            mono: Mono(0),
            wall: Wall(LOADED),
            chance: u32::MAX / 2,
        };
        Self {
            model: Model::new(settings, Vec::new(), now),
            at: 0,
            wall_set: 0,
            dated: false,
            server_set: 0,
            not_passed: 0,
            chance: now.chance,
            source: Some(session(AGENT, "guid-1")),
            on_sync: answers::at_sign_in().into(),
            on_status: answers::status(4, false).into(),
            on_look_up: answers::no_call().into(),
            next: VecDeque::new(),
            sent: Vec::new(),
            before: 0,
            looks: Vec::new(),
            aborts: Vec::new(),
            remembered: Vec::new(),
            forgotten: Vec::new(),
            in_browser: false,
            outbox: Vec::new(),
            memory: Vec::new(),
            events: VecDeque::new(),
            busy: false,
            late: Vec::new(),
            under_way: None,
            wake: None,
            synced: Vec::new(),
            told: Vec::new(),
            last_told: None,
            synced_at: None,
        }
    }

    /// A page that is loaded now and gets these answers.
    pub fn opened(on_sync: impl Into<Outcome>, on_status: impl Into<Outcome>) -> Self {
        let mut shift = Self::new(Settings::default());
        shift.on_sync = on_sync.into();
        shift.on_status = on_status.into();
        shift.start();
        shift
    }

    /// The same, until the sync has been answered.
    pub fn recovered(on_sync: Reply, on_status: Reply) -> Self {
        let mut shift = Self::opened(on_sync, on_status);
        shift.run(LATENCY);
        shift
    }

    pub fn start(&mut self) {
        self.event(Event::Started {
            visible: true,
            online: true,
        });
    }

    /// A page whose script has sent the sync of the source's session `before` so many ms, and
    /// leads.
    pub fn start_behind(&mut self, before: i64) {
        self.events.push_back(Event::Started {
            visible: true,
            online: true,
        });
        let session = self.source.clone().expect("a session");
        self.event(Event::AskedAhead(session, Mono(self.at - before)));
        self.sent.last_mut().expect("it was sent").at -= before;
    }

    /// The reply to that request turns out to have come `before` so many ms.
    pub fn reply_came(&mut self, reply: Reply, before: i64) {
        let request = self.under_way.take().expect("a request is under way");
        self.hear(request.what, &reply);
        let then = Mono(self.at - before);
        self.event(Event::RepliedThen(request.generation, reply, then));
    }

    pub fn now(&self) -> Now {
        Now {
            mono: Mono(self.at),
            wall: self.wall(),
            chance: self.chance,
        }
    }

    /// What the browser's wall clock shows.
    pub fn wall(&self) -> Wall {
        Wall(LOADED.saturating_add_signed(self.at + self.wall_set))
    }

    pub fn view(&self) -> ViewModel {
        view(&self.model, self.now())
    }

    pub fn connection(&self) -> Connection {
        self.view().connection.connection
    }

    /// The state on the badge and who said it; with `false` when it does not look live.
    pub fn badge(&self) -> (Option<AgentState>, Option<Source>, bool) {
        let badge = self.view().badge;
        (badge.state, badge.source, badge.fresh)
    }

    /// What has become of the command that is shown.
    pub fn verdict(&self) -> Option<Verdict> {
        self.view().command.map(|command| command.verdict)
    }

    /// What went wrong.
    pub fn facts(&self) -> Vec<Fact> {
        let facts = self.model.diagnostics().iter();
        let facts = facts.map(|entry| entry.fact.clone());
        facts
            .filter(|fact| match fact {
                Fact::Role(_) | Fact::Clock(_) => false,
                Fact::Request(request) => request.failure.is_some(),
                _ => true,
            })
            .collect()
    }

    /// Lets so many ms pass, with all that happens in them.
    pub fn run(&mut self, ms: i64) {
        let end = self.at + ms;
        while let Some(at) = self.next_moment().filter(|at| *at <= end) {
            self.at = self.at.max(at);
            self.happen();
        }
        self.at = end;
        self.check();
    }

    /// Lets time pass until the next request has gone out.
    pub fn run_to_next_request(&mut self) {
        let before = self.sent.len();
        for _ in 0..1_000 {
            let at = self.next_moment().expect("nothing is going to happen");
            self.at = self.at.max(at);
            self.happen();
            if self.sent.len() > before {
                return;
            }
        }
        panic!("no request in a thousand moments");
    }

    /// Lets time pass until the next request has come to its end.
    pub fn run_to_next_reply(&mut self) {
        if self.under_way.is_none() {
            self.run_to_next_request();
        }
        while self.under_way.is_some() {
            self.at = self.at.max(self.next_moment().expect("it never ends"));
            self.happen();
        }
    }

    /// The computer sleeps: no timer runs and no reply is handed over.
    pub fn sleep(&mut self, ms: i64) {
        self.at += ms;
    }

    /// The computer has slept with its monotonic clock for so many ms, and its clock has been
    /// set ahead, which looks just like that. The page is told of one jump.
    pub fn clock_jumps(&mut self, slept: i64, set: i64) {
        self.not_passed += set;
        self.sleep(slept + set);
        self.event(Event::ClockJumped((slept + set).unsigned_abs()));
    }

    /// Another tab, whose state this test has been told of, says this just now.
    pub fn hears(&mut self, said: String) {
        self.last_told = Some(self.at);
        self.event(Event::Heard(said));
    }

    /// The gateway's clock at a moment of the page, as `Date` tells it.
    pub fn date_ms(&self, at: i64) -> u64 {
        let date = LOADED.saturating_add_signed(at - self.not_passed + self.server_set);
        date / 1_000 * 1_000
    }

    /// The browser's timer has fired, and the panel must ask for another.
    pub fn lose_wake(&mut self) {
        self.wake = None;
    }

    /// Hands in an event. As in a page, one that arises meanwhile waits for its turn.
    pub fn event(&mut self, event: Event) {
        self.events.push_back(event);
        if self.busy {
            return;
        }
        self.busy = true;
        while let Some(event) = self.events.pop_front() {
            let now = self.now();
            for effect in update(&mut self.model, now, event) {
                self.perform(effect);
            }
        }
        self.busy = false;
        self.check();
    }

    fn next_moment(&self) -> Option<i64> {
        let reply = self
            .under_way
            .as_ref()
            .and_then(|request| request.reply.as_ref())
            .map(|(at, _)| *at);
        reply.into_iter().chain(self.wake).min()
    }

    fn happen(&mut self) {
        let at = self.at;
        let arrived = self
            .under_way
            .take_if(|request| request.reply.as_ref().is_some_and(|(when, _)| *when <= at));
        if let Some(request) = arrived {
            let (_, reply) = request.reply.expect("it has arrived");
            self.hear(request.what, &reply);
            self.event(Event::Replied(request.generation, reply));
        } else if self.wake.is_some_and(|wake| wake <= at) {
            self.wake = None;
            self.event(Event::Woke);
        }
    }

    /// What must hold at every moment of every test.
    fn check(&self) {
        let seen = self.view();
        if let Some(state) = seen.badge.state {
            assert!(self.told.contains(&state), "nobody said {state:?}");
            assert!(seen.badge.source.is_some());
            let age = self.at - self.last_told.expect("somebody said it");
            assert!(!seen.badge.fresh || age <= 60_000, "{age} ms are not fresh");
            // Nobody asks for an agent who has been signed out, and no answer can be newer.
            let ended =
                seen.connection.connection == Connection::Expired && state == AgentState::SignedOut;
            assert!(age <= 70_000 || ended, "{age} ms are shown as a state");
        }
        let old = seen.badge.state.is_some() && !seen.badge.fresh;
        assert_eq!(old, seen.badge.as_of.is_some(), "old data has its moment");
        assert!(!seen.badge.fresh || seen.badge.unknown_since.is_none());
        assert!(self.model.diagnostics().len() <= 500);
    }

    /// Whether any text of the panel's memory holds one of the Guids.
    pub fn leaks(&self, guid: &str) -> bool {
        format!("{:?} {:?}", self.model, self.view()).contains(guid)
    }
}

/// A session.
pub fn session(agent: &str, guid: &str) -> Session {
    Session {
        agent: AgentId::parse(agent).unwrap(),
        guid: Some(Guid::new(guid).unwrap()),
    }
}

/// A session whose Guid a proxy has.
pub fn proxied(agent: &str) -> Session {
    Session {
        agent: AgentId::parse(agent).unwrap(),
        guid: None,
    }
}

/// The settings of a `config.json` without anything wrong.
pub fn settings(config: &str) -> Settings {
    let (settings, complaints) = Settings::parse(config);
    let problems: Vec<Problem> = complaints.into_iter().map(|it| it.problem).collect();
    assert_eq!(problems, []);
    settings
}
