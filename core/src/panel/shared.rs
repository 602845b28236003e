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
use crate::desk::Pending;
use crate::desk::call::Call;
use crate::desk::command::Running;
use crate::desk::pushed::Pushes;
use crate::desk::reason::NotReadyReason;
use crate::desk::status::Status;
use crate::gateway::{AgentId, GatewayTime};
use crate::link::{Cause, LONGEST_RETRY_AFTER_MS, LookUp, Recovery, ServerClock};
use crate::sharing::{NO_MOMENT, Row, no_mono, said};
use crate::time::{Anchor, Mono, Now};

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

/// What has become of a sender's one sync.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SyncStage {
    /// It has not been sent.
    Due,
    /// It is under way.
    UnderWay,
    /// It has been used.
    Used,
    /// It has been used, and did not bring the call back.
    Lost,
}

/// What is handed on.
struct Shared {
    gateway: String,
    sync: SyncStage,
    visible: bool,
    next_ms: u64,
    last_sent: Option<Mono>,
    slowed: Option<(u32, Mono)>,
    not_before: Option<Mono>,
    met: bool,
    answered: Option<(Now, u64)>,
    status: Option<Status>,
    call: Call,
    look_up: LookUp,
    pending: Pending,
    rest_next: Option<bool>,
    reason: Option<NotReadyReason>,
    command: Option<Running>,
    command_label: Option<String>,
    refusal: Option<String>,
    booked_rest: Option<u64>,
    anchor: Option<(GatewayTime, Mono)>,
}

impl Shared {
    fn of(model: &Model, now: Now) -> Self {
        let (slowed, not_before) = model.link.polling.limits();
        let next = model.link.requests.next(model.settings.request_timeout_ms);
        Self {
            gateway: model.settings.gateway.clone(),
            sync: match (&model.link.recovery, model.link.recovery.is_under_way()) {
                (_, true) => SyncStage::UnderWay,
                (Recovery::Due { .. }, false) => SyncStage::Due,
                (Recovery::Lost(_), false) => SyncStage::Lost,
                (Recovery::Done | Recovery::Past, false) => SyncStage::Used,
            },
            visible: model.page.visible,
            next_ms: next.map_or(0, |next| next.since(now.mono)),
            last_sent: model.link.requests.last_sent(),
            slowed,
            not_before,
            met: model.link.met,
            answered: model.link.answered,
            status: model.desk.status.clone(),
            call: model.desk.call.clone(),
            look_up: model.link.look_up.clone(),
            pending: model.desk.pending,
            rest_next: model.desk.rest_next,
            reason: model.desk.reason,
            command: model.desk.command,
            command_label: model.desk.command_label.clone(),
            refusal: model.desk.refusal.clone(),
            booked_rest: model.desk.booked_rest,
            anchor: model.desk.pushes.anchor.map(Anchor::parts),
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
        row.written();
        row.text(&mut self.gateway);
        row.choice(&mut self.sync, &stages);
        row.flag(&mut self.visible);
        row.count(&mut self.next_ms);
        row.optional(&mut self.last_sent, no_mono, Row::mono);
        row.optional(
            &mut self.slowed,
            || (0, no_mono()),
            |row, (doublings, until)| {
                let mut count = u64::from(*doublings);
                row.count(&mut count);
                *doublings = u32::try_from(count).unwrap_or(u32::MAX);
                row.mono(until);
            },
        );
        row.optional(&mut self.not_before, no_mono, Row::mono);
        row.flag(&mut self.met);
        row.optional(
            &mut self.answered,
            || (NO_MOMENT, 0),
            |row, (at, took)| {
                row.moment(at);
                row.count(took);
            },
        );
        row.optional(&mut self.status, no_status, status);
        call(row, &mut self.call);
        look_up(row, &mut self.look_up);
        pending(row, &mut self.pending);
        row.optional(&mut self.rest_next, || false, Row::flag);
        row.optional(&mut self.reason, no_reason, reason);
        row.optional(&mut self.command, no_command, command);
        row.optional(&mut self.command_label, String::new, Row::text);
        row.optional(&mut self.refusal, String::new, Row::text);
        row.optional(&mut self.booked_rest, || 0, Row::count);
        row.optional(
            &mut self.anchor,
            || (GatewayTime(0), no_mono()),
            |row, (gateway, received)| {
                row.count(&mut gateway.0);
                row.mono(received);
            },
        );
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
    if matches!(shared.sync, SyncStage::Used | SyncStage::Lost) {
        // Unless the agent has just asked for another.
        if !(model.link.recovery.is_due() && model.link.has_used_sync()) {
            model.link.recovery = match shared.sync {
                SyncStage::Lost => Recovery::Lost(Cause::AlreadySynced),
                _ => Recovery::Done,
            };
        }
        model.link.use_up_sync();
        // The other panel has its own doubts of its clocks; and of the server's this one has heard
        // nothing since.
        model.jump = None;
        model.link.server_clock = ServerClock::default();
        (model.desk.status, model.desk.call) = (shared.status, shared.call);
        model.link.look_up.take(shared.look_up, now.mono);
        (model.desk.pending, model.desk.command) = (shared.pending, shared.command);
        (model.desk.rest_next, model.desk.reason) = (shared.rest_next, shared.reason);
        model.desk.command_label = shared.command_label;
        model.desk.refusal = shared.refusal;
        model.desk.booked_rest = shared.booked_rest;
        model.link.answered = shared.answered;
        model.desk.pushes = Pushes {
            anchor: shared
                .anchor
                .map(|(at, received)| Anchor::new(at, received)),
            ..Pushes::default()
        };
    }
    // The gateway has answered, be it with a refusal.
    model.link.met |= shared.met;
    model
        .link
        .requests
        .others_sent(shared.last_sent.map(|at| at.min(now.mono)));
    model
        .link
        .polling
        .limit(shared.slowed, shared.not_before, now.mono);
    Some(Sender {
        sync: shared.sync,
        visible: shared.visible,
        next_ms: shared.next_ms.min(LONGEST_RETRY_AFTER_MS),
        age_ms: row.age(now),
    })
}
