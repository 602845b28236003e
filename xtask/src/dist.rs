//! The folder to serve: Trunk's release build, made smaller and compressed.
//!
//! Trunk builds the wasm module, runs wasm-bindgen and wasm-opt and writes the page. Its
//! own minifier cannot read what wasm-bindgen writes today, so esbuild minifies scripts
//! and style sheets afterwards. Trunk also names files after what they were before these
//! tools saw them; they get new names after their final bytes, so that a server may let
//! browsers keep them for ever.
//!
//! What the page and `panel.js` name, they name with its integrity as well: a browser
//! refuses a file that is not, byte for byte, the one of this build.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use crate::archive;
use crate::compress;
use crate::dist_files::{content_name, file_names};
use crate::first_visit;
use crate::licences;
use crate::link;
use crate::manifest;
use crate::npm_package;
use crate::page;
use crate::scripts;
use crate::short_names;
use crate::step;
use crate::styles;
use crate::tools::BuildTools;
use crate::workspace::Workspace;

/// What is used of the glue, while it is minified.
const USED: &str = "used.js";

/// Builds `dist/`, its archive and its npm package, and prints what a first visit transfers.
pub fn build(workspace: &Workspace, tools: &BuildTools) -> Result<()> {
    step::heading(
        "Panel",
        "release build into dist/; 1 to 2 minutes at first, then seconds",
    );
    // Trunk is kept off the network, where it would look for tools of its own.
    step::run(
        workspace
            .command("cargo")
            .args(["fetch", "--quiet", "--locked"]),
        "It needs crates.io, and a Cargo.lock that fits Cargo.toml (`cargo metadata` mends that).",
    )?;
    let mut trunk = workspace.command(&tools.trunk);
    trunk
        .args(["build", "--release", "--offline", "--locked"])
        .env("PATH", &tools.path)
        .env("CARGO_TARGET_DIR", &workspace.target)
        .env("CARGO_ENCODED_RUSTFLAGS", rust_flags(workspace))
        // Trunk takes NO_COLOR for a switch of its own and stops at any value but `true`.
        .env_remove("NO_COLOR");
    link::through_here(&mut trunk)?;
    step::run(
        &mut trunk,
        "The messages above come from Trunk and the tools that it starts.",
    )?;

    let dist = workspace.dist();
    styles::join(&dist)?;
    minify(workspace, tools, &dist)?;
    name_all_by_content(&dist)?;
    scripts::bundle(workspace, tools, &dist)?;
    page::finish(&dist)?;
    licences::write(workspace, &dist)?;
    compress::copies(&dist)?;
    manifest::write(workspace, &dist)?;
    first_visit::print(
        "first visit",
        &first_visit::files(&dist, first_visit::PAGE)?,
    );
    first_visit::print(
        "first element in a portal",
        &first_visit::files(&dist, first_visit::ELEMENT)?,
    );
    let archive = archive::pack(workspace)?;
    let package = npm_package::write(workspace, &dist)?;
    println!(
        "\nThe folder is dist/; as one file: {}; as an npm package: {}",
        workspace.shown(&archive),
        workspace.shown(&package)
    );
    Ok(())
}

/// Flags that take this machine's paths out of the module. They stand in the places of
/// panics; without them a module is larger and no two machines build the same.
fn rust_flags(workspace: &Workspace) -> String {
    let mut flags: Vec<String> = env::var("RUSTFLAGS")
        .unwrap_or_default()
        .split_whitespace()
        .map(str::to_owned)
        .collect();
    let mut hide = |path: &Path| flags.push(format!("--remap-path-prefix={}/=", path.display()));
    hide(&workspace.root);
    hide(&workspace.target);
    let home = env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| env::home_dir().map(|home| home.join(".cargo")));
    if let Some(sources) = home.map(|home| home.join("registry/src")) {
        // One folder a registry; none before the first download.
        for registry in fs::read_dir(sources).into_iter().flatten().flatten() {
            hide(&registry.path());
        }
    }
    flags.join("\x1f")
}

/// Minifies the glue, its names in the module, and the style sheet in place. Of the glue only what
/// the scripts use is kept. The scripts are minified when they are bundled.
fn minify(workspace: &Workspace, tools: &BuildTools, dist: &Path) -> Result<()> {
    let files = file_names(dist)?;
    let named = |end: &str| {
        let mut found = files.iter().filter(|name| name.ends_with(end));
        found
            .next()
            .with_context(|| format!("Trunk left no file *{end}"))
    };
    let (glue, wasm, style) = (named(".js")?, named(".wasm")?, named(".css")?);
    short_names::give(workspace, tools, &dist.join(wasm), &dist.join(glue))?;
    let esbuild = |source: &str, result: &str, arguments: &[&str]| {
        step::run(
            workspace
                .command(&tools.esbuild)
                .args([source, "--minify", "--target=es2022", "--allow-overwrite"])
                .args(["--legal-comments=none", "--log-level=warning"])
                .args(arguments)
                .arg(format!("--outfile={result}"))
                .current_dir(dist),
            "esbuild cannot read the glue or the style sheet.",
        )
    };
    esbuild(style, style, &[])?;
    let used = format!("export {{ default, mount, onCrash }} from './{glue}';\n");
    fs::write(dist.join(USED), used)?;
    let no_dispose = "--define:Symbol.dispose=undefined";
    esbuild(USED, glue, &["--bundle", "--format=esm", no_dispose])?;
    fs::remove_file(dist.join(USED))?;
    Ok(())
}

/// Replaces Trunk's hash in file names by one of the final bytes. The page is the
/// only file by then that names others by their hashed names.
fn name_all_by_content(dist: &Path) -> Result<()> {
    let page = dist.join("index.html");
    let mut html = fs::read_to_string(&page).context("Trunk left no dist/index.html")?;
    for name in file_names(dist)? {
        let file = dist.join(&name);
        if let Some(new_name) = content_name(&name, &fs::read(&file)?)
            && html.contains(&name)
        {
            html = html.replace(&name, &new_name);
            fs::rename(file, dist.join(new_name))?;
        }
    }
    fs::write(page, html)?;
    Ok(())
}
