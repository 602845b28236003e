//! What a supervisor, an inspector and the recording do.

use serde_json::{Value, json};

use super::agent::Agent;
use super::event::recording_content;
use super::state::State;

/// The gateway's reason for being busy by an inspector's will.
const BY_INSPECTOR: u16 = 3;

impl Agent {
    pub(super) fn force_busy(&mut self, now: u64) {
        self.notify("AgentState_Force_SetNotReady", Value::Null, now);
        if self.has_to_wait() {
            self.busy(BY_INSPECTOR, now);
        } else {
            self.reason = BY_INSPECTOR;
            self.become_free_for(State::Busy, now);
        }
    }

    pub(super) fn force_idle(&mut self, now: u64) {
        self.notify("AgentState_Force_Ready", Value::Null, now);
        if self.state.in_call() {
            self.idle(now);
        } else {
            self.become_free_for(State::Idle, now);
        }
    }

    pub(super) fn recording_begins(&mut self, recording: Option<&String>, now: u64) {
        let number = format!("Yc1v6a{}d{now}", self.id);
        if let Some(call) = &mut self.call {
            call.recording = recording.cloned().unwrap_or(number);
            call.recording_since = Some(now);
        }
        self.notify_recording("AgentMediaEvent_Record", None, now);
    }

    pub(super) fn recording_fails(&mut self, now: u64) {
        if let Some(call) = &mut self.call {
            call.recording_since = None;
        }
        self.notify_recording("AgentMediaEvent_Record_Fail", None, now);
    }

    pub(super) fn recording_ends(&mut self, now: u64) {
        self.notify_recording("AgentMediaEvent_StopRecordDone", Some(now), now);
        if let Some(call) = &mut self.call {
            call.recording_since = None;
        }
    }

    fn notify_recording(&mut self, name: &'static str, ended: Option<u64>, now: u64) {
        if let Some(call) = &self.call {
            let content = recording_content(&self.id, call, ended);
            self.notify(name, content, now);
        }
    }

    pub(super) fn inspected(&mut self, kind: u32, inspector: &str, now: u64) {
        inspector.clone_into(&mut self.qc_work_no);
        self.qc_kind = kind;
        self.notify_inspection("AgentOther_BeQcStart", now);
    }

    pub(super) fn inspection_ends(&mut self, now: u64) {
        self.notify_inspection("AgentOther_BeQcStop", now);
        self.qc_work_no.clear();
    }

    fn notify_inspection(&mut self, name: &'static str, now: u64) {
        // The inspector's ID is a number there, and text everywhere else.
        let inspector = match self.qc_work_no.parse::<u64>() {
            Ok(number) => json!(number),
            Err(_not_a_number) => json!(self.qc_work_no),
        };
        let content = json!({ "qcType": self.qc_kind, "qcAgentId": inspector });
        self.notify(name, content, now);
    }
}
