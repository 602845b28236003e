//! The types for portals name the events that the core knows: here it is seen that they are the
//! same.

use std::collections::BTreeSet;

use cec_agent_panel_core::gateway::EventKind;

#[test]
fn the_types_have_a_content_for_every_event_that_the_core_understands_and_for_no_other() {
    let types = include_str!("../src/boot/gateway_event.d.ts");
    let table = types.split("interface EventContents {").nth(1).unwrap();
    let table = table.split("\n}").next().unwrap();
    // What stands deeper is a content's own field.
    let described: BTreeSet<&str> = table
        .lines()
        .filter_map(|line| line.strip_prefix("  Agent").map(|_| line.trim()))
        .filter_map(|line| line.split(':').next())
        .collect();
    let known = EventKind::ALL.iter().map(|(_, name)| *name);
    // The second names of the busy event and of the occupied one.
    let second = ["AgentState_SetNotReady", "AgentEvent_Agent_Occupyed"];
    let known = known.chain(second).collect();
    assert_eq!(described, known);
}
