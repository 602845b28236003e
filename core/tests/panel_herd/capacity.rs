//! What `docs/capacity.md` says of a site is what a herd of its size asks.
//!
//! Sites of up to a hundred agents are always tried, larger ones where `HERD` says how large.

use super::gateway::Weather;
use super::herd::{Herd, Plan};
use super::most_in_a_second;

/// The document.
const CAPACITY: &str = include_str!("../../../docs/capacity.md");
/// Sites of how many agents are tried when nobody says.
const SITE: usize = 100;
/// In how many ms a shift begins, and what befalls a site lasts.
const MINUTE: i64 = 60_000;
/// When what befalls a site begins; by then all have been loaded and poll.
const FROM: i64 = 2 * MINUTE;
const UNTIL: i64 = FROM + MINUTE;
/// How long a site is looked at after that.
const LOOK: i64 = 75_000;
/// By how much a figure may be another one: by that part of it, and by so many requests.
const PART: f64 = 0.05;
const REQUESTS: f64 = 3.0;

/// A line of the table: what a site is like, and what is said of it.
struct Line {
    every: (u64, u64),
    /// How many of a hundred panels nobody looks at.
    hidden: usize,
    agents: usize,
    said: [f64; 6],
}

/// The lines of the table, which are all that hold numbers alone.
fn lines() -> Vec<Line> {
    CAPACITY.lines().filter_map(line).collect()
}

fn line(text: &str) -> Option<Line> {
    let cells = text.strip_prefix("| ")?.strip_suffix(" |")?.split(" | ");
    let number = |cell: &str| cell.replace([',', '%'], "").trim().parse().ok();
    let cells: Option<Vec<u64>> = cells.map(number).collect();
    let [poll, hidden_poll, hidden, agents, said @ ..] = &cells?[..] else {
        return None;
    };
    let said: Vec<f64> = said.iter().map(|figure| *figure as f64).collect();
    Some(Line {
        every: (*poll, *hidden_poll),
        hidden: *hidden as usize,
        agents: *agents as usize,
        said: said.try_into().ok()?,
    })
}

/// A site of that line, which lives through `befall`.
fn herd(line: &Line, befall: impl FnOnce(&mut Plan)) -> Herd {
    let mut plan = Plan {
        panels: line.agents,
        hidden: line.agents * line.hidden / 100,
        every: line.every,
        loads_within: MINUTE,
        ..Plan::new(UNTIL + LOOK)
    };
    befall(&mut plan);
    let mut herd = Herd::new(plan);
    herd.run();
    herd
}

/// The figures of the site, in the order of the table.
fn figures(line: &Line) -> [f64; 6] {
    let calm = herd(line, |_| {});
    let seconds = (UNTIL + LOOK - FROM) / 1_000;
    let rest = calm.asked.iter().filter(|it| it.at >= FROM).count() as f64 / seconds as f64;
    let outage = herd(line, |plan| {
        plan.outage = Some((FROM, UNTIL, Weather::Refused));
    });
    let offline = herd(line, |plan| plan.site_offline = Some((FROM, UNTIL)));
    let back = outage.panels.iter().map(|panel| panel.back.unwrap());
    [
        rest,
        most_in_a_second(&calm, 0, MINUTE),
        most_in_a_second(&outage, FROM, UNTIL),
        most_in_a_second(&outage, UNTIL, UNTIL + LOOK),
        (back.max().unwrap() - UNTIL) as f64 / 1_000.0,
        most_in_a_second(&offline, UNTIL, UNTIL + LOOK),
    ]
}

#[test]
fn the_document_says_what_a_site_asks() {
    let herd = std::env::var("HERD").ok();
    let largest = herd.and_then(|herd| herd.parse().ok()).unwrap_or(SITE);
    let lines = lines();
    for agents in [100, 1_000, 10_000] {
        assert!(lines.iter().any(|line| line.agents == agents), "{agents}");
    }
    let mut wrong = Vec::new();
    for line in lines.iter().filter(|line| line.agents <= largest) {
        let figures = figures(line);
        let (every, hidden, agents) = (line.every, line.hidden, line.agents);
        let is_near = |(said, is): (&f64, &f64)| (said - is).abs() <= is * PART + REQUESTS;
        if !line.said.iter().zip(&figures).all(is_near) {
            let figures = figures.map(|it| format!("{it:.0}")).join(" | ");
            wrong.push(format!(
                "| {} | {} | {hidden} % | {agents} | {figures} |",
                every.0, every.1
            ));
        }
    }
    assert!(wrong.is_empty(), "it is\n{}", wrong.join("\n"));
}
