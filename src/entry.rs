//! What the page's script calls.

use std::cell::OnceCell;
use std::mem::ManuallyDrop;
use std::panic::PanicHookInfo;

use js_sys::Function;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use crate::runtime::{self, Mounted};

/// A mounted panel. It lives until it is unmounted, whether or not the script keeps this
/// handle: that the garbage collector takes a handle away must not take the panel away.
#[wasm_bindgen]
pub struct PanelHandle(Option<ManuallyDrop<Mounted>>);

#[wasm_bindgen]
impl PanelHandle {
    /// Stops the panel and empties its element.
    pub fn unmount(&mut self) {
        self.0.take().map(ManuallyDrop::into_inner);
    }
}

/// Mounts a panel into `root`. `config` is the text of `config.json`, or nothing.
#[wasm_bindgen]
pub fn mount(root: HtmlElement, config: Option<String>) -> PanelHandle {
    PanelHandle(Some(ManuallyDrop::new(runtime::mount(root, config))))
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
