//! R3: the call card over a call's life.

use crate::support::answers::{ago, at_sign_in, code, in_call, response, status, sync, sync_with};
use crate::support::pushed::CALL;
use crate::support::{LATENCY, LOADED, Shift, settings};
use cec_agent_panel_core::desk::{CallStage, Pending};
use cec_agent_panel_core::field::Field;
use cec_agent_panel_core::gateway::CallFeature;
use cec_agent_panel_core::link::Reply;
use cec_agent_panel_core::panel::Event;
use cec_agent_panel_core::time::Wall;
use cec_agent_panel_core::view::{CallView, Lack, RowValue, Timer};
use serde_json::json;

fn value(call: &CallView, field: Field) -> Option<RowValue> {
    let row = call.rows.iter().find(|row| row.field == field)?;
    Some(row.value.clone())
}

fn text(call: &CallView, field: Field) -> Option<String> {
    match value(call, field)? {
        RowValue::Text(text, _) => Some(text.shown),
        other => panic!("{other:?} is no text"),
    }
}

fn elapsed(seconds: u64) -> Timer {
    Timer::Elapsed {
        seconds,
        about: false,
    }
}

#[test]
fn there_is_no_card_without_a_call() {
    let mut shift = Shift::recovered(at_sign_in(), status(4, false));
    for _ in 0..3 {
        let view = shift.view();
        assert_eq!(view.call.stage, CallStage::None);
        assert_eq!(view.call.rows, []);
        assert_eq!(view.call.as_of, None);
        assert_eq!(view.call_time, Timer::None);
        shift.run(3_000);
    }
}

#[test]
fn a_refresh_while_it_rings_shows_the_caller_and_no_talk() {
    let ringing = sync(&json!({
        "state": 8, "callerNo": "13800138000", "calledNo": "10086",
        "curCallId": "1-2", "agentStateBeginTime": ago(7_000),
    }));
    let mut shift = Shift::recovered(ringing, status(7, true));
    let view = shift.view();
    assert_eq!(view.call.stage, CallStage::AtLoad);
    assert_eq!(text(&view.call, Field::Caller).unwrap(), "13800138000");
    assert_eq!(view.call_time, Timer::Unknown, "no talk has begun");
    assert_eq!(view.badge_time, elapsed(7));
    shift.run(4_000);
    let view = shift.view();
    assert_eq!(view.call.stage, CallStage::Live);
    // Whether it was answered, and when, no poll can tell.
    assert_eq!(view.call_time, Timer::Unknown);
    assert_eq!(view.badge_time, Timer::Unknown);
}

#[test]
fn a_refresh_on_hold_shows_for_how_long_it_is_held() {
    let on_hold = in_call(&json!({
        "state": 11, "agentStateBeginTime": ago(12_000), "beginHoldTime": ago(12_345),
        "holdCallId": "1566636217-38",
    }));
    let mut shift = Shift::recovered(on_hold, status(7, true));
    assert_eq!(shift.view().hold_time, elapsed(13));
    shift.run(30_000);
    let call = shift.view().call;
    assert_eq!(value(&call, Field::Hold), Some(RowValue::Time));
    assert_eq!(shift.view().hold_time, elapsed(43), "it ticks");
    assert_eq!(
        value(&call, Field::HeldCall),
        None,
        "it is the current call"
    );
    assert_eq!(call.as_of, Some(Wall(LOADED + LATENCY.unsigned_abs())));
    assert_eq!(shift.view().call_time, elapsed(120));
}

#[test]
fn the_time_on_hold_goes_when_the_hold_ends() {
    let held = || {
        let hold =
            json!({"state": 11, "beginHoldTime": ago(12_000), "secondTalkingTime": ago(9_000)});
        let mut shift = Shift::recovered(in_call(&hold), status(7, true));
        shift.run(4_000);
        shift
    };
    let shows = |shift: &Shift| {
        let view = shift.view();
        let rows = [Field::Hold, Field::SecondCall].map(|field| value(&view.call, field).is_some());
        let times = [view.hold_time, view.second_time].map(|time| time != Timer::None);
        assert_eq!(rows, times);
        rows
    };
    // What is told of the call beside its state ends no hold.
    let mut shift = held();
    let info = json!({"callId": CALL, "skillName": "voice"});
    shift.push("AgentEvent_Incoming_CallInfo", &info, Some(0));
    assert_eq!(shows(&shift), [true, true]);
    shift.push_call("AgentEvent_Talking", CALL);
    assert_eq!(shows(&shift), [false, false], "taken back");
    let mut shift = held();
    shift.polls_say(5, false);
    shift.run(3_100);
    assert!(matches!(shift.view().call.stage, CallStage::Ended(_)));
    assert_eq!(shows(&shift), [false, false], "the call is over");
    let mut shift = held();
    shift.sleep(160_000);
    shift.event(Event::Woke);
    shift.run(5_000);
    assert_eq!(shift.view().call.stage, CallStage::AtLoad);
    assert_eq!(shows(&shift), [false, false], "it may be another call");
}

