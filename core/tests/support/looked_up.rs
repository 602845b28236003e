//! Calls that only polls tell of, and their look-up.

use cec_agent_panel_core::desk::CallStage;
use cec_agent_panel_core::field::Field;
use cec_agent_panel_core::gateway::AgentState;
use serde_json::json;

use super::pushed::text;
use super::{Asked, Outcome, Shift, answers};

/// An idle agent whose sync has been answered, where look-ups have this outcome.
pub fn idle(look_up: impl Into<Outcome>) -> Shift {
    let mut shift = Shift::recovered(answers::sync(&json!({})), answers::status(4, false));
    shift.on_look_up = look_up.into();
    shift
}

/// The same until a poll has told of a call.
pub fn ringing(look_up: impl Into<Outcome>) -> Shift {
    let mut shift = idle(look_up);
    call_comes(&mut shift);
    shift
}

/// A call comes, and a poll tells of it.
pub fn call_comes(shift: &mut Shift) {
    shift.polls_say(7, true);
    while shift.view().badge.state != Some(AgentState::Talking) {
        shift.run_to_next_reply();
    }
}

/// The call ends, and a poll tells of it.
pub fn call_ends(shift: &mut Shift) {
    shift.polls_say(4, false);
    shift.run_to_next_reply();
    while shift.view().badge.state != Some(AgentState::Idle) {
        shift.run_to_next_reply();
    }
}

pub fn caller(shift: &Shift) -> Option<String> {
    text(shift, Field::Caller)
}

pub fn stage(shift: &Shift) -> CallStage {
    shift.view().call.stage
}

/// When the last look-up was sent.
pub fn look_up_at(shift: &Shift) -> i64 {
    let look_up = shift.sent.iter().rfind(|sent| sent.what == Asked::LookUp);
    look_up.expect("nothing was looked up").at
}
