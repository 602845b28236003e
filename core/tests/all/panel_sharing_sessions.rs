//! Sessions that end, and what the gateway asks for, while several panels share one agent.

use crate::support::answers::{code, response, retry_after, status};
use crate::support::browser::Browser;
use crate::support::{AGENT, Asked};
use cec_agent_panel_core::gateway::AgentState;
use cec_agent_panel_core::link::{Connection, Reply};
use cec_agent_panel_core::sharing::Role;

/// The interval of a panel that is looked at.
const INTERVAL: i64 = 3_000;

#[test]
fn a_follower_sees_a_session_that_changes_under_it() {
    let (mut browser, first, second) = Browser::with_two_pages();
    // The portal in the second page signs another agent in, and tells nobody.
    browser.sign_in(second, "41002", "guid-x");
    browser.run(INTERVAL);
    let theirs = browser.pages[second].shift.model.agent().unwrap();
    assert_eq!(theirs.to_string(), "41002");
    assert_eq!(
        browser
            .asks
            .iter()
            .filter(|ask| ask.page == second && ask.what == Asked::Sync)
            .count(),
        1
    );
    // And then nobody.
    browser.pages[second].shift.source = None;
    browser.run(2 * INTERVAL);
    assert_eq!(browser.pages[second].shift.model.agent(), None);
    assert_eq!(browser.role(first), Role::Leads);
}

#[test]
fn the_lead_goes_where_the_agent_is_still_signed_in() {
    let (mut browser, first, second) = Browser::with_two_pages();
    let guids = ["guid-of-page-0", "guid-of-page-1"];
    for (from, to, over) in [(first, second, "000-003"), (second, first, "100-006")] {
        browser.refused = vec![(guids[from].to_owned(), code(over).into())];
        let expired = browser.at;
        browser.run(20_000);
        assert_eq!(browser.role(to), Role::Leads, "{over}");
        assert!(browser.first_ask_of(to, expired).is_some());
        assert_eq!(
            browser.pages[from].shift.connection(),
            Connection::Following
        );
        let before = browser.asks_of(from, Asked::Status);
        browser.run(30_000);
        assert_eq!(browser.asks_of(from, Asked::Status), before);
        assert_eq!(browser.role(to), Role::Leads);
        browser.assert_shown_alike(from, to);
        // The portal renews it.
        browser.refused.clear();
        let renewed = [guids[from], "-renewed"].concat();
        browser.sign_in(from, AGENT, &renewed);
        browser.run(5_000);
        assert_eq!(browser.role(from), Role::Follows);
    }
    assert_eq!(browser.syncs(), 1);
}

#[test]
fn sessions_that_are_all_over_ask_nothing() {
    for over in [
        code("000-003"),
        code("100-008"),
        code("100-006"),
        response(401, r#"{"retcode":"000-003"}"#),
    ] {
        let (mut browser, first, second) = Browser::with_two_pages();
        browser.refused = vec![
            ("guid-of-page-0".to_owned(), over.clone().into()),
            ("guid-of-page-1".to_owned(), over.clone().into()),
        ];
        browser.run(40_000);
        let quiet = browser.at;
        let words = browser.texts.len();
        browser.run(600_000);
        assert_eq!(browser.asks_since(quiet), [], "{over:?}");
        assert!(
            browser.texts.len() - words < 10,
            "they do not talk for ever"
        );
        for page in [first, second] {
            let connection = browser.pages[page].shift.connection();
            assert_eq!(connection, Connection::Expired);
        }
    }
}

#[test]
fn of_two_misconfigured_panels_one_looks_again_and_both_go_on() {
    let (mut browser, first, second) = Browser::with_two_pages();
    browser.on_status = code("000-002").into();
    browser.run(60_000);
    for page in [first, second] {
        let connection = browser.pages[page].shift.connection();
        assert_eq!(connection, Connection::Misconfigured);
    }
    let from = browser.at;
    browser.run(600_000);
    let looks = browser.asks_since(from).len();
    assert!((10..=25).contains(&looks), "{looks} looks in ten minutes");
    browser.on_status = status(4, false).into();
    browser.run(62_000);
    browser.assert_shown_alike(first, second);
    let connections = [first, second].map(|page| browser.pages[page].shift.connection());
    assert!(connections.contains(&Connection::Live));
    assert!(connections.contains(&Connection::Following));
}

#[test]
fn a_panel_in_sight_whose_session_is_over_leaves_the_lead_to_a_hidden_one() {
    let (mut browser, first, second) = Browser::with_two_pages();
    browser.show(second, false);
    browser.refused = vec![("guid-of-page-0".to_owned(), code("100-008").into())];
    browser.run(10_000);
    let over = browser.at;
    browser.run(100_000);
    assert_eq!(browser.role(second), Role::Leads);
    assert_eq!(browser.first_ask_of(first, over), None);
    assert_eq!(
        browser.pages[first].shift.connection(),
        Connection::Following
    );
    // When that one goes, nobody is left who may ask.
    browser.close(second);
    let closed = browser.at;
    browser.run(100_000);
    assert_eq!(browser.asks_since(closed), []);
    assert_eq!(browser.pages[first].shift.connection(), Connection::Expired);
}

#[test]
fn what_the_gateway_asked_for_holds_across_a_change_of_the_lead() {
    for leaves in ["closes", "freezes", "hides"] {
        let (mut browser, first, second) = Browser::with_two_pages();
        browser.on_status = retry_after(503, "", 40_000).into();
        browser.run(INTERVAL);
        let limited = browser.asks.last().unwrap().at;
        browser.on_status = status(4, false).into();
        match leaves {
            "closes" => browser.close(first),
            "freezes" => browser.freeze(first),
            _ => browser.show(first, false),
        }
        browser.run(60_000);
        assert_eq!(browser.role(second), Role::Leads);
        let asked = browser.first_ask_of(second, 0).unwrap();
        assert!(
            (40_000..44_000).contains(&(asked - limited)),
            "{leaves}: {}",
            asked - limited
        );
        // Slowed for a minute: twice the interval.
        let pauses: Vec<i64> = browser
            .asks
            .windows(2)
            .map(|pair| pair[1].at - pair[0].at)
            .collect();
        assert!(
            pauses.last().is_some_and(|pause| *pause >= 6_000),
            "{pauses:?}"
        );
    }
}

#[test]
fn a_gateway_in_trouble_is_asked_by_one_panel_only() {
    let (mut browser, first, second) = Browser::with_two_pages();
    browser.on_status = Reply::NoResponse.into();
    browser.run(120_000);
    assert_eq!(browser.asks_of(second, Asked::Status), 0);
    assert_eq!(browser.pages[second].shift.view().badge.state, None);
    assert_eq!(browser.pages[first].shift.view().badge.state, None);
    browser.on_status = status(4, false).into();
    browser.run(65_000);
    browser.assert_shown_alike(first, second);
    assert_eq!(
        browser.pages[second].shift.view().badge.state,
        Some(AgentState::Idle)
    );
}

#[test]
fn a_leader_whose_session_is_over_lets_go_at_once() {
    let (mut browser, _, second) = Browser::with_two_pages();
    browser.refused = vec![("guid-of-page-0".to_owned(), code("100-008").into())];
    browser.run(INTERVAL);
    let over = browser.asks.iter().find(|ask| ask.refused).unwrap().at;
    browser.run(1_300);
    assert!(
        browser
            .first_ask_of(second, over)
            .is_some_and(|at| at - over <= 1_100)
    );
}
