//! Programs of the machine itself.

use std::env::consts::EXE_SUFFIX;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::step;

/// The files of a name in the folders of the search path.
pub fn on_search_path(name: &str) -> impl Iterator<Item = PathBuf> + use<> {
    let search_path = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = std::env::split_paths(&search_path).collect();
    let file = format!("{name}{EXE_SUFFIX}");
    let files = folders.into_iter().map(move |folder| folder.join(&file));
    files.filter(|file| file.is_file())
}

/// The search path with these folders at its beginning.
pub fn with_first(folders: impl IntoIterator<Item = PathBuf>) -> Result<OsString> {
    let old = std::env::var_os("PATH").unwrap_or_default();
    let folders = folders.into_iter().chain(std::env::split_paths(&old));
    std::env::join_paths(folders)
        .context("the repository's path contains a character that no search path may contain")
}

/// Cargo's own folder.
pub fn cargo_home() -> Option<PathBuf> {
    let named = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    named.or_else(|| Some(std::env::home_dir()?.join(".cargo")))
}

/// Whether the program answers; some distributions put a mere hint under a browser's name.
pub fn starts(browser: &Path) -> bool {
    step::answer(Command::new(browser).arg("--version")).is_some()
}
