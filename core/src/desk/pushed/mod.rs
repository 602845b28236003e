//! What the portal pushes: the gateway's own events, and the commands that it has sent.

mod command_sent;
mod ends;
mod events;
mod ignored;
mod not_ready;
mod pushes;
mod times;

pub use ignored::Ignored;
pub use pushes::Pushes;
