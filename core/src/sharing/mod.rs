//! One asker a browser (R7): who has the lead among the panels of an agent, and what they hand
//! each other.
//!
//! It knows neither the agent's state nor the exchange with the gateway.

mod lead;
pub(crate) mod said;
mod standing;
mod wire;

pub(crate) use lead::Lead;
pub use lead::{LeadNews, Role};
pub(crate) use standing::{Doubt, GRACE_MS, PUNCTUAL_MS, SHORTEST_PATIENCE_MS, Sharing};
pub(crate) use wire::{NO_MOMENT, Row, no_mono};
