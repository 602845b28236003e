//! The one tick a second that serves all timers (R5).

use std::cell::RefCell;

use gloo_timers::callback::Timeout;

use cec_agent_panel_core::time::Mono;

/// How long after the turn of a second it ticks, in ms, so that a timer that fires a
/// little early does not show the old second twice.
const AFTER_TURN_MS: i64 = 20;

/// Ticks at every whole second of the monotonic clock while it is on.
#[derive(Default)]
pub struct Tick(RefCell<Option<Timeout>>);

impl Tick {
    /// Does `tick` at the next turn of a second after `now`.
    pub fn wait(&self, now: Mono, tick: impl FnOnce() + 'static) {
        let since_turn = (now.0 - AFTER_TURN_MS).rem_euclid(1_000);
        let wait = u32::try_from(1_000 - since_turn).unwrap_or(1_000);
        self.0.replace(Some(Timeout::new(wait, tick)));
    }

    /// Stops it: nobody looks.
    pub fn stop(&self) {
        self.0.take();
    }
}

/// The wake that the panel asked for; a later one replaces it.
#[derive(Default)]
pub struct Wake(RefCell<Option<Timeout>>);

impl Wake {
    /// Does `wake` at `at`.
    pub fn set(&self, at: Mono, now: Mono, wake: impl FnOnce() + 'static) {
        // Timers of browsers end at 2^31 ms; a wake that comes too early does no harm.
        let wait = u32::try_from(at.since(now))
            .unwrap_or(u32::MAX)
            .min(i32::MAX.unsigned_abs());
        self.0.replace(Some(Timeout::new(wait, wake)));
    }

    /// Stops it.
    pub fn stop(&self) {
        self.0.take();
    }
}
