//! The binary that Trunk builds. The page's script calls what the library exports; there
//! is nothing to do before that.

// Without this reference the library, and with it its exports, would not be linked.
use cec_agent_panel as _;

fn main() {}
