//! nginx, Caddy and Apache httpd for the tests of the configurations in `deploy/`: Debian's
//! packages, unpacked into `target/tools/servers` and not installed. So nothing needs root,
//! no service is started, and a server that the machine itself runs is left alone.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use super::apt_get::apt_get;
use super::search_path::on_search_path;
use crate::step;
use crate::workspace::Workspace;

const PACKAGES: [&str; 3] = ["nginx", "caddy", "apache2"];
/// What the tests start, below the folder.
const PROGRAMS: [&str; 3] = ["usr/sbin/nginx", "usr/bin/caddy", "usr/sbin/apache2"];
/// What this needs of the machine: the first two to unpack, the last for certificates.
const COMMANDS: [&str; 3] = ["apt-get", "dpkg-deb", "openssl"];

/// Finds the unpacked servers or unpacks them, and gives their folder.
pub fn ensure(workspace: &Workspace) -> Result<PathBuf> {
    let folder = workspace.tools().join("servers");
    if has("openssl") && is_whole(&folder) {
        return Ok(folder);
    }
    step::heading(
        "Web servers",
        "nginx, Caddy and Apache httpd from Debian's packages, unpacked; a minute at most",
    );
    if !has("openssl") {
        let _tried = apt_get(&["update"]) && apt_get(&["install", "--yes", "openssl"]);
    }
    let missing: Vec<_> = COMMANDS.into_iter().filter(|name| !has(name)).collect();
    if !missing.is_empty() {
        bail!(
            "the tests of the web servers need {} of a Debian or Ubuntu; \
             `cargo xtask test native` and `cargo xtask dist` do without",
            missing.join(", ")
        );
    }
    // Where the lists are old or missing and nobody may renew them, the next step says so.
    let _tried = apt_get(&["update"]);
    let downloads = folder.with_extension("downloads");
    for folder in [&downloads, &folder] {
        if folder.exists() {
            fs::remove_dir_all(folder)?;
        }
        fs::create_dir_all(folder)?;
    }
    step::run(
        Command::new("apt-get")
            .args(["--quiet", "download"])
            .args(wanted()?)
            .current_dir(&downloads),
        "Renew the package lists (`apt-get update` as root) and try again.",
    )?;
    for file in fs::read_dir(&downloads)? {
        step::run(
            Command::new("dpkg-deb")
                .arg("--extract")
                .arg(file?.path())
                .arg(&folder),
            "The downloaded package may be cut off; try again.",
        )?;
    }
    fs::remove_dir_all(&downloads)?;
    if !is_whole(&folder) {
        bail!("the packages do not hold {}", PROGRAMS.join(", "));
    }
    Ok(folder)
}

/// The packages, and of all that they depend on what this machine does not have.
fn wanted() -> Result<BTreeSet<String>> {
    let plan = step::answer(
        Command::new("apt-get")
            .args(["--simulate", "--no-install-recommends", "install"])
            .args(PACKAGES),
    )
    .context("apt-get knows no way to install nginx, caddy and apache2 here")?;
    let mut wanted: BTreeSet<String> = PACKAGES.map(str::to_owned).into();
    // Programs and modules of a package that is there already may still be needed as files.
    wanted.extend(["nginx-common", "apache2-bin", "apache2-data"].map(str::to_owned));
    for line in plan.lines() {
        // `Inst name [old] (new …)`; what has an old version is there.
        let mut words = line.split(' ');
        if let (Some("Inst"), Some(name), Some(next)) = (words.next(), words.next(), words.next())
            && !next.starts_with('[')
        {
            wanted.insert(name.to_owned());
        }
    }
    Ok(wanted)
}

fn is_whole(folder: &Path) -> bool {
    PROGRAMS
        .iter()
        .all(|program| folder.join(program).is_file())
}

fn has(program: &str) -> bool {
    on_search_path(program).next().is_some()
}
