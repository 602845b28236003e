//! Firefox and `WebKitGTK` for the tests in other engines than Chromium, with what drives them.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use super::apt_get::apt_get;
use super::cargo_tool::{self, GECKODRIVER};
use super::search_path::{on_search_path, starts};
use crate::step;
use crate::workspace::Workspace;

/// Debian's packages; Ubuntu's Firefox is `firefox`.
const PACKAGES: [&str; 3] = ["firefox-esr", "webkit2gtk-driver", "xvfb"];

/// The programs that the tests start, each under the name of the variable that tells them.
pub type Programs = [(&'static str, PathBuf); 5];

/// Finds the browsers and their drivers or installs them, and gives their program files.
pub fn ensure(workspace: &Workspace) -> Result<Programs> {
    if browsers().is_none() {
        step::heading(
            "Firefox and WebKitGTK",
            "Debian's packages by apt-get; 3 minutes at most",
        );
        let install = ["install", "--yes", "--no-install-recommends"];
        let _tried = apt_get(&["update"]) && apt_get(&[&install[..], &PACKAGES[..]].concat());
    }
    let Some([firefox, webkit_driver, mini_browser, xvfb]) = browsers() else {
        bail!(
            "the tests in Firefox and WebKit need both browsers; as root, on Debian:\n  \
             apt-get update && apt-get install --no-install-recommends {}\n\
             Elsewhere install Firefox, WebKitGTK's WebKitWebDriver with its MiniBrowser, and Xvfb by hand. \
             `cargo xtask test native` does without",
            PACKAGES.join(" ")
        );
    };
    let geckodriver = GECKODRIVER.ensure(workspace)?;
    cargo_tool::clean(workspace)?;
    Ok([
        ("FIREFOX", firefox),
        ("GECKODRIVER", geckodriver),
        ("WEBKIT_DRIVER", webkit_driver),
        ("MINI_BROWSER", mini_browser),
        ("XVFB", xvfb),
    ])
}

/// Firefox, `WebKitGTK`'s driver, its small browser and the screen for it, where all are there.
fn browsers() -> Option<[PathBuf; 4]> {
    let found = |name| on_search_path(name).next();
    let firefox = ["firefox-esr", "firefox"]
        .into_iter()
        .flat_map(on_search_path)
        .find(|file| starts(file))?;
    Some([
        firefox,
        found("WebKitWebDriver")?,
        mini_browser(Path::new("/usr/lib"))?,
        found("Xvfb")?,
    ])
}

/// `WebKitGTK`'s small browser, which is no program of the search path: it stands in a folder of
/// the machine's kind and of the library's version, and the newest is the driver's own.
fn mini_browser(libraries: &Path) -> Option<PathBuf> {
    let inside = |folder: PathBuf| {
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        entries.map(|entry| entry.path())
    };
    let libraries = inside(libraries.to_owned()).flat_map(inside);
    let browsers = libraries.map(|library| library.join("MiniBrowser"));
    browsers.filter(|browser| browser.is_file()).max()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dist_files::folder_of;

    #[test]
    fn of_two_small_browsers_the_newest_is_taken() {
        let newest = "x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser";
        let libraries = folder_of(&[
            ("x86_64-linux-gnu/webkit2gtk-4.0/MiniBrowser", ""),
            (newest, ""),
            ("x86_64-linux-gnu/python3/x.py", ""),
        ]);
        let libraries = libraries.path();
        assert_eq!(mini_browser(libraries), Some(libraries.join(newest)));
        assert_eq!(mini_browser(&libraries.join("none")), None);
    }
}
