//! The files of `dist/`: what they are called, and how the scripts know them.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail, ensure};
use serde_json::{Value, json};

use crate::checksum;

/// What the operator edits: a compressed copy would go on saying what stood there before.
pub const EDITED: &str = "config.json";

/// The name with Trunk's hash, `-` and up to 16 hexadecimal digits before the extension
/// or before wasm-bindgen's `_bg`, replaced by the start of the bytes' SHA-256; `None` where
/// it has no hash. Eight digits tell the versions of one file apart, and should two ever
/// share them, the integrity tells those.
pub fn content_name(name: &str, bytes: &[u8]) -> Option<String> {
    let (stem, extension) = name.split_once('.')?;
    let (stem, suffix) = match stem.strip_suffix("_bg") {
        Some(stem) => (stem, "_bg"),
        None => (stem, ""),
    };
    let (base, hash) = stem.rsplit_once('-')?;
    let is_hash = (12..=16).contains(&hash.len()) && hash.bytes().all(|b| b.is_ascii_hexdigit());
    is_hash.then(|| {
        let hash: String = checksum::hex(bytes).chars().take(8).collect();
        format!("{base}-{hash}{suffix}.{extension}")
    })
}

/// The names of the files that stand in a folder itself, in their order.
pub fn file_names(folder: &Path) -> Result<Vec<String>> {
    let entries =
        fs::read_dir(folder).with_context(|| format!("{} cannot be read", folder.display()))?;
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            names.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    names.sort();
    if names.is_empty() {
        bail!("{} holds no file", folder.display());
    }
    Ok(names)
}

/// The first of them whose name begins and ends so.
pub fn file_named(folder: &Path, start: &str, end: &str) -> Result<String> {
    let mut names = file_names(folder)?.into_iter();
    names
        .find(|name| name.starts_with(start) && name.ends_with(end))
        .with_context(|| format!("{} holds no {start}…{end}", folder.display()))
}

/// Writes `new` in the place of `old`, which must stand in the file.
pub fn replace(file: &Path, old: &str, new: &str) -> Result<()> {
    let text = fs::read_to_string(file)?;
    ensure!(text.contains(old), "{} lacks {old}", file.display());
    fs::write(file, text.replace(old, new))?;
    Ok(())
}

/// What stands behind the last dot of the name; nothing where there is none.
pub fn extension(file: &Path) -> &str {
    file.extension()
        .and_then(|text| text.to_str())
        .unwrap_or("")
}

/// Names a file after what it holds, and gives that name.
pub fn name_by_content(dist: &Path, name: &str) -> Result<String> {
    let file = dist.join(name);
    let named = content_name(name, &fs::read(&file)?).context("the name has no hash")?;
    fs::rename(file, dist.join(&named))?;
    Ok(named)
}

/// Names a file after what it holds; gives what the scripts know it by, its address beside them
/// and its integrity.
pub fn named_file(dist: &Path, name: &str) -> Result<Value> {
    let name = name_by_content(dist, name)?;
    let integrity = checksum::integrity(&fs::read(dist.join(&name))?);
    Ok(json!({ "href": format!("./{name}"), "integrity": integrity }))
}

/// A folder of these files that goes with the value.
#[cfg(test)]
pub fn folder_of(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let file = folder.path().join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    folder
}

#[cfg(test)]
mod tests {
    use super::content_name;

    #[test]
    fn a_hashed_name_follows_the_bytes_of_the_file() {
        let name = "cec-agent-panel-b6853283acbad018_bg.wasm";
        let named = content_name(name, b"123456789").unwrap();
        assert_eq!(named, "cec-agent-panel-15e2b0d3_bg.wasm");
        assert_ne!(content_name(name, b"12345678").unwrap(), named);
    }

    #[test]
    fn a_name_without_a_hash_stays() {
        for name in [
            "index.html",
            "config.json",
            "cec-agent-panel.js",
            "no-extension",
        ] {
            assert_eq!(content_name(name, b""), None, "{name}");
        }
    }
}
