//! What the bench measures the panel against: the same job in plain JavaScript and in React,
//! each a folder to serve that is minified, named by content and compressed as the panel is.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};

use crate::dist_files::{EDITED, name_by_content};
use crate::tools::BuildTools;
use crate::workspace::Workspace;
use crate::{compress, step};

/// The folder of each, and the script that its page starts.
const BASELINES: [(&str, &str); 2] = [("plain", "main.js"), ("react", "main.jsx")];

const PAGE: &str = "index.html";
const STYLE: &str = "style.css";

/// Builds both and gives the folder that they are in.
pub fn build(workspace: &Workspace, tools: &BuildTools) -> Result<PathBuf> {
    step::heading(
        "Baselines",
        "what the panel is measured against; a second each",
    );
    let target = workspace.target.join("baselines");
    let sources = workspace.browser_tests().join("bench/baselines");
    for (name, script) in BASELINES {
        let folder = target.join(name);
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(&folder)?;
        let source = sources.join(name);
        let style = sources.join("shared").join(STYLE);
        let script_name = bundled(workspace, tools, &source.join(script), &folder, "js")?;
        let style_name = bundled(workspace, tools, &style, &folder, "css")?;
        let html = fs::read_to_string(source.join(PAGE))
            .with_context(|| format!("the baseline {name} has no page"))?;
        let html = named(&html, script, &script_name)?;
        fs::write(folder.join(PAGE), named(&html, STYLE, &style_name)?)?;
        fs::copy(workspace.root.join(EDITED), folder.join(EDITED))?;
        compress::copies(&folder)?;
    }
    Ok(target)
}

/// Bundles and minifies a file into the folder, as in production, and gives its name there.
fn bundled(
    workspace: &Workspace,
    tools: &BuildTools,
    entry: &Path,
    folder: &Path,
    extension: &str,
) -> Result<String> {
    let name = format!("main-000000000000.{extension}");
    step::run(
        workspace
            .command(&tools.esbuild)
            .arg(entry)
            .args(["--bundle", "--minify", "--target=es2022", "--format=esm"])
            .args(["--legal-comments=none", "--log-level=warning"])
            .args([
                "--jsx=automatic",
                "--define:process.env.NODE_ENV=\"production\"",
            ])
            .arg(format!("--outfile={}", folder.join(&name).display())),
        "esbuild cannot bundle a baseline of the bench.",
    )?;
    name_by_content(folder, &name)
}

/// The page with the name of a built file in the place of its source's.
fn named(html: &str, source: &str, built: &str) -> Result<String> {
    let source = format!("\"{source}\"");
    ensure!(html.contains(&source), "a baseline's page lacks {source}");
    Ok(html.replace(&source, &format!("\"./{built}\"")))
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn the_page_names_the_built_file() {
        let html = named(r#"<script src="main.js">"#, "main.js", "main-1a.js").unwrap();
        assert_eq!(html, r#"<script src="./main-1a.js">"#);
        assert!(named(&html, "main.js", "main-1a.js").is_err());
    }
}
