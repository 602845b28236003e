//! What the panel that asks hands the others of its agent, of the exchange with the gateway. It never
//! holds the Guid: each panel has its own session's.

use super::exchange::Link;
use super::look_up::LookUp;
use super::recovery::{Recovery, SyncStage};
use super::server_clock::ServerClock;
use crate::time::{Mono, Now};

/// What is handed on.
pub struct Handed {
    /// What has become of its one sync.
    pub sync: SyncStage,
    /// When its last request went out.
    pub last_sent: Option<Mono>,
    /// How often the interval is doubled, until when.
    pub slowed: Option<(u32, Mono)>,
    /// The server wants no request before.
    pub not_before: Option<Mono>,
    /// Whether the gateway has answered, be it with a refusal.
    pub met: bool,
    /// When the last answer came, and how long it took in ms.
    pub answered: Option<(Now, u64)>,
    /// The look-ups.
    pub look_up: LookUp,
}

impl Link {
    /// What the others are to know.
    pub fn hand_on(&self) -> Handed {
        let (slowed, not_before) = self.polling.limits();
        Handed {
            sync: self.recovery.stage(),
            last_sent: self.requests.last_sent(),
            slowed,
            not_before,
            met: self.met,
            answered: self.answered,
            look_up: self.look_up.clone(),
        }
    }

    /// Takes what another panel of the same agent and gateway has handed on. What came of asking counts
    /// only where its sync has been used.
    pub fn take(&mut self, handed: Handed, now: Now) {
        if handed.sync.is_used() {
            // Unless the agent has just asked for another.
            if !(self.recovery.is_due() && self.has_used_sync()) {
                self.recovery = match handed.sync {
                    SyncStage::Lost => Recovery::USED,
                    _ => Recovery::Done,
                };
            }
            self.use_up_sync();
            // Of the server's clock this panel has heard nothing since.
            self.server_clock = ServerClock::default();
            self.look_up.take(handed.look_up, now.mono);
            self.answered = handed.answered;
        }
        self.met |= handed.met;
        let last_sent = handed.last_sent.map(|at| at.min(now.mono));
        self.requests.others_sent(last_sent);
        self.polling
            .limit(handed.slowed, handed.not_before, now.mono);
    }
}
