//! Whether a build can be repeated: the same sources, built in another folder with another
//! build folder, give the same files, byte for byte.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use crate::dist_files::file_names;
use crate::tools::BuildTools;
use crate::workspace::Workspace;
use crate::{archive, dist, step};

/// Builds the sources of `workspace` once more, elsewhere, and compares folder and archive
/// with what stands there. The second build's own folder stays in the build folder, so
/// that what has not changed need not be compiled again; the panel itself always is.
pub fn check(workspace: &Workspace, tools: &BuildTools) -> Result<()> {
    step::heading(
        "The same again",
        "a second build in another folder; 2 minutes at first",
    );
    let place = workspace.target.join("reproducible");
    let again = Workspace {
        root: place.join("source"),
        target: place.join("target"),
    };
    copy_sources(workspace, &again.root)?;
    dist::build(&again, tools)?;

    let mut different = differences(&workspace.dist(), &again.dist())?;
    if fs::read(archive::path(workspace))? != fs::read(archive::path(&again))? {
        different.push("the archive".to_owned());
    }
    if !different.is_empty() {
        bail!(
            "two builds of the same sources differ in {}\nCompare {} with {}.",
            different.join(", "),
            workspace.shown(&workspace.dist()),
            again.dist().display()
        );
    }
    println!("   all files are the same");
    Ok(())
}

/// Makes `copy` a repository with the same commit and the same files, changed and new ones
/// included, but without what git ignores.
fn copy_sources(workspace: &Workspace, copy: &Path) -> Result<()> {
    let git = |words: &[&str]| -> Result<String> {
        step::answer(workspace.command("git").args(words))
            .with_context(|| format!("`git {}` failed; a second build needs git", words.join(" ")))
    };
    if copy.exists() {
        fs::remove_dir_all(copy)?;
    }
    let target = copy.display().to_string();
    git(&[
        "clone",
        "--quiet",
        "--shared",
        "--no-checkout",
        ".",
        &target,
    ])?;
    let commit = git(&["rev-parse", "HEAD"])?;
    git(&["-C", &target, "reset", "--quiet", &commit])?;
    let files = git(&[
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
    ])?;
    for name in files.split('\0').filter(|name| !name.is_empty()) {
        let (from, to) = (workspace.root.join(name), copy.join(name));
        // A deleted file is listed still.
        if from.exists() {
            fs::create_dir_all(to.parent().unwrap_or(copy))?;
            fs::copy(&from, to).with_context(|| format!("{name} cannot be copied"))?;
        }
    }
    Ok(())
}

/// The names of the files that stand in one folder alone, or are not the same in both.
fn differences(one: &Path, other: &Path) -> Result<Vec<String>> {
    let names: BTreeSet<String> = [one, other]
        .into_iter()
        .map(file_names)
        .collect::<Result<Vec<_>>>()?
        .into_iter()
        .flatten()
        .collect();
    let bytes = |folder: &Path, name: &str| fs::read(PathBuf::from(folder).join(name)).ok();
    Ok(names
        .into_iter()
        .filter(|name| bytes(one, name) != bytes(other, name))
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_and_a_changed_file_are_differences() {
        let place = std::env::temp_dir().join(format!("same-again-{}", std::process::id()));
        let (one, other) = (place.join("1"), place.join("2"));
        for (folder, files) in [
            (&one, [("same", "1"), ("changed", "1"), ("mine", "1")]),
            (&other, [("same", "1"), ("changed", "2"), ("yours", "1")]),
        ] {
            fs::create_dir_all(folder).unwrap();
            for (name, text) in files {
                fs::write(folder.join(name), text).unwrap();
            }
        }
        let found = differences(&one, &other);
        fs::remove_dir_all(&place).unwrap();
        assert_eq!(found.unwrap(), ["changed", "mine", "yours"]);
    }
}
