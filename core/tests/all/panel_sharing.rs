//! One poller per agent and browser: who leads, who follows, and when that changes.

use crate::support::answers::{code, in_call, status};
use crate::support::browser::{Browser, Locks};
use crate::support::{AGENT, Asked, Outcome, session, settings};
use cec_agent_panel_core::link::Connection;
use cec_agent_panel_core::panel::Event;
use cec_agent_panel_core::settings::Settings;
use cec_agent_panel_core::sharing::{LeadNews, Role};

/// The interval of a panel that is looked at, and of one that is not.
const INTERVAL: i64 = 3_000;
const HIDDEN_INTERVAL: i64 = 30_000;

#[test]
fn a_second_page_follows_and_asks_nothing() {
    let (mut browser, first, second) = Browser::with_two_pages();
    browser.run(60_000);
    assert_eq!(browser.asks_of(second, Asked::Sync), 0);
    assert_eq!(browser.asks_of(second, Asked::Status), 0);
    assert_eq!(browser.asks_of(first, Asked::Sync), 1);
    assert_eq!(
        browser.pages[second].shift.connection(),
        Connection::Following
    );
    assert_eq!(browser.told_role(first), Some(Role::Leads));
    assert_eq!(browser.told_role(second), Some(Role::Follows));
    browser.assert_shown_alike(first, second);
}

#[test]
fn pages_that_open_together_agree_on_one() {
    let mut browser = Browser::new();
    let pages: Vec<usize> = (0..5).map(|_| browser.open()).collect();
    browser.run(60_000);
    let leaders = pages
        .iter()
        .filter(|page| browser.role(**page) == Role::Leads);
    assert_eq!(leaders.count(), 1);
    assert_eq!(browser.syncs(), 1);
}

#[test]
fn a_follower_shows_what_the_leader_learns() {
    let (mut browser, first, second) = Browser::with_two_pages();
    for (agent_state, working) in [(5, false), (7, true), (3, false), (8, false), (99, false)] {
        browser.on_status = status(agent_state, working).into();
        browser.run(INTERVAL + 1_000);
        browser.assert_shown_alike(first, second);
        let shown = browser.pages[second].shift.view().badge;
        assert!(shown.fresh && shown.state.is_some());
    }
}

#[test]
fn a_call_that_the_leader_recovered_is_shown_by_all() {
    let mut browser = Browser::new();
    browser.on_sync = in_call(&serde_json::json!({
        "preBusy": true, "curCommand": 30, "cmdBeginTime": crate::support::answers::ago(2_000),
        "partner": "41007", "callData": "a 1:2 line\nand another", "state": 11,
        "holdCallId": "1566-9", "beginHoldTime": crate::support::answers::ago(4_000),
    }))
    .into();
    browser.on_status = status(7, true).into();
    let first = browser.open();
    browser.run(100);
    let second = browser.open();
    browser.run(100);
    browser.assert_shown_alike(first, second);
    for _ in 0..20 {
        browser.run(1_000);
        browser.assert_shown_alike(first, second);
    }
    browser.on_status = status(4, false).into();
    browser.run(4_000);
    browser.assert_shown_alike(first, second);
}

#[test]
fn when_the_leader_closes_another_asks_at_once_and_does_not_sync() {
    let (mut browser, first, second) = Browser::with_two_pages();
    browser.close(first);
    let closed = browser.at;
    browser.run(2 * INTERVAL);
    let asked = browser.first_ask_of(second, closed).expect("it took over");
    assert!(asked - closed <= 1_100, "after {} ms", asked - closed);
    assert_eq!(browser.asks_of(second, Asked::Sync), 0);
    assert_eq!(browser.role(second), Role::Leads);
    assert_eq!(browser.pages[second].shift.connection(), Connection::Live);
    assert_eq!(browser.told_role(second), Some(Role::Leads));
}

#[test]
fn when_the_leader_freezes_another_asks_within_two_intervals() {
    for interval in [1_000, 2_000, 3_000, 10_000] {
        let config = format!("{{\"pollIntervalMs\": {interval}}}");
        let mut browser = Browser::new();
        let page = |browser: &mut Browser, guid| {
            browser.open_with(
                settings(&config),
                Some(session(AGENT, guid)),
                Locks::Work,
                true,
            )
        };
        let first = page(&mut browser, "guid-a");
        let second = page(&mut browser, "guid-b");
        browser.run(25_300);
        browser.freeze(first);
        let frozen = browser.at;
        browser.run(3 * interval);
        let asked = browser.first_ask_of(second, frozen).expect("it took over");
        assert!(
            asked - frozen <= 2 * interval + 100,
            "{interval}: after {} ms",
            asked - frozen
        );
        assert_eq!(browser.asks_of(second, Asked::Sync), 0);
    }
}

