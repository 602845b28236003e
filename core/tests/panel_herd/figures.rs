//! How many requests there were in which second, for the reader and as JSON for reports.

use std::fs;
use std::path::Path;

use serde_json::json;

use super::herd::Herd;

/// A part of a second in which requests are counted, in ms. The most in any second is looked
/// for in all seconds that begin with such a part.
const PART: i64 = 50;
const PARTS: usize = 20;

pub struct Figures {
    panels: usize,
    from: i64,
    until: i64,
    /// Requests a second when all panels poll.
    pub steady: f64,
    /// Requests of each second since the beginning.
    pub asked: Vec<usize>,
    /// How many there must be in it by the panels' loads alone.
    pub implied: Vec<f64>,
    pub most_before: f64,
    pub most_during: f64,
    pub most_after: f64,
    /// When the last panel was back, in ms after the end.
    pub last_back: i64,
    /// Panels that never were.
    pub gone: usize,
    pub syncs: usize,
    /// Syncs that were answered to a panel that had been answered one.
    pub second_syncs: usize,
}

/// The most requests in any second from `from` until `until`.
pub fn most_in_a_second(herd: &Herd, from: i64, until: i64) -> f64 {
    let mut parts = vec![0_usize; (herd.plan.lasts / PART) as usize + 2];
    for it in &herd.asked {
        parts[(it.at.min(herd.plan.lasts) / PART) as usize] += 1;
    }
    let parts = &parts[(from / PART) as usize..((until / PART) as usize).min(parts.len())];
    let seconds = parts
        .windows(PARTS)
        .map(|second| second.iter().sum::<usize>());
    seconds.max().unwrap_or(0) as f64
}

impl Figures {
    /// What befell the herd did so from `from` until `until`.
    pub fn of(herd: &Herd, from: i64, until: i64) -> Self {
        let (panels, hidden) = (herd.plan.panels, herd.plan.hidden);
        let (visible_every, hidden_every) = herd.plan.every;
        let in_a_second = |panels: usize, every: u64| panels as f64 * 1_000.0 / every as f64;
        let steady =
            in_a_second(panels - hidden, visible_every) + in_a_second(hidden, hidden_every);
        let seconds = (herd.plan.lasts / 1_000) as usize;
        let mut asked = vec![0; seconds + 1];
        for it in &herd.asked {
            let at = it.at.min(herd.plan.lasts);
            asked[(at / 1_000) as usize] += 1;
        }
        let (mut loads, mut implied) = (vec![0_u32; seconds + 1], Vec::new());
        for at in herd.loaded() {
            loads[(at / 1_000) as usize] += 1;
        }
        let mut loaded = 0_usize;
        for loads in loads {
            loaded += loads as usize;
            implied.push(f64::from(loads) + in_a_second(loaded, visible_every));
        }
        let most = |from: i64, until: i64| most_in_a_second(herd, from, until);
        let back = herd.panels.iter().map(|panel| panel.back);
        Self {
            panels,
            from,
            until,
            steady,
            most_before: most(0, from),
            most_during: most(from, until),
            most_after: most(until, herd.plan.lasts),
            last_back: back.clone().flatten().max().unwrap_or(i64::MAX) - until,
            gone: back.filter(Option::is_none).count(),
            syncs: herd.asked.iter().filter(|it| it.sync).count(),
            second_syncs: herd
                .panels
                .iter()
                .map(|it| it.syncs.saturating_sub(1))
                .sum(),
            asked,
            implied,
        }
    }

    /// Prints the figures and writes them to a file.
    pub fn tell(&self, name: &str) {
        let share = |most: f64| format!("{:.2}", most / self.steady);
        println!(
            "{name}: {} panels, {:.0} requests a second are usual; at most {} times as many \
             before, {} from {} s to {} s, {} after; the last panel was back after {} ms",
            self.panels,
            self.steady,
            share(self.most_before),
            share(self.most_during),
            self.from / 1_000,
            self.until / 1_000,
            share(self.most_after),
            self.last_back,
        );
        let figures = json!({
            "panels": self.panels,
            "usualPerSecond": self.steady,
            "fromSecond": self.from / 1_000,
            "untilSecond": self.until / 1_000,
            "mostBefore": self.most_before,
            "mostDuring": self.most_during,
            "mostAfter": self.most_after,
            "lastBackAfterMs": self.last_back,
            "neverBack": self.gone,
            "syncs": self.syncs,
            "requestsOfEachSecond": self.asked,
        });
        let tests = Path::new(env!("CARGO_TARGET_TMPDIR"));
        let folder = tests.parent().unwrap_or(tests).join("panel-herd");
        fs::create_dir_all(&folder).unwrap();
        fs::write(
            folder.join(format!("{name}.json")),
            format!("{figures:#}\n"),
        )
        .unwrap();
    }
}
