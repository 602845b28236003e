//! What holds of the gateway module for every input, tried with generated ones.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use cec_agent_panel::gateway::{
    AgentId, AgentState, AgentStateInfo, AgentStatus, Answer, CallFeature, CallInfo, Command,
    GatewayTime, Guid, Loss, MAX_BODY_BYTES, RetCode, SignInMode, SyncAgentInfo, class_of_retcode,
    decode_agent_status, decode_sync_agent_info, parse_leniently,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

const SYNC_EXAMPLE: &str = include_str!("fixtures/syncagentinfo.json");
const STATUS_EXAMPLE: &str = include_str!("fixtures/agentstatus.json");

/// Short runs, and no file of failures: what one finds becomes a test by name.
fn runs(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// A field's kind, with the values that it must refuse beside every array and object.
#[derive(Clone, Copy)]
enum Kind {
    Integer,
    Boolean,
    Text,
    Time,
}

impl Kind {
    fn wrong_values(self) -> Vec<(Value, &'static str)> {
        let mut wrong = vec![(json!([1]), "array"), (json!({"a": 1}), "object")];
        wrong.push((json!(2.5), "fraction"));
        if !matches!(self, Self::Boolean) {
            wrong.push((json!(true), "boolean"));
        }
        if !matches!(self, Self::Text) {
            wrong.push((json!("private words"), "not digits"));
        }
        match self {
            Self::Time => wrong.push((json!(-1), "negative")),
            Self::Boolean => wrong.push((json!(2), "out of range")),
            Self::Integer | Self::Text => wrong.push((json!(1e300), "out of range")),
        }
        wrong
    }
}

/// Table 5 of the `syncagentinfo` document with `signInMode`.
const INFO_FIELDS: [(&str, Kind); 26] = [
    ("callFeature", Kind::Integer),
    ("callData", Kind::Text),
    ("lastState", Kind::Integer),
    ("preBusy", Kind::Boolean),
    ("firsttalkingFlag", Kind::Boolean),
    ("workNo", Kind::Text),
    ("qcWorkNo", Kind::Text),
    ("callerNo", Kind::Text),
    ("beginHoldTime", Kind::Time),
    ("state", Kind::Integer),
    ("talkingCallfeature", Kind::Integer),
    ("releaseFlag", Kind::Integer),
    ("calledNo", Kind::Text),
    ("mainCallId", Kind::Text),
    ("secondTalkingTime", Kind::Time),
    ("preRest", Kind::Boolean),
    ("recordID", Kind::Text),
    ("currentTime", Kind::Time),
    ("beginTalkingTime", Kind::Time),
    ("partner", Kind::Text),
    ("holdCallId", Kind::Text),
    ("agentStateBeginTime", Kind::Time),
    ("curCommand", Kind::Integer),
    ("curCallId", Kind::Text),
    ("cmdBeginTime", Kind::Time),
    ("signInMode", Kind::Integer),
];

/// The related interface's fields of a call.
const CALL_FIELDS: [(&str, Kind); 9] = [
    ("callfeature", Kind::Integer),
    ("callid", Kind::Text),
    ("caller", Kind::Text),
    ("called", Kind::Text),
    ("callskill", Kind::Text),
    ("orgicallednum", Kind::Text),
    ("calldata", Kind::Text),
    ("begintime", Kind::Time),
    ("endtime", Kind::Time),
];

// Generators of what the gateway can mean.

fn code() -> impl Strategy<Value = i64> {
    prop_oneof![4 => -2_i64..60, 1 => Just(255_i64), 1 => -(1_i64 << 53) + 1..1_i64 << 53]
}

fn text() -> impl Strategy<Value = Option<String>> {
    option::of(prop_oneof![
        r"[0-9]{3,11}",
        r"[ -~]{1,20}",
        r"\PC{1,20}",
        r"[\x00-\x20,}\]\\]{1,9}"
    ])
}

fn time() -> impl Strategy<Value = Option<GatewayTime>> {
    option::of((1_u64..=8_640_000_000_000_000).prop_map(GatewayTime))
}

fn feature() -> impl Strategy<Value = Option<CallFeature>> {
    option::of(code().prop_map(CallFeature::from_code))
}

fn state() -> impl Strategy<Value = Option<AgentState>> {
    option::of(code().prop_map(AgentState::from_sync))
}

fn agent() -> impl Strategy<Value = AgentStateInfo> {
    let codes = (
        feature(),
        feature(),
        state(),
        state(),
        option::of(code().prop_map(Command::from_code)),
        option::of(code().prop_map(SignInMode::from_code)),
        option::of(code()),
    );
    let flags = (
        any::<Option<bool>>(),
        any::<Option<bool>>(),
        any::<Option<bool>>(),
    );
    let times = (time(), time(), time(), time(), time(), time());
    let texts = (
        text(),
        text(),
        text(),
        text(),
        text(),
        text(),
        text(),
        text(),
        text(),
        text(),
    );
    (codes, flags, times, texts)
        .prop_map(|(codes, flags, times, texts)| AgentStateInfo {
            call_feature: codes.0,
            talking_call_feature: codes.1,
            state: codes.2,
            last_state: codes.3,
            cur_command: codes.4,
            sign_in_mode: codes.5,
            release_flag: codes.6,
            pre_busy: flags.0,
            pre_rest: flags.1,
            first_talking_flag: flags.2,
            current_time: times.0,
            agent_state_begin_time: times.1,
            begin_talking_time: times.2,
            second_talking_time: times.3,
            begin_hold_time: times.4,
            cmd_begin_time: times.5,
            call_data: texts.0,
            work_no: texts.1,
            qc_work_no: texts.2,
            caller_no: texts.3,
            called_no: texts.4,
            main_call_id: texts.5,
            record_id: texts.6,
            partner: texts.7,
            hold_call_id: texts.8,
            cur_call_id: texts.9,
        })
        .prop_filter("an answer has a field", |info| {
            *info != AgentStateInfo::default()
        })
}

fn call() -> impl Strategy<Value = CallInfo> {
    (
        feature(),
        text(),
        text(),
        text(),
        text(),
        text(),
        text(),
        time(),
        time(),
    )
        .prop_map(|parts| CallInfo {
            call_feature: parts.0,
            call_id: parts.1,
            caller: parts.2,
            called: parts.3,
            call_skill: parts.4,
            original_called: parts.5,
            call_data: parts.6,
            begin_time: parts.7,
            end_time: parts.8,
        })
}

// The encoder: what the gateway can write for it. `forms` chooses among a value's forms.

struct Encoder {
    object: Map<String, Value>,
    forms: Vec<u8>,
}

impl Encoder {
    fn new(forms: &[u8]) -> Self {
        Self {
            object: Map::new(),
            forms: forms.to_vec(),
        }
    }

    /// One of a value's forms. The choice goes round, so that the fields differ.
    fn put(&mut self, name: &str, value: Option<Value>) {
        self.forms.rotate_left(1);
        let form = self.forms[0];
        let written = match (value, form % 3) {
            (None, 0) => json!(null),
            (None, 1) => json!(""),
            (None, _) => return,
            (Some(Value::Bool(flag)), 1) => json!(flag.to_string()),
            (Some(Value::Bool(flag)), 2) => json!(u8::from(flag).to_string()),
            (Some(Value::Number(number)), 1) => json!(number.to_string()),
            // Integers are accepted with a zero fraction up to a limit.
            (Some(Value::Number(number)), 2) if number.as_i64().unwrap().abs() < 1 << 49 => {
                serde_json::from_str(&format!("{number}.0")).unwrap()
            }
            (Some(other), _) => other,
        };
        self.object.insert(name.to_owned(), written);
    }
}

fn number(code: Option<i64>) -> Option<Value> {
    code.map(Value::from)
}

fn moment(time: Option<GatewayTime>) -> Option<Value> {
    time.map(|time| Value::from(time.ms()))
}

fn string(text: Option<&String>) -> Option<Value> {
    text.cloned().map(Value::from)
}

/// Table 3 of the page "Agent Status", written down a second time.
fn sync_code(state: AgentState) -> i64 {
    match state {
        AgentState::Idle => 1,
        AgentState::WrapUp => 2,
        AgentState::Rest => 3,
        AgentState::Busy => 4,
        AgentState::Playback => 5,
        AgentState::OutboundCall => 6,
        AgentState::Occupied => 7,
        AgentState::Ringing => 8,
        AgentState::Talking => 9,
        AgentState::ThreeParty => 10,
        AgentState::Hold => 11,
        AgentState::Mute => 12,
        AgentState::Help => 13,
        AgentState::Transfer => 14,
        AgentState::Insert => 15,
        AgentState::Listen => 16,
        AgentState::Whisper => 17,
        AgentState::Abnormal => 255,
        AgentState::Unknown { code, .. } => code,
        AgentState::SignedIn | AgentState::SignedOut | AgentState::PreRest => {
            panic!("syncagentinfo cannot say {state:?}")
        }
    }
}

/// Table 1 of the page "Agent Status", written down a second time.
fn status_code(state: AgentState) -> i64 {
    match state {
        AgentState::SignedIn => 1,
        AgentState::SignedOut => 2,
        AgentState::Busy => 3,
        AgentState::Idle => 4,
        AgentState::WrapUp => 5,
        AgentState::Talking => 7,
        AgentState::Rest => 8,
        AgentState::PreRest => 9,
        AgentState::Unknown { code, .. } => code,
        _ => panic!("agentstatus cannot say {state:?}"),
    }
}

fn encode_agent(info: &AgentStateInfo, forms: &[u8]) -> Value {
    let mut to = Encoder::new(forms);
    to.put(
        "callFeature",
        number(info.call_feature.map(CallFeature::code)),
    );
    to.put("callData", string(info.call_data.as_ref()));
    to.put("lastState", number(info.last_state.map(sync_code)));
    to.put("preBusy", info.pre_busy.map(Value::from));
    to.put("firsttalkingFlag", info.first_talking_flag.map(Value::from));
    to.put("workNo", string(info.work_no.as_ref()));
    to.put("qcWorkNo", string(info.qc_work_no.as_ref()));
    to.put("callerNo", string(info.caller_no.as_ref()));
    to.put("beginHoldTime", moment(info.begin_hold_time));
    to.put("state", number(info.state.map(sync_code)));
    to.put(
        "talkingCallfeature",
        number(info.talking_call_feature.map(CallFeature::code)),
    );
    to.put("releaseFlag", number(info.release_flag));
    to.put("calledNo", string(info.called_no.as_ref()));
    to.put("mainCallId", string(info.main_call_id.as_ref()));
    to.put("secondTalkingTime", moment(info.second_talking_time));
    to.put("preRest", info.pre_rest.map(Value::from));
    to.put("recordID", string(info.record_id.as_ref()));
    to.put("currentTime", moment(info.current_time));
    to.put("beginTalkingTime", moment(info.begin_talking_time));
    to.put("partner", string(info.partner.as_ref()));
    to.put("holdCallId", string(info.hold_call_id.as_ref()));
    to.put("agentStateBeginTime", moment(info.agent_state_begin_time));
    to.put("curCommand", number(info.cur_command.map(Command::code)));
    to.put("curCallId", string(info.cur_call_id.as_ref()));
    to.put("cmdBeginTime", moment(info.cmd_begin_time));
    to.put(
        "signInMode",
        number(info.sign_in_mode.map(SignInMode::code)),
    );
    Value::Object(to.object)
}

fn encode_call(info: &CallInfo, forms: &[u8]) -> Value {
    let mut to = Encoder::new(forms);
    to.put(
        "callfeature",
        number(info.call_feature.map(CallFeature::code)),
    );
    to.put("callid", string(info.call_id.as_ref()));
    to.put("caller", string(info.caller.as_ref()));
    to.put("called", string(info.called.as_ref()));
    to.put("callskill", string(info.call_skill.as_ref()));
    to.put("orgicallednum", string(info.original_called.as_ref()));
    to.put("calldata", string(info.call_data.as_ref()));
    to.put("begintime", moment(info.begin_time));
    to.put("endtime", moment(info.end_time));
    let object = Value::Object(to.object);
    match forms[0] / 3 % 3 {
        0 => object,
        1 => json!([object]),
        _ => json!(object.to_string()),
    }
}

/// The whole body, around a result.
fn body(result: Value, form: u8) -> String {
    let result = if form.is_multiple_of(2) {
        result
    } else {
        json!([result])
    };
    let retcode = if (form / 2).is_multiple_of(2) {
        json!("0")
    } else {
        json!(0)
    };
    let text = json!({"message": "", "retcode": retcode, "result": result}).to_string();
    match form / 4 % 3 {
        0 => text,
        1 => format!("\u{feff}{text}\r\n"),
        // Its last character is the closing brace.
        _ => format!("{} , \n}}", text.strip_suffix('}').unwrap()),
    }
}

fn forms() -> impl Strategy<Value = Vec<u8>> {
    vec(any::<u8>(), 1..30)
}

proptest! {
    #![proptest_config(runs(300))]

    #[test]
    fn what_syncagentinfo_can_say_is_read_as_it_was_meant(
        agent in agent(), call_info in call(), forms in forms()
    ) {
        let result = json!({
            "callinfo": encode_call(&call_info, &forms),
            "agentStateInfo": encode_agent(&agent, &forms),
        });
        let read = decode_sync_agent_info(&body(result, forms[0]));
        let value = SyncAgentInfo { call_info, agent };
        prop_assert_eq!(read, Ok(Answer { value, losses: vec![] }));
    }

    #[test]
    fn what_agentstatus_can_say_is_read_as_it_was_meant(
        code in code(), is_working in any::<Option<bool>>(), forms in forms()
    ) {
        let value = AgentStatus { state: AgentState::from_agent_status(code), is_working };
        let mut to = Encoder::new(&forms);
        to.put("agentState", Some(Value::from(status_code(value.state))));
        to.put("isWorking", is_working.map(Value::from));
        let read = decode_agent_status(&body(Value::Object(to.object), forms[0]));
        prop_assert_eq!(read, Ok(Answer { value, losses: vec![] }));
    }
}

// A wrong type in one field.

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

// No input panics.

/// Hands a text to everything that takes one from outside.
fn take_everywhere(text: &str) {
    let _ = parse_leniently(text);
    let _ = decode_agent_status(text);
    let _ = decode_sync_agent_info(text);
    let _ = AgentId::parse(text);
    let _ = Guid::new(text);
    let _ = class_of_retcode(&RetCode::new(text));
}

/// JSON of any shape under the names that the decoders look for.
fn any_json() -> impl Strategy<Value = Value> {
    let names = INFO_FIELDS
        .iter()
        .chain(&CALL_FIELDS)
        .map(|(name, _)| (*name).to_owned());
    let envelope = [
        "result",
        "retcode",
        "callinfo",
        "agentStateInfo",
        "agentState",
        "isWorking",
    ];
    let names: Vec<String> = names.chain(envelope.map(str::to_owned)).collect();
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 60, 8, move |inner| {
        let name = proptest::sample::select(names.clone());
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Value::from),
            vec((name, inner.clone()), 0..8)
                .prop_map(|pairs| Value::Object(pairs.into_iter().collect())),
            inner.prop_map(|value| Value::from(value.to_string())),
        ]
    })
}

