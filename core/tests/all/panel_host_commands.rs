//! Commands that the portal has sent, and the verdict of polls and events.

use crate::support::answers::{ago, at_sign_in, code, in_call, response, status, sync};
use crate::support::browser::Browser;
use crate::support::pushed::{CALL, exactly, idle, on_a_call};
use crate::support::{LATENCY, Shift, settings};
use cec_agent_panel_core::desk::Ignored;
use cec_agent_panel_core::desk::{Asked, Pending, Source, Verdict};
use cec_agent_panel_core::diagnostics::Fact;
use cec_agent_panel_core::gateway::{AgentState, Command};
use cec_agent_panel_core::link::{Connection, Reply};
use cec_agent_panel_core::panel::Event;
use cec_agent_panel_core::view::SafeText;
use serde_json::{Value, json};

fn talking() -> Shift {
    let mut shift = on_a_call();
    shift.push_call("AgentEvent_Talking", CALL);
    shift.run(4_000);
    shift
}

#[test]
fn a_sent_command_runs_from_now_and_polls_come_every_second_for_ten() {
    let mut shift = idle();
    shift.run(500);
    let sent = shift.at;
    shift.command(30);
    let command = shift.view().command.unwrap();
    assert_eq!(command.command, Command::ShowBusy);
    assert_eq!(command.verdict, Verdict::Running);
    shift.run(4_000);
    assert_eq!(shift.view().command_time, exactly(4));
    shift.run(26_000);
    let polls = shift.sent_since(sent);
    assert!(polls[0] - sent <= 1_000);
    let fast = polls.iter().filter(|at| **at - sent <= 10_000).count();
    assert!((9..=11).contains(&fast), "{fast}");
    let slow = polls.iter().filter(|at| **at - sent > 12_000).count();
    assert!((5..=7).contains(&slow), "{slow}");
    assert_eq!(shift.verdict(), Some(Verdict::Unconfirmed));
}

#[test]
fn all_forms_of_a_command_are_read() {
    for text in [
        "30",
        "\"30\"",
        r#"{"command":30}"#,
        r#"{"curCommand":"30"}"#,
    ] {
        let mut shift = idle();
        shift.event(Event::CommandSent(text.to_owned()));
        let command = shift.view().command.unwrap();
        assert_eq!(command.command, Command::ShowBusy, "{text}");
    }
}

/// What the portal says of a command.
fn says(shift: &mut Shift, word: &Value) {
    shift.event(Event::CommandSent(word.to_string()));
}

/// The label, the verdict, whether it was accepted, and the refusal, as they are to be seen.
fn seen(shift: &Shift) -> Option<(Option<String>, Verdict, bool, Option<String>)> {
    let command = shift.view().command?;
    let text = |text: Option<SafeText>| text.map(|text| text.shown);
    let (label, refusal) = (text(command.label), text(command.refusal));
    Some((label, command.verdict, command.accepted, refusal))
}

fn is_checkable(shift: &Shift) -> bool {
    shift.view().command.unwrap().checkable
}

#[test]
fn one_without_a_number_has_a_label_and_is_done_when_its_state_comes() {
    let label = Some("After-call work".to_owned());
    let mut shift = talking();
    says(
        &mut shift,
        &json!({"label": "After-call work", "expect": "wrap-up"}),
    );
    assert_eq!(
        seen(&shift),
        Some((label.clone(), Verdict::Running, false, None))
    );
    assert_eq!(
        shift.view().command.unwrap().command,
        Command::UNNUMBERED,
        "it has no number"
    );
    shift.polls_say(5, false);
    shift.run(3_100);
    assert_eq!(seen(&shift), Some((label, Verdict::Done, false, None)));
    // What is so already proves nothing, and nothing else that comes does.
    let mut shift = idle();
    says(&mut shift, &json!({"label": "Ready", "expect": "idle"}));
    shift.run(4_000);
    assert_eq!(shift.verdict(), Some(Verdict::Running));
    assert!(!is_checkable(&shift));
    says(&mut shift, &json!({"command": 31, "expect": "rest"}));
    shift.polls_say(3, false);
    shift.run(4_000);
    assert_eq!(shift.verdict(), Some(Verdict::Running), "busy is no rest");
}

