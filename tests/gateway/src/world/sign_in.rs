//! What an agent asks for when signing in (`cec_07_1202`), and the state that follows.

use serde_json::Value;

use super::act::Act;
use super::agent::Agent;
use super::state::State;

/// The wishes of a sign-in, as they are when the request leaves them out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignIn {
    /// The agent's telephone; the one that is bound to them without it.
    pub phone: Option<String>,
    pub first: First,
    /// Calls are answered without the agent.
    pub auto_answer: bool,
    /// No wrap-up after a call: the agent is idle again at once.
    pub auto_enter_idle: bool,
}

/// The state that the agent wants to begin in: `status` of the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum First {
    /// 3
    Busy,
    /// 4
    Idle,
    /// 5
    Work,
}

impl Default for SignIn {
    fn default() -> Self {
        Self {
            phone: None,
            first: First::Idle,
            auto_answer: true,
            auto_enter_idle: true,
        }
    }
}

impl Agent {
    /// Grants `wishes` to an agent who has signed in at `now`, with the events that follow.
    pub fn begin_as_asked(&mut self, wishes: SignIn, now: u64) {
        if let Some(phone) = wishes.phone {
            self.phone = phone;
        }
        self.auto_answer = wishes.auto_answer;
        self.enter_idle_by_itself(wishes.auto_enter_idle);
        match wishes.first {
            First::Idle => {}
            First::Busy => {
                // Whoever has just signed in may be busy.
                let _possible = self.act(&Act::Busy { reason: 0 }, now);
            }
            First::Work => {
                self.enter(State::WrapUp, now);
                self.notify("AgentState_Work", Value::Null, now);
            }
        }
    }

    /// `autoenteridle`: whether the agent is idle at once after a call. If not, wrap-up
    /// lasts until the agent ends it.
    pub const fn enter_idle_by_itself(&mut self, by_itself: bool) {
        self.wrap_up_ms = if by_itself { Some(0) } else { None };
    }
}
