//! What the page's script calls.

use std::cell::{OnceCell, RefCell};
use std::panic::PanicHookInfo;

use js_sys::{Function, JSON, Object};
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use crate::runtime::{self, Mounted};

/// A mounted panel. It lives until it is unmounted, whether or not the script keeps this
/// handle: that the garbage collector takes a handle away must not take the panel away.
#[wasm_bindgen]
pub struct PanelHandle {
    mounted: RefCell<Option<Mounted>>,
}

impl Drop for PanelHandle {
    fn drop(&mut self) {
        std::mem::forget(self.mounted.take());
    }
}

#[wasm_bindgen]
impl PanelHandle {
    /// Stops the panel and empties its element.
    pub fn unmount(&self) {
        self.mounted.take();
    }

    pub fn configure(&self, _settings: &str) {}

    #[wasm_bindgen(js_name = setSession)]
    pub fn set_session(&self, agent_id: Option<String>, guid: Option<String>) {
        let (Some(agent), Some(guid)) = (agent_id, guid) else {
            return;
        };
        let storage = web_sys::window().and_then(|window| window.session_storage().ok()?);
        if let Some(storage) = storage {
            let text = [r#"{"agentId":""#, &agent, r#"","guid":""#, &guid, r#""}"#].concat();
            let _ = storage.set_item("cec-agent-panel.session", &text);
        }
    }

    #[wasm_bindgen(js_name = pushEvent)]
    pub fn push_event(&self, _event: &str) {}

    #[wasm_bindgen(js_name = showCommand)]
    pub fn show_command(&self, _command: &str) {}

    pub fn snapshot(&self) -> Option<Object> {
        None
    }

    pub fn diagnostics(&self) -> Option<Object> {
        JSON::parse("{}").ok().map(Into::into)
    }
}

/// Mounts a panel into `root`. `settings` is the text of `config.json`, or nothing.
#[wasm_bindgen]
pub fn mount(
    root: HtmlElement,
    settings: Option<String>,
    _standalone: bool,
    tell: Function,
) -> PanelHandle {
    let mounted = runtime::mount(root, settings);
    let _ = tell.call2(
        &JsValue::NULL,
        &"cec-state".into(),
        &JSON::parse(r#"{"agentId":null,"old":"unknown","new":"unknown"}"#).unwrap_or_default(),
    );
    PanelHandle {
        mounted: RefCell::new(Some(mounted)),
    }
}

thread_local! {
    /// Called when the module dies, which ends all its panels together.
    static ON_CRASH: OnceCell<Function> = const { OnceCell::new() };
}

/// Has `on_crash` called, with the place in the code, should the panel ever panic: after
/// that nothing of it can be trusted, not even to say so (R12). Only the first call counts.
#[wasm_bindgen(js_name = onCrash)]
pub fn on_crash(on_crash: Function) {
    let first = ON_CRASH.with(|cell| cell.set(on_crash)).is_ok();
    if first {
        std::panic::set_hook(Box::new(report));
    }
}

/// Tells the place alone: a panic's message may hold a datum of a call.
fn report(panic: &PanicHookInfo<'_>) {
    let place = panic.location().map_or_else(String::new, |place| {
        [place.file(), ":", &place.line().to_string()].concat()
    });
    ON_CRASH.with(|cell| {
        if let Some(on_crash) = cell.get() {
            // A page that cannot show the message either has no one left to tell.
            let _ = on_crash.call1(&JsValue::NULL, &place.into());
        }
    });
}
