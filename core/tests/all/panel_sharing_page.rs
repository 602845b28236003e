//! What a panel leaves for the next one of its page load, and other gateways.

use crate::support::answers::{code, in_call, response, retry_after, status, sync};
use crate::support::browser::Browser;
use crate::support::{AGENT, Asked, LATENCY, Outcome, settings};
use cec_agent_panel_core::desk::{CallStage, Pending, Source};
use cec_agent_panel_core::gateway::AgentState;
use cec_agent_panel_core::link::{Cause, Connection};
use cec_agent_panel_core::panel::Event;
use cec_agent_panel_core::sharing::Role;
use serde_json::{Value, json};

/// One page in which the agent is in a call that the sync has described.
fn in_a_call() -> (Browser, usize) {
    let mut browser = Browser::new();
    browser.on_sync = in_call(&json!({"workNo": ""})).into();
    browser.on_status = status(7, true).into();
    let page = browser.open();
    browser.run(5_000);
    (browser, page)
}

#[test]
fn a_panel_that_is_put_in_again_goes_on_where_it_stopped() {
    for away in [0, 1, 400, 999, 2_000, 30_000] {
        let (mut browser, page) = in_a_call();
        browser.remove(page);
        browser.run(away);
        browser.insert(page);
        browser.run(1_100 + LATENCY);
        let shown = browser.pages[page].shift.view();
        assert_eq!(shown.call.stage, CallStage::Live, "{away}");
        assert_eq!(shown.recovery, None);
        assert_eq!(shown.connection.connection, Connection::Live);
        browser.run(10_000);
        assert_eq!(browser.syncs(), 1);
        assert!(browser.asks_of(page, Asked::Status) >= 4);
    }
}

#[test]
fn before_it_has_asked_it_shows_what_was_known_and_how_old_that_is() {
    let (mut browser, page) = in_a_call();
    browser.remove(page);
    browser.run(20_000);
    browser.on_status = Outcome::Hangs;
    browser.insert(page);
    browser.run(10);
    let shown = browser.pages[page].shift.view();
    assert_eq!(shown.call.stage, CallStage::Live);
    assert!(!shown.badge.fresh);
    assert!(shown.badge.as_of.is_some());
}

#[test]
fn what_happened_while_there_was_no_panel_only_a_poll_can_tell() {
    for (event, wrong) in [
        ("AgentState_SetRest_Success", AgentState::Rest),
        ("AgentState_SetNotReady_Success", AgentState::Busy),
    ] {
        let mut browser = Browser::new();
        let page = browser.open();
        browser.run(5_000);
        browser.remove(page);
        browser.on_status = Outcome::Hangs;
        browser.insert(page);
        browser.run(2_000);
        // A call has begun meanwhile, and the agent asks for what comes after it.
        browser.pages[page].shift.push(event, &Value::Null, None);
        let badge = browser.pages[page].shift.badge();
        assert_ne!(badge.0, Some(wrong), "{event}");
        browser.on_status = status(7, true).into();
        browser.run(12_000);
        browser.pages[page].shift.push(event, &Value::Null, None);
        let shown = browser.pages[page].shift.view();
        assert!(matches!(shown.pending, Pending::Waiting(_)), "{event}");
    }
}

#[test]
fn one_poll_is_enough_against_a_push_that_another_panel_was_told() {
    let mut browser = Browser::new();
    let page = browser.open();
    browser.run(5_000);
    let shift = &mut browser.pages[page].shift;
    shift.push("AgentState_Ready", &Value::Null, None);
    assert_eq!(shift.badge().1, Some(Source::Host));
    browser.remove(page);
    browser.on_status = status(3, false).into();
    browser.insert(page);
    browser.run(1_100 + LATENCY);
    assert_eq!(
        browser.pages[page].shift.badge(),
        (Some(AgentState::Busy), Some(Source::Status), true)
    );
}

#[test]
fn a_request_that_a_sign_out_ended_counts_for_the_next_panel() {
    let mut browser = Browser::new();
    let page = browser.open();
    browser.run(2_000);
    browser.on_status = Outcome::Hangs;
    let asked = browser.asks.len();
    while browser.asks.len() == asked {
        browser.run(100);
    }
    let sent = browser.asks[asked].at;
    browser.pages[page].shift.source = None;
    let read = |browser: &mut Browser| {
        let source = browser.pages[page].shift.source.clone();
        browser.event(page, Event::SessionRead(source));
    };
    read(&mut browser);
    browser.sign_in(page, AGENT, "guid-of-page-0");
    read(&mut browser);
    browser.remove(page);
    browser.insert(page);
    while browser.asks.len() == asked + 1 {
        browser.run(100);
    }
    assert!(browser.asks[asked + 1].at - sent >= 1_000);
}

