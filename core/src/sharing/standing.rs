//! Where this panel stands among those of its agent.

use super::lead::{Lead, Role};
use crate::gateway::AgentId;
use crate::time::{Mono, Now};

/// How late a wake or an answer may be before the page counts as busy or frozen, in ms.
pub const PUNCTUAL_MS: u64 = 100;
/// A leader that is looked at speaks at each turn of a second, unless it has within so many
/// ms before it.
const BEAT_MS: u64 = 500;
/// The shortest patience with a silent leader, in ms: more than from a word right after the
/// time of a beat to the beat after the next turn.
pub const SHORTEST_PATIENCE_MS: u64 = 1_800;
/// How long a panel waits with its request while it may be that another has just sent one
/// and the word of it, or of a new leader, is still on its way, in ms.
pub const GRACE_MS: u64 = 200;

/// The lead, and what was handed on.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Sharing {
    /// Who polls.
    pub lead: Lead,
    /// When the other panels of the agent were last told something.
    told: Option<Mono>,
    /// What an earlier panel of this page load knew of that agent.
    recalled: Option<(AgentId, String)>,
}

impl Sharing {
    /// Forgets the agent, and whose the lead is.
    pub fn forget_agent(&mut self) {
        self.lead = Lead::default();
        self.told = None;
    }

    /// Stands there from now on; gives the role where that is news.
    pub fn become_one(&mut self, lead: Lead) -> Option<Role> {
        let (before, after) = (self.lead.role(), lead.role());
        let is_news = before != after || (lead == Lead::Alone && self.lead != lead);
        self.lead = lead;
        if lead == Lead::Leads {
            // It has told nobody anything yet.
            self.told = None;
        }
        is_news.then_some(after)
    }

    /// Has asked for the lead and waits until `by`; the others as in [`Lead::Asked`].
    pub const fn wait_for_answer(&mut self, by: Mono, following: bool, late: bool) {
        self.lead = Lead::Asked {
            by,
            following,
            late,
        };
    }

    /// The other panels of the agent have been told what is known.
    pub const fn spoke(&mut self, now: Now) {
        self.told = Some(now.mono);
    }

    /// An earlier panel of this page load knew that of the agent.
    pub fn recalled(&mut self, agent: AgentId, row: String) {
        self.recalled = Some((agent, row));
    }

    /// Takes what one knew of that agent, once.
    pub fn take_recalled(&mut self, agent: AgentId) -> Option<String> {
        let (_, row) = self.recalled.take_if(|(of, _)| *of == agent)?;
        Some(row)
    }

    /// Whether a leader that is looked at has to say that it is there.
    pub fn is_beat_due(&self, now: Now) -> bool {
        self.lead == Lead::Leads && self.told.is_none_or(|told| now.mono.since(told) >= BEAT_MS)
    }

    /// A panel that was away does not know yet that it no longer leads, or that another still
    /// does. `patience`: how long a leader may be silent, in ms.
    pub fn doubt(&mut self, patience: u64, now: Now) -> Doubt {
        let silent = self.told.map(|told| now.mono.since(told));
        match self.lead {
            // The page was frozen or the computer slept: another may have taken over.
            Lead::Leads if silent > Some(patience) => {
                self.told = Some(now.mono);
                Doubt::OfItself
            }
            // What was said meanwhile may wait behind this very wake.
            Lead::Follows {
                by,
                hidden,
                late: false,
            } if now.mono >= by.plus(PUNCTUAL_MS) => {
                self.lead = Lead::Follows {
                    by: now.mono.plus(GRACE_MS),
                    hidden,
                    late: true,
                };
                Doubt::None
            }
            Lead::LooksOn { by } if now.mono >= by => Doubt::NothingToSee,
            _ => Doubt::None,
        }
    }
}

/// What a panel doubts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Doubt {
    /// Nothing.
    None,
    /// Whether it still leads.
    OfItself,
    /// There is nobody to look at any more.
    NothingToSee,
}
