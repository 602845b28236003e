//! What the agent does, on its way to the panel.

use std::rc::Weak;

use crate::app::Driver;
use cec_agent_panel_core::panel::Event;

/// Sends the agent's actions to the panel, as long as it is there.
#[derive(Clone)]
pub struct Actions(Weak<Driver>);

impl Actions {
    /// Actions for `panel`.
    pub const fn new(panel: Weak<Driver>) -> Self {
        Self(panel)
    }

    /// Sends an event.
    pub fn send(&self, event: Event) {
        if let Some(panel) = self.0.upgrade() {
            panel.dispatch(event);
        }
    }

    /// Saves what the help desk asks for.
    pub fn save_diagnostics(&self) {
        if let Some(panel) = self.0.upgrade() {
            panel.save_diagnostics();
        }
    }
}
