//! `maskNumbers`: masking is for digits, and never shows more than four of them.

use crate::support::answers::in_call;
use crate::support::{LATENCY, Shift, settings};
use cec_agent_panel_core::field::Field;
use cec_agent_panel_core::view::{Row, RowValue, facts};
use serde_json::json;

/// What a text becomes in each place that masks, the host's facts included.
fn masked(text: &str) -> String {
    let mut shift = Shift::new(settings(r#"{"maskNumbers": true}"#));
    let fields = json!({"callerNo": text, "calledNo": text, "partner": text});
    shift.on_sync = in_call(&fields).into();
    shift.start();
    shift.run(LATENCY);
    let view = shift.view();
    let told = facts(&shift.model, &view).call.details.unwrap();
    let rows = view.call.rows.iter().filter_map(|row| match row {
        Row {
            field: Field::Caller | Field::Called | Field::Partner,
            value: RowValue::Text(shown, copied),
        } => {
            assert_eq!(*copied, None, "nothing to copy");
            Some(shown.shown.clone())
        }
        _ => None,
    });
    let mut all: Vec<String> = rows.collect();
    all.extend(
        [told.caller, told.called, told.partner]
            .into_iter()
            .flatten(),
    );
    assert_eq!(all.len(), 6, "{all:?}");
    assert!(all.iter().all(|one| *one == all[0]), "{all:?}");
    all.remove(0)
}

#[test]
fn what_is_no_digit_is_shown_as_it_is() {
    for text in [
        "anonymous",
        "Anonymous",
        "unknown",
        "private",
        "匿名",
        "+",
        "***",
        "sip:anonymous@anonymous.invalid",
    ] {
        assert_eq!(masked(text), text);
    }
}

#[test]
fn of_a_number_the_last_four_digits_show_however_it_is_written() {
    for (text, shown) in [
        ("13800138000", "•••••••8000"),
        ("+86 138-0013-8000", "+•• •••-••••-8000"),
        ("(010) 6282.1234", "(•••) ••••.1234"),
        ("１３８００１３８０００", "•••••••８０００"),
        // The letter before an agent's number is none of it.
        ("a49997", "•••97"),
        ("x49997", "x•••97"),
        ("7009", "••09"),
        ("1", "•"),
        (
            "sip:13800138000@10.0.0.1:5060",
            "sip:•••••••8000@••.•.•.•:••••",
        ),
        ("10086,50009", "•••86,•••09"),
        ("13800138000,13900139000", "•••••••8000,•••••••••••"),
        ("10086、10010、10000", "•••86、•••10、•••••"),
        ("٠١٢٣٤٥٦٧٨٩", "••••••٦٧٨٩"),
        ("۰۱۲۳۴۵۶۷۸۹", "••••••۶۷۸۹"),
        ("०१२३४५६७८९", "••••••६७८९"),
        ("০১২৩৪৫৬৭৮৯", "••••••৬৭৮৯"),
        ("๐๑๒๓๔๕๖๗๘๙", "••••••๖๗๘๙"),
        ("໐໑໒໓໔໕໖໗໘໙", "••••••໖໗໘໙"),
        ("คุณ ๐๘๑", "คุณ ••๑"),
    ] {
        assert_eq!(masked(text), shown);
    }
}

#[test]
fn never_more_than_four_digits_show() {
    for text in [
        "1 2 3 4 5 6 7 8 9 0 1 2",
        "1a2b3c4d5e6f7g8h",
        "11,22,33,44,55,66",
        "sip:+86138@10.1.2.3;ext=12345;x=86",
        "13800138000/13900139000 13700137000",
    ] {
        let shown = masked(text);
        let digits = shown.chars().filter(|c| c.is_numeric()).count();
        assert!(digits <= 4, "{shown}");
    }
}
