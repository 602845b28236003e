//! Where tests of pushed events begin, and what they look at.

use cec_agent_panel::gateway::AgentState;
use cec_agent_panel::panel::{Field, RowValue, Source, Timer};
use serde_json::json;

use super::Shift;
use super::answers::{at_sign_in, in_call, status};

/// The ID of the call of most tests.
pub const CALL: &str = "1566636217-38";

/// An idle agent after the sync and one poll.
pub fn idle() -> Shift {
    let mut shift = Shift::recovered(at_sign_in(), status(4, false));
    shift.run(4_000);
    shift
}

/// An agent on a call that the sync described, after one poll.
pub fn on_a_call() -> Shift {
    let mut shift = Shift::recovered(in_call(&json!({})), status(7, true));
    shift.run(4_000);
    shift
}

/// An agent on a call that the portal pushed from its ringing on.
pub fn on_a_pushed_call() -> Shift {
    let mut shift = idle();
    shift.push_call("AgentEvent_Ringing", CALL);
    shift.polls_say(7, true);
    shift.run(5_000);
    shift.push_call("AgentEvent_Talking", CALL);
    shift.run(6_000);
    shift
}

pub fn text(shift: &Shift, field: Field) -> Option<String> {
    let call = shift.view().call;
    match call.rows.into_iter().find(|row| row.field == field)?.value {
        RowValue::Text(text, _) => Some(text.shown),
        other => panic!("{other:?} is no text"),
    }
}

pub fn exactly(seconds: u64) -> Timer {
    Timer::Elapsed {
        seconds,
        about: false,
    }
}

pub fn is_about(timer: Timer, from: u64, to: u64) -> bool {
    matches!(timer, Timer::Elapsed { seconds, about: true } if (from..=to).contains(&seconds))
}

pub fn host(state: AgentState) -> (Option<AgentState>, Option<Source>, bool) {
    (Some(state), Some(Source::Host), true)
}
