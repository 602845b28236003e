//! What takes its time by nature, and so is no part of `test`: tests at scale, fuzzing, the long
//! browser tests, and what only a change of a crate or of a tool can break.

use std::process::ExitCode;

use crate::report;
use crate::tally::Tally;
use crate::workspace::Workspace;
use crate::{deny, dist, fuzz, reproducible, test, tools};
use anyhow::Result;

/// Runs these checks, on a build that is made where it is not there.
pub fn run(workspace: &Workspace) -> ExitCode {
    report::checks(|report| {
        report.step("cargo deny", "", || {
            deny::check(workspace, &tools::cargo_deny(workspace)?)
        })?;
        let shifts = "100,000 of them; a minute, and one to build at first";
        report.tests("random shifts", shifts, || {
            at_scale(workspace, "panel_shifts", ("SHIFTS", "100000"))
        })?;
        report.tests("herd", "10,000 panels, 16 times; a minute", || {
            at_scale(workspace, "panel_herd", ("HERD", "10000"))
        })?;
        report.step("fuzzing", "", || fuzz::run(workspace, fuzz::SECONDS))?;

        let tools = report.step("set-up for the build", "", || tools::for_build(workspace))?;
        report.step("panel", "", || dist::build(workspace, &tools))?;
        report.step("the same build again", "", || {
            reproducible::check(workspace, &tools)
        })?;
        let servers = report.step("set-up of the web servers", "", || {
            tools::web_servers::ensure(workspace)
        })?;
        test::playwright(workspace, report, &["--grep", test::LONG], Some(&servers))
    })
}

/// Runs a test that is built to be fast, as large as the variable says.
fn at_scale(workspace: &Workspace, test: &str, size: (&str, &str)) -> Result<(bool, Tally)> {
    test::counted(
        workspace
            .cargo("test --locked --profile shifts --package cec-agent-panel-core")
            .args(["--test", test, "--", "--nocapture"])
            .env(size.0, size.1),
    )
}