#[test]
fn a_polls_word_for_a_call_is_no_evidence_that_one_was_answered() {
    let answer = || json!({"label": "Answer", "expect": "talking"});
    // Of a ringing phone polls say the same.
    let mut shift = idle();
    says(&mut shift, &answer());
    assert!(!is_checkable(&shift));
    shift.polls_say(7, true);
    shift.run(4_000);
    assert_eq!(shift.badge().0, Some(AgentState::Talking));
    assert_eq!(shift.verdict(), Some(Verdict::Running));
    shift.push_call("AgentEvent_Talking", CALL);
    assert_eq!(shift.verdict(), Some(Verdict::Done));
    // Where polls alone have told of the call, as well.
    let mut shift = idle();
    shift.polls_say(7, true);
    shift.run(4_000);
    says(&mut shift, &answer());
    shift.push_call("AgentEvent_Talking", CALL);
    assert_eq!(shift.verdict(), Some(Verdict::Done));
}

#[test]
fn of_an_expected_state_no_more_is_looked_for_than_can_be_seen() {
    for (expect, shown) in [
        ("idle", true),
        ("wrap-up", true),
        ("hold", true),
        ("three-party", true),
        ("mute", false),
        ("listen", false),
        // They come after the call.
        ("busy", false),
        ("rest", false),
    ] {
        let mut shift = talking();
        says(&mut shift, &json!({"label": "It", "expect": expect}));
        assert_eq!(is_checkable(&shift), shown, "{expect}");
    }
    for expect in ["busy", "rest", "wrap-up"] {
        let mut shift = idle();
        says(&mut shift, &json!({"label": "It", "expect": expect}));
        assert!(is_checkable(&shift), "{expect}");
    }
    // In a call polls say that rest comes next.
    let mut shift = talking();
    says(&mut shift, &json!({"command": 31, "expect": "rest"}));
    assert!(is_checkable(&shift));
}

#[test]
fn a_label_is_none_of_the_command_that_the_sync_tells() {
    let told = sync(&json!({"curCommand": 31, "cmdBeginTime": ago(2_000)}));
    let mut shift = Shift::opened(told, status(4, false));
    says(&mut shift, &json!({"label": "Ready", "expect": "idle"}));
    shift.run(LATENCY);
    assert_eq!(seen(&shift), Some((None, Verdict::Running, false, None)));
    assert_eq!(shift.view().command.unwrap().command, Command::Rest);
    // One that the sync does not know keeps its own.
    let mut shift = Shift::opened(at_sign_in(), status(4, false));
    says(
        &mut shift,
        &json!({"label": "Wrap-up", "expect": "wrap-up"}),
    );
    shift.run(LATENCY);
    let label = Some("Wrap-up".to_owned());
    assert_eq!(seen(&shift), Some((label, Verdict::Running, false, None)));
}

#[test]
fn a_rest_that_was_refused_is_not_booked() {
    let mut shift = idle();
    says(&mut shift, &json!({"command": 31, "seconds": 16}));
    says(&mut shift, &json!({"accepted": false, "words": "100-002"}));
    shift.polls_say(8, false);
    shift.run(20_000);
    assert_eq!(shift.badge().0, Some(AgentState::Rest));
    assert_eq!(shift.view().limit, None, "of another rest");
}

#[test]
fn what_the_gateway_has_refused_is_said_in_its_words_and_is_not_pending() {
    let mut shift = talking();
    shift.command(30);
    assert_eq!(shift.view().pending, Pending::Waiting(Asked::Busy));
    says(
        &mut shift,
        &json!({"accepted": false, "words": "100-002 not now"}),
    );
    let words = Some("100-002 not now".to_owned());
    assert_eq!(seen(&shift), Some((None, Verdict::Refused, false, words)));
    assert_eq!(shift.view().pending, Pending::None);
    // It is no longer looked for, and goes after half a minute.
    shift.polls_say(3, false);
    shift.run(20_000);
    assert_eq!(shift.verdict(), Some(Verdict::Refused));
    shift.run(11_000);
    assert_eq!(seen(&shift), None);
    // Of the next one nothing of it is left.
    shift.command(31);
    assert_eq!(seen(&shift), Some((None, Verdict::Running, false, None)));
}

