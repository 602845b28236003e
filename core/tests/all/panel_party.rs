//! Who is on the line, for where there is no room for a call card.

use crate::support::answers::in_call;
use crate::support::{LATENCY, Shift, settings};
use cec_agent_panel_core::desk::CallStage;
use cec_agent_panel_core::view::facts;
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
        (51, &theirs),
        (7, &dialled),
        // Of what the platform has dialled, two of Huawei's own clients take the caller.
        (41, &theirs),
        (43, &theirs),
        (44, &theirs),
        (45, &theirs),
    ] {
        assert_eq!(&party("{}", &numbers(feature)), wanted, "{feature}");
    }
}

#[test]
fn whom_the_agent_has_called_is_on_the_line_and_not_the_agent() {
    let call = |caller: &str| json!({"callerNo": caller, "calledNo": "41002", "callFeature": 6});
    assert_eq!(party("{}", &call("41001")), Some("41002".to_owned()));
    assert_eq!(party("{}", &call("41003")), Some("41003".to_owned()));
}

#[test]
fn the_customer_is_on_the_line_of_a_call_out_as_events_tell_it() {
    // The samples of `cec_07_0503` and `cec_07_1355`, which are of one call.
    let mut shift = Shift::new(settings("{}"));
    shift.start();
    shift.run(LATENCY);
    let call = json!({"callid": "1456401416-3", "otherPhoneWorkno": "", "otherPhone": "70092", "type": "main"});
    shift.push("AgentEvent_Customer_Alerting", &call, None);
    assert_eq!(shift.view().call.party(), Some("70092"));
    let call = json!({"caller": "10086", "callid": "1456401416-3", "called": "70092", "feature": "7", "type": "main"});
    shift.push("AgentEvent_Talking", &call, None);
    assert_eq!(shift.view().call.party(), Some("70092"));
    let told = facts(&shift.model, &shift.view());
    assert_eq!(told.call.party(), Some("70092"), "a host is told the same");
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
