//! A linker that leaves out what nothing calls.
//!
//! Leptos always brings its server functions, and with them a library of streams that the
//! module would have to export: 5 KB with brotli that no feature switches off, and that no
//! later tool can take out, because exported code counts as called. So the release build
//! links through this program, which passes everything on to Rust's own linker but the
//! wish to export those functions.

use std::env;
use std::path::PathBuf;
use std::process::{Command, ExitCode};

use anyhow::{Context as _, Result};

use crate::step;

/// The variable that names Rust's own linker; where it is set, this program links.
const LINKER: &str = "XTASK_LINKER";

/// What stands in the names of the exports that nothing calls: those of `wasm-streams`.
const UNCALLED: &str = "underlying";

/// Has the builds of `command` for wasm link through this program.
pub fn through_here(command: &mut Command) -> Result<()> {
    let question = ["--print=sysroot", "--print=host-tuple"];
    let answer = step::answer(Command::new("rustc").args(question));
    let answer = answer.context("`rustc --print=sysroot` failed")?;
    let (sysroot, host) = answer.split_once('\n').context("rustc names no host")?;
    let libraries = PathBuf::from(sysroot.trim()).join("lib/rustlib").join(host);
    let linker = libraries.join("bin/rust-lld");
    command.env(LINKER, linker).env(
        "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER",
        env::current_exe()?,
    );
    Ok(())
}

/// Links, when this program was started as a linker; else gives nothing.
pub fn as_linker() -> Option<Result<ExitCode>> {
    let linker = env::var_os(LINKER)?;
    let status = Command::new(&linker)
        .args(called(env::args().skip(1)))
        .status()
        .with_context(|| format!("{} does not start", linker.display()));
    Some(status.map(|status| {
        if status.success() {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        }
    }))
}

/// The arguments without the exports that nothing calls, each a pair of arguments.
fn called(arguments: impl Iterator<Item = String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for argument in arguments {
        let is_export = kept.last().is_some_and(|last| last == "--export");
        if is_export && argument.contains(UNCALLED) {
            kept.pop();
        } else {
            kept.push(argument);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::called;

    #[test]
    fn only_exports_of_streams_are_left_out() {
        let arguments = "-flavor wasm --export mount --export intounderlyingsink_close_58a9 \
                         --export __wbindgen_describe___wbg_new_with_underlying_sink_6b48 \
                         an/underlying/path.o -o panel.wasm";
        let kept = called(arguments.split_whitespace().map(str::to_owned)).join(" ");
        assert_eq!(
            kept,
            "-flavor wasm --export mount an/underlying/path.o -o panel.wasm"
        );
    }
}
