//! R13: a call that nobody has described is looked up.

use crate::support::answers::{self, call_in_queue, looked_up, the_call};
use crate::support::looked_up::{call_comes, call_ends, caller, idle, look_up_at, ringing, stage};
use crate::support::pushed::text;
use crate::support::{LATENCY, Outcome, Shift, settings};
use cec_agent_panel_core::desk::CallStage;
use cec_agent_panel_core::field::Field;
use cec_agent_panel_core::gateway::AgentState;
use cec_agent_panel_core::panel::Event;
use cec_agent_panel_core::settings::Settings;
use cec_agent_panel_core::view::Timer;
use serde_json::{Value, json};

#[test]
fn a_call_that_only_polls_tell_of_has_its_caller_a_second_later() {
    let mut shift = ringing(the_call());
    let poll = shift.sent.last().unwrap().at;
    // Who is just being reserved for a call is about to be told which.
    assert_eq!((stage(&shift), caller(&shift)), (CallStage::None, None));

    shift.run_to_next_reply();
    assert_eq!(look_up_at(&shift), poll + 1_000);
    let card = shift.view().call;
    assert_eq!(card.stage, CallStage::Live);
    assert_eq!(card.as_of, Some(shift.wall()));
    for (field, expected) in [
        (Field::Caller, "70001"),
        (Field::Called, "10086"),
        (Field::OriginalCalled, "12345678"),
        (Field::Skill, "voice_jst"),
        (Field::CallData, "order 4711"),
        (Field::CallId, "1476070409-38"),
    ] {
        assert_eq!(text(&shift, field).as_deref(), Some(expected));
    }
    assert!(card.rows.iter().any(|row| row.field == Field::CallType));
    shift.run(60_000);
    assert_eq!((shift.look_ups(), stage(&shift)), (1, CallStage::Live));
}

#[test]
fn the_wait_in_the_queue_is_no_time_on_the_call() {
    let mut shift = ringing(the_call());
    shift.run_to_next_reply();
    let Timer::Elapsed { seconds, about } = shift.view().call_time else {
        panic!("the polls tell about when it came");
    };
    assert!(seconds <= 4 && about);
    shift.run(9_000);
    let Timer::Elapsed { seconds, about } = shift.view().call_time else {
        panic!("it is not known any more");
    };
    assert!((9..=14).contains(&seconds) && about, "{seconds} s");
}

#[test]
fn an_empty_answer_is_asked_for_once_more_after_five_seconds() {
    let mut shift = ringing(answers::no_call());
    shift.run_to_next_reply();
    let (first, answered) = (look_up_at(&shift), shift.at);
    shift.on_look_up = the_call().into();
    while shift.look_ups() < 2 {
        shift.run_to_next_request();
    }
    let second = look_up_at(&shift);
    assert!(second >= answered + 5_000, "{}", second - first);
    assert!(second <= answered + 7_000, "{}", second - first);
    shift.run(LATENCY);
    assert_eq!(caller(&shift).as_deref(), Some("70001"));
}

#[test]
fn after_two_empty_answers_the_card_says_that_it_has_no_details() {
    let mut shift = ringing(answers::no_call());
    shift.run(300_000);
    assert_eq!(shift.look_ups(), 2);
    assert_eq!(
        (stage(&shift), caller(&shift)),
        (CallStage::Undescribed, None)
    );
}

#[test]
fn each_call_is_looked_up_anew() {
    let mut shift = ringing(answers::no_call());
    shift.run(30_000);
    assert_eq!(shift.look_ups(), 2);
    call_ends(&mut shift);
    shift.on_look_up = the_call().into();
    call_comes(&mut shift);
    shift.run_to_next_reply();
    assert_eq!(caller(&shift).as_deref(), Some("70001"));
}

#[test]
fn what_is_not_the_call_is_not_shown() {
    let mut over = call_in_queue("1476070409-37", "13900000000");
    over["endtime"] = json!(1_476_070_500_000_u64);
    let mut chat = call_in_queue("1476070409-36", "a chat");
    chat["mediaAbility"] = json!("5");
    let mut nobody = call_in_queue("1476070409-35", "");
    nobody["called"] = Value::Null;
    for not_it in [over, chat, nobody, json!([]), json!({})] {
        let mut shift = ringing(looked_up(&not_it));
        shift.run(30_000);
        assert_eq!(stage(&shift), CallStage::Undescribed, "{not_it}");
        assert_eq!(shift.look_ups(), 2, "{not_it}");
    }
}

#[test]
fn the_last_call_is_not_taken_for_the_new_one() {
    let mut shift = ringing(the_call());
    shift.run(3_000);
    call_ends(&mut shift);
    assert_eq!(caller(&shift).as_deref(), Some("70001"), "the last call");
    call_comes(&mut shift);
    shift.run_to_next_reply();
    assert_eq!((shift.look_ups(), caller(&shift)), (2, None));
    shift.on_look_up = looked_up(&call_in_queue("1476070500-1", "13800138000")).into();
    shift.run(8_000);
    assert_eq!(shift.look_ups(), 3);
    assert_eq!(caller(&shift).as_deref(), Some("13800138000"));
}

