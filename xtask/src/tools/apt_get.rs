//! Debian's package manager, where there is one.

use std::process::{Command, Stdio};

use crate::step;

/// Runs apt-get as root, directly or by a sudo that asks nothing. `false` where there is
/// no apt-get, no such right, or no such package.
pub fn apt_get(arguments: &[&str]) -> bool {
    let root = step::answer(Command::new("id").arg("-u")).as_deref() == Some("0");
    let mut command = Command::new(if root { "env" } else { "sudo" });
    if !root {
        command.args(["-n", "env"]);
    }
    command
        .args(["DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet"])
        .args(arguments)
        .stdin(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}
