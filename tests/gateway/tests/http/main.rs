//! The simulated gateway, driven over HTTP as a portal, a panel and a test drive it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod call_commands;
mod call_data;
mod calls;
mod cors;
mod event_contents;
mod event_orders;
mod events;
mod faults;
mod openings;
mod other_event_contents;
mod pages;
mod refusals;
mod session;
mod shift;
mod sign_in;
mod site;
mod states;
mod transfer_orders;
mod wire;
