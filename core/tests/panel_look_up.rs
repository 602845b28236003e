//! R13: a call that nobody has described is looked up.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod support;

use cec_agent_panel_core::desk::CallStage;
use cec_agent_panel_core::diagnostics::Fact;
use cec_agent_panel_core::gateway::{AgentState, Interface};
use cec_agent_panel_core::link::{Connection, Reply};
use cec_agent_panel_core::panel::Event;
use cec_agent_panel_core::settings::Settings;
use cec_agent_panel_core::view::{Field, Timer};
use serde_json::{Value, json};
use support::answers::{self, call_in_queue, looked_up, the_call};
use support::pushed::text;
use support::{Asked, LATENCY, Outcome, Shift, settings};

/// An idle agent whose sync has been answered, where look-ups have this outcome.
fn idle(look_up: impl Into<Outcome>) -> Shift {
    let mut shift = Shift::recovered(answers::sync(&json!({})), answers::status(4, false));
    shift.on_look_up = look_up.into();
    shift
}

/// The same until a poll has told of a call.
fn ringing(look_up: impl Into<Outcome>) -> Shift {
    let mut shift = idle(look_up);
    call_comes(&mut shift);
    shift
}

/// A call comes, and a poll tells of it.
fn call_comes(shift: &mut Shift) {
    shift.polls_say(7, true);
    while shift.view().badge.state != Some(AgentState::Talking) {
        shift.run_to_next_reply();
    }
}

/// The call ends, and a poll tells of it.
fn call_ends(shift: &mut Shift) {
    shift.polls_say(4, false);
    shift.run_to_next_reply();
    while shift.view().badge.state != Some(AgentState::Idle) {
        shift.run_to_next_reply();
    }
}

fn caller(shift: &Shift) -> Option<String> {
    text(shift, Field::Caller)
}

fn stage(shift: &Shift) -> CallStage {
    shift.view().call.stage
}

