//! The sync that the page has sent before the module was there: what a running panel writes down
//! for it, and what the next one takes of it. `src/boot/ahead.js` carries it out.

use wasm_bindgen::prelude::*;
use web_sys::AbortController;

use super::http::{Options, address};
use super::plain_object::plain;
use cec_agent_panel_core::gateway::{AgentId, Guid, Interface};
use cec_agent_panel_core::link::Session;
use cec_agent_panel_core::settings::{GuidFrom, Settings};

#[wasm_bindgen]
extern "C" {
    /// What was sent.
    pub type Ahead;

    /// For whom.
    #[wasm_bindgen(method, getter, js_name = agentId)]
    pub fn agent_id(this: &Ahead) -> String;

    /// Whether that is its address, and these its options, as JSON with the Guid; and its answer
    /// will come.
    #[wasm_bindgen(method)]
    fn is(this: &Ahead, address: &str, options: &str) -> bool;

    /// When, in ms since the page was opened.
    #[wasm_bindgen(method, getter, js_name = sentMs)]
    pub fn sent_ms(this: &Ahead) -> f64;

    /// When its answer began to come; nothing while it has not.
    #[wasm_bindgen(method, getter, js_name = cameMs)]
    pub fn came_ms(this: &Ahead) -> Option<f64>;

    #[wasm_bindgen(method, getter)]
    pub fn abort(this: &Ahead) -> AbortController;

    /// What `fetch` gave.
    #[wasm_bindgen(method, getter)]
    pub fn answer(this: &Ahead) -> JsValue;
}

const SYNC: Interface = Interface::SyncAgentInfo;

impl Ahead {
    /// Whether its answer will come, and it is that session's sync as it would be sent now. If
    /// not, the page gives it up.
    pub fn is_of(&self, settings: &Settings, session: Option<&Session>) -> bool {
        let wanted = session.and_then(|session| {
            let guid = session.guid.as_ref().map(Guid::expose_for_header);
            let options = serde_json::to_string(&Options::new(settings, SYNC, guid)).ok()?;
            Some((address(settings, SYNC, session.agent), options))
        });
        let (address, options) = wanted.unwrap_or_default();
        self.is(&address, &options)
    }
}

/// How the next load of this tab sends that agent's sync at once: where to, and with which
/// options. The Guid is empty, for the page to take it from the session as that stands then.
pub fn next(settings: &Settings, agent: AgentId) -> (String, JsValue) {
    let guid = (settings.guid_from == GuidFrom::Session).then_some("");
    let options = Options::new(settings, SYNC, guid);
    (address(settings, SYNC, agent), plain(&options))
}
