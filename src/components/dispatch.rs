//! What the agent does, on its way to the panel.

use leptos::prelude::*;

/// What the agent does.
#[derive(Clone, Copy)]
pub enum Action {
    /// Asks the gateway at once.
    RetryNow,
    /// Asks for the call once more, knowing what that costs.
    RetrySync,
}

/// Sends the agent's actions to the panel.
///
/// It is a callback and no signal: two writes of a signal before its readers run are one.
#[derive(Clone, Copy)]
pub struct Dispatch(StoredValue<UnsyncCallback<Action>, LocalStorage>);

impl Dispatch {
    /// Has `take` called with each action.
    pub fn new(take: impl Fn(Action) + 'static) -> Self {
        Self(StoredValue::new_local(UnsyncCallback::new(take)))
    }

    /// Sends an action.
    pub fn send(self, action: Action) {
        // The panel may end what is called here: it is held until the call is over.
        if let Some(take) = self.0.try_get_value() {
            take.run(action);
        }
    }
}
