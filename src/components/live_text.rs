//! A text in the page that stays true whatever strangers do to it (R11).
//!
//! Translators and extensions put elements of their own in the place of text nodes. So a text
//! is bound to its element, not to a node that it once held: each value is written as a new
//! node, in the place of all that stands there, and what a stranger still wants to do to the
//! former one comes too late. In between, what was done to a value is looked for once a second,
//! and the value written anew, once: a stranger who insists is left alone until the next value,
//! which is the next that could be false. Where nothing stands any more, it is written again
//! each time.

use std::borrow::Cow;

/// The text of an element that has nothing else in it.
pub struct LiveText {
    element: web_sys::Element,
    /// What was written last.
    written: Option<Cow<'static, str>>,
    /// It has been written anew after a stranger changed it.
    mended: bool,
}

impl LiveText {
    /// Nothing is written yet.
    pub const fn new(element: web_sys::Element) -> Self {
        Self {
            element,
            written: None,
            mended: false,
        }
    }

    /// Shows `text`. Where it stands there already, nothing is touched.
    pub fn show(&mut self, text: Cow<'static, str>) {
        if self.written.as_ref() == Some(&text) {
            let stands = self.element.text_content().unwrap_or_default();
            let insists = self.mended && !stands.is_empty();
            if stands == *text || insists {
                return;
            }
            self.mended = true;
        } else {
            self.mended = false;
        }
        self.element.set_text_content(Some(&text));
        self.written = Some(text);
    }
}
