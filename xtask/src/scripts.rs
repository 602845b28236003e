//! Makes the scripts of the panel out of the modules that Trunk has copied: the page's own,
//! what it loads as well in an iframe, `panel.js` for the element, and `host.js` for a portal
//! with an iframe.
//!
//! The page's is a classic script: a module that is opened from a file does not run at
//! all, and the page could not say why it is empty.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use serde_json::{Value, json};

use crate::checksum;
use crate::dist_files::{file_named, name_by_content, named_file, replace};
use crate::languages;
use crate::tools::BuildTools;

/// The folder of the modules in `dist`.
const MODULES: &str = "boot";

/// How the page starts its script while it is developed.
const SOURCE: &str = r#"<script type="module" src="boot/page.js"></script>"#;

/// The page's script before it is named after what it holds.
const PAGE: &str = "boot-000000000000.js";

/// What the scripts load later, if at all: in an iframe; with the first state, or what is wrong with the connection; and when the
/// details or the offer of the connect form are opened, a key is pressed, or a setting is not obeyed. The names by which they know the files.
pub const LATER: [(&str, &str); 3] = [("frame", "FRAME"), ("desk", "DESK"), ("extras", "EXTRAS")];

/// The scripts that others load, by names that never change.
const STABLE: [&str; 2] = ["panel.js", "host.js"];

/// What a portal's developer wants beside them.
const DESCRIPTIONS: [&str; 4] = [
    "panel.d.ts",
    "host.d.ts",
    "gateway_event.d.ts",
    "custom-elements.json",
];

/// Bundles the scripts in `dist`, whose other files have their final names.
pub fn bundle(tools: &BuildTools, dist: &Path) -> Result<()> {
    let modules = dist.join(MODULES);
    fs::write(modules.join("files.js"), files_module(dist)?)
        .context("Trunk left no modules in dist/boot")?;
    let esbuild = |arguments: &[&str]| tools.esbuild(&modules, arguments);
    let languages = languages::write(dist)?;
    fs::write(modules.join("language_files.js"), languages)?;
    let out = |name: &str| format!("--outfile=../{name}");
    let mut later = Vec::new();
    for (name, constant) in LATER {
        let file = format!("{name}-000000000000.js");
        esbuild(&[&format!("./{name}.js"), "--format=esm", &out(&file)])?;
        let file = named_file(dist, &file)?;
        later.push(format!("export const {constant} = {file};\n"));
    }
    fs::write(modules.join("later_files.js"), later.concat())?;
    esbuild(&["page.js", "--format=iife", &out(PAGE)])?;
    esbuild(&[&STABLE[..], &["--format=esm", "--outdir=.."]].concat())?;
    let page = name_by_content(dist, PAGE)?;
    let tag = format!(r#"<script src="./{page}" defer></script>"#);
    replace(&dist.join("index.html"), SOURCE, &tag)?;
    for name in DESCRIPTIONS {
        fs::rename(modules.join(name), dist.join(name))
            .with_context(|| format!("src/boot/{name} is missing"))?;
    }
    fs::remove_dir_all(modules)?;
    languages::remove_sources(dist)?;
    Ok(())
}

/// The module that tells the element what `dist` holds: the style sheet's text, name and
/// integrity of the glue and the wasm, and the version.
fn files_module(dist: &Path) -> Result<String> {
    let style = fs::read_to_string(dist.join(file_named(dist, "panel-", ".css")?))?;
    let file = |end| -> Result<Value> {
        let name = file_named(dist, "cec-agent-panel-", end)?;
        let integrity = checksum::integrity(&fs::read(dist.join(&name))?);
        Ok(json!([name, integrity]))
    };
    let constants = [
        ("GLUE", file(".js")?),
        ("WASM", file("_bg.wasm")?),
        ("STYLE", style.trim_end().into()),
        ("VERSION", env!("CARGO_PKG_VERSION").into()),
    ];
    let line = |(name, value): (&str, Value)| format!("export const {name} = {value};\n");
    Ok(constants.map(line).concat())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dist_files::folder_of;

    #[test]
    fn the_element_knows_the_files_and_the_style_sheet_of_this_build() {
        let dist = folder_of(&[
            ("cec-agent-panel-1a.js", ""),
            ("cec-agent-panel-2b_bg.wasm", ""),
            ("panel-3c.css", ".badge::before{content:\"\\201c\"}\n"),
        ]);
        let text = files_module(dist.path()).unwrap();
        let empty = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
        for (constant, name) in [
            ("GLUE", "cec-agent-panel-1a.js"),
            ("WASM", "cec-agent-panel-2b_bg.wasm"),
        ] {
            let line = format!("export const {constant} = [\"{name}\",\"{empty}\"];\n");
            assert!(text.contains(&line), "{text}");
        }
        assert!(text.contains(r#"export const STYLE = ".badge::before{content:\"\\201c\"}";"#));
    }
}
