//! The gateway's clock, which tests may stop and move.

use std::time::{SystemTime, UNIX_EPOCH};

/// The gateway's clock. Times are milliseconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// Runs with the machine's clock, moved ahead by this many milliseconds.
    Real { ahead: u64 },
    /// Stands still at this time until it is moved.
    Manual { now: u64 },
}

impl Clock {
    /// The gateway's time, in milliseconds since 1970.
    pub fn now(self) -> u64 {
        match self {
            Self::Real { ahead } => machine_time().saturating_add(ahead),
            Self::Manual { now } => now,
        }
    }

    /// The same kind of clock, `by` milliseconds later.
    #[must_use]
    pub fn advanced(self, by: u64) -> Self {
        match self {
            Self::Real { ahead } => Self::Real {
                ahead: ahead.saturating_add(by),
            },
            Self::Manual { now } => Self::Manual {
                now: now.saturating_add(by),
            },
        }
    }
}

/// The machine's own clock, in milliseconds since 1970.
fn machine_time() -> u64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |time| {
            u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
        })
}
