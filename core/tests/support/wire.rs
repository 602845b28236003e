//! Events as the gateway's own pages write them.

use serde_json::{Value, json};

use super::Shift;
use super::pushed::idle;

/// The ID of the customer's call.
pub const MAIN: &str = "1456402370-7";

/// The portal pushes an event as the gateway has sent it, generated now.
pub fn agent_event(shift: &mut Shift, name: &str, content: &Value) {
    shift.push(name, content, Some(0));
}

/// The agent of the documents talks with a customer since five seconds.
pub fn on_the_documented_call() -> Shift {
    let mut shift = idle();
    shift.polls_say(7, true);
    let content = json!({
        "caller": "10086", "callid": MAIN, "called": "70092", "feature": "0", "type": "main",
        "mediaAbility": "1",
    });
    agent_event(&mut shift, "AgentEvent_Talking", &content);
    shift.run(5_000);
    shift
}
