//! The answers of both interfaces, in every form that the gateway is known to send.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use cec_agent_panel::gateway::{
    AgentState, AgentStateInfo, AgentStatus, Answer, CallFeature, CallInfo, Command, GatewayTime,
    Loss, MAX_BODY_BYTES, Refusal, RetCode, SignInMode, SyncAgentInfo, decode_agent_status,
    decode_sync_agent_info, parse_leniently,
};
use serde_json::{Value, json};

const SYNC_EXAMPLE: &str = include_str!("fixtures/syncagentinfo.json");
const STATUS_EXAMPLE: &str = include_str!("fixtures/agentstatus.json");
const CALL_INFO_EXAMPLE: &str = include_str!("fixtures/callinfo.json");

fn status(result: &Value) -> Result<Answer<AgentStatus>, Refusal> {
    decode_agent_status(&json!({"message": "", "retcode": "0", "result": result}).to_string())
}

fn sync(result: &Value) -> Answer<SyncAgentInfo> {
    let body = json!({"message": "", "retcode": "0", "result": result}).to_string();
    decode_sync_agent_info(&body).expect("a successful answer")
}

/// Decodes an `agentStateInfo` that has a state and the given field.
fn info_with(field: &str, value: &Value) -> (AgentStateInfo, Vec<Loss>) {
    let answer = sync(&json!({"agentStateInfo": {"state": 1, field: value}}));
    (answer.value.agent, answer.losses)
}

fn call_info(value: &Value) -> (CallInfo, Vec<Loss>) {
    let answer = sync(&json!({"callinfo": value, "agentStateInfo": {"state": 9}}));
    (answer.value.call_info, answer.losses)
}

fn code(retcode: &str, message: &str) -> Refusal {
    Refusal::Code {
        retcode: RetCode::new(retcode),
        message: message.to_owned(),
    }
}

// The documents' examples.

#[test]
fn the_documented_sync_example_is_read_although_it_is_not_json() {
    assert!(serde_json::from_str::<Value>(SYNC_EXAMPLE).is_err());
    let answer = decode_sync_agent_info(SYNC_EXAMPLE).unwrap();
    assert_eq!(answer.losses, []);
    assert_eq!(answer.value.call_info, CallInfo::default());
    let expected = AgentStateInfo {
        call_feature: Some(CallFeature::CommonInbound),
        last_state: Some(AgentState::Abnormal),
        pre_busy: Some(false),
        first_talking_flag: Some(false),
        work_no: Some("41001".to_owned()),
        state: Some(AgentState::Idle),
        talking_call_feature: Some(CallFeature::CommonInbound),
        release_flag: Some(0),
        pre_rest: Some(false),
        current_time: Some(GatewayTime(1_566_636_307_992)),
        agent_state_begin_time: Some(GatewayTime(1_566_636_286_408)),
        cur_command: Some(Command::None),
        ..AgentStateInfo::default()
    };
    assert_eq!(answer.value.agent, expected);
}

#[test]
fn the_documented_status_example_is_read() {
    let answer = decode_agent_status(STATUS_EXAMPLE).unwrap();
    let idle = AgentStatus {
        state: AgentState::Idle,
        is_working: Some(false),
    };
    assert_eq!(answer.value, idle);
    assert_eq!(answer.losses, []);
}

