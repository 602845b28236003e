//! Runs the panel in a browser: performs its effects and feeds it what happens.
//!
//! Everything of one panel hangs on its [`Driver`], so that several panels can stand in one page.
//! What this page load has learnt of each agent is all panels' (`page_memory`).

mod ahead;
mod clock;
mod diagnostics;
mod dress;
mod driver;
mod host;
mod http;
mod mount;
mod page_events;
mod page_memory;
mod plain_object;
mod session_source;
mod tick;
mod told;

pub use driver::Driver;
pub use host::Page;
pub use mount::{Mounted, mount};
