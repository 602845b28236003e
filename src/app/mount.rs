//! Puts a panel into an element of the page.

use std::any::Any;
use std::rc::Rc;

use leptos::mount::mount_to;
use leptos::prelude::*;
use web_sys::HtmlElement;

use super::clock::Clock;
use super::dress::{dress, speak};
use super::driver::Driver;
use super::host::Page;
use super::page_events::{is_secure, own_origin};
use crate::components::{Dispatch, Panel, Screen};
use crate::i18n::Words;
use cec_agent_panel_core::panel::Model;
use cec_agent_panel_core::settings::Settings;
use cec_agent_panel_core::view::view;

/// A panel that is mounted. Dropping it stops the panel and empties the element.
pub struct Mounted {
    panel: Option<Rc<Driver>>,
    /// Leptos' handle, whose type is that of the whole view; dropping it takes the view away.
    view: Option<Box<dyn Any>>,
    /// Keeps the signals, which outlive the view.
    owner: Owner,
    root: HtmlElement,
}

impl Mounted {
    /// The panel, until it is dropped.
    pub const fn panel(&self) -> Option<&Rc<Driver>> {
        self.panel.as_ref()
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        // First the panel stops, then what it showed is released and goes.
        self.panel.take();
        self.view.take();
        self.owner.cleanup();
        self.root.set_text_content(None);
    }
}

/// Mounts a panel into `root`, in the place of what stands there.
///
/// `settings` is the text of `config.json`, or of what a host has set with the same keys;
/// `None` when there is none. `agent` and `guid` are what the host says of the session.
/// `standalone`: the panel has the page to itself, and writes
/// its title, icon and language. `page` is the page's script.
pub fn mount(
    root: HtmlElement,
    words: &'static Words,
    settings: Option<String>,
    (agent, guid): (Option<String>, Option<String>),
    standalone: bool,
    page: Page,
) -> Mounted {
    let (settings, complaints) = settings.map_or_else(Default::default, |text| {
        Settings::parse_for(is_secure(), &text)
    });
    let settings = settings.on(&own_origin());
    dress(&root, &settings);
    speak(&root, words);
    // Removing an attribute fails only for names that are none.
    let _ = root.remove_attribute("aria-busy");

    let clock = Clock::new();
    let now = clock.now();
    let model = Model::new(settings, complaints.clone(), now);
    let owner = Owner::new();
    let screen = owner.with(|| Screen::new(words, view(&model, now)));
    let panel = Driver::new(root.clone(), model, screen, words, clock, standalone, page);
    let driver = Rc::downgrade(&panel);
    let take = move |action| {
        if let Some(driver) = driver.upgrade() {
            driver.act(action);
        }
    };
    root.set_text_content(None);
    let shown = complaints.clone();
    let place = root.clone();
    let view = owner.with(|| {
        let dispatch = Dispatch::new(take);
        mount_to(
            place,
            move || view! { <Panel screen dispatch complaints=shown/> },
        )
    });
    panel.start(&complaints, agent, guid);
    Mounted {
        panel: Some(panel),
        view: Some(Box::new(view)),
        owner,
        root,
    }
}
