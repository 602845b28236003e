//! The panel's state machine, pure: [`update`] takes an event and gives effects. It alone sees
//! the desk, the link and the other panels, and ties them together.
//!
//! Time and chance come in with every event as [`crate::time::Now`]; answers come in as the text
//! that the gateway sent. Effects are data that the app performs.

mod clock_jump;
mod effect;
mod event;
mod jump;
mod leading;
mod look_up;
mod model;
mod outcome;
mod page;
mod pushes;
mod reading;
mod shared;
mod shared_call;
mod shared_state;
mod signed_out;
mod sync;
mod update;
mod wishes;

pub use effect::Effect;
pub use event::Event;
pub use model::Model;
pub use update::update;
