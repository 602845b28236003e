//! Size and speed, measured, printed, and written to `target/bench.json`.
//!
//! Sizes are measured here. Speed is measured in a browser by `tests/browser/bench.mjs`,
//! which prints `{"figures": […]}` with one object a figure: `name`, `value` (a number),
//! `unit`, and where there is one `goal`, the most that the value should be, and `note`, a
//! sentence for the reader, such as why a goal is missed. Other keys are kept as they are.

use std::fs;

use anyhow::{Context as _, Result, bail};
use serde_json::{Value, json};

use crate::first_visit::{self, GOAL};
use crate::workspace::Workspace;
use crate::{baselines, dist, simulated_gateway, step, tools};

/// Builds the panel, measures it, prints all figures with their goals and writes them as
/// JSON. A missed goal is reported; only the size limit fails the command.
pub fn run(workspace: &Workspace) -> Result<()> {
    let tools = tools::for_build(workspace)?;
    let chromium = tools::chromium(workspace)?;
    dist::build(workspace, &tools)?;
    let baselines = baselines::build(workspace, &tools)?;
    let gateway = simulated_gateway::build(workspace)?;

    step::heading("Speed", "measured in Chromium; some minutes");
    let output = workspace
        .line("node bench.mjs")
        .current_dir(workspace.browser_tests())
        .env("DIST", workspace.dist())
        .env("BASELINES", &baselines)
        .env("SIMULATED_GATEWAY", &gateway)
        .env("CHROMIUM", &chromium)
        .stderr(std::process::Stdio::inherit())
        .output()
        .context("tests/browser/bench.mjs does not start")?;
    if !output.status.success() {
        bail!("tests/browser/bench.mjs failed ({})", output.status);
    }
    let mut report: Value = serde_json::from_slice(&output.stdout)
        .context("tests/browser/bench.mjs did not print JSON alone")?;
    let figures = report
        .get_mut("figures")
        .and_then(Value::as_array_mut)
        .context("tests/browser/bench.mjs printed no `figures`")?;

    let files = first_visit::files(&workspace.dist(), first_visit::PAGE)?;
    let bytes = first_visit::total("", &files).brotli;
    let size = json!({
        "name": "first visit with brotli", "value": bytes, "unit": "bytes", "goal": GOAL
    });
    figures.insert(0, size);
    first_visit::print("first visit", &files);
    println!("\n{:>12} {:>12}         figure", "value", "goal");
    for figure in figures.iter_mut() {
        judge(figure);
        println!("{}", shown(figure));
    }
    if let Some(report) = report.as_object_mut() {
        let files = files.iter().map(first_visit::File::to_json).collect();
        report.insert("firstVisit".to_owned(), files);
    }

    let file = workspace.target.join("bench.json");
    fs::write(&file, format!("{report:#}\n"))
        .with_context(|| format!("{} cannot be written", workspace.shown(&file)))?;
    println!("\nWritten to {}", workspace.shown(&file));
    first_visit::check(&files)
}

/// Adds `met` to a figure that has a goal. A figure without a value has missed it.
fn judge(figure: &mut Value) {
    if let Some(goal) = figure["goal"].as_f64() {
        let met = figure["value"].as_f64().is_some_and(|value| value <= goal);
        figure["met"] = met.into();
    }
}

/// A figure as a line of the table, with its note below.
fn shown(figure: &Value) -> String {
    let word = |key: &str| figure[key].as_str().unwrap_or_default();
    let number = |key: &str| match figure[key].as_f64() {
        None => String::new(),
        Some(number) if number.fract() == 0.0 => format!("{number:.0}"),
        Some(number) => format!("{number:.2}"),
    };
    let value = Some(number("value")).filter(|value| !value.is_empty());
    let value = value.unwrap_or_else(|| "–".to_owned());
    let met = match figure["met"].as_bool() {
        Some(true) => "met",
        Some(false) => "MISSED",
        None => "",
    };
    let (goal, name, unit) = (number("goal"), word("name"), word("unit"));
    let line = format!("{value:>12} {goal:>12} {met:<7} {name} ({unit})");
    match word("note") {
        "" => line,
        note => format!("{line}\n{:34}{note}", ""),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::judge;

    #[test]
    fn a_goal_is_met_up_to_its_value_and_missed_without_a_measurement() {
        for (value, met) in [
            (json!(256), true),
            (json!(256.5), false),
            (json!(null), false),
        ] {
            let mut figure = json!({ "name": "heap growth", "value": value, "goal": 256 });
            judge(&mut figure);
            assert_eq!(figure["met"], met, "{value}");
        }
    }

    #[test]
    fn a_figure_without_a_goal_is_not_judged() {
        let mut figure = json!({ "name": "heap", "value": 1 });
        judge(&mut figure);
        assert_eq!(figure.get("met"), None);
    }
}