#[test]
fn a_hidden_follower_of_a_hidden_leader_takes_over_within_two_hidden_intervals() {
    let mut browser = Browser::new();
    let first = browser.open_hidden();
    let second = browser.open_hidden();
    browser.run(100_000);
    assert_eq!(browser.role(first), Role::Leads);
    browser.freeze(first);
    let frozen = browser.at;
    browser.run(3 * HIDDEN_INTERVAL);
    let asked = browser.first_ask_of(second, frozen).expect("it took over");
    assert!(
        asked - frozen <= 2 * HIDDEN_INTERVAL + 100,
        "after {} ms",
        asked - frozen
    );
    assert_eq!(browser.syncs(), 1);
}

#[test]
fn a_leader_that_thaws_follows_and_asks_nothing_more() {
    // However the freeze lies to the leader's polls.
    for later in (0..INTERVAL).step_by(170) {
        let (mut browser, first, second) = Browser::with_two_pages();
        browser.run(later);
        browser.freeze(first);
        browser.run(20_000);
        assert_eq!(browser.role(second), Role::Leads);
        let thawed = browser.at;
        browser.thaw(first);
        browser.run(30_000);
        assert_eq!(browser.first_ask_of(first, thawed), None, "{later}");
        assert_eq!(browser.role(first), Role::Follows);
        assert_eq!(browser.syncs(), 1);
        browser.assert_shown_alike(first, second);
    }
}

#[test]
fn a_slow_gateway_does_not_let_the_lead_wander() {
    for interval in [1_000, 1_500, 3_000] {
        for took in [100, 900, 1_400, 2_700, 4_900, 9_000] {
            let config = format!("{{\"pollIntervalMs\": {interval}}}");
            let mut browser = Browser::new();
            browser.on_status = Outcome::RepliesAfter(took, status(4, false));
            let pages: Vec<usize> = (0..3)
                .map(|page| {
                    let guid = ["guid-", &page.to_string()].concat();
                    browser.run(317);
                    let session = Some(session(AGENT, &guid));
                    browser.open_with(settings(&config), session, Locks::Work, true)
                })
                .collect();
            browser.run(120_000);
            let leader = browser.asks.first().unwrap().page;
            assert_eq!(
                browser.asks_of(leader, Asked::Status),
                browser.asks.len() - 1
            );
            assert_eq!(browser.role(pages[leader]), Role::Leads);
        }
    }
}

#[test]
fn a_follower_that_is_looked_at_takes_over_from_a_leader_that_is_not() {
    let (mut browser, first, second) = Browser::with_two_pages();
    browser.show(first, false);
    let hidden = browser.at;
    browser.run(2_000);
    assert_eq!(browser.role(second), Role::Leads);
    assert!(
        browser
            .first_ask_of(second, hidden)
            .is_some_and(|at| at - hidden <= 1_100)
    );
    // And back, when the sights change.
    browser.show(second, false);
    browser.show(first, true);
    browser.run(2_000);
    assert_eq!(browser.role(first), Role::Leads);
    assert_eq!(browser.role(second), Role::Follows);
    assert_eq!(browser.syncs(), 1);
}

#[test]
fn a_hidden_leader_goes_on_while_nobody_looks_and_yields_to_the_first_who_does() {
    let (mut browser, first, second) = Browser::with_two_pages();
    browser.show(second, false);
    browser.show(first, false);
    browser.run(300_000);
    assert_eq!(browser.role(first), Role::Leads);
    assert_eq!(browser.asks_of(second, Asked::Status), 0);
    let seen = browser.at;
    browser.show(second, true);
    browser.run(2_000);
    assert_eq!(browser.role(second), Role::Leads);
    assert!(
        browser
            .first_ask_of(second, seen)
            .is_some_and(|at| at - seen <= 1_000)
    );
}

#[test]
fn a_takeover_at_any_moment_of_a_poll_keeps_the_gateways_peace() {
    // The browser itself checks that no two requests meet.
    for later in (0..3_300).step_by(7) {
        let (mut browser, first, second) = Browser::with_two_pages();
        browser.on_status = Outcome::RepliesAfter(250, status(4, false));
        browser.show(second, false);
        browser.show(first, false);
        browser.show(first, true);
        browser.run(3_000 + later);
        browser.show(first, false);
        browser.show(second, true);
        browser.run(1_200);
        assert_eq!(browser.role(second), Role::Leads);
    }
}

#[test]
fn a_page_that_opens_behind_a_hidden_leader_takes_over_without_a_sync() {
    let mut browser = Browser::new();
    let first = browser.open();
    browser.run(5_000);
    browser.show(first, false);
    browser.run(10_000);
    let second = browser.open();
    browser.run(2_000);
    assert_eq!(browser.role(second), Role::Leads);
    assert_eq!(browser.asks_of(second, Asked::Sync), 0);
    assert!(browser.asks_of(second, Asked::Status) > 0);
}

