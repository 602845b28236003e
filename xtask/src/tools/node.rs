//! Node.js, which must be there, and the npm packages of the build and the browser tests.

use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};

use crate::step;
use crate::workspace::Workspace;

/// The oldest Node.js that Playwright and the other packages support.
const OLDEST: u32 = 20;

/// Checks Node.js and installs the packages that `package-lock.json` pins: wasm-opt,
/// esbuild, Playwright and axe.
pub fn ensure(workspace: &Workspace) -> Result<()> {
    let answer = step::answer(workspace.command("node").arg("--version"));
    match answer.as_deref().map(major) {
        None => {
            bail!("Node.js is missing: install version {OLDEST} or later from https://nodejs.org")
        }
        Some(Some(version)) if version >= OLDEST => {}
        Some(_) => bail!(
            "Node.js {} is too old: install version {OLDEST} or later from https://nodejs.org",
            answer.unwrap_or_default()
        ),
    }

    // A copy of the lock file in `node_modules` tells that these packages are complete.
    let lock = workspace.browser_tests().join("package-lock.json");
    let wanted = std::fs::read(&lock)
        .with_context(|| format!("{} cannot be read", workspace.shown(&lock)))?;
    let mark = packages(workspace).join(".installed-from");
    if std::fs::read(&mark).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    step::heading(
        "npm packages",
        "wasm-opt, esbuild, Playwright and axe into tests/browser; a minute at most",
    );
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    step::run(
        workspace
            .command(npm)
            .arg("ci")
            .current_dir(workspace.browser_tests()),
        "It needs npm, which comes with Node.js (Debian: `apt-get install npm`), and the npm registry.",
    )?;
    std::fs::write(&mark, wanted).context("the npm packages cannot be marked as complete")
}

/// The folder of the installed packages.
pub fn packages(workspace: &Workspace) -> PathBuf {
    workspace.browser_tests().join("node_modules")
}

/// The folder of their programs, wasm-opt among them.
pub fn programs(workspace: &Workspace) -> PathBuf {
    packages(workspace).join(".bin")
}

/// The first number of a version such as `v20.11.1`.
fn major(version: &str) -> Option<u32> {
    version.strip_prefix('v')?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::major;

    #[test]
    fn the_major_version_of_node_is_its_first_number() {
        assert_eq!(major("v20.20.2"), Some(20));
        assert_eq!(major("v8.17.0"), Some(8));
        assert_eq!(major("20"), None);
    }
}