#[test]
fn busy_that_was_refused_in_wrap_up_is_none_that_comes_after_it() {
    let mut shift = Shift::recovered(sync(&json!({"state": 2})), status(5, false));
    shift.run(4_000);
    shift.command(30);
    says(&mut shift, &json!({"accepted": false, "words": "no"}));
    assert_eq!(shift.view().pending, Pending::None);
    // The agent asks at the phone: the gateway's word for that, and then that it is so.
    shift.push_state("AgentState_SetNotReady_Success");
    assert_eq!(shift.view().pending, Pending::Waiting(Asked::Busy));
    shift.push_state("AgentState_SetNotReady_Success");
    assert_eq!(shift.view().badge.state, Some(AgentState::Busy));
}

#[test]
fn the_time_of_a_refused_command_stands_and_a_later_word_changes_no_deadline() {
    let mut shift = idle();
    shift.command(30);
    shift.run(2_000);
    says(&mut shift, &json!({"accepted": false}));
    shift.run(5_000);
    assert_eq!(shift.view().command_time, exactly(2));
    says(&mut shift, &json!({"accepted": true}));
    assert_eq!(shift.verdict(), Some(Verdict::Running));
    shift.run(4_000);
    assert_eq!(shift.verdict(), Some(Verdict::Unconfirmed));
}

#[test]
fn a_host_that_wants_to_know_now_does_not_hasten_a_panel_that_has_stopped() {
    let mut shift = Shift::new(settings("{}"));
    shift.on_sync = response(404, "").into();
    shift.on_status = response(404, "").into();
    shift.start();
    shift.run(20_000);
    assert_eq!(shift.connection(), Connection::Misconfigured);
    let sent = shift.sent.len();
    for _ in 0..5 {
        shift.event(Event::Refresh);
        shift.run(10);
    }
    assert_eq!(shift.sent.len(), sent);
}

#[test]
fn what_the_gateway_has_accepted_is_done_when_it_is_to_be_seen() {
    let mut shift = idle();
    shift.command(30);
    says(&mut shift, &json!({"accepted": true, "words": "OK"}));
    assert_eq!(seen(&shift), Some((None, Verdict::Running, true, None)));
    shift.polls_say(3, false);
    shift.run(3_000);
    assert_eq!(seen(&shift), Some((None, Verdict::Done, true, None)));
    // Where there is no command, there is none to answer.
    let mut shift = idle();
    says(&mut shift, &json!({"accepted": false, "words": "no"}));
    assert_eq!(seen(&shift), None);
}

#[test]
fn a_panel_that_follows_shows_label_and_refusal_too() {
    let (mut browser, one, other) = Browser::with_two_pages();
    let word = json!({"command": 6, "label": "Park", "expect": "hold"}).to_string();
    browser.event(other, Event::CommandSent(word));
    let refusal = json!({"accepted": false, "words": "100-002"}).to_string();
    browser.event(other, Event::CommandSent(refusal));
    browser.run(2_000);
    let refused = Some((
        Some("Park".to_owned()),
        Verdict::Refused,
        false,
        Some("100-002".to_owned()),
    ));
    for page in [one, other] {
        assert_eq!(seen(&browser.pages[page].shift), refused, "{page}");
    }
}

#[test]
fn a_host_that_wants_to_know_now_has_it_asked_once_and_never_twice_within_a_second() {
    let mut shift = idle();
    shift.run_to_next_reply();
    shift.run(1_100);
    let from = shift.sent.len();
    shift.event(Event::Refresh);
    shift.run(100);
    assert_eq!(shift.sent.len(), from + 1);
    for _ in 0..50 {
        shift.event(Event::Refresh);
        shift.run(100);
    }
    let pauses = shift.pauses(from);
    assert!(pauses.iter().all(|pause| *pause >= 1_000), "{pauses:?}");
}

#[test]
fn what_is_no_command_is_noted_and_leaves_the_one_before() {
    let mut shift = idle();
    shift.command(31);
    for text in [
        "",
        "null",
        "{}",
        "[30]",
        "\"busy\"",
        "true",
        "1.5",
        r#"{"command":{}}"#,
        "99",
        "-1",
    ] {
        shift.event(Event::CommandSent(text.to_owned()));
        assert_eq!(
            shift.view().command.unwrap().command,
            Command::Rest,
            "{text}"
        );
    }
    assert_eq!(shift.facts(), [Fact::PushIgnored(Ignored::NotACommand)]);
}

