//! JSON that is not quite JSON.

use cec_agent_panel_core::gateway::{AgentState, decode_agent_status, parse_leniently};
use serde_json::json;

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
