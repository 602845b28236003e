//! The scripts around the module know the settings by their keys, and the core obeys them: here
//! it is seen that they are the same.

use std::collections::BTreeSet;

use cec_agent_panel_core::field::Field;
use cec_agent_panel_core::gateway::AgentState;
use cec_agent_panel_core::settings::{LANGUAGES, Problem, Settings};

fn keys_of_the_scripts() -> BTreeSet<&'static str> {
    let lines = include_str!("../src/boot/setting_keys.js").lines();
    let texts = lines.filter_map(|line| line.trim().strip_prefix('\''));
    let keys = texts.filter_map(|text| text.split('\'').next());
    keys.flat_map(str::split_whitespace).collect()
}

#[test]
fn what_a_portal_can_set_are_settings_and_operators_have_four_more() {
    let options = include_str!("../src/boot/options.js");
    let keys: BTreeSet<&str> = options
        .lines()
        .filter_map(|line| line.trim().strip_prefix("option("))
        .filter_map(|arguments| arguments.strip_suffix("),"))
        .filter_map(|arguments| match arguments.split(", ").nth(2) {
            Some(key) => key.strip_prefix('\''),
            None => arguments.strip_prefix('\''),
        })
        .filter_map(|key| key.split('\'').next())
        .collect();
    let all = keys_of_the_scripts();
    let others: Vec<&str> = all.difference(&keys).copied().collect();
    assert_eq!(
        others,
        [
            "allowConnectForm",
            "hiddenPollIntervalMs",
            "parentOrigins",
            "requestTimeoutMs"
        ]
    );
    assert!(keys.is_subset(&all), "{keys:?}");
}

#[test]
fn the_core_obeys_every_setting_that_the_scripts_know() {
    let keys = keys_of_the_scripts();
    assert!(keys.len() > 10, "{keys:?}");
    for key in keys {
        let (_, complaints) = Settings::parse(&format!(r#"{{"{key}":null}}"#));
        let problems: Vec<Problem> = complaints.iter().map(|one| one.problem).collect();
        assert_eq!(problems, [Problem::WrongValue], "{key}");
    }
}

#[test]
fn the_diagnostics_are_described_with_the_same_settings() {
    let schema = include_str!("../docs/diagnostics.schema.json");
    let names = schema.split("\"propertyNames\"").nth(1);
    let names = names.and_then(|rest| rest.split(']').next());
    let names = names.unwrap_or_default();
    let described: BTreeSet<&str> = names.split('"').skip(3).step_by(2).collect();
    assert_eq!(described, keys_of_the_scripts());
}

/// What `settings_wrong.js` says is allowed, by key.
fn allowed() -> Vec<(&'static str, &'static str)> {
    let script = include_str!("../src/boot/settings_wrong.js");
    let quoted = |line: &'static str| line.split('\'').nth(1);
    let table = script.split("const ALLOWED = {").nth(1);
    let table = table.and_then(|rest| rest.split("};").next());
    let lines = table.unwrap_or_default().lines();
    let entries = lines.filter_map(|line| line.trim().trim_end_matches(',').split_once(": "));
    let entries = entries.filter(|(key, _)| *key != "__proto__");
    let of = |value: &'static str| match value {
        "TIME" => "1000–60000",
        "SWITCH" => "on, off",
        "FLAG" => "true, false",
        template if template.starts_with('`') => template,
        other => quoted(other).unwrap_or(other),
    };
    assert!(script.contains("[TIME, SWITCH, FLAG] = ['1000–60000', 'on, off', 'true, false']"));
    entries.map(|(key, value)| (key, of(value))).collect()
}

/// What is wrong with that value of that key.
fn problem(key: &str, value: &str) -> Option<Problem> {
    let (_, complaints) = Settings::parse(&format!(r#"{{"{key}":{value}}}"#));
    complaints.first().map(|complaint| complaint.problem)
}

#[test]
fn what_is_said_to_be_allowed_is() {
    let allowed = allowed();
    let keys: BTreeSet<&str> = allowed.iter().map(|(key, _)| *key).collect();
    assert_eq!(keys, keys_of_the_scripts());
    let languages = LANGUAGES.join(", ");
    assert!(allowed.contains(&("locale", &languages)), "{allowed:?}");
    for (key, values) in allowed {
        if let Some((least, most)) = values.split_once('–').filter(|_| key != "limits") {
            let (least, most): (u64, u64) = (least.parse().unwrap(), most.parse().unwrap());
            for (value, is) in [
                (least, None),
                (most, None),
                (least - 1, Some(Problem::OutOfRange)),
                (most + 1, Some(Problem::OutOfRange)),
            ] {
                assert_eq!(problem(key, &value.to_string()), is, "{key} {value}");
            }
        } else if values == "true, false" {
            assert_eq!(
                values.split(", ").find_map(|value| problem(key, value)),
                None,
                "{key}"
            );
        } else if !values.contains(['…', '$']) {
            let mut texts = values.split(", ").map(|value| format!("\"{value}\""));
            assert_eq!(texts.find_map(|text| problem(key, &text)), None, "{key}");
            assert_eq!(
                problem(key, "\"another\""),
                Some(Problem::WrongValue),
                "{key}"
            );
        }
    }
}

#[test]
fn the_rows_and_the_longest_heading_are_those_that_the_details_name() {
    let fields = include_str!("../src/boot/fields.js");
    let fields = fields.split("FIELDS = [").nth(1);
    let fields = fields.and_then(|rest| rest.split(']').next());
    let fields = fields.unwrap_or_default().split('\'').skip(1).step_by(2);
    let core: Vec<&str> = Field::ALL.iter().map(|field| field.slug()).collect();
    assert_eq!(fields.collect::<Vec<_>>(), core);

    let script = include_str!("../src/boot/settings_wrong.js");
    assert!(script.contains("fields: `[${FIELDS.join(', ')}]`"));
    assert!(script.contains("const HEADING_MAX = 80;"));
    for (length, is) in [(80, None), (81, Some(Problem::WrongValue))] {
        let heading = format!("\"{}\"", "x".repeat(length));
        assert_eq!(problem("heading", &heading), is, "{length}");
    }
}

#[test]
fn the_states_and_seconds_of_limits_are_those_that_the_details_name() {
    let script = include_str!("../src/boot/settings_wrong.js");
    assert!(script.contains("LIMITED = STATES.slice(0, -1).join(', ')"));
    let states = include_str!("../src/boot/day/states.js");
    let states = states.split("STATES = [").nth(1);
    let states = states.and_then(|rest| rest.split(']').next());
    let states = states.unwrap_or_default().split('\'').skip(1).step_by(2);
    let mut named: Vec<&str> = states.collect();
    assert_eq!(named.pop(), Some("unknown"));
    let codes = (1..=255).flat_map(|code| {
        [
            AgentState::from_sync(code),
            AgentState::from_agent_status(code),
        ]
    });
    let known = codes.filter(|state| !matches!(state, AgentState::Unknown { .. }));
    let known: BTreeSet<&str> = known.map(AgentState::slug).collect();
    named.sort_unstable();
    assert_eq!(named, known.into_iter().collect::<Vec<_>>());
    assert!(script.contains("const SECONDS = '1–86400';"));
    for (seconds, is) in [
        ("1", None),
        ("86400", None),
        ("86401", Some(Problem::OutOfRange)),
    ] {
        assert_eq!(
            problem("limits", &format!("{{\"rest\":{seconds}}}")),
            is,
            "{seconds}"
        );
    }
}
