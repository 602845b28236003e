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
use crate::dist_files::{content_name, file_named, file_names, replace};
use crate::first_visit;
use crate::licences;
use crate::link;
use crate::manifest;
use crate::npm_package;
use crate::page;
use crate::scripts;
use crate::short_names;
use crate::step;
use crate::tools::BuildTools;
use crate::tools::search_path::cargo_home;
use crate::workspace::Workspace;

/// The style sheet that brings all others, as the page names it while it is developed.
const STYLES: &str = "style/main.css";

/// The joined file. Its hash is replaced by the checksum of what it holds.
const JOINED: &str = "panel-000000000000.css";

/// What is used of the glue, while it is minified.
const USED: &str = "used.js";

/// Builds `dist/`, its archive and its npm package, and prints what a first visit transfers.
pub fn build(workspace: &Workspace, tools: &BuildTools) -> Result<()> {
    step::heading(
        "Panel",
        "release build into dist/; 1 to 2 minutes at first, then seconds",
    );
    let dist = workspace.dist();
    trunk(workspace, tools, "--release", &dist)?;
    let [wasm, glue] = [".wasm", ".js"].map(|end| file_named(&dist, "cec-agent-panel-", end));
    short_names::give(workspace, tools, &dist.join(wasm?), &dist.join(glue?))?;
    finish(tools, &dist)?;
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

/// Builds the panel for the demo: without all that only makes the download smaller. It stands in a
/// folder of its own, so that nobody serves it for `dist/`.
pub fn for_demo(workspace: &Workspace, tools: &BuildTools) -> Result<PathBuf> {
    step::heading("Panel", "a quick build; a minute at first, then seconds");
    let dist = workspace.target.join("demo-panel");
    trunk(workspace, tools, "--cargo-profile=demo", &dist)?;
    finish(tools, &dist)?;
    Ok(dist)
}

/// Has Trunk build the panel as the word says.
fn trunk(workspace: &Workspace, tools: &BuildTools, profile: &str, dist: &Path) -> Result<()> {
    fs::create_dir_all(dist)?;
    // Trunk is kept off the network, where it would look for tools of its own.
    step::run(
        &mut workspace.cargo("fetch --quiet --locked"),
        "It needs crates.io, and a Cargo.lock that fits Cargo.toml (`cargo metadata` mends that).",
    )?;
    let mut trunk = workspace.command(&tools.trunk);
    trunk
        .args(["build", profile, "--offline", "--locked", "--dist"])
        .arg(dist)
        .env("PATH", &tools.path)
        .env("CARGO_TARGET_DIR", &workspace.target)
        .env("CARGO_ENCODED_RUSTFLAGS", rust_flags(workspace))
        // Trunk takes NO_COLOR for a switch of its own and stops at any value but `true`.
        .env_remove("NO_COLOR");
    link::through_here(&mut trunk)?;
    step::run(
        &mut trunk,
        "The messages above come from Trunk and the tools that it starts.",
    )
}

/// Joins, minifies, bundles and names what Trunk has left.
fn finish(tools: &BuildTools, dist: &Path) -> Result<()> {
    join_styles(tools, dist)?;
    minify_glue(tools, dist)?;
    name_all_by_content(dist)?;
    scripts::bundle(tools, dist)?;
    page::finish(dist)
}

/// How large a function may be that LLVM puts into the places of its calls: less than of itself with
/// `opt-level = "z"`, which saves 0.6 KB with brotli. With less than 10, wasm-bindgen can no
/// longer read what types it is to bind.
const INLINE: &str = "-Cllvm-args=-inline-threshold=15";

/// That, and flags that take this machine's paths out of the module. They stand in the places of
/// panics; without them a module is larger and no two machines build the same.
fn rust_flags(workspace: &Workspace) -> String {
    let flags = env::var("RUSTFLAGS").unwrap_or_default();
    let mut flags: Vec<String> = flags.split_whitespace().map(str::to_owned).collect();
    flags.push(INLINE.to_owned());
    let mut hide = |path: &Path| flags.push(format!("--remap-path-prefix={}/=", path.display()));
    hide(&workspace.root);
    hide(&workspace.target);
    if let Some(home) = cargo_home() {
        // One folder a registry; none before the first download.
        let registries = fs::read_dir(home.join("registry/src"));
        for registry in registries.into_iter().flatten().flatten() {
            hide(&registry.path());
        }
    }
    flags.join("\x1f")
}

/// Makes one minified file of the style sheets: a browser that opens the panel for the first time
/// asks for one in the place of a dozen, and the element holds the same one.
fn join_styles(tools: &BuildTools, dist: &Path) -> Result<()> {
    tools.esbuild(dist, &[STYLES, &format!("--outfile={JOINED}")])?;
    replace(&dist.join("index.html"), STYLES, &format!("./{JOINED}"))?;
    fs::remove_dir_all(dist.join(STYLES).with_file_name(""))?;
    Ok(())
}

/// Minifies the glue in place. Of the glue only what the scripts use
/// is kept.
fn minify_glue(tools: &BuildTools, dist: &Path) -> Result<()> {
    let glue = file_named(dist, "cec-agent-panel-", ".js")?;
    let used = format!("export {{ default, mount, onCrash }} from './{glue}';\n");
    fs::write(dist.join(USED), used)?;
    let no_dispose = "--define:Symbol.dispose=undefined";
    let out = format!("--outfile={glue}");
    tools.esbuild(dist, &[USED, "--format=esm", no_dispose, &out])?;
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
