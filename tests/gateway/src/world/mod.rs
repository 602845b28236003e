//! What the gateway knows, without HTTP: agents, their calls, events, Guids and time.
//!
//! Nothing in here waits or reads a clock. Every function is told the time (milliseconds
//! since 1970), and whatever fell due by then happens first, at its own due time.

pub mod act;
pub mod agent;
pub mod allowed;
pub mod call;
pub mod clock;
pub mod command;
pub mod documents;
pub mod ending;
pub mod event;
pub mod fault;
pub mod flow;
pub mod gateway;
pub mod guid;
pub mod help;
pub mod history;
pub mod life;
pub mod log;
pub mod retcode;
pub mod sessions;
pub mod setup;
pub mod shift;
pub mod sign_in;
pub mod state;
pub mod supervision;
pub mod transfer;
pub mod voice;
