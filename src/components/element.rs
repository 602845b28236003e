//! Builds the panel's elements and binds them to signals.
//!
//! Leptos' own view macro compiles a type for every element, which for this panel came to
//! a third of the download. Here all elements are of one type: what changes is bound by
//! Leptos' render effects, exactly as its views do, and everything lives as long as the
//! reactive owner that it was built under. Nothing goes through `innerHTML`.

use std::borrow::Cow;

use gloo_events::EventListener;
use leptos::prelude::{LocalStorage, RenderEffect, StoredValue};

/// What a binding showed last, so that an equal value touches nothing.
type Shown = Option<Cow<'static, str>>;

/// Shows a value.
type Show = Box<dyn Fn(Option<&str>)>;

/// An element of the page. Cloning gives another handle of the same one.
#[derive(Clone)]
pub struct Element(Option<web_sys::Element>);

/// A new element of HTML.
pub fn element(name: &str) -> Element {
    Element(document().and_then(|document| document.create_element(name).ok()))
}

/// A new element of SVG.
pub fn svg_element(name: &str) -> Element {
    let namespace = Some("http://www.w3.org/2000/svg");
    Element(document().and_then(|document| document.create_element_ns(namespace, name).ok()))
}

impl Element {
    /// The element that stands in the page already.
    pub fn existing(element: web_sys::Element) -> Self {
        Self(Some(element))
    }

    /// Sets an attribute for good.
    pub fn with(self, name: &str, value: &str) -> Self {
        self.set(name, Some(value));
        self
    }

    /// Sets an attribute to what `give` gives, whenever that changes.
    pub fn bind<T>(self, name: &'static str, give: impl Fn() -> T + 'static) -> Self
    where
        T: Into<Cow<'static, str>>,
    {
        self.bind_optional(name, move || Some(give()))
    }

    /// Sets an attribute to what `give` gives, whenever that changes, and takes it away
    /// when that is nothing.
    pub fn bind_optional<T>(
        self,
        name: &'static str,
        give: impl Fn() -> Option<T> + 'static,
    ) -> Self
    where
        T: Into<Cow<'static, str>>,
    {
        let element = self.clone();
        keep_showing(
            Box::new(move || give().map(Into::into)),
            Box::new(move |value| element.set(name, value)),
        );
        self
    }

    /// Appends a text for good.
    pub fn text(self, text: &str) -> Self {
        if let (Some(element), Some(document)) = (&self.0, document()) {
            // Appending to an element of one's own cannot fail.
            let _ = element.append_child(&document.create_text_node(text));
        }
        self
    }

    /// Appends a text that is what `give` gives, whenever that changes.
    pub fn live_text<T>(self, give: impl Fn() -> T + 'static) -> Self
    where
        T: Into<Cow<'static, str>>,
    {
        if let (Some(element), Some(document)) = (&self.0, document()) {
            let node = document.create_text_node("");
            let _ = element.append_child(&node);
            keep_showing(
                Box::new(move || Some(give().into())),
                Box::new(move |text| node.set_data(text.unwrap_or_default())),
            );
        }
        self
    }

    /// Appends an element.
    pub fn child(self, child: Self) -> Self {
        if let (Some(element), Self(Some(child))) = (&self.0, child) {
            let _ = element.append_child(&child);
        }
        self
    }

    /// Has exactly the children that `give` gives, built anew whenever what it reads
    /// changes; what the former ones were bound to is released then.
    pub fn children(self, give: impl Fn() -> Vec<Element> + 'static) -> Self {
        let element = self.clone();
        keep(RenderEffect::new(move |_: Option<Shown>| {
            let children = give();
            if let Some(element) = &element.0 {
                let nodes: js_sys::Array = children
                    .iter()
                    .filter_map(|child| child.0.as_ref())
                    .collect();
                element.replace_children_with_node(&nodes);
            }
            None
        }));
        self
    }

    /// Calls `act` at every event of that name.
    pub fn on(self, event: &'static str, act: impl FnMut(&web_sys::Event) + 'static) -> Self {
        if let Some(element) = &self.0 {
            let options = gloo_events::EventListenerOptions::enable_prevent_default();
            keep(EventListener::new_with_options(
                element, event, options, act,
            ));
        }
        self
    }

    /// The field's text, of an `<input>`.
    pub fn value(&self) -> String {
        self.input()
            .map_or_else(String::new, web_sys::HtmlInputElement::value)
    }

    /// Sets the field's text, of an `<input>`.
    pub fn set_value(&self, text: &str) {
        if let Some(input) = self.input() {
            input.set_value(text);
        }
    }

    fn input(&self) -> Option<&web_sys::HtmlInputElement> {
        wasm_bindgen::JsCast::dyn_ref(self.0.as_ref()?)
    }

    fn set(&self, name: &str, value: Option<&str>) {
        let Some(element) = &self.0 else { return };
        // Both fail only for names that are none.
        let _ = match value {
            Some(value) => element.set_attribute(name, value),
            None => element.remove_attribute(name),
        };
    }
}

/// Shows what `give` gives now and whenever it changes.
fn keep_showing(give: Box<dyn Fn() -> Shown>, show: Show) {
    keep(RenderEffect::new(move |shown: Option<Shown>| {
        let now = give();
        if shown.as_ref() != Some(&now) {
            show(now.as_deref());
        }
        now
    }));
}

/// Keeps `thing` until the reactive owner goes.
fn keep<T: 'static>(thing: T) {
    let _: StoredValue<T, LocalStorage> = StoredValue::new_local(thing);
}

fn document() -> Option<web_sys::Document> {
    web_sys::window()?.document()
}
