//! What may stand where a text is expected, and how much of a text is kept.

use cec_agent_panel_core::gateway::Loss;
use serde_json::json;

use super::info_with;

#[test]
fn numbers_may_stand_for_texts() {
    for (form, text) in [
        (json!(10086), "10086"),
        (json!(10086.0), "10086"),
        (json!(u64::MAX), "18446744073709551615"),
        (json!(-5), "-5"),
    ] {
        let (info, losses) = info_with("callerNo", &form);
        assert_eq!(info.caller_no.as_deref(), Some(text));
        assert_eq!(losses, []);
    }
    for (form, found) in [
        (json!(0.5), "fraction"),
        (json!(1e300), "out of range"),
        (json!(false), "boolean"),
        (json!(["10086"]), "array"),
        (json!({}), "object"),
    ] {
        let (info, losses) = info_with("callerNo", &form);
        assert_eq!(info.caller_no, None);
        assert_eq!(
            losses,
            [Loss {
                field: "callerNo",
                found
            }]
        );
    }
}

#[test]
fn hostile_text_is_kept_as_it_came() {
    let hostile = "<img src=x onerror=alert(1)>\u{202e}\u{0}\u{7}\n\"\\,}";
    let (info, losses) = info_with("partner", &json!(hostile));
    assert_eq!(info.partner.as_deref(), Some(hostile));
    assert_eq!(losses, []);
}

#[test]
fn call_data_of_sixteen_kilobytes_survives_whole() {
    let call_data = "ä".repeat(16_384);
    let (info, losses) = info_with("callData", &json!(call_data));
    assert_eq!(info.call_data, Some(call_data));
    assert_eq!(losses, []);
}

#[test]
fn a_text_over_the_limit_is_cut_between_characters_and_the_cut_is_recorded() {
    let (info, losses) = info_with("callData", &json!("数".repeat(20_000)));
    assert_eq!(
        (info.call_data, losses),
        (Some("数".repeat(20_000)), vec![])
    );
    let (info, losses) = info_with("callData", &json!("数".repeat(20_001)));
    assert_eq!(info.call_data, Some("数".repeat(20_000)));
    assert_eq!(
        losses,
        [Loss {
            field: "callData",
            found: "too long"
        }]
    );
}
