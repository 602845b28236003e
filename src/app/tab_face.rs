//! The state in the tab's title and icon, for an agent who looks at another tab.

use std::cell::{Cell, RefCell};

use crate::components::{icon_path, tone_of};
use crate::i18n::{Words, state_name};
use cec_agent_panel_core::view::Badge;

/// Writes the title and the icon of the page.
pub struct TabFace {
    words: Cell<&'static Words>,
    shown: RefCell<Option<Badge>>,
}

impl TabFace {
    /// A face in that language, which becomes the page's.
    pub fn new(words: &'static Words) -> Self {
        let face = Self {
            words: Cell::new(words),
            shown: RefCell::new(None),
        };
        face.speak(words);
        face
    }

    /// Speaks that language from the next change on.
    pub fn speak(&self, words: &'static Words) {
        let document = web_sys::window().and_then(|window| window.document());
        if let Some(page) = document.and_then(|document| document.document_element()) {
            // Setting an attribute fails only for names that are none.
            let _ = page.set_attribute("lang", words.tag());
        }
        self.words.set(words);
        self.shown.take();
    }

    /// Shows the badge's state, if it has changed.
    pub fn show(&self, badge: &Badge) {
        if self.shown.borrow().as_ref() == Some(badge) {
            return;
        }
        self.shown.replace(Some(badge.clone()));
        let words = self.words.get();
        let Some(document) = web_sys::window().and_then(|window| window.document()) else {
            return;
        };
        let state = match badge.state {
            Some(state) => state_name(words, state),
            None => words.status_unknown().into(),
        };
        document.set_title(&[&state, " · ", words.product()].concat());
        if let Some(link) = document.get_element_by_id("panel-icon") {
            let tone = tone_of(badge.state);
            let address = icon_address(icon_path(badge.state), tone.colour());
            // Setting an attribute fails only for names that are none.
            let _ = link.set_attribute("href", &address);
        }
    }
}

/// An icon as a data address; `colour` as six hexadecimal digits.
fn icon_address(path: &str, colour: &str) -> String {
    [
        "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24'%3E\
         %3Ccircle cx='12' cy='12' r='12' fill='%23",
        colour,
        "'/%3E%3Cpath transform='translate(4 4) scale(.667)' fill='white' d='",
        path,
        "'/%3E%3C/svg%3E",
    ]
    .concat()
}
