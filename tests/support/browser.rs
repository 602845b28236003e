//! Several pages in one browser, each with a panel, and one gateway for them all.
//!
//! It plays what the browser has for panels of one agent: the lock that one of them holds,
//! and the channel on which they talk. Every page has a monotonic clock of its own; the
//! wall clock is everybody's. What must hold always is checked at every step.

mod exchange;

use std::collections::VecDeque;

use cec_agent_panel::gateway::{AgentId, AgentState, Guid};
use cec_agent_panel::panel::{
    CallStage, Cause, Connection, Effect, Event, Fact, LeadNews, Mono, Pending, Role, Session,
    Settings, Start, Timer, ViewModel, Wall, facts,
};

use exchange::Lock;

use super::{AGENT, Asked, Outcome, Shift, answers, session};

/// How long the browser takes to answer for a lock, in ms.
pub const LOCK_MS: i64 = 3;
/// How long a word takes from page to page, in ms.
pub const CHANNEL_MS: i64 = 5;
/// How far apart a page that thaws gets what has waited for it, in ms.
const BACKLOG_MS: i64 = 1;
/// How much of it is apart; the rest comes at once.
const BACKLOG_STEPS: usize = 100;

/// How the browser treats requests for a lock.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Locks {
    Work,
    /// It has none for this page.
    Refused,
    /// It never answers.
    Silent,
}

/// A page, with its panel.
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct Page {
    pub shift: Shift,
    /// When it was loaded.
    pub loaded: i64,
    pub open: bool,
    pub frozen: bool,
    /// It was frozen with a request under way, which may have run out of time.
    pub cut_off: bool,
    /// What waited for it while it was frozen is on its way to it.
    thaws: bool,
    pub visible: bool,
    pub locks: Locks,
    /// The agent whose channel it listens to.
    channel: Option<AgentId>,
    /// Since when.
    listens_since: i64,
    /// The number of its request for the lock that counts.
    request: Option<u32>,
    /// What waits for a frozen page.
    backlog: VecDeque<Parcel>,
    /// What stood in its memory before.
    kept: Vec<(AgentId, String)>,
    counted: usize,
    ticked: i64,
}

/// What a page is handed.
#[derive(Clone, Debug)]
enum Parcel {
    News(u32, AgentId, LeadNews),
    Word(AgentId, String),
}

/// A request as the gateway saw it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Ask {
    pub at: i64,
    pub page: usize,
    pub what: Asked,
    pub agent: AgentId,
    /// Whether the gateway refuses its Guid.
    pub refused: bool,
    /// The page has just thawed where nobody looks, and cannot tell that from timers that
    /// the browser holds back for a minute: it may not know yet that another leads.
    pub unaware: bool,
}

pub struct Browser {
    pub at: i64,
    pub pages: Vec<Page>,
    pub asks: Vec<Ask>,
    /// Everything that was ever said or kept.
    pub texts: Vec<String>,
    /// What the gateway says to a good Guid.
    pub on_sync: Outcome,
    pub on_status: Outcome,
    /// Guids that it refuses, and how.
    pub refused: Vec<(String, Outcome)>,
    locks: Vec<(AgentId, Lock)>,
    mail: Vec<(i64, u64, usize, Parcel)>,
    serial: u64,
    requests: u32,
    told: Vec<AgentState>,
}

impl Browser {
    pub fn new() -> Self {
        Self {
            at: 0,
            pages: Vec::new(),
            asks: Vec::new(),
            texts: Vec::new(),
            on_sync: answers::sync(&serde_json::json!({"workNo": ""})).into(),
            on_status: answers::status(4, false).into(),
            refused: Vec::new(),
            locks: Vec::new(),
            mail: Vec::new(),
            serial: 0,
            requests: 0,
            told: Vec::new(),
        }
    }

    /// Opens a page with a Guid of its own, that can be seen.
    pub fn open(&mut self) -> usize {
        let guid = ["guid-of-page-", &self.pages.len().to_string()].concat();
        self.open_with(
            Settings::default(),
            Some(session(AGENT, &guid)),
            Locks::Work,
            true,
        )
    }

    /// The same where nobody looks.
    pub fn open_hidden(&mut self) -> usize {
        let guid = ["guid-of-page-", &self.pages.len().to_string()].concat();
        self.open_with(
            Settings::default(),
            Some(session(AGENT, &guid)),
            Locks::Work,
            false,
        )
    }

