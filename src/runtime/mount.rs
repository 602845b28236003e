//! Puts a panel into an element of the page.

use std::rc::Rc;

use any_spawner::Executor;
use web_sys::HtmlElement;

use super::clock::Clock;
use super::panel::Panel;
use super::signals::Signals;
use super::tab_face::TabFace;
use crate::components::{Element, panel_view};
use crate::i18n::words;
use crate::panel::{Locale, Model, Settings, view};

/// A panel that is mounted. Dropping it stops the panel and empties the element.
pub struct Mounted {
    panel: Option<Rc<Panel>>,
    view: Option<Element>,
    root: HtmlElement,
}

impl Drop for Mounted {
    fn drop(&mut self) {
        // First the panel stops, then what it showed is released and goes.
        self.panel.take();
        self.view.take();
        self.root.set_text_content(None);
    }
}

/// Mounts a panel into `root`, in the place of what stands there.
///
/// `config` is the text of `config.json`; `None` when there is none.
pub fn mount(root: HtmlElement, config: Option<String>) -> Mounted {
    // It fails when another panel of the page has done so already.
    let _ = Executor::init_wasm_bindgen();
    let (settings, complaints) =
        config.map_or_else(Default::default, |text| Settings::parse(&text));
    let locale = settings.locale.unwrap_or_else(browser_locale);
    let words = words(locale);
    dress(&root, locale, &settings);

    let clock = Clock::new();
    let now = clock.now();
    let model = Model::new(settings, complaints.clone(), now);
    let signals = Rc::new(Signals::new(words, view(&model, now)));
    let panel = Panel::new(model, Rc::clone(&signals), clock, TabFace::new(locale));
    let actions = Rc::downgrade(&panel);
    let view = panel_view(root.clone().into(), &signals, actions, &complaints);
    panel.start();
    Mounted {
        panel: Some(panel),
        view: Some(view),
        root,
    }
}

/// Sets what the style sheets and screen readers go by.
fn dress(root: &HtmlElement, locale: Locale, settings: &Settings) {
    // Setting an attribute fails only for names that are none.
    let _ = root.set_attribute("lang", locale.tag());
    let _ = root.set_attribute("dir", "ltr");
    let _ = root.set_attribute("data-theme", settings.theme.slug());
    let _ = root.remove_attribute("aria-busy");
}

fn browser_locale() -> Locale {
    let language = web_sys::window().and_then(|window| window.navigator().language());
    Locale::for_tag(language.as_deref().unwrap_or("en"))
}
