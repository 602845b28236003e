//! The demo's script over hours of simulated time, without HTTP.

use std::collections::BTreeMap;

use simulated_gateway::world::act::Act;
use simulated_gateway::world::gateway::Gateway;
use simulated_gateway::world::guid::AuthMode;
use simulated_gateway::world::sign_in::SignIn;
use simulated_gateway::world::state::State;

const BEGIN: u64 = 1_700_000_000_000;

/// A demo agent who signed in at [`BEGIN`] and whose page never goes away.
fn visitor() -> Gateway {
    let mut gateway = Gateway::new(AuthMode::Dynamic);
    let id = gateway.new_visitor(BEGIN);
    gateway
        .sign_in(&id, SignIn::default(), false, BEGIN)
        .unwrap();
    gateway.agents.get_mut("41001").unwrap().unattended = true;
    gateway
}

#[test]
fn a_shift_lives_through_every_kind_of_state_and_never_stands_still() {
    let mut gateway = visitor();
    let agent = gateway.agents.get_mut("41001").unwrap();
    let mut seen: BTreeMap<String, u64> = BTreeMap::new();
    let mut pending = (false, false);
    for second in 0..4 * 3_600 {
        let now = BEGIN + second * 1_000;
        agent.settle(now);
        *seen.entry(format!("{:?}", agent.state)).or_default() += 1;
        pending.0 |= agent.pre_busy;
        pending.1 |= agent.pre_rest;
        let stood = now - agent.state_since;
        assert!(
            second < 30 || stood <= 3 * 16_000,
            "{:?} for {stood} ms",
            agent.state
        );
    }
    let states: Vec<&str> = seen.keys().map(String::as_str).collect();
    assert_eq!(
        states,
        [
            "Busy",
            "Help",
            "Hold",
            "Idle",
            "Mute",
            "Rest",
            "Ringing",
            "Talking",
            "ThreeParty",
            "WrapUp"
        ]
    );
    assert_eq!(pending, (true, true));
}

#[test]
fn a_shift_has_what_a_whole_day_has_beside_the_plain_calls() {
    let mut gateway = visitor();
    let agent = gateway.agents.get_mut("41001").unwrap();
    let mut events: Vec<(String, String)> = Vec::new();
    for second in 0..3_600 {
        agent.settle(BEGIN + second * 1_000);
        let new = agent.queue.drain(..);
        events.extend(new.map(|event| (event.name.into_owned(), event.content.to_string())));
    }
    for (name, part) in [
        ("AgentEvent_Ringing", r#""caller":"a41900""#),
        ("AgentEvent_Talking", r#""feature":"51""#),
        ("AgentEvent_Conference", r#""partner":"#),
        ("AgentState_Force_SetNotReady", "null"),
        ("AgentEvent_linkagePhoneHold", "callId"),
        ("AgentEvent_linkagePhoneUnHold", "callId"),
        ("AgentMediaEvent_Record", "recordID"),
        ("AgentEvent_Ringing", r#""mediaType":"51""#),
        ("AgentEvent_Talking", r#""mediaAbility":"5""#),
        ("AgentState_SetRest_Success", r#"{"reason":"200"}"#),
        ("AgentState_SetNotReady_Success", r#"{"reason":"201"}"#),
    ] {
        let found = events
            .iter()
            .any(|(its_name, content)| its_name == name && content.contains(part));
        assert!(found, "{name} {part}");
    }
    let voice_alone = |(name, content): &&(String, String)| {
        name == "AgentEvent_Talking" && content.contains(r#""mediaAbility":"1""#)
    };
    assert!(events.iter().filter(voice_alone).count() > 20);
}

#[test]
fn the_shift_begins_with_a_customer_on_hold_and_fetches_them_back() {
    let mut gateway = visitor();
    let agent = gateway.agents.get_mut("41001").unwrap();
    assert_eq!(agent.state, State::Hold);
    assert!(agent.call.as_ref().unwrap().held_since.unwrap() < BEGIN);
    agent.settle(BEGIN + 17_000);
    assert_eq!(agent.state, State::Talking);
}

#[test]
fn a_button_wins_over_the_script_for_a_whole_phase() {
    let mut gateway = visitor();
    let agent = gateway.agents.get_mut("41001").unwrap();
    let pressed = BEGIN + 8_900;
    agent.settle(pressed);
    agent
        .act(
            &Act::HangUp {
                by: simulated_gateway::world::act::Party::Agent,
            },
            pressed,
        )
        .unwrap();
    agent.act(&Act::EndWrapUp, pressed).unwrap();
    agent.act(&Act::Busy { reason: 0 }, pressed).unwrap();
    agent.settle(pressed + 3_900);
    assert_eq!((agent.state, agent.state_since), (State::Busy, pressed));
    agent.settle(pressed + 60_000);
    assert_ne!(agent.state_since, pressed, "then the shift goes on");
}
