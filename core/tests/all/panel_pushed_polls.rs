//! Pushed events and the polls that check them.

use crate::support::answers::{at_sign_in, code, retry_after, status};
use crate::support::pushed::{CALL, exactly, host, idle, on_a_call, on_a_pushed_call};
use crate::support::{LATENCY, Outcome, Shift};
use cec_agent_panel_core::desk::{Asked as Wanted, CallStage, Pending, Source};
use cec_agent_panel_core::gateway::AgentState;
use cec_agent_panel_core::link::Reply;
use cec_agent_panel_core::panel::Event;
use cec_agent_panel_core::view::Timer;
use serde_json::{Value, json};

#[test]
fn one_poll_wins_against_a_push_that_is_too_old_to_be_shown() {
    let mut shift = idle();
    shift.push_state("AgentState_SetNotReady_Success");
    shift.always(Reply::NoResponse);
    shift.run(100_000);
    assert_eq!(shift.badge().0, None);
    shift.polls_say(7, true);
    shift.run_to_next_reply();
    assert_eq!(
        shift.badge(),
        (Some(AgentState::Talking), Some(Source::Status), true)
    );
}

#[test]
fn a_poll_that_was_under_way_says_nothing_against_a_push() {
    let mut shift = idle();
    shift.run_to_next_request();
    shift.push_call("AgentEvent_Ringing", CALL);
    shift.push_call("AgentEvent_Talking", CALL);
    let before = shift.view().connection;
    shift.run(LATENCY);
    assert_eq!(shift.badge(), host(AgentState::Talking));
    assert_eq!(shift.view().call.stage, CallStage::Live);
    assert_eq!(shift.view().connection.connection, before.connection);
    // Nor does it count as the first of two.
    shift.polls_say(4, false);
    shift.run_to_next_reply();
    assert_eq!(shift.badge(), host(AgentState::Talking));
    shift.run_to_next_reply();
    assert_eq!(shift.badge().0, Some(AgentState::Idle));
}

#[test]
fn a_poll_that_was_under_way_does_not_cancel_what_was_just_asked_for() {
    let mut shift = on_a_call();
    shift.polls_say(4, false);
    shift.run_to_next_request();
    shift.push_state("AgentState_SetNotReady_Success");
    shift.polls_say(3, false);
    shift.run(LATENCY);
    assert_eq!(shift.view().pending, Pending::Waiting(Wanted::Busy));
    shift.run_to_next_reply();
    assert_eq!(shift.badge().0, Some(AgentState::Busy));
    assert_eq!(shift.view().pending, Pending::None);
}

#[test]
fn haste_while_an_overtaken_poll_is_under_way_is_not_forgotten() {
    let mut shift = on_a_pushed_call();
    shift.run_to_next_request();
    let sent = shift.sent.len();
    shift.polls_say(5, false);
    shift.push("AgentEvent_Call_Release", &json!(CALL), Some(0));
    shift.run(1_000);
    assert_eq!(shift.sent.len(), sent + 1);
}

#[test]
fn a_poll_that_was_under_way_is_too_old_for_an_event_that_nobody_could_read() {
    for event in ["AgentState_SetRest_Success", "AgentEvent_Call_Release"] {
        // Nothing is known of the agent, who is on a call when the gateway answers.
        let mut shift = Shift::opened(code("100-007"), Outcome::Hangs);
        shift.run_to_next_reply();
        shift.next = [Outcome::RepliesAfter(3_000, status(9, true))].into();
        shift.always(retry_after(503, "", 600_000));
        shift.run_to_next_request();
        shift.run(2_000);
        // The call ends, and what is told of it could mean two things.
        shift.push(event, &json!(CALL), None);
        shift.run_to_next_reply();
        assert_eq!(shift.badge().0, None, "older than {event}");
        shift.run(5_000);
        shift.push("AgentState_CancelRest_Success", &Value::Null, None);
        assert_eq!(shift.badge().0, None, "{event} has ended that call");
        assert_eq!(shift.view().call.stage, CallStage::None);
        shift.polls_say(4, false);
        shift.run(600_000);
        assert_eq!(shift.badge().0, Some(AgentState::Idle));
    }
}

#[test]
fn the_first_contradiction_hurries_and_the_second_wins() {
    for (event, polled) in [
        ("AgentState_Ready", 3),
        ("AgentState_SetNotReady_Success", 4),
        ("AgentState_SetRest_Success", 4),
        ("AgentState_Work", 4),
        ("AgentState_Ready", 7),
    ] {
        // In wrap-up, busy and rest come after it.
        let before = if event.contains("Set") { 4 } else { 5 };
        let mut shift = Shift::recovered(at_sign_in(), status(before, false));
        shift.run(4_000);
        shift.push_state(event);
        let pushed = shift.badge();
        assert_eq!(pushed.1, Some(Source::Host));
        shift.polls_say(polled, polled == 7);
        shift.run_to_next_reply();
        let first = shift.at;
        assert_eq!(shift.badge(), pushed, "{event} against {polled}");
        shift.run_to_next_reply();
        assert!(shift.at - first <= 1_000, "{} ms later", shift.at - first);
        let badge = shift.badge();
        assert_eq!(badge.1, Some(Source::Status), "{event} against {polled}");
        assert_eq!(badge.0, Some(AgentState::from_agent_status(polled)));
        assert!(badge.2);
        assert_eq!(
            shift.view().badge_time,
            Timer::Unknown,
            "nobody knows since when"
        );
    }
}

