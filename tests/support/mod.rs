//! A shift in simulated time: the panel's state machine against a scripted gateway.
//!
//! Every test goes through [`Shift`], which itself checks what must hold always: one
//! request at a time, never two within a second, no second sync answered, the session of
//! the source, and a badge that says nothing that no answer said.

#![allow(dead_code, reason = "each test file uses its own part")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

pub mod answers;
pub mod browser;
pub mod pushed;

use std::collections::VecDeque;

use cec_agent_panel::gateway::{
    AgentId, AgentState, Guid, decode_agent_status, decode_sync_agent_info,
};
use cec_agent_panel::panel::{
    Connection, Effect, Event, Fact, Generation, GuidFrom, LeadNews, Mono, Now, Reply, Session,
    Settings, Source, ViewModel, Wall, update, view,
};
use cec_agent_panel::panel::{Model, Problem};
use serde_json::{Value, json};

/// The agent of most tests.
pub const AGENT: &str = "41001";
/// The wall clock at the page load.
pub const LOADED: u64 = 1_750_000_000_000;
/// How long the scripted gateway takes, in ms.
pub const LATENCY: i64 = 40;

/// What was asked of the gateway.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Asked {
    Sync,
    Status,
}

/// One request as it went out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sent {
    pub at: i64,
    pub what: Asked,
    pub agent: AgentId,
    /// Empty where it went out without one.
    pub guid: String,
}

/// What the gateway does with a request.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// It replies after [`LATENCY`].
    Replies(Reply),
    /// It replies after so many ms.
    RepliesAfter(i64, Reply),
    /// It never replies.
    Hangs,
}

impl From<Reply> for Outcome {
    fn from(reply: Reply) -> Self {
        Self::Replies(reply)
    }
}

/// Parts of an event's text, and the states that such an event may tell.
const PUSHED: &[(&str, &[AgentState])] = &[
    (
        "Ready",
        &[AgentState::Idle, AgentState::Busy, AgentState::Talking],
    ),
    (
        "Rest",
        &[AgentState::Idle, AgentState::Rest, AgentState::Talking],
    ),
    ("Work", &[AgentState::Idle, AgentState::WrapUp]),
    ("AgentState_Busy", &[AgentState::Occupied]),
    ("Auto_Answer", &[AgentState::Occupied]),
    ("Ringing", &[AgentState::Ringing]),
    ("Talking", &[AgentState::Talking]),
    ("Hold", &[AgentState::Hold]),
    ("Conf", &[AgentState::ThreeParty]),
    ("Customer_Alerting", &[AgentState::OutboundCall]),
    ("Release", &[]),
    ("Abandon", &[]),
    ("No_Answer", &[]),
    ("Fail", &[]),
];

struct UnderWay {
    generation: Generation,
    what: Asked,
    reply: Option<(i64, Reply)>,
}

/// One page load: the panel, its clocks, its session's source and its gateway.
pub struct Shift {
    pub model: Model,
    /// The monotonic clock, in ms.
    pub at: i64,
    /// How far the wall clock has been set forward.
    pub wall_set: i64,
    /// The chance that comes in with every event.
    pub chance: u32,
    /// What stands in the session's source.
    pub source: Option<Session>,
    /// The outcome of every `syncagentinfo` that `next` says nothing of.
    pub on_sync: Outcome,
    /// The outcome of every `agentstatus` that `next` says nothing of.
    pub on_status: Outcome,
    /// The outcomes of the next requests, whichever they are.
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
            chance: now.chance,
            source: Some(session(AGENT, "guid-1")),
            on_sync: answers::at_sign_in().into(),
            on_status: answers::status(4, false).into(),
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

    /// What went wrong.
    pub fn facts(&self) -> Vec<Fact> {
        let facts = self.model.diagnostics().iter();
        let facts = facts.map(|entry| entry.fact.clone());
        facts
            .filter(|fact| match fact {
                Fact::Role(_) => false,
                Fact::Request(request) => request.failure.is_some(),
                _ => true,
            })
            .collect()
    }

    pub fn sent_of(&self, what: Asked) -> usize {
        self.sent.iter().filter(|sent| sent.what == what).count()
    }

    pub fn syncs(&self) -> usize {
        self.sent_of(Asked::Sync)
    }

    pub fn polls(&self) -> usize {
        self.sent_of(Asked::Status)
    }

    /// The moments of all requests from `from` on.
    pub fn sent_since(&self, from: i64) -> Vec<i64> {
        let moments = self.sent.iter().map(|sent| sent.at);
        moments.filter(|at| *at >= from).collect()
    }

