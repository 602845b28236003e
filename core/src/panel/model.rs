//! All that one panel knows. Nothing of it is shared with another panel.

use super::jump::Jump;
use super::page::Page;
use crate::desk::Desk;
use crate::diagnostics::{Diagnostics, Entry, Fact};
use crate::gateway::AgentId;
use crate::link::{Connection, Link, Pace};
use crate::settings::{Complaint, Settings};
use crate::sharing::{Role, Sharing};
use crate::time::{Now, Wall};

/// The panel's memory.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Model {
    pub(crate) settings: Settings,
    pub(crate) page: Page,
    /// What is known of the agent.
    pub(crate) desk: Desk,
    /// The exchange with the gateway.
    pub(crate) link: Link,
    /// The other panels of the agent.
    pub(crate) sharing: Sharing,
    /// A jump of this computer's clocks that nothing has explained yet.
    pub(crate) jump: Option<Jump>,
    /// The connection and since when it has been so.
    pub(crate) connection: (Connection, Wall),
    pub(crate) diagnostics: Diagnostics,
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
            desk: Desk::default(),
            link: Link::default(),
            sharing: Sharing::default(),
            jump: None,
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
        self.link.agent()
    }

    /// Who polls for the agent.
    pub const fn role(&self) -> Role {
        self.sharing.lead.role()
    }

    /// What decides about the pace. The panel is quiet where nobody looks, or nothing can happen.
    pub(crate) fn pace(&self) -> Pace<'_> {
        Pace {
            settings: &self.settings,
            quiet: self.is_quiet(),
        }
    }

    /// The same beside the exchange with the gateway, which goes by it.
    pub(crate) fn link_and_pace(&mut self) -> (&mut Link, Pace<'_>) {
        let quiet = self.is_quiet();
        let settings = &self.settings;
        (&mut self.link, Pace { settings, quiet })
    }

    /// Forgets the agent and all that was known of them, but for which agents have used
    /// their sync.
    pub(crate) fn forget_agent(&mut self) {
        self.link.forget_agent();
        self.sharing.forget_agent();
        self.desk.forget_agent();
        self.jump = None;
    }

    fn is_quiet(&self) -> bool {
        !self.page.visible || self.desk.is_signed_out()
    }
}
