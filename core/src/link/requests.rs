//! The one request that may be under way, and when the next is due (R7).

use super::polling::SHORTEST_MS;
use crate::gateway::Interface;
use crate::generation::Generation;
use crate::time::Mono;

/// After how many ms a look-up is given up at the latest. With a poll every three seconds
/// what is shown stays fresh until then (R6).
const LOOK_UP_MS: u64 = 4_000;

/// The request under way.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct InFlight {
    /// Its number.
    pub generation: Generation,
    /// What was asked.
    pub interface: Interface,
    /// When it was sent.
    pub sent: Mono,
    /// Since when its reply is waited for, from which its time-out counts: one that the page
    /// has sent was under way before anybody could hear of its reply.
    pub since: Mono,
}

impl InFlight {
    /// After how many ms it is given up, where requests may take `longest_ms`.
    pub fn timeout_ms(&self, longest_ms: u64) -> u64 {
        match self.interface {
            Interface::CallInfo => longest_ms.min(LOOK_UP_MS),
            Interface::AgentStatus | Interface::SyncAgentInfo => longest_ms,
        }
    }
}

/// Requests, one at a time.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Requests {
    newest: Generation,
    in_flight: Option<InFlight>,
    last_sent: Option<Mono>,
    /// No request goes out before then.
    rest_until: Option<Mono>,
    /// When to read the session next, and then to send.
    due: Option<Mono>,
    /// The wake that the app was asked for.
    armed: Option<Mono>,
}

impl Requests {
    /// A request goes out.
    pub fn sent(&mut self, interface: Interface, now: Mono) -> Generation {
        self.sent_at(interface, now, now)
    }

    /// A request that went out at `sent` is waited for from `now` on.
    pub fn sent_at(&mut self, interface: Interface, sent: Mono, now: Mono) -> Generation {
        self.newest = Generation(self.newest.0.wrapping_add(1));
        self.in_flight = Some(InFlight {
            generation: self.newest,
            interface,
            sent,
            since: now,
        });
        self.last_sent = Some(sent);
        self.due = None;
        self.newest
    }

    /// The request of that number, now over. `None` when it is not the one under way.
    pub fn returned(&mut self, generation: Generation) -> Option<InFlight> {
        self.in_flight
            .take_if(|request| request.generation == generation)
    }

    /// The request that has been under way for longer than it may, now over.
    pub fn timed_out(&mut self, timeout_ms: u64, now: Mono) -> Option<InFlight> {
        self.in_flight
            .take_if(|request| now >= request.since.plus(request.timeout_ms(timeout_ms)))
    }

    /// Drops the request under way; whether there was one.
    pub fn give_up(&mut self) -> bool {
        self.in_flight.take().is_some()
    }

    /// The request under way.
    pub const fn in_flight(&self) -> Option<&InFlight> {
        self.in_flight.as_ref()
    }

    /// The number of the newest request.
    pub const fn newest(&self) -> Generation {
        self.newest
    }

    /// The earliest moment of the next request: never two within a second.
    pub fn earliest(&self, now: Mono) -> Mono {
        let earliest = self
            .last_sent
            .map_or(now, |last| now.max(last.plus(SHORTEST_MS)));
        self.rest_until
            .map_or(earliest, |until| earliest.max(until))
    }

    /// No request goes out before `until`.
    pub fn rest(&mut self, until: Mono) {
        self.rest_until = Some(until);
    }

    /// The moment of the next look at the session. While a request is under way, only
    /// something that asked for haste has given it one.
    pub const fn due(&self) -> Option<Mono> {
        self.due
    }

    /// The app's wake has been used up, maybe a trifle early: browsers round.
    pub fn woke(&mut self) {
        self.armed = None;
    }

    /// When the last request was sent.
    pub const fn last_sent(&self) -> Option<Mono> {
        self.last_sent
    }

    /// The next look at the session, and request, is at `at`.
    pub fn set_due(&mut self, at: Mono) {
        self.due = Some(at);
    }

    /// The next request is not later than `at`.
    pub fn hasten(&mut self, at: Mono) {
        self.due = Some(self.due.map_or(at, |due| due.min(at)));
    }

    /// Takes the due moment if it has come and nothing is under way.
    pub fn take_due(&mut self, now: Mono) -> bool {
        let due = self.in_flight.is_none() && self.due.is_some_and(|due| due <= now);
        if due {
            self.due = None;
        }
        due
    }

    /// The moment of the next step: a time-out or the next look at the session.
    pub fn next(&self, timeout_ms: u64) -> Option<Mono> {
        match &self.in_flight {
            Some(request) => Some(request.since.plus(request.timeout_ms(timeout_ms))),
            None => self.due,
        }
    }

    /// Another panel of the same agent has sent a request then; the limit counts that too.
    pub fn others_sent(&mut self, at: Option<Mono>) {
        self.last_sent = self.last_sent.max(at);
    }

    /// The clock jumped ahead by so many ms: it was set, or there was a sleep. Were it set, the
    /// last request is no longer ago than before.
    pub fn clock_jumped(&mut self, by: u64, now: Mono) {
        self.last_sent = self.last_sent.map(|sent| sent.plus(by).min(now));
    }

    /// The moment at which the panel must be woken, when the app has not been asked
    /// for it yet.
    pub fn arm(&mut self, timeout_ms: u64, now: Mono) -> Option<Mono> {
        if self.armed.is_some_and(|armed| armed <= now) {
            self.armed = None;
        }
        let next = self.next(timeout_ms);
        if next == self.armed {
            return None;
        }
        self.armed = next;
        next
    }
}