#[test]
fn every_field_of_the_agent_state_info_is_read() {
    let answer = sync(&json!({"agentStateInfo": {
        "callFeature": 44, "callData": "order 7", "lastState": 8, "preBusy": true,
        "firsttalkingFlag": true, "workNo": "41001", "qcWorkNo": "501", "callerNo": "10086",
        "beginHoldTime": "1566636300001", "state": 11, "talkingCallfeature": 51,
        "releaseFlag": 2, "calledNo": "70092", "mainCallId": "1456401416-3",
        "secondTalkingTime": "1566636300002", "preRest": true, "recordID": "r-9",
        "currentTime": "1566636307992", "beginTalkingTime": "1566636300003",
        "partner": "41002", "holdCallId": "1456401416-4",
        "agentStateBeginTime": "1566636300004", "curCommand": 6,
        "curCallId": "1456401416-5", "cmdBeginTime": "1566636300005", "signInMode": "1",
    }}));
    let text = |text: &str| Some(text.to_owned());
    let expected = AgentStateInfo {
        call_feature: Some(CallFeature::PreviewedOrPredictedOutbound),
        call_data: text("order 7"),
        last_state: Some(AgentState::Ringing),
        pre_busy: Some(true),
        first_talking_flag: Some(true),
        work_no: text("41001"),
        qc_work_no: text("501"),
        caller_no: text("10086"),
        begin_hold_time: Some(GatewayTime(1_566_636_300_001)),
        state: Some(AgentState::Hold),
        talking_call_feature: Some(CallFeature::InternalTwoPartyConsultation),
        release_flag: Some(2),
        called_no: text("70092"),
        main_call_id: text("1456401416-3"),
        second_talking_time: Some(GatewayTime(1_566_636_300_002)),
        pre_rest: Some(true),
        record_id: text("r-9"),
        current_time: Some(GatewayTime(1_566_636_307_992)),
        begin_talking_time: Some(GatewayTime(1_566_636_300_003)),
        partner: text("41002"),
        hold_call_id: text("1456401416-4"),
        agent_state_begin_time: Some(GatewayTime(1_566_636_300_004)),
        cur_command: Some(Command::Hold),
        cur_call_id: text("1456401416-5"),
        cmd_begin_time: Some(GatewayTime(1_566_636_300_005)),
        sign_in_mode: Some(SignInMode::OpenEye),
    };
    assert_eq!(answer.value.agent, expected);
    assert_eq!(answer.losses, []);
}

// The forms that single values come in.

#[test]
fn the_same_number_means_different_states_in_the_two_interfaces() {
    assert_eq!(
        status(&json!({"agentState": 7})).unwrap().value.state,
        AgentState::Talking
    );
    assert_eq!(
        info_with("lastState", &json!(7)).0.last_state,
        Some(AgentState::Occupied)
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
        let (info, losses) = info_with("releaseFlag", &serde_json::from_str(form).unwrap());
        assert_eq!(info.release_flag, None, "{form}");
        let field = "releaseFlag";
        assert_eq!(losses, [Loss { field, found }], "{form}");
    }
    let (info, losses) = info_with("releaseFlag", &json!(i64::MIN));
    assert_eq!((info.release_flag, losses), (Some(i64::MIN), vec![]));
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
    let last = json!(8_640_000_000_000_000_u64);
    assert!(info_with("cmdBeginTime", &last).0.cmd_begin_time.is_some());
}

