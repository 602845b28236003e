//! Any text as `config.json` and as the session in the portal's storage.
//!
//! Neither panics. What comes of them lies within the documented ranges, and the Guid is in
//! nobody's `Debug`.
#![no_main]

use cec_agent_panel_core::link::Session;
use cec_agent_panel_core::settings::{GuidFrom, Settings};
use cec_agent_panel_core::view::safe_text;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let (settings, complaints) = Settings::parse(&text);
    for time in [
        settings.poll_interval_ms,
        settings.hidden_poll_interval_ms,
        settings.request_timeout_ms,
    ] {
        assert!((1_000..=60_000).contains(&time));
    }
    let gateway = &settings.gateway;
    let elsewhere = gateway.starts_with("https://") || gateway.starts_with("http://");
    assert!(
        gateway.is_empty() || elsewhere || (gateway.starts_with('/') && !gateway.starts_with("//"))
    );
    assert!(gateway.bytes().all(|byte| byte.is_ascii_graphic()));
    assert!(
        complaints
            .iter()
            .all(|complaint| complaint.key.chars().count() <= 40)
    );

    for guid_from in [GuidFrom::Session, GuidFrom::Proxy] {
        if let Ok(Some(session)) = Session::read(&text, guid_from) {
            assert!((101..=999_999).contains(&session.agent.number()));
            assert!(session.fits(guid_from));
            let shown = format!("{session:?}");
            assert!(session.guid.is_none() || shown.contains("***"));
        }
    }

    let seen = safe_text(&text, 40);
    assert!(seen.shown.chars().count() <= 40);
    let hidden =
        |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    assert!(!seen.shown.chars().any(hidden));
});