#[test]
fn where_the_operator_wants_none_nothing_is_looked_up() {
    let mut shift = Shift::new(settings(r#"{"callDetails": "off"}"#));
    shift.on_look_up = the_call().into();
    shift.start();
    call_comes(&mut shift);
    shift.run(30_000);
    assert_eq!(
        (shift.look_ups(), stage(&shift)),
        (0, CallStage::Undescribed)
    );
    // Changed live, the present call is looked up, too.
    shift.event(Event::Configured(Settings::default(), Vec::new()));
    shift.run(5_000);
    assert_eq!((shift.look_ups(), stage(&shift)), (1, CallStage::Live));
}

#[test]
fn switched_off_while_it_is_under_way_a_look_up_shows_nothing() {
    let mut shift = ringing(the_call());
    shift.run_to_next_request();
    let off = settings(r#"{"callDetails": "off"}"#);
    shift.event(Event::Configured(off, Vec::new()));
    shift.run(20_000);
    assert_eq!(
        (shift.look_ups(), stage(&shift)),
        (1, CallStage::Undescribed)
    );
}

#[test]
fn a_call_that_the_load_or_an_event_has_described_is_not_looked_up() {
    let mut shift = Shift::recovered(answers::in_call(&json!({})), answers::status(7, true));
    shift.run(30_000);
    assert_eq!(shift.look_ups(), 0);

    let mut shift = idle(the_call());
    shift.push_call("AgentEvent_Ringing", "1476070409-38");
    shift.polls_say(7, true);
    shift.run(30_000);
    assert_eq!(shift.look_ups(), 0);
    assert_eq!(caller(&shift).as_deref(), Some("10086"));
}

#[test]
fn a_call_that_an_event_describes_before_the_answer_keeps_what_the_event_said() {
    let mut shift = ringing(Outcome::RepliesAfter(900, the_call()));
    shift.run_to_next_request();
    shift.push_call("AgentEvent_Ringing", "1476070409-40");
    shift.run(10_000);
    assert_eq!(caller(&shift).as_deref(), Some("10086"));
    assert_eq!(shift.look_ups(), 1);
}

#[test]
fn an_answer_for_a_call_that_has_ended_meanwhile_is_dropped() {
    let mut shift = ringing(Outcome::RepliesAfter(900, the_call()));
    shift.run_to_next_request();
    shift.polls_say(5, false);
    shift.push_state("AgentState_Work");
    shift.run(900);
    assert_eq!((stage(&shift), caller(&shift)), (CallStage::None, None));
}

#[test]
fn an_answer_that_the_next_call_has_overtaken_is_not_taken_for_that_one() {
    let mut shift = ringing(Outcome::RepliesAfter(900, the_call()));
    shift.run_to_next_request();
    shift.push_state("AgentState_Work");
    shift.push_state("AgentState_Ready");
    shift.push_state("AgentState_Busy");
    let before = shift.sent.len();
    while shift.sent.len() == before {
        shift.run(100);
    }
    assert_eq!((stage(&shift), caller(&shift)), (CallStage::None, None));
}

#[test]
fn an_event_adds_to_a_call_that_was_looked_up_and_ends_it() {
    let mut shift = ringing(the_call());
    shift.run_to_next_reply();
    shift.push_call("AgentEvent_Talking", "1476070409-38");
    assert_eq!(
        (stage(&shift), caller(&shift).as_deref()),
        (CallStage::Live, Some("70001"))
    );
    assert_eq!(text(&shift, Field::Skill).as_deref(), Some("voice_jst"));
    shift.push("AgentEvent_Call_Release", &json!("1476070409-38"), Some(0));
    assert!(matches!(stage(&shift), CallStage::Ended(_)));
}

#[test]
fn a_ringing_of_the_load_does_not_outlive_a_minute_of_polls_that_say_talking() {
    for state in [6, 7, 8] {
        let ringing = answers::sync(&json!({"state": state, "curCallId": "1566636217-38"}));
        let mut shift = Shift::recovered(ringing, answers::status(7, true));
        shift.run(50_000);
        let badge = shift.view().badge;
        assert_eq!(badge.state, Some(AgentState::Talking));
        assert!(badge.detail.is_some(), "{state}");
        shift.run(20_000);
        assert_eq!(shift.view().badge.detail, None, "{state}");
    }
    let held = answers::in_call(&json!({"state": 11}));
    let mut shift = Shift::recovered(held, answers::status(7, true));
    shift.run(600_000);
    assert!(shift.view().badge.detail.is_some(), "a hold may last");
}

#[test]
fn a_transfer_that_failed_does_not_end_a_call_that_was_looked_up() {
    let mut shift = ringing(the_call());
    shift.run(3_000);
    assert_eq!(stage(&shift), CallStage::Live);
    let id = text(&shift, Field::CallId).unwrap();
    let content = json!({"result": 8, "callId": id});
    shift.push("AgentEvent_TransOutResult", &content, Some(0));
    assert_eq!(stage(&shift), CallStage::Live);
    // So what is asked for comes after the call.
    shift.push("AgentState_SetRest_Success", &Value::Null, Some(0));
    assert_eq!(shift.badge().0, Some(AgentState::Talking));
}

#[test]
fn a_call_of_which_an_event_tells_no_more_than_its_id_is_looked_up() {
    for event in ["AgentEvent_Hold", "AgentOther_linkagePhoneHold"] {
        let mut shift = ringing(the_call());
        // The look-up has not gone out yet.
        shift.push(event, &json!("1476070409-38"), Some(0));
        let hold = shift.view().badge.state;
        shift.run(10_000);
        assert_eq!(shift.look_ups(), 1, "{event}");
        assert_eq!(caller(&shift).as_deref(), Some("70001"), "{event}");
        assert_eq!(shift.view().badge.state, hold, "the hold stays");
    }
    // What is told then of another call is not of this one.
    let mut shift = ringing(the_call());
    shift.push("AgentEvent_Hold", &json!("1476070409-99"), Some(0));
    shift.run(10_000);
    assert_eq!(caller(&shift), None);
}