#[test]
fn a_later_command_replaces_an_earlier_one_and_0_clears_it() {
    let mut shift = idle();
    shift.command(30);
    shift.run(3_000);
    shift.command(31);
    assert_eq!(shift.view().command.unwrap().command, Command::Rest);
    assert_eq!(shift.view().command_time, exactly(0));
    shift.command(0);
    assert_eq!(shift.view().command, None);
    let sent = shift.sent.len();
    shift.run(10_000);
    assert!(shift.sent.len() - sent <= 5, "nothing is awaited any more");
}

#[test]
fn a_poll_that_shows_the_effect_confirms_it() {
    for (code, polled, working) in [(30, 3, false), (31, 8, false), (4, 7, true), (5, 7, true)] {
        let mut shift = idle();
        shift.run(500);
        shift.command(code);
        shift.polls_say(polled, working);
        shift.run(1_100 + LATENCY);
        assert_eq!(shift.verdict(), Some(Verdict::Done), "{code}");
    }
    for code in [1, 2, 3] {
        let mut shift = talking();
        shift.command(code);
        shift.polls_say(5, false);
        shift.run(3_000);
        assert_eq!(shift.verdict(), Some(Verdict::Done), "{code}");
    }
}

#[test]
fn an_event_that_shows_the_effect_confirms_it_at_once() {
    for (code, event) in [
        (30, "AgentState_SetNotReady_Success"),
        (31, "AgentState_SetRest_Success"),
        (4, "AgentEvent_Customer_Alerting"),
        (5, "AgentEvent_Customer_Alerting"),
    ] {
        let mut shift = idle();
        shift.command(code);
        shift.push_call(event, CALL);
        assert_eq!(shift.verdict(), Some(Verdict::Done), "{code}");
        shift.run(10_000);
        assert_eq!(shift.verdict(), None, "it has been seen long enough");
    }
    for (code, event) in [
        (1, "AgentEvent_Call_Release"),
        (2, "AgentEvent_Call_Release"),
        (3, "AgentState_Work"),
        (6, "AgentEvent_Hold"),
        (18, "AgentEvent_Conference"),
        // Busy and rest in a call are obeyed, and come after it.
        (30, "AgentState_SetNotReady_Success"),
        (31, "AgentState_SetRest_Success"),
        // A second call, out of the first.
        (5, "AgentEvent_Customer_Alerting"),
    ] {
        let mut shift = talking();
        shift.command(code);
        assert_eq!(shift.verdict(), Some(Verdict::Running), "{code}");
        // A second call has an ID of its own.
        let call = if code == 5 { "1566636300-2" } else { CALL };
        shift.push_call(event, call);
        assert_eq!(shift.verdict(), Some(Verdict::Done), "{code}");
    }
}

#[test]
fn only_a_portal_that_pushes_events_makes_a_hold_checkable() {
    let checkable = |shift: &Shift| shift.view().command.unwrap().checkable;
    for code in [6, 7, 18] {
        let mut shift = on_a_call();
        shift.command(code);
        assert!(!checkable(&shift), "{code}");
        let mut shift = talking();
        shift.command(code);
        assert_eq!(checkable(&shift), code != 7, "the agent talks already");
    }
    let mut shift = talking();
    shift.command(8);
    assert!(!checkable(&shift), "no event tells of muting");
    // An event shows the effect all the same.
    let mut shift = on_a_call();
    shift.command(6);
    shift.push_call("AgentEvent_Hold", CALL);
    assert_eq!(shift.verdict(), Some(Verdict::Done));
    assert!(checkable(&shift));
}

#[test]
fn a_call_of_the_agents_own_is_no_help() {
    for code in [16, 17] {
        let mut shift = idle();
        shift.event(Event::CommandSent(code.to_string()));
        shift.push_call("AgentEvent_Customer_Alerting", "1566636217-50");
        assert_eq!(shift.view().badge.state, Some(AgentState::OutboundCall));
        assert_eq!(shift.verdict(), Some(Verdict::Running), "{code}");
    }
}

#[test]
fn unhold_is_done_when_the_agent_talks_again() {
    let mut shift = talking();
    shift.push_call("AgentEvent_Hold", CALL);
    shift.run(5_000);
    shift.command(7);
    shift.run(3_000);
    assert_eq!(
        shift.verdict(),
        Some(Verdict::Running),
        "a poll cannot tell"
    );
    shift.push_call("AgentEvent_Talking", CALL);
    assert_eq!(shift.verdict(), Some(Verdict::Done));
    // A poll's word for a call is not the talk itself.
    let mut shift = Shift::recovered(in_call(&json!({"state": 11})), status(7, true));
    shift.run(4_000);
    shift.command(7);
    shift.run(3_000);
    assert_eq!(shift.verdict(), Some(Verdict::Running));
    shift.push_call("AgentEvent_Talking", CALL);
    assert_eq!(shift.verdict(), Some(Verdict::Done));
}

