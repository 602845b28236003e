//! Several pages in one browser, each with a panel, and one gateway for them all.
//!
//! It plays what the browser has for panels of one agent: the lock that one of them holds,
//! and the channel on which they talk. Every page has a monotonic clock of its own; the
//! wall clock is everybody's. What must hold always is checked at every step.

mod asks;
mod exchange;
mod page;
mod seen;

use std::collections::VecDeque;

use cec_agent_panel_core::gateway::{AgentId, AgentState, Guid};
use cec_agent_panel_core::link::Session;
use cec_agent_panel_core::panel::{Effect, Event};
use cec_agent_panel_core::settings::Settings;
use cec_agent_panel_core::sharing::{LeadNews, Role};

use asks::Ask;
use exchange::Lock;
use page::Page;

use super::{AGENT, Outcome, Shift, answers, session};

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

pub struct Browser {
    pub at: i64,
    pub pages: Vec<Page>,
    pub asks: Vec<Ask>,
    /// Everything that was ever said or kept.
    pub texts: Vec<String>,
    /// What the gateway says to a good Guid.
    pub on_sync: Outcome,
    pub on_status: Outcome,
    pub on_look_up: Outcome,
    /// Guids that it refuses, and how.
    pub refused: Vec<(String, Outcome)>,
    locks: Vec<(AgentId, Lock)>,
    mail: Vec<(i64, u64, usize, Parcel)>,
    serial: u64,
    requests: u32,
    told: Vec<AgentState>,
}

/// What a page is handed.
#[derive(Clone, Debug)]
enum Parcel {
    News(u32, AgentId, LeadNews),
    Word(AgentId, String),
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
            on_look_up: answers::the_call().into(),
            refused: Vec::new(),
            locks: Vec::new(),
            mail: Vec::new(),
            serial: 0,
            requests: 0,
            told: Vec::new(),
        }
    }

    /// One page that leads and another that follows, both in sight.
    pub fn with_two_pages() -> (Self, usize, usize) {
        let mut browser = Self::new();
        let first = browser.open();
        browser.run(5_000);
        let second = browser.open();
        browser.run(5_000);
        assert_eq!(browser.role(first), Role::Leads);
        assert_eq!(browser.role(second), Role::Follows);
        (browser, first, second)
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
        (shift.on_sync, shift.on_status, shift.on_look_up) = outcomes;
        // What one panel was told, all may show.
        shift.told = told;
        shift.event(event);
        self.after(page);
    }

    fn outcomes(&self, page: usize) -> (Outcome, Outcome, Outcome) {
        let source = self.pages[page].shift.source.as_ref();
        // One that a proxy has is empty here.
        let guid = source.map(|source| source.guid.as_ref().map_or("", Guid::expose_for_header));
        let refused = self
            .refused
            .iter()
            .find(|(refused, _)| Some(refused.as_str()) == guid);
        match refused {
            Some((_, outcome)) => (outcome.clone(), outcome.clone(), outcome.clone()),
            None => (
                self.on_sync.clone(),
                self.on_status.clone(),
                self.on_look_up.clone(),
            ),
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
                let shift = &mut them.shift;
                (shift.on_sync, shift.on_status, shift.on_look_up) = outcomes;
                them.shift.happen();
                self.after(page);
            } else {
                self.pages[page].ticked = at;
                self.event(page, Event::Woke);
            }
            return;
        }
    }
}
