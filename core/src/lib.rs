//! What the agent panel knows and does, pure: no browser, no clock, no network. Time, chance
//! and answers come in as values, and what is to be done goes out as data, so that a whole
//! shift can be driven natively in simulated time.
//!
//! [`gateway`] reads the protocol. [`desk`], [`link`] and [`sharing`] each know one thing and
//! nothing of each other; [`panel`] ties them together, and [`view`] says what is to be seen.

pub mod desk;
pub mod diagnostics;
pub mod field;
pub mod gateway;
pub mod generation;
pub mod link;
pub mod panel;
pub mod settings;
pub mod sharing;
pub mod time;
pub mod view;
