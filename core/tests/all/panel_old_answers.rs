//! R6: an answer that a cache on the way gives in the gateway's place is not live.

use crate::support::Shift;
use crate::support::answers::{at_sign_in, code, in_call, made, response, status, sync};
use cec_agent_panel_core::desk::Source;
use cec_agent_panel_core::diagnostics::Fact;
use cec_agent_panel_core::gateway::AgentState;
use cec_agent_panel_core::link::{Cause, Connection};
use serde_json::json;

/// Idle, and polled a few times, by a gateway whose answers are dated.
fn dated() -> Shift {
    let mut shift = Shift::opened(sync(&json!({})), status(4, false));
    shift.dated = true;
    shift.run(10_000);
    assert_eq!(idle(), shift.badge());
    shift
}

const fn idle() -> (Option<AgentState>, Option<Source>, bool) {
    (Some(AgentState::Idle), Some(Source::Status), true)
}

fn failures(shift: &Shift) -> Vec<&'static str> {
    let failures = shift.facts().into_iter().map(|fact| match fact {
        Fact::Request(request) => request.failure.expect("it has failed").0,
        fact => panic!("{fact:?}"),
    });
    failures.collect()
}

/// What comes from a cache is noted, and taken for no word of the agent; what was known grows
/// old meanwhile.
fn assert_not_live(shift: &mut Shift) {
    let polls = shift.polls();
    shift.run_to_next_reply();
    shift.run(1);
    assert_eq!(shift.connection(), Connection::Retrying, "with the first");
    shift.run(20_000);
    assert!(shift.polls() > polls + 1, "it goes on asking");
    let badge = shift.view().badge;
    assert_eq!(
        badge.state,
        Some(AgentState::Idle),
        "as it was, not as the cache says"
    );
    assert!(!badge.fresh && badge.as_of.is_some());
    let notice = shift.view().notice.unwrap();
    assert_eq!(notice.cause, Some(Cause::Old));
    assert!(
        failures(shift)
            .iter()
            .all(|failure| *failure == "old answer")
    );
    shift.run(60_000);
    assert_eq!(shift.view().badge.state, None);
    assert_ne!(shift.connection(), Connection::Live);
}

#[test]
fn an_answer_that_was_in_a_cache_for_minutes_is_not_live() {
    let mut shift = dated();
    shift.always(made(status(8, false), None, Some(240_000)));
    assert_not_live(&mut shift);
    // The cache is gone.
    shift.polls_say(8, false);
    shift.run(61_000);
    assert_eq!(
        shift.badge(),
        (Some(AgentState::Rest), Some(Source::Status), true)
    );
    assert_eq!(shift.connection(), Connection::Live);
}

#[test]
fn an_answer_whose_date_is_minutes_before_the_newest_is_not_live() {
    let mut shift = dated();
    let old = shift.date_ms(shift.at) - 240_000;
    shift.always(made(status(8, false), Some(old), None));
    assert_not_live(&mut shift);
    shift.polls_say(8, false);
    shift.run(61_000);
    assert_eq!(
        shift.badge(),
        (Some(AgentState::Rest), Some(Source::Status), true)
    );
}

#[test]
fn an_answer_whose_date_stands_still_is_soon_no_longer_live() {
    let mut shift = dated();
    let stored = shift.date_ms(shift.at);
    shift.always(made(status(4, false), Some(stored), None));
    let mut live = 0;
    for _ in 0..120 {
        shift.run(1_000);
        live += i64::from(shift.view().badge.fresh) * 1_000;
    }
    // Two intervals, and the two for which the last answer counts as fresh.
    assert!(live <= 15_000, "{live} ms");
    assert_eq!(failures(&shift).first(), Some(&"old answer"));
}

#[test]
fn a_refusal_out_of_a_cache_ends_no_session() {
    let mut shift = dated();
    for refusal in ["000-003", "100-006", "100-011"] {
        shift.always(made(code(refusal), None, Some(240_000)));
        shift.run(20_000);
        assert_eq!(shift.connection(), Connection::Retrying, "{refusal}");
    }
    shift.polls_say(4, false);
    shift.run(61_000);
    assert_eq!(shift.badge(), idle());
}

#[test]
fn a_sync_out_of_a_cache_is_not_shown_and_not_sent_again() {
    let old = made(in_call(&json!({})), None, Some(240_000));
    let mut shift = Shift::opened(old, status(4, false));
    shift.run(20_000);
    assert_eq!(shift.syncs(), 1);
    assert_eq!(shift.badge(), idle());
    assert!(shift.view().call.rows.is_empty());
    assert_eq!(shift.view().recovery.unwrap().cause, Cause::Old);
}

#[test]
fn a_few_seconds_in_a_cache_are_no_fault() {
    let mut shift = dated();
    for age in [0, 1_000, 6_000] {
        shift.always(made(status(4, false), None, Some(age)));
        shift.run(10_000);
        assert_eq!(shift.badge(), idle(), "{age}");
    }
    assert_eq!(failures(&shift), [""; 0]);
}

#[test]
fn an_error_page_is_judged_by_what_it_is_and_not_by_its_date() {
    let mut shift = dated();
    let old = shift.date_ms(shift.at) - 240_000;
    shift.always(made(response(502, "<html>"), Some(old), None));
    shift.run(10_000);
    assert!(
        failures(&shift)
            .iter()
            .all(|failure| *failure == "http status")
    );
}

#[test]
fn a_server_whose_clock_is_set_back_is_believed_again_after_a_minute() {
    let mut shift = dated();
    shift.server_set -= 600_000;
    shift.run(20_000);
    assert_eq!(shift.connection(), Connection::Retrying);
    // Polls that fail come once a minute at the least.
    shift.run(140_000);
    assert_eq!(shift.badge(), idle());
    shift.run(60_000);
    assert_eq!(shift.badge(), idle());
    let before = failures(&shift).len();
    shift.server_set += 1_200_000;
    shift.run(60_000);
    assert_eq!(shift.badge(), idle(), "set ahead");
    assert_eq!(failures(&shift).len(), before);
}

#[test]
fn servers_that_share_the_work_may_be_half_a_minute_apart() {
    let mut shift = dated();
    for _ in 0..50 {
        shift.server_set = 30_000 - shift.server_set;
        shift.run_to_next_reply();
    }
    assert_eq!(failures(&shift), [""; 0]);
}

#[test]
fn answers_without_a_date_are_believed_as_they_come() {
    let mut shift = Shift::recovered(at_sign_in(), status(4, false));
    shift.run(10 * 60_000);
    assert_eq!(failures(&shift), [""; 0]);
    assert_eq!(shift.badge(), idle());
}
