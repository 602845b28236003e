//! What the operator may set in `config.json`, and what is made of the rest.

use cec_agent_panel_core::diagnostics::Fact;
use cec_agent_panel_core::field::Field;
use cec_agent_panel_core::gateway::AgentState;
use cec_agent_panel_core::panel::Model;
use cec_agent_panel_core::settings::{
    CallDetails, Complaint, Credentials, GuidFrom, Layout, Problem, Settings, Theme,
};
use cec_agent_panel_core::time::{Mono, Now, Wall};
use proptest::prelude::*;
use serde_json::{Value, json};

fn parsed(key: &str, value: &Value) -> (Settings, Vec<Complaint>) {
    Settings::parse(&json!({ key: value }).to_string())
}

fn accepted(key: &str, value: &Value) -> Settings {
    let (settings, complaints) = parsed(key, value);
    assert_eq!(complaints, [], "{key}: {value}");
    settings
}

fn refused(key: &str, value: &Value, problem: Problem) -> Settings {
    let (settings, complaints) = parsed(key, value);
    let key = key.to_owned();
    assert_eq!(complaints, [Complaint { key, problem }], "{value}");
    settings
}

#[test]
fn every_setting_can_be_set() {
    let config = json!({
        "gateway": "https://cc.example:8043/", "credentials": "include",
        "pollIntervalMs": 5000, "hiddenPollIntervalMs": 45000, "requestTimeoutMs": 7000,
        "locale": "zh-CN", "theme": "dark", "maskNumbers": true, "allowConnectForm": false,
        "layout": "compact", "sessionKey": "portal.session", "guidFrom": "proxy",
        "callDetails": "off", "callNotification": "off", "callSound": true,
        "limits": {"wrap-up": 60}, "fields": ["call-data", "caller"], "heading": " Telephony ",
        "keyboard": "off",
        "parentOrigins": ["https://crm.example", "http://localhost:8043", "http://[::1]:8080"],
    });
    let (settings, complaints) = Settings::parse(&config.to_string());
    assert_eq!(complaints, []);
    let expected = Settings {
        gateway: "https://cc.example:8043".to_owned(),
        credentials: Credentials::Include,
        poll_interval_ms: 5_000,
        hidden_poll_interval_ms: 45_000,
        request_timeout_ms: 7_000,
        theme: Theme::Dark,
        call_details: CallDetails::Off,
        mask_numbers: true,
        allow_connect_form: false,
        layout: Layout::Compact,
        session_key: "portal.session".to_owned(),
        guid_from: GuidFrom::Proxy,
        limits: vec![(AgentState::WrapUp, 60)],
        heading: "Telephony".to_owned(),
        fields: vec![Field::CallData, Field::Caller],
    };
    assert_eq!(settings, expected);
}

#[test]
fn every_setting_is_optional() {
    let (settings, complaints) = Settings::parse("{}");
    assert_eq!((settings, complaints), (Settings::default(), Vec::new()));
    let defaults = Settings::default();
    let times = (
        defaults.poll_interval_ms,
        defaults.hidden_poll_interval_ms,
        defaults.request_timeout_ms,
    );
    assert_eq!(times, (3_000, 30_000, 10_000));
    assert_eq!(defaults.credentials, Credentials::SameOrigin);
    assert_eq!(defaults.call_details, CallDetails::Ask);
    assert!(defaults.allow_connect_form && !defaults.mask_numbers);
}

#[test]
fn each_word_of_each_setting_is_known() {
    let credentials = |word| accepted("credentials", &json!(word)).credentials;
    assert_eq!(credentials("same-origin"), Credentials::SameOrigin);
    assert_eq!(credentials("include"), Credentials::Include);
    let theme = |word| accepted("theme", &json!(word)).theme;
    for (word, expected) in [
        ("auto", Theme::Auto),
        ("light", Theme::Light),
        ("dark", Theme::Dark),
    ] {
        assert_eq!(theme(word), expected);
        assert_eq!(expected.slug(), word);
    }
    let call_details = |word| accepted("callDetails", &json!(word)).call_details;
    assert_eq!(call_details("ask"), CallDetails::Ask);
    assert_eq!(call_details("off"), CallDetails::Off);
}

