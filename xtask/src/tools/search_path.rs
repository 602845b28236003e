//! Programs of the machine itself.

use std::env::consts::EXE_SUFFIX;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::step;

/// The files of a name in the folders of the search path, whether they are there or not.
pub fn on_search_path(name: &str) -> impl Iterator<Item = PathBuf> + use<> {
    let search_path = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = std::env::split_paths(&search_path).collect();
    let file = format!("{name}{EXE_SUFFIX}");
    folders.into_iter().map(move |folder| folder.join(&file))
}

/// Whether the program answers; some distributions put a mere hint under a browser's name.
pub fn starts(browser: &Path) -> bool {
    step::answer(Command::new(browser).arg("--version")).is_some()
}
