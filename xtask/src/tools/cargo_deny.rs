//! cargo-deny, which checks the crates' licences, versions, sources and advisories.

use std::path::PathBuf;

use anyhow::{Context as _, Result};

use super::cargo_tool;
use crate::step;
use crate::workspace::Workspace;

/// Builds with the Rust that the project asks for, 1.95.
const VERSION: &str = "0.20.2";

/// Finds cargo-deny or builds it, and gives its program file.
pub fn ensure(workspace: &Workspace) -> Result<PathBuf> {
    if let Some(program) = cargo_tool::find(workspace, "cargo-deny", VERSION) {
        return Ok(program);
    }
    step::heading(
        &format!("cargo-deny {VERSION}"),
        "built from source into target/tools; once, 3 to 8 minutes on two cores",
    );
    cargo_tool::install(workspace, "cargo-deny", VERSION, true)?;
    cargo_tool::find(workspace, "cargo-deny", VERSION)
        .context("cargo-deny was installed into target/tools and does not start from there")
}
