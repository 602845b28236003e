//! The folder to serve and what an operator needs beside it, as one file with its checksum.
//!
//! Two builds of one commit make the same bytes: files are sorted, belong to root, and
//! are all as old as the commit. They are not simply as old as can be, because web servers
//! tell the versions of `index.html` apart by its time and size.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use crate::checksum;
use crate::compress::gzip;
use crate::revision::Revision;
use crate::workspace::Workspace;

/// What the archive's one folder is called.
const NAME: &str = concat!("cec-agent-panel-", env!("CARGO_PKG_VERSION"));

/// What the archive holds of the repository, files and whole folders.
const PARTS: [&str; 8] = [
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "LICENSE",
    "README.md",
    "SECURITY.md",
    "deploy",
    "dist",
    "docs",
];

/// Packs `dist/` and the rest into `dist/cec-agent-panel-VERSION.tar.gz` in the build
/// folder, with a `.sha256` beside it for `sha256sum --check`; gives the archive's path.
pub fn pack(workspace: &Workspace) -> Result<PathBuf> {
    let mut files = Vec::new();
    for part in PARTS {
        collect(&workspace.root.join(part), &mut files)?;
    }
    let moment = Revision::of(workspace).moment;
    let packed = gzip(&tar(&workspace.root, NAME, &files, moment)?)?;

    let archive = path(workspace);
    let sum = format!("{}  {NAME}.tar.gz\n", checksum::hex(&packed));
    fs::create_dir_all(workspace.target.join("dist"))?;
    fs::write(archive.with_added_extension("sha256"), sum)?;
    fs::write(&archive, packed)
        .with_context(|| format!("{} cannot be written", archive.display()))?;
    Ok(archive)
}

/// Where the archive of this version stands.
pub fn path(workspace: &Workspace) -> PathBuf {
    let dist = workspace.target.join("dist");
    dist.join(NAME).with_added_extension("tar.gz")
}

/// The tar file of these files below `root`, in a folder called `name`.
fn tar(root: &Path, name: &str, files: &[PathBuf], moment: u64) -> Result<Vec<u8>> {
    let mut builder = tar::Builder::new(Vec::new());
    for file in files {
        let bytes = fs::read(file).with_context(|| format!("{} cannot be read", file.display()))?;
        let mut header = tar::Header::new_gnu();
        header.set_size(u64::try_from(bytes.len())?);
        header.set_mode(0o644);
        header.set_mtime(moment);
        header.set_uid(0);
        header.set_gid(0);
        let inside = Path::new(name).join(file.strip_prefix(root)?);
        builder.append_data(&mut header, inside, bytes.as_slice())?;
    }
    Ok(builder.into_inner()?)
}

/// Adds the file, or all files of the folder and its folders, sorted.
fn collect(path: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    if !path.is_dir() {
        files.push(path.to_owned());
        return Ok(());
    }
    let mut entries = fs::read_dir(path)?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<Vec<_>>>()?;
    entries.sort();
    for entry in entries {
        collect(&entry, files)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dist_files::folder_of;

    #[test]
    fn an_archive_depends_on_nothing_but_names_bytes_and_the_commits_time() {
        let packed = |order: [&str; 2]| {
            let root = folder_of(&order.map(|name| (name, name)));
            let mut files = Vec::new();
            collect(&root.path().join("dist"), &mut files).unwrap();
            tar(root.path(), "panel-1", &files, 1_000).unwrap()
        };
        let first = packed(["dist/deep/b.js", "dist/a.js"]);
        assert!(first == packed(["dist/a.js", "dist/deep/b.js"]));

        let mut archive = tar::Archive::new(first.as_slice());
        let entries = archive.entries().unwrap().map(|entry| {
            let entry = entry.unwrap();
            let header = entry.header();
            let path = entry.path().unwrap().display().to_string();
            (path, header.mtime().unwrap(), header.mode().unwrap())
        });
        assert_eq!(
            entries.collect::<Vec<_>>(),
            [
                ("panel-1/dist/a.js".to_owned(), 1_000, 0o644),
                ("panel-1/dist/deep/b.js".to_owned(), 1_000, 0o644),
            ]
        );
    }
}
