//! Whether a build can be repeated: the same sources, built in another folder with another
//! build folder, give the same files, byte for byte.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail};

use crate::tools::BuildTools;
use crate::workspace::Workspace;
use crate::{archive, dist, manifest, step};

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

    let sums = |workspace: &Workspace| fs::read_to_string(workspace.dist().join(manifest::SUMS));
    let mut different = differences(&sums(workspace)?, &sums(&again)?);
    // It holds what has no checksum, too.
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
    let git = |words: &str| -> Result<String> {
        step::answer(&mut workspace.line(&format!("git {words}")))
            .with_context(|| format!("`git {words}` failed; a second build needs git"))
    };
    if copy.exists() {
        fs::remove_dir_all(copy)?;
    }
    let mut clone = workspace.line("git clone --quiet --shared --no-checkout .");
    step::run(clone.arg(copy), "A second build needs git.")?;
    let commit = git("rev-parse HEAD")?;
    let mut reset = workspace.line("git reset --quiet");
    step::run(
        reset.arg(commit).current_dir(copy),
        "A second build needs git.",
    )?;
    let files = git("ls-files -z --cached --others --exclude-standard")?;
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

/// The names of the files that stand in one list of checksums alone, or not with the same in both.
fn differences(one: &str, other: &str) -> Vec<String> {
    let [one, other] = [one, other].map(|sums| sums.lines().collect::<BTreeSet<_>>());
    let lines = one.symmetric_difference(&other);
    let names: BTreeSet<&str> = lines
        .filter_map(|line| Some(line.split_once("  ")?.1))
        .collect();
    names.into_iter().map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::differences;

    #[test]
    fn a_missing_and_a_changed_file_are_differences() {
        let found = differences(
            "1  same\n1  changed\n1  mine\n",
            "1  same\n2  changed\n1  yours\n",
        );
        assert_eq!(found, ["changed", "mine", "yours"]);
    }
}
