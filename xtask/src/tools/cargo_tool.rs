//! Tools that Cargo builds from source: found at an exact version, or installed.

use std::env::consts::EXE_SUFFIX;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::step;
use crate::workspace::Workspace;

/// Finds `program` at exactly `version` in `target/tools`, on the search path or in
/// Cargo's own folder of programs, in this order.
pub fn find(workspace: &Workspace, program: &str, version: &str) -> Option<PathBuf> {
    let search_path = std::env::var_os("PATH").unwrap_or_default();
    let cargo_home = std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| Some(std::env::home_dir()?.join(".cargo")));
    std::iter::once(workspace.tools().join("bin"))
        .chain(std::env::split_paths(&search_path))
        .chain(cargo_home.map(|home| home.join("bin")))
        .map(|folder| folder.join(format!("{program}{EXE_SUFFIX}")))
        .filter(|file| file.is_file())
        .find(|file| {
            step::answer(Command::new(file).arg("--version"))
                .is_some_and(|text| version_in(&text) == Some(version))
        })
}

/// Builds a package's programs into `target/tools/bin`.
///
/// `locked` takes the dependencies that the package's authors released it with.
pub fn install(workspace: &Workspace, package: &str, version: &str, locked: bool) -> Result<()> {
    // Beside the tools, not in a build folder that may be shared with other projects; it
    // stays until the tool is there, so that a second try goes on where the first stopped.
    let build = workspace.tools().join("build");
    let mut command = workspace.command("cargo");
    command
        .args(["install", package, "--version", version, "--force"])
        .args(locked.then_some("--locked"))
        .arg("--root")
        .arg(workspace.tools())
        // The tools run for seconds: a quick build is worth more than a fast program.
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
        .env("CARGO_PROFILE_RELEASE_LTO", "false")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
        .env("CARGO_PROFILE_RELEASE_PANIC", "unwind")
        .env("CARGO_TARGET_DIR", &build);
    step::run(
        &mut command,
        "It needs crates.io and a C linker (Debian: `apt-get install build-essential`). \
         Once its cause is mended, start the same command again: what is done stays done.",
    )?;
    std::fs::remove_dir_all(&build).context("target/tools/build cannot be removed")
}

/// The version in what a program says about itself: the second word of `trunk 0.21.14`.
fn version_in(text: &str) -> Option<&str> {
    text.split_whitespace().nth(1)
}

#[cfg(test)]
mod tests {
    use super::version_in;

    #[test]
    fn a_version_is_read_with_and_without_a_commit_behind_it() {
        assert_eq!(version_in("trunk 0.21.14"), Some("0.21.14"));
        assert_eq!(
            version_in("wasm-bindgen 0.2.130 (27c7a4d06)"),
            Some("0.2.130")
        );
        assert_eq!(version_in(""), None);
    }
}
