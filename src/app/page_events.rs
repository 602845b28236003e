//! What the page tells: whether it is seen, whether there is a network, where it is from.

use gloo_events::EventListener;
use js_sys::Reflect;
use wasm_bindgen::JsCast as _;
use web_sys::{Document, PageTransitionEvent, Window};

use cec_agent_panel_core::panel::Event;

/// Whether anybody looks at the page now.
pub fn is_visible(document: &Document) -> bool {
    !document.hidden()
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

/// Tells of what happens to the page until the listeners are dropped.
pub fn listen(
    window: &Window,
    document: &Document,
    tell: impl Fn(Event) + Clone + 'static,
) -> Vec<EventListener> {
    let visibility = {
        let (tell, document) = (tell.clone(), document.clone());
        move |_: &web_sys::Event| tell(Event::Visible(is_visible(&document)))
    };
    // A page that comes back from the back/forward cache goes on where it stood.
    let came_back = {
        let (tell, document) = (tell.clone(), document.clone());
        move |event: &web_sys::Event| {
            if event.unchecked_ref::<PageTransitionEvent>().persisted() {
                tell(Event::Visible(is_visible(&document)));
            }
        }
    };
    let online = |online: bool| {
        let tell = tell.clone();
        move |_: &web_sys::Event| tell(Event::Online(online))
    };
    vec![
        EventListener::new(document, "visibilitychange", visibility),
        EventListener::new(window, "pageshow", came_back),
        EventListener::new(window, "online", online(true)),
        EventListener::new(window, "offline", online(false)),
    ]
}
