//! The small values of the gateway's protocol: agent ID, Guid, time.

use cec_agent_panel_core::gateway::{AgentId, AgentIdError, GatewayTime, Guid, NegativeDuration};

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
        "a\"b",
        "a\\b",
    ] {
        assert!(Guid::new(text).is_none(), "{text:?}");
    }
}

#[test]
fn what_came_along_with_a_pasted_id_or_guid_is_dropped() {
    for (before, after) in [
        ("\u{200b}", "\u{200b}"),
        ("\u{feff}", ""),
        ("\u{a0}", "\u{a0}"),
        ("\r\n", "\r\n"),
        ("\u{2028}", "\u{2029}\u{85}"),
        ("\u{202a}\t", "\u{202c}\u{3000}"),
        ("\u{feff} \u{200b}", " \u{feff}\n"),
    ] {
        for id in ["41001", "４１００１", "４1００1", "410\u{200b}01"] {
            let pasted = [before, id, after].concat();
            let read = AgentId::parse(&pasted).map(AgentId::number);
            assert_eq!(read, Ok(41_001), "{pasted:?}");
        }
        for guid in ["g-1.AgentGateway1", "g-1.\u{200b}AgentGateway1"] {
            let pasted = [before, guid, after].concat();
            let read = Guid::new(&pasted).expect("a Guid");
            assert_eq!(read.expose_for_header(), "g-1.AgentGateway1", "{pasted:?}");
        }
    }
    assert!(AgentId::parse("０４１００１").is_err());
    assert!(AgentId::parse("四一〇〇一").is_err());
}

#[test]
fn a_guid_is_accepted_as_the_gateways_headers_have_it() {
    for pasted in [
        "JSESSIONID=g-1.AgentGateway1",
        "jsessionid=g-1.AgentGateway1",
        " JSESSIONID= g-1.AgentGateway1 ",
        "g-1.AgentGateway1; Path=/",
        "g-1.AgentGateway1;Path=/agentgateway;HttpOnly",
        "JSESSIONID=g-1.AgentGateway1; Path=/; Secure\r\n",
        "\u{feff}JSESSIONID=\u{200b}g-1.AgentGateway1 ;",
    ] {
        let guid = Guid::new(pasted).expect(pasted);
        assert_eq!(guid.expose_for_header(), "g-1.AgentGateway1", "{pasted:?}");
    }
    for nothing in [
        "JSESSIONID=",
        "JSESSIONID=; Path=/",
        "; Path=/",
        "\u{200b}",
        "ＧＵＩＤ",
    ] {
        assert!(Guid::new(nothing).is_none(), "{nothing:?}");
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
