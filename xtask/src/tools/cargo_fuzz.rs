//! cargo-fuzz, which drives libFuzzer, and the nightly toolchain that it needs.

use std::path::PathBuf;

use super::cargo_tool;
use crate::step;
use crate::workspace::Workspace;

const VERSION: &str = "0.13.2";

/// Finds cargo-fuzz or builds it, and gives its program file; or a sentence that says why
/// there is no fuzzing on this machine.
pub fn ensure(workspace: &Workspace) -> Result<PathBuf, String> {
    let nightly = ["run", "nightly", "rustc", "--version"];
    if step::answer(workspace.command("rustup").args(nightly)).is_none() {
        return Err("there is no nightly toolchain (`rustup toolchain install nightly`)".into());
    }
    if let Some(found) = cargo_tool::find(workspace, "cargo-fuzz", VERSION) {
        return Ok(found);
    }
    step::heading(
        &format!("cargo-fuzz {VERSION}"),
        "built from source into target/tools; once, a minute",
    );
    cargo_tool::install(workspace, "cargo-fuzz", VERSION, true)
        .map_err(|error| format!("cargo-fuzz cannot be installed: {error:#}"))?;
    cargo_tool::find(workspace, "cargo-fuzz", VERSION)
        .ok_or_else(|| "cargo-fuzz was installed and does not start".into())
}
