//! A herd: all panels of a site, each a state machine of its own with its own chance, against
//! one gateway that goes away and comes back. How many requests does it have to bear?
//!
//! - `cargo test -p cec-agent-panel-core --test panel_herd` has a herd of a thousand;
//! - `HERD=10000 cargo test -p cec-agent-panel-core --profile shifts --test panel_herd -- --nocapture` has one of as many
//!   as it says, built to be fast, and prints the figures.
//!
//! The figures, with the requests of each second, are written to `panel-herd/` in Cargo's build
//! folder, one file a scenario. `docs/capacity.md` has those of sites; `capacity` holds it to them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "a test fails by panicking, and the numbers are small"
)]

mod capacity;
mod dice;
mod figures;
mod gateway;
mod herd;

use figures::{Figures, most_in_a_second};
use gateway::Weather;
use herd::{Herd, Plan};

/// How many panels a herd has when nobody says.
const HERD: usize = 1_000;
/// When what befalls the herd begins; by then all have been loaded and poll.
const FROM: i64 = 35_000;
/// How long the gateway is away.
const OUTAGE: i64 = 60_000;
/// How much more than usual the gateway has to bear in any second.
const MOST: f64 = 1.5;
/// By when all are back, in ms after the end.
const BACK: i64 = 70_000;

fn size() -> usize {
    let herd = std::env::var("HERD").ok();
    herd.and_then(|herd| herd.parse().ok()).unwrap_or(HERD)
}

/// A herd that polls until something befalls it, and until it must be back from that.
fn plan(until: i64) -> Plan {
    Plan {
        panels: size(),
        loads_within: 30_000,
        ..Plan::new(until + BACK + 5_000)
    }
}

/// The gateway is away from [`FROM`] on, and then is back.
fn outage(name: &str, lasts: i64, weather: Weather) -> Figures {
    let until = FROM + lasts;
    let mut herd = Herd::new(Plan {
        outage: Some((FROM, until, weather)),
        ..plan(until)
    });
    herd.run();
    let figures = Figures::of(&herd, FROM, until);
    figures.tell(name);
    figures
}

/// What must hold once the gateway is back: all are, soon, and one after the other.
fn comes_back(figures: &Figures) {
    let (most, steady) = (figures.most_after, figures.steady);
    assert!(
        most <= steady * MOST,
        "{most} requests in a second, and {steady:.0} is usual"
    );
    assert_eq!(figures.gone, 0, "panels are still gone");
    let last = figures.last_back;
    assert!(last <= BACK, "the last one was back after {last} ms");
    assert_eq!(figures.second_syncs, 0);
}

/// The same, and no more is asked of a gateway that is away than of one that is there.
fn is_borne(figures: &Figures) {
    comes_back(figures);
    let (most, steady) = (figures.most_during, figures.steady);
    assert!(
        most <= steady * MOST,
        "{most} requests in a second of the outage, and {steady:.0} is usual"
    );
}

#[test]
fn a_gateway_that_refused_for_a_minute_is_not_overrun() {
    is_borne(&outage("refused", OUTAGE, Weather::Refused));
}

#[test]
fn a_gateway_that_hung_for_a_minute_is_not_overrun() {
    is_borne(&outage("hanging", OUTAGE, Weather::Hanging));
}

#[test]
fn a_gateway_behind_a_proxy_that_said_502_for_a_minute_is_not_overrun() {
    is_borne(&outage("502", OUTAGE, Weather::BadGateway));
}

#[test]
fn a_gateway_with_a_page_in_its_place_for_a_minute_is_not_overrun() {
    is_borne(&outage("page", OUTAGE, Weather::Page));
}

#[test]
fn however_long_the_gateway_was_gone_the_herd_is_back_in_time() {
    for (name, seconds, weather) in [
        ("refused-5-s", 5, Weather::Refused),
        ("hanging-5-s", 5, Weather::Hanging),
        ("refused-15-s", 15, Weather::Refused),
        ("page-15-s", 15, Weather::Page),
        ("hanging-10-min", 600, Weather::Hanging),
    ] {
        is_borne(&outage(name, seconds * 1_000, weather));
    }
}

#[test]
fn a_gateway_that_told_all_when_to_come_back_does_not_see_them_in_one_second() {
    is_borne(&outage(
        "retry-after",
        OUTAGE,
        Weather::Busy {
            until_the_end: true,
        },
    ));
}

#[test]
fn a_gateway_that_was_busy_for_a_minute_is_not_overrun() {
    is_borne(&outage(
        "503",
        OUTAGE,
        Weather::Busy {
            until_the_end: false,
        },
    ));
}

#[test]
fn a_shift_that_begins_within_a_minute_asks_what_its_loads_imply() {
    for (name, outage) in [
        ("shift-begins", None),
        (
            "shift-begins-badly",
            Some((20_000, 50_000, Weather::Refused)),
        ),
    ] {
        let mut herd = Herd::new(Plan {
            loads_within: 60_000,
            outage,
            ..plan(60_000)
        });
        herd.run();
        let figures = Figures::of(&herd, 0, outage.map_or(60_000, |it| it.1));
        figures.tell(name);
        assert_eq!(figures.second_syncs, 0);
        assert_eq!(figures.gone, 0);
        if outage.is_none() {
            assert_eq!(figures.syncs, size(), "one for each load");
            assert!(figures.last_back <= 5_000);
        }
        // Loads in that second, and a third of all that were loaded before.
        for (second, (asked, implied)) in figures.asked.iter().zip(&figures.implied).enumerate() {
            let (asked, most) = (*asked as f64, implied * MOST + 5.0);
            assert!(asked <= most, "{asked} in second {second}, and not {most}");
        }
    }
}

/// The network of a site goes and comes back, so that all browsers say so in the same second.
fn site(name: &str, lasts: i64, (panels, hidden): (usize, usize), all_look: bool) -> Figures {
    let until = FROM + lasts;
    let mut herd = Herd::new(Plan {
        panels,
        site_offline: Some((FROM, until)),
        hidden,
        all_look,
        ..plan(until)
    });
    herd.run();
    let figures = Figures::of(&herd, FROM, until);
    figures.tell(name);
    figures
}

#[test]
fn a_site_whose_network_comes_back_does_not_ask_in_one_second() {
    for (name, seconds) in [("site", 60), ("site-2-s", 2), ("site-8-s", 8)] {
        let figures = site(name, seconds * 1_000, (size(), 0), false);
        comes_back(&figures);
        assert!(figures.last_back <= 5_000, "{} ms", figures.last_back);
    }
}

#[test]
fn a_site_of_hidden_panels_does_not_ask_in_one_second_either() {
    let many = size() * 4;
    comes_back(&site(
        "site-half-hidden",
        OUTAGE,
        (size(), size() / 2),
        false,
    ));
    comes_back(&site("site-hidden", OUTAGE, (many, many), false));
}

#[test]
fn the_measure_sees_a_herd_that_asks_in_one_second() {
    // As when all agents turn to their panels at once, which must show at once what is.
    let figures = site("all-look", OUTAGE, (size(), 0), true);
    assert!(figures.most_after > figures.steady * 2.0);
}
