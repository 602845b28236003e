//! A duration as it is to be seen.

use crate::time::{Mono, Start};

/// A duration.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Timer {
    /// There is nothing to time.
    None,
    /// The start is not known: `--:--`.
    Unknown,
    /// So many seconds.
    Elapsed {
        /// Whole seconds.
        seconds: u64,
        /// The start lies between two polls: `~`.
        about: bool,
    },
}

impl Timer {
    /// The time from `start` to `moment`.
    ///
    /// Both are cut to whole seconds first, so that all timers step together with the
    /// one tick and none skips a second; each is less than a second from the truth.
    pub fn since(start: Start, moment: Mono) -> Self {
        match start.moment() {
            None => Self::Unknown,
            Some((start, about)) => Self::Elapsed {
                seconds: (moment.0.div_euclid(1_000) - start.0.div_euclid(1_000))
                    .max(0)
                    .unsigned_abs(),
                about,
            },
        }
    }
}