#[test]
fn a_hold_that_is_over_shows_no_time_on_hold() {
    let shift = Shift::recovered(
        in_call(&json!({"beginHoldTime": ago(60_000)})),
        status(7, true),
    );
    assert_eq!(value(&shift.view().call, Field::Hold), None);
}

#[test]
fn a_refresh_in_a_call_of_three_shows_the_partner_and_the_second_call() {
    let three = in_call(&json!({
        "state": 10, "partner": "41077", "qcWorkNo": "500", "curCallId": "1-3",
        "holdCallId": "1-2", "secondTalkingTime": ago(31_000), "callData": "VIP",
        "talkingCallfeature": 52, "callFeature": 7,
        "beginHoldTime": ago(33_000),
    }));
    let mut shift = Shift::recovered(three, status(7, true));
    shift.run(4_000);
    let call = shift.view().call;
    assert_eq!(text(&call, Field::Partner).unwrap(), "41077");
    assert_eq!(text(&call, Field::Inspector).unwrap(), "500");
    assert_eq!(text(&call, Field::CallId).unwrap(), "1-3");
    assert_eq!(text(&call, Field::HeldCall).unwrap(), "1-2");
    assert_eq!(text(&call, Field::CallData).unwrap(), "VIP");
    assert_eq!(text(&call, Field::Recording).unwrap(), "rec-7");
    assert_eq!(value(&call, Field::SecondCall), Some(RowValue::Time));
    assert_eq!(shift.view().second_time, elapsed(35));
    assert_eq!(
        value(&call, Field::CallType),
        Some(RowValue::Feature(CallFeature::Common))
    );
}

#[test]
fn call_info_fills_what_the_agents_part_leaves_open() {
    let info = json!({
        "callfeature": 6, "callid": "9-9", "caller": "70001", "called": "10086",
        "callskill": "voice_jst", "orgicallednum": "12345678", "calldata": "data",
    });
    let shift = Shift::recovered(sync_with(&info, &json!({"state": 9})), status(7, true));
    let call = shift.view().call;
    assert_eq!(text(&call, Field::Caller).unwrap(), "70001");
    assert_eq!(text(&call, Field::OriginalCalled).unwrap(), "12345678");
    assert_eq!(text(&call, Field::Skill).unwrap(), "voice_jst");
    assert_eq!(text(&call, Field::CallId).unwrap(), "9-9");
    assert_eq!(
        value(&call, Field::CallType),
        Some(RowValue::Feature(CallFeature::Internal))
    );
}

#[test]
fn a_call_that_ends_becomes_the_last_call_with_its_length() {
    let mut shift = Shift::recovered(in_call(&json!({})), status(7, true));
    shift.run(9_000);
    shift.polls_say(5, false);
    shift.run(3_100);
    let view = shift.view();
    assert!(matches!(view.call.stage, CallStage::Ended(_)));
    assert_eq!(text(&view.call, Field::Caller).unwrap(), "13800138000");
    let Timer::Elapsed { seconds, about } = view.call_time else {
        panic!("{:?}", view.call_time)
    };
    assert!(about && (97..=102).contains(&seconds), "{seconds}");
    shift.run(60_000);
    assert_eq!(shift.view().call_time, view.call_time, "it stands still");
}

#[test]
fn a_call_left_over_at_load_is_the_last_call_without_a_length() {
    let left = in_call(&json!({"state": 2}));
    let shift = Shift::recovered(left, status(5, false));
    assert!(matches!(shift.view().call.stage, CallStage::Ended(_)));
    assert_eq!(shift.view().call_time, Timer::None);
}

#[test]
fn a_new_call_begins_undescribed_and_leaves_nothing_behind() {
    let mut shift = Shift::recovered(in_call(&json!({})), status(7, true));
    shift.run(5_000);
    shift.polls_say(5, false);
    shift.run(5_000);
    shift.polls_say(7, true);
    shift.run(5_000);
    let view = shift.view();
    assert_eq!(view.call.stage, CallStage::Undescribed);
    assert_eq!(view.call.rows, []);
    // Its time is that of the state: it began between two polls.
    assert_eq!(view.call_time, view.badge_time);
    assert!(matches!(view.call_time, Timer::Elapsed { about: true, .. }));
    shift.polls_say(4, false);
    shift.run(3_100);
    assert_eq!(
        shift.view().call.stage,
        CallStage::None,
        "nobody knows of what to speak"
    );
}

