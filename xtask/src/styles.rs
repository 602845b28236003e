//! Joins the page's style sheets into one file: a browser that opens the panel for the
//! first time asks for one file in the place of nine, and the element holds the same one.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};

/// What stands before the name of a style sheet that the page links, as Trunk writes it.
const BEFORE: &str = r#"<link rel="stylesheet" href="./"#;

/// What stands behind it.
const AFTER: &str = r#""/>"#;

/// The joined file. Its hash is replaced by the checksum of what it finally holds.
const JOINED: &str = "panel-000000000000.css";

/// Joins the files in `dist` in the order in which the page links them.
pub fn join(dist: &Path) -> Result<()> {
    let page = dist.join("index.html");
    let html = fs::read_to_string(&page).context("Trunk left no dist/index.html")?;
    let (html, names) = relink(&html);
    let mut joined = Vec::new();
    for name in names {
        let file = dist.join(&name);
        joined.extend(fs::read(&file).with_context(|| format!("dist/{name} is missing"))?);
        joined.push(b'\n');
        fs::remove_file(file)?;
    }
    fs::write(dist.join(JOINED), joined)?;
    fs::write(page, html)?;
    Ok(())
}

/// The page with one link in the place of the first, and the names that it linked.
fn relink(html: &str) -> (String, Vec<String>) {
    let mut names = Vec::new();
    let mut lines = Vec::new();
    for line in html.lines() {
        let name = line
            .trim()
            .strip_prefix(BEFORE)
            .and_then(|rest| rest.strip_suffix(AFTER));
        match name {
            None => lines.push(line.to_owned()),
            Some(name) => {
                if names.is_empty() {
                    lines.push([BEFORE, JOINED, AFTER].concat());
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
        let (html, names) = relink(html);
        assert_eq!(names, ["b.css", "a.css"]);
        assert_eq!(
            html,
            "<head>\n<link rel=\"stylesheet\" href=\"./panel-000000000000.css\"/>\n  \
             <title>x</title>\n</head>\n"
        );
    }
}