/// When the last look-up was sent.
fn look_up_at(shift: &Shift) -> i64 {
    let look_up = shift.sent.iter().rfind(|sent| sent.what == Asked::LookUp);
    look_up.expect("nothing was looked up").at
}

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
fn the_polls_before_and_after_a_look_up_are_where_they_would_be_without_it() {
    let moments = |config: &str| {
        let mut shift = Shift::new(settings(config));
        shift.on_sync = answers::sync(&json!({})).into();
        shift.polls_say(7, true);
        shift.on_look_up = answers::no_call().into();
        shift.start();
        shift.run(30_000);
        let polls = shift.sent.iter().filter(|sent| sent.what == Asked::Status);
        polls.map(|sent| sent.at).collect::<Vec<_>>()
    };
    assert_eq!(
        moments(r#"{"callDetails": "ask"}"#),
        moments(r#"{"callDetails": "off"}"#)
    );
}

#[test]
fn a_look_up_that_hangs_is_given_up_after_four_seconds_and_then_it_polls() {
    let mut shift = ringing(Outcome::Hangs);
    let polls = shift.polls();
    shift.run_to_next_request();
    let sent = look_up_at(&shift);
    shift.run_to_next_request();
    assert_eq!(shift.aborts, [sent + 4_000]);
    assert_eq!((shift.polls(), shift.at), (polls + 1, sent + 4_000));
    assert!(shift.view().badge.fresh, "a look-up makes nothing old");
    shift.run(LATENCY);
    assert!(shift.view().badge.fresh);
    assert_eq!(shift.connection(), Connection::Live);
}

#[test]
fn a_shorter_time_out_of_the_operator_holds_for_look_ups_too() {
    let mut shift = Shift::new(settings(r#"{"requestTimeoutMs": 2000}"#));
    shift.on_sync = answers::sync(&json!({})).into();
    shift.on_look_up = Outcome::Hangs;
    shift.start();
    call_comes(&mut shift);
    shift.run_to_next_request();
    let sent = look_up_at(&shift);
    shift.run(5_000);
    assert_eq!(shift.aborts, [sent + 2_000]);
}

#[test]
fn a_failure_is_noted_and_changes_neither_connection_nor_pace() {
    for reply in [
        Reply::NoResponse,
        answers::response(500, "<h1>Internal Server Error</h1>"),
        answers::response(503, ""),
        answers::response(404, "<h1>Not Found</h1>"),
        answers::response(403, ""),
        answers::response(401, ""),
        answers::response(200, "<h1>Sign in</h1>"),
        answers::code("000-003"),
        answers::code("100-006"),
        answers::code("100-008"),
        answers::code("000-002"),
        answers::code("000-007"),
        answers::retry_after(429, "", 60_000),
    ] {
        let mut shift = ringing(reply.clone());
        shift.run_to_next_reply();
        let noted = shift.model.diagnostics().iter().any(|entry| {
            matches!(&entry.fact, Fact::Request(request)
                if request.interface == Interface::CallInfo && request.failure.is_some())
        });
        assert!(noted, "{reply:?}");
        let seen = shift.view();
        assert_eq!(seen.connection.connection, Connection::Live, "{reply:?}");
        assert_eq!((seen.notice, seen.recovery), (None, None), "{reply:?}");
        let polls = shift.polls();
        shift.run(3_000);
        assert_eq!(shift.polls(), polls + 1, "{reply:?}");
        assert_eq!(shift.connection(), Connection::Live, "{reply:?}");
    }
}

#[test]
fn a_refusal_is_not_repeated_and_three_of_them_end_it() {
    for refusal in [
        answers::code("000-003"),
        answers::response(404, "<h1>Not Found</h1>"),
        answers::response(200, "<h1>The portal</h1>"),
    ] {
        let mut shift = idle(refusal.clone());
        for refused in 1..=3 {
            call_comes(&mut shift);
            shift.run(20_000);
            assert_eq!(shift.look_ups(), refused, "{refusal:?}");
            call_ends(&mut shift);
        }
        shift.on_look_up = the_call().into();
        call_comes(&mut shift);
        shift.run(20_000);
        assert_eq!(shift.look_ups(), 3, "{refusal:?}");
        assert_eq!(stage(&shift), CallStage::Undescribed);
    }
}

#[test]
fn no_answer_is_no_refusal() {
    let mut shift = idle(Reply::NoResponse);
    for calls in 1..=4 {
        call_comes(&mut shift);
        shift.run(20_000);
        assert_eq!(shift.look_ups(), 2 * calls);
        call_ends(&mut shift);
    }
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
fn while_the_polls_fail_or_are_slowed_nothing_is_looked_up() {
    let mut shift = ringing(answers::no_call());
    shift.run_to_next_reply();
    assert_eq!(shift.look_ups(), 1);
    shift.on_status = answers::retry_after(429, "", 1_000).into();
    shift.run_to_next_reply();
    shift.polls_say(7, true);
    shift.run(50_000);
    assert_eq!(
        (shift.look_ups(), shift.connection()),
        (1, Connection::Slowed)
    );
    shift.on_look_up = the_call().into();
    shift.run(20_000);
    assert_eq!((shift.look_ups(), stage(&shift)), (2, CallStage::Live));
}

#[test]
fn a_tab_that_nobody_looks_at_looks_up_between_its_polls() {
    let mut shift = idle(the_call());
    shift.event(Event::Visible(false));
    call_comes(&mut shift);
    let poll = shift.sent.last().unwrap().at;
    shift.run(2_000);
    assert_eq!(
        (look_up_at(&shift), stage(&shift)),
        (poll + 1_000, CallStage::Live)
    );
    shift.run_to_next_request();
    assert_eq!(shift.at, poll + LATENCY + 30_000);
}

#[test]
fn coming_back_to_the_panel_asks_for_the_state_first() {
    let mut shift = idle(answers::no_call());
    shift.event(Event::Visible(false));
    call_comes(&mut shift);
    // The second look-up is five seconds away.
    shift.run(3_000);
    let polls = shift.polls();
    shift.event(Event::Visible(true));
    shift.run(1);
    assert_eq!(shift.polls(), polls + 1);
}

#[test]
fn after_a_sleep_the_poll_goes_first() {
    let mut shift = ringing(the_call());
    let asleep = 600_000;
    shift.sleep(asleep);
    shift.polls_say(4, false);
    shift.event(Event::ClockJumped(asleep.unsigned_abs()));
    shift.run(1_000);
    assert_eq!((shift.look_ups(), stage(&shift)), (0, CallStage::None));
}

#[test]
fn polls_every_second_and_look_ups_take_turns() {
    let mut shift = Shift::new(settings(r#"{"pollIntervalMs": 1000}"#));
    shift.on_sync = answers::sync(&json!({})).into();
    shift.on_look_up = the_call().into();
    shift.start();
    call_comes(&mut shift);
    shift.run(4_000);
    assert_eq!((shift.look_ups(), stage(&shift)), (1, CallStage::Live));
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
