//! What is known of the agent, and from when: the state, the call, what is pending, the command
//! on its way, and what the portal has pushed of them.
//!
//! It knows neither the gateway's requests nor the other panels. What it wants of them it gives
//! back as [`Wishes`].

mod answers;
pub(crate) mod call;
mod clock_set;
pub(crate) mod command;
mod crosscheck;
mod known;
pub(crate) mod pending;
pub(crate) mod pushed;
pub(crate) mod reason;
pub(crate) mod status;

pub use answers::Polled;
pub use call::CallStage;
pub use command::Verdict;
pub use known::{Desk, Wishes};
pub use pending::{Asked, Pending};
pub use pushed::Ignored;
pub use status::Source;
