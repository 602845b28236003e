//! A Chromium for the browser tests and measurements.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use super::apt_get::apt_get;
use super::search_path::{on_search_path, starts};
use crate::step;
use crate::workspace::Workspace;

/// Names under which a Chromium or Chrome stands on the search path.
const NAMES: [&str; 5] = [
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
    "chrome",
];

/// Finds a browser or installs one, and gives its program file.
///
/// The order: the variable `CHROMIUM`, a browser on the search path, Playwright's own,
/// Debian's package, Playwright's download.
pub fn ensure(workspace: &Workspace) -> Result<PathBuf> {
    if let Some(named) = std::env::var_os("CHROMIUM") {
        let browser = PathBuf::from(named);
        if starts(&browser) {
            return Ok(browser);
        }
        bail!(
            "CHROMIUM names {}, which does not start; let it name a Chromium's program file or unset it",
            browser.display()
        );
    }
    if let Some(browser) = installed(workspace) {
        return Ok(browser);
    }
    step::heading(
        "Chromium",
        "Debian's package where apt-get can install it, else Playwright's; 3 minutes at most",
    );
    if apt_get(&["update"])
        && apt_get(&["install", "--yes", "chromium"])
        && let Some(browser) = installed(workspace)
    {
        return Ok(browser);
    }
    let advice = "Install Chromium or Chrome by hand, so that `chromium --version` answers, \
                  or let the variable CHROMIUM name its program file.";
    step::run(
        super::npm_program(workspace, "playwright").args(["install", "--no-shell", "chromium"]),
        advice,
    )?;
    match installed(workspace) {
        Some(browser) => Ok(browser),
        None => bail!("Playwright's Chromium does not start here\n{advice}"),
    }
}

/// Finds or installs Chromium's headless shell, which has the whole engine and none of the
/// browser's own windows, and so takes half as long for each page; Playwright's own choice, too.
/// Where there is none, or a browser was named, `chromium` does.
pub fn headless_shell(chromium: &Path) -> PathBuf {
    const SHELL: &str = "chromium-headless-shell";
    if std::env::var_os("CHROMIUM").is_some() {
        return chromium.to_owned();
    }
    let found = || on_search_path(SHELL).find(|file| starts(file));
    if let Some(shell) = found() {
        return shell;
    }
    step::heading(SHELL, "by apt-get, where it has it; a minute at most");
    if apt_get(&["install", "--yes", SHELL])
        && let Some(shell) = found()
    {
        return shell;
    }
    println!("   the tests run in the whole browser, and take longer");
    chromium.to_owned()
}

/// Adds a font with Chinese characters, without which screenshots show boxes in their
/// place. A machine where that does not work still runs every test.
pub fn ensure_chinese_font(workspace: &Workspace) {
    let fonts = step::answer(workspace.command("fc-list").arg(":lang=zh"));
    if fonts.is_some_and(|list| list.is_empty()) {
        step::heading(
            "Chinese font",
            "for screenshots, by apt-get; a minute at most",
        );
        if !(apt_get(&["update"]) && apt_get(&["install", "--yes", "fonts-noto-cjk"])) {
            println!("No Chinese font: screenshots in Chinese will show boxes.");
        }
    }
}

/// A browser on the search path, in macOS' applications or in Playwright's cache.
fn installed(workspace: &Workspace) -> Option<PathBuf> {
    let application = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";
    NAMES
        .into_iter()
        .flat_map(on_search_path)
        .chain([PathBuf::from(application)])
        .chain(playwrights_own(workspace))
        .find(|file| file.is_file() && starts(file))
}

/// Where Playwright keeps, or would keep, its own Chromium.
fn playwrights_own(workspace: &Workspace) -> Option<PathBuf> {
    let question = "console.log(require('playwright-core').chromium.executablePath())";
    step::answer(
        workspace
            .command("node")
            .args(["--input-type=commonjs", "--eval", question])
            .current_dir(workspace.browser_tests()),
    )
    .map(PathBuf::from)
}