#[test]
fn each_limit_is_a_setting_of_its_own() {
    let (settings, complaints) = Settings::parse(
        &json!({"limits": {
            "talking": 0, "rest": 86_401, "busy": "60", "idle": -5, "mute": 1.5,
            "unknown": 60, "lunch": 60, "wrap-up": 90, &"x".repeat(60): 1,
        }})
        .to_string(),
    );
    let limits = [AgentState::Rest, AgentState::Talking, AgentState::WrapUp];
    let limits = limits.map(|state| settings.limit_of(state));
    assert_eq!(limits, [Some(86_400), Some(1), Some(90)]);
    assert_eq!(settings.limits.len(), 3);
    let mut found: Vec<(&str, Problem)> = complaints
        .iter()
        .map(|complaint| (complaint.key.as_str(), complaint.problem))
        .collect();
    found.sort_by_key(|(key, _)| *key);
    let long = format!("limits.{}", "x".repeat(33));
    let expected = [
        ("limits.busy", Problem::WrongValue),
        ("limits.idle", Problem::WrongValue),
        ("limits.lunch", Problem::UnknownKey),
        ("limits.mute", Problem::WrongValue),
        ("limits.rest", Problem::OutOfRange),
        ("limits.talking", Problem::OutOfRange),
        ("limits.unknown", Problem::UnknownKey),
        (long.as_str(), Problem::UnknownKey),
    ];
    assert_eq!(found, expected);
}