#[test]
fn a_call_that_is_left_proves_nothing_of_what_was_asked_for_in_it() {
    for code in [6, 7, 18] {
        let mut shift = Shift::recovered(in_call(&json!({})), status(7, true));
        shift.run(4_000);
        shift.command(code);
        shift.push("AgentEvent_Call_Release", &json!(CALL), None);
        assert_ne!(shift.verdict(), Some(Verdict::Done), "{code}");
    }
}

#[test]
fn what_no_event_tells_stays_unconfirmed() {
    for code in [8, 9, 10, 12, 16, 19, 20, 24] {
        let mut shift = talking();
        shift.command(code);
        shift.push_call("AgentEvent_Talking", CALL);
        shift.push_call("AgentEvent_Hold", CALL);
        shift.run(10_100);
        assert_eq!(shift.verdict(), Some(Verdict::Unconfirmed), "{code}");
    }
}

#[test]
fn a_state_that_was_there_before_the_command_proves_nothing() {
    for (code, event, polled) in [
        (30, "AgentState_SetNotReady_Success", 3),
        (31, "AgentState_SetRest_Success", 8),
    ] {
        let mut shift = idle();
        shift.push_state(event);
        shift.polls_say(polled, false);
        shift.run(4_000);
        shift.command(code);
        shift.run(2_000);
        // Maybe the first command's event, which has waited in the portal.
        shift.push_state(event);
        assert_eq!(shift.verdict(), Some(Verdict::Running), "{code}");
        shift.run(9_000);
        assert_eq!(shift.verdict(), Some(Verdict::Unconfirmed), "{code}");
    }
    let mut shift = talking();
    shift.command(5);
    shift.push_call("AgentEvent_Talking", CALL);
    shift.run(5_000);
    assert_eq!(
        shift.verdict(),
        Some(Verdict::Running),
        "it is the old call"
    );
}

#[test]
fn an_event_that_the_portal_hands_over_late_proves_nothing() {
    let mut shift = idle();
    shift.command(30);
    shift.push("AgentState_SetNotReady_Success", &Value::Null, Some(3_000));
    assert_eq!(shift.badge().0, Some(AgentState::Busy));
    assert_eq!(shift.verdict(), Some(Verdict::Running), "busy before");
    // Where nobody can tell when it came about, a poll may confirm it.
    let mut shift = idle();
    shift.event(Event::ClockJumped(60_000));
    shift.command(30);
    shift.push("AgentState_SetNotReady_Success", &Value::Null, Some(0));
    assert_eq!(shift.verdict(), Some(Verdict::Running));
    shift.polls_say(3, false);
    shift.run(4_000);
    assert_eq!(shift.verdict(), Some(Verdict::Done));
}

#[test]
fn of_an_agent_of_whom_nothing_was_known_the_first_state_proves_nothing() {
    let mut shift = Shift::opened(code("999-001"), status(3, false));
    shift.command(30);
    shift.run(6_000);
    assert_eq!(shift.badge().0, Some(AgentState::Busy));
    assert_eq!(shift.verdict(), Some(Verdict::Running), "perhaps before");
}

#[test]
fn a_state_that_a_poll_has_contradicted_is_no_ground_for_an_event() {
    let mut shift = idle();
    shift.push("AgentState_SetNotReady_Success", &Value::Null, Some(0));
    shift.polls_say(7, true);
    shift.run_to_next_reply();
    assert_eq!(shift.badge().0, Some(AgentState::Busy));
    // In a call rest comes after it.
    shift.push("AgentState_SetRest_Success", &Value::Null, Some(0));
    assert_ne!(shift.badge().0, Some(AgentState::Rest));
}

#[test]
fn a_doubt_is_not_the_end_of_a_call_that_proves_a_new_one() {
    let mut shift = talking();
    shift.push(
        "AgentEvent_Customer_Release",
        &json!({"callid": CALL}),
        None,
    );
    shift.command(5);
    shift.run(5_000);
    assert_eq!(shift.verdict(), Some(Verdict::Running));
    assert_eq!(shift.badge().0, Some(AgentState::Talking));
}

