//! Any text as what another panel says, or what an earlier one has left.
//!
//! A row that cannot be read changes nothing that is seen; one that can is handed on as it
//! was understood, and what comes of it is understood in the same way.
#![no_main]

use cec_agent_panel_core::gateway::{AgentId, Guid};
use cec_agent_panel_core::link::Session;
use cec_agent_panel_core::panel::{Event, Model, update};
use cec_agent_panel_core::settings::Settings;
use cec_agent_panel_core::sharing::LeadNews;
use cec_agent_panel_core::time::{Mono, Now, Wall};
use cec_agent_panel_core::view::{facts, view};
use libfuzzer_sys::fuzz_target;

/// The Guid, which must stand nowhere.
const SECRET: &str = "S3CR3T00";

const NOW: Now = Now {
    mono: Mono(1_000_000),
    wall: Wall(1_750_000_000_000),
    chance: 0,
};

/// A panel that follows, and has been told `row`.
fn told(row: &str, recalled: bool) -> Option<Model> {
    let session = Session {
        agent: AgentId::parse("41001").ok()?,
        guid: Some(Guid::new(SECRET)?),
    };
    let agent = session.agent;
    let mut model = Model::new(Settings::default(), Vec::new(), NOW);
    let mut events = vec![Event::Started {
        visible: true,
        online: true,
    }];
    if recalled {
        events.push(Event::Recalled(agent, row.to_owned()));
    }
    events.push(Event::SessionRead(Some(session)));
    events.push(Event::Lead(LeadNews::Taken));
    if !recalled {
        events.push(Event::Heard(row.to_owned()));
    }
    for event in events {
        update(&mut model, NOW, event);
    }
    Some(model)
}

fuzz_target!(|bytes: &[u8]| {
    // libFuzzer reads along in comparisons, and what comes in may be handed on.
    if bytes
        .windows(SECRET.len())
        .any(|part| part == SECRET.as_bytes())
    {
        return;
    }
    let text = String::from_utf8_lossy(bytes);
    for recalled in [false, true] {
        let Some(model) = told(&text, recalled) else {
            return;
        };
        let seen = view(&model, NOW);
        let _ = facts(&model, &seen);
        // At any time to come, too.
        for ms in [1, 61_000, 10_000_000_000] {
            let later = Now {
                mono: Mono(NOW.mono.0 + ms),
                ..NOW
            };
            let _ = view(&model, later);
        }
        // What was understood is handed on so that another understands the same.
        let Some((_, row)) = model.to_keep(NOW) else {
            return;
        };
        assert!(!row.contains(SECRET));
        let again = told(&row, recalled).map(|model| view(&model, NOW));
        let (mut seen, mut again) = (seen, again.expect("it was told before"));
        // But for how each stands with the gateway, and what has not been used.
        if seen.badge.state.is_some() {
            (seen.connection, again.connection) =
                (again.connection.clone(), again.connection.clone());
            (seen.recovery, again.recovery) = (None, None);
            (seen.notice, again.notice) = (None, None);
            assert_eq!(seen, again);
        }
    }
});
