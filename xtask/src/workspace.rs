//! Where things stand: the repository, its build folder, its tools.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};
use serde_json::Value;

/// The repository's folders, all as absolute paths, wherever the command was started.
pub struct Workspace {
    /// The folder of the workspace's `Cargo.toml`.
    pub root: PathBuf,
    /// Cargo's build folder: `target`, or what `CARGO_TARGET_DIR` or Cargo's configuration says.
    pub target: PathBuf,
}

impl Workspace {
    /// Asks Cargo for the folders; fails where Cargo did not start this program.
    pub fn locate() -> Result<Self> {
        let xtask = std::env::var_os("CARGO_MANIFEST_DIR")
            .context("start this program as `cargo xtask`: Cargo tells it where the project is")?;
        let metadata = ["metadata", "--no-deps", "--format-version=1"];
        let mut cargo = Command::new("cargo");
        let output = cargo.args(metadata).current_dir(&xtask).output();
        let output = output.context("`cargo metadata` does not start")?;
        let metadata: Value = serde_json::from_slice(&output.stdout).with_context(|| {
            let message = String::from_utf8_lossy(&output.stderr);
            format!("`cargo metadata` does not describe the workspace: {message}")
        })?;
        let folder = |key: &str| {
            let path = metadata.get(key).and_then(Value::as_str);
            path.with_context(|| format!("`cargo metadata` names no `{key}`"))
        };
        Ok(Self {
            root: folder("workspace_root")?.into(),
            target: folder("target_directory")?.into(),
        })
    }

    /// A command that runs in the repository's root, whatever folder the user is in.
    pub fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root);
        command
    }

    /// A command like that, whose arguments are the words behind the first.
    pub fn line(&self, line: &str) -> Command {
        let mut words = line.split_whitespace();
        let mut command = self.command(words.next().unwrap_or_default());
        command.args(words);
        command
    }

    /// Cargo with these words.
    pub fn cargo(&self, words: &str) -> Command {
        self.line(&format!("cargo {words}"))
    }

    /// The folder to serve.
    pub fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// The browser tests, whose `package.json` also pins the npm tools of the build.
    pub fn browser_tests(&self) -> PathBuf {
        self.root.join("tests").join("browser")
    }

    /// The tools that the project installed for itself. They stay with the repository, so
    /// that a build elsewhere (`CARGO_TARGET_DIR`) finds them too.
    pub fn tools(&self) -> PathBuf {
        self.root.join("target").join("tools")
    }

    /// A path as the user would write it from the root, for messages.
    pub fn shown(&self, path: &Path) -> String {
        path.strip_prefix(&self.root)
            .unwrap_or(path)
            .display()
            .to_string()
    }
}
