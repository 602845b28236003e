//! The agent panel for contact centres on Huawei's CEC / CC-Gateway.
//!
//! What it knows and does stands in [`cec_agent_panel_core`]. [`i18n`] is pure, too, and
//! compiles anywhere; the rest runs in a browser.

#[cfg(target_arch = "wasm32")]
mod app;
#[cfg(target_arch = "wasm32")]
mod components;
#[cfg(target_arch = "wasm32")]
pub mod entry;
pub mod i18n;

/// Takes 2.1 KB less of the download than the standard library's allocator.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();
