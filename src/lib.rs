//! The agent panel for contact centres on Huawei's CEC / CC-Gateway.
//!
//! What it knows and does stands in [`cec_agent_panel_core`]; here is what the agent sees of
//! it, and what does in a browser what it asks for.

mod app;
mod components;
pub mod entry;
pub mod i18n;
