//! A jump of this computer's clocks that nothing has explained yet.

use crate::time::{Anchor, Mono, Start};

/// A jump that nothing has explained yet. Several before one answer count as one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Jump {
    /// By how many ms.
    pub by: u64,
    /// The first moment after it.
    pub since: Mono,
    /// Each start as it was known, and as the guess that has taken its place.
    pub starts: Vec<(Start, Start)>,
    /// What turned the gateway's times into the monotonic clock's.
    pub anchor: Option<Anchor>,
}

impl Jump {
    /// What was known of the start, should `start` be the guess in its place.
    pub fn known(&self, start: Start) -> Start {
        self.starts
            .iter()
            .find(|(_, guess)| *guess == start)
            .map_or(start, |(known, _)| *known)
    }
}
