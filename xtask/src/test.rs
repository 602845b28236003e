//! Every check of the project in one run, the quick ones first.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

use crate::tally::Tally;
use crate::workspace::Workspace;
use crate::{
    deny, dist, examples, first_visit, fuzz, reproducible, simulated_gateway, step, tools,
};

/// Which checks to run.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Part {
    All,
    /// Formatting, clippy and the tests that need no browser.
    Native,
    /// The build, its size and the tests in a browser.
    Browser,
}

/// Runs the checks in order, stops at the first that fails, and ends with a table of what
/// was done and a last line with the number of tests. `playwright` are further arguments
/// for the browser tests.
pub fn run(workspace: &Workspace, part: Part, playwright: &[&str]) -> ExitCode {
    let mut report = Report::default();
    let mut result = Ok(());
    if part != Part::Browser {
        result = native(workspace, &mut report);
    }
    if part != Part::Native && result.is_ok() {
        result = browser(workspace, &mut report, playwright);
    }
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

fn native(workspace: &Workspace, report: &mut Report) -> Result<()> {
    report.step("set-up for native checks", || {
        tools::for_native_tests(workspace)
    })?;
    let cargo = |words: &str, advice: &str| {
        step::run(workspace.command("cargo").args(words.split(' ')), advice)
    };
    report.step("formatting", || {
        step::heading("Formatting", "cargo fmt; seconds");
        cargo("fmt --all --check", "`cargo fmt --all` mends it.")
    })?;
    report.step("clippy, native", || {
        step::heading("Clippy, native", "warnings denied; a minute at first");
        cargo(
            "clippy --locked --workspace --all-targets -- -D warnings",
            "Mend what clippy names above.",
        )
    })?;
    report.step("clippy, wasm32", || {
        step::heading("Clippy, wasm32", "warnings denied; a minute at first");
        cargo(
            "clippy --locked --package cec-agent-panel --target wasm32-unknown-unknown -- -D warnings",
            "Mend what clippy names above.",
        )
    })?;
    report.tests("native tests", || native_tests(workspace))?;
    report.step("cargo deny", || {
        deny::check(workspace, &tools::cargo_deny(workspace)?)
    })?;
    report.tests("random shifts", || random_shifts(workspace))?;
    report.tests("herd", || herd(workspace))?;
    report.step("fuzzing", || fuzz::run(workspace, fuzz::SECONDS))
}

/// A hundred thousand shifts of the state machine.
fn random_shifts(workspace: &Workspace) -> Result<(bool, Tally)> {
    step::heading(
        "Random shifts",
        "100,000 of them; a minute, and one to build at first",
    );
    at_scale(workspace, "panel_shifts", ("SHIFTS", "100000"))
}

/// Ten thousand panels against one gateway.
fn herd(workspace: &Workspace) -> Result<(bool, Tally)> {
    step::heading("Herd", "10,000 panels, 16 times; two minutes");
    at_scale(workspace, "panel_herd", ("HERD", "10000"))
}

/// Runs a test that is built to be fast, as large as the variable says.
fn at_scale(workspace: &Workspace, test: &str, size: (&str, &str)) -> Result<(bool, Tally)> {
    let mut tally = Tally::default();
    let passed = step::run_watched(
        workspace
            .command("cargo")
            .args(["test", "--locked", "--profile", "shifts"])
            .args(["--package", "cec-agent-panel-core"])
            .args(["--test", test, "--", "--nocapture"])
            .env(size.0, size.1),
        |line| tally += Tally::of_cargo_line(line),
    )?;
    Ok((passed, tally))
}

fn native_tests(workspace: &Workspace) -> Result<(bool, Tally)> {
    step::heading("Native tests", "cargo test; 2 minutes at first");
    let mut tally = Tally::default();
    let passed = step::run_watched(
        workspace
            .command("cargo")
            .args(["test", "--locked", "--workspace", "--no-fail-fast"]),
        |line| tally += Tally::of_cargo_line(line),
    )?;
    Ok((passed, tally))
}

fn browser(workspace: &Workspace, report: &mut Report, arguments: &[&str]) -> Result<()> {
    let tools = report.step("set-up for the build", || tools::for_build(workspace))?;
    let chromium = report.step("set-up of the browser", || tools::chromium(workspace))?;
    let servers = report.step("set-up of the web servers", || {
        tools::web_servers(workspace)
    })?;
    report.step("panel", || dist::build(workspace, &tools))?;
    report.step("size of a first visit", || {
        first_visit::check(&first_visit::files(&workspace.dist(), first_visit::PAGE)?)
    })?;
    report.step("the same build again", || {
        reproducible::check(workspace, &tools)
    })?;
    let examples = report.step("examples", || examples::build(workspace))?;
    let gateway = report.step("simulated gateway", || simulated_gateway::build(workspace))?;

    report.tests("browser tests", || {
        step::heading("Browser tests", "Playwright; some minutes");
        let file = workspace.target.join("playwright-report.json");
        // A report of an earlier run must not be taken for this one's.
        let _ = std::fs::remove_file(&file);
        let passed = step::run_watched(
            tools::npm_program(workspace, "playwright")
                .args(["test", "--reporter=list,json"])
                .args(arguments)
                .current_dir(workspace.browser_tests())
                .env("PLAYWRIGHT_JSON_OUTPUT_FILE", &file)
                .env("FIGURES", &workspace.target)
                .env("DIST", workspace.dist())
                .env("EXAMPLES", &examples)
                .env("SIMULATED_GATEWAY", &gateway)
                .env("CHROMIUM", &chromium)
                .env("SERVERS", &servers),
            |_| {},
        )?;
        let text = std::fs::read(&file).context("Playwright ended without a report")?;
        let tally = Tally::of_playwright_report(&serde_json::from_slice(&text)?);
        Ok((passed, tally))
    })
}

/// What was done, for the table at the end.
#[derive(Default)]
struct Report {
    rows: Vec<Row>,
}

struct Row {
    name: &'static str,
    passed: bool,
    took: Duration,
    tests: Option<Tally>,
}

impl Report {
    /// Runs one step and notes how it went.
    fn step<T>(&mut self, name: &'static str, step: impl FnOnce() -> Result<T>) -> Result<T> {
        let start = Instant::now();
        let result = step();
        self.note(name, start, result.is_ok(), None);
        result
    }

    /// Runs a step that gives whether its program was content, and what it counted.
    fn tests(
        &mut self,
        name: &'static str,
        tests: impl FnOnce() -> Result<(bool, Tally)>,
    ) -> Result<()> {
        let start = Instant::now();
        let result = tests();
        let (content, tally) = match &result {
            Ok((content, tally)) => (*content, Some(tally.clone())),
            Err(_) => (false, None),
        };
        let tally_is_good = tally
            .as_ref()
            .is_some_and(|tally| tally.failed == 0 && tally.passed > 0);
        self.note(name, start, content && tally_is_good, tally);
        let (_, tally) = result?;
        if tally.passed + tally.failed == 0 {
            bail!("{name}: no test ran; the messages above say why");
        }
        if !content || tally.failed > 0 {
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
