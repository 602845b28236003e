//! The demo: a quick build of the panel in the portal of the examples, on a simulated gateway that
//! lives through a shift.

use anyhow::Result;

use crate::workspace::Workspace;
use crate::{dist, examples, simulated_gateway, step, tools};

/// The port that the demo takes unless told otherwise; `trunk serve` looks for the gateway there.
pub const PORT: u16 = 8043;

/// Builds everything and has the simulated gateway take this program's place: it prints the address
/// to open and stays until Ctrl-C. A taken port means the next free one.
pub fn run(workspace: &Workspace, port: u16) -> Result<()> {
    let tools = tools::for_build(workspace)?;
    let panel = dist::for_demo(workspace, &tools)?;
    let gateway = simulated_gateway::build(workspace)?;

    step::heading("Demo", "the panel on a simulated gateway, until Ctrl-C");
    step::run_in_our_place(
        workspace
            .command(&gateway)
            .arg("--static")
            .arg(panel)
            .args(["--also", &examples::portal_at(workspace, "/demo")])
            .args(["--demo", "--open", "/demo/"])
            .args(["--next-port", "--port", &port.to_string()]),
    )
}
