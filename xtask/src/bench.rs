//! Size and speed, measured, printed, and written to `target/bench.json`.
//!
//! Sizes are measured here, speed in a browser by `tests/browser/bench.mjs`, which says all of it.

use anyhow::Result;
use serde_json::json;

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

    let files = first_visit::files(&workspace.dist(), first_visit::PAGE)?;
    let sizes = json!({
        "figure": {
            "name": "first visit with brotli",
            "value": first_visit::total("", &files).brotli,
            "unit": "bytes",
            "goal": GOAL,
        },
        "files": files.iter().map(first_visit::File::to_json).collect::<Vec<_>>(),
    });
    let report = workspace.target.join("bench.json");
    step::heading("Speed", "measured in Chromium; some minutes");
    step::run(
        workspace
            .line("node bench.mjs")
            .current_dir(workspace.browser_tests())
            .env("DIST", workspace.dist())
            .env("BASELINES", &baselines)
            .env("SIMULATED_GATEWAY", &gateway)
            .env("CHROMIUM", &chromium)
            .env("SIZES", sizes.to_string())
            .env("REPORT", &report),
        "The messages above come from tests/browser/bench.mjs.",
    )?;
    println!("\nWritten to {}", workspace.shown(&report));
    first_visit::check(&files)
}
