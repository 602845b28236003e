//! What a refused Guid or session means for asking on (R8).

use super::exchange::Link;
use super::session::{Expiry, GUID_REFUSALS, NOT_SIGNED_IN_REFUSALS, Phase};
use crate::time::Now;

impl Link {
    /// The Guid was refused. The source is read at once: another may stand there already.
    pub fn guid_refused(&mut self, now: Now) {
        self.refusals.count = self.refusals.count.saturating_add(1);
        self.refusals.last = Some(now.mono);
        if self.refusals.count >= GUID_REFUSALS {
            self.phase = Phase::Expired(Expiry::GuidRefused);
        }
        self.requests.set_due(now.mono);
    }

    /// The gateway says that the agent has not signed in; whether that is certain. After it has
    /// pushed that it signed them out, it is; else the Guid may only have been replaced.
    pub fn not_signed_in(&mut self, now: Now) -> bool {
        self.refusals.count = self.refusals.count.saturating_add(1);
        self.refusals.last = Some(now.mono);
        self.requests.set_due(now.mono);
        self.shut_down.is_some() || self.refusals.count >= NOT_SIGNED_IN_REFUSALS
    }

    /// The session is over. The source is read at once: what is over goes from there, or is
    /// another already.
    pub fn session_over(&mut self, now: Now) {
        self.phase = Phase::Expired(Expiry::SessionOver);
        self.polling.calm_down();
        self.refusals.last = Some(now.mono);
        self.requests.set_due(now.mono);
    }
}
