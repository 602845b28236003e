//! The forms that single values come in.

use cec_agent_panel_core::gateway::{
    AgentState, AgentStateInfo, CallFeature, Command, GatewayTime, Loss,
};
use serde_json::json;

use super::{call_info, info_with, status, sync};

#[test]
fn the_same_number_means_different_states_in_the_two_interfaces() {
    assert_eq!(
        status(&json!({"agentState": 7})).unwrap().value.state,
        AgentState::Talking
    );
    assert_eq!(
        info_with("state", &json!(7)).0.state,
        Some(AgentState::Occupied)
    );
}

#[test]
fn integers_come_as_numbers_and_as_strings() {
    for form in [json!(4), json!("4"), json!(4.0), json!(" 4 ")] {
        let answer = status(&json!({"agentState": form})).unwrap();
        assert_eq!(answer.value.state, AgentState::Idle, "{form}");
        assert_eq!(answer.losses, [], "{form}");
    }
    for form in [json!(-1), json!("-1"), json!(-1.0)] {
        let (info, losses) = info_with("callFeature", &form);
        assert_eq!(info.call_feature, Some(CallFeature::Others), "{form}");
        assert_eq!(losses, [], "{form}");
    }
}

#[test]
fn a_number_that_cannot_be_read_exactly_is_lost_and_not_rounded() {
    for (form, found) in [
        ("4.5", "fraction"),
        ("1e15", "out of range"),
        ("7504984459537807.0", "out of range"),
        ("9223372036854775808", "out of range"),
        ("-9223372036854775809", "out of range"),
        ("\"9223372036854775808\"", "out of range"),
        ("\"+4\"", "not digits"),
        ("\"4.0\"", "not digits"),
        ("\"-\"", "not digits"),
    ] {
        let (info, losses) = info_with("curCommand", &serde_json::from_str(form).unwrap());
        assert_eq!(info.cur_command, None, "{form}");
        let field = "curCommand";
        assert_eq!(losses, [Loss { field, found }], "{form}");
    }
    let (info, losses) = info_with("curCommand", &json!(i64::MIN));
    let read = info.cur_command.map(Command::code);
    assert_eq!((read, losses), (Some(i64::MIN), vec![]));
}

#[test]
fn booleans_come_as_themselves_as_digits_and_as_strings() {
    let forms = [
        (
            true,
            [
                json!(true),
                json!("true"),
                json!("1"),
                json!(1),
                json!("True"),
            ],
        ),
        (
            false,
            [
                json!(false),
                json!("false"),
                json!("0"),
                json!(0),
                json!("FALSE"),
            ],
        ),
    ];
    for (expected, forms) in forms {
        for form in forms {
            let answer = status(&json!({"agentState": 7, "isWorking": form})).unwrap();
            assert_eq!(answer.value.is_working, Some(expected), "{form}");
            assert_eq!(answer.losses, [], "{form}");
            let (info, losses) = info_with("preRest", &form);
            assert_eq!(info.pre_rest, Some(expected), "{form}");
            assert_eq!(losses, [], "{form}");
        }
    }
}

#[test]
fn timestamps_come_as_integers_and_as_digit_strings() {
    for form in [
        json!(1_566_636_286_408_u64),
        json!("1566636286408"),
        json!(1_566_636_286_408.0),
    ] {
        let (info, losses) = info_with("beginTalkingTime", &form);
        assert_eq!(
            info.begin_talking_time,
            Some(GatewayTime(1_566_636_286_408)),
            "{form}"
        );
        assert_eq!(losses, [], "{form}");
    }
}

#[test]
fn a_timestamp_that_is_not_set_is_no_loss() {
    for form in [json!(null), json!(""), json!(0), json!("0")] {
        let (info, losses) = info_with("beginTalkingTime", &form);
        assert_eq!(info.begin_talking_time, None, "{form}");
        assert_eq!(losses, [], "{form}");
    }
}

#[test]
fn a_timestamp_that_cannot_be_one_is_lost() {
    let forms = [
        (json!(-1), "negative"),
        (json!("-1566636286408"), "negative"),
        (json!(8_640_000_000_000_001_u64), "out of range"),
        (json!(u64::MAX), "out of range"),
        (json!("99999999999999999999"), "out of range"),
        (json!("2019-08-24 08:44:46"), "not digits"),
        (json!("1566636286408 x"), "not digits"),
        // Seconds and microseconds in the place of milliseconds.
        (json!(1_566_636_286), "out of range"),
        (json!("1566636286"), "out of range"),
        (json!(1_566_636_286_408_000_u64), "out of range"),
        (json!(1), "out of range"),
        (json!(0.5), "fraction"),
        (json!(true), "boolean"),
        (json!([1_566_636_286_408_u64]), "array"),
        (json!({"time": 1}), "object"),
    ];
    for (form, found) in forms {
        let (info, losses) = info_with("cmdBeginTime", &form);
        assert_eq!(info.cmd_begin_time, None, "{form}");
        assert_eq!(
            losses,
            [Loss {
                field: "cmdBeginTime",
                found
            }],
            "{form}"
        );
    }
    for edge in [100_000_000_000_u64, 99_999_999_999_999] {
        let info = info_with("cmdBeginTime", &json!(edge)).0;
        assert_eq!(info.cmd_begin_time.map(GatewayTime::ms), Some(edge));
    }
}

#[test]
fn a_null_an_empty_and_a_missing_field_are_no_loss() {
    let fields = [
        "callFeature",
        "callData",
        "lastState",
        "preBusy",
        "firsttalkingFlag",
        "workNo",
        "qcWorkNo",
        "callerNo",
        "beginHoldTime",
        "talkingCallfeature",
        "releaseFlag",
        "calledNo",
        "mainCallId",
        "secondTalkingTime",
        "preRest",
        "recordID",
        "currentTime",
        "beginTalkingTime",
        "partner",
        "holdCallId",
        "agentStateBeginTime",
        "curCommand",
        "curCallId",
        "cmdBeginTime",
    ];
    let bare = AgentStateInfo {
        state: Some(AgentState::Idle),
        ..AgentStateInfo::default()
    };
    for field in fields {
        for form in [json!(null), json!("")] {
            let (info, losses) = info_with(field, &form);
            assert_eq!((info, losses), (bare.clone(), vec![]), "{field}: {form}");
        }
    }
}

#[test]
fn a_field_is_found_in_another_copys_spelling_of_its_name() {
    let (info, losses) = info_with("talkingCallFeature", &json!(7));
    assert_eq!(info.talking_call_feature, Some(CallFeature::Common));
    assert_eq!(losses, []);
    let answer = sync(&json!({"agentStateInfo": {"CALLERNO": "1", "callerNo": "2"}}));
    assert_eq!(
        answer.value.agent.caller_no.as_deref(),
        Some("2"),
        "the exact name counts first"
    );
}

#[test]
fn a_loss_never_holds_the_value() {
    let (_, losses) = info_with("currentTime", &json!("personal"));
    assert!(!format!("{losses:?}").contains("personal"));
    let (_, losses) = call_info(&json!("personal"));
    assert!(!format!("{losses:?}").contains("personal"));
}
