//! The scripts around the module know the settings by their keys, and the core obeys them: here
//! it is seen that they are the same.

use std::collections::BTreeSet;

use cec_agent_panel_core::settings::{Problem, Settings};

fn keys_of_the_scripts() -> BTreeSet<&'static str> {
    let options = include_str!("../src/boot/options.js");
    let others = options.split("OTHERS = [").nth(1);
    let others = others.and_then(|rest| rest.split(']').next());
    let others = others.unwrap_or_default().split('\'').skip(1).step_by(2);
    let keys = options
        .lines()
        .filter_map(|line| line.trim().strip_prefix("option("))
        .filter_map(|arguments| arguments.strip_suffix("),"))
        .filter_map(|arguments| match arguments.split(", ").nth(2) {
            Some(key) => key.strip_prefix('\''),
            None => arguments.strip_prefix('\''),
        })
        .filter_map(|key| key.split('\'').next());
    keys.chain(others).collect()
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
