//! The agent panel for contact centres on Huawei's CEC / CC-Gateway.
//!
//! [`gateway`], [`panel`] and [`i18n`] are pure and compile anywhere; the rest runs in a
//! browser.

#[cfg(target_arch = "wasm32")]
mod components;
#[cfg(target_arch = "wasm32")]
pub mod entry;
pub mod gateway;
pub mod i18n;
pub mod panel;
#[cfg(target_arch = "wasm32")]
mod runtime;
