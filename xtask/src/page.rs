//! The last touch to `index.html`: every file that it names gets the integrity of its final
//! bytes, and what makes the page longer for its writers alone goes.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};

use crate::checksum;
use crate::dist_files::{extension, file_names};

/// The link in the page's message that nothing has started.
const RELOAD: &str = r#"href="?""#;

/// Finishes the page in `dist`, whose other files are as they will be served.
pub fn finish(dist: &Path) -> Result<()> {
    let page = dist.join("index.html");
    let mut html = short(&fs::read_to_string(&page).context("dist/index.html is missing")?);
    ensure!(html.contains(RELOAD), "index.html has no link {RELOAD}");
    for name in file_names(dist)? {
        let named = format!("\"./{name}\"");
        if !html.contains(&named) {
            continue;
        }
        let bytes = fs::read(dist.join(&name))?;
        let integrity = checksum::integrity(&bytes);
        // Browsers check the integrity of a preloaded file for scripts and style sheets alone, and
        // warn of others; who asks for the wasm reads the attribute himself.
        let kind = if extension(Path::new(&name)) == "wasm" {
            "data-"
        } else {
            ""
        };
        html = html.replace(&named, &format!("{named} {kind}integrity=\"{integrity}\""));
        // What stands behind the `?` differs from build to build, so that no cache has an answer:
        // the hash of the page's script.
        let script = name.strip_prefix("boot-");
        if let Some(build) = script.and_then(|name| name.strip_suffix(".js")) {
            html = html.replace(RELOAD, &format!("href=\"?{build}\""));
        }
    }
    ensure!(!html.contains(RELOAD), "index.html names no boot script");
    fs::write(page, html)?;
    Ok(())
}

/// The page without indentation and ends of lines. Nothing in it stands in the flow of a
/// text that would miss them.
fn short(html: &str) -> String {
    html.lines().map(str::trim).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dist_files::folder_of;

    #[test]
    fn every_file_of_the_page_has_the_integrity_of_its_bytes() {
        let html = "<head>\n  <link id=\"w\" href=\"./x_bg.wasm\">\n  \
                    <script src=\"./boot-12ab.js\" defer></script>\n</head>\n<a href=\"?\">again</a>\n";
        let dist = folder_of(&[
            ("index.html", html),
            ("boot-12ab.js", "abc"),
            ("x_bg.wasm", "abc"),
            ("unnamed.js", "abc"),
        ]);
        finish(dist.path()).unwrap();
        let html = fs::read_to_string(dist.path().join("index.html")).unwrap();
        let abc = "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=";
        assert_eq!(
            html,
            format!(
                "<head><link id=\"w\" href=\"./x_bg.wasm\" data-integrity=\"{abc}\">\
                 <script src=\"./boot-12ab.js\" integrity=\"{abc}\" defer></script></head>\
                 <a href=\"?12ab\">again</a>"
            )
        );
    }
}