#[test]
fn a_poll_that_was_under_way_shows_only_what_was_there_before() {
    let mut shift = idle();
    shift.polls_say(3, false);
    shift.run_to_next_request();
    shift.command(30);
    shift.run(LATENCY);
    assert_eq!(shift.badge().0, Some(AgentState::Busy));
    shift.run(5_000);
    assert_eq!(shift.verdict(), Some(Verdict::Running), "busy before");
    // The same where a push has overtaken the poll as well.
    let mut shift = idle();
    shift.polls_say(3, false);
    shift.run_to_next_request();
    shift.command(30);
    shift.push_call("AgentEvent_Ringing", CALL);
    shift.run(LATENCY);
    assert_eq!(shift.badge().0, Some(AgentState::Ringing));
}

#[test]
fn an_unconfirmed_command_goes_with_the_next_state() {
    let mut shift = idle();
    shift.command(30);
    shift.run(10_100);
    assert_eq!(shift.verdict(), Some(Verdict::Unconfirmed));
    shift.push_call("AgentEvent_Ringing", CALL);
    assert_eq!(shift.verdict(), None);
}

#[test]
fn an_event_after_ten_seconds_is_too_late() {
    let mut shift = idle();
    shift.command(30);
    shift.run(10_001);
    shift.push_state("AgentState_SetNotReady_Success");
    assert_ne!(shift.verdict(), Some(Verdict::Done));
}

#[test]
fn the_command_of_the_sync_gets_its_verdict_from_events() {
    let held = in_call(&json!({"curCommand": 6, "cmdBeginTime": ago(500)}));
    let mut shift = Shift::recovered(held, status(7, true));
    shift.push_call("AgentEvent_Hold", CALL);
    assert_eq!(shift.verdict(), Some(Verdict::Done));
    let busy = sync(&json!({"curCommand": 30, "cmdBeginTime": ago(500)}));
    let mut shift = Shift::recovered(busy, status(4, false));
    shift.push_state("AgentState_SetNotReady_Success");
    assert_eq!(shift.verdict(), Some(Verdict::Done));
}

#[test]
fn a_command_sent_while_the_sync_is_under_way_outlives_its_answer() {
    let mut shift = Shift::opened(at_sign_in(), status(4, false));
    shift.command(30);
    shift.run(LATENCY);
    assert_eq!(shift.verdict(), Some(Verdict::Running));
    // But the sync's own word for the command is the better one.
    let told = sync(&json!({"curCommand": 31, "cmdBeginTime": ago(2_000)}));
    let mut shift = Shift::opened(told, status(4, false));
    shift.command(30);
    shift.run(LATENCY);
    assert_eq!(shift.view().command.unwrap().command, Command::Rest);
}

#[test]
fn a_sync_that_knows_no_command_ends_the_haste_for_one() {
    let mut shift = Shift::opened(code("100-007"), status(4, false));
    shift.run(5_000);
    shift.command(30);
    shift.run(1_500);
    shift.on_sync = at_sign_in().into();
    shift.event(Event::RetrySync);
    shift.run_to_next_reply();
    assert_eq!(shift.badge().1, Some(Source::Sync));
    assert_eq!(shift.verdict(), None);
    let synced = shift.at;
    shift.run(7_000);
    assert_eq!(shift.sent_since(synced).len(), 2);
}

#[test]
fn a_command_does_not_make_a_failing_gateway_be_asked_more_often() {
    let mut shift = idle();
    shift.always(Reply::NoResponse);
    shift.run(60_000);
    let sent = shift.sent.len();
    shift.command(30);
    shift.run(10_000);
    assert!(shift.sent.len() - sent <= 11);
    assert_eq!(shift.verdict(), Some(Verdict::Running));
    shift.push("AgentState_SetNotReady_Success", &Value::Null, None);
    assert_ne!(shift.badge().0, Some(AgentState::Idle));
}

#[test]
fn a_command_is_not_polled_for_faster_while_nobody_looks() {
    let mut shift = idle();
    shift.event(Event::Visible(false));
    shift.run(31_000);
    let sent = shift.sent.len();
    shift.command(30);
    shift.run(10_000);
    assert!(shift.sent.len() - sent <= 1);
}
