//! The browser's clocks as the panel wants them.

use std::cell::Cell;

use wasm_bindgen::prelude::*;

use cec_agent_panel_core::time::{Mono, Now, Wall};

/// By how many ms the wall clock may run ahead of the monotonic one before that counts as
/// sleep. Corrections of the wall clock are smaller as a rule.
const SLEPT_MS: f64 = 2_000.0;

/// Reads both clocks.
///
/// On some systems the monotonic clock stands still while the computer sleeps. Then the
/// wall clock jumps ahead of it, and the jump is added, so that nothing shown after a
/// sleep looks younger than it is.
pub struct Clock {
    last: Cell<Option<(f64, f64)>>,
    slept: Cell<f64>,
    /// What has been added and not been told yet.
    jumped: Cell<f64>,
}

impl Clock {
    /// The clock of the page.
    pub fn new() -> Self {
        Self {
            last: Cell::new(None),
            slept: Cell::new(0.0),
            jumped: Cell::new(0.0),
        }
    }

    /// How many ms have been added for a sleep since this was last asked; `None` for none.
    pub fn jumped(&self) -> Option<u64> {
        let jumped = whole(self.jumped.take());
        (jumped > 0).then_some(jumped)
    }

    /// The moment, and a random number.
    pub fn now(&self) -> Now {
        let wall = js_sys::Date::now();
        let mono = monotonic();
        if let Some((last_mono, last_wall)) = self.last.get() {
            let ahead = (wall - last_wall) - (mono - last_mono);
            if ahead > SLEPT_MS {
                self.slept.set(self.slept.get() + ahead);
                self.jumped.set(self.jumped.get() + ahead);
            }
        }
        self.last.set(Some((mono, wall)));
        Now {
            mono: Mono(whole(mono + self.slept.get()).cast_signed()),
            wall: Wall(whole(wall)),
            chance: chance(),
        }
    }
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = performance, js_name = now)]
    fn monotonic() -> f64;
}

/// A moment so many ms after the page was opened, before any sleep.
pub fn then(ms: f64) -> Mono {
    Mono(whole(ms).cast_signed())
}

/// Of what the browser tells, which is never negative; what is no number is 0.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a cast from a float saturates"
)]
pub fn whole(milliseconds: f64) -> u64 {
    milliseconds as u64
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the product lies within the range of the type"
)]
fn chance() -> u32 {
    (js_sys::Math::random() * f64::from(u32::MAX)) as u32
}
