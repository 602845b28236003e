//! Rules that the scripts know as well as the core (ARCHITECTURE.md, "What stands twice"), and that
//! no test of a browser ties together.

use cec_agent_panel_core::gateway::{AgentState, Guid};
use cec_agent_panel_core::time::LONGEST_UNSEEN_MS;

/// The texts in the list of that name in a script.
fn list(script: &'static str, name: &str) -> Vec<&'static str> {
    let list = script.split(&format!("{name} = [")).nth(1);
    let list = list.and_then(|rest| rest.split(']').next());
    list.unwrap_or_default()
        .split('\'')
        .skip(1)
        .step_by(2)
        .collect()
}

#[test]
fn states_outside_a_call_are_none_of_a_call() {
    let script = include_str!("../src/boot/call_waiting.js");
    let states = list(script, "NO_CALL");
    assert!(states.contains(&"idle"));
    for slug in states {
        let state = AgentState::from_slug(slug);
        assert_eq!(state.map(AgentState::is_in_call), Some(false), "{slug}");
    }
}

#[test]
fn who_talks_is_in_a_call_and_not_before_it() {
    let states = include_str!("../src/boot/day/states.js");
    let before = states
        .split("!['")
        .nth(1)
        .and_then(|rest| rest.split("']").next());
    let before: Vec<&str> = before.unwrap_or_default().split("', '").collect();
    for slug in list(states, "STATES") {
        let Some(state) = AgentState::from_slug(slug) else {
            continue;
        };
        let is_before = state.is_before_talk() || state == AgentState::Playback;
        assert_eq!(before.contains(&slug), is_before, "{slug}");
    }
}

#[test]
fn the_day_takes_an_equal_state_for_the_same_one_over_as_long_a_gap_as_the_panel() {
    let record = include_str!("../src/boot/day/record.js");
    assert!(record.contains("const UNSEEN_MS = 150_000;"));
    assert_eq!(LONGEST_UNSEEN_MS, 150_000);
}

#[test]
fn what_the_script_takes_for_a_guid_is_one_as_it_stands() {
    let script = include_str!("../src/boot/ahead.js");
    assert!(script.contains(r"const GUID = /^[!#-:<>-[\]-~]{1,512}$/;"));
    let mut taken = vec!['!', '<'];
    taken.extend('#'..=':');
    taken.extend('>'..='[');
    taken.extend(']'..='~');
    for text in taken.iter().map(|it| format!("a{it}b{it}")) {
        let guid = Guid::new(&text).unwrap();
        assert_eq!(guid.expose_for_header(), text);
    }
    let longest = "a".repeat(512);
    assert!(Guid::new(&longest).is_some() && Guid::new(&format!("{longest}a")).is_none());
}
