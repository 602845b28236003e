//! The simulated gateway's program, which demo, tests and measurements start.

use std::env::consts::EXE_SUFFIX;
use std::path::PathBuf;

use anyhow::Result;

use crate::step;
use crate::workspace::Workspace;

const PACKAGE: &str = "simulated-gateway";

/// Builds the simulated gateway and gives its program file.
pub fn build(workspace: &Workspace) -> Result<PathBuf> {
    step::heading("Simulated gateway", "development build; a minute at first");
    step::run(
        &mut workspace.cargo(&format!("build --locked --package {PACKAGE}")),
        "The messages above come from the compiler.",
    )?;
    let program = format!("{PACKAGE}{EXE_SUFFIX}");
    Ok(workspace.target.join("debug").join(program))
}
