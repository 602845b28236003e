//! What a command has checked: a table of its steps at its end, and the number of tests.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use crate::step;
use crate::tally::Tally;

/// What was done, for the table at the end.
#[derive(Default)]
pub struct Report {
    rows: Vec<Row>,
}

struct Row {
    name: &'static str,
    passed: bool,
    took: Duration,
    tests: Option<Tally>,
}

/// Runs the checks in their order up to the first that fails, and ends with the table of what
/// was done and a last line with the number of tests.
pub fn checks(checks: impl FnOnce(&mut Report) -> Result<()>) -> ExitCode {
    let mut report = Report::default();
    let result = checks(&mut report);
    if let Err(error) = &result {
        eprintln!("\nerror: {error:#}");
    }
    report.print();
    if result.is_ok() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// Prints the heading of a step that has none of its own.
fn begin(name: &str, note: &str) -> Instant {
    if !note.is_empty() {
        step::heading(name, note);
    }
    Instant::now()
}

impl Report {
    /// Runs one step and notes how it went. `note`, where there is one, stands in its heading.
    pub fn step<T>(
        &mut self,
        name: &'static str,
        note: &str,
        step: impl FnOnce() -> Result<T>,
    ) -> Result<T> {
        let start = begin(name, note);
        let result = step();
        self.note(name, start, result.is_ok(), None);
        result
    }

    /// Runs a step that gives whether its program was content, and what it counted.
    pub fn tests(
        &mut self,
        name: &'static str,
        note: &str,
        tests: impl FnOnce() -> Result<(bool, Tally)>,
    ) -> Result<()> {
        let start = begin(name, note);
        let result = tests();
        let counted = result.as_ref().ok();
        let passed = counted
            .is_some_and(|(content, tally)| *content && tally.failed == 0 && tally.passed > 0);
        self.note(name, start, passed, counted.map(|(_, tally)| tally.clone()));
        let (_, tally) = result?;
        if tally.passed + tally.failed == 0 {
            bail!("{name}: no test ran; the messages above say why");
        }
        if !passed {
            bail!(
                "{name}: {} failed; the messages above name them",
                tally.failed
            );
        }
        Ok(())
    }

    fn note(&mut self, name: &'static str, start: Instant, passed: bool, tests: Option<Tally>) {
        let took = start.elapsed();
        println!("   {name}: {} s", took.as_secs());
        self.rows.push(Row {
            name,
            passed,
            took,
            tests,
        });
    }

    /// Prints the table, the tests that failed and, as the last line, the sum of all tests.
    /// A failed step that is no test counts as one failure, so that the sum never looks
    /// better than the run.
    fn print(&self) {
        println!("\n── What was done");
        let mut sum = Tally::default();
        for row in &self.rows {
            let tests = row.tests.clone().unwrap_or_default();
            if !row.passed && tests.failed == 0 {
                sum.failed += 1;
            }
            sum += tests;
            let count = row.tests.as_ref().map_or(String::new(), |tests| {
                format!("{} passed, {} failed", tests.passed, tests.failed)
            });
            let outcome = if row.passed { "ok" } else { "FAILED" };
            let seconds = row.took.as_secs();
            let line = format!("   {outcome:<6} {:<26} {seconds:>5} s  {count}", row.name);
            println!("{}", line.trim_end());
        }
        if !sum.failures.is_empty() {
            println!("\n── Failed");
            for failure in &sum.failures {
                println!("   {failure}");
            }
        }
        println!("\n{} passed, {} failed", sum.passed, sum.failed);
    }
}
