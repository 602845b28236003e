//! Where the session stands: what the host has set, or `sessionStorage`, written by the
//! portal (R9).

use std::cell::{Cell, RefCell};

use serde::Serialize;

use cec_agent_panel_core::gateway::{AgentId, Guid};
use cec_agent_panel_core::link::{Session, wrong};
use cec_agent_panel_core::settings::{Complaint, GuidFrom, Problem, Settings};

/// Reads and writes the session.
#[derive(Default)]
pub struct SessionSource {
    /// What the host has set.
    host: RefCell<Host>,
    /// The storage's key; empty where no storage is to be used.
    key: RefCell<String>,
    /// Whether a Guid is looked for at all.
    guid_from: Cell<GuidFrom>,
    /// A session that was typed into the form where there is no storage, so that the panel
    /// works until the page is left.
    typed: RefCell<Option<Session>>,
}

/// The session as a portal writes it into the storage. The form's Guid is that of the panel's
/// own session, and this is the session's own place (R9).
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Stored<'a> {
    agent_id: String,
    guid: &'a str,
}

/// What the host has set, whichever part.
#[derive(Default)]
struct Host {
    agent: Option<String>,
    guid: Option<String>,
}

impl SessionSource {
    /// Reads the storage under the settings' key from now on, under none if it is empty; and
    /// no Guid where a proxy adds it.
    pub fn configure(&self, settings: &Settings) {
        settings.session_key.clone_into(&mut self.key.borrow_mut());
        self.guid_from.set(settings.guid_from);
    }

    /// The host says who the agent is, and with which Guid. With a Guid the storage is not
    /// read; with an agent alone, only that agent's session is taken from it. Where a proxy
    /// adds the Guid, the agent alone is enough.
    pub fn set_host(&self, agent: Option<String>, guid: Option<String>) {
        self.host.replace(Host { agent, guid });
    }

    /// What stands there now; nothing where a part is missing.
    ///
    /// # Errors
    /// What is wrong with what was given, without a word of it.
    pub fn read(&self) -> Result<Option<Session>, Complaint> {
        let host = self.host.borrow();
        let unusable = |place| wrong(place, Problem::WrongValue);
        let agent = match &host.agent {
            Some(agent) => Some(AgentId::parse(agent).map_err(|_| unusable("agent-id"))?),
            None => None,
        };
        let guid_from = self.guid_from.get();
        if guid_from == GuidFrom::Proxy && agent.is_some() {
            return Ok(agent.map(|agent| Session { agent, guid: None }));
        }
        if let (GuidFrom::Session, Some(guid)) = (guid_from, &host.guid) {
            let guid = Some(Guid::new(guid).ok_or_else(|| unusable("guid"))?);
            return Ok(agent.map(|agent| Session { agent, guid }));
        }
        let stored = match self.storage() {
            Some(storage) => self.stored(&storage)?,
            None => self.typed.borrow().clone(),
        };
        Ok(stored.filter(|stored| agent.is_none_or(|agent| agent == stored.agent)))
    }

    /// Writes a session that was typed into the form.
    pub fn write(&self, session: Session) {
        if let Some(storage) = self.storage() {
            let stored = Stored {
                agent_id: session.agent.to_string(),
                guid: session.guid.as_ref().map_or("", Guid::expose_for_header),
            };
            // A full storage leaves the form where it is, and the agent sees that. Two texts
            // can always be written.
            if let Ok(text) = serde_json::to_string(&stored) {
                let _ = storage.set_item(&self.key.borrow(), &text);
            }
        } else {
            self.typed.replace(Some(session));
        }
    }

    /// Removes that very session; another one stays.
    pub fn remove(&self, session: &Session) {
        if let Some(storage) = self.storage()
            && self.stored(&storage).ok().flatten().as_ref() == Some(session)
        {
            // A storage that refuses that has kept the session from everybody else as well.
            let _ = storage.remove_item(&self.key.borrow());
        }
        self.typed.borrow_mut().take_if(|typed| typed == session);
    }

    fn stored(&self, storage: &web_sys::Storage) -> Result<Option<Session>, Complaint> {
        match storage.get_item(&self.key.borrow()) {
            Ok(Some(text)) => Session::read(&text, self.guid_from.get()),
            Ok(None) | Err(_) => Ok(None),
        }
    }

    fn storage(&self) -> Option<web_sys::Storage> {
        if self.key.borrow().is_empty() {
            return None;
        }
        web_sys::window()?.session_storage().ok()?
    }
}