#[test]
fn a_call_that_nobody_describes_has_no_details() {
    let bare = sync(&json!({"state": 9, "agentStateBeginTime": ago(3_000)}));
    let shift = Shift::recovered(bare, status(7, true));
    assert_eq!(shift.view().call.stage, CallStage::Undescribed);
    let mut shift = Shift::opened(code("100-007"), status(7, true));
    shift.run(5_000);
    assert_eq!(shift.view().call.stage, CallStage::Undescribed);
}

#[test]
fn why_nothing_is_known_of_a_call_is_told_as_far_as_it_is_known() {
    // It began after the load: a poll has seen none before.
    let mut shift = Shift::recovered(at_sign_in(), status(4, false));
    shift.run(5_000);
    shift.polls_say(7, true);
    shift.run(5_000);
    assert_eq!(shift.view().call.lack, Some(Lack::Began));
    // The sync failed: it may have begun before.
    let mut shift = Shift::opened(code("100-007"), status(7, true));
    shift.run(3_000);
    assert_eq!(shift.view().call.lack, Some(Lack::NotAsked));
    // The next call has been seen to begin.
    shift.polls_say(4, false);
    shift.run(5_000);
    assert_eq!(shift.view().call.lack, None);
    shift.polls_say(7, true);
    shift.run(5_000);
    assert_eq!(shift.view().call.lack, Some(Lack::Began));
    // It was asked for, and the gateway told nothing.
    let bare = sync(&json!({"state": 9, "agentStateBeginTime": ago(3_000)}));
    let mut shift = Shift::recovered(bare, status(7, true));
    shift.run(4_000);
    assert_eq!(shift.view().call.lack, Some(Lack::NotTold));
}

#[test]
fn a_described_call_without_a_state_is_kept_and_lives_with_the_polls() {
    let mut shift = Shift::recovered(in_call(&json!({"state": {}})), status(7, true));
    assert_eq!(shift.view().call.stage, CallStage::AtLoad);
    shift.always(Reply::NoResponse);
    shift.run(30_000);
    assert_eq!(shift.view().call_time, elapsed(120));
    assert!(!shift.view().badge.fresh, "nothing old looks live");
    shift.polls_say(7, true);
    shift.run(60_000);
    assert_eq!(shift.view().call.stage, CallStage::Live);
    assert_eq!(
        text(&shift.view().call, Field::Caller).unwrap(),
        "13800138000"
    );
}

#[test]
fn after_a_long_gap_the_call_may_be_another_and_never_looks_live_again() {
    let mut shift = Shift::recovered(
        in_call(&json!({"state": 11, "preBusy": true})),
        status(7, true),
    );
    shift.run(5_000);
    shift.sleep(151_000);
    shift.event(Event::Woke);
    shift.run(30_000);
    let view = shift.view();
    assert_eq!(view.call.stage, CallStage::AtLoad);
    assert_eq!(view.call_time, Timer::Unknown);
    assert_eq!(view.badge_time, Timer::Unknown);
    assert_eq!(view.badge.detail, None);
    assert_eq!(view.pending, Pending::None);
    shift.polls_say(5, false);
    shift.run(5_000);
    assert_eq!(
        shift.view().call.stage,
        CallStage::None,
        "nor is it the last call"
    );
}

#[test]
fn a_call_that_is_over_after_a_long_gap_is_not_called_the_last() {
    let mut shift = Shift::recovered(in_call(&json!({})), status(7, true));
    shift.run(5_000);
    shift.polls_say(4, false);
    shift.sleep(4 * 3_600_000);
    shift.event(Event::Woke);
    shift.run(5_000);
    let view = shift.view();
    assert_eq!(view.call.stage, CallStage::None);
    assert_eq!(view.call.rows, []);
    assert_eq!(view.badge_time, Timer::Unknown);
}

#[test]
fn a_short_gap_breaks_nothing() {
    let mut shift = Shift::recovered(in_call(&json!({"state": 11})), status(7, true));
    shift.run(5_000);
    shift.sleep(140_000);
    shift.event(Event::Woke);
    shift.run(2_000);
    let view = shift.view();
    assert_eq!(view.call.stage, CallStage::Live);
    assert_eq!(view.call_time, elapsed(90 + 147));
    assert!(view.badge.detail.is_some());
}

#[test]
fn rest_after_this_call_is_a_call_even_without_is_working() {
    let mut shift = Shift::recovered(in_call(&json!({})), status(7, true));
    shift.run(4_000);
    let body = r#"{"retcode":"0","result":{"agentState":9}}"#;
    shift.on_status = response(200, body).into();
    shift.run(3_100);
    assert_eq!(shift.view().call.stage, CallStage::Live);
}

