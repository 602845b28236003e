//! One step of a chore: a heading, a command, and what to do when it fails.

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, bail};

/// Prints what is about to happen. `note` says what it does or how long it may take.
pub fn heading(title: &str, note: &str) {
    println!("\n── {title}: {note}");
}

/// Runs a command in plain sight. Where it fails, the error names it and gives `advice`,
/// a sentence that says what to do.
pub fn run(command: &mut Command, advice: &str) -> Result<()> {
    let line = shown(command);
    let status = command
        .status()
        .with_context(|| format!("`{line}` does not start\n{advice}"))?;
    if !status.success() {
        bail!("`{line}` failed ({status})\n{advice}");
    }
    Ok(())
}

/// Runs a command in the place of this program, so that whatever ends this one ends it; comes back
/// only with what went wrong.
pub fn run_in_our_place(command: &mut Command) -> Result<()> {
    #[cfg(unix)]
    let result = Err(std::os::unix::process::CommandExt::exec(command));
    #[cfg(not(unix))]
    let result = command.status().map(drop);
    result.with_context(|| format!("`{}` does not start", shown(command)))
}

/// Runs a command like [`run`] and hands each line of its standard output to `seen` after
/// printing it. `Ok(false)` means that the command ran and failed.
pub fn run_watched(command: &mut Command, mut seen: impl FnMut(&str)) -> Result<bool> {
    let line = shown(command);
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("`{line}` does not start"))?;
    if let Some(stdout) = child.stdout.take() {
        for bytes in BufReader::new(stdout).split(b'\n') {
            let text = String::from_utf8_lossy(&bytes?).into_owned();
            println!("{text}");
            seen(&text);
        }
    }
    Ok(child.wait()?.success())
}

/// The command's standard output, when it can be started and ends well.
pub fn answer(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The command as a line that can be typed, without its environment.
fn shown(command: &Command) -> String {
    std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(|word| word.to_string_lossy().into_owned())
        .collect::<Vec<_>>()
        .join(" ")
}
