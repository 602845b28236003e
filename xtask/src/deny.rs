//! What the crates may be, by `deny.toml`: their licences, versions and sources, and what is
//! known against them.

use std::path::Path;
use std::process::Command;

use anyhow::Result;

use crate::step;
use crate::workspace::Workspace;

/// Checks all of it with the program `cargo_deny`. What is known against a crate stands in a
/// repository on GitHub: where that cannot be reached, this one check is left out, and said so.
pub fn check(workspace: &Workspace, cargo_deny: &Path) -> Result<()> {
    step::heading("cargo deny", "licences, duplicates, sources, advisories");
    // A lint on a duplicate that is no more would hide the next one of that name.
    step::run(
        deny(workspace, cargo_deny)
            .args(["check", "--deny", "unmatched-skip"])
            .args(["--deny", "unnecessary-skip", "bans", "licenses", "sources"]),
        "deny.toml says what is allowed, and why; the messages above name the crate.",
    )?;
    let fetched = step::answer(deny(workspace, cargo_deny).args(["fetch", "db"]));
    if fetched.is_none() {
        println!("   advisories: skipped, their database cannot be reached from here");
        return Ok(());
    }
    step::run(
        deny(workspace, cargo_deny).args(["check", "advisories"]),
        "Take a version of the crate that has the fault mended; the messages above name both.",
    )
}

fn deny(workspace: &Workspace, program: &Path) -> Command {
    let mut command = workspace.command(program);
    command.arg("--locked");
    command
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::PathBuf;

    use serde_json::Value;

    fn repository() -> PathBuf {
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..")
    }

    /// The modules that a script asks for.
    fn imports(text: &str) -> Vec<&str> {
        let mut found = Vec::new();
        for mark in [
            "from '",
            "from \"",
            "import '",
            "import \"",
            "import('",
            "import(\"",
        ] {
            let behind = text.split(mark).skip(1);
            found.extend(behind.filter_map(|rest| rest.split(['\'', '"']).next()));
        }
        found
    }

    #[test]
    fn the_panels_scripts_are_made_of_its_own_modules_and_no_package() {
        let modules = repository().join("src/boot");
        let mut seen = 0;
        for entry in fs::read_dir(&modules).unwrap() {
            let file = entry.unwrap().path();
            if file.extension().is_none_or(|end| end != "js") {
                continue;
            }
            let text = fs::read_to_string(&file).unwrap();
            for module in imports(&text) {
                let is_relative = module.starts_with("./") || module.starts_with("../i18n/");
                // `files.js` is written by the build.
                let is_ours = module == "./files.js" || modules.join(module).is_file();
                let own = is_relative && is_ours;
                assert!(own, "{} imports {module}", file.display());
                seen += 1;
            }
            assert!(!text.contains("require("), "{}", file.display());
        }
        assert!(seen > 20, "{seen} imports");
    }

    #[test]
    fn npm_brings_tools_alone() {
        let text = fs::read_to_string(repository().join("tests/browser/package.json")).unwrap();
        let package: Value = serde_json::from_str(&text).unwrap();
        assert!(package.get("dependencies").is_none());
        assert!(package.get("devDependencies").is_some());
    }
}
