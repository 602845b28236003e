//! What holds of the gateway module for every input, tried with generated ones.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod any_input;
mod encoder;
mod fields;
mod generators;
mod round_trips;
mod wrong_types;

use proptest::prelude::*;

/// Short runs, and no file of failures: what one finds becomes a test by name.
fn runs(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}
