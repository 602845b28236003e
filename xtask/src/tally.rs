//! Counting tests: what Cargo's and Playwright's runs say at their end, and which tests
//! failed, for a reader who has the end of a log only.

use std::ops::AddAssign;

use serde_json::Value;

/// How many tests passed and failed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub passed: u64,
    pub failed: u64,
    /// The failed tests by name; Playwright's with their place and what they said.
    pub failures: Vec<String>,
}

/// How much of a failed test's message is repeated, in lines and in characters of each.
const MESSAGE_LINES: usize = 8;
const LINE_LENGTH: usize = 240;

impl Tally {
    /// Reads a line of `cargo test`; only `test a_name ... FAILED` and the closing lines
    /// count anything, such as `test result: ok. 12 passed; 0 failed; 0 ignored; …`.
    pub fn of_cargo_line(line: &str) -> Self {
        let line = line.trim();
        if let Some(name) = line
            .strip_prefix("test ")
            .and_then(|rest| rest.strip_suffix(" ... FAILED"))
        {
            return Self {
                failures: vec![name.to_owned()],
                ..Self::default()
            };
        }
        let mut counts = line
            .split([';', '.'])
            .filter(|_| line.starts_with("test result: "));
        let mut next = |word| {
            let count = counts.find_map(|part| part.trim().strip_suffix(word));
            count.and_then(|count| count.parse().ok()).unwrap_or(0)
        };
        Self {
            passed: next(" passed"),
            failed: next(" failed"),
            failures: Vec::new(),
        }
    }

    /// Reads the report of Playwright's JSON reporter. A test that passed only when it was
    /// tried again counts as failed: the product or the test has a race.
    pub fn of_playwright_report(report: &Value) -> Self {
        let stats = &report["stats"];
        let count = |key: &str| stats[key].as_u64().unwrap_or(0);
        let mut failures = Vec::new();
        collect_failures(report, &mut failures);
        Self {
            passed: count("expected"),
            failed: count("unexpected") + count("flaky"),
            failures,
        }
    }
}

/// Adds the failed tests of a report, or of a suite in it, and of the suites within.
fn collect_failures(suite: &Value, failures: &mut Vec<String>) {
    for spec in list(&suite["specs"]) {
        // A test that must fail, and does, is as expected.
        let has_failed =
            |test: &&Value| test["status"] == "unexpected" || test["status"] == "flaky";
        let Some(failed) = list(&spec["tests"]).find(has_failed) else {
            continue;
        };
        let mut entry = format!(
            "{}:{} {}",
            text(&spec["file"]),
            spec["line"],
            text(&spec["title"])
        );
        let errors = list(&failed["results"]).flat_map(|result| list(&result["errors"]));
        for error in errors {
            let plain = anstream::adapter::strip_str(text(&error["message"])).to_string();
            let lines = plain.lines().filter(|line| !line.trim().is_empty());
            for line in lines.take(MESSAGE_LINES) {
                entry.push_str("\n      ");
                entry.extend(line.chars().take(LINE_LENGTH));
            }
        }
        failures.push(entry);
    }
    for inner in list(&suite["suites"]) {
        collect_failures(inner, failures);
    }
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.failures.extend(other.failures);
    }
}

#[cfg(test)]
mod tests {
    use super::Tally;

    #[test]
    fn the_closing_line_of_a_cargo_run_is_counted() {
        let line =
            "test result: FAILED. 12 passed; 3 failed; 1 ignored; 0 measured; 0 filtered out";
        let counted = Tally {
            passed: 12,
            failed: 3,
            failures: Vec::new(),
        };
        assert_eq!(Tally::of_cargo_line(line), counted);
    }

    #[test]
    fn a_failed_test_of_a_cargo_run_is_named() {
        let tally = Tally::of_cargo_line("test panel::a_call ... FAILED");
        assert_eq!(tally.failures, ["panel::a_call"]);
        assert_eq!(tally.failed, 0, "the closing line counts it");
    }

    #[test]
    fn other_lines_of_a_cargo_run_count_nothing() {
        for line in [
            "running 12 tests",
            "test a_name ... ok",
            "12 passed; 3 failed",
        ] {
            assert_eq!(Tally::of_cargo_line(line), Tally::default(), "{line}");
        }
    }

    #[test]
    fn a_browser_test_that_passes_only_at_a_second_try_has_failed() {
        let report = serde_json::json!({
            "stats": { "expected": 40, "unexpected": 1, "flaky": 2, "skipped": 5 }
        });
        let tally = Tally::of_playwright_report(&report);
        assert_eq!((tally.passed, tally.failed), (40, 3));
    }

    #[test]
    fn a_failed_browser_test_is_named_with_its_place_and_its_message() {
        let test = |status: &str, message: &str| {
            serde_json::json!({ "title": format!("is {status}"), "file": "a.spec.mjs", "line": 7,
                "tests": [{ "status": status, "results": [{ "errors": [{ "message": message }] }] }] })
        };
        let report = serde_json::json!({ "stats": {}, "suites": [{
            "specs": [test("expected", "it must fail, and does")],
            "suites": [{ "specs": [test("unexpected", "\u{1b}[31mwaited\u{1b}[39m\n\nfor long")] }],
        }] });
        assert_eq!(
            Tally::of_playwright_report(&report).failures,
            ["a.spec.mjs:7 is unexpected\n      waited\n      for long"]
        );
    }
}
