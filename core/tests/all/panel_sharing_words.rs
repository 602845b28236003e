//! The words that panels exchange: what stands in them, and what never does.

use crate::support::answers::{ago, code, code_with, in_call, retry_after, status, sync};
use crate::support::browser::Browser;
use crate::support::{AGENT, Asked, Outcome};
use cec_agent_panel_core::gateway::AgentState;
use cec_agent_panel_core::link::Connection;
use cec_agent_panel_core::panel::{Event, Model};
use proptest::prelude::*;
use serde_json::json;

#[test]
fn no_guid_stands_in_what_is_said_or_kept() {
    let mut browser = Browser::new();
    browser.on_sync = in_call(&json!({"workNo": "", "preRest": true})).into();
    browser.on_status = status(7, true).into();
    let first = browser.open();
    let second = browser.open();
    browser.run(10_000);
    for reply in [
        code_with("999-001", "no access for guid-of-page-0, sorry"),
        code_with("000-003", "guid-of-page-0 and guid-of-page-1 are too old"),
        code_with("105-001", "moving guid-of-page-1"),
        retry_after(503, "guid-of-page-0", 2_000),
    ] {
        browser.on_status = reply.into();
        browser.run(20_000);
        browser.on_status = status(4, false).into();
        browser.sign_in(first, AGENT, "guid-of-page-0-renewed");
        browser.sign_in(second, AGENT, "guid-of-page-1-renewed");
        browser.run(20_000);
    }
    for page in [first, second] {
        browser.remove(page);
        browser.insert(page);
        browser.run(5_000);
    }
    assert!(browser.texts.len() > 100);
    for text in &browser.texts {
        assert!(!text.contains("guid"), "{text}");
    }
}

/// A leader, a follower, and the last row that it heard.
fn heard() -> (Browser, usize, String) {
    let mut browser = Browser::new();
    browser.on_sync = in_call(&json!({
        "workNo": "", "preBusy": true, "curCommand": 30, "cmdBeginTime": ago(2_000),
        "partner": "41007", "callData": "käse\n\",5,[\"state",
    }))
    .into();
    browser.on_status = status(7, true).into();
    browser.open();
    let second = browser.open();
    browser.run(4_000);
    let row = browser
        .texts
        .iter()
        .rfind(|text| text.starts_with("[\"state\","));
    let row = row.unwrap().clone();
    (browser, second, row)
}

fn hears(browser: &mut Browser, page: usize, text: &str) -> Model {
    browser.event(page, Event::Heard(text.to_owned()));
    browser.pages[page].shift.model.clone()
}

#[test]
fn a_row_that_is_cut_or_too_long_changes_nothing() {
    let (mut browser, page, row) = heard();
    // Another row than the last, which would change something as a whole.
    let row = row.replace("13800138000", "13800138001");
    let before = hears(&mut browser, page, "");
    for end in (0..row.len()).filter(|end| row.is_char_boundary(*end)) {
        assert_eq!(
            hears(&mut browser, page, &row[..end]),
            before,
            "{:?}",
            &row[..end]
        );
    }
    for more in ["0", ",", "]", "[]", "\"new\"", "é"] {
        let longer = [row.as_str(), more].concat();
        assert_eq!(hears(&mut browser, page, &longer), before, "{more}");
    }
    for more in [json!(0), json!("new"), json!(null), json!([])] {
        let mut items = split(&row);
        items.push(more);
        assert_eq!(hears(&mut browser, page, &join(&items)), before);
    }
    let mut items = split(&row);
    while items.pop().is_some() {
        assert_eq!(hears(&mut browser, page, &join(&items)), before);
    }
    assert_ne!(hears(&mut browser, page, &row), before);
}

#[test]
fn words_of_other_versions_change_nothing() {
    let (mut browser, page, row) = heard();
    let before = hears(&mut browser, page, "");
    for word in [
        "hello",
        "state\n",
        "\n",
        "\0",
        "{}",
        "[]",
        "[[]]",
        "null",
        "\"hello\"",
        "[\"hallo\"]",
        "[\"Hello\"]",
        "[\"hello\",\"\"]",
        "[\"asked\",1]",
        "[\"refresh\",1]",
        "[\"state\"]",
        "[1]",
    ] {
        assert_eq!(hears(&mut browser, page, word), before, "{word:?}");
    }
    for kind in [json!("state2"), json!("State"), json!(""), json!(0)] {
        let mut items = split(&row);
        items[0] = kind;
        let word = join(&items);
        assert_eq!(hears(&mut browser, page, &word), before, "{word:?}");
    }
}

