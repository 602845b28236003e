//! The small values of the gateway's protocol: agent ID, Guid, time.

use cec_agent_panel::gateway::{AgentId, AgentIdError, GatewayTime, Guid, NegativeDuration};

#[test]
fn an_agent_id_is_plain_digits_from_101_to_999999() {
    for (text, number) in [("101", 101), ("41001", 41_001), (" 999999\n", 999_999)] {
        let id = AgentId::parse(text).expect(text);
        assert_eq!(id.number(), number);
        assert_eq!(
            id.to_string(),
            text.trim(),
            "it goes into the path as it is"
        );
    }
    for text in ["0", "100", "1000000", "4294967397", "99999999999999999999"] {
        assert_eq!(
            AgentId::parse(text),
            Err(AgentIdError::OutOfRange),
            "{text}"
        );
    }
    for text in [
        "",
        " ",
        "0101",
        "+101",
        "-101",
        "1e3",
        "101.0",
        "4 1001",
        "41001/logout",
        "４１００１",
        "abc",
    ] {
        assert_eq!(
            AgentId::parse(text),
            Err(AgentIdError::NotANumber),
            "{text}"
        );
    }
}

#[test]
fn a_guid_is_visible_ascii_of_at_most_512_characters() {
    let documented = "01234567-89ab-cdef-0123-456789abcdef.AgentGateway1";
    let guid = Guid::new(&format!(" {documented}\r\n")).expect("a real Guid");
    assert_eq!(guid.expose_for_header(), documented);
    assert!(Guid::new(&"g".repeat(512)).is_some());
    assert!(Guid::new(&"g".repeat(513)).is_none());
    for text in [
        "",
        "  ",
        "a b",
        "a\r\nX-Other: b",
        "a\tb",
        "a\0",
        "a\u{7f}",
        "ä",
        "a\u{200b}",
        "a\"b",
        "a\\b",
    ] {
        assert!(Guid::new(text).is_none(), "{text:?}");
    }
}

#[test]
fn a_guid_never_shows_in_debug_output() {
    let guid = Guid::new("secret-guid").expect("a Guid");
    assert_eq!(format!("{guid:?}"), "***");
    assert_eq!(format!("{:?}", Some(&guid)), "Some(***)");
    assert!(!format!("{:#?}", [guid.clone(), guid]).contains("secret"));
}

#[test]
fn two_guids_are_equal_only_with_the_same_text() {
    assert_eq!(Guid::new("one"), Guid::new(" one "));
    assert_ne!(Guid::new("one"), Guid::new("two"));
}

#[test]
fn a_negative_duration_is_an_error_and_not_zero() {
    let state_began = GatewayTime(1_566_636_286_408);
    let now = GatewayTime(1_566_636_307_992);
    assert_eq!(now.since(state_began), Ok(21_584));
    assert_eq!(now.since(now), Ok(0));
    assert_eq!(state_began.since(now), Err(NegativeDuration));
    assert_eq!(
        GatewayTime(0).since(GatewayTime(u64::MAX)),
        Err(NegativeDuration)
    );
    assert_eq!(now.ms(), 1_566_636_307_992);
}
