//! Sessions of other media, such as text chats, which may go on beside a voice call. They
//! are known so that none of their events is taken for one of the voice call.

use super::card::{Call, CallStage, OtherSession};
use crate::gateway::{EventCall, EventKind};
use crate::time::Now;

/// How many sessions are known at once: an agent may have 60 (`cec_07_0513`).
pub const SESSIONS: usize = 60;

impl Call {
    /// Whether the event is of a session of another medium; then that is all that it is.
    pub fn takes_for_other_medium(&mut self, kind: EventKind, told: &EventCall, now: Now) -> bool {
        let current = self
            .details
            .as_ref()
            .and_then(|details| details.call_id.as_ref());
        // A voice call may gain a picture or a text; it stays that call.
        if told.call_id.is_some() && told.call_id.as_ref() == current {
            return false;
        }
        let Some(id) = &told.call_id else {
            return told.is_another_medium;
        };
        let known = self.sessions.iter().position(|it| it.call_id == *id);
        if known.is_none() && !told.is_another_medium {
            return false;
        }
        if let Some(place) = known {
            self.sessions.remove(place);
        } else if self.sessions.len() >= SESSIONS {
            self.sessions.remove(0);
        }
        self.sessions.push(OtherSession {
            call_id: id.clone(),
            is_open: !ends(kind),
        });
        // What has just taken the agent is this session, then, and no call.
        if self.stage == CallStage::Undescribed && self.is_unannounced(now) {
            self.stage = CallStage::None;
            self.undescribed_since = None;
        }
        true
    }

    /// Whether such a session goes on, which polls call a talk as well.
    pub fn is_explained_by_session(&self) -> bool {
        self.sessions.iter().any(|session| session.is_open)
    }

    /// A poll says that the agent is in no call, nor in a session.
    pub fn sessions_are_over(&mut self) {
        for session in &mut self.sessions {
            session.is_open = false;
        }
    }
}

/// Whether the session of such an event does not go on.
const fn ends(kind: EventKind) -> bool {
    matches!(
        kind,
        EventKind::CallRelease
            | EventKind::AbandonCall
            | EventKind::NoAnswer
            | EventKind::CallOutFail
            | EventKind::InsideCallFail
            | EventKind::ConnectFail
    )
}
