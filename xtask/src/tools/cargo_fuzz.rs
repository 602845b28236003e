//! cargo-fuzz, and the nightly toolchain that it needs.

use std::path::PathBuf;

use super::cargo_tool::{self, CARGO_FUZZ};
use crate::step;
use crate::workspace::Workspace;

/// Finds cargo-fuzz or brings it, and gives its program file; or a sentence that says why
/// there is no fuzzing on this machine.
pub fn ensure(workspace: &Workspace) -> Result<PathBuf, String> {
    let nightly = ["run", "nightly", "rustc", "--version"];
    if step::answer(workspace.command("rustup").args(nightly)).is_none() {
        return Err("there is no nightly toolchain (`rustup toolchain install nightly`)".into());
    }
    CARGO_FUZZ
        .ensure(workspace)
        .and_then(|program| cargo_tool::clean(workspace).map(|()| program))
        .map_err(|error| format!("cargo-fuzz cannot be installed: {error:#}"))
}
