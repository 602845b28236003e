//! What the agent does, on its way to the panel.

use std::rc::Weak;

use leptos::prelude::*;

use crate::panel::Event;
use crate::runtime::Panel;

/// Sends the agent's actions to the panel, as long as it is there.
#[derive(Clone, Copy)]
pub struct Actions(StoredValue<Weak<Panel>, LocalStorage>);

impl Actions {
    /// Actions for `panel`.
    pub fn new(panel: Weak<Panel>) -> Self {
        Self(StoredValue::new_local(panel))
    }

    /// Sends an event.
    pub fn send(self, event: Event) {
        if let Some(Some(panel)) = self.0.try_with_value(Weak::upgrade) {
            panel.dispatch(event);
        }
    }
}
