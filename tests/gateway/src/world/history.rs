//! What an agent was doing, and from when to when.

use std::collections::VecDeque;

use serde::Serialize;

use super::state::State;

/// A shift has some thousand changes at most; past this many the oldest go.
const KEPT: usize = 20_000;

/// What an agent was doing from a moment on, until the next one begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Moment {
    /// Milliseconds since 1970.
    pub at: u64,
    pub state: State,
    /// Rest was asked for during the call: `agentstatus` says pre-rest then.
    pub pre_rest: bool,
    /// The ID of the call, if there was one.
    pub call: Option<String>,
    /// The ID of its second leg, with whoever is consulted, if there was one.
    pub second: Option<String>,
}

/// All of them, oldest first.
#[derive(Clone, Debug, Default)]
pub struct History(pub VecDeque<Moment>);

impl History {
    /// Adds a moment, if anything is new in it.
    pub fn note(&mut self, moment: Moment) {
        let at = moment.at;
        let same = |last: &Moment| Moment { at, ..last.clone() } == moment;
        if self.0.back().is_some_and(same) {
            return;
        }
        self.0.push_back(moment);
        if self.0.len() > KEPT {
            self.0.pop_front();
        }
    }
}
