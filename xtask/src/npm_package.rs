//! The folder as an npm package, for portals that have their files from a registry: what `dist/`
//! holds, its licence and a `package.json`, and no code of its own. It stands apart from `dist/`,
//! which is served, and where nothing of npm belongs.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use serde_json::{Value, json};

use crate::dist_files::file_names;
use crate::workspace::Workspace;

/// Where the package stands, for `npm pack` and `npm publish`.
pub fn path(workspace: &Workspace) -> PathBuf {
    workspace.target.join("dist").join("npm")
}

/// Writes the package, in the place of that of an earlier build; gives its folder.
pub fn write(workspace: &Workspace, dist: &Path) -> Result<PathBuf> {
    let package = path(workspace);
    if package.exists() {
        fs::remove_dir_all(&package)?;
    }
    fs::create_dir_all(&package)
        .with_context(|| format!("{} cannot be made", package.display()))?;
    let names = file_names(dist)?;
    for name in &names {
        fs::copy(dist.join(name), package.join(name))?;
    }
    fs::copy(workspace.root.join("LICENSE"), package.join("LICENSE"))?;
    let description = format!("{:#}\n", description(&names));
    fs::write(package.join("package.json"), description)?;
    Ok(package)
}

/// What npm, bundlers and editors are told of the package that holds these files.
fn description(names: &[String]) -> Value {
    json!({
        "name": "cec-agent-panel",
        "version": env!("CARGO_PKG_VERSION"),
        "description": "The contact-centre agent's panel for Huawei CEC / CC-Gateway",
        "license": "MIT",
        "type": "module",
        "exports": {
            ".": { "types": "./panel.d.ts", "default": "./panel.js" },
            "./*": "./*",
        },
        "types": "./panel.d.ts",
        "customElements": "custom-elements.json",
        // It is imported for what it defines.
        "sideEffects": ["./panel.js"],
        "files": names,
    })
}
