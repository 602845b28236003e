//! The exchange with the gateway: the session, one request at a time, the one sync, the polls and
//! how often they come, the look-ups, and what failures mean.
//!
//! It knows neither the agent's state nor the other panels.

mod asking_again;
mod connection;
mod exchange;
mod handed;
mod look_up;
mod looking_up;
mod next_ask;
mod pace;
mod polling;
mod quality;
mod recovery;
mod refused;
mod reply;
mod requests;
mod server_clock;
mod session;

pub use connection::Connection;
pub use exchange::Link;
pub(crate) use handed::Handed;
pub(crate) use look_up::LookUp;
pub use next_ask::NextAsk;
pub(crate) use pace::Pace;
pub(crate) use polling::{LONGEST_RETRY_AFTER_MS, Polling};
pub(crate) use quality::SLOW_MS;
pub(crate) use recovery::{Recovery, SyncStage};
pub(crate) use reply::read_reply;
pub use reply::{Cause, Failure, Reply};
pub(crate) use requests::InFlight;
pub use server_clock::Stamp;
pub(crate) use server_clock::{Reading, Reason};
pub use session::{Expiry, Session, wrong};
pub(crate) use session::{GUID_RETRY_MS, LOOK_EVERY_MS, Phase};
