//! Sessions of other media: a text chat beside the voice call. They change no state of the
//! agent here; how the gateway counts them is documented nowhere.

use serde_json::json;

use super::act::{Incoming, Party};
use super::agent::Agent;
use super::call::{Leg, Media};
use super::event::{customer_release_content, incoming_content, ringing_content, talking_content};

impl Agent {
    /// The session of that ID, or the oldest one.
    pub(super) fn session(&self, id: Option<&str>) -> Option<&Leg> {
        self.sessions
            .iter()
            .find(|leg| id.is_none_or(|id| leg.id == id))
    }

    /// The same of those that wait for an answer.
    pub(super) fn waiting_session(&self, id: Option<&str>) -> Option<&Leg> {
        let waits = |leg: &&Leg| leg.talking_since.is_none();
        let mut waiting = self.sessions.iter().filter(waits);
        waiting.find(|leg| id.is_none_or(|id| leg.id == id))
    }

    pub(super) fn session_rings(&mut self, incoming: &Incoming, now: u64) {
        let leg = self.made_up_leg(incoming, Media::TEXT, now);
        self.notify("AgentEvent_Incoming_CallInfo", incoming_content(&leg), now);
        if !self.auto_answer {
            self.notify("AgentEvent_Ringing", ringing_content(&leg), now);
        }
        let id = leg.id.clone();
        self.sessions.push(leg);
        if self.auto_answer {
            self.session_answered(Some(&id), now);
        }
    }

    pub(super) fn session_answered(&mut self, id: Option<&str>, now: u64) {
        let Some(id) = self.waiting_session(id).map(|leg| leg.id.clone()) else {
            return;
        };
        if let Some(leg) = self.sessions.iter_mut().find(|leg| leg.id == id) {
            leg.talking_since = Some(now);
            let content = talking_content(leg);
            self.notify("AgentEvent_Talking", content, now);
        }
    }

    pub(super) fn session_ends(&mut self, id: Option<&str>, by: Party, now: u64) {
        let Some(leg) = self.session(id).cloned() else {
            return;
        };
        self.sessions.retain(|other| other.id != leg.id);
        if by == Party::Customer {
            let content = customer_release_content(&leg);
            self.notify("AgentEvent_Customer_Release", content, now);
        }
        self.notify("AgentEvent_Call_Release", json!(leg.id), now);
    }
}
