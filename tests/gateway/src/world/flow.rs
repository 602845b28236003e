//! Flow control: five requests in two seconds for each agent.

use std::collections::VecDeque;

/// How many requests one agent may send in one window (the limit that sibling interfaces
/// of the gateway print for a single agent).
const LIMIT: usize = 5;
/// The window, in milliseconds.
const WINDOW: u64 = 2_000;

/// The requests of one agent that were let through lately.
#[derive(Clone, Debug, Default)]
pub struct Flow {
    let_through: VecDeque<u64>,
}

impl Flow {
    /// Whether a request at `now` (milliseconds) may pass. A request that is turned away
    /// does not count against the next one.
    pub fn admits(&mut self, now: u64) -> bool {
        while self
            .let_through
            .front()
            .is_some_and(|at| at.saturating_add(WINDOW) <= now)
        {
            self.let_through.pop_front();
        }
        if self.let_through.len() >= LIMIT {
            return false;
        }
        self.let_through.push_back(now);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sixth_request_within_two_seconds_is_turned_away() {
        let mut flow = Flow::default();
        for n in 0..5 {
            assert!(flow.admits(1_000 + n));
        }
        assert!(!flow.admits(2_999));
        assert!(
            flow.admits(3_000),
            "the first one is two seconds old by now"
        );
        assert!(!flow.admits(3_000));
    }
}
