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

use leptos::tachys::html::property::IntoProperty;
use web_sys::Element;

/// The text of an element that has nothing else in it: `prop:textContent` in a view.
///
/// A closure that gives one runs again whenever the panel looks its texts over, if it reads
/// the [`Screen`](crate::components::Screen), as every text's does.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct LiveText(Cow<'static, str>);

impl<T: Into<Cow<'static, str>>> From<T> for LiveText {
    fn from(text: T) -> Self {
        Self(text.into())
    }
}

/// What was written last.
pub struct Written {
    text: Cow<'static, str>,
    /// It has been written anew after a stranger changed it.
    mended: bool,
}

impl Written {
    const fn new(text: Cow<'static, str>) -> Self {
        Self {
            text,
            mended: false,
        }
    }

    /// Takes the text that is to be shown where `stands` gives what does; whether it has to be
    /// written.
    fn take(&mut self, text: Cow<'static, str>, stands: impl FnOnce() -> String) -> bool {
        if self.text != text {
            *self = Self::new(text);
            return true;
        }
        let stands = stands();
        let insists = self.mended && !stands.is_empty();
        let due = stands != *text && !insists;
        self.mended |= due;
        due
    }
}

impl IntoProperty for LiveText {
    type State = (Element, Written);
    type Cloneable = Self;
    type CloneableOwned = Self;

    fn build(self, element: &Element, _name: &str) -> Self::State {
        element.set_text_content(Some(&self.0));
        (element.clone(), Written::new(self.0))
    }

    fn rebuild(self, (element, written): &mut Self::State, _name: &str) {
        // Where it stands there already, nothing is touched.
        if written.take(self.0, || element.text_content().unwrap_or_default()) {
            element.set_text_content(Some(&written.text));
        }
    }

    fn hydrate<const FROM_SERVER: bool>(self, element: &Element, name: &str) -> Self::State {
        self.build(element, name)
    }

    fn into_cloneable(self) -> Self {
        self
    }

    fn into_cloneable_owned(self) -> Self {
        self
    }
}

#[cfg(test)]
mod tests {
    use super::Written;

    #[test]
    fn an_equal_text_that_stands_is_not_written_again() {
        let mut written = Written::new("Idle".into());
        assert!(!written.take("Idle".into(), || "Idle".to_owned()));
        assert!(written.take("Rest".into(), || "Idle".to_owned()));
    }

    #[test]
    fn what_a_stranger_has_changed_is_written_anew_once_for_each_text() {
        let mut written = Written::new("Idle".into());
        assert!(written.take("Idle".into(), || "«IDLE»".to_owned()));
        assert!(!written.take("Idle".into(), || "«IDLE»".to_owned()));
        assert!(written.take("Rest".into(), || "«IDLE»".to_owned()));
        assert!(written.take("Rest".into(), || "«REST»".to_owned()));
    }

    #[test]
    fn where_nothing_stands_any_more_it_is_written_each_time() {
        let mut written = Written::new("Idle".into());
        for _ in 0..3 {
            assert!(written.take("Idle".into(), String::new));
        }
    }
}