    pub fn open_with(
        &mut self,
        settings: Settings,
        source: Option<Session>,
        locks: Locks,
        visible: bool,
    ) -> usize {
        let mut shift = Shift::new(settings);
        shift.in_browser = true;
        shift.source = source;
        shift.wall_set = self.at;
        self.pages.push(Page {
            shift,
            loaded: self.at,
            open: true,
            frozen: false,
            cut_off: false,
            thaws: false,
            visible,
            locks,
            channel: None,
            listens_since: 0,
            request: None,
            backlog: VecDeque::new(),
            kept: Vec::new(),
            counted: 0,
            ticked: 0,
        });
        let page = self.pages.len() - 1;
        self.start(page);
        page
    }

    fn start(&mut self, page: usize) {
        let visible = self.pages[page].visible;
        self.event(
            page,
            Event::Started {
                visible,
                online: true,
            },
        );
    }

    /// Hands a panel an event now.
    pub fn event(&mut self, page: usize, event: Event) {
        let at = self.at;
        let outcomes = self.outcomes(page);
        let told = self.told.clone();
        let them = &mut self.pages[page];
        assert!(them.open && !them.frozen, "nothing happens in that page");
        let shift = &mut them.shift;
        shift.at = at - them.loaded;
        (shift.on_sync, shift.on_status) = outcomes;
        // What one panel was told, all may show.
        shift.told = told;
        shift.event(event);
        self.after(page);
    }

    fn outcomes(&self, page: usize) -> (Outcome, Outcome) {
        let source = self.pages[page].shift.source.as_ref();
        // One that a proxy has is empty here.
        let guid = source.map(|source| source.guid.as_ref().map_or("", Guid::expose_for_header));
        let refused = self
            .refused
            .iter()
            .find(|(refused, _)| Some(refused.as_str()) == guid);
        match refused {
            Some((_, outcome)) => (outcome.clone(), outcome.clone()),
            None => (self.on_sync.clone(), self.on_status.clone()),
        }
    }

    /// Does what the panel asked the browser for.
    fn after(&mut self, page: usize) {
        self.count(page);
        let them = &mut self.pages[page];
        let last_told = them.shift.last_told.map(|at| at + them.loaded);
        for state in them.shift.told.clone() {
            if !self.told.contains(&state) {
                self.told.push(state);
            }
        }
        for other in &mut self.pages {
            let heard = last_told.map(|at| at - other.loaded);
            other.shift.last_told = other.shift.last_told.max(heard);
        }
        for effect in std::mem::take(&mut self.pages[page].shift.outbox) {
            match effect {
                Effect::Lead { agent, steal } => self.lead(page, agent, steal),
                Effect::Resign => self.resign(page),
                Effect::Leave => {
                    self.resign(page);
                    self.pages[page].channel = None;
                }
                Effect::Say(text) => self.say(page, text),
                other => panic!("{other:?} is nothing for the browser"),
            }
        }
        let them = &mut self.pages[page];
        if them.kept != them.shift.memory {
            them.kept.clone_from(&them.shift.memory);
            self.texts
                .extend(them.kept.iter().map(|(_, row)| row.clone()));
        }
    }

    /// Looks at what reached the gateway: one at a time, and never two within a second.
    fn count(&mut self, page: usize) {
        let them = &self.pages[page];
        let fresh = them.shift.sent[them.counted..].to_vec();
        self.pages[page].counted += fresh.len();
        for sent in fresh {
            let loaded = self.pages[page].loaded;
            let ask = Ask {
                at: sent.at + loaded,
                page,
                what: sent.what,
                agent: sent.agent,
                refused: self.refused.iter().any(|(guid, _)| *guid == sent.guid),
                unaware: self.pages[page].thaws && !self.pages[page].visible,
            };
            if self.pages[page].locks == Locks::Work && !ask.unaware {
                self.check_ask(ask);
            }
            self.asks.push(ask);
        }
    }

