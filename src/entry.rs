//! What the page's script calls.

use std::cell::{OnceCell, RefCell};
use std::panic::PanicHookInfo;
use std::rc::Rc;

use js_sys::Function;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use crate::app::{self, Driver, Mounted, Page};
use crate::i18n::learn;
use cec_agent_panel_core::sharing;

/// What the browser says of the lead.
#[wasm_bindgen]
#[derive(Clone, Copy)]
pub enum LeadNews {
    /// This panel has it.
    Granted = "granted",
    /// Another one has it.
    Taken = "taken",
    /// Another one has taken it away.
    Lost = "lost",
    /// There is none in this browser or page.
    Unavailable = "unavailable",
}

/// A mounted panel. It lives until it is unmounted, whether or not the script keeps this
/// handle: that the garbage collector takes a handle away must not take the panel away.
///
/// After that, calls do nothing and give nothing.
#[wasm_bindgen]
pub struct PanelHandle(RefCell<Option<Mounted>>);

#[wasm_bindgen]
impl PanelHandle {
    /// Takes settings, as JSON text with the keys of `config.json`, in the place of all
    /// former ones.
    pub fn configure(&self, settings: &str) {
        self.with(|panel| panel.configure(settings));
    }

    /// Speaks another language: `words` are the entries of its table, one a line.
    pub fn speak(&self, words: String) {
        self.with(|panel| panel.speak(learn(words)));
    }

    /// Takes what the host says of the session: the agent's ID, the Guid, or nothing of
    /// either.
    #[wasm_bindgen(js_name = setSession)]
    pub fn set_session(&self, agent_id: Option<String>, guid: Option<String>) {
        self.with(|panel| panel.set_session(agent_id, guid));
    }

    /// Signs in with what the agent has typed; gives what of it cannot be used: 1 for the agent's ID, 2
    /// for the Guid, 3 for both, 0 for neither.
    pub fn connect(&self, agent_id: &str, guid: &str) -> u8 {
        self.with(|panel| panel.connect(agent_id, guid))
            .unwrap_or_default()
    }

    /// Takes an event of the gateway, as JSON: the event object, or the whole answer of the
    /// event poll.
    #[wasm_bindgen(js_name = pushEvent)]
    pub fn push_event(&self, event: String) {
        self.with(|panel| panel.push_event(event));
    }

    /// Takes a command that the portal has sent, or what the gateway has answered, as JSON: see
    /// `decode_command` in the core. Gives whether that can be meant.
    #[wasm_bindgen(js_name = showCommand)]
    pub fn show_command(&self, command: String) -> bool {
        self.with(|panel| panel.show_command(command))
            .unwrap_or_default()
    }

    /// Has the gateway asked now, as far as the limits allow.
    pub fn refresh(&self) {
        self.with(Driver::refresh);
    }

    /// What the browser says of the lead among the panels of one agent.
    #[wasm_bindgen(js_name = leadNews)]
    pub fn lead_news(&self, news: LeadNews) {
        let news = match news {
            LeadNews::Granted => sharing::LeadNews::Granted,
            LeadNews::Taken => sharing::LeadNews::Taken,
            LeadNews::Lost => sharing::LeadNews::Lost,
            _ => sharing::LeadNews::Unavailable,
        };
        self.with(|panel| panel.lead_news(news));
    }

    /// Another panel of the agent has said `text`.
    pub fn heard(&self, text: String) {
        self.with(|panel| panel.heard(text));
    }

    /// Shows the panel in `place`, in another window, as well; with none no more.
    #[wasm_bindgen(js_name = showIn)]
    pub fn show_in(&self, place: Option<HtmlElement>) {
        if let Some(mounted) = self.0.borrow().as_ref() {
            mounted.show_in(place);
        }
    }

    /// The turn of a second in that window; whether somebody looks at it, and at the page here.
    #[wasm_bindgen(js_name = tickThere)]
    pub fn tick_there(&self, seen: bool, here: bool) {
        self.with(|panel| panel.tick_there(seen, here));
    }

    /// All that a host may know at this moment, as a plain object.
    pub fn snapshot(&self) -> JsValue {
        self.with(Driver::snapshot).unwrap_or_default()
    }

    /// Stops the panel and empties its element.
    pub fn unmount(&self) {
        let mounted = self.0.take();
        drop(mounted);
    }

    /// The panel, while it is there. It may end what is called here: it is held until the call is
    /// over. It stands once in the module, not once a method.
    #[inline(never)]
    fn panel(&self) -> Option<Rc<Driver>> {
        self.0.borrow().as_ref()?.panel().map(Rc::clone)
    }

    fn with<T>(&self, act: impl FnOnce(&Driver) -> T) -> Option<T> {
        Some(act(&*self.panel()?))
    }
}

impl Drop for PanelHandle {
    fn drop(&mut self) {
        std::mem::forget(self.0.take());
    }
}

/// Mounts a panel into `root`, which speaks the language of `words`, as in
/// [`PanelHandle::speak`]. `settings` is the text of `config.json`, or what a host has
/// set with the same keys; nothing for the defaults. `agent_id` and `guid` are what the host
/// says of the session, as in [`PanelHandle::set_session`]. `page` is told what goes on, and what the
/// panel wants of the page's script.
#[wasm_bindgen]
pub fn mount(
    root: HtmlElement,
    words: String,
    settings: Option<String>,
    agent_id: Option<String>,
    guid: Option<String>,
    page: Page,
) -> PanelHandle {
    let mounted = app::mount(root, learn(words), settings, (agent_id, guid), page);
    PanelHandle(RefCell::new(Some(mounted)))
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
