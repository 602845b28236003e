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

/// Takes 2.1 KB less of the download than the standard library's allocator.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();
