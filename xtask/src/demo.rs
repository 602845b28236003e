//! The demo: a quick build of the panel in the portal of the examples, on a simulated gateway that
//! lives through a shift.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use anyhow::{Context as _, Result, bail};

use crate::workspace::Workspace;
use crate::{dist, examples, simulated_gateway, step, tools};

/// The port that the demo takes unless told otherwise; `trunk serve` looks for the gateway there.
pub const PORT: u16 = 8043;

/// What the simulated gateway prints before its address, once it answers.
const LISTENING: &str = "listening on ";

/// How long the simulated gateway may take to end after Ctrl-C.
const GRACE: Duration = Duration::from_secs(2);

/// Builds everything, starts the simulated gateway, prints the address to open, and stays
/// until Ctrl-C. A taken port means the next free one.
pub fn run(workspace: &Workspace, port: u16) -> Result<()> {
    let tools = tools::for_build(workspace)?;
    let panel = dist::for_demo(workspace, &tools)?;
    let gateway = simulated_gateway::build(workspace)?;

    step::heading("Demo", "the panel on a simulated gateway, until Ctrl-C");
    let mut child = workspace
        .command(&gateway)
        .arg("--static")
        .arg(panel)
        .args(["--also", &examples::portal_at(workspace, "/demo")])
        .args(["--demo", "--next-port", "--port", &port.to_string()])
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("{} does not start", gateway.display()))?;
    let stdout = child.stdout.take();
    let child = Arc::new(Mutex::new(child));
    let stopped = end_on_signal(&child)?;

    for line in stdout
        .into_iter()
        .flat_map(|out| BufReader::new(out).lines())
    {
        let line = line?;
        // Whoever reads two addresses may open the wrong one.
        let Some(address) = line.trim().strip_prefix(LISTENING) else {
            println!("{line}");
            continue;
        };
        println!("\n    Open {}/demo/\n", address.trim_end_matches('/'));
        println!("    Ctrl-C ends the demo.\n");
    }
    let status = lock(&child).wait()?;
    if stopped.load(Ordering::SeqCst) {
        println!("The demo has ended.");
        return Ok(());
    }
    bail!(
        "the simulated gateway ended by itself ({status})\n\
         If its message above speaks of the port, choose another: cargo xtask demo --port 9043"
    )
}

/// Makes Ctrl-C and a request to terminate end the child and not this program, which then
/// goes on to say so. The child gets a Ctrl-C from the terminal itself; where it has not
/// ended after [`GRACE`], or nobody told it, it is ended from here. The result tells
/// whether a signal came.
fn end_on_signal(child: &Arc<Mutex<Child>>) -> Result<Arc<AtomicBool>> {
    let stopped = Arc::new(AtomicBool::new(false));
    let (child, told) = (Arc::clone(child), Arc::clone(&stopped));
    ctrlc::set_handler(move || {
        told.store(true, Ordering::SeqCst);
        std::thread::sleep(GRACE);
        // An error means that it has ended, which is what was wanted.
        let _ = lock(&child).kill();
    })
    .context("Ctrl-C cannot be watched for")?;
    Ok(stopped)
}

fn lock(child: &Mutex<Child>) -> std::sync::MutexGuard<'_, Child> {
    child.lock().unwrap_or_else(PoisonError::into_inner)
}
