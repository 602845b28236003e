//! What is to be seen in the pages: their roles, and whether they show the same.

use cec_agent_panel_core::diagnostics::Fact;
use cec_agent_panel_core::sharing::Role;
use cec_agent_panel_core::view::{Timer, facts};

use super::Browser;

impl Browser {
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

    pub fn role(&self, page: usize) -> Role {
        let shift = &self.pages[page].shift;
        facts(&shift.model, &shift.view()).connection.role
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
}