#[test]
fn polls_that_agree_keep_the_state_and_its_source_for_hours() {
    let mut shift = on_a_pushed_call();
    shift.push_call("AgentEvent_Hold", CALL);
    shift.run(7_200_000);
    assert_eq!(shift.badge(), host(AgentState::Hold));
    assert_eq!(shift.view().badge_time, exactly(7_200));
    assert_eq!(shift.view().call.stage, CallStage::Live);
}

#[test]
fn a_call_that_was_pushed_before_its_talk_is_talked_on_after_a_minute_of_polls() {
    for (event, state) in [
        ("AgentEvent_Ringing", AgentState::Ringing),
        ("AgentEvent_Auto_Answer", AgentState::Occupied),
        ("AgentEvent_Customer_Alerting", AgentState::OutboundCall),
    ] {
        let mut shift = idle();
        shift.polls_say(7, true);
        shift.push_call(event, CALL);
        shift.run(59_000);
        assert_eq!(shift.badge(), host(state));
        // What has told of the talk was lost on its way.
        shift.run(5_000);
        assert_eq!(
            shift.badge(),
            (Some(AgentState::Talking), Some(Source::Status), true),
            "after {event}"
        );
        let view = shift.view();
        assert_eq!(view.badge_time, Timer::Unknown, "nobody knows since when");
        assert_eq!(view.call.stage, CallStage::Live, "the call is the same");
        // Should it come yet, it is an event like any other.
        shift.push_call("AgentEvent_Talking", CALL);
        assert_eq!(shift.badge(), host(AgentState::Talking));
        assert_eq!(shift.view().badge_time, exactly(0));
    }
}

#[test]
fn a_contradiction_that_does_not_last_is_forgotten() {
    let mut shift = on_a_pushed_call();
    for _ in 0..5 {
        shift.polls_say(4, false);
        shift.run_to_next_reply();
        shift.polls_say(7, true);
        shift.run_to_next_reply();
        assert_eq!(shift.badge(), host(AgentState::Talking));
    }
}

#[test]
fn an_event_between_two_contradictions_begins_the_count_anew() {
    let mut shift = on_a_pushed_call();
    shift.polls_say(4, false);
    shift.run_to_next_reply();
    shift.push_call("AgentEvent_Hold", CALL);
    shift.run_to_next_reply();
    assert_eq!(shift.badge(), host(AgentState::Hold));
    shift.run_to_next_reply();
    assert_eq!(shift.badge().0, Some(AgentState::Idle));
}

#[test]
fn a_lost_release_is_found_by_two_polls_with_the_time_between() {
    let mut shift = on_a_pushed_call();
    shift.polls_say(5, false);
    shift.run(5_000);
    assert_eq!(shift.badge().0, Some(AgentState::WrapUp));
    assert!(matches!(
        shift.view().badge_time,
        Timer::Elapsed { about: true, .. }
    ));
    assert!(matches!(shift.view().call.stage, CallStage::Ended(_)));
}

#[test]
fn a_release_that_polls_deny_twice_was_none_and_the_call_is_not_known() {
    let mut shift = on_a_pushed_call();
    shift.push("AgentEvent_Call_Release", &json!(CALL), Some(0));
    shift.run_to_next_reply();
    assert!(
        matches!(shift.view().call.stage, CallStage::Ended(_)),
        "not yet"
    );
    assert!(!shift.badge().2);
    shift.run_to_next_reply();
    assert_eq!(shift.badge().0, Some(AgentState::Talking));
    assert!(shift.badge().2);
    shift.run(1_500);
    assert_eq!(shift.view().call.stage, CallStage::Undescribed);
    assert_eq!(shift.view().badge_time, Timer::Unknown);
    assert_eq!(shift.view().call_time, Timer::Unknown);
}

#[test]
fn a_pushed_call_that_polls_deny_twice_becomes_the_last_call() {
    let mut shift = idle();
    shift.push_call("AgentEvent_Ringing", CALL);
    shift.run_to_next_reply();
    assert_eq!(shift.view().call.stage, CallStage::Live);
    shift.run_to_next_reply();
    assert!(matches!(shift.view().call.stage, CallStage::Ended(_)));
    assert_eq!(shift.badge().0, Some(AgentState::Idle));
}

#[test]
fn a_failed_poll_is_no_word_against_a_push() {
    let mut shift = on_a_pushed_call();
    shift.always(Reply::NoResponse);
    shift.run(5_000);
    assert_eq!(shift.badge().0, Some(AgentState::Talking));
    shift.push_call("AgentEvent_Hold", CALL);
    assert_eq!(shift.badge(), host(AgentState::Hold));
    shift.run(70_000);
    assert_eq!(shift.badge().0, None, "nothing is live without a word");
}

#[test]
fn after_a_gap_one_poll_is_enough() {
    let mut shift = on_a_pushed_call();
    shift.push_call("AgentEvent_Hold", CALL);
    shift.sleep(151_000);
    shift.event(Event::Woke);
    shift.run(LATENCY + 1_100);
    let badge = shift.badge();
    assert_eq!(
        (badge.0, badge.1),
        (Some(AgentState::Talking), Some(Source::Status))
    );
    assert_eq!(shift.view().badge_time, Timer::Unknown);
}
