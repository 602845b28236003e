//! R11: the gateway's text is hostile.

use crate::support::Shift;
use crate::support::answers::{code_with, in_call, status, sync_with};
use cec_agent_panel_core::field::Field;
use cec_agent_panel_core::view::{RowValue, SafeText, safe_text};
use proptest::prelude::*;
use serde_json::json;

fn shown(text: &str) -> String {
    safe_text(text, 1_000).shown
}

#[test]
fn control_characters_are_shown_as_pictures() {
    assert_eq!(shown("a\0b\tc\nd\re\u{1b}f\u{7f}"), "a␀b␉c␊d␍e␛f␡");
    for code in 0..0x20_u32 {
        let text = char::from_u32(code).unwrap().to_string();
        assert_eq!(
            shown(&text),
            char::from_u32(0x2400 + code).unwrap().to_string()
        );
    }
}

#[test]
fn what_cannot_be_seen_or_turns_the_direction_becomes_a_sign() {
    for hostile in [
        '\u{80}',
        '\u{85}',
        '\u{9f}',
        '\u{ad}',
        '\u{61c}',
        '\u{180e}',
        '\u{200b}',
        '\u{200c}',
        '\u{200d}',
        '\u{200e}',
        '\u{200f}',
        '\u{2028}',
        '\u{2029}',
        '\u{202a}',
        '\u{202b}',
        '\u{202c}',
        '\u{202d}',
        '\u{202e}',
        '\u{2060}',
        '\u{2066}',
        '\u{2067}',
        '\u{2068}',
        '\u{2069}',
        '\u{206f}',
        '\u{feff}',
        '\u{fff9}',
        '\u{fffb}',
        '\u{e0001}',
        '\u{e007f}',
    ] {
        assert_eq!(shown(&format!("1{hostile}2")), "1\u{fffd}2", "{hostile:?}");
    }
}

#[test]
fn ordinary_text_of_any_script_stays() {
    for text in [
        "",
        "13800138000",
        "王小明",
        "José",
        "<b>&amp;\"'",
        "שלום",
        "☎ +86 (0)10",
        "👩",
    ] {
        assert_eq!(safe_text(text, 100).shown, text);
        assert_eq!(safe_text(text, 100).whole, None);
    }
}

#[test]
fn long_text_is_cut_by_characters_and_the_whole_kept() {
    let SafeText { shown, whole } = safe_text(&"界".repeat(41), 40);
    assert_eq!(shown, "界".repeat(40));
    assert_eq!(whole, Some("界".repeat(41)));
    assert_eq!(safe_text(&"界".repeat(40), 40).whole, None);
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 300,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn no_text_keeps_a_control_or_outgrows_its_limit(text in ".*", limit in 0_usize..60) {
        let safe = safe_text(&text, limit);
        prop_assert!(safe.shown.chars().count() <= limit);
        prop_assert!(!safe.shown.chars().any(char::is_control));
        let whole = safe.whole.clone().unwrap_or_else(|| safe.shown.clone());
        prop_assert!(!whole.chars().any(char::is_control));
        prop_assert_eq!(whole.chars().count(), text.chars().count());
        prop_assert!(whole.starts_with(&safe.shown));
    }
}

#[test]
fn every_text_of_the_card_goes_through_it() {
    let evil = "\u{202e}evil\u{7}";
    let info = json!({"callskill": evil, "orgicallednum": format!("{evil}3")});
    let fields = json!({
        "state": 10, "callerNo": evil, "calledNo": evil, "curCallId": evil, "partner": evil,
        "qcWorkNo": evil, "callData": evil, "recordID": evil, "holdCallId": format!("{evil}2"),
    });
    let shift = Shift::recovered(sync_with(&info, &fields), status(7, true));
    let mut texts = 0;
    for row in shift.view().call.rows {
        if let RowValue::Text(text, _) = row.value {
            let start = text.shown.starts_with("\u{fffd}evil\u{2407}");
            assert!(start, "{:?}: {text:?}", row.field);
            texts += 1;
        }
    }
    assert_eq!(texts, 10);
}

#[test]
fn long_call_data_is_cut_and_available_whole() {
    let data = "x".repeat(16_384);
    let shift = Shift::recovered(in_call(&json!({"callData": data})), status(7, true));
    let rows = shift.view().call.rows;
    let row = rows.iter().find(|row| row.field == Field::CallData);
    let RowValue::Text(text, _) = &row.unwrap().value else {
        panic!("no text")
    };
    assert_eq!(text.shown.len(), 160);
    assert_eq!(text.whole.as_deref(), Some(data.as_str()));
}

#[test]
fn the_gateways_message_is_cut() {
    let mut shift = Shift::recovered(in_call(&json!({})), status(7, true));
    shift.always(code_with("100-007", &"y".repeat(5_000)));
    shift.run_to_next_reply();
    let message = shift.view().notice.unwrap().message.unwrap();
    assert_eq!(message.shown.len(), 120);
    assert_eq!(message.whole.unwrap().len(), 300);
}