#[test]
fn no_call_is_live_when_the_status_is_unknown() {
    let mut shift = Shift::recovered(in_call(&json!({"preRest": true})), status(7, true));
    shift.run(4_000);
    assert_eq!(shift.view().call.stage, CallStage::Live);
    shift.always(Reply::NoResponse);
    shift.run(80_000);
    let view = shift.view();
    assert_eq!(view.badge.state, None);
    assert_eq!(view.call.stage, CallStage::AtLoad);
    assert_eq!(view.pending, Pending::None);
}

#[test]
fn masked_numbers_show_four_digits_and_cannot_be_copied() {
    let mut shift = Shift::new(settings(r#"{"maskNumbers": true}"#));
    shift.on_sync = in_call(&json!({})).into();
    shift.start();
    shift.run(LATENCY);
    let call = shift.view().call;
    let Some(RowValue::Text(caller, copy)) = value(&call, Field::Caller) else {
        panic!("no caller")
    };
    assert_eq!(caller.shown, "•••••••8000");
    assert_eq!((caller.whole, copy), (None, None));
    let Some(RowValue::Text(_, copy)) = value(&call, Field::CallId) else {
        panic!("no call ID")
    };
    assert_eq!(copy.unwrap(), "1566636217-38");
}

#[test]
fn a_short_number_is_masked_too() {
    let mut shift = Shift::new(settings(r#"{"maskNumbers": true}"#));
    shift.on_sync = in_call(&json!({"callerNo": "7009"})).into();
    shift.start();
    shift.run(LATENCY);
    let Some(RowValue::Text(caller, _)) = value(&shift.view().call, Field::Caller) else {
        panic!("no caller")
    };
    assert_eq!(caller.shown, "••09");
}

#[test]
fn the_dialled_number_has_a_line_only_where_routing_changed_it() {
    let fields = json!({"state": 9, "calledNo": "70092"});
    for (dialled, lines) in [("70092", 0), ("10086", 1)] {
        let answer = sync_with(&json!({"orgicallednum": dialled}), &fields);
        let call = Shift::recovered(answer, status(7, true)).view().call;
        let found = call
            .rows
            .iter()
            .filter(|row| row.field == Field::OriginalCalled);
        assert_eq!(found.count(), lines, "{dialled}");
    }
}

#[test]
fn what_a_copy_button_copies_is_the_text_as_it_came() {
    let hostile = "1380\u{202e}0138";
    let shift = Shift::recovered(in_call(&json!({"callerNo": hostile})), status(7, true));
    let Some(RowValue::Text(caller, copy)) = value(&shift.view().call, Field::Caller) else {
        panic!("no caller")
    };
    assert_eq!(caller.shown, "1380\u{fffd}0138");
    assert_eq!(copy.unwrap(), hostile);
}

/// The rows of a call of which all is known, with those settings.
fn rows(config: &serde_json::Value) -> Vec<&'static str> {
    let known = json!({
        "state": 11, "agentStateBeginTime": ago(90_000), "beginHoldTime": ago(50_000),
        "secondTalkingTime": ago(60_000), "holdCallId": "1-2", "partner": "41077", "qcWorkNo": "500",
        "callData": "VIP", "recordID": "rec-7", "callerNo": "13800138000", "calledNo": "10086",
        "curCallId": "1-3", "beginTalkingTime": ago(90_000),
    });
    let info = json!({"orgicallednum": "12345678", "callskill": "voice_jst", "callfeature": 0});
    let mut shift = Shift::new(settings(&config.to_string()));
    shift.on_sync = sync_with(&info, &known).into();
    shift.on_status = status(7, true).into();
    shift.start();
    shift.run(LATENCY);
    let rows = shift.view().call.rows;
    rows.iter().map(|row| row.field.slug()).collect()
}

#[test]
fn each_field_that_is_set_is_the_row_of_that_name_and_no_other_in_their_order() {
    let mut all = [
        "caller",
        "called",
        "original-called",
        "call-type",
        "skill",
        "hold",
        "second-call",
        "held-call",
        "partner",
        "inspector",
        "call-data",
        "call-id",
        "recording",
    ];
    for field in all {
        assert_eq!(rows(&json!({"fields": [field]})), [field]);
    }
    assert_eq!(rows(&json!({})), all);
    all.reverse();
    assert_eq!(rows(&json!({"fields": all})), all);
    assert_eq!(
        rows(&json!({"fields": ["call-data", "caller", "call-data"]})),
        ["call-data", "caller"]
    );
    assert_eq!(rows(&json!({"fields": []})), [""; 0]);
}
