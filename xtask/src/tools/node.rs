//! Node.js, which must be there, and npm packages: those of the build and the browser tests,
//! and those of the examples.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, ensure};

use crate::step;
use crate::workspace::Workspace;

/// The oldest Node.js that Playwright and the other packages support.
const OLDEST: u32 = 20;

/// Checks Node.js and installs the packages of the build and the browser tests.
pub fn ensure(workspace: &Workspace) -> Result<()> {
    let major = "node --print parseInt(process.versions.node)";
    let version = step::answer(&mut workspace.line(major)).context("Node.js is missing");
    let version = version.and_then(|version| {
        let is_new = version.parse().is_ok_and(|version: u32| version >= OLDEST);
        ensure!(is_new, "Node.js {version} is too old");
        Ok(())
    });
    version
        .with_context(|| format!("install Node.js {OLDEST} or later from https://nodejs.org"))?;
    install(
        workspace,
        &workspace.browser_tests(),
        "wasm-opt, esbuild, Playwright, axe, TypeScript and Vite",
    )
}

/// Installs the packages that the `package-lock.json` of a folder pins, unless they are
/// there. `what` names the chief ones.
pub fn install(workspace: &Workspace, folder: &Path, what: &str) -> Result<()> {
    // A copy of the lock file in `node_modules` tells that these packages are complete.
    let lock = folder.join("package-lock.json");
    let wanted = std::fs::read(&lock)
        .with_context(|| format!("{} cannot be read", workspace.shown(&lock)))?;
    let mark = folder.join("node_modules").join(".installed-from");
    if std::fs::read(&mark).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    step::heading(
        "npm packages",
        &format!("{what} into {}; a minute at most", workspace.shown(folder)),
    );
    step::run(
        npm(workspace, "ci --loglevel=error").current_dir(folder),
        "It needs npm, which comes with Node.js (Debian: `apt-get install npm`), and the npm registry.",
    )?;
    std::fs::write(&mark, wanted).context("the npm packages cannot be marked as complete")
}

/// npm with these words, to run in some folder.
pub fn npm(workspace: &Workspace, words: &str) -> Command {
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    workspace.line(&format!("{npm} {words}"))
}

/// The folder of the programs of the browser tests' packages, wasm-opt among them.
pub fn programs(workspace: &Workspace) -> PathBuf {
    workspace.browser_tests().join("node_modules").join(".bin")
}
