//! The project's own chores, started as `cargo xtask …`.
//!
//! Each command sets up what it needs and is missing, says what it does and how long that
//! may take, and ends with an exit code of 0 only when everything it did went well.

mod archive;
mod baselines;
mod bench;
mod checksum;
mod compress;
mod demo;
mod deny;
mod dist;
mod dist_files;
mod endurance;
mod examples;
mod first_visit;
mod fuzz;
mod languages;
mod licences;
mod link;
mod manifest;
mod npm_package;
mod page;
mod report;
mod reproducible;
mod revision;
mod scripts;
mod short_names;
mod simulated_gateway;
mod step;
mod tally;
mod test;
mod tools;
mod workspace;

use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};

use test::Part;
use workspace::Workspace;

const HELP: &str = "\
Usage: cargo xtask <command>

  demo [--port N]        builds the panel and shows a simulated agent's shift in the browser
  test [native|browser|engines]
                         what a change must pass: formatting, clippy, native tests, size, browser tests,
                         and those in Firefox and WebKit; or one part; what follows `browser` or
                         `engines` goes to Playwright, and chooses among the long tests too, for
                         instance --grep ringing
  endurance              the rest, an hour: all random shifts, the herd, fuzzing, cargo deny, a second
                         build to compare, web servers, soak
  dist [--twice]         builds the folder to serve, dist/, its archive in target/dist and the npm package
                         in target/dist/npm; twice: also in another folder, and compares
  fuzz [seconds]         fuzzes the decoders and the state machine, 60 seconds each
  bench                  measures size, and speed beside plain JavaScript and React, prints both and writes
                         target/bench.json

Every command installs the tools it needs and does not find, into target/tools.
On a machine that never built the project, the first run takes some minutes more.";

fn main() -> ExitCode {
    match link::as_linker().unwrap_or_else(run) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<ExitCode> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    if let [] | ["help" | "--help" | "-h"] = words.as_slice() {
        println!("{HELP}");
        return Ok(ExitCode::SUCCESS);
    }
    let workspace = &Workspace::locate()?;
    match words.as_slice() {
        ["demo"] => demo::run(workspace, demo::PORT)?,
        ["demo", "--port", port] => {
            let port = port.parse().with_context(|| {
                format!("`{port}` is no port; a port is a number from 0 to 65535")
            })?;
            demo::run(workspace, port)?;
        }
        ["test"] => return Ok(test::run(workspace, Part::All, &[])),
        ["test", "native"] => return Ok(test::run(workspace, Part::Native, &[])),
        ["test", "browser", rest @ ..] => return Ok(test::run(workspace, Part::Browser, rest)),
        ["test", "engines", rest @ ..] => return Ok(test::run(workspace, Part::Engines, rest)),
        ["endurance"] => return Ok(endurance::run(workspace)),
        ["dist"] => dist::build(workspace, &tools::for_build(workspace)?)?,
        ["dist", "--twice"] => {
            let tools = tools::for_build(workspace)?;
            dist::build(workspace, &tools)?;
            reproducible::check(workspace, &tools)?;
        }
        ["fuzz"] => fuzz::run(workspace, fuzz::SECONDS)?,
        ["fuzz", seconds] => {
            let parsed = seconds.parse();
            let parsed = parsed.with_context(|| format!("`{seconds}` is no number of seconds"))?;
            fuzz::run(workspace, parsed)?;
        }
        ["bench"] => bench::run(workspace)?,
        _ => bail!("`{}` is not a command\n\n{HELP}", words.join(" ")),
    }
    Ok(ExitCode::SUCCESS)
}
