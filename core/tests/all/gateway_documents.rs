//! What the manuals say of the gateway's codes and events is what the core does with them.

use cec_agent_panel_core::gateway::{
    EventKind, FailureClass, RetCode, class_of_retcode, decode_agent_events,
};

const EMBEDDING: &str = include_str!("../../../docs/embedding.md");
const MESSAGES: &str = include_str!("../../../docs/messages.md");

/// How the table of result codes names the classes.
const CLASSES: [(&str, FailureClass); 7] = [
    ("slow down", FailureClass::SlowDown),
    ("switching over", FailureClass::SwitchingOver),
    ("Guid", FailureClass::Guid),
    ("not signed in", FailureClass::NotSignedIn),
    ("session over", FailureClass::SessionOver),
    ("misconfigured", FailureClass::Misconfigured),
    ("gateway fault", FailureClass::GatewayFault),
];

/// The rows of the table of result codes, each with its code and what the panel treats it as.
fn documented_codes() -> Vec<(RetCode, &'static str)> {
    let (_, table) = MESSAGES.split_once("| code | the gateway means |").unwrap();
    let rows = table.lines().skip(2).take_while(|row| !row.is_empty());
    let cells = rows.map(|row| row.split('|').map(str::trim).collect::<Vec<_>>());
    let coded = cells.filter(|cells| cells[1].starts_with('`'));
    coded
        .map(|cells| (RetCode::new(cells[1].trim_matches('`')), cells[3]))
        .collect()
}

#[test]
fn each_result_code_is_treated_as_its_table_says() {
    let documented = documented_codes();
    for (code, told) in &documented {
        if code.is_success() {
            assert_eq!(*told, "success");
            continue;
        }
        let class = class_of_retcode(code);
        let (name, _) = CLASSES.iter().find(|(_, of)| *of == class).unwrap();
        assert_eq!(told, name, "{code:?}");
    }
    // And none that has a class of its own is left out.
    for area in 0..=999 {
        for number in 0..=100 {
            let code = RetCode::new(&format!("{area:03}-{number:03}"));
            let is_told = documented.iter().any(|(told, _)| *told == code);
            let class = class_of_retcode(&code);
            assert!(is_told || class == FailureClass::GatewayFault, "{code:?}");
        }
    }
}

#[test]
fn there_is_a_sample_of_each_event_and_all_of_it_is_understood() {
    let samples = EMBEDDING
        .lines()
        .filter(|it| it.starts_with("{\"eventType\""));
    let mut kinds = Vec::new();
    for sample in samples {
        for event in decode_agent_events(sample) {
            let event = event.unwrap();
            assert_eq!(event.losses, [], "{sample}");
            assert!(!event.value.call.is_another_medium, "{sample}");
            kinds.push(event.value.kind);
        }
    }
    for (kind, name) in EventKind::ALL {
        let times = kinds.iter().filter(|it| *it == kind).count();
        assert_eq!(times, 1, "{name}");
    }
}
