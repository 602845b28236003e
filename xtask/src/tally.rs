//! Counting tests: what Cargo's and Playwright's runs say at their end.

use std::ops::AddAssign;

use serde_json::Value;

/// How many tests passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub passed: u64,
    pub failed: u64,
}

impl Tally {
    /// Reads a line of `cargo test`; only its closing lines count anything, such as
    /// `test result: ok. 12 passed; 0 failed; 0 ignored; …`.
    pub fn of_cargo_line(line: &str) -> Self {
        let Some(counts) = line.trim().strip_prefix("test result: ") else {
            return Self::default();
        };
        let words: Vec<&str> = counts
            .split([' ', ';', '.'])
            .filter(|w| !w.is_empty())
            .collect();
        let before = |name: &str| {
            words
                .windows(2)
                .find_map(|pair| match pair {
                    [count, word] if *word == name => count.parse().ok(),
                    _ => None,
                })
                .unwrap_or(0)
        };
        Self {
            passed: before("passed"),
            failed: before("failed"),
        }
    }

    /// Reads the report of Playwright's JSON reporter. A test that passed only when it was
    /// tried again counts as failed: the product or the test has a race.
    pub fn of_playwright_report(report: &Value) -> Self {
        let count = |key: &str| {
            report
                .pointer(&format!("/stats/{key}"))
                .and_then(Value::as_u64)
                .unwrap_or(0)
        };
        Self {
            passed: count("expected"),
            failed: count("unexpected") + count("flaky"),
        }
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
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
        };
        assert_eq!(Tally::of_cargo_line(line), counted);
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
        let counted = Tally {
            passed: 40,
            failed: 3,
        };
        assert_eq!(Tally::of_playwright_report(&report), counted);
    }
}