#[test]
fn numbers_may_stand_for_texts() {
    for (form, text) in [
        (json!(10086), "10086"),
        (json!(10086.0), "10086"),
        (json!(u64::MAX), "18446744073709551615"),
        (json!(-5), "-5"),
    ] {
        let (info, losses) = info_with("callerNo", &form);
        assert_eq!(info.caller_no.as_deref(), Some(text));
        assert_eq!(losses, []);
    }
    for (form, found) in [
        (json!(0.5), "fraction"),
        (json!(1e300), "out of range"),
        (json!(false), "boolean"),
        (json!(["10086"]), "array"),
        (json!({}), "object"),
    ] {
        let (info, losses) = info_with("callerNo", &form);
        assert_eq!(info.caller_no, None);
        assert_eq!(
            losses,
            [Loss {
                field: "callerNo",
                found
            }]
        );
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
        "signInMode",
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
fn hostile_text_is_kept_as_it_came() {
    let hostile = "<img src=x onerror=alert(1)>\u{202e}\u{0}\u{7}\n\"\\,}";
    let (info, losses) = info_with("partner", &json!(hostile));
    assert_eq!(info.partner.as_deref(), Some(hostile));
    assert_eq!(losses, []);
}

#[test]
fn call_data_of_sixteen_kilobytes_survives_whole() {
    let call_data = "ä".repeat(16_384);
    let (info, losses) = info_with("callData", &json!(call_data));
    assert_eq!(info.call_data, Some(call_data));
    assert_eq!(losses, []);
}

#[test]
fn a_text_over_the_limit_is_cut_between_characters_and_the_cut_is_recorded() {
    let (info, losses) = info_with("callData", &json!("数".repeat(20_000)));
    assert_eq!(
        (info.call_data, losses),
        (Some("数".repeat(20_000)), vec![])
    );
    let (info, losses) = info_with("callData", &json!("数".repeat(20_001)));
    assert_eq!(info.call_data, Some("数".repeat(20_000)));
    assert_eq!(
        losses,
        [Loss {
            field: "callData",
            found: "too long"
        }]
    );
}

#[test]
fn a_loss_never_holds_the_value() {
    let (_, losses) = info_with("currentTime", &json!("personal"));
    assert!(!format!("{losses:?}").contains("personal"));
    let (_, losses) = call_info(&json!("personal"));
    assert!(!format!("{losses:?}").contains("personal"));
}

// The envelope.

#[test]
fn the_result_comes_as_an_object_or_as_an_array_of_one() {
    let busy = AgentStatus {
        state: AgentState::Busy,
        is_working: None,
    };
    assert_eq!(status(&json!({"agentState": 3})).unwrap().value, busy);
    assert_eq!(status(&json!([{"agentState": 3}])).unwrap().value, busy);
    let answer = sync(&json!([{"callinfo": null, "agentStateInfo": {"state": 3}}]));
    assert_eq!(answer.value.agent.state, Some(AgentState::Rest));
    for other in [
        json!([]),
        json!([{"agentState": 3}, {"agentState": 4}]),
        json!([3]),
        json!(3),
    ] {
        assert_eq!(status(&other), Err(Refusal::NotAnAnswer), "{other}");
    }
}

#[test]
fn an_answer_without_a_readable_agent_state_is_not_an_answer() {
    for result in [
        json!({}),
        json!(null),
        json!({"agentState": null, "isWorking": true}),
        json!({"agentState": ""}),
        json!({"agentState": "idle"}),
        json!({"agentState": true}),
        json!({"agentState": 4.5}),
        json!({"agentState": [4]}),
    ] {
        assert_eq!(status(&result), Err(Refusal::NotAnAnswer), "{result}");
    }
    let zero = status(&json!({"agentState": 0})).unwrap().value.state;
    assert_eq!(
        zero,
        AgentState::from_agent_status(0),
        "0 is unknown, and it is an answer"
    );
}

#[test]
fn an_answer_without_a_readable_agent_state_info_is_not_an_answer() {
    for result in [
        json!({}),
        json!(null),
        json!({"callinfo": {"caller": "1"}}),
        json!({"agentStateInfo": null}),
        json!({"agentStateInfo": "text"}),
        json!({"agentStateInfo": []}),
        json!({"agentStateInfo": {}}),
        json!({"agentStateInfo": {"state": {}, "callerNo": "", "other": 1}}),
    ] {
        let body = json!({"retcode": "0", "result": result}).to_string();
        assert_eq!(
            decode_sync_agent_info(&body),
            Err(Refusal::NotAnAnswer),
            "{result}"
        );
    }
    let answer = sync(&json!({"agentStateInfo": {"state": {}, "workNo": "41001"}}));
    assert_eq!(
        answer.value.agent.work_no.as_deref(),
        Some("41001"),
        "one field is enough"
    );
}

#[test]
fn only_the_result_code_tells_success() {
    for message in [
        json!(""),
        json!("success"),
        json!("failure"),
        json!(null),
        json!({"a": 1}),
    ] {
        for retcode in [json!("0"), json!(0)] {
            let body = json!({"message": message, "retcode": retcode, "result": {"agentState": 4}});
            assert!(decode_agent_status(&body.to_string()).is_ok(), "{body}");
        }
    }
}

#[test]
fn a_result_code_is_a_refusal_whatever_the_result_holds() {
    for result in [json!(null), json!({}), json!({"agentState": 4})] {
        let body =
            json!({"message": "success", "retcode": "100-006", "result": result}).to_string();
        assert_eq!(decode_agent_status(&body), Err(code("100-006", "success")));
        assert_eq!(
            decode_sync_agent_info(&body),
            Err(code("100-006", "success"))
        );
    }
    assert_eq!(
        decode_agent_status(r#"{"retcode":"000-003"}"#),
        Err(code("000-003", ""))
    );
    assert_eq!(
        decode_agent_status(r#"{"retcode":7,"message":5}"#),
        Err(code("7", ""))
    );
}

#[test]
fn the_message_of_a_refusal_is_cut_at_300_characters() {
    let body = json!({"retcode": "100-007", "message": "座".repeat(301)}).to_string();
    assert_eq!(
        decode_agent_status(&body),
        Err(code("100-007", &"座".repeat(300)))
    );
}

#[test]
fn json_without_a_result_code_is_not_an_answer() {
    for body in [
        "{}",
        "[]",
        "4",
        "null",
        r#""0""#,
        r#"{"result":{"agentState":4}}"#,
        r#"{"retcode":null,"result":{"agentState":4}}"#,
        r#"{"retcode":true,"result":{"agentState":4}}"#,
        r#"{"retcode":["0"],"result":{"agentState":4}}"#,
        r#"{"retcode":"0"}"#,
    ] {
        assert_eq!(
            decode_agent_status(body),
            Err(Refusal::NotAnAnswer),
            "{body}"
        );
        assert_eq!(
            decode_sync_agent_info(body),
            Err(Refusal::NotAnAnswer),
            "{body}"
        );
    }
}

#[test]
fn what_is_not_json_is_refused_as_that() {
    for body in [
        "",
        " ",
        "<html>503</html>",
        r#"{"retcode":"0","#,
        "{'retcode':'0'}",
        "\u{fffd}",
    ] {
        assert_eq!(decode_agent_status(body), Err(Refusal::NotJson), "{body}");
        assert_eq!(
            decode_sync_agent_info(body),
            Err(Refusal::NotJson),
            "{body}"
        );
    }
}

#[test]
fn a_body_over_the_limit_is_refused_unread() {
    let answer = r#"{"retcode":"0","result":{"agentState":4}}"#;
    let padding = " ".repeat(MAX_BODY_BYTES - answer.len());
    assert!(decode_agent_status(&format!("{answer}{padding}")).is_ok());
    let too_large = format!("{answer}{padding} ");
    assert_eq!(decode_agent_status(&too_large), Err(Refusal::TooLarge));
    assert_eq!(decode_sync_agent_info(&too_large), Err(Refusal::TooLarge));
    assert_eq!(parse_leniently(&too_large), None);
}

// JSON that is not quite JSON.

#[test]
fn a_byte_order_mark_and_space_around_the_body_do_not_matter() {
    for body in ["\u{feff}[1]", " \t\r\n[1]\r\n ", "\u{feff}\r\n[1]\n"] {
        assert_eq!(parse_leniently(body), Some(json!([1])), "{body:?}");
    }
}

#[test]
fn a_comma_before_a_closing_bracket_does_not_matter() {
    for (body, value) in [
        (r#"{"a":1,}"#, json!({"a": 1})),
        ("[1,\r\n\t ]", json!([1])),
        (r#"{"a":[{"b":2 , } , ] , }"#, json!({"a": [{"b": 2}]})),
    ] {
        assert_eq!(parse_leniently(body), Some(value), "{body}");
    }
    for body in ["[1,,]", "[1,2", "[1 2,]", "{,\"a\":1}", "[1,],"] {
        assert_eq!(parse_leniently(body), None, "{body}");
    }
}

#[test]
fn a_comma_and_a_bracket_inside_a_string_stay() {
    let body = r#"{"a":",}","b":"\",]","c":"\\",}"#;
    let value = json!({"a": ",}", "b": "\",]", "c": "\\"});
    assert_eq!(parse_leniently(body), Some(value));
}

#[test]
fn the_last_one_of_repeated_keys_counts() {
    assert_eq!(parse_leniently(r#"{"a":1,"a":2}"#), Some(json!({"a": 2})));
    let body = r#"{"retcode":"100-006","retcode":"0","result":{"agentState":3,"agentState":4}}"#;
    assert_eq!(
        decode_agent_status(body).unwrap().value.state,
        AgentState::Idle
    );
}

#[test]
fn nesting_without_end_is_refused_and_not_followed() {
    let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    assert!(parse_leniently(&nested(127)).is_some());
    assert_eq!(parse_leniently(&nested(128)), None);
    assert_eq!(parse_leniently(&nested(100_000)), None);
    assert_eq!(parse_leniently(&"{\"a\":".repeat(40_000)), None);
}

// Call information.

fn example_call() -> CallInfo {
    CallInfo {
        call_feature: Some(CallFeature::CommonInbound),
        call_id: Some("1476070409-38".to_owned()),
        caller: Some("70001".to_owned()),
        called: Some("10086".to_owned()),
        call_skill: Some("voice_jst".to_owned()),
        original_called: Some("12345678".to_owned()),
        call_data: None,
        begin_time: Some(GatewayTime(1_476_070_413_000)),
        end_time: None,
    }
}

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
        "callSkill": "s", "orgiCalledNum": 5, "callData": "d", "beginTime": "1", "endTime": 2,
    });
    let expected = CallInfo {
        call_feature: Some(CallFeature::Common),
        call_id: Some("1456401416-3".to_owned()),
        caller: Some("10086".to_owned()),
        called: Some("70092".to_owned()),
        call_skill: Some("s".to_owned()),
        original_called: Some("5".to_owned()),
        call_data: Some("d".to_owned()),
        begin_time: Some(GatewayTime(1)),
        end_time: Some(GatewayTime(2)),
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