    fn check_ask(&self, ask: Ask) {
        let shares = |page: usize| self.pages[page].locks == Locks::Work;
        let mut asks = self.asks.iter();
        let last = asks.rfind(|last| last.agent == ask.agent && shares(last.page) && !last.unaware);
        // Nobody can know what was asked before it came, or in the same moment.
        let knows =
            |last: &Ask| last.page == ask.page || self.pages[ask.page].listens_since < last.at;
        if let Some(last) = last.filter(|last| knows(last)) {
            let apart = ask.at - last.at;
            assert!(apart >= 1_000, "{last:?} and {ask:?} are {apart} ms apart");
        }
        for (other, them) in self.pages.iter().enumerate() {
            // Nothing can end the request of a frozen page.
            let lives = them.open && !them.frozen && !them.thaws;
            let counts = other != ask.page && lives && shares(other);
            if !counts || them.shift.model.agent() != Some(ask.agent) {
                continue;
            }
            assert!(
                them.shift.under_way.is_none(),
                "page {other} still waits for an answer when {ask:?}"
            );
            assert!(
                ask.what == Asked::Status || self.role(other) != Role::Leads,
                "page {other} leads when {ask:?}"
            );
        }
    }

    // What befalls pages.

    /// The page is closed as by its user, or ended by the browser: the panel hears
    /// nothing of it.
    pub fn close(&mut self, page: usize) {
        self.resign(page);
        self.pages[page].open = false;
    }

    pub fn freeze(&mut self, page: usize) {
        let them = &mut self.pages[page];
        them.frozen = true;
        them.cut_off |= them.shift.under_way.is_some();
    }

    /// What was due comes first, and then, one after the other, what has waited.
    pub fn thaw(&mut self, page: usize) {
        self.pages[page].frozen = false;
        self.pages[page].thaws = true;
        self.event(page, Event::Woke);
        let mut delivered = 0;
        while let Some(event) = self.pages[page].backlog.pop_front() {
            delivered += 1;
            if delivered <= BACKLOG_STEPS {
                self.run(BACKLOG_MS);
            }
            self.hand_over(page, event);
        }
        self.pages[page].thaws = false;
    }

    pub fn show(&mut self, page: usize, visible: bool) {
        self.pages[page].visible = visible;
        if visible {
            self.pages[page].ticked = self.at;
        }
        self.event(page, Event::Visible(visible));
    }

    /// Takes the panel out of its page.
    pub fn remove(&mut self, page: usize) {
        self.resign(page);
        let them = &mut self.pages[page];
        them.channel = None;
        them.shift.at = self.at - them.loaded;
        them.shift.remove();
        them.open = false;
        let rows: Vec<String> = them
            .shift
            .memory
            .iter()
            .map(|(_, row)| row.clone())
            .collect();
        self.texts.extend(rows);
    }

    /// Puts a panel into the page again.
    pub fn insert(&mut self, page: usize) {
        let them = &mut self.pages[page];
        them.open = true;
        them.shift.at = self.at - them.loaded;
        them.shift.insert_anew();
        self.start(page);
    }

    /// The portal writes a session into that page's storage.
    pub fn sign_in(&mut self, page: usize, agent: &str, guid: &str) {
        self.pages[page].shift.source = Some(session(agent, guid));
    }

    // Time.

    pub fn run(&mut self, ms: i64) {
        let end = self.at + ms;
        while let Some(at) = self.next_moment().filter(|at| *at <= end) {
            self.at = self.at.max(at);
            self.happen();
        }
        self.at = end;
        for page in &mut self.pages {
            page.shift.at = end - page.loaded;
        }
    }

    /// Lets time pass until no word is on its way.
    pub fn fall_silent(&mut self) {
        while !self.mail.is_empty() {
            self.run(1);
        }
    }

    fn next_moment(&self) -> Option<i64> {
        let mail = self.mail.iter().map(|(at, ..)| *at);
        let pages = self.pages.iter().filter(|page| page.open && !page.frozen);
        mail.chain(pages.filter_map(Page::next_moment)).min()
    }

    fn happen(&mut self) {
        let at = self.at;
        let first = self
            .mail
            .iter()
            .map(|(at, serial, ..)| (*at, *serial))
            .min();
        if let Some((when, serial)) = first.filter(|(when, _)| *when <= at) {
            let index = self
                .mail
                .iter()
                .position(|mail| (mail.0, mail.1) == (when, serial))
                .unwrap();
            let (_, _, page, event) = self.mail.remove(index);
            self.deliver(page, event);
            return;
        }
        for page in 0..self.pages.len() {
            let them = &self.pages[page];
            if !them.open || them.frozen || them.next_moment().is_none_or(|next| next > at) {
                continue;
            }
            if them
                .shift
                .next_moment()
                .is_some_and(|next| next + them.loaded <= at)
            {
                let outcomes = self.outcomes(page);
                let told = self.told.clone();
                let them = &mut self.pages[page];
                them.shift.at = at - them.loaded;
                them.shift.told = told;
                (them.shift.on_sync, them.shift.on_status) = outcomes;
                them.shift.happen();
                self.after(page);
            } else {
                self.pages[page].ticked = at;
                self.event(page, Event::Woke);
            }
            return;
        }
    }

