//! What the bench measures the panel against: the same job in plain JavaScript and in React,
//! each a folder to serve that is minified, named by content and compressed as the panel is.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use crate::dist_files::{EDITED, name_by_content, replace};
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
        let page = folder.join(PAGE);
        fs::copy(source.join(PAGE), &page)
            .with_context(|| format!("the baseline {name} has no page"))?;
        for (entry, kind) in [(source.join(script), "js"), (style, "css")] {
            let built = bundled(tools, &entry, &folder, kind)?;
            let file = entry.file_name().unwrap_or_default().to_string_lossy();
            replace(&page, &format!("\"{file}\""), &format!("\"./{built}\""))?;
        }
        fs::copy(workspace.root.join(EDITED), folder.join(EDITED))?;
        compress::copies(&folder)?;
    }
    Ok(target)
}

/// Bundles and minifies a file into the folder, as in production, and gives its name there.
fn bundled(tools: &BuildTools, entry: &Path, folder: &Path, extension: &str) -> Result<String> {
    let name = format!("main-000000000000.{extension}");
    let production = "--define:process.env.NODE_ENV=\"production\"";
    let out = format!("--outfile={name}");
    let entry = entry.to_string_lossy();
    let options = ["--format=esm", "--jsx=automatic", production, &out];
    tools.esbuild(folder, &[&[&*entry][..], &options].concat())?;
    name_by_content(folder, &name)
}
