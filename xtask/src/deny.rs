//! What the crates may be, by `deny.toml`: their licences, versions and sources, and what is
//! known against them.

use std::path::Path;

use anyhow::Result;

use crate::step;
use crate::workspace::Workspace;

/// Checks all of it with the program `cargo_deny`. What is known against a crate stands in a
/// repository on GitHub: where that cannot be reached, this one check is left out, and said so.
pub fn check(workspace: &Workspace, cargo_deny: &Path) -> Result<()> {
    step::heading("cargo deny", "licences, duplicates, sources, advisories");
    let deny = |words: &str| {
        let mut command = workspace.command(cargo_deny);
        command.arg("--locked").args(words.split(' '));
        command
    };
    // A lint on a duplicate that is no more would hide the next one of that name.
    step::run(
        &mut deny("check --deny unmatched-skip --deny unnecessary-skip bans licenses sources"),
        "deny.toml says what is allowed, and why; the messages above name the crate.",
    )?;
    let fetched = step::answer(&mut deny("fetch db"));
    if fetched.is_none() {
        println!("   advisories: skipped, their database cannot be reached from here");
        return Ok(());
    }
    step::run(
        &mut deny("check advisories"),
        "Take a version of the crate that has the fault mended; the messages above name both.",
    )
}
