//! The sync that the page has sent before the module was there: what a running panel writes down
//! for it, and what the next one takes of it. `src/boot/ahead.js` carries it out.

use serde::Serialize;
use wasm_bindgen::prelude::*;
use web_sys::AbortController;

use super::host::lead_name;
use super::http::{Options, address};
use super::plain_object::plain;
use cec_agent_panel_core::gateway::{AgentId, Interface};
use cec_agent_panel_core::link::Session;
use cec_agent_panel_core::settings::{GuidFrom, Settings};

#[wasm_bindgen]
extern "C" {
    /// What was sent.
    pub type Ahead;

    /// For whom.
    #[wasm_bindgen(method, getter, js_name = agentId)]
    pub fn agent_id(this: &Ahead) -> String;

    /// Whether that is its address, and these its options, as JSON with the Guid; and its answer will come.
    #[wasm_bindgen(method)]
    fn is(this: &Ahead, address: &str, options: &str) -> bool;

    /// When, in ms since the page was opened.
    #[wasm_bindgen(method, getter, js_name = sentMs)]
    pub fn sent_ms(this: &Ahead) -> f64;

    /// When its answer began to come, if it has.
    #[wasm_bindgen(method, getter, js_name = cameMs)]
    pub fn came_ms(this: &Ahead) -> f64;

    #[wasm_bindgen(method, getter)]
    pub fn abort(this: &Ahead) -> AbortController;

    /// What `fetch` gave.
    #[wasm_bindgen(method, getter)]
    pub fn answer(this: &Ahead) -> JsValue;
}

const SYNC: Interface = Interface::SyncAgentInfo;

impl Ahead {
    /// Whether its answer will come, and it is that session's sync as it would be sent now.
    pub fn is_of(&self, settings: &Settings, session: &Session) -> bool {
        let options = Options::new(settings, SYNC, session.guid.as_ref());
        let address = address(settings, SYNC, session.agent);
        serde_json::to_string(&options).is_ok_and(|options| self.is(&address, &options))
    }
}

/// What the next load of this tab needs to send the sync at once. The Guid it takes from the
/// session as that stands then.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Ask<'a> {
    agent_id: &'a str,
    address: String,
    options: Options<'a>,
    /// The lead's name.
    lead: String,
    session_key: &'a str,
    with_guid: bool,
}

/// What is written down for that agent's next load.
pub fn ask(settings: &Settings, agent: AgentId) -> JsValue {
    plain(&Ask {
        agent_id: &agent.to_string(),
        address: address(settings, SYNC, agent),
        options: Options::new(settings, SYNC, None),
        lead: lead_name(agent, &settings.gateway),
        session_key: &settings.session_key,
        with_guid: settings.guid_from == GuidFrom::Session,
    })
}
