//! What an agent was doing, and from when to when.

use std::collections::VecDeque;

use serde::Serialize;

use super::call::Call;
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
    /// When the state began, likewise.
    pub since: u64,
    /// Busy was asked for during the call or wrap-up.
    pub pre_busy: bool,
    /// Rest was: `agentstatus` says pre-rest then.
    pub pre_rest: bool,
    /// The command that ran, Table 7 of the synchronising interface; 0 for none.
    pub command: i64,
    /// When that was given.
    pub command_since: Option<u64>,
    pub call: Option<CallThen>,
}

/// The call as the agent had it then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CallThen {
    pub call_id: String,
    /// The ID of the second leg, with whoever is consulted, if there was one.
    pub second_call_id: Option<String>,
    pub caller: String,
    pub called: String,
    pub feature: i64,
    /// Held at the telephone, of which polls and syncs know nothing.
    pub held_at_phone: bool,
    pub partner: String,
    pub data: String,
    pub recording: String,
}

impl From<&Call> for CallThen {
    fn from(call: &Call) -> Self {
        Self {
            call_id: call.main.id.clone(),
            second_call_id: call.second.as_ref().map(|leg| leg.id.clone()),
            caller: call.main.caller.clone(),
            called: call.main.called.clone(),
            feature: call.feature(),
            held_at_phone: call.held_at_phone.is_some(),
            partner: call.partner.clone(),
            data: call.data.clone(),
            recording: call.recording.clone(),
        }
    }
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
