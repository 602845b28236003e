//! The wasm-bindgen program, which must be of the very version of the library in use.

use std::path::PathBuf;

use anyhow::{Context as _, Result};

use super::cargo_tool::CargoTool;
use crate::workspace::Workspace;

const PROGRAM: &str = "wasm-bindgen";

/// Finds wasm-bindgen at the lock file's version or builds it, and gives its program file.
pub fn ensure(workspace: &Workspace) -> Result<PathBuf> {
    let lock = std::fs::read_to_string(workspace.root.join("Cargo.lock"))
        .context("Cargo.lock cannot be read; it belongs to the project, so restore it from git")?;
    let version = locked_version(&lock, PROGRAM).context("Cargo.lock names no wasm-bindgen")?;
    let tool = CargoTool {
        program: PROGRAM,
        package: "wasm-bindgen-cli",
        version,
        // Its release pins packages that not every registry has any more.
        locked: false,
        // Not its runner of tests.
        less: &["--bin", PROGRAM],
        wheel: None,
        takes: "a minute",
    };
    tool.ensure(workspace)
}

/// The version of a package in the text of a `Cargo.lock`, where each package is a block
/// with a line `name = "…"` and, right after it, a line `version = "…"`.
fn locked_version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    lines
        .nth(1)?
        .strip_prefix("version = \"")?
        .strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::locked_version;

    #[test]
    fn the_locked_version_is_that_of_the_package_with_exactly_this_name() {
        let lock = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.80\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(locked_version(lock, "wasm"), None);
    }
}
