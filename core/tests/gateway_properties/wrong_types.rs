//! A wrong type in one field.

use cec_agent_panel_core::gateway::{
    AgentState, AgentStatus, Answer, Loss, SyncAgentInfo, decode_agent_status,
    decode_sync_agent_info,
};
use serde_json::{Map, Value, json};

use super::encoder::body;
use super::fields::{CALL_FIELDS, INFO_FIELDS, Kind};

/// Every field set, each to a value of its own.
fn full_object(fields: &[(&'static str, Kind)]) -> Map<String, Value> {
    let value = |(index, (name, kind)): (usize, &(&'static str, Kind))| {
        let value = match kind {
            Kind::Integer => json!(1),
            Kind::Boolean => json!(true),
            Kind::Text => json!(format!("text of {name}")),
            Kind::Time => json!(1_566_636_300_000_u64 + index as u64),
        };
        ((*name).to_owned(), value)
    };
    fields.iter().enumerate().map(value).collect()
}

fn read_sync(agent: &Map<String, Value>, call: &Map<String, Value>) -> Answer<SyncAgentInfo> {
    let result = json!({"callinfo": call, "agentStateInfo": agent});
    decode_sync_agent_info(&body(result, 0)).expect("a successful answer")
}

#[test]
fn a_wrong_type_in_any_field_is_one_loss_and_keeps_all_the_others() {
    let (agent, call) = (full_object(&INFO_FIELDS), full_object(&CALL_FIELDS));
    let all = read_sync(&agent, &call);
    assert_eq!(all.losses, []);
    for (in_agent, fields) in [(true, &INFO_FIELDS[..]), (false, &CALL_FIELDS[..])] {
        for &(field, kind) in fields {
            let with = |value: Option<Value>| {
                let (mut agent, mut call) = (agent.clone(), call.clone());
                let object = if in_agent { &mut agent } else { &mut call };
                object.remove(field).expect(field);
                object.extend(value.map(|value| (field.to_owned(), value)));
                read_sync(&agent, &call)
            };
            let without = with(None);
            assert_ne!(without.value, all.value, "{field} is read");
            assert_eq!(without.losses, [], "{field} may be missing");
            for (wrong, found) in kind.wrong_values() {
                let read = with(Some(wrong.clone()));
                assert_eq!(read.value, without.value, "{field}: {wrong}");
                assert_eq!(read.losses, [Loss { field, found }], "{field}: {wrong}");
            }
        }
    }
}

#[test]
fn a_wrong_type_of_is_working_is_one_loss_and_keeps_the_state() {
    for (wrong, found) in Kind::Boolean.wrong_values() {
        let read = decode_agent_status(&body(json!({"agentState": 7, "isWorking": wrong}), 0));
        let value = AgentStatus {
            state: AgentState::Talking,
            is_working: None,
        };
        let losses = vec![Loss {
            field: "isWorking",
            found,
        }];
        assert_eq!(read, Ok(Answer { value, losses }), "{wrong}");
    }
}
