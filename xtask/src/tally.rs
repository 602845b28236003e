//! Counting tests by what their runs say, and which of them failed, for a reader who has the end of a
//! log only. Playwright's say it by `tests/browser/support/tally_reporter.mjs`.

use std::ops::AddAssign;

/// How many tests passed and failed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub passed: u64,
    pub failed: u64,
    /// The failed tests by name; Playwright's with their place and what they said.
    pub failures: Vec<String>,
}

impl Tally {
    /// Reads a line of `cargo test`; only `test a_name ... FAILED` and the closing lines
    /// count anything, such as `test result: ok. 12 passed; 0 failed; 0 ignored; …`.
    pub fn of_line(line: &str) -> Self {
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
        let counts = line.strip_prefix("test result: ").unwrap_or_default();
        let mut counts = counts.split([';', '.']);
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
    fn the_closing_line_of_a_run_is_counted() {
        for line in [
            "test result: FAILED. 12 passed; 3 failed; 1 ignored; 0 measured; 0 filtered out",
            "test result: 12 passed; 3 failed;",
        ] {
            let Tally { passed, failed, .. } = Tally::of_line(line);
            assert_eq!((passed, failed), (12, 3), "{line}");
        }
    }

    #[test]
    fn a_failed_test_is_named() {
        let tally = Tally::of_line("test panel::a_call ... FAILED");
        assert_eq!(tally.failures, ["panel::a_call"]);
        assert_eq!(tally.failed, 0, "the closing line counts it");
    }

    #[test]
    fn other_lines_count_nothing() {
        for line in [
            "running 12 tests",
            "test a_name ... ok",
            "12 passed; 3 failed",
        ] {
            assert_eq!(Tally::of_line(line), Tally::default(), "{line}");
        }
    }
}
