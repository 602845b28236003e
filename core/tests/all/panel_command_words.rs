//! What a portal says of its commands beside their numbers: labels, the states that they lead to, what
//! the gateway has answered.

use crate::support::answers::{ago, at_sign_in, status, sync};
use crate::support::browser::Browser;
use crate::support::pushed::{CALL, exactly, idle, talking};
use crate::support::{LATENCY, Shift};
use cec_agent_panel_core::desk::Ignored;
use cec_agent_panel_core::desk::{Asked, Pending, Verdict};
use cec_agent_panel_core::diagnostics::Fact;
use cec_agent_panel_core::gateway::{AgentState, Command};
use cec_agent_panel_core::panel::Event;
use cec_agent_panel_core::view::SafeText;
use serde_json::{Value, json};

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
