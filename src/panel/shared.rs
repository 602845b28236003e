//! What one panel hands another of the same agent: the leader to those that follow, and a
//! panel that goes to the one that comes after it in the same page.
//!
//! It holds what was learnt of the agent, and how often the gateway may be asked. It never
//! holds the Guid: each panel has the session's own.

use super::model::Model;
use super::polling::LONGEST_RETRY_AFTER_MS;
use super::pushed::Pushes;
use super::recovery::Recovery;
use super::reply::Cause;
use super::shared_call::{read_call, write_call};
use super::shared_state::{
    read_command, read_pending, read_status, write_command, write_pending, write_status,
};
use super::time::{Anchor, Now};
use super::wire::{Reader, Writer};
use crate::gateway::GatewayTime;

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

/// All that `model` can hand on at `now`.
pub fn share(model: &Model, now: Now) -> String {
    let mut writer = Writer::new(now);
    let w = &mut writer;
    w.text(&model.settings.gateway);
    w.number(match (&model.recovery, model.recovery.is_under_way()) {
        (_, true) => 1,
        (Recovery::Due { .. }, false) => 0,
        (Recovery::Lost(_), false) => 3,
        (Recovery::Done | Recovery::Past, false) => 2,
    });
    w.flag(model.page.visible);
    let next = model.requests.next(model.settings.request_timeout_ms);
    w.number(next.map_or(0, |next| next.since(now.mono).cast_signed()));
    w.optional(model.requests.last_sent(), Writer::mono);
    let (slowed, not_before) = model.polling.limits();
    w.optional(slowed, |w, (doublings, until)| {
        w.number(doublings.into());
        w.mono(until);
    });
    w.optional(not_before, Writer::mono);
    w.optional(model.answered, |w, (at, took)| {
        w.moment(at);
        w.number(took.cast_signed());
    });
    w.optional(model.status.as_ref(), write_status);
    write_call(w, &model.call);
    write_pending(w, model.pending);
    w.optional(model.command.as_ref(), write_command);
    w.optional(model.pushes.anchor, |w, anchor| {
        let (gateway, received) = anchor.parts();
        w.number(gateway.ms().cast_signed());
        w.mono(received);
    });
    writer.into_text()
}

/// Takes into `model` what another panel of the same agent has handed on; gives how that
/// one stood. `None` where it cannot be read, and then nothing has been taken.
pub fn take(model: &mut Model, now: Now, text: &str) -> Option<Sender> {
    let mut reader = Reader::new(text, now)?;
    let r = &mut reader;
    let age_ms = r.age(now);
    // What another gateway knew of the agent is nothing of this one.
    if r.text()? != model.settings.gateway {
        return None;
    }
    let sync = match r.number()? {
        0 => SyncStage::Due,
        1 => SyncStage::UnderWay,
        2 => SyncStage::Used,
        3 => SyncStage::Lost,
        _ => return None,
    };
    let visible = r.flag()?;
    let next_ms = u64::try_from(r.number()?).ok()?;
    let last_sent = r.optional(Reader::mono)?;
    let slowed = r.optional(|r| Some((u32::try_from(r.number()?).ok()?, r.mono()?)))?;
    let not_before = r.optional(Reader::mono)?;
    let answered = r.optional(|r| Some((r.moment()?, u64::try_from(r.number()?).ok()?)))?;
    let status = r.optional(read_status)?;
    let call = read_call(r)?;
    let pending = read_pending(r)?;
    let command = r.optional(read_command)?;
    let anchor = r.optional(|r| {
        let gateway = GatewayTime(u64::try_from(r.number()?).ok()?);
        Some(Anchor::new(gateway, r.mono()?))
    })?;
    r.end()?;
    if matches!(sync, SyncStage::Used | SyncStage::Lost) {
        // Unless the agent has just asked for another.
        if !(model.recovery.is_due() && model.has_used_sync()) {
            model.recovery = match sync {
                SyncStage::Lost => Recovery::Lost(Cause::AlreadySynced),
                _ => Recovery::Done,
            };
        }
        model.use_up_sync();
        (model.status, model.call) = (status, call);
        (model.pending, model.command) = (pending, command);
        model.answered = answered;
        model.pushes = Pushes {
            anchor,
            ignored: model.pushes.ignored,
            ..Pushes::default()
        };
    }
    model
        .requests
        .others_sent(last_sent.map(|at| at.min(now.mono)));
    model.polling.limit(slowed, not_before, now.mono);
    Some(Sender {
        sync,
        visible,
        next_ms: next_ms.min(LONGEST_RETRY_AFTER_MS),
        age_ms,
    })
}