#[test]
fn a_page_that_opens_while_the_sync_is_under_way_waits_for_it() {
    let mut browser = Browser::new();
    browser.on_sync = Outcome::RepliesAfter(6_000, in_call(&serde_json::json!({"workNo": ""})));
    browser.on_status = status(7, true).into();
    let first = browser.open();
    browser.run(500);
    let second = browser.open();
    browser.run(10_000);
    assert_eq!(browser.syncs(), 1);
    browser.assert_shown_alike(first, second);
    assert!(
        browser.pages[second].shift.view().call.stage
            == cec_agent_panel_core::desk::CallStage::Live
    );
}

#[test]
fn nobody_follows_a_leader_that_never_speaks() {
    let mut browser = Browser::new();
    let first = browser.open();
    browser.run(5_000);
    browser.freeze(first);
    let second = browser.open();
    let opened = browser.at;
    browser.run(3_000);
    assert_eq!(browser.role(second), Role::Leads);
    assert!(
        browser
            .first_ask_of(second, opened)
            .is_some_and(|at| at - opened <= 2_000)
    );
    browser.thaw(first);
    browser.run(3_000);
    assert_eq!(browser.role(first), Role::Follows);
}

#[test]
fn a_browser_that_refuses_or_does_not_answer_lets_each_poll_for_itself() {
    for locks in [Locks::Refused, Locks::Silent] {
        let mut browser = Browser::new();
        let page = |browser: &mut Browser, guid| {
            browser.open_with(Settings::default(), Some(session(AGENT, guid)), locks, true)
        };
        let (first, second) = (page(&mut browser, "guid-a"), page(&mut browser, "guid-b"));
        browser.run(20_000);
        for page in [first, second] {
            assert_eq!(browser.asks_of(page, Asked::Sync), 1);
            assert!(browser.asks_of(page, Asked::Status) >= 4);
            assert_eq!(browser.told_role(page), Some(Role::Alone));
            assert_eq!(browser.role(page), Role::Alone);
            assert_eq!(browser.pages[page].shift.connection(), Connection::Live);
        }
    }
}

#[test]
fn a_page_that_was_too_busy_to_hear_the_browsers_answer_does_not_sync_on_its_own() {
    let mut browser = Browser::new();
    let first = browser.open();
    browser.run(5_000);
    let second = browser.open();
    // The portal's own scripts take the page's whole time.
    browser.freeze(second);
    browser.run(4_000);
    browser.thaw(second);
    browser.run(5_000);
    assert_eq!(browser.asks_of(second, Asked::Sync), 0);
    assert_eq!(
        (browser.role(first), browser.role(second)),
        (Role::Leads, Role::Follows)
    );
}

#[test]
fn an_answer_that_comes_after_all_ends_what_the_panel_does_for_itself() {
    let mut browser = Browser::new();
    let page = browser.open_with(
        Settings::default(),
        Some(session(AGENT, "guid-a")),
        Locks::Silent,
        true,
    );
    browser.on_status = Outcome::Hangs;
    browser.run(8_000);
    assert_eq!(browser.role(page), Role::Alone);
    browser.event(page, Event::Lead(LeadNews::Taken));
    assert_eq!(browser.role(page), Role::Follows);
    assert_eq!(browser.pages[page].shift.aborts.len(), 1);
}

#[test]
fn a_follower_that_thaws_leaves_the_lead_where_it_is() {
    let (mut browser, first, second) = Browser::with_two_pages();
    for away in [4_000, 6_000, 60_000] {
        browser.freeze(second);
        browser.run(away);
        browser.thaw(second);
        browser.run(3_000);
        assert_eq!(browser.role(first), Role::Leads, "{away}");
        browser.assert_shown_alike(first, second);
    }
    assert!(browser.pages[first].shift.aborts.is_empty());
}

#[test]
fn a_call_that_was_not_recovered_is_so_for_all_and_each_may_ask_for_another_sync() {
    let mut browser = Browser::new();
    browser.on_sync = code("999-001").into();
    browser.on_status = status(7, true).into();
    let first = browser.open();
    browser.run(5_000);
    let second = browser.open();
    browser.run(5_000);
    assert!(browser.pages[second].shift.view().recovery.is_some());
    browser.assert_shown_alike(first, second);
    browser.on_sync = in_call(&serde_json::json!({"workNo": ""})).into();
    browser.event(second, Event::RetrySync);
    browser.run(4_000);
    assert_eq!(
        (
            browser.asks_of(first, Asked::Sync),
            browser.asks_of(second, Asked::Sync)
        ),
        (1, 1)
    );
    assert_eq!(browser.role(second), Role::Leads);
    assert_eq!(browser.pages[first].shift.view().recovery, None);
    assert!(browser.pages[first].shift.view().call.rows.len() > 1);
    browser.assert_shown_alike(first, second);
}
