//! The gateway's events, in every form that they come in.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use cec_agent_panel::gateway::{
    AgentEvent, CallFeature, Command, EventCall, EventKind, EventRefusal, GatewayTime, Loss,
    MAX_BODY_BYTES, decode_agent_event, decode_command,
};
use proptest::prelude::*;
use serde_json::{Value, json};

fn read(event: &Value) -> AgentEvent {
    let answer = decode_agent_event(&event.to_string()).unwrap().unwrap();
    assert_eq!(answer.losses, []);
    answer.value
}

fn refused(text: &str) -> EventRefusal {
    decode_agent_event(text).unwrap_err()
}

fn call_of(content: &Value) -> EventCall {
    read(&json!({"eventType": "AgentEvent_Talking", "content": content})).call
}

/// The names of the reference, by hand.
const NAMES: [&str; 34] = [
    "AgentState_Ready",
    "AgentState_Force_Ready",
    "AgentState_SetNotReady_Success",
    "AgentState_CancelNotReady_Success",
    "AgentState_Busy",
    "AgentState_Work",
    "AgentState_SetWork_Success",
    "AgentState_CancelWork_Success",
    "AgentState_SetRest_Success",
    "AgentState_CancelRest_Success",
    "AgentState_Rest_Timeout",
    "AgentOther_InService",
    "AgentOther_ShutdownService",
    "AgentOther_PhoneAlerting",
    "AgentOther_PhoneOffhook",
    "AgentOther_PhoneRelease",
    "AgentEvent_Ringing",
    "AgentEvent_Auto_Answer",
    "AgentEvent_Talking",
    "AgentEvent_Hold",
    "AgentEvent_Conference",
    "AgentEvent_JoinConf",
    "AgentEvent_Customer_Alerting",
    "AgentEvent_Customer_Release",
    "AgentEvent_Call_Release",
    "AgentEvent_ReleaseRequest",
    "AgentEvent_AbandonCall",
    "AgentEvent_Preview",
    "AgentEvent_Call_Out_Fail",
    "AgentEvent_Inside_Call_Fail",
    "AgentEvent_No_Answer",
    "AgentEvent_Connect_Fail",
    "AgentEvent_Consult_Fail",
    "AgentEvent_Incoming_CallInfo",
];

#[test]
fn every_name_of_the_reference_is_known_and_has_a_kind_of_its_own() {
    assert_eq!(EventKind::ALL.len(), NAMES.len());
    for name in NAMES {
        let kind = EventKind::from_name(name).unwrap();
        assert!(EventKind::ALL.contains(&(kind, name)));
        assert_eq!(read(&json!({"eventType": name})).kind, kind);
    }
    let busy = EventKind::from_name("AgentState_Busy");
    assert_eq!(busy, Some(EventKind::Occupied), "not show busy");
}

#[test]
fn the_documented_answer_of_the_event_poll_is_read() {
    let answer = r#"{"message":"","retcode":"0","event":{"eventType":"AgentState_Ready","workNo":"291","content":null}}"#;
    let event = decode_agent_event(answer).unwrap().unwrap().value;
    let bare = AgentEvent {
        kind: EventKind::Ready,
        work_no: Some("291".to_owned()),
        generated: None,
        call: EventCall::default(),
    };
    assert_eq!(event, bare);
}

#[test]
fn the_documented_talking_and_incoming_call_are_read() {
    let talking = read(&json!({
        "eventType": "AgentEvent_Talking", "workNo": "49999",
        "eventGenTime": "1456401416001",
        "content": {"caller": "10086", "callid": "1456401416-3", "called": "70092",
                    "feature": "7", "type": "main", "mediaAbility": "1"},
    }));
    assert_eq!(talking.generated, Some(GatewayTime(1_456_401_416_001)));
    assert_eq!(talking.call.call_id.unwrap(), "1456401416-3");
    assert_eq!(talking.call.caller.unwrap(), "10086");
    assert_eq!(talking.call.called.unwrap(), "70092");
    assert_eq!(talking.call.feature, Some(CallFeature::Common));
    assert_eq!(talking.call.is_main, Some(true));
    let incoming = read(&json!({
        "eventType": "AgentEvent_Incoming_CallInfo", "workNo": 56020,
        "content": {"callId": "1669951418-12166", "skillName": "defaultVideoSkill",
                    "skillId": 1, "caller": 88_880_165, "called": "310300",
                    "lastReleaseAgentId": 65535, "mediaType": 19},
    }));
    assert_eq!(incoming.work_no.unwrap(), "56020");
    assert_eq!(incoming.call.call_id.unwrap(), "1669951418-12166");
    assert_eq!(incoming.call.caller.unwrap(), "88880165");
    assert_eq!(incoming.call.skill.unwrap(), "defaultVideoSkill");
}

