//! Every row of the gateway's code tables.

use cec_agent_panel_core::gateway::{
    AgentState, CallFeature, Command, FailureClass, Interface, RetCode, class_of_http_status,
    class_of_retcode,
};

/// Codes around and between all the documented ones, and the ends of the integers.
fn codes() -> impl Iterator<Item = i64> {
    (-300..=300).chain([i64::MIN, i64::MAX])
}

#[test]
fn agentstatus_numbers_the_states_by_its_own_table() {
    let rows = [
        (1, AgentState::SignedIn, "signed-in", false),
        (2, AgentState::SignedOut, "signed-out", false),
        (3, AgentState::Busy, "busy", false),
        (4, AgentState::Idle, "idle", false),
        (5, AgentState::WrapUp, "wrap-up", false),
        (6, AgentState::Idle, "idle", false),
        (7, AgentState::Talking, "talking", true),
        (8, AgentState::Rest, "rest", false),
        (9, AgentState::PreRest, "pre-rest", false),
    ];
    for (code, state, slug, in_call) in rows {
        let read = AgentState::from_agent_status(code);
        assert_eq!(read, state, "agentState {code}");
        assert_eq!(read.slug(), slug, "agentState {code}");
        assert_eq!(read.is_in_call(), in_call, "agentState {code}");
    }
    for code in codes().filter(|code| !(1..=9).contains(code)) {
        let interface = Interface::AgentStatus;
        let unknown = AgentState::Unknown { interface, code };
        assert_eq!(AgentState::from_agent_status(code), unknown);
    }
}

#[test]
fn syncagentinfo_numbers_the_states_by_its_own_table() {
    let rows = [
        (1, AgentState::Idle, "idle", false),
        (2, AgentState::WrapUp, "wrap-up", false),
        (3, AgentState::Rest, "rest", false),
        (4, AgentState::Busy, "busy", false),
        (5, AgentState::Playback, "playback", true),
        (6, AgentState::OutboundCall, "outbound-call", true),
        (7, AgentState::Occupied, "occupied", true),
        (8, AgentState::Ringing, "ringing", true),
        (9, AgentState::Talking, "talking", true),
        (10, AgentState::ThreeParty, "three-party", true),
        (11, AgentState::Hold, "hold", true),
        (12, AgentState::Mute, "mute", true),
        (13, AgentState::Help, "help", true),
        (14, AgentState::Transfer, "transfer", true),
        (15, AgentState::Insert, "insert", true),
        (16, AgentState::Listen, "listen", true),
        (17, AgentState::Whisper, "whisper", true),
        (255, AgentState::Abnormal, "abnormal", false),
    ];
    for (code, state, slug, in_call) in rows {
        let read = AgentState::from_sync(code);
        assert_eq!(read, state, "state {code}");
        assert_eq!(read.slug(), slug, "state {code}");
        assert_eq!(read.is_in_call(), in_call, "state {code}");
    }
    let documented = |code: &i64| (1..=17).contains(code) || *code == 255;
    for code in codes().filter(|code| !documented(code)) {
        let interface = Interface::SyncAgentInfo;
        let unknown = AgentState::Unknown { interface, code };
        assert_eq!(AgentState::from_sync(code), unknown);
    }
}

#[test]
fn an_unknown_state_keeps_its_number_and_interface_and_is_no_call() {
    let polled = AgentState::from_agent_status(10);
    let synced = AgentState::from_sync(18);
    assert_ne!(polled, AgentState::from_sync(10));
    for state in [polled, synced] {
        assert_eq!(state.slug(), "unknown");
        assert!(!state.is_in_call());
    }
    assert_ne!(
        AgentState::from_agent_status(77),
        AgentState::from_sync(77),
        "the same unknown number of two interfaces is not the same state"
    );
}

#[test]
fn every_call_feature_is_read_and_keeps_its_code() {
    let rows = [
        (-1, CallFeature::Others),
        (0, CallFeature::CommonInbound),
        (6, CallFeature::Internal),
        (7, CallFeature::Common),
        (40, CallFeature::ReservedOutbound),
        (41, CallFeature::PreemptedOutbound),
        (43, CallFeature::Predicted),
        (44, CallFeature::PreviewedOrPredictedOutbound),
        (45, CallFeature::ReservedCallback),
        (51, CallFeature::InternalTwoPartyConsultation),
        (52, CallFeature::InternalThreePartyConsultation),
        (53, CallFeature::MultiParty),
    ];
    for (code, feature) in rows {
        assert_eq!(CallFeature::from_code(code), feature);
        assert_eq!(feature.code(), code);
    }
    for code in codes().filter(|code| rows.iter().all(|(known, _)| known != code)) {
        assert_eq!(CallFeature::from_code(code), CallFeature::Unknown(code));
        assert_eq!(CallFeature::Unknown(code).code(), code);
    }
}

