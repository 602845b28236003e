//! The gateway's events, in every form that they come in.

use cec_agent_panel_core::gateway::{
    AgentEvent, CallFeature, Command, CommandWord, DecodedEvent, EventCall, EventKind,
    EventOutcome, EventRefusal, GatewayTime, Inspection, InspectionKind, Loss, MAX_BODY_BYTES,
    Reason, decode_agent_events, decode_command,
};
use proptest::prelude::*;
use serde_json::{Value, json};

/// What became of the one event in the text.
fn one(text: &str) -> DecodedEvent {
    let mut events = decode_agent_events(text);
    assert_eq!(events.len(), 1, "{text}");
    events.remove(0)
}

fn read(event: &Value) -> AgentEvent {
    let answer = one(&event.to_string()).unwrap();
    assert_eq!(answer.losses, []);
    answer.value
}

fn refused(text: &str) -> EventRefusal {
    one(text).unwrap_err()
}

fn call_of(content: &Value) -> EventCall {
    read(&json!({"eventType": "AgentEvent_Talking", "content": content})).call
}

/// The names of the reference, by hand.
const NAMES: [&str; 50] = [
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
    "AgentState_Force_SetNotReady",
    "AgentEvent_linkagePhoneHold",
    "AgentEvent_linkagePhoneUnHold",
    "AgentEvent_SuccTransResult",
    "AgentEvent_TransOutResult",
    "AgentEvent_linkagePhoneTransferOut_Result",
    "AgentEvent_ReturnFromIvr",
    "AgentMediaEvent_Record",
    "AgentMediaEvent_Record_Fail",
    "AgentMediaEvent_StopRecordDone",
    "AgentOther_BeQcStart",
    "AgentOther_BeQcStop",
    "AgentConf_Ringing",
    "AgentConf_SelfJoinResult",
    "AgentMediaEvent_Play",
    "AgentMediaEvent_StopPlayDone",
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
    let second_name = EventKind::from_name("AgentState_SetNotReady");
    assert_eq!(second_name, Some(EventKind::SetNotReady));
    let second_name = EventKind::from_name("AgentEvent_Agent_Occupyed");
    assert_eq!(second_name, Some(EventKind::Occupied));
}