#[test]
fn a_sync_that_was_under_way_is_not_repeated() {
    for answered in [false, true] {
        let mut browser = Browser::new();
        browser.on_sync = if answered {
            Outcome::RepliesAfter(5_000, sync(&json!({"workNo": ""})))
        } else {
            Outcome::Hangs
        };
        let page = browser.open();
        browser.run(2_000);
        assert_eq!(browser.syncs(), 1);
        browser.remove(page);
        browser.insert(page);
        browser.run(30_000);
        assert_eq!(browser.syncs(), 1);
        assert!(browser.asks_of(page, Asked::Status) >= 8);
        let notice = browser.pages[page]
            .shift
            .view()
            .recovery
            .expect("it says so");
        assert_eq!(notice.cause, Cause::AlreadySynced);
    }
}

#[test]
fn a_sync_that_never_went_out_is_still_due() {
    let mut browser = Browser::new();
    let page = browser.open();
    // The browser has not said yet who leads.
    browser.run(1);
    browser.remove(page);
    assert_eq!(browser.syncs(), 0);
    browser.insert(page);
    browser.run(5_000);
    assert_eq!(browser.syncs(), 1);
    assert_eq!(browser.pages[page].shift.view().recovery, None);
}

#[test]
fn a_sync_that_was_refused_is_sent_when_the_session_begins_anew() {
    let mut browser = Browser::new();
    let refused = ("guid-of-page-0".to_owned(), code("100-008").into());
    browser.refused.push(refused);
    let page = browser.open();
    browser.run(2_000);
    assert_eq!(browser.pages[page].shift.syncs(), 1);
    browser.pages[page].shift.source = None;
    browser.run(3_000);
    browser.sign_in(page, AGENT, "guid-of-the-next-session");
    browser.run(5_000);
    assert_eq!(browser.pages[page].shift.syncs(), 2);
    assert_eq!(browser.pages[page].shift.view().recovery, None);
}

#[test]
fn many_times_in_and_out_in_any_rhythm_is_one_sync() {
    for rhythm in [1, 7, 39, 41, 500, 1_500] {
        let mut browser = Browser::new();
        let page = browser.open();
        for _ in 0..50 {
            browser.run(rhythm);
            browser.remove(page);
            browser.run(rhythm / 3);
            browser.insert(page);
        }
        browser.run(10_000);
        assert_eq!(browser.syncs(), 1, "{rhythm}");
        assert_eq!(browser.pages[page].shift.connection(), Connection::Live);
    }
}

#[test]
fn two_agents_who_take_turns_have_one_sync_each() {
    let (mut browser, page) = in_a_call();
    for (turn, agent) in ["41002", AGENT, "41002", AGENT].into_iter().enumerate() {
        browser.sign_in(page, agent, &["guid-", &turn.to_string()].concat());
        browser.run(6_000);
        let shown = browser.pages[page].shift.view();
        assert_eq!(shown.call.stage, CallStage::Live);
        assert_eq!(shown.recovery, None, "{turn}");
    }
    assert_eq!(browser.syncs(), 2);
}

#[test]
fn an_agent_whose_panel_followed_comes_back_without_a_sync() {
    let (mut browser, first) = in_a_call();
    let second = browser.open();
    browser.run(5_000);
    assert_eq!(browser.role(second), Role::Follows);
    browser.sign_in(second, "41002", "guid-x");
    browser.run(6_000);
    browser.close(first);
    browser.sign_in(second, AGENT, "guid-y");
    browser.run(6_000);
    assert_eq!(browser.syncs(), 2);
    assert_eq!(browser.role(second), Role::Leads);
    assert_eq!(
        browser.pages[second]
            .shift
            .view()
            .badge
            .state
            .map(AgentState::slug),
        Some("talking")
    );
}