#[test]
fn every_command_is_read_and_keeps_its_code() {
    let rows = [
        (0, Command::None),
        (1, Command::AgentHangUp),
        (2, Command::AgentDisconnected),
        (3, Command::CustomerHangUp),
        (4, Command::FirstOutboundCall),
        (5, Command::OutboundCall),
        (6, Command::Hold),
        (7, Command::Unhold),
        (8, Command::Mute),
        (9, Command::Unmute),
        (10, Command::BlindTransfer),
        (11, Command::ReleaseAfterTransfer),
        (12, Command::TalkForwarding),
        (13, Command::ReleaseAfterThreeWayForwarding),
        (14, Command::HangUpTransfer),
        (15, Command::SpecialTransfer),
        (16, Command::TwoPartyHelp),
        (17, Command::ThreePartyHelp),
        (18, Command::ThreePartyCall),
        (19, Command::Playback),
        (20, Command::Insertion),
        (21, Command::Listen),
        (22, Command::Switch),
        (23, Command::Intercept),
        (24, Command::Whisper),
        (30, Command::ShowBusy),
        (31, Command::Rest),
    ];
    for (code, command) in rows {
        assert_eq!(Command::from_code(code), command);
        assert_eq!(command.code(), code);
    }
    for code in codes().filter(|code| rows.iter().all(|(known, _)| known != code)) {
        assert_eq!(Command::from_code(code), Command::Unknown(code));
        assert_eq!(Command::Unknown(code).code(), code);
    }
}

#[test]
fn every_result_code_has_its_failure_class() {
    use FailureClass::{
        GatewayFault, Guid, Misconfigured, NotSignedIn, SessionOver, SlowDown, SwitchingOver,
    };
    let rows = [
        ("000-000", GatewayFault),
        ("000-001", GatewayFault),
        ("000-002", Misconfigured),
        ("000-003", Guid),
        ("000-004", SwitchingOver),
        ("000-006", GatewayFault),
        ("000-007", SlowDown),
        ("100-001", GatewayFault),
        ("100-002", GatewayFault),
        ("100-003", GatewayFault),
        ("100-004", GatewayFault),
        ("100-005", GatewayFault),
        ("100-006", NotSignedIn),
        ("100-007", GatewayFault),
        ("100-008", SessionOver),
        ("100-009", GatewayFault),
        ("100-010", GatewayFault),
        ("100-011", Misconfigured),
        ("100-012", GatewayFault),
        ("100-013", GatewayFault),
        ("100-014", GatewayFault),
        ("100-015", GatewayFault),
        ("100-016", GatewayFault),
        ("100-018", GatewayFault),
        ("100-020", GatewayFault),
        ("100-021", GatewayFault),
        ("105-001", SwitchingOver),
        ("105-002", SwitchingOver),
        ("105-003", SwitchingOver),
        ("105-004", SwitchingOver),
        ("105-005", SessionOver),
        ("105-006", SessionOver),
        ("105-007", SessionOver),
        ("107-000", SessionOver),
        ("110-016", GatewayFault),
        ("999-001", GatewayFault),
        ("", GatewayFault),
        ("123-456", GatewayFault),
        ("100-0060", GatewayFault),
    ];
    for (code, class) in rows {
        let retcode = RetCode::new(code);
        assert_eq!(class_of_retcode(&retcode), class, "{code}");
        assert_eq!(retcode.as_str(), code);
        assert!(!retcode.is_success(), "{code}");
    }
}

#[test]
fn only_zero_is_success() {
    assert!(RetCode::new("0").is_success());
    for code in ["", "00", "0.0", "0-0", "ok", "200"] {
        assert!(!RetCode::new(code).is_success(), "{code}");
    }
}

#[test]
fn a_result_code_is_short_and_holds_no_character_that_needs_escaping() {
    assert_eq!(
        RetCode::new("<b>\u{202e}100\"é").as_str(),
        "_b__100__",
        "one underscore for each character that no code has"
    );
    assert_eq!(RetCode::new(" 100-006\r\n").as_str(), "100-006");
    assert_eq!(RetCode::new(&"9".repeat(500)).as_str(), "9".repeat(32));
    assert_eq!(RetCode::new(&"é".repeat(500)).as_str(), "_".repeat(32));
}

#[test]
fn every_http_status_has_its_failure_class() {
    let rows = [
        (200..=299, None),
        (403..=405, Some(FailureClass::Misconfigured)),
        (429..=429, Some(FailureClass::SlowDown)),
        (500..=502, Some(FailureClass::Transient)),
        (503..=503, Some(FailureClass::SlowDown)),
        (504..=599, Some(FailureClass::Transient)),
    ];
    for status in 0..=u16::MAX {
        let row = rows.iter().find(|(statuses, _)| statuses.contains(&status));
        let class = row.map_or(Some(FailureClass::GatewayFault), |(_, class)| *class);
        assert_eq!(class_of_http_status(status, false), class, "{status}");
        // Once the gateway has answered, what comes in its place passes.
        let after = match class {
            Some(FailureClass::Misconfigured | FailureClass::GatewayFault) => {
                Some(FailureClass::Transient)
            }
            class => class,
        };
        assert_eq!(class_of_http_status(status, true), after, "{status}");
    }
}
