//! The figures of a run, for the reader and as JSON for reports.

use std::path::Path;
use std::time::Duration;

use serde_json::{Map, Value, json};

use super::ledger::{Ledger, Promise};
use super::weather::Fault;

/// Prints the figures and writes them to `panel-shifts.json`.
pub fn tell(ledger: &Ledger, broken: usize, took: Duration) {
    let faults: Map<String, Value> = Fault::ALL
        .iter()
        .zip(ledger.faults)
        .map(|((_, name), count)| ((*name).to_owned(), count.into()))
        .collect();
    let promises: Map<String, Value> = Promise::ALL
        .iter()
        .zip(ledger.checks)
        .map(|((_, name), count)| ((*name).to_owned(), count.into()))
        .collect();
    let mut deeds = ledger.deeds.clone();
    deeds.sort_unstable();
    let injected: u64 = ledger.faults.iter().sum();
    let figures = json!({
        "shifts": ledger.shifts,
        "broken": broken,
        "steps": ledger.steps,
        "requests": ledger.requests,
        "answers": ledger.answers,
        "pageLoads": ledger.loads,
        "pushes": ledger.pushes,
        "simulatedHours": ledger.simulated / 3_600_000,
        "tookMs": u64::try_from(took.as_millis()).unwrap_or(u64::MAX),
        "faultsInjected": injected,
        "faults": faults,
        "deeds": deeds.into_iter().map(|(name, count)| (name.to_owned(), count.into())).collect::<Map<String, Value>>(),
        "checks": promises,
    });
    println!("{figures:#}");
    let tests = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let file = tests.parent().unwrap_or(tests).join("panel-shifts.json");
    std::fs::write(&file, format!("{figures:#}\n")).unwrap();
}
