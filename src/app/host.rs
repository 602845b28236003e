//! Tells the page around the panel what has changed, and what it is to do.

use std::cell::RefCell;

use wasm_bindgen::prelude::*;
use web_sys::AbortController;

use super::ahead::{Ahead, next};
use super::diagnostics::Note;
use super::http::Request;
use super::plain_object::plain;
use super::told::{
    CallPart, CommandPart, ConnectionPart, ExpiredPart, LimitPart, Snapshot, StatePart, agent_id,
    state_slug,
};
use cec_agent_panel_core::diagnostics::Entry;
use cec_agent_panel_core::gateway::AgentId;
use cec_agent_panel_core::settings::{Complaint, Settings};
use cec_agent_panel_core::time::Now;
use cec_agent_panel_core::view::Facts;

#[wasm_bindgen]
extern "C" {
    /// The page's script: `pageOf` in `src/boot/panel_module.js`. It dispatches events later,
    /// in a microtask, so that a listener may do with the panel what it likes.
    pub type Page;

    /// An event for hosts: its name, the agent, its content, and for what has a name, such as a state,
    /// the name before.
    #[wasm_bindgen(method, catch)]
    fn tell(
        this: &Page,
        name: &str,
        id: Id<'_>,
        part: JsValue,
        old: Option<&'static str>,
    ) -> Result<(), JsValue>;

    #[wasm_bindgen(method, catch)]
    fn complain(this: &Page, key: &str, problem: &str) -> Result<(), JsValue>;

    #[wasm_bindgen(method, catch)]
    fn mounted(this: &Page, version: &str) -> Result<(), JsValue>;

    #[wasm_bindgen(method, catch)]
    fn note(this: &Page, at_ms: f64, entry: JsValue) -> Result<(), JsValue>;

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
const LEAD_NAME: &str = "cec-agent-panel.6";

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
        let tell = |name, part, old| {
            let _ = self.page.tell(name, id.as_deref(), part, old);
        };
        if before.state != facts.state {
            let part = plain(&StatePart::new(facts, now));
            tell("cec-state", part, Some(state_slug(&before)));
        }
        if let Some(limit) = facts.limit.filter(|limit| !limit.was_told(before.limit)) {
            tell("cec-limit", plain(&LimitPart::new(facts, limit, now)), None);
        }
        if facts.call.is_news_after(before.call) {
            tell("cec-call", plain(&CallPart::new(facts, now)), None);
        }
        if before.command != facts.command {
            tell("cec-command", plain(&CommandPart::new(facts, now)), None);
        }
        if before.connection != facts.connection {
            let old = before.connection.connection.slug();
            let part = plain(&ConnectionPart::new(facts, now));
            tell("cec-connection", part, Some(old));
        }
        if let Some(expiry) = facts.expiry
            && before.expiry != facts.expiry
        {
            tell(
                "cec-session-expired",
                plain(&ExpiredPart::new(expiry)),
                None,
            );
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
