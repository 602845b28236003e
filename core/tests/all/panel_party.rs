//! Who is on the line, for where there is no room for a call card.

use crate::support::answers::in_call;
use crate::support::{LATENCY, Shift, settings};
use cec_agent_panel_core::desk::CallStage;
use serde_json::{Value, json};

/// Who is on the line of a call with `fields`.
fn party(config: &str, fields: &Value) -> Option<String> {
    let mut shift = Shift::new(settings(config));
    shift.on_sync = in_call(fields).into();
    shift.start();
    shift.run(LATENCY);
    let call = shift.view().call;
    call.party().map(str::to_owned)
}

#[test]
fn the_caller_is_on_the_line_and_of_a_call_to_a_customer_the_called_one() {
    let numbers = |feature: i64| json!({"callerNo": "13800138000", "calledNo": "4008001234", "callFeature": feature});
    let theirs = Some("13800138000".to_owned());
    let dialled = Some("4008001234".to_owned());
    for (feature, wanted) in [
        (0, &theirs),
        (6, &theirs),
        (7, &theirs),
        (51, &theirs),
        (40, &dialled),
        (41, &dialled),
        (43, &dialled),
        (44, &dialled),
        (45, &dialled),
    ] {
        assert_eq!(&party("{}", &numbers(feature)), wanted, "{feature}");
    }
}

#[test]
fn nobody_is_on_the_line_where_no_number_is_known_or_no_call_goes_on() {
    assert_eq!(party("{}", &json!({"callerNo": ""})), None);
    let mut shift = Shift::new(settings("{}"));
    shift.on_sync = in_call(&json!({"callerNo": "13800138000"})).into();
    shift.start();
    shift.run(LATENCY);
    let mut call = shift.view().call;
    assert!(call.party().is_some());
    for stage in [CallStage::None, CallStage::Undescribed] {
        call.stage = stage;
        assert_eq!(call.party(), None, "{stage:?}");
    }
}

#[test]
fn a_number_is_masked_there_as_well() {
    let masked = party(
        r#"{"maskNumbers": true}"#,
        &json!({"callerNo": "13800138000"}),
    );
    assert_eq!(masked, Some("•••••••8000".to_owned()));
}
