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
pub struct Dispatch(UnsyncCallback<Action>);

impl Dispatch {
    /// Has `take` called with each action.
    pub fn new(take: impl Fn(Action) + 'static) -> Self {
        Self(UnsyncCallback::new(take))
    }

    /// Sends an action. The panel may end what is called here, which is held until the call is over.
    pub fn send(self, action: Action) {
        self.0.try_run(action);
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::rc::Rc;

    use leptos::prelude::*;

    use super::{Action, Dispatch};

    #[test]
    fn each_action_is_taken_until_the_panel_is_gone() {
        let taken = Rc::new(Cell::new(0));
        let owner = Owner::new();
        let dispatch = owner.with(|| {
            let taken = taken.clone();
            Dispatch::new(move |_| taken.set(taken.get() + 1))
        });
        dispatch.send(Action::RetryNow);
        dispatch.send(Action::RetryNow);
        owner.cleanup();
        dispatch.send(Action::RetrySync);
        assert_eq!(taken.get(), 2);
    }

    #[test]
    fn an_action_may_end_the_panel() {
        let owner = Owner::new();
        let ended = owner.clone();
        let dispatch = owner.with(|| Dispatch::new(move |_| ended.cleanup()));
        dispatch.send(Action::RetryNow);
        dispatch.send(Action::RetryNow);
    }
}
