//! R13 with several tabs: one asks who it is, and all know.

use crate::support::answers::{self, the_call};
use crate::support::browser::Browser;
use crate::support::pushed::text;
use crate::support::{Asked, Outcome};
use cec_agent_panel_core::desk::CallStage;
use cec_agent_panel_core::field::Field;

/// Two tabs, the first of which leads, and look-ups with this outcome.
fn two_tabs(look_up: impl Into<Outcome>) -> Browser {
    let mut browser = Browser::new();
    browser.on_look_up = look_up.into();
    browser.open();
    browser.run(500);
    browser.open();
    browser.run(4_000);
    browser
}

fn look_ups(browser: &Browser) -> usize {
    let asks = browser.asks.iter();
    asks.filter(|ask| ask.what == Asked::LookUp).count()
}

fn card(browser: &Browser, page: usize) -> (CallStage, Option<String>) {
    let shift = &browser.pages[page].shift;
    (shift.view().call.stage, text(shift, Field::Caller))
}

#[test]
fn one_tab_looks_the_call_up_and_all_show_it() {
    let mut browser = two_tabs(the_call());
    browser.on_status = answers::status(7, true).into();
    browser.run(6_000);
    assert_eq!(look_ups(&browser), 1);
    assert_eq!(browser.asks_of(1, Asked::LookUp), 0);
    let described = (CallStage::Live, Some("70001".to_owned()));
    assert_eq!(card(&browser, 1), described);
    browser.assert_shown_alike(0, 1);
    // One that comes later has it too, and so has one that takes over.
    let third = browser.open();
    browser.run(1_000);
    assert_eq!(card(&browser, third), described);
    browser.close(0);
    browser.run(30_000);
    assert_eq!(look_ups(&browser), 1);
    assert_eq!(card(&browser, third), described);
}

#[test]
fn a_tab_that_takes_over_knows_how_often_was_asked() {
    let mut browser = two_tabs(answers::no_call());
    browser.on_status = answers::status(7, true).into();
    while look_ups(&browser) < 1 {
        browser.run(100);
    }
    let first = browser.at;
    browser.run(200);
    browser.close(0);
    browser.run(60_000);
    assert_eq!(look_ups(&browser), 2, "one each");
    let second = browser.first_ask_of(1, first).unwrap();
    assert!(second > first);
    let again = browser.asks.iter().rfind(|ask| ask.what == Asked::LookUp);
    assert!(again.unwrap().at >= first + 5_000);
}

#[test]
fn refusals_count_for_the_tab_that_takes_over_and_for_a_panel_that_is_put_in_again() {
    let mut browser = two_tabs(answers::code("000-003"));
    for _ in 0..3 {
        browser.on_status = answers::status(7, true).into();
        browser.run(10_000);
        browser.on_status = answers::status(4, false).into();
        browser.run(10_000);
    }
    assert_eq!(look_ups(&browser), 3);
    browser.close(0);
    browser.run(5_000);
    browser.on_status = answers::status(7, true).into();
    browser.run(20_000);
    assert_eq!(look_ups(&browser), 3);
    browser.remove(1);
    browser.run(500);
    browser.insert(1);
    browser.run(20_000);
    assert_eq!(card(&browser, 1).0, CallStage::Undescribed);
    assert_eq!(look_ups(&browser), 3);
}
