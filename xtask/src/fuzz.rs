//! Fuzzing: libFuzzer feeds the decoders and the state machine with whatever it can think of.
//!
//! The targets and their first inputs stand in `fuzz/`. What a run learns goes into
//! `target/fuzz/corpus`, and the next run begins with it. Without the nightly toolchain or
//! cargo-fuzz the step says so and does nothing.

use std::path::Path;

use anyhow::Result;

use crate::step;
use crate::tools::cargo_fuzz;
use crate::workspace::Workspace;

/// How long each target runs when nobody says, in seconds.
pub const SECONDS: u32 = 60;

/// The targets.
const TARGETS: [&str; 4] = ["answers", "texts", "rows", "update"];
/// The longest input, in bytes.
const LONGEST: u32 = 4_096;

/// Runs each target for so many seconds. Fails with the first that finds something, and says
/// where its input lies.
pub fn run(workspace: &Workspace, seconds: u32) -> Result<()> {
    step::heading(
        "Fuzzing",
        &format!("cargo-fuzz; {seconds} s a target, and a minute to build them at first"),
    );
    let program = match cargo_fuzz::ensure(workspace) {
        Ok(program) => program,
        Err(why) => {
            println!("   skipped: {why}");
            return Ok(());
        }
    };
    let build = workspace.target.join("fuzz");
    let command = |word: &str| {
        let mut command = workspace.command(&program);
        command
            .args(["fuzz", word])
            // Nothing in the panel is unsafe, so a sanitizer would only make it slow.
            .args(["--sanitizer", "none"])
            .env("RUSTUP_TOOLCHAIN", "nightly")
            .env("CARGO_TARGET_DIR", &build)
            // That of the toolchain which runs this program.
            .env_remove("CARGO");
        command
    };
    step::run(
        &mut command("build"),
        "The targets in fuzz/ are of the panel's own code; mend what the compiler names.",
    )?;
    for target in TARGETS {
        let learnt = build.join("corpus").join(target);
        std::fs::create_dir_all(&learnt)?;
        println!("   {target}");
        step::run(
            command("run")
                .arg(target)
                .arg(&learnt)
                .arg(Path::new("fuzz/corpus").join(target))
                .arg("--")
                .arg(format!("-max_total_time={seconds}"))
                .arg(format!("-max_len={LONGEST}"))
                .args(["-dict=fuzz/words.dict", "-timeout=20"])
                // Nothing but what it finds, and how many inputs it has tried.
                .args(["-verbosity=0", "-print_final_stats=1"]),
            &format!(
                "`{target}` has found an input that breaks the panel. It lies in \
                 fuzz/artifacts/{target}; `cargo +nightly fuzz run --sanitizer none {target} FILE` \
                 runs it again"
            ),
        )?;
    }
    Ok(())
}
