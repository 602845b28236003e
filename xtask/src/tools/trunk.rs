//! Trunk, which builds the page.

use std::path::PathBuf;

use anyhow::{Context as _, Result};

use super::cargo_tool;
use crate::step;
use crate::workspace::Workspace;

/// The version that `Trunk.toml` asks for as well; 0.22 needs a newer Rust than the project does.
const VERSION: &str = "0.21.14";

/// Finds Trunk or builds it, and gives its program file.
pub fn ensure(workspace: &Workspace) -> Result<PathBuf> {
    if let Some(trunk) = cargo_tool::find(workspace, "trunk", VERSION) {
        return Ok(trunk);
    }
    step::heading(
        &format!("Trunk {VERSION}"),
        "built from source into target/tools; once, 4 to 6 minutes on two cores",
    );
    cargo_tool::install(workspace, "trunk", VERSION, true)?;
    cargo_tool::find(workspace, "trunk", VERSION)
        .context("Trunk was installed into target/tools and does not start from there")
}
