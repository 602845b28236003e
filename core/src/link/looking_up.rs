//! Who is it? When a call that nobody has described is looked up (R13).
//!
//! After the load only pushed events describe a call; the polls cannot. So when a poll shows
//! a call of which nothing is known, the gateway is asked who it is: once, and once more a
//! little later where the first time brought nothing. The look-up goes between two polls and
//! has no say in anything but the card: whether it is answered or fails, the next poll is sent
//! at its own moment, or as soon after the look-up as the limits allow.

use super::exchange::Link;
use super::look_up::{MOST_REFUSALS, MOST_TRIES};
use super::pace::Pace;
use super::polling::SHORTEST_MS;
use super::session::Phase;
use crate::settings::CallDetails;
use crate::time::{Mono, Now};

impl Link {
    /// A poll has shown the agent's state and the next is due: puts a look-up before that one, if
    /// there is a call to be looked up. `nobodys`: the agent is on a call of which nobody has told
    /// a number.
    pub fn plan_look_up(&mut self, nobodys: bool, pace: Pace, now: Now) {
        self.look_up.plan = None;
        if !self.wants_look_up(nobodys, pace, now) {
            return;
        }
        let at = self
            .earliest(pace, now)
            .max(self.look_up.not_before.unwrap_or(now.mono));
        // Polls that come fast, because something is awaited, are not held up.
        let crowded = pace.settings.poll_interval_ms < 2 * SHORTEST_MS;
        let room = if crowded { 1 } else { SHORTEST_MS };
        if let Some(poll) = self.requests.due()
            && at.plus(room) <= poll
        {
            self.look_up.plan = Some((at, poll));
            self.requests.set_due(at);
        }
    }

    /// Whether the request that is due is a look-up.
    pub fn is_look_up_due(&self, nobodys: bool, pace: Pace, now: Now) -> bool {
        // After a sleep the poll goes first: the call may be over.
        let in_time = |(at, poll): (Mono, Mono)| (at..poll.plus(SHORTEST_MS)).contains(&now.mono);
        self.look_up.plan.is_some_and(in_time) && self.wants_look_up(nobodys, pace, now)
    }

    /// Whether the gateway is to be asked about the call. While it has trouble with the polls it
    /// is not bothered.
    fn wants_look_up(&self, nobodys: bool, pace: Pace, now: Now) -> bool {
        let is_well =
            self.polling.failing().is_none() && self.polling.slowed_at(now.mono).is_none();
        pace.settings.call_details == CallDetails::Ask
            && nobodys
            && self.phase == Phase::Asking
            && self.look_up.tries < MOST_TRIES
            && self.look_up.refusals < MOST_REFUSALS
            && is_well
            && !self.recovery.is_due()
    }

    /// After a look-up, the poll that it went before is due again.
    pub fn go_on_after_look_up(&mut self, nobodys: bool, pace: Pace, now: Now) {
        let poll = self.look_up.plan.take().map_or(now.mono, |(_, poll)| poll);
        let at = poll.max(self.earliest(pace, now));
        self.requests.hasten(at);
        self.plan_look_up(nobodys, pace, now);
    }
}
