//! Values that change, boxed.
//!
//! Leptos compiles its rendering once for every type of closure. Boxed, all closures that
//! give the same have one type, which makes the module smaller by a fifth.

use std::borrow::Cow;

use leptos::prelude::AnyView;

/// Text that changes.
pub type Text = Box<dyn FnMut() -> Cow<'static, str> + Send>;
/// An attribute that changes; `None` takes it away.
pub type Value = Box<dyn FnMut() -> Option<Cow<'static, str>> + Send>;
/// A part that comes and goes.
pub type Part = Box<dyn FnMut() -> Vec<AnyView> + Send>;

/// The text that `give` gives.
pub fn text<T: Into<Cow<'static, str>>>(give: impl Fn() -> T + Send + 'static) -> Text {
    Box::new(move || give().into())
}

/// The attribute's value that `give` gives.
pub fn value<T: Into<Cow<'static, str>>>(give: impl Fn() -> T + Send + 'static) -> Value {
    Box::new(move || Some(give().into()))
}