#[test]
fn the_documented_answer_of_the_event_poll_is_read() {
    let answer = r#"{"message":"","retcode":"0","event":{"eventType":"AgentState_Ready","workNo":"291","content":null}}"#;
    let event = one(answer).unwrap().value;
    let bare = AgentEvent {
        kind: EventKind::Ready,
        work_no: Some("291".to_owned()),
        generated: None,
        call: EventCall::default(),
        outcome: EventOutcome::default(),
        inspection: Inspection::default(),
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
    for (kind, is_main) in [
        ("main", Some(true)),
        ("assistant", Some(false)),
        ("unknown", None),
    ] {
        assert_eq!(call_of(&json!({ "type": kind })).is_main, is_main);
    }
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
fn the_contents_of_the_events_pages_are_read() {
    let alerting = call_of(&json!({
        "callid": "1456401416-3", "otherPhoneWorkno": "a50009", "otherPhone": 13_900_000_001_i64,
        "type": "assistant",
    }));
    assert_eq!(alerting.other_phone.unwrap(), "13900000001");
    assert_eq!(alerting.other_agent.unwrap(), "50009");
    assert_eq!(alerting.is_main, Some(false));
    let conference = call_of(&json!({"callid": "1456403570-17", "partner": "a49997,70093"}));
    assert_eq!(conference.partner.unwrap(), "49997,70093");
    let record = call_of(&json!({"recordID": "Yc1v6a20011d20161025t1902050", "callId": "1-2"}));
    assert_eq!(record.recording.unwrap(), "Yc1v6a20011d20161025t1902050");
    assert_eq!(record.call_id.unwrap(), "1-2");
    for (name, content, reason, result) in [
        (
            "AgentState_SetNotReady_Success",
            json!({"reason": "200"}),
            Some(200),
            None,
        ),
        (
            "AgentState_SetRest_Success",
            json!({"reason": 7}),
            Some(7),
            None,
        ),
        (
            "AgentEvent_SuccTransResult",
            json!({"result": 0, "callId": "1-2"}),
            None,
            Some(0),
        ),
        (
            "AgentEvent_TransOutResult",
            json!({"result": "3", "callId": "1-2"}),
            None,
            Some(3),
        ),
    ] {
        let outcome = read(&json!({"eventType": name, "content": content})).outcome;
        assert_eq!(outcome, EventOutcome { reason, result }, "{name}");
    }
    for (code, kind) in [
        (8, Some(InspectionKind::Listen)),
        (9, Some(InspectionKind::Insert)),
        (20_172, Some(InspectionKind::Whisper)),
        (20_173, Some(InspectionKind::Whisper)),
        (1, None),
    ] {
        let content = json!({"qcType": code, "qcAgentId": 30169});
        let event = read(&json!({"eventType": "AgentOther_BeQcStart", "content": content}));
        let inspector = Some("30169".to_owned());
        assert_eq!(event.inspection, Inspection { inspector, kind });
    }
}

#[test]
fn a_reason_is_told_where_it_says_more_than_the_state() {
    for (code, reason) in [
        (0, None),
        (1, None),
        (2, Some(Reason::NoAnswer)),
        (3, Some(Reason::Inspector)),
        (4, None),
        (5, Some(Reason::PhoneUnavailable)),
        (6, Some(Reason::Other(6))),
        (7, Some(Reason::Rejected)),
        (199, Some(Reason::Other(199))),
        (200, Some(Reason::Own(200))),
        (250, Some(Reason::Own(250))),
        (251, Some(Reason::Other(251))),
    ] {
        assert_eq!(Reason::from_code(code), reason);
        assert!(reason.is_none_or(|reason| reason.code() == code));
    }
}

#[test]
fn the_reasons_of_rest_are_the_sites_own() {
    // `restcause` of `cec_07_1213`: a code that the site configures, 0 to 255.
    assert_eq!(Reason::of_rest(0), None);
    for code in [1, 2, 3, 4, 5, 7, 30, 200, 255] {
        assert_eq!(Reason::of_rest(code), Some(Reason::Own(code)));
    }
}

#[test]
fn a_letter_before_an_agents_number_is_no_part_of_it() {
    for (told, read) in [
        ("a49997", "49997"),
        ("A49997", "49997"),
        ("49997", "49997"),
        ("anonymous", "anonymous"),
        ("a", "a"),
        ("b49997", "b49997"),
        ("a49997b", "a49997b"),
        ("aa49997", "aa49997"),
        ("", ""),
    ] {
        let call = call_of(&json!({"caller": told, "called": told, "partner": told}));
        let read = Some(read.to_owned()).filter(|text| !text.is_empty());
        assert_eq!([&call.caller, &call.called, &call.partner], [&read; 3]);
    }
}

#[test]
fn a_session_of_another_medium_is_told_from_a_call() {
    for (ability, kind, is_another) in [
        (json!("1"), Value::Null, false),
        (json!(2), Value::Null, false),
        (json!("3"), json!("5"), false),
        (json!("5"), Value::Null, true),
        (json!(6), Value::Null, true),
        (Value::Null, json!(51), true),
        (Value::Null, json!("53"), true),
        (Value::Null, json!(1), true),
        (Value::Null, json!(19), false),
        (Value::Null, json!(16), false),
        (Value::Null, Value::Null, false),
    ] {
        let call = call_of(&json!({"mediaAbility": ability, "mediaType": kind}));
        assert_eq!(call.is_another_medium, is_another, "{ability} {kind}");
    }
}

#[test]
fn a_list_of_events_is_read_in_order_and_one_that_is_of_no_use_takes_no_other_with_it() {
    let ready = json!({"eventType": "AgentState_Ready", "workNo": "41001"});
    let busy = json!({"eventType": "AgentState_Busy"});
    let list = json!([ready, {"eventType": "Note"}, 7, busy.to_string(), {"retcode": "0"}]);
    let kinds = |text: &str| {
        let events = decode_agent_events(text).into_iter();
        let events = events.map(|event| event.map(|it| (it.value.kind, it.value.work_no)));
        events.collect::<Vec<_>>()
    };
    let unknown = EventRefusal::UnknownType("Note".to_owned());
    let of = |work_no: &str| Some(work_no.to_owned()).filter(|text| !text.is_empty());
    for (text, others) in [
        (list.to_string(), ""),
        (json!({"workNo": "", "eventList": list}).to_string(), ""),
        (json!({"eventList": list.to_string()}).to_string(), ""),
        (
            json!({"workNo": "41002", "eventList": list}).to_string(),
            "41002",
        ),
    ] {
        assert_eq!(
            kinds(&text),
            [
                Ok((EventKind::Ready, of("41001"))),
                Err(unknown.clone()),
                Err(EventRefusal::NoEventType),
                Ok((EventKind::Occupied, of(others))),
            ],
            "{text}"
        );
    }
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
        json!({"workNo": "", "eventList": []}),
        json!([]),
    ] {
        assert_eq!(decode_agent_events(&answer.to_string()), [], "{answer}");
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
        "[7]",
        "7",
        "{}",
        r#""AgentState_Ready""#,
        r#"{"eventType":""}"#,
        r#"{"eventType":7}"#,
        r#"{"event":{}}"#,
        r#"{"retcode":"0","event":[]}"#,
        r#"{"workNo":"","eventList":{}}"#,
    ] {
        assert_eq!(refused(text), EventRefusal::NoEventType, "{text}");
    }
}

#[test]
fn an_unknown_type_is_told_by_a_name_that_harms_nobody() {
    let unknown = |name: &str| refused(&json!({"eventType": name}).to_string());
    let told = |name: &str| EventRefusal::UnknownType(name.to_owned());
    assert_eq!(
        unknown("AgentEvent_MessageData"),
        told("AgentEvent_MessageData")
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
    let answer = one(&event.to_string()).unwrap();
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
        assert_eq!(
            decode_command(text),
            Some(CommandWord::Sent(Command::ShowBusy.into())),
            "{text}"
        );
    }
    assert_eq!(
        decode_command("0"),
        Some(CommandWord::Sent(Command::None.into()))
    );
    for text in [
        "-5",
        "-1",
        "25",
        "999",
        r#"{"command":99,"label":"Answer"}"#,
        r#"{"label":""}"#,
        r#"{"label":7}"#,
        r#"{"expect":"idle"}"#,
        r#"{"command":30,"expect":"bussy"}"#,
        r#"{"command":30,"expect":3}"#,
        r#"{"accepted":"no"}"#,
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
        let _ = decode_agent_events(&text);
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
        let read = one(&event.to_string()).unwrap();
        prop_assert_eq!(read.value.kind, kind);
    }
}
