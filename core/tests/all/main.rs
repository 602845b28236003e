//! The tests of the core by their subjects, in one program: as one each they would take twice
//! the time to build, because each would compile the support and be linked anew.
//!
//! `cargo test -p cec-agent-panel-core panel_polling` runs those of one file.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test fails by panicking"
)]

mod gateway_agent_events;
mod gateway_documents;
mod gateway_tables;
mod gateway_values;
mod panel_asked_ahead;
mod panel_back_off;
mod panel_call_card;
mod panel_command;
mod panel_command_evidence;
mod panel_command_words;
mod panel_cross_origin;
mod panel_facts;
mod panel_failures;
mod panel_freshness;
mod panel_gateway_pages;
mod panel_guidless;
mod panel_host_commands;
mod panel_host_rest;
mod panel_impossible_times;
mod panel_in_its_place;
mod panel_limits;
mod panel_link_quality;
mod panel_long_run;
mod panel_look_up;
mod panel_look_up_pace;
mod panel_look_up_sharing;
mod panel_masked;
mod panel_next_ask;
mod panel_old_answers;
mod panel_other_media;
mod panel_party;
mod panel_pending;
mod panel_polling;
mod panel_pushed_at_random;
mod panel_pushed_calls;
mod panel_pushed_polls;
mod panel_pushed_releases;
mod panel_pushed_sessions;
mod panel_pushed_times;
mod panel_refresh;
mod panel_second_party;
mod panel_session;
mod panel_set_clock;
mod panel_settings;
mod panel_sharing;
mod panel_sharing_at_random;
mod panel_sharing_page;
mod panel_sharing_sessions;
mod panel_sharing_words;
mod panel_signed_out;
mod panel_status;
mod panel_sync_once;
mod panel_text;
mod panel_times;
mod panel_transfers;
mod panel_wire_events;
#[path = "../support/mod.rs"]
mod support;