#[test]
fn an_item_of_another_type_makes_the_row_unreadable() {
    let (mut browser, page, row) = heard();
    let row = row.replace("13800138000", "13800138001");
    let before = hears(&mut browser, page, "");
    let items = split(&row);
    for index in 1..items.len() {
        let others = [json!(null), json!(true), json!([]), json!({}), json!(1.5)];
        let swapped = if items[index].is_string() {
            json!(7)
        } else {
            json!("7")
        };
        for other in others.into_iter().chain([swapped]) {
            let mut items = items.clone();
            items[index] = other;
            let word = join(&items);
            assert_eq!(hears(&mut browser, page, &word), before, "{word}");
        }
    }
    assert_ne!(hears(&mut browser, page, &row), before);
}

#[test]
fn words_that_cannot_be_read_do_not_revive_a_session_that_is_over() {
    let mut browser = Browser::new();
    let page = browser.open();
    browser.run(5_000);
    browser.on_status = code("100-008").into();
    browser.run(5_000);
    assert_eq!(browser.pages[page].shift.connection(), Connection::Expired);
    let asked = browser.asks.len();
    for word in [
        "[\"state\"]",
        "[\"state\",\"rubbish\"]",
        "[\"state\",1]",
        "[\"hello\"]",
        "[\"asked\"]",
    ] {
        browser.event(page, Event::Heard(word.to_owned()));
        browser.run(10_000);
        assert_eq!(
            browser.pages[page].shift.connection(),
            Connection::Expired,
            "{word}"
        );
    }
    assert_eq!(browser.asks.len(), asked);
}

#[test]
fn a_row_of_another_clock_cannot_stop_the_panel() {
    // Moments in the row lie far in the future: of requests, limits and answers.
    let (_, _, row) = heard();
    let items = split(&row);
    for index in 1..items.len() {
        for value in [i64::MIN, -99_999_999_999, i64::MAX, 1, 0] {
            let (mut browser, page, _) = heard();
            let mut items = items.clone();
            items[index] = json!(value);
            let text = join(&items);
            browser.event(page, Event::Heard(text));
            browser.close(0);
            let closed = browser.at;
            browser.run(5_000);
            if browser.first_ask_of(page, closed).is_none() {
                // As long as the longest Retry-After that is obeyed.
                browser.run(600_000);
            }
            assert!(
                browser.first_ask_of(page, closed).is_some(),
                "item {index} is {value}"
            );
        }
    }
}

#[test]
fn a_hidden_leader_that_claims_much_patience_is_replaced_all_the_same() {
    let (_, _, row) = heard();
    let items = split(&row);
    for index in 1..items.len() {
        let (mut browser, page, _) = heard();
        browser.show(page, false);
        browser.show(0, false);
        browser.run(100);
        let mut items = items.clone();
        items[4] = json!(0);
        items[index] = json!(i64::MAX);
        browser.freeze(0);
        let text = join(&items);
        browser.event(page, Event::Heard(text));
        let frozen = browser.at;
        browser.run(70_000);
        if browser.first_ask_of(page, frozen).is_none() {
            browser.run(600_000);
        }
        assert!(browser.first_ask_of(page, frozen).is_some(), "item {index}");
    }
}

/// The items of a row.
fn split(row: &str) -> Vec<serde_json::Value> {
    serde_json::from_str(row).unwrap()
}

fn join(items: &[serde_json::Value]) -> String {
    json!(items).to_string()
}