#[test]
fn a_wrong_type_leaves_the_default_and_all_other_settings() {
    let keys = json!({
        "gateway": 1, "credentials": true, "pollIntervalMs": "3000",
        "hiddenPollIntervalMs": null, "requestTimeoutMs": [], "locale": 5, "theme": {},
        "maskNumbers": "true", "allowConnectForm": 0, "parentOrigins": "https://a.example",
        "layout": "Full", "sessionKey": null, "guidFrom": true, "callDetails": false,
        "callNotification": true, "callSound": "on", "keyboard": true,
        "limits": [60], "fields": ["caller", "phone"], "heading": "x".repeat(81),
    });
    for (key, value) in keys.as_object().unwrap() {
        assert_eq!(
            refused(key, value, Problem::WrongValue),
            Settings::default()
        );
    }
    let (_, complaints) = Settings::parse(&keys.to_string());
    assert_eq!(complaints.len(), 20);
    let (settings, complaints) = Settings::parse(r#"{"theme": 1, "maskNumbers": true}"#);
    assert!(settings.mask_numbers);
    assert_eq!(complaints.len(), 1);
    for origin in [
        json!(1),
        json!("*"),
        json!("null"),
        json!("https://"),
        json!("https://a.example/"),
        json!("https://*.a.example"),
        json!("https://A.example"),
        json!("ftp://a.example"),
    ] {
        refused(
            "parentOrigins",
            &json!(["https://a.example", origin]),
            Problem::WrongValue,
        );
    }
    refused("credentials", &json!("omit"), Problem::WrongValue);
    refused("locale", &json!("fr"), Problem::WrongValue);
    refused("guidFrom", &json!("cookie"), Problem::WrongValue);
    refused("theme", &json!("Dark"), Problem::WrongValue);
    refused("pollIntervalMs", &json!(-1), Problem::WrongValue);
    refused("pollIntervalMs", &json!(1500.5), Problem::WrongValue);
}

#[test]
fn times_are_held_between_a_second_and_a_minute() {
    for (asked, stands) in [
        (0, 1_000),
        (999, 1_000),
        (60_001, 60_000),
        (u64::MAX, 60_000),
    ] {
        let outside = Problem::OutOfRange;
        let settings = refused("pollIntervalMs", &json!(asked), outside);
        assert_eq!(settings.poll_interval_ms, stands);
        let settings = refused("hiddenPollIntervalMs", &json!(asked), outside);
        assert_eq!(settings.hidden_poll_interval_ms, stands);
        let settings = refused("requestTimeoutMs", &json!(asked), outside);
        assert_eq!(settings.request_timeout_ms, stands);
    }
    for inside in [1_000, 60_000] {
        let settings = accepted("pollIntervalMs", &json!(inside));
        assert_eq!(settings.poll_interval_ms, inside);
    }
}

#[test]
fn unknown_keys_are_reported_by_their_beginning() {
    refused("pollInterval", &json!(1), Problem::UnknownKey);
    refused("PollIntervalMs", &json!(3000), Problem::UnknownKey);
    let long = "ß".repeat(500);
    let (_, complaints) = parsed(&long, &json!(1));
    assert_eq!(complaints[0].key, "ß".repeat(40));
}

#[test]
fn a_file_that_is_no_object_leaves_the_defaults() {
    // The page's scripts, which obey some of it, read no comma too many, either.
    let comma = r#"{"theme": "dark",}"#;
    for text in [
        "",
        "null",
        "[]",
        "7",
        "{",
        comma,
        "<!doctype html>",
        "\u{0}",
    ] {
        let (settings, complaints) = Settings::parse(text);
        assert_eq!(settings, Settings::default());
        let (key, problem) = (String::new(), Problem::NotJson);
        assert_eq!(complaints, [Complaint { key, problem }], "{text}");
    }
}

#[test]
fn a_gateway_is_the_own_origin_a_path_or_an_address() {
    for (text, base) in [
        ("", ""),
        ("/", ""),
        ("/cc", "/cc"),
        ("/cc/", "/cc"),
        ("https://cc.example", "https://cc.example"),
        ("http://10.0.0.1:8043/gw//", "http://10.0.0.1:8043/gw"),
        ("https://[::1]:8043", "https://[::1]:8043"),
    ] {
        assert_eq!(accepted("gateway", &json!(text)).gateway, base);
    }
}

#[test]
fn the_guid_goes_to_no_disguised_address() {
    for hostile in [
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https:///evil.example",
        "https:evil.example",
        "https://",
        "https:///",
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://evil.example",
        "https://user:pass@evil.example",
        "https://good.example@evil.example",
        "https://good.example\\@evil.example",
        "https://evil.example/?x=",
        "https://evil.example/#",
        "https://evil.example/ ",
        " https://evil.example",
        "https://e\tvil.example",
        "https://e\nvil.example",
        "/\t/evil.example",
        "https://evil\u{200b}.example",
        "https://gооd.example",
        "cc.example",
        "cc",
    ] {
        let settings = refused("gateway", &json!(hostile), Problem::WrongValue);
        assert_eq!(settings.gateway, "");
    }
}

#[test]
fn a_language_is_named_by_any_tag_that_begins_with_it() {
    for tag in ["zh", "zh-CN", "ZH-hans-cn", "zh-TW", "en", "en-GB"] {
        accepted("locale", &json!(tag));
    }
    for tag in ["", "z", "de", "english", "汉", "中文"] {
        refused("locale", &json!(tag), Problem::WrongValue);
    }
}

#[test]
fn complaints_open_the_diagnostics() {
    let (settings, complaints) = Settings::parse(r#"{"colour": "red", "theme": "blue"}"#);
    let now = Now {
        mono: Mono(0),
        wall: Wall(1),
        chance: 0,
    };
    let model = Model::new(settings.clone(), complaints.clone(), now);
    let facts: Vec<Fact> = model
        .diagnostics()
        .iter()
        .map(|it| it.fact.clone())
        .collect();
    let expected: Vec<Fact> = complaints.into_iter().map(Fact::Configuration).collect();
    assert_eq!((facts.len(), facts), (2, expected));
    assert_eq!(model.settings(), &settings);
}

/// What of a configuration would be dangerous to obey, and what stands instead.
fn assert_obeys_nothing_dangerous(secure: bool, text: &str) {
    let (settings, complaints) = Settings::parse_for(secure, text);
    let gateway = settings.gateway.as_str();
    // Where the Guid goes is what stands there to be read, and no other place.
    let rest = gateway
        .strip_prefix("https://")
        .or_else(|| gateway.strip_prefix("http://").filter(|_| !secure));
    let path = gateway.is_empty() || (gateway.starts_with('/') && !gateway.starts_with("//"));
    assert!(
        rest.is_some_and(|rest| !rest.starts_with('/')) || path,
        "{gateway}"
    );
    assert!(
        gateway.bytes().all(|byte| byte.is_ascii_graphic()),
        "{gateway}"
    );
    assert!(!gateway.contains(['@', '\\', '?', '#']), "{gateway}");
    // The gateway is asked neither without a pause nor never.
    for time in [
        settings.poll_interval_ms,
        settings.hidden_poll_interval_ms,
        settings.request_timeout_ms,
    ] {
        assert!((1_000..=60_000).contains(&time), "{time}");
    }
    assert!(complaints.len() <= 40);
    assert!(
        complaints
            .iter()
            .all(|complaint| complaint.key.chars().count() <= 40)
    );
}

#[test]
fn a_secure_page_sends_nothing_in_the_clear() {
    for (key, value) in [
        ("gateway", json!("http://cc.example:8043")),
        ("gateway", json!("http://127.0.0.1:8043")),
        ("parentOrigins", json!(["http://portal.example"])),
        (
            "parentOrigins",
            json!(["https://portal.example", "http://localhost"]),
        ),
    ] {
        let text = json!({ key: value, "credentials": "include" }).to_string();
        let (settings, complaints) = Settings::parse_for(true, &text);
        let problem = Problem::WrongValue;
        let key = key.to_owned();
        assert_eq!(complaints, [Complaint { key, problem }], "{text}");
        assert_eq!(settings.gateway, "");
        assert_eq!(
            Settings::parse(&text).1,
            [],
            "a page in the clear has no more to lose"
        );
    }
    let text = json!({
        "gateway": "https://cc.example:8043", "credentials": "include",
        "parentOrigins": ["https://portal.example"],
    });
    let (settings, complaints) = Settings::parse_for(true, &text.to_string());
    assert_eq!(
        (settings.gateway.as_str(), complaints.len()),
        ("https://cc.example:8043", 0)
    );
}

#[test]
fn whatever_stands_in_the_file_is_reported_and_nothing_dangerous_obeyed() {
    let deep = |open: &str, close: &str| [open.repeat(50_000), close.repeat(50_000)].concat();
    let keys: serde_json::Map<String, Value> =
        (0..3_000).map(|n| (format!("a{n}"), json!(n))).collect();
    let mut texts = vec![
        "<!doctype html><title>Not found</title>".to_owned(),
        deep("[", "]"),
        deep(r#"{"gateway":"#, "}"),
        format!(r#"{{"gateway":"/cc","x":{}}}"#, deep("[", "]")),
        format!(r#"{{"gateway":"{}"}}"#, "/a".repeat(2_500_000)),
        "\u{0}".repeat(5_000_000),
        Value::Object(keys).to_string(),
        r#"{"__proto__":{"gateway":"https://evil.example"},"constructor":{"prototype":{"theme":"dark"}}}"#.to_owned(),
        r#"{"gateway":"/ok","gateway":"javascript:alert(1)"}"#.to_owned(),
        r#"{"gateway":{"toString":"https://evil.example"}}"#.to_owned(),
        r#"{"gateway":["https://evil.example"]}"#.to_owned(),
        r#"{"pollIntervalMs":1e999}"#.to_owned(),
        r#"{"pollIntervalMs":0.0001,"hiddenPollIntervalMs":-1e300,"requestTimeoutMs":99999999999999999999}"#.to_owned(),
    ];
    for value in [
        "javascript:fetch(1)",
        "data:application/json,{}",
        "blob:https://page.example/1",
        "//evil.example",
        "/\\evil.example",
        "https://good.example@evil.example",
        "https://user:pass@cc.example",
        "https://cc.example\r\nGuid: x",
        "https://cc.example/\u{202e}moc.live",
        "https://cc.example?guid=",
        "http://cc.example",
        "*",
    ] {
        texts.push(json!({"gateway": value, "credentials": "include"}).to_string());
        texts.push(json!({"parentOrigins": [value], "locale": value, "theme": value}).to_string());
    }
    for text in &texts {
        for secure in [false, true] {
            assert_obeys_nothing_dangerous(secure, text);
            let (_, complaints) = Settings::parse_for(secure, text);
            let fine =
                !secure && text.contains(r#""http://cc.example""#) && !text.contains("locale");
            assert_eq!(complaints.is_empty(), fine, "{text:.80}");
        }
    }
}

proptest! {
    #[test]
    fn no_text_at_all_makes_a_dangerous_gateway(
        gateway in r#"(https?:|/|\\|//|@|[a-z.]{1,8}|[\x00-\x20]|\?|#|%0d%0a|:|"|é){0,8}"#,
        secure in any::<bool>(),
    ) {
        assert_obeys_nothing_dangerous(secure, &json!({"gateway": gateway}).to_string());
    }
}
