//! Random shifts: the panel's state machine against a gateway that is written from the
//! documents a second time, with everything that can go wrong between them.
//!
//! A shift is made of its seed alone: what happens to the agent, what the portal, the browser
//! and the person at the desk do, and which faults befall which requests. At every step the
//! promises of [`ledger::Promise`] are checked.
//!
//! - `cargo test -p cec-agent-panel-core --test panel_shifts` works some hundred shifts;
//! - `SHIFTS=100000 cargo test -p cec-agent-panel-core --profile shifts --test panel_shifts` works as many as it says,
//!   on all cores and built to be fast;
//! - `SHIFT_SEED=17 cargo test -p cec-agent-panel-core --test panel_shifts -- --nocapture` works that shift alone and
//!   prints all that happens in it.
//!
//! The figures are printed at the end, and written to `panel-shifts.json` in Cargo's build
//! folder.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::cast_possible_truncation,
    clippy::struct_excessive_bools,
    reason = "a test fails by panicking, and each flag is a fact of its own"
)]

mod agenda;
mod agent;
mod answers;
mod call_checks;
mod calls;
mod checks;
mod deeds;
mod dice;
mod ending;
mod figures;
mod ledger;
mod lies;
mod network;
mod page;
mod request_checks;
mod secrets;
mod session_source;
mod tables;
mod watch;
mod weather;
mod world;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use ledger::{Broken, Ledger, Promise};
use lies::Lie;
use world::World;

/// How many shifts are worked when nobody says.
const SHIFTS: u64 = 400;
/// How many broken shifts are told of.
const TOLD: usize = 8;

thread_local! {
    /// What the last panic on this thread said.
    static SAID: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Works one shift; gives what broke, and the trace if it was asked for.
fn work(seed: u64, ledger: &mut Ledger, traced: bool) -> (Option<Broken>, Vec<String>) {
    work_with(seed, ledger, traced, None)
}

/// The same with a panel that may lie.
fn work_with(
    seed: u64,
    ledger: &mut Ledger,
    traced: bool,
    lie: Option<Lie>,
) -> (Option<Broken>, Vec<String>) {
    let mut trace = Vec::new();
    let result = catch_unwind(AssertUnwindSafe(|| {
        let mut world = World::new(seed, ledger, traced);
        world.lie = lie;
        let result = catch_unwind(AssertUnwindSafe(|| world.work()));
        trace = world.trace.take().unwrap_or_default();
        if let Err(panic) = result {
            std::panic::resume_unwind(panic);
        }
    }));
    ledger.checks[Promise::NoPanic as usize] += 1;
    let broken = result.err().map(|panic| match panic.downcast::<Broken>() {
        Ok(broken) => *broken,
        Err(_) => Broken {
            promise: Promise::NoPanic,
            why: SAID.with_borrow(Clone::clone),
        },
    });
    (broken, trace)
}

/// Keeps what a panic says, since a broken promise is one too and needs no words of its own.
fn keep_what_panics_say() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        SAID.with_borrow_mut(|said| *said = panic.to_string());
        let ours = std::thread::current()
            .name()
            .is_some_and(|name| name.starts_with("shifts"));
        if !ours && panic.payload().downcast_ref::<Broken>().is_none() {
            usual(panic);
        }
    }));
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

#[test]
fn no_shift_breaks_a_promise() {
    keep_what_panics_say();
    if let Some(seed) = number("SHIFT_SEED") {
        let (broken, trace) = work(seed, &mut Ledger::default(), true);
        println!("{}", trace.join("\n"));
        if let Some(Broken { promise, why }) = broken {
            panic!("shift {seed} breaks `{}`: {why}", promise.name());
        }
        return;
    }
    let shifts = number("SHIFTS").unwrap_or(SHIFTS);
    let first = number("SHIFT_FIRST").unwrap_or(0);
    let (next, began) = (AtomicU64::new(0), Instant::now());
    let all = Mutex::new((Ledger::default(), BTreeMap::<u64, Broken>::new()));
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            let worker = || {
                let mut ledger = Ledger::default();
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= shifts {
                        break;
                    }
                    if let (Some(broken), _) = work(first + seed, &mut ledger, false) {
                        all.lock().unwrap().1.insert(first + seed, broken);
                    }
                }
                all.lock().unwrap().0.add(&ledger);
            };
            std::thread::Builder::new()
                .name("shifts".to_owned())
                .spawn_scoped(scope, worker)
                .unwrap();
        }
    });
    let (ledger, broken) = all.into_inner().unwrap();
    figures::tell(&ledger, broken.len(), began.elapsed());
    if let Some((seed, _)) = broken.first_key_value() {
        let (_, trace) = work(*seed, &mut Ledger::default(), true);
        let from = trace.len().saturating_sub(60);
        println!("The end of shift {seed}:\n{}", trace[from..].join("\n"));
    }
    for (seed, Broken { promise, why }) in broken.iter().take(TOLD) {
        println!("shift {seed} breaks `{}`: {why}", promise.name());
        println!(
            "    SHIFT_SEED={seed} cargo test -p cec-agent-panel-core --test panel_shifts -- --nocapture"
        );
    }
    let mut kinds: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
    for (seed, broken) in &broken {
        let kind = kinds.entry(broken.promise.name()).or_insert((0, *seed));
        kind.0 += 1;
    }
    assert!(
        broken.is_empty(),
        "{} shifts broke a promise, with the first seed of each: {kinds:?}",
        broken.len()
    );
}
