//! Tells the page around the panel what has changed, and what it is to do.

use std::cell::RefCell;

use wasm_bindgen::prelude::*;
use web_sys::AbortController;

use super::ahead::{Ahead, next};
use super::diagnostics::Note;
use super::http::Request;
use super::plain_object::plain;
use super::told::{
    CallPart, CommandPart, ConnectionPart, LimitPart, Snapshot, StatePart, agent_id, state_slug,
};
use cec_agent_panel_core::diagnostics::Entry;
use cec_agent_panel_core::gateway::AgentId;
use cec_agent_panel_core::link::Expiry;
use cec_agent_panel_core::settings::{Complaint, Settings};
use cec_agent_panel_core::time::Now;
use cec_agent_panel_core::view::Facts;

#[wasm_bindgen]
extern "C" {
    /// The page's script: `pageOf` in `src/boot/panel_module.js`. It dispatches events later,
    /// in a microtask, so that a listener may do with the panel what it likes.
    pub type Page;

    #[wasm_bindgen(method, catch, js_name = stateChanged)]
    fn state_changed(this: &Page, id: Id<'_>, old: &str, part: JsValue) -> Result<(), JsValue>;

    #[wasm_bindgen(method, catch, js_name = limitReached)]
    fn limit_reached(this: &Page, id: Id<'_>, part: JsValue) -> Result<(), JsValue>;

    #[wasm_bindgen(method, catch, js_name = callChanged)]
    fn call_changed(this: &Page, id: Id<'_>, part: JsValue) -> Result<(), JsValue>;

    #[wasm_bindgen(method, catch, js_name = commandChanged)]
    fn command_changed(this: &Page, id: Id<'_>, part: JsValue) -> Result<(), JsValue>;

    #[wasm_bindgen(method, catch, js_name = connectionChanged)]
    fn connection_changed(this: &Page, id: Id<'_>, old: &str, part: JsValue)
    -> Result<(), JsValue>;

    #[wasm_bindgen(method, catch, js_name = sessionExpired)]
    fn session_expired(this: &Page, id: Id<'_>, why: &str) -> Result<(), JsValue>;

    #[wasm_bindgen(method, catch)]
    fn complain(this: &Page, key: &str, problem: &str) -> Result<(), JsValue>;

    #[wasm_bindgen(method, catch)]
    fn mounted(this: &Page, version: &str) -> Result<(), JsValue>;

    #[wasm_bindgen(method, catch)]
    fn note(this: &Page, at_ms: f64, entry: JsValue) -> Result<(), JsValue>;

    #[wasm_bindgen(method, catch, js_name = saveDiagnostics)]
    fn save_diagnostics(this: &Page) -> Result<(), JsValue>;

    #[wasm_bindgen(method, js_name = mayAskToNotify)]
    fn may_ask_to_notify(this: &Page) -> bool;

    #[wasm_bindgen(method, js_name = askToNotify)]
    fn ask_to_notify(this: &Page);

    #[wasm_bindgen(method, catch)]
    fn asks(this: &Page, abort: &AbortController) -> Result<(), JsValue>;

    #[wasm_bindgen(method)]
    fn ahead(this: &Page) -> Option<Ahead>;

    #[wasm_bindgen(method, js_name = askNext)]
    fn ask_next(
        this: &Page,
        agent_id: &str,
        address: &str,
        options: JsValue,
        lead: &str,
        session_key: &str,
    );

    #[wasm_bindgen(method, js_name = askNothing)]
    fn ask_nothing(this: &Page);

    #[wasm_bindgen(method, catch)]
    fn lead(this: &Page, name: &str, steal: bool) -> Result<(), JsValue>;

    #[wasm_bindgen(method, catch)]
    fn resign(this: &Page) -> Result<(), JsValue>;

    #[wasm_bindgen(method, catch)]
    fn leave(this: &Page) -> Result<(), JsValue>;

    #[wasm_bindgen(method, catch)]
    fn say(this: &Page, text: &str) -> Result<(), JsValue>;
}

/// Whose panel it is, if anybody's.
type Id<'a> = Option<&'a str>;

/// The first word of the names of locks and channels, with the version of what is said
/// there, which must grow with every change of it.
const LEAD_NAME: &str = "cec-agent-panel.4";

/// The one who is told. What goes wrong there is nothing that the panel can mend, so what
/// the page's script throws is dropped.
pub struct Host {
    page: Page,
    told: RefCell<Facts>,
}

impl Host {
    /// `facts` are known already.
    pub const fn new(page: Page, facts: Facts) -> Self {
        Self {
            page,
            told: RefCell::new(facts),
        }
    }

    /// Tells what is new in `facts`.
    pub fn show(&self, facts: &Facts, now: Now) {
        let before = self.told.replace(facts.clone());
        let id = agent_id(facts);
        let id = id.as_deref();
        if before.state != facts.state {
            let (old, part) = (state_slug(&before), StatePart::new(facts, now));
            let _ = self.page.state_changed(id, old, plain(&part));
        }
        if let Some(limit) = facts.limit.filter(|limit| !limit.was_told(before.limit)) {
            let part = LimitPart::new(facts, limit, now);
            let _ = self.page.limit_reached(id, plain(&part));
        }
        if before.call != facts.call {
            let part = CallPart::new(facts, now);
            let _ = self.page.call_changed(id, plain(&part));
        }
        if before.command != facts.command {
            let part = CommandPart::new(facts, now);
            let _ = self.page.command_changed(id, plain(&part));
        }
        if before.connection != facts.connection {
            let old = before.connection.connection.slug();
            let part = ConnectionPart::new(facts, now);
            let _ = self.page.connection_changed(id, old, plain(&part));
        }
        if let Some(expiry) = facts.expiry
            && before.expiry != facts.expiry
        {
            let why = match expiry {
                Expiry::GuidRefused => "guid-refused",
                Expiry::SessionOver => "session-over",
            };
            let _ = self.page.session_expired(id, why);
        }
    }

    /// Tells what was wrong with a setting.
    pub fn complain(&self, complaint: &Complaint) {
        let problem = complaint.problem.slug();
        let _ = self.page.complain(&complaint.key, problem);
    }

    /// Tells that the module shows a panel, and of which version it is.
    pub fn mounted(&self) {
        let _ = self.page.mounted(env!("CARGO_PKG_VERSION"));
    }

    /// Tells what the help desk may want to know.
    pub fn note(&self, entry: &Entry) {
        #[allow(
            clippy::cast_precision_loss,
            reason = "moments lie within the exact range of a float"
        )]
        let at_ms = entry.at.0 as f64;
        let _ = self.page.note(at_ms, plain(&Note::of(&entry.fact)));
    }

    /// Has what was told for the help desk saved as a file.
    pub fn save_diagnostics(&self) {
        let _ = self.page.save_diagnostics();
    }

    /// Whether the agent may be asked if the browser is to notify them of calls.
    pub fn may_ask_to_notify(&self) -> bool {
        self.page.may_ask_to_notify()
    }

    /// Has the browser ask.
    pub fn ask_to_notify(&self) {
        self.page.ask_to_notify();
    }

    /// Tells that `request` goes out next: should the module die, the page ends it.
    pub fn asks(&self, request: &Request) {
        let _ = self.page.asks(request.abort());
    }

    /// The sync that the page has sent before the module was there.
    pub fn ahead(&self) -> Option<Ahead> {
        self.page.ahead()
    }

    /// Tells for whom the next load of this tab may ask at once, if for anybody.
    pub fn ask_next(&self, settings: &Settings, agent: Option<AgentId>) {
        match agent {
            Some(agent) => {
                let (address, options) = next(settings, agent);
                let lead = lead_name(agent, &settings.gateway);
                let id = agent.to_string();
                self.page
                    .ask_next(&id, &address, options, &lead, &settings.session_key);
            }
            None => self.page.ask_nothing(),
        }
    }

    /// Asks for the lead among the panels of that agent at that gateway.
    pub fn lead(&self, agent: AgentId, gateway: &str, steal: bool) {
        let _ = self.page.lead(&lead_name(agent, gateway), steal);
    }

    /// Lets go of the lead.
    pub fn resign(&self) {
        let _ = self.page.resign();
    }

    /// Lets go of the lead and of the other panels.
    pub fn leave(&self) {
        let _ = self.page.leave();
    }

    /// Says `text` to the other panels.
    pub fn say(&self, text: &str) {
        let _ = self.page.say(text);
    }
}

/// The name of the lead among the panels of that agent at that gateway.
fn lead_name(agent: AgentId, gateway: &str) -> String {
    [LEAD_NAME, " ", gateway, " ", &agent.to_string()].concat()
}

/// All of `facts`, as a plain object.
pub fn snapshot(facts: &Facts, now: Now) -> JsValue {
    plain(&Snapshot::new(facts, now))
}