fn any_sync() -> impl Strategy<Value = serde_json::Value> {
    let text = prop_oneof![
        Just(String::new()),
        "[0-9]{4,11}",
        "\\PC{0,12}",
        "[0-9,\"\\\\\n]{0,9}"
    ];
    let time = prop_oneof![
        Just(json!(null)),
        (0_u64..200_000).prop_map(ago),
        Just(json!("nonsense")),
    ];
    (
        -2_i64..18,
        proptest::collection::vec(text, 8),
        proptest::collection::vec(time, 5),
        (any::<bool>(), any::<bool>(), 0_i64..60, 0_i64..60),
    )
        .prop_map(|(state, texts, times, (busy, rest, command, feature))| {
            json!({
                "workNo": "", "state": state, "preBusy": busy, "preRest": rest,
                "curCommand": command, "callFeature": feature,
                "callerNo": texts[0], "calledNo": texts[1], "partner": texts[2],
                "callData": texts[3], "curCallId": texts[4], "holdCallId": texts[5],
                "recordID": texts[6], "qcWorkNo": texts[7],
                "agentStateBeginTime": times[0], "beginTalkingTime": times[1],
                "beginHoldTime": times[2], "secondTalkingTime": times[3],
                "cmdBeginTime": times[4],
            })
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_the_leader_learns_the_follower_shows_too(
        fields in any_sync(),
        polls in proptest::collection::vec((-1_i64..12, any::<bool>()), 0..4),
        offset in 0_i64..5_000,
    ) {
        let mut browser = Browser::new();
        browser.at = 1_000_000;
        browser.on_sync = sync(&fields).into();
        let first = browser.open();
        browser.run(offset);
        let second = browser.open();
        browser.run(200);
        browser.fall_silent();
        browser.assert_shown_alike(first, second);
        for (state, working) in polls {
            browser.on_status = status(state, working).into();
            browser.run(3_100);
            browser.fall_silent();
            browser.assert_shown_alike(first, second);
        }
        // What is not to be seen now, but counts later, is handed on too: all that stands
        // behind how the sender itself stood.
        let rows = [first, second].map(|page| {
            let shift = &browser.pages[page].shift;
            let (_, row) = shift.model.to_keep(shift.now()).unwrap();
            split(&row)
        });
        prop_assert_eq!(&rows[0][10..], &rows[1][10..]);
        // And so does a panel that comes after the leader in its page.
        browser.on_status = Outcome::Hangs;
        browser.remove(second);
        let before = browser.pages[first].shift.model.clone();
        browser.remove(first);
        browser.insert(first);
        browser.run(10);
        let (after, later) = browser.pages[first].seen();
        browser.pages[first].shift.model = before;
        let (before, timers) = browser.pages[first].seen();
        prop_assert_eq!(before, after);
        prop_assert_eq!(timers, later);
        prop_assert_eq!(browser.asks_of(first, Asked::Sync), 1);
    }

    #[test]
    fn no_row_that_was_tampered_with_makes_it_panic_or_ask_out_of_turn(
        place in any::<prop::sample::Index>(),
        put in prop_oneof!["[0-9,\"-]{0,4}", "\\PC{0,3}", Just("\u{10ffff}".to_owned())],
        take in 0_usize..6,
        later in 0_i64..4_000,
    ) {
        let (mut browser, page, row) = heard();
        let mut characters: Vec<char> = row.chars().collect();
        let at = place.index(characters.len());
        let end = (at + take).min(characters.len());
        characters.splice(at..end, put.chars());
        browser.event(page, Event::Heard(characters.into_iter().collect()));
        browser.run(later);
        browser.pages[page].shift.view();
        // The leader's next word puts everything right.
        browser.run(3_100);
        browser.fall_silent();
        browser.assert_shown_alike(0, page);
        let shown = browser.pages[page].shift.view().badge.state;
        prop_assert_eq!(shown, Some(AgentState::Talking));
    }
}

#[test]
fn a_limit_that_no_gateway_can_have_set_ends_some_time() {
    let (mut browser, page, row) = heard();
    let mut items = split(&row);
    assert_eq!(items[8..10], [0, 0], "neither slowed nor held back");
    items[9] = json!(1);
    items.insert(10, json!(-99_999_999_999_i64));
    browser.event(page, Event::Heard(join(&items)));
    browser.close(0);
    let closed = browser.at;
    browser.run(590_000);
    assert_eq!(
        browser.first_ask_of(page, closed),
        None,
        "it is obeyed for so long"
    );
    browser.run(15_000);
    assert!(browser.first_ask_of(page, closed).is_some());
}

#[test]
fn what_was_seen_in_the_future_grows_old_all_the_same() {
    let (_, _, row) = heard();
    let items = split(&row);
    for index in 11..items.len() {
        let (mut browser, page, _) = heard();
        let mut items = items.clone();
        items[index] = json!(-99_999_999);
        browser.on_status = Outcome::Hangs;
        browser.event(page, Event::Heard(join(&items)));
        browser.close(0);
        browser.run(75_000);
        let badge = browser.pages[page].shift.view().badge;
        assert_eq!((badge.state, badge.fresh), (None, false), "item {index}");
    }
}
