//! The examples: a plain portal, which needs no build, and one page each in React and Vue.

use std::path::PathBuf;

use anyhow::Result;

use crate::workspace::Workspace;
use crate::{step, tools};

/// The folder of each example that is built with npm, and what it is built with.
const BUILT: [(&str, &str); 2] = [
    ("react", "React, TypeScript and Vite"),
    ("vue", "Vue, vue-tsc and Vite"),
];

/// The plain portal, as the simulated gateway's `--also` wants it.
pub fn portal_at(workspace: &Workspace, path: &str) -> String {
    format!("{path}={}", folder(workspace).join("portal").display())
}

/// Builds the React and the Vue page with their own tools, each into its folder's `dist`,
/// and gives the folder of all examples. The types of `dist/panel.d.ts` are checked with
/// them.
pub fn build(workspace: &Workspace) -> Result<PathBuf> {
    let examples = folder(workspace);
    for (name, what) in BUILT {
        let folder = examples.join(name);
        tools::node::install(workspace, &folder, what)?;
        step::heading(
            &format!("Example {name}"),
            "its types and its build; seconds",
        );
        step::run(
            tools::node::npm(workspace, "run build").current_dir(folder),
            "The messages above come from the type checker or from Vite.",
        )?;
    }
    Ok(examples)
}

fn folder(workspace: &Workspace) -> PathBuf {
    workspace.root.join("examples")
}
