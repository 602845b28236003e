//! The requests of all pages as the gateway saw them, which are checked as they come.

use cec_agent_panel_core::gateway::AgentId;
use cec_agent_panel_core::sharing::Role;

use super::super::Asked;
use super::{Browser, Locks};

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

impl Browser {
    /// Looks at what reached the gateway: one at a time, and never two within a second.
    pub(super) fn count(&mut self, page: usize) {
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
                ask.what != Asked::Sync || self.role(other) != Role::Leads,
                "page {other} leads when {ask:?}"
            );
        }
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