#[test]
fn a_follower_that_is_taken_out_and_put_in_again_follows() {
    let (mut browser, first) = in_a_call();
    let second = browser.open();
    browser.run(5_000);
    for _ in 0..5 {
        browser.remove(second);
        browser.run(700);
        browser.insert(second);
        browser.run(2_000);
        assert_eq!(browser.role(second), Role::Follows);
        browser.assert_shown_alike(first, second);
    }
    assert_eq!(browser.asks_of(second, Asked::Status), 0);
    assert_eq!(browser.syncs(), 1);
}

#[test]
fn what_the_gateway_asked_for_holds_for_the_panel_that_is_put_in_again() {
    let (mut browser, page) = in_a_call();
    browser.on_status = retry_after(429, "", 30_000).into();
    browser.run(3_000);
    let limited = browser.asks.last().unwrap().at;
    browser.remove(page);
    browser.insert(page);
    browser.run(60_000);
    let next = browser.first_ask_of(page, limited + 1).unwrap();
    assert!(next - limited >= 30_000, "after {} ms", next - limited);
}

#[test]
fn a_gateway_that_has_only_refused_is_known_to_the_panel_that_is_put_in_again() {
    let mut browser = Browser::new();
    browser.on_sync = code("100-007").into();
    browser.on_status = code("100-007").into();
    let page = browser.open();
    browser.run(5_000);
    browser.remove(page);
    // It restarts, and its server says so in its place.
    browser.on_status = response(403, "<html></html>").into();
    browser.insert(page);
    browser.run(10_000);
    let shown = browser.pages[page].shift.view();
    assert_eq!(shown.connection.connection, Connection::Retrying);
}

#[test]
fn a_kept_row_that_cannot_be_read_is_no_reason_for_a_sync() {
    let (mut browser, page) = in_a_call();
    browser.remove(page);
    for (_, row) in &mut browser.pages[page].shift.memory {
        row.pop();
    }
    browser.insert(page);
    browser.run(10_000);
    assert_eq!(browser.syncs(), 1);
    let shown = browser.pages[page].shift.view();
    assert_eq!(shown.connection.connection, Connection::Live);
    assert!(shown.recovery.is_some());
}

#[test]
fn another_gateway_knows_nothing_of_the_first_ones_call() {
    let (mut browser, page) = in_a_call();
    browser.on_status = Outcome::Hangs;
    browser.event(
        page,
        Event::Configured(
            settings("{\"gateway\": \"https://other.example\"}"),
            Vec::new(),
        ),
    );
    browser.run(2_000);
    let shown = browser.pages[page].shift.view();
    assert_eq!(shown.badge.state, None);
    assert_eq!(shown.call.stage, CallStage::None);
    // One sync a page load and agent, wherever the gateway is.
    browser.on_status = status(4, false).into();
    browser.run(30_000);
    assert_eq!(browser.syncs(), 1);
    assert_eq!(browser.pages[page].shift.connection(), Connection::Live);
}

#[test]
fn settings_that_do_not_move_the_gateway_leave_the_lead_alone() {
    let (mut browser, first) = in_a_call();
    let second = browser.open();
    browser.run(5_000);
    for page in [first, second] {
        browser.event(
            page,
            Event::Configured(
                settings("{\"theme\": \"dark\", \"pollIntervalMs\": 5000}"),
                Vec::new(),
            ),
        );
        browser.run(20_000);
        assert_eq!(browser.role(first), Role::Leads);
        assert_eq!(browser.role(second), Role::Follows);
        browser.assert_shown_alike(first, second);
    }
    assert_eq!(browser.syncs(), 1);
}

#[test]
fn a_call_that_was_not_recovered_is_still_not_when_the_panel_is_put_in_again() {
    let mut browser = Browser::new();
    browser.on_sync = response(500, "").into();
    browser.on_status = status(7, true).into();
    let page = browser.open();
    browser.run(30_000);
    let tries = browser.syncs();
    browser.remove(page);
    browser.insert(page);
    browser.run(5_000);
    assert!(browser.pages[page].shift.view().recovery.is_some());
    assert_eq!(browser.syncs(), tries);
    browser.on_sync = in_call(&json!({"workNo": ""})).into();
    browser.event(page, Event::RetrySync);
    browser.run(4_000);
    assert_eq!(browser.syncs(), tries + 1);
    assert_eq!(browser.pages[page].shift.view().call.stage, CallStage::Live);
}