    /// The pauses between the requests from the `first` one on.
    pub fn pauses(&self, first: usize) -> Vec<i64> {
        let moments: Vec<i64> = self.sent[first..].iter().map(|sent| sent.at).collect();
        moments.windows(2).map(|pair| pair[1] - pair[0]).collect()
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

    /// The browser's timer has fired, and the panel must ask for another.
    pub fn lose_wake(&mut self) {
        self.wake = None;
    }

    /// Another answer of the poll from now on.
    pub fn polls_say(&mut self, agent_state: i64, is_working: bool) {
        self.on_status = answers::status(agent_state, is_working).into();
    }

    /// Another outcome of every request from now on.
    pub fn always(&mut self, outcome: impl Into<Outcome>) {
        let outcome = outcome.into();
        self.on_sync = outcome.clone();
        self.on_status = outcome;
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

    /// The portal pushes an event of its queue, generated so many ms ago by the gateway's
    /// clock; `None`: by a gateway that does not say when.
    pub fn push(&mut self, name: &str, content: &Value, ago: Option<i64>) {
        let mut event = json!({"eventType": name, "workNo": AGENT, "content": content});
        if let Some(ago) = ago {
            event["eventGenTime"] = json!(self.gateway_now(ago));
        }
        self.push_text(&event.to_string());
    }

    /// The gateway's clock so many ms ago, as the sync's answer has set it.
    pub fn gateway_now(&self, ago: i64) -> u64 {
        let since = self.at - ago - self.synced_at.expect("no sync was answered");
        answers::GATEWAY_NOW.saturating_add_signed(since)
    }

    /// An event of a state, which says nothing more.
    pub fn push_state(&mut self, name: &str) {
        self.push(name, &Value::Null, Some(0));
    }

    /// An event of the call with that ID, generated now.
    pub fn push_call(&mut self, name: &str, id: &str) {
        let content = json!({
            "caller": "10086", "called": "70092", "callid": id, "feature": "7",
            "type": "main", "mediaAbility": "1",
        });
        self.push(name, &content, Some(0));
    }

    /// The portal pushes this text.
    pub fn push_text(&mut self, text: &str) {
        // Which states an event may tell, by the names alone.
        for (word, states) in PUSHED {
            if text.contains(word) {
                self.told.extend(*states);
                self.last_told = Some(self.at);
            }
        }
        self.event(Event::Pushed(text.to_owned()));
    }

    /// The portal says that it has sent a command.
    pub fn command(&mut self, code: i64) {
        self.event(Event::CommandSent(code.to_string()));
    }

    /// The state on the badge and who said it; with `false` when it does not look live.
    pub fn badge(&self) -> (Option<AgentState>, Option<Source>, bool) {
        let badge = self.view().badge;
        (badge.state, badge.source, badge.fresh)
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

    /// Notes which state an answer told, by the gateway's own words.
    fn hear(&mut self, what: Asked, reply: &Reply) {
        let Reply::Response { body, .. } = reply else {
            return;
        };
        let state = match what {
            Asked::Sync => decode_sync_agent_info(body).ok().and_then(|answer| {
                let agent = self.sent.last().expect("it was sent").agent;
                assert!(!self.synced.contains(&agent), "a second sync was answered");
                self.synced.push(agent);
                self.synced_at = Some(self.at);
                answer.value.agent.state
            }),
            Asked::Status => decode_agent_status(body)
                .ok()
                .map(|answer| answer.value.state),
        };
        if let Some(state) = state {
            if !self.told.contains(&state) {
                self.told.push(state);
            }
            self.last_told = Some(self.at);
        }
    }

    fn perform(&mut self, effect: Effect) {
        match effect {
            Effect::ReadSession => self.read_session(),
            Effect::Sync {
                generation,
                agent,
                guid,
            } => self.send(Asked::Sync, generation, agent, guid.as_ref()),
            Effect::FetchStatus {
                generation,
                agent,
                guid,
            } => self.send(Asked::Status, generation, agent, guid.as_ref()),
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

    fn send(&mut self, what: Asked, generation: Generation, agent: AgentId, guid: Option<&Guid>) {
        assert!(self.under_way.is_none(), "one request at a time");
        // A panel of another agent knows nothing of those before it in its page.
        let last = self.sent.last();
        let counts = |last: &Sent| self.sent.len() > self.before || last.agent == agent;
        if let Some(last) = last.filter(|last| counts(last)) {
            assert!(self.at - last.at >= 1_000, "two requests within a second");
        }
        let source = self.source.as_ref().expect("a request without a session");
        assert_eq!(
            (&source.agent, source.guid.as_ref()),
            (&agent, guid),
            "not the source's session"
        );
        let guid_from = self.model.settings().guid_from;
        assert_eq!(guid.is_none(), guid_from == GuidFrom::Proxy);
        self.sent.push(Sent {
            at: self.at,
            what,
            agent,
            guid: guid.map_or("", Guid::expose_for_header).to_owned(),
        });
        let usual = match what {
            Asked::Sync => &self.on_sync,
            Asked::Status => &self.on_status,
        };
        let outcome = self.next.pop_front().unwrap_or_else(|| usual.clone());
        let reply = match outcome {
            Outcome::Replies(reply) => Some((self.at + LATENCY, reply)),
            Outcome::RepliesAfter(ms, reply) => Some((self.at + ms, reply)),
            Outcome::Hangs => None,
        };
        self.under_way = Some(UnderWay {
            generation,
            what,
            reply,
        });
    }

    /// What must hold at every moment of every test.
    fn check(&self) {
        let seen = self.view();
        if let Some(state) = seen.badge.state {
            assert!(self.told.contains(&state), "nobody said {state:?}");
            assert!(seen.badge.source.is_some());
            let age = self.at - self.last_told.expect("somebody said it");
            assert!(!seen.badge.fresh || age <= 60_000, "{age} ms are not fresh");
            assert!(age <= 70_000, "{age} ms are shown as a state");
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
