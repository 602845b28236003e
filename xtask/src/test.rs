//! What a change must pass. `endurance` is the rest: what takes its time by nature.

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context as _, Result};

use crate::report::{self, Report};
use crate::tally::Tally;
use crate::workspace::Workspace;
use crate::{dist, examples, first_visit, npm_package, simulated_gateway, step, tools};

/// Which checks to run.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Part {
    All,
    /// Formatting, clippy and the tests that need no browser.
    Native,
    /// The build, its size and the tests in a browser.
    Browser,
    /// The build, its size and the tests in Firefox and `WebKit`.
    Engines,
}

/// Which browser tests are for `endurance`, by their tags and files, as Playwright's `--grep`
/// takes it.
pub const LONG: &str = "@long|servers/";

/// Runs the checks, the quick ones first. `words` are for Playwright, in the place of the
/// choice of all tests but the long ones.
pub fn run(workspace: &Workspace, part: Part, words: &[&str]) -> ExitCode {
    report::checks(|report| {
        if matches!(part, Part::All | Part::Native) {
            native(workspace, report)?;
        }
        if part != Part::Native {
            panel(workspace, report)?;
        }
        if matches!(part, Part::All | Part::Browser) {
            browser(workspace, report, words)?;
        }
        if matches!(part, Part::All | Part::Engines) {
            engines(workspace, report, words)?;
        }
        Ok(())
    })
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
    report.step("clippy, fuzzing", || {
        step::heading(
            "Clippy, fuzz targets",
            "that they compile, which only `endurance` would find; seconds",
        );
        step::run(
            workspace
                .command("cargo")
                .args(["clippy", "--locked", "--manifest-path", "fuzz/Cargo.toml"])
                .args(["--", "-D", "warnings"])
                .env("CARGO_TARGET_DIR", workspace.target.join("fuzz"))
                // Nothing is linked here, so libFuzzer's C++ need not be built.
                .env("CUSTOM_LIBFUZZER_PATH", "none/libfuzzer.a"),
            "Mend what clippy names above.",
        )
    })?;
    report.tests("native tests", || {
        step::heading(
            "Native tests",
            "cargo test, 400 random shifts among them; 2 minutes at first",
        );
        cargo_test(workspace.command("cargo").args([
            "test",
            "--locked",
            "--workspace",
            "--no-fail-fast",
        ]))
    })
}

/// Runs a `cargo test` and counts; gives whether it went well, too.
pub fn cargo_test(command: &mut std::process::Command) -> Result<(bool, Tally)> {
    let mut tally = Tally::default();
    let passed = step::run_watched(command, |line| tally += Tally::of_cargo_line(line))?;
    Ok((passed, tally))
}

fn panel(workspace: &Workspace, report: &mut Report) -> Result<()> {
    let tools = report.step("set-up for the build", || tools::for_build(workspace))?;
    report.step("panel", || dist::build(workspace, &tools))?;
    report.step("size of a first visit", || {
        first_visit::check(&first_visit::files(&workspace.dist(), first_visit::PAGE)?)
    })
}

fn browser(workspace: &Workspace, report: &mut Report, words: &[&str]) -> Result<()> {
    // Who says which tests to run may mean those of the web servers.
    let servers = if words.is_empty() {
        None
    } else {
        Some(report.step("set-up of the web servers", || {
            tools::web_servers(workspace)
        })?)
    };
    let choice = ["--grep-invert", LONG];
    let words = if words.is_empty() { &choice } else { words };
    playwright(workspace, report, words, servers.as_deref())
}

/// Runs the browser tests that `words`, for Playwright, choose, on what stands in `dist/`.
/// Those in `servers/` need the folder of the web servers.
pub fn playwright(
    workspace: &Workspace,
    report: &mut Report,
    words: &[&str],
    servers: Option<&Path>,
) -> Result<()> {
    let (chromium, shell) = report.step("set-up of the browser", || {
        let chromium = tools::chromium(workspace)?;
        let shell = tools::headless_shell(&chromium);
        Ok((chromium, shell))
    })?;
    let examples = report.step("examples", || examples::build(workspace))?;
    let gateway = report.step("simulated gateway", || simulated_gateway::build(workspace))?;
    report.tests("browser tests", || {
        step::heading("Browser tests", "Playwright; some minutes");
        playwright_test(
            workspace,
            "playwright-report.json",
            tools::npm_program(workspace, "playwright")
                .args(["test", "--reporter=list,json"])
                .args(words)
                .current_dir(workspace.browser_tests())
                .env("FIGURES", &workspace.target)
                .env("DIST", workspace.dist())
                .env("PACKAGE", npm_package::path(workspace))
                .env("EXAMPLES", &examples)
                .env("SIMULATED_GATEWAY", &gateway)
                .env("CHROMIUM", &chromium)
                .env("HEADLESS_SHELL", &shell)
                .envs(servers.map(|folder| ("SERVERS", folder))),
        )
    })
}

/// Runs the tests in Firefox and `WebKit`, on what stands in `dist/`.
fn engines(workspace: &Workspace, report: &mut Report, words: &[&str]) -> Result<()> {
    let programs = report.step("set-up of Firefox and WebKit", || tools::engines(workspace))?;
    let gateway = report.step("simulated gateway", || simulated_gateway::build(workspace))?;
    report.tests("tests in Firefox, WebKit", || {
        step::heading(
            "Tests in Firefox and WebKit",
            "Playwright and WebDriver; 4 minutes",
        );
        playwright_test(
            workspace,
            "engines-report.json",
            tools::npm_program(workspace, "playwright")
                .args(["test", "--reporter=list,json"])
                .args(words)
                .current_dir(workspace.browser_tests().join("engines"))
                .env("DIST", workspace.dist())
                .env("SIMULATED_GATEWAY", &gateway)
                .envs(programs),
        )
    })
}

/// Runs Playwright, and counts by the report that it writes into that file of the build folder.
fn playwright_test(
    workspace: &Workspace,
    report: &str,
    command: &mut std::process::Command,
) -> Result<(bool, Tally)> {
    let file = workspace.target.join(report);
    // A report of an earlier run must not be taken for this one's.
    let _ = std::fs::remove_file(&file);
    let passed = step::run_watched(command.env("PLAYWRIGHT_JSON_OUTPUT_FILE", &file), |_| {})?;
    let text = std::fs::read(&file).context("Playwright ended without a report")?;
    let tally = Tally::of_playwright_report(&serde_json::from_slice(&text)?);
    Ok((passed, tally))
}
