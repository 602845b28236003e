//! How a panel that has stopped finds out that it may go on.

use super::exchange::Link;
use super::session::Phase;
use crate::settings::{GuidFrom, Settings};
use crate::time::{Mono, Now};

impl Link {
    /// Whether a session that is over is asked for again, because the source will never hold
    /// another Guid: a proxy adds it, and nobody tells the panel when that has a new one.
    pub fn is_asked_again(&self, settings: &Settings) -> bool {
        settings.guid_from == GuidFrom::Proxy && self.phase.is_over()
    }

    /// When a session that is over is asked for again; `None`: at once.
    pub fn asked_again_at(&self, settings: &Settings) -> Option<Mono> {
        let last = self.refusals.last?;
        Some(last.plus(settings.hidden_poll_interval_ms))
    }

    /// Whether the panel has stopped, and finds out by asking now and then that it may go on.
    pub fn looks_again(&self, settings: &Settings) -> bool {
        self.is_asked_again(settings) || matches!(self.phase, Phase::Misconfigured { .. })
    }

    /// Whether the panel has stopped and is about to look again, or is looking.
    pub fn is_asking_again(&self, settings: &Settings, now: Now) -> bool {
        let due = match self.phase {
            Phase::Misconfigured { again } => again <= now.mono,
            _ => self
                .asked_again_at(settings)
                .is_none_or(|at| at <= now.mono),
        };
        self.looks_again(settings) && (due || self.requests.in_flight().is_some())
    }

    /// Something has happened after which what has stopped may be good again.
    pub fn ask_again_at_once(&mut self, settings: &Settings, now: Now) {
        if self.is_asked_again(settings) {
            self.refusals.last = None;
        }
        if let Phase::Misconfigured { again } = &mut self.phase {
            *again = now.mono;
        }
    }

    /// The gateway is asked now; where the session is over, the next time is counted from here.
    pub fn note_asking_again(&mut self, settings: &Settings, now: Now) {
        if self.is_asked_again(settings) {
            self.refusals.last = Some(now.mono);
        }
    }

    /// Another panel of the agent looks: this one has time.
    pub fn put_off_asking_again(&mut self, settings: &Settings, now: Now) {
        self.note_asking_again(settings, now);
        let later = now.mono.plus(settings.hidden_poll_interval_ms);
        if let Phase::Misconfigured { again } = &mut self.phase {
            *again = later;
        }
    }
}
