//! When the next request goes out (R7).

use super::exchange::Link;
use super::polling::jittered;
use super::reply::Failure;
use super::session::Phase;
use crate::gateway::Interface;
use crate::settings::Settings;
use crate::time::{Mono, Now};

/// What decides about the pace beside what came back.
#[derive(Clone, Copy)]
pub struct Pace<'a> {
    /// The settings in force.
    pub settings: &'a Settings,
    /// Nobody looks, or nothing can happen.
    pub quiet: bool,
}

impl Link {
    /// Asks as soon as the limits allow.
    pub fn hasten(&mut self, pace: Pace, now: Now) {
        // What the haste is for, a poll tells.
        self.look_up.give_way();
        let at = self.earliest(pace, now);
        self.requests.hasten(at);
    }

    /// Asks as soon as the limits allow, for a host's script: what is under way will do, it takes no turn
    /// from a look-up, and a gateway that has trouble is not asked more often for it.
    pub fn refresh(&mut self, pace: Pace, now: Now) {
        let is_asked = match self.requests.in_flight() {
            Some(request) => request.interface != Interface::CallInfo,
            None => false,
        };
        if is_asked || self.phase != Phase::Asking || self.polling.failing().is_some() {
            return;
        }
        let at = self.earliest(pace, now);
        match &mut self.look_up.plan {
            Some((look_up, poll)) if *look_up <= at => *poll = at,
            _ => self.hasten(pace, now),
        }
    }

    /// Asks within an interval, at a moment by chance, should it not do so anyway: what has
    /// happened here may have happened to a whole site at once, as when its network comes back,
    /// and all its panels together are to ask no more often than in quiet times.
    pub fn hasten_by_chance(&mut self, pace: Pace, now: Now) {
        let interval = self.interval(pace, now);
        let soon = now.mono.plus(interval);
        if self.requests.due().is_some_and(|due| due <= soon) {
            return;
        }
        let at = now.mono.plus(jittered(interval, now.chance));
        let earliest = self.earliest(pace, now);
        self.requests.hasten(at.max(earliest));
    }

    /// A request has failed.
    pub fn back_off(&mut self, pace: Pace, now: Now, failure: Failure) {
        self.polling.failed(failure, pace.settings, pace.quiet, now);
    }

    /// The earliest moment of the next request for the same agent, by all limits (R7, R8).
    pub fn earliest(&self, pace: Pace, now: Now) -> Mono {
        let mut at = self.requests.earliest(now.mono);
        if let Some(not_before) = self.polling.not_before() {
            at = at.max(not_before);
        }
        if let (Some(_), Some(last)) = (self.polling.slowed_at(now.mono), self.requests.last_sent())
        {
            at = at.max(last.plus(self.interval(pace, now)));
        }
        at
    }

    /// Plans the next request, after something came back.
    pub fn schedule(&mut self, pace: Pace, now: Now) {
        // What asked for haste while the request was under way did not get it by a failure.
        let wanted = self
            .requests
            .due()
            .filter(|_| self.polling.failing().is_some() || self.recovery.is_due());
        let sent = self.requests.last_sent().unwrap_or(now.mono);
        let next = self.polling.next(pace.settings, pace.quiet, sent, now);
        self.requests.set_due(next);
        if let Some(at) = wanted {
            let at = at.max(self.earliest(pace, now));
            self.requests.hasten(at);
        }
    }

    /// The interval of polls that are answered, in ms.
    pub fn interval(&self, pace: Pace, now: Now) -> u64 {
        self.polling.interval(pace.settings, pace.quiet, now.mono)
    }

    /// How old what is shown may be and still look live, in ms: two intervals (R6), also where the
    /// gateway takes longer than one to answer: what it said is old by then.
    pub fn oldest_fresh(&self, pace: Pace, now: Now) -> u64 {
        self.awaited_interval(pace, now) * 2
    }

    /// The interval by which answers are awaited, in ms. Fast polls do not make the last answer older.
    pub fn awaited_interval(&self, pace: Pace, now: Now) -> u64 {
        self.interval(pace, now).max(pace.settings.poll_interval_ms)
    }

    /// How long an answer usually takes, in ms. Another panel may have asked before.
    pub fn usual_ms(&self) -> Option<u64> {
        let latest = self.answered.map(|(_, took)| took);
        self.quality.usual_ms().or(latest)
    }
}
