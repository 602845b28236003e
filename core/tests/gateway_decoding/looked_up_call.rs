//! The answer of `calldata/{agentid}/callinfo`: the agent's present voice call, or none.

use cec_agent_panel_core::gateway::{
    Answer, CallInfo, Loss, Refusal, RetCode, decode_looked_up_call,
};
use serde_json::{Value, json};

use super::example_call;

const EXAMPLE: &str = include_str!("../fixtures/callinfo.json");

fn decode(result: &Value) -> Answer<Option<CallInfo>> {
    let body = json!({"message": "", "retcode": "0", "result": result}).to_string();
    decode_looked_up_call(&body).expect("a successful answer")
}

/// The documented example with other values in the place of some.
fn call(changes: &Value) -> Value {
    let mut call: Value = serde_json::from_str(EXAMPLE).unwrap();
    for (name, value) in changes.as_object().unwrap() {
        call[name] = value.clone();
    }
    call
}

#[test]
fn the_call_comes_as_an_object_a_list_or_a_string() {
    let object = call(&json!({"mediaType": 5, "mediaAbility": 1, "waitTime": 0}));
    for form in [
        object.clone(),
        json!([object]),
        json!([null, object, {"caller": "not the first"}]),
        json!(object.to_string()),
        json!(format!("[{object},]")),
    ] {
        let answer = decode(&form);
        assert_eq!(
            (answer.value, answer.losses),
            (Some(example_call()), vec![])
        );
    }
}

#[test]
fn numbers_are_integers_as_in_the_table_or_strings_as_in_the_example() {
    let answer = decode(&call(&json!({"caller": 70001, "called": 10086})));
    assert_eq!(answer.value, Some(example_call()));
}

#[test]
fn no_call_is_null_nothing_or_empty_and_no_loss() {
    for form in [
        json!(null),
        json!(""),
        json!(" "),
        json!("null"),
        json!([]),
        json!({}),
        json!([{}]),
        json!([null]),
    ] {
        let answer = decode(&form);
        assert_eq!((answer.value, answer.losses), (None, vec![]), "{form}");
    }
    let without = decode_looked_up_call(r#"{"message": "", "retcode": "0"}"#).unwrap();
    assert_eq!(without.value, None);
}

#[test]
fn a_call_with_an_end_is_over() {
    for end in [
        json!(1_476_070_500_000_u64),
        json!("1476070500000"),
        json!("2016-10-10 11:35:00"),
    ] {
        let answer = decode(&call(&json!({"endtime": end})));
        assert_eq!(answer.value, None, "{end}");
    }
    for no_end in [json!(null), json!(""), json!(0), json!("0")] {
        let answer = decode(&call(&json!({"endtime": no_end})));
        assert_eq!(answer.value, Some(example_call()), "{no_end}");
    }
}

#[test]
fn a_session_of_another_medium_is_not_the_call() {
    for medium in [
        json!({"mediaAbility": 5}),
        json!({"mediaAbility": "5", "mediaType": "51"}),
        json!({"mediaAbility": "6"}),
        json!({"mediaType": 1}),
        json!({"mediaType": 53}),
        json!({"mediaType": "17", "mediaAbility": null}),
    ] {
        assert_eq!(decode(&call(&medium)).value, None, "{medium}");
    }
    for voice in [
        json!({"mediaAbility": 1, "mediaType": 5}),
        json!({"mediaAbility": "2", "mediaType": "19"}),
        json!({"mediaAbility": 3}),
        json!({"mediaType": 15}),
        json!({"mediaType": null, "mediaAbility": ""}),
    ] {
        assert_eq!(decode(&call(&voice)).value, Some(example_call()), "{voice}");
    }
}

#[test]
fn the_voice_call_is_found_behind_sessions_of_other_media_and_calls_that_are_over() {
    let form = json!([
        call(&json!({"mediaAbility": "5", "mediaType": "51", "caller": "a chat"})),
        call(&json!({"endtime": 1_476_070_500_000_u64, "caller": "13900000000"})),
        call(&json!({})),
    ]);
    assert_eq!(decode(&form).value, Some(example_call()));
}

#[test]
fn a_call_without_any_number_describes_nobody() {
    let answer = decode(&call(&json!({"caller": "", "called": null})));
    assert_eq!(answer.value, None);
    let anonymous = decode(&call(&json!({"caller": null})));
    assert_eq!(anonymous.value.unwrap().called.as_deref(), Some("10086"));
}

#[test]
fn what_describes_no_call_is_recorded() {
    for (form, found) in [
        (json!("caller 70001"), "not JSON"),
        (json!("70001"), "number"),
        (json!(70001), "number"),
        (json!(true), "boolean"),
    ] {
        let loss = Loss {
            field: "callinfo",
            found,
        };
        let answer = decode(&form);
        assert_eq!((answer.value, answer.losses), (None, vec![loss]), "{form}");
    }
}

#[test]
fn a_refusal_keeps_its_code() {
    let refused = decode_looked_up_call(r#"{"message": "no", "retcode": "000-003"}"#);
    let code = Refusal::Code {
        retcode: RetCode::new("000-003"),
        message: "no".to_owned(),
    };
    assert_eq!(refused, Err(code));
    assert_eq!(decode_looked_up_call("<html>"), Err(Refusal::NotJson));
    assert_eq!(decode_looked_up_call("[]"), Err(Refusal::NotAnAnswer));
}
