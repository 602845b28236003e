//! A simulated CC-Gateway: the part of the gateway that an agent panel meets, for tests and
//! for the demo. `README.md` beside this crate lists its options and its control interface.
//!
//! `world` is the gateway's own truth and knows no HTTP; `http` puts it on the wire.

mod header_case;
pub mod http;
pub mod options;
pub mod server;
pub mod tls;
pub mod world;
