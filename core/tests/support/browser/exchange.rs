//! The lock and the channel that the pages of one agent share.

use std::collections::VecDeque;

use cec_agent_panel_core::gateway::AgentId;
use cec_agent_panel_core::panel::Event;
use cec_agent_panel_core::sharing::LeadNews;

use super::{Browser, CHANNEL_MS, LOCK_MS, Locks, Parcel};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Claim {
    page: usize,
    request: u32,
}

#[derive(Default)]
pub struct Lock {
    holder: Option<Claim>,
    queue: VecDeque<Claim>,
}

impl Browser {
    // The lock.

    pub(super) fn lead(&mut self, page: usize, agent: AgentId, steal: bool) {
        self.resign(page);
        self.requests += 1;
        let claim = Claim {
            page,
            request: self.requests,
        };
        self.pages[page].request = Some(claim.request);
        match self.pages[page].locks {
            Locks::Work => {}
            Locks::Refused => return self.news(claim, agent, LeadNews::Unavailable),
            Locks::Silent => return,
        }
        if self.pages[page].channel.replace(agent) != Some(agent) {
            self.pages[page].listens_since = self.at;
        }
        let lock = self.lock(agent);
        match lock.holder {
            Some(former) if steal => {
                lock.holder = Some(claim);
                self.news(former, agent, LeadNews::Lost);
                self.news(claim, agent, LeadNews::Granted);
            }
            Some(_) => self.news(claim, agent, LeadNews::Taken),
            None => {
                lock.holder = Some(claim);
                self.news(claim, agent, LeadNews::Granted);
            }
        }
    }

    fn lock(&mut self, agent: AgentId) -> &mut Lock {
        let known = self.locks.iter().position(|(of, _)| *of == agent);
        let index = known.unwrap_or_else(|| {
            self.locks.push((agent, Lock::default()));
            self.locks.len() - 1
        });
        &mut self.locks[index].1
    }

    fn queue(&mut self, claim: Claim, agent: AgentId) {
        let lock = self.lock(agent);
        if lock.holder.is_none() {
            lock.holder = Some(claim);
            self.news(claim, agent, LeadNews::Granted);
        } else {
            lock.queue.push_back(claim);
        }
    }

    pub(super) fn resign(&mut self, page: usize) {
        self.pages[page].request = None;
        let mut granted = Vec::new();
        for (agent, lock) in &mut self.locks {
            lock.queue.retain(|claim| claim.page != page);
            if lock.holder.is_some_and(|holder| holder.page == page) {
                lock.holder = lock.queue.pop_front();
                granted.extend(lock.holder.map(|claim| (claim, *agent)));
            }
        }
        for (claim, agent) in granted {
            self.news(claim, agent, LeadNews::Granted);
        }
    }

    fn news(&mut self, claim: Claim, agent: AgentId, news: LeadNews) {
        self.post(
            LOCK_MS,
            claim.page,
            Parcel::News(claim.request, agent, news),
        );
    }

    // The channel.

    pub(super) fn say(&mut self, page: usize, text: String) {
        let channel = self.pages[page].channel;
        let Some(agent) = channel else { return };
        for other in 0..self.pages.len() {
            let them = &self.pages[other];
            if other != page && them.open && them.channel == channel {
                let word = Parcel::Word(agent, text.clone());
                self.post(CHANNEL_MS, other, word);
            }
        }
        self.texts.push(text);
    }

    fn post(&mut self, after: i64, page: usize, event: Parcel) {
        self.serial += 1;
        self.mail.push((self.at + after, self.serial, page, event));
    }

    pub(super) fn deliver(&mut self, page: usize, event: Parcel) {
        if !self.pages[page].open {
            return;
        }
        // Nothing overtakes what waits.
        if self.pages[page].frozen || self.pages[page].thaws {
            self.pages[page].backlog.push_back(event);
        } else {
            self.hand_over(page, event);
        }
    }

    pub(super) fn hand_over(&mut self, page: usize, event: Parcel) {
        match event {
            Parcel::Word(agent, text) => {
                if self.pages[page].channel == Some(agent) {
                    self.event(page, Event::Heard(text));
                }
            }
            Parcel::News(request, agent, news) => {
                let claim = Claim { page, request };
                if self.pages[page].request != Some(request) {
                    return;
                }
                self.event(page, Event::Lead(news));
                let waits = matches!(news, LeadNews::Taken | LeadNews::Lost);
                if waits && self.pages[page].request == Some(request) {
                    self.queue(claim, agent);
                }
            }
        }
    }
}
