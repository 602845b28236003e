//! A proxy that adds the Guid: the panel knows none, sends none, and finds out by asking
//! whether the session is good again.

use crate::support::answers::{at_sign_in, code, response, status, sync};
use crate::support::browser::{Browser, Locks};
use crate::support::{AGENT, Asked, Shift, proxied, session, settings};
use cec_agent_panel_core::desk::{Asked as Awaited, Pending};
use cec_agent_panel_core::link::{Connection, Expiry, Reply, Session};
use cec_agent_panel_core::panel::{Effect, Event, update};
use cec_agent_panel_core::settings::{GuidFrom, Settings};
use cec_agent_panel_core::time::{Mono, Now, Wall};
use proptest::prelude::*;
use serde_json::json;

/// One panel behind such a proxy, which has been answered once.
fn behind_proxy() -> Shift {
    asks_for_the_first_time(r#"{"guidFrom": "proxy"}"#)
}

fn asks_for_the_first_time(config: &str) -> Shift {
    let mut shift = Shift::new(settings(config));
    shift.source_holds(Some(proxied(AGENT)));
    shift.on_sync = at_sign_in().into();
    shift.start();
    shift.run(100);
    shift
}

/// The same, with a session that is over, and nothing else.
fn over(reply: Reply) -> Shift {
    let mut shift = behind_proxy();
    shift.always(reply);
    shift.run(20_000);
    assert_eq!(shift.connection(), Connection::Expired);
    shift
}

#[test]
fn a_whole_session_goes_without_a_guid() {
    let mut shift = behind_proxy();
    shift.run(60_000);
    assert_eq!(shift.connection(), Connection::Live);
    assert_eq!(shift.syncs(), 1);
    assert!(shift.polls() > 15);
    assert!(shift.sent.iter().all(|sent| sent.guid.is_empty()));
}

#[test]
fn a_stored_session_needs_no_guid_and_one_in_it_is_not_taken() {
    for text in [
        r#"{"agentId":"41001"}"#,
        r#"{"agentId":41001,"guid":null}"#,
        r#"{"agentId":"41001","guid":"a secret"}"#,
        r#"{"agentId":"41001","guid":"secret.AgentGateway1"}"#,
    ] {
        let read = Session::read(text, GuidFrom::Proxy).ok().flatten();
        assert_eq!(read, Some(proxied("41001")), "{text}");
    }
    for text in ["", "{}", r#"{"agentId":"100"}"#, r#"{"guid":"g"}"#] {
        assert_eq!(
            Session::read(text, GuidFrom::Proxy).ok().flatten(),
            None,
            "{text}"
        );
    }
}

#[test]
fn there_is_no_form_for_a_guid() {
    let mut shift = Shift::new(settings(
        r#"{"guidFrom": "proxy", "allowConnectForm": true}"#,
    ));
    shift.source_holds(None);
    shift.start();
    shift.run(10_000);
    assert!(shift.view().notice.is_some() && !shift.view().form);
    assert!(!over(code("100-008")).view().form);
}

#[test]
fn what_was_awaited_hastens_nothing_when_the_session_is_over() {
    let config = r#"{"guidFrom": "proxy", "pollIntervalMs": 5000, "hiddenPollIntervalMs": 1000}"#;
    let mut shift = asks_for_the_first_time(config);
    shift.push_state("AgentState_Work");
    shift.push_state("AgentState_SetNotReady_Success");
    assert_eq!(shift.view().pending, Pending::Waiting(Awaited::Busy));
    shift.always(code("100-008"));
    shift.run(1_500);
    assert_eq!(shift.connection(), Connection::Expired);
    // Nobody knows what such an answer means, and the pace is that of a failure.
    shift.always(response(200, "<html>"));
    shift.run(1_500);
    let from = shift.at;
    shift.run(3_500);
    let again = shift.sent_since(from);
    assert!(again.is_empty(), "{again:?} after {from}");
}

#[test]
fn a_session_that_is_over_is_asked_for_every_thirty_seconds() {
    for reply in [
        code("100-008"),
        code("000-003"),
        code("100-006"),
        response(401, ""),
    ] {
        let mut shift = over(reply);
        let from = shift.at;
        shift.run(300_000);
        let again = shift.sent_since(from);
        assert!((9..=11).contains(&again.len()), "{again:?}");
        let pauses: Vec<i64> = again.windows(2).map(|pair| pair[1] - pair[0]).collect();
        assert!(pauses.iter().all(|pause| *pause >= 30_000), "{pauses:?}");
        assert_eq!(shift.connection(), Connection::Expired);
        assert!(shift.view().notice.unwrap().expiry.is_some());

        shift.polls_say(3, false);
        shift.run(32_100);
        assert_eq!(shift.connection(), Connection::Live);
        assert!(shift.view().notice.is_none());
        assert_eq!(shift.syncs(), 1);
        let polls = shift.polls();
        shift.run(9_000);
        assert!(shift.polls() >= polls + 3, "the old pace is back");
    }
}

#[test]
fn the_message_stands_still_while_the_gateway_is_asked_again() {
    let mut shift = over(code("100-008"));
    for _ in 0..700 {
        shift.run(100);
        assert_eq!(shift.connection(), Connection::Expired);
        let expiry = shift.view().notice.and_then(|notice| notice.expiry);
        assert_eq!(expiry, Some(Expiry::SessionOver));
        assert!(!shift.view().badge.fresh);
    }
}

#[test]
fn a_gateway_that_is_gone_as_well_is_not_asked_more_often() {
    let mut shift = over(code("100-008"));
    shift.always(Reply::NoResponse);
    let from = shift.at;
    shift.run(300_000);
    assert!((5..=11).contains(&shift.sent_since(from).len()));
    assert_eq!(shift.connection(), Connection::Expired);
}

#[test]
fn what_may_have_brought_it_back_has_it_asked_for_soon() {
    let occasions: [fn(&mut Shift); 4] = [
        |shift| {
            shift.event(Event::Visible(false));
            shift.event(Event::Visible(true));
        },
        |shift| {
            shift.event(Event::Online(false));
            shift.event(Event::Online(true));
            shift.run(2_900);
        },
        // The host has set the same agent once more.
        |shift| {
            shift.event(Event::SessionRead(shift.source.clone()));
            shift.event(Event::Woke);
        },
        // Signed out and in again.
        |shift| {
            shift.source_holds(None);
            shift.run(2_000);
            shift.source_holds(Some(proxied(AGENT)));
            shift.run(2_000);
        },
    ];
    for occasion in occasions {
        let mut shift = over(code("000-003"));
        // Neither the last request nor the next one of its own is near.
        shift.run_to_next_reply();
        shift.run(5_000);
        shift.polls_say(4, false);
        let from = shift.at;
        occasion(&mut shift);
        shift.run(100);
        assert_eq!(shift.sent_since(from).len(), 1);
        assert_eq!(shift.connection(), Connection::Live);
    }
}

#[test]
fn a_sync_that_was_refused_is_sent_when_the_session_is_good_again() {
    let mut shift = Shift::new(settings(r#"{"guidFrom": "proxy"}"#));
    shift.source_holds(Some(proxied(AGENT)));
    shift.always(response(401, ""));
    shift.start();
    shift.run(100_000);
    assert!(shift.sent.iter().all(|sent| sent.what == Asked::Sync));
    shift.on_sync = sync(&json!({"state": 4})).into();
    shift.on_status = status(3, false).into();
    shift.run(35_000);
    assert_eq!(shift.connection(), Connection::Live);
    assert!(shift.view().recovery.is_none());
}

#[test]
fn another_interval_for_hidden_panels_is_one_for_this_too() {
    let mut shift = Shift::new(settings(
        r#"{"guidFrom": "proxy", "hiddenPollIntervalMs": 5000}"#,
    ));
    shift.source_holds(Some(proxied(AGENT)));
    shift.always(code("100-008"));
    shift.start();
    shift.run(60_000);
    assert!(
        (10..=13).contains(&shift.sent.len()),
        "{:?}",
        shift.sent.len()
    );
}

#[test]
fn another_way_to_the_guid_is_another_session() {
    let mut shift = Shift::recovered(at_sign_in(), status(4, false));
    shift.source_holds(Some(proxied(AGENT)));
    let behind = settings(r#"{"guidFrom": "proxy"}"#);
    shift.event(Event::Configured(behind, Vec::new()));
    shift.run(3_000);
    assert_eq!(shift.connection(), Connection::Live);
    assert_eq!(shift.sent.last().unwrap().guid, "");
    shift.source_holds(Some(session(AGENT, "guid-2")));
    shift.event(Event::Configured(Settings::default(), Vec::new()));
    shift.run(3_000);
    assert_eq!(shift.sent.last().unwrap().guid, "guid-2");
    assert_eq!(shift.syncs(), 1);
}

/// Two panels of one browser behind one proxy.
fn two_behind_proxy() -> (Browser, usize, usize) {
    let mut browser = Browser::new();
    let behind = || settings(r#"{"guidFrom": "proxy"}"#);
    let mut open = || browser.open_with(behind(), Some(proxied(AGENT)), Locks::Work, true);
    let (first, second) = (open(), open());
    browser.run(5_000);
    assert_eq!(browser.pages[first].shift.connection(), Connection::Live);
    assert_eq!(
        browser.pages[second].shift.connection(),
        Connection::Following
    );
    (browser, first, second)
}

#[test]
fn panels_of_one_browser_share_the_asking_and_the_good_news() {
    let (mut browser, first, second) = two_behind_proxy();
    browser.refused = vec![(String::new(), code("100-008").into())];
    browser.run(60_000);
    let asked = browser.asks.len();
    browser.run(300_000);
    for page in [first, second] {
        assert_eq!(browser.pages[page].shift.connection(), Connection::Expired);
    }
    let again = browser.asks.len() - asked;
    assert!((8..=12).contains(&again), "{again} for both");

    browser.refused.clear();
    browser.run(35_000);
    let both = [
        browser.pages[first].shift.connection(),
        browser.pages[second].shift.connection(),
    ];
    assert!(
        both.contains(&Connection::Live) && both.contains(&Connection::Following),
        "{both:?}"
    );
    // Who follows could lead: its session is the leader's.
    let leader = if both[0] == Connection::Live {
        first
    } else {
        second
    };
    browser.close(leader);
    browser.run(5_000);
    let left = first + second - leader;
    assert_eq!(browser.pages[left].shift.connection(), Connection::Live);
    assert_eq!(browser.syncs(), 1);
}

proptest! {
    /// Whatever the source holds and however the settings change, no Guid goes out behind a
    /// proxy, and nothing without one elsewhere.
    #[test]
    fn every_request_has_its_guid_exactly_where_the_settings_want_one(
        steps in prop::collection::vec((0_u8..4, any::<bool>(), 1_u16..5_000), 1..60),
    ) {
        let mut shift = Shift::new(Settings::default());
        shift.start();
        let mut at = 0;
        for (what, proxy, ms) in steps {
            at += i64::from(ms);
            let now = Now { mono: Mono(at), wall: Wall(0), chance: 0 };
            let guid_from = if proxy { GuidFrom::Proxy } else { GuidFrom::Session };
            let event = match what {
                0 => Event::SessionRead(Some(proxied(AGENT))),
                1 => Event::SessionRead(Some(session(AGENT, "guid-1"))),
                2 => Event::Configured(Settings { guid_from, ..Settings::default() }, Vec::new()),
                _ => Event::Woke,
            };
            for effect in update(&mut shift.model, now, event) {
                let Effect::Ask { session, .. } = effect else {
                    continue;
                };
                let wanted = shift.model.settings().guid_from;
                prop_assert_eq!(session.guid.is_some(), wanted == GuidFrom::Session);
            }
        }
    }
}
