//! The tools that the build and the tests use: found where they are, installed where not.
//!
//! A tool counts as found only at the version that the project pins, since a build with
//! another one differs or breaks: wasm-bindgen refuses another library's output, and an
//! old wasm-opt makes a module that dies in the browser. Whatever is installed goes into
//! `target/tools` and the `node_modules` beside each `package.json`; only the Rust targets and components
//! (by rustup) and the browsers (by apt) go to the machine.

mod apt_get;
pub mod cargo_fuzz;
mod cargo_tool;
pub mod chromium;
mod engines;
pub mod node;
mod rustup;
pub mod search_path;
pub mod web_servers;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

use crate::step;
use crate::workspace::Workspace;
use cargo_tool::{CARGO_DENY, TRUNK};

/// What a build of the panel needs.
pub struct BuildTools {
    /// Trunk's program file.
    pub trunk: PathBuf,
    /// The search path under which Trunk finds our wasm-bindgen and wasm-opt first.
    pub path: OsString,
    /// esbuild's program file.
    pub esbuild: PathBuf,
    /// wasm-opt's.
    pub wasm_opt: PathBuf,
}

impl BuildTools {
    /// Has esbuild bundle and minify, in that folder, for the browsers that the panel is for.
    pub fn esbuild(&self, folder: &Path, arguments: &[&str]) -> Result<()> {
        step::run(
            Command::new(&self.esbuild)
                .args(["--bundle", "--minify", "--target=es2022"])
                .args(["--legal-comments=none", "--log-level=warning"])
                .arg("--allow-overwrite")
                .args(arguments)
                .current_dir(folder),
            "esbuild cannot read what is named above.",
        )
    }
}

/// Sets up everything that `dist` needs.
pub fn for_build(workspace: &Workspace) -> Result<BuildTools> {
    node::ensure(workspace)?;
    rustup::ensure_wasm_target(workspace)?;
    let trunk = TRUNK.ensure(workspace)?;
    let wasm_bindgen = cargo_tool::wasm_bindgen(workspace)?;
    cargo_tool::clean(workspace)?;

    let folder = wasm_bindgen.parent().map(PathBuf::from);
    let path = search_path::with_first(folder.into_iter().chain([node::programs(workspace)]))?;
    Ok(BuildTools {
        trunk,
        path,
        esbuild: program(workspace, "esbuild"),
        wasm_opt: program(workspace, "wasm-opt"),
    })
}

/// Sets up everything that the native checks need.
pub fn for_native_tests(workspace: &Workspace) -> Result<()> {
    rustup::ensure_component(workspace, "rustfmt", "fmt")?;
    rustup::ensure_component(workspace, "clippy", "clippy")?;
    rustup::ensure_wasm_target(workspace)
}

/// Sets up the check of the crates and gives its program file.
pub fn cargo_deny(workspace: &Workspace) -> Result<PathBuf> {
    let program = CARGO_DENY.ensure(workspace)?;
    cargo_tool::clean(workspace)?;
    Ok(program)
}

/// Sets up a browser for tests and measurements and gives its program file.
pub fn chromium(workspace: &Workspace) -> Result<PathBuf> {
    node::ensure(workspace)?;
    let browser = chromium::ensure(workspace)?;
    chromium::ensure_chinese_font(workspace);
    Ok(browser)
}

/// Sets up the browsers beside Chromium and gives their programs.
pub fn engines(workspace: &Workspace) -> Result<engines::Programs> {
    node::ensure(workspace)?;
    engines::ensure(workspace)
}

/// A command that runs a program of an npm package, such as `playwright`.
pub fn npm_program(workspace: &Workspace, name: &str) -> Command {
    workspace.command(program(workspace, name))
}

fn program(workspace: &Workspace, name: &str) -> PathBuf {
    let end = if cfg!(windows) { ".cmd" } else { "" };
    node::programs(workspace).join(format!("{name}{end}"))
}
