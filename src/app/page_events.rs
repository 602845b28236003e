//! What the page tells: whether it is seen, whether there is a network, where it is from.

use std::rc::Weak;

use gloo_events::EventListener;
use js_sys::Reflect;
use web_sys::{Document, VisibilityState, Window};

use super::driver::Driver;
use cec_agent_panel_core::panel::Event;

/// Whether anybody looks at the page now.
pub fn is_visible(document: &Document) -> bool {
    document.visibility_state() == VisibilityState::Visible
}

/// The page's origin. In a sandboxed frame, which has none, no request may be completed by
/// the page's `<base>`: what stands there then is an address to which nothing goes.
pub fn own_origin() -> String {
    web_sys::window()
        .and_then(|window| Reflect::get(&window, &"origin".into()).ok()?.as_string())
        .filter(|origin| origin != "null")
        .unwrap_or_else(|| "about:".to_owned())
}

/// Whether the page came over TLS.
pub fn is_secure() -> bool {
    own_origin().starts_with("https:")
}

/// Listens until the listeners are dropped.
pub fn listen(window: &Window, document: &Document, driver: &Weak<Driver>) -> Vec<EventListener> {
    let tell = |driver: &Weak<Driver>, event: Event| {
        if let Some(driver) = driver.upgrade() {
            driver.dispatch(event);
        }
    };
    let visibility = {
        let (driver, document) = (driver.clone(), document.clone());
        move |_: &web_sys::Event| tell(&driver, Event::Visible(is_visible(&document)))
    };
    // A page that comes back from the back/forward cache goes on where it stood.
    let came_back = {
        let (driver, document) = (driver.clone(), document.clone());
        move |event: &web_sys::Event| {
            let persisted = Reflect::get(event, &"persisted".into());
            if persisted.is_ok_and(|persisted| persisted.is_truthy()) {
                tell(&driver, Event::Visible(is_visible(&document)));
            }
        }
    };
    let online = |online: bool| {
        let driver = driver.clone();
        move |_: &web_sys::Event| tell(&driver, Event::Online(online))
    };
    vec![
        EventListener::new(document, "visibilitychange", visibility),
        EventListener::new(window, "pageshow", came_back),
        EventListener::new(window, "online", online(true)),
        EventListener::new(window, "offline", online(false)),
    ]
}