#[test]
fn a_call_id_has_three_spellings_and_may_be_the_whole_content() {
    for content in [
        json!({"callid": "1-2"}),
        json!({"callId": "1-2"}),
        json!({"callID": "1-2"}),
        json!(r#"{"callid":"1-2"}"#),
        json!("1-2"),
        json!(" 1-2 "),
    ] {
        assert_eq!(call_of(&content).call_id.unwrap(), "1-2");
    }
    for content in [json!("145640141603"), json!(145_640_141_603_i64)] {
        assert_eq!(call_of(&content).call_id.unwrap(), "145640141603");
    }
    assert_eq!(call_of(&json!({"callee": 555})).called.unwrap(), "555");
    assert_eq!(call_of(&json!({"type": "inner"})).is_main, Some(false));
}

#[test]
fn content_of_another_kind_tells_nothing_of_a_call() {
    for content in [
        Value::Null,
        json!(""),
        json!("free text"),
        json!("-1"),
        json!("1-2-3"),
        json!("1".repeat(41)),
        json!([]),
        json!([{"callid": "1-2"}]),
        json!(true),
        json!(1.5),
        json!({}),
        json!("[1]"),
    ] {
        assert_eq!(call_of(&content), EventCall::default(), "{content}");
    }
    let without = read(&json!({"eventType": "AgentEvent_Talking"}));
    assert_eq!(without.call, EventCall::default());
}

#[test]
fn an_event_may_be_wrapped_in_a_string_of_json() {
    let event = json!({"eventType": "AgentEvent_Hold", "content": {"callid": "1-2"}});
    let plain = read(&event);
    assert_eq!(read(&json!(event.to_string())), plain);
    assert_eq!(read(&json!({"retcode": "0", "event": event})), plain);
    assert_eq!(
        read(&json!({"retcode": "0", "event": event.to_string()})),
        plain
    );
}

#[test]
fn an_answer_without_an_event_is_nothing() {
    for answer in [
        json!({"message": "", "retcode": "0"}),
        json!({"retcode": 0, "event": null}),
        json!({"message": "not signed in", "retcode": "100-006"}),
    ] {
        assert_eq!(
            decode_agent_event(&answer.to_string()),
            Ok(None),
            "{answer}"
        );
    }
}

#[test]
fn what_is_no_event_says_why() {
    assert_eq!(
        refused(&" ".repeat(MAX_BODY_BYTES + 1)),
        EventRefusal::TooLarge
    );
    for text in ["", "{", "AgentState_Ready", "undefined"] {
        assert_eq!(refused(text), EventRefusal::NotJson, "{text}");
    }
    for text in [
        "null",
        "[]",
        "7",
        "{}",
        r#""AgentState_Ready""#,
        r#"{"eventType":""}"#,
        r#"{"eventType":7}"#,
        r#"{"event":{}}"#,
        r#"{"retcode":"0","event":[]}"#,
    ] {
        assert_eq!(refused(text), EventRefusal::NoEventType, "{text}");
    }
}

#[test]
fn an_unknown_type_is_told_by_a_name_that_harms_nobody() {
    let unknown = |name: &str| refused(&json!({"eventType": name}).to_string());
    let told = |name: &str| EventRefusal::UnknownType(name.to_owned());
    assert_eq!(
        unknown("AgentMediaEvent_Record"),
        told("AgentMediaEvent_Record")
    );
    assert_eq!(unknown("agentstate_ready"), told("agentstate_ready"));
    assert_eq!(unknown("<b>Ünï"), told("_b__n_"));
    assert_eq!(unknown(&"x".repeat(500)), told(&"x".repeat(48)));
}

#[test]
fn a_wrong_field_loses_itself_alone() {
    let event = json!({
        "eventType": "AgentEvent_Talking", "workNo": {}, "eventGenTime": "soon",
        "content": {"callid": [], "caller": "10086", "feature": "seven"},
    });
    let answer = decode_agent_event(&event.to_string()).unwrap().unwrap();
    assert_eq!(answer.value.call.caller.unwrap(), "10086");
    let lost = |field, found| Loss { field, found };
    assert_eq!(
        answer.losses,
        [
            lost("workNo", "object"),
            lost("eventGenTime", "not digits"),
            lost("callid", "array"),
            lost("feature", "not digits"),
        ]
    );
}

#[test]
fn a_command_is_a_number_in_any_form() {
    for text in [
        "30",
        "\"30\"",
        "30.0",
        r#"{"command":"30"}"#,
        r#"{"curCommand":30}"#,
    ] {
        assert_eq!(decode_command(text), Some(Command::ShowBusy), "{text}");
    }
    assert_eq!(decode_command("0"), Some(Command::None));
    assert_eq!(decode_command("-5"), Some(Command::Unknown(-5)));
    for text in [
        "",
        "null",
        "\"\"",
        "[]",
        "{}",
        "\"busy\"",
        "{\"command\":null}",
        "1.5",
    ] {
        assert_eq!(decode_command(text), None, "{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_panics(text in r#"[\[\]{}:,"\\ 0-9eE.+\-tfnu]{0,60}|\PC{0,40}"#) {
        let _ = decode_agent_event(&text);
        let _ = decode_command(&text);
    }

    #[test]
    fn no_event_with_anything_in_it_panics_and_its_kind_survives(
        name in 0..EventKind::ALL.len(), field in "callid|caller|feature|type|workNo|content|eventGenTime",
        value in prop_oneof![
            any::<i64>().prop_map(|it| json!(it)), any::<f64>().prop_map(|it| json!(it)),
            any::<bool>().prop_map(|it| json!(it)), r"\PC{0,30}".prop_map(|it| json!(it)),
            Just(Value::Null), Just(json!([[]])), Just(json!({"callid": {}})),
        ],
    ) {
        let (kind, name) = EventKind::ALL[name];
        let mut event = json!({"eventType": name, "content": {"callid": "1-2"}});
        event["content"][&field] = value.clone();
        event[&field] = value;
        let read = decode_agent_event(&event.to_string()).unwrap().unwrap();
        prop_assert_eq!(read.value.kind, kind);
    }
}
