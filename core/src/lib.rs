//! What the agent panel knows and does, pure: no browser, no clock, no network. Time, chance
//! and answers come in as values, and what is to be done goes out as data, so that a whole
//! shift can be driven natively in simulated time.

pub mod gateway;
pub mod panel;
