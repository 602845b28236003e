//! Puts a panel into an element of the page.

use std::rc::Rc;

use leptos::mount::mount_to;
use leptos::prelude::*;
use web_sys::HtmlElement;

use super::clock::Clock;
use super::panel::Panel;
use super::signals::Signals;
use super::tab_face::TabFace;
use crate::components::panel_view;
use crate::i18n::words;
use crate::panel::{Complaint, Locale, Model, Problem, Settings, view};

/// A panel that is mounted. Dropping it stops the panel and empties the element.
pub struct Mounted {
    // The order matters: first the panel stops, then its view goes.
    _panel: Rc<Panel>,
    _view: Box<dyn std::any::Any>,
    owner: Owner,
}

impl Drop for Mounted {
    fn drop(&mut self) {
        self.owner.cleanup();
    }
}

/// Mounts a panel into `root`, in the place of what stands there.
///
/// `config` is the text of `config.json`; `None` when there is none.
pub fn mount(root: HtmlElement, config: Option<String>) -> Mounted {
    let (settings, complaints) =
        config.map_or_else(Default::default, |text| Settings::parse(&text));
    let locale = settings.locale.unwrap_or_else(browser_locale);
    let words = words(locale);
    dress(&root, locale, &settings);
    let complaints_shown: Vec<(String, Problem)> = complaints
        .iter()
        .map(|Complaint { key, problem }| (key.clone(), *problem))
        .collect();

    let clock = Clock::new();
    let now = clock.now();
    let model = Model::new(settings, complaints, now);
    let owner = Owner::new();
    let (panel, handle) = owner.with(|| {
        let signals = Signals::new(words, view(&model, now));
        let panel = Panel::new(model, signals, clock, TabFace::new(words));
        let weak = Rc::downgrade(&panel);
        root.set_inner_text("");
        let handle = mount_to(root, move || panel_view(signals, weak, complaints_shown));
        (panel, handle)
    });
    panel.start();
    Mounted {
        _panel: panel,
        _view: Box::new(handle),
        owner,
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
