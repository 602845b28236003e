//! What a change must pass. `endurance` is the rest: what takes its time by nature.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::Result;

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
    report.step("set-up for native checks", "", || {
        tools::for_native_tests(workspace)
    })?;
    report.step("formatting", "cargo fmt; seconds", || {
        step::run(
            &mut workspace.cargo("fmt --all --check"),
            "`cargo fmt --all` mends it.",
        )
    })?;
    let clippy = |command: &mut Command| {
        step::run(
            command.args(["--", "-D", "warnings"]),
            "Mend what clippy names above.",
        )
    };
    let minute = "warnings denied; a minute at first";
    report.step("clippy, native", minute, || {
        clippy(&mut workspace.cargo("clippy --locked --workspace --all-targets"))
    })?;
    report.step("clippy, wasm32", minute, || {
        let package = "clippy --locked --package cec-agent-panel --target wasm32-unknown-unknown";
        clippy(&mut workspace.cargo(package))
    })?;
    let fuzzing = "that the targets compile, which only `endurance` would find; seconds";
    report.step("clippy, fuzzing", fuzzing, || {
        clippy(
            workspace
                .cargo("clippy --locked --manifest-path fuzz/Cargo.toml")
                .env("CARGO_TARGET_DIR", workspace.target.join("fuzz"))
                // Nothing is linked here, so libFuzzer's C++ need not be built.
                .env("CUSTOM_LIBFUZZER_PATH", "none/libfuzzer.a"),
        )
    })?;
    let shifts = "cargo test, 400 random shifts among them; 2 minutes at first";
    report.tests("native tests", shifts, || {
        counted(&mut workspace.cargo("test --locked --workspace --no-fail-fast"))
    })
}

/// Runs tests that speak as `cargo test` does, and counts; gives whether they went well, too.
pub fn counted(tests: &mut Command) -> Result<(bool, Tally)> {
    let mut tally = Tally::default();
    let passed = step::run_watched(tests, |line| tally += Tally::of_line(line))?;
    Ok((passed, tally))
}

fn panel(workspace: &Workspace, report: &mut Report) -> Result<()> {
    let tools = report.step("set-up for the build", "", || tools::for_build(workspace))?;
    report.step("panel", "", || dist::build(workspace, &tools))?;
    report.step("size of a first visit", "", || {
        first_visit::check(&first_visit::files(&workspace.dist(), first_visit::PAGE)?)
    })
}

fn browser(workspace: &Workspace, report: &mut Report, words: &[&str]) -> Result<()> {
    if words.is_empty() {
        return playwright(workspace, report, &["--grep-invert", LONG], None);
    }
    // Who says which tests to run may mean those of the web servers.
    let servers = report.step("set-up of the web servers", "", || {
        tools::web_servers::ensure(workspace)
    })?;
    playwright(workspace, report, words, Some(&servers))
}

/// Runs the browser tests that `words`, for Playwright, choose, on what stands in `dist/`.
/// Those in `servers/` need the folder of the web servers.
pub fn playwright(
    workspace: &Workspace,
    report: &mut Report,
    words: &[&str],
    servers: Option<&Path>,
) -> Result<()> {
    let (chromium, shell) = report.step("set-up of the browser", "", || {
        let chromium = tools::chromium(workspace)?;
        let shell = tools::chromium::headless_shell(&chromium);
        Ok((chromium, shell))
    })?;
    let examples = report.step("examples", "", || examples::build(workspace))?;
    let gateway = report.step("simulated gateway", "", || {
        simulated_gateway::build(workspace)
    })?;
    report.tests("browser tests", "Playwright; some minutes", || {
        playwright_test(
            workspace,
            workspace.browser_tests(),
            words,
            tools::npm_program(workspace, "playwright")
                .env("FIGURES", &workspace.target)
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
    let programs = report.step("set-up of Firefox and WebKit", "", || {
        tools::engines(workspace)
    })?;
    let gateway = report.step("simulated gateway", "", || {
        simulated_gateway::build(workspace)
    })?;
    let how = "Playwright and WebDriver; 4 minutes";
    report.tests("tests in Firefox, WebKit", how, || {
        playwright_test(
            workspace,
            workspace.browser_tests().join("engines"),
            words,
            tools::npm_program(workspace, "playwright")
                .env("SIMULATED_GATEWAY", &gateway)
                .envs(programs),
        )
    })
}

/// Runs Playwright on the tests in a folder that `words` choose, and counts by what a reporter says.
fn playwright_test(
    workspace: &Workspace,
    folder: PathBuf,
    words: &[&str],
    playwright: &mut Command,
) -> Result<(bool, Tally)> {
    let tally = workspace.browser_tests().join("support/tally_reporter.mjs");
    counted(
        playwright
            .arg("test")
            .arg(format!("--reporter=list,{}", tally.display()))
            .args(words)
            .current_dir(folder)
            .env("DIST", workspace.dist()),
    )
}