    // What is to be seen.

    pub fn role(&self, page: usize) -> Role {
        let shift = &self.pages[page].shift;
        facts(&shift.model, &shift.view()).connection.role
    }

    /// The two panels show the same, but for how they stand with the gateway.
    pub fn assert_shown_alike(&self, one: usize, other: usize) {
        let (one_view, one_timers) = self.pages[one].seen();
        let (other_view, other_timers) = self.pages[other].seen();
        assert_eq!(
            one_view, other_view,
            "pages {one} and {other} at {}",
            self.at
        );
        for (one, other) in one_timers.into_iter().zip(other_timers) {
            match (one, other) {
                // The pages' clocks turn their seconds at different moments.
                (
                    Timer::Elapsed { seconds, about },
                    Timer::Elapsed {
                        seconds: others,
                        about: too,
                    },
                ) => assert!(
                    seconds.abs_diff(others) <= 1 && about == too,
                    "{one:?} {other:?}"
                ),
                _ => assert_eq!(one, other),
            }
        }
    }

    /// Of all pages that can do anything, one leads for each agent, or none.
    pub fn assert_one_leader(&self) {
        if !self.mail.is_empty() {
            return;
        }
        let mut led = Vec::new();
        for (page, them) in self.pages.iter().enumerate() {
            if them.open && !them.frozen && self.role(page) == Role::Leads {
                let agent = them.shift.model.agent();
                assert!(!led.contains(&agent), "two lead at {}", self.at);
                led.push(agent);
            }
        }
    }

    /// The last word on who polls in that page's diagnostics.
    pub fn told_role(&self, page: usize) -> Option<Role> {
        let entries = self.pages[page].shift.model.diagnostics();
        let mut roles = entries.iter().filter_map(|entry| match &entry.fact {
            Fact::Role(role) => Some(*role),
            _ => None,
        });
        roles.next_back()
    }

    pub fn asks_of(&self, page: usize, what: Asked) -> usize {
        let asks = self.asks.iter();
        asks.filter(|ask| ask.page == page && ask.what == what)
            .count()
    }

    pub fn syncs(&self) -> usize {
        self.asks
            .iter()
            .filter(|ask| ask.what == Asked::Sync)
            .count()
    }

    /// The first request of that page from `from` on.
    pub fn first_ask_of(&self, page: usize, from: i64) -> Option<i64> {
        let mut asks = self.asks.iter();
        asks.find(|ask| ask.page == page && ask.at >= from)
            .map(|ask| ask.at)
    }

    /// The requests of all pages from `from` on.
    pub fn asks_since(&self, from: i64) -> Vec<Ask> {
        self.asks
            .iter()
            .filter(|ask| ask.at >= from)
            .copied()
            .collect()
    }
}

impl Page {
    /// What is to be seen, but for how the panel stands with the gateway; moments by the
    /// wall clock, and timers apart.
    pub fn seen(&self) -> (ViewModel, [Timer; 3]) {
        let mut view = self.shift.view();
        view.connection.connection = Connection::Live;
        view.connection.since = Wall(0);
        view.notice = None;
        // Why is known to the one who asked.
        if let Some(recovery) = &mut view.recovery {
            recovery.cause = Cause::AlreadySynced;
        }
        let timers = [view.badge_time, view.call_time, view.command_time];
        view.badge_time = Timer::None;
        view.call_time = Timer::None;
        view.command_time = Timer::None;
        let by_wall = |moment: Mono| Mono(moment.0 + self.loaded);
        if let Pending::Cancelled(_, at) = &mut view.pending {
            *at = by_wall(*at);
        }
        if let CallStage::Ended(Start::Between(after, by)) = &mut view.call.stage {
            (*after, *by) = (by_wall(*after), by_wall(*by));
        }
        (view, timers)
    }

    fn next_moment(&self) -> Option<i64> {
        let shift = self.shift.next_moment().map(|at| at + self.loaded);
        // One tick at the turn of each of the page's own seconds, while it can be seen.
        let since = self.ticked - self.loaded - 20;
        let tick = self.loaded + (since.div_euclid(1_000) + 1) * 1_000 + 20;
        shift.into_iter().chain(self.visible.then_some(tick)).min()
    }
}
