//! Where the session stands: `sessionStorage`, written by the portal (R9).

use std::cell::RefCell;

use crate::panel::Session;

/// The key under which portals write the session.
const KEY: &str = "cec-agent-panel.session";

/// Reads and writes the session.
///
/// Where the browser denies the storage, a session typed into the form is kept here, so
/// that the panel works until the page is left.
#[derive(Default)]
pub struct SessionSource {
    typed: RefCell<Option<Session>>,
}

impl SessionSource {
    /// What stands there now; `None` when nothing does, or nothing that can be used.
    pub fn read(&self) -> Option<Session> {
        match storage() {
            Some(storage) => Session::parse(&storage.get_item(KEY).ok()??),
            None => self.typed.borrow().clone(),
        }
    }

    /// Writes a session that was typed into the form.
    pub fn write(&self, session: Session) {
        if let Some(storage) = storage() {
            let agent = session.agent.to_string();
            // Neither part can hold a quote or a backslash.
            let guid = session.guid.expose_for_header();
            let text = [r#"{"agentId":""#, &agent, r#"","guid":""#, guid, r#""}"#].concat();
            // A full storage leaves the form where it is, and the agent sees that.
            let _ = storage.set_item(KEY, &text);
        } else {
            self.typed.replace(Some(session));
        }
    }
}

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.session_storage().ok()?
}
