//! Joins the page's style sheets into one file, and its scripts into another: a browser
//! that opens the panel for the first time asks for two files instead of eleven.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};

/// A kind of files that the page links, one a line as Trunk writes them.
struct Kind {
    /// What stands before a file's name.
    before: &'static str,
    /// What stands behind it.
    after: &'static str,
    /// The joined file. Its hash is replaced by the checksum of what it finally holds.
    joined: &'static str,
}

const KINDS: [Kind; 2] = [
    Kind {
        before: r#"<link rel="stylesheet" href="./"#,
        after: r#""/>"#,
        joined: "panel-000000000000.css",
    },
    Kind {
        before: r#"<script src="./"#,
        after: r#"" defer></script>"#,
        joined: "boot-000000000000.js",
    },
];

/// Joins the files in `dist` in the order in which the page links them.
pub fn join(dist: &Path) -> Result<()> {
    let page = dist.join("index.html");
    let mut html = fs::read_to_string(&page).context("Trunk left no dist/index.html")?;
    for kind in KINDS {
        let (new_html, names) = relink(&html, &kind);
        let mut joined = Vec::new();
        for name in names {
            let file = dist.join(&name);
            joined.extend(fs::read(&file).with_context(|| format!("dist/{name} is missing"))?);
            joined.push(b'\n');
            fs::remove_file(file)?;
        }
        fs::write(dist.join(kind.joined), joined)?;
        html = new_html;
    }
    fs::write(page, html)?;
    Ok(())
}

/// The page with one link in the place of the first, and the names that it linked.
fn relink(html: &str, kind: &Kind) -> (String, Vec<String>) {
    let mut names = Vec::new();
    let mut lines = Vec::new();
    for line in html.lines() {
        let name = line
            .trim()
            .strip_prefix(kind.before)
            .and_then(|rest| rest.strip_suffix(kind.after));
        match name {
            None => lines.push(line.to_owned()),
            Some(name) => {
                if names.is_empty() {
                    lines.push([kind.before, kind.joined, kind.after].concat());
                }
                names.push(name.to_owned());
            }
        }
    }
    lines.push(String::new());
    (lines.join("\n"), names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_one_file_in_the_place_of_the_first_and_keeps_their_order() {
        let html = "<head>\n  <link rel=\"stylesheet\" href=\"./b.css\"/>\n  <title>x</title>\n  \
                    <link rel=\"stylesheet\" href=\"./a.css\"/>\n</head>\n";
        let (html, names) = relink(html, &KINDS[0]);
        assert_eq!(names, ["b.css", "a.css"]);
        assert_eq!(
            html,
            "<head>\n<link rel=\"stylesheet\" href=\"./panel-000000000000.css\"/>\n  \
             <title>x</title>\n</head>\n"
        );
    }
}