/// A small damage: at a place, some bytes are replaced by others.
type Damage = (proptest::sample::Index, usize, Vec<u8>);

fn damages() -> impl Strategy<Value = Vec<Damage>> {
    let piece = prop_oneof![
        vec(any::<u8>(), 0..4),
        proptest::sample::select(vec![
            "{",
            "}",
            "[",
            "]",
            ",",
            "\"",
            ":",
            "\\",
            "\\u",
            "\\ud800",
            "null",
            "-",
            "1e400",
            "\u{feff}",
            "\u{0}",
            "99999999999999999999",
            "{}",
            "\"\"",
        ])
        .prop_map(|piece| piece.as_bytes().to_vec()),
    ];
    vec((any::<proptest::sample::Index>(), 0_usize..12, piece), 1..6)
}

fn damaged(body: &str, damages: &[Damage]) -> String {
    let mut bytes = body.as_bytes().to_vec();
    for (place, length, piece) in damages {
        let start = place.index(bytes.len() + 1);
        let end = bytes.len().min(start + length);
        bytes.splice(start..end, piece.iter().copied());
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

proptest! {
    #![proptest_config(runs(1000))]

    #[test]
    fn no_bytes_panic(bytes in vec(any::<u8>(), 0..200)) {
        take_everywhere(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn no_characters_of_json_panic(text in r#"[\[\]{}:,"\\ 0-9eE.+\-tfnu]{0,60}"#) {
        take_everywhere(&text);
    }

    #[test]
    fn no_damaged_answer_panics(damages in damages()) {
        take_everywhere(&damaged(SYNC_EXAMPLE, &damages));
        take_everywhere(&damaged(STATUS_EXAMPLE, &damages));
    }

    #[test]
    fn no_json_panics_and_every_text_stays_within_its_limit(
        value in any_json(), callinfo in any_json(), form in any::<u8>()
    ) {
        take_everywhere(&value.to_string());
        take_everywhere(&body(value.clone(), form));
        take_everywhere(&body(json!({"callinfo": callinfo, "agentStateInfo": value}), form));
    }

    #[test]
    fn proper_json_is_read_as_serde_json_reads_it(value in any_json()) {
        let text = value.to_string();
        prop_assert_eq!(parse_leniently(&text), serde_json::from_str(&text).ok());
    }

    #[test]
    fn a_guid_is_never_in_its_debug_output(text in "[!#-\\[\\]-~]{4,60}") {
        prop_assume!(!"***".contains(&text));
        let guid = Guid::new(&text).unwrap();
        prop_assert_eq!(guid.expose_for_header(), text.as_str());
        prop_assert_eq!(format!("{guid:?}"), "***");
    }
}

proptest! {
    #![proptest_config(runs(20))]

    #[test]
    fn no_large_body_panics(piece in r#"[\[{"\\,:a0 ]{1,6}"#, over in 0_usize..8) {
        let count = MAX_BODY_BYTES / piece.len();
        take_everywhere(&piece.repeat(count + over));
    }
}
