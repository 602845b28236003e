//! What the folder holds, written into the folder itself: `manifest.json` for programs, and
//! `sha256sums.txt` for `sha256sum --check`, which tells whether a copy is whole.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::Result;
use serde_json::{Value, json};

use crate::checksum;
use crate::dist_files::{EDITED, extension, file_names};
use crate::revision::Revision;
use crate::workspace::Workspace;

/// The files that this module writes.
const MANIFEST: &str = "manifest.json";
pub const SUMS: &str = "sha256sums.txt";

/// The version of the manifest's format.
const FORMAT: u32 = 1;

/// Kinds of files that a page loads by an element that takes an `integrity`.
const LOADED: [&str; 3] = ["js", "css", "wasm"];

/// Kinds of compressed copies.
const COPIES: [&str; 2] = ["br", "gz"];

/// Writes both files into `dist`, whose other files are all there.
///
/// The manifest is one object: `format` (1), `name`, `version`, `commit` (40 hexadecimal
/// digits; null where the sources were no repository), `modified` (whether the sources
/// differed from that commit), and `files`, sorted by name. Each file has `name`; `size` in
/// bytes; `sha256` in hexadecimal digits; `hashed`, whether the name follows the content, so
/// that it may be kept for ever; for what pages load also `integrity`, as the attribute of
/// that name wants it; and `br` and `gz`, the sizes in bytes of the compressed copies that
/// stand beside it.
pub fn write(workspace: &Workspace, dist: &Path) -> Result<()> {
    let revision = Revision::of(workspace);
    let names = file_names(dist)?;
    let files = names
        .iter()
        .filter(|name| !is_copy(name))
        .map(|name| described(dist, name))
        .collect::<Result<Vec<Value>>>()?;
    let manifest = json!({
        "format": FORMAT,
        "name": "cec-agent-panel",
        "version": env!("CARGO_PKG_VERSION"),
        "commit": revision.commit,
        "modified": revision.is_modified,
        "files": files,
    });
    fs::write(dist.join(MANIFEST), format!("{manifest:#}\n"))?;

    let mut sums = String::new();
    // The operator's own settings are no damage.
    for name in file_names(dist)?.iter().filter(|name| *name != EDITED) {
        let hash = checksum::hex(&fs::read(dist.join(name))?);
        let _ = writeln!(sums, "{hash}  {name}");
    }
    fs::write(dist.join(SUMS), sums)?;
    Ok(())
}

fn described(dist: &Path, name: &str) -> Result<Value> {
    let bytes = fs::read(dist.join(name))?;
    let mut file = json!({
        "name": name,
        "size": bytes.len(),
        "sha256": checksum::hex(&bytes),
        "hashed": name.contains(checksum::hex(&bytes).get(..8).unwrap_or(name)),
    });
    let mut set = |key: &str, value: Value| {
        if let Some(file) = file.as_object_mut() {
            file.insert(key.to_owned(), value);
        }
    };
    if LOADED.contains(&extension(Path::new(name))) {
        set("integrity", checksum::integrity(&bytes).into());
    }
    for kind in COPIES {
        if let Ok(copy) = fs::metadata(dist.join(name).with_added_extension(kind)) {
            set(kind, copy.len().into());
        }
    }
    Ok(file)
}

fn is_copy(name: &str) -> bool {
    COPIES.contains(&extension(Path::new(name)))
}
