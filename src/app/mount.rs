//! Puts a panel into an element of the page.

use std::any::Any;
use std::cell::RefCell;
use std::rc::Rc;

use leptos::mount::mount_to;
use leptos::prelude::*;
use web_sys::HtmlElement;

use super::clock::Clock;
use super::dress::dress;
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
    view: Option<View>,
    /// The view in the small window.
    second: RefCell<Option<View>>,
    shown: Showing,
    /// Keeps the signals, which outlive the views.
    owner: Owner,
    root: HtmlElement,
}

/// Leptos' handle, whose type is that of the whole view; dropping it takes the view away.
type View = Box<dyn Any>;

/// What every view of the panel shows.
struct Showing {
    screen: Screen,
    dispatch: Dispatch,
}

impl Showing {
    /// Shows it in `place` as well.
    fn mount_in(&self, owner: &Owner, place: HtmlElement) -> View {
        let (screen, dispatch) = (self.screen, self.dispatch);
        let panel = move || view! { <Panel screen dispatch/> };
        Box::new(owner.with(|| mount_to(place, panel)))
    }
}

impl Mounted {
    /// The panel, until it is dropped.
    pub const fn panel(&self) -> Option<&Rc<Driver>> {
        self.panel.as_ref()
    }

    /// Shows the panel in `place`, in another window, as well; in the place of where it was shown
    /// as well before.
    pub fn show_in(&self, place: Option<HtmlElement>) {
        // The former one goes first.
        self.second.take();
        let view = place.map(|place| self.shown.mount_in(&self.owner, place));
        self.second.replace(view);
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        // First the panel stops, then what it showed is released and goes.
        self.panel.take();
        self.view.take();
        self.second.take();
        self.owner.cleanup();
        self.root.set_text_content(None);
    }
}

/// Mounts a panel into `root`, in the place of what stands there.
///
/// `settings` is the text of `config.json`, or of what a host has set with the same keys;
/// `None` when there is none. `agent` and `guid` are what the host says of the session.
/// `page` is the page's script.
pub fn mount(
    root: HtmlElement,
    words: &'static Words,
    settings: Option<String>,
    (agent, guid): (Option<String>, Option<String>),
    page: Page,
) -> Mounted {
    let (settings, complaints) = settings.map_or_else(Default::default, |text| {
        Settings::parse_for(is_secure(), &text)
    });
    let settings = settings.on(&own_origin());
    dress(&root, &settings, words);
    // Removing an attribute fails only for names that are none.
    let _ = root.remove_attribute("aria-busy");

    let clock = Clock::new();
    let now = clock.now();
    let model = Model::new(settings, complaints.clone(), now);
    let owner = Owner::new();
    let screen = owner.with(|| Screen::new(words, view(&model, now)));
    let panel = Driver::new(root.clone(), model, screen, words, clock, page);
    let driver = Rc::downgrade(&panel);
    let take = move |action| {
        if let Some(driver) = driver.upgrade() {
            driver.act(action);
        }
    };
    root.set_text_content(None);
    let shown = Showing {
        screen,
        dispatch: owner.with(|| Dispatch::new(take)),
    };
    let view = shown.mount_in(&owner, root.clone());
    panel.start(&complaints, agent, guid);
    Mounted {
        panel: Some(panel),
        view: Some(view),
        second: RefCell::new(None),
        shown,
        owner,
        root,
    }
}
