//! The call information of `syncagentinfo`: its forms, its names and what is lost of it.

use cec_agent_panel_core::gateway::{CallFeature, CallInfo, Loss};
use serde_json::{Value, json};

use super::{call_info, example_call, sync};

const CALL_INFO_EXAMPLE: &str = include_str!("../fixtures/callinfo.json");

#[test]
fn call_information_comes_as_an_object_an_array_or_a_string() {
    let object: Value = serde_json::from_str(CALL_INFO_EXAMPLE).unwrap();
    let forms = [
        object.clone(),
        json!([object]),
        json!([null, object, {"caller": "not the first"}]),
        json!(CALL_INFO_EXAMPLE),
        json!(format!("\u{feff}[{CALL_INFO_EXAMPLE},]")),
    ];
    for form in forms {
        assert_eq!(call_info(&form), (example_call(), vec![]), "{form}");
    }
}

#[test]
fn call_information_that_is_not_there_is_no_loss() {
    for form in [
        json!(null),
        json!(""),
        json!([]),
        json!({}),
        json!("{}"),
        json!("null"),
    ] {
        assert_eq!(call_info(&form), (CallInfo::default(), vec![]), "{form}");
    }
    let answer = sync(&json!({"agentStateInfo": {"state": 9}}));
    assert_eq!(
        (answer.value.call_info, answer.losses),
        (CallInfo::default(), vec![])
    );
}

#[test]
fn call_information_without_names_shows_nothing_and_is_recorded() {
    for (form, found) in [
        (json!("caller 70001, called 10086"), "not JSON"),
        (json!("70001"), "number"),
        (json!("\"{}\""), "string"),
        (json!(70001), "number"),
        (json!(true), "boolean"),
        (json!(["70001", 10086]), "array"),
    ] {
        let losses = vec![Loss {
            field: "callinfo",
            found,
        }];
        assert_eq!(call_info(&form), (CallInfo::default(), losses), "{form}");
    }
}

#[test]
fn the_names_in_call_information_count_without_regard_to_case() {
    let form = json!({
        "callFeature": "7", "callId": "1456401416-3", "Caller": 10086, "CALLED": "70092",
        "callSkill": "s", "orgiCalledNum": 5, "callData": "d", "beginTime": "1476070413000",
        "endTime": 1_476_070_513_000_u64,
    });
    let expected = CallInfo {
        call_feature: Some(CallFeature::Common),
        call_id: Some("1456401416-3".to_owned()),
        caller: Some("10086".to_owned()),
        called: Some("70092".to_owned()),
        call_skill: Some("s".to_owned()),
        original_called: Some("5".to_owned()),
        call_data: Some("d".to_owned()),
    };
    assert_eq!(call_info(&form), (expected, vec![]));
}

#[test]
fn a_wrong_type_in_call_information_loses_that_field_alone() {
    let mut object: Value = serde_json::from_str(CALL_INFO_EXAMPLE).unwrap();
    object["caller"] = json!({"number": "70001"});
    let expected = CallInfo {
        caller: None,
        ..example_call()
    };
    let losses = vec![Loss {
        field: "caller",
        found: "object",
    }];
    assert_eq!(call_info(&object), (expected, losses));
}
