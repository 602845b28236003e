//! What holds of any input at all: above all, that nothing panics on it.

use cec_agent_panel_core::gateway::{
    AgentId, Guid, MAX_BODY_BYTES, RetCode, class_of_retcode, decode_agent_status,
    decode_sync_agent_info, parse_leniently,
};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::encoder::body;
use super::fields::{CALL_FIELDS, INFO_FIELDS};
use super::runs;

const SYNC_EXAMPLE: &str = include_str!("../fixtures/syncagentinfo.json");
const STATUS_EXAMPLE: &str = include_str!("../fixtures/agentstatus.json");

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

    // What stands behind a semicolon is the cookie's, and no part of the Guid.
    #[test]
    fn a_guid_is_never_in_its_debug_output(text in "[!#-:<-\\[\\]-~]{4,60}") {
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
