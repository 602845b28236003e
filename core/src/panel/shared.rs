//! What one panel hands another of the same agent: the leader to those that follow, and a
//! panel that goes to the one that comes after it in the same page.
//!
//! It holds what was learnt of the agent, and how often the gateway may be asked. It never
//! holds the Guid: each panel has the session's own.

use super::model::Model;
use super::shared_call::call;
use super::shared_state::{
    command, look_up, no_command, no_reason, no_status, pending, reason, status,
};
use crate::desk::Desk;
use crate::gateway::{AgentId, GatewayTime};
use crate::link::{Handed, LONGEST_RETRY_AFTER_MS, SyncStage};
use crate::sharing::{NO_MOMENT, Row, no_mono, said};
use crate::time::{Anchor, Now};

/// How the sender stood, beside what it knew.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Sender {
    /// What had become of its one sync.
    pub sync: SyncStage,
    /// Whether its page could be seen.
    pub visible: bool,
    /// In how many ms its next word was due, from the moment of this one.
    pub next_ms: u64,
    /// How many ms ago it spoke.
    pub age_ms: u64,
}

/// What is handed on.
struct Shared {
    gateway: String,
    visible: bool,
    next_ms: u64,
    link: Handed,
    desk: Desk,
}

impl Shared {
    fn of(model: &Model, now: Now) -> Self {
        let next = model.link.requests.next(model.settings.request_timeout_ms);
        Self {
            gateway: model.settings.gateway.clone(),
            visible: model.page.visible,
            next_ms: next.map_or(0, |next| next.since(now.mono)),
            link: model.link.hand_on(),
            desk: model.desk.clone(),
        }
    }

    /// Writes all of it into the row, or reads it from there.
    fn exchange(&mut self, row: &mut Row) {
        let stages = [
            SyncStage::Due,
            SyncStage::UnderWay,
            SyncStage::Used,
            SyncStage::Lost,
        ];
        let Self { link, desk, .. } = self;
        row.written();
        row.text(&mut self.gateway);
        row.choice(&mut link.sync, &stages);
        row.flag(&mut self.visible);
        row.count(&mut self.next_ms);
        row.optional(&mut link.last_sent, no_mono, Row::mono);
        row.optional(
            &mut link.slowed,
            || (0, no_mono()),
            |row, (doublings, until)| {
                let mut count = u64::from(*doublings);
                row.count(&mut count);
                *doublings = u32::try_from(count).unwrap_or(u32::MAX);
                row.mono(until);
            },
        );
        row.optional(&mut link.not_before, no_mono, Row::mono);
        row.flag(&mut link.met);
        row.optional(
            &mut link.answered,
            || (NO_MOMENT, 0),
            |row, (at, took)| {
                row.moment(at);
                row.count(took);
            },
        );
        row.optional(&mut desk.status, no_status, status);
        call(row, &mut desk.call);
        look_up(row, &mut link.look_up);
        pending(row, &mut desk.pending);
        row.optional(&mut desk.rest_next, || false, Row::flag);
        row.optional(&mut desk.reason, no_reason, reason);
        row.optional(&mut desk.command, no_command, command);
        row.optional(&mut desk.command_label, String::new, Row::text);
        row.optional(&mut desk.refusal, String::new, Row::text);
        row.optional(&mut desk.booked_rest, || 0, Row::count);
        let mut anchor = desk.pushes.anchor.map(Anchor::parts);
        row.optional(
            &mut anchor,
            || (GatewayTime(0), no_mono()),
            |row, (gateway, received)| {
                row.count(&mut gateway.0);
                row.mono(received);
            },
        );
        desk.pushes.anchor = anchor.map(|(at, received)| Anchor::new(at, received));
    }
}

impl Model {
    /// What the next panel of this page load is to know of the agent, at `now`.
    pub fn to_keep(&self, now: Now) -> Option<(AgentId, String)> {
        Some((self.agent()?, share(self, now)))
    }
}

/// All that `model` can hand on at `now`.
fn share(model: &Model, now: Now) -> String {
    let mut row = said::state(now);
    Shared::of(model, now).exchange(&mut row);
    row.into_text()
}

/// Takes into `model` what another panel of the same agent has handed on; gives how that
/// one stood. `None` where it cannot be read, and then nothing has been taken.
pub fn take(model: &mut Model, now: Now, mut row: Row) -> Option<Sender> {
    let mut shared = Shared::of(model, now);
    shared.exchange(&mut row);
    // What another gateway knew of the agent is nothing of this one.
    if !row.is_read() || shared.gateway != model.settings.gateway {
        return None;
    }
    let sync = shared.link.sync;
    if sync.is_used() {
        // The other panel has its own doubts of its clocks.
        model.jump = None;
        model.desk.take(shared.desk);
    }
    model.link.take(shared.link, now);
    Some(Sender {
        sync,
        visible: shared.visible,
        next_ms: shared.next_ms.min(LONGEST_RETRY_AFTER_MS),
        age_ms: row.age(now),
    })
}
