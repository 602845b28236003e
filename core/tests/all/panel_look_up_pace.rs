//! When a call is looked up, and that it takes nothing from the polls (R13, R7).

use crate::support::answers::{self, the_call};
use crate::support::looked_up::{call_comes, call_ends, idle, look_up_at, ringing, stage};
use crate::support::{Asked, LATENCY, Outcome, Shift, settings};
use cec_agent_panel_core::desk::CallStage;
use cec_agent_panel_core::diagnostics::Fact;
use cec_agent_panel_core::gateway::Interface;
use cec_agent_panel_core::link::{Connection, Reply};
use cec_agent_panel_core::panel::Event;
use serde_json::json;

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
