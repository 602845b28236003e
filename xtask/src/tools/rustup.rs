//! Parts of the Rust toolchain that rustup brings: the wasm target, rustfmt, clippy.

use std::path::Path;

use anyhow::Result;

use crate::step;
use crate::workspace::Workspace;

const TARGET: &str = "wasm32-unknown-unknown";

/// Adds the standard library for the browser where it is missing.
pub fn ensure_wasm_target(workspace: &Workspace) -> Result<()> {
    let question = format!("rustc --print=target-libdir --target {TARGET}");
    let libraries = step::answer(&mut workspace.line(&question));
    if libraries.is_some_and(|folder| Path::new(&folder).is_dir()) {
        return Ok(());
    }
    add(workspace, "target", TARGET)
}

/// Adds a component where its Cargo command does not answer.
pub fn ensure_component(workspace: &Workspace, component: &str, command: &str) -> Result<()> {
    if step::answer(&mut workspace.cargo(&format!("{command} --version"))).is_some() {
        return Ok(());
    }
    add(workspace, "component", component)
}

fn add(workspace: &Workspace, kind: &str, name: &str) -> Result<()> {
    step::heading(
        name,
        "added to the Rust toolchain by rustup; a minute at most",
    );
    step::run(
        workspace.command("rustup").args([kind, "add", name]),
        &format!(
            "The Rust toolchain lacks the {kind} `{name}`. With rustup from https://rustup.rs it is \
             one command; a Rust from elsewhere needs its own package for it."
        ),
    )
}
