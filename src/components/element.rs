//! Builds the panel's elements and binds them to signals.
//!
//! Leptos' own view macro compiles a type for every element, which for this panel came to
//! a third of the download. Here all elements are of one type: what changes is bound by
//! Leptos' render effects, exactly as its views do, and like its views an element owns its
//! bindings. Nothing goes through `innerHTML`.

use std::borrow::Cow;
use std::rc::Rc;

use gloo_events::EventListener;
use leptos::prelude::RenderEffect;
use leptos::reactive::graph::{Subscriber as _, ToAnySubscriber as _};

use super::live_text::LiveText;
use crate::app::Signals;

/// What a binding shows; `None` is no attribute.
type Shown = Option<Cow<'static, str>>;

/// Gives what a binding shows.
type Give = Box<dyn Fn(&Signals) -> Shown>;

/// An element of the page, with what keeps it and everything in it alive. Dropping it
/// stops that, and leaves the page as it is.
pub struct Element {
    node: Option<web_sys::Element>,
    kept: Vec<Kept>,
}

/// What works as long as it is kept.
enum Kept {
    Binding(#[allow(dead_code, reason = "it is dropped")] Binding),
    Listener(#[allow(dead_code, reason = "it is dropped")] EventListener),
}

/// Runs again whenever a signal changes that it read when it last ran.
struct Binding(RenderEffect<()>);

impl Binding {
    fn new(mut run: impl FnMut() + 'static) -> Self {
        Self(RenderEffect::new(move |_: Option<()>| run()))
    }
}

/// Leptos leaves a dropped effect in the list of each signal that it read until that signal
/// changes. Some never do (the language, say), and a shift of calls would pile up there.
impl Drop for Binding {
    fn drop(&mut self) {
        let reader = self.0.to_any_subscriber();
        reader.clear_sources(&reader);
    }
}

/// Where a binding shows its value.
enum Place {
    /// An attribute, and what it was set to last.
    Attribute(web_sys::Element, &'static str, Option<Shown>),
    Text(LiveText),
}

/// A new element of HTML.
pub fn element(name: &str) -> Element {
    Element::of(document().and_then(|document| document.create_element(name).ok()))
}

/// A new element of SVG.
pub fn svg_element(name: &str) -> Element {
    let namespace = Some("http://www.w3.org/2000/svg");
    Element::of(document().and_then(|document| document.create_element_ns(namespace, name).ok()))
}

impl Element {
    /// The element that stands in the page already.
    pub fn existing(element: web_sys::Element) -> Self {
        Self::of(Some(element))
    }

    const fn of(node: Option<web_sys::Element>) -> Self {
        Self {
            node,
            kept: Vec::new(),
        }
    }

    /// Sets an attribute for good.
    pub fn with(self, name: &str, value: &str) -> Self {
        if let Some(node) = &self.node {
            set_attribute(node, name, Some(value));
        }
        self
    }

    /// Sets an attribute to what `give` gives, whenever that changes.
    pub fn bind<T>(
        self,
        signals: &Rc<Signals>,
        name: &'static str,
        give: impl Fn(&Signals) -> T + 'static,
    ) -> Self
    where
        T: Into<Cow<'static, str>>,
    {
        self.bind_optional(signals, name, move |signals| Some(give(signals)))
    }

    /// Sets an attribute to what `give` gives, whenever that changes, and takes it away
    /// when that is nothing.
    pub fn bind_optional<T>(
        self,
        signals: &Rc<Signals>,
        name: &'static str,
        give: impl Fn(&Signals) -> Option<T> + 'static,
    ) -> Self
    where
        T: Into<Cow<'static, str>>,
    {
        let Some(node) = self.node.clone() else {
            return self;
        };
        let place = Place::Attribute(node, name, None);
        self.keep_showing(
            signals,
            place,
            Box::new(move |signals| give(signals).map(Into::into)),
        )
    }

    /// Has nothing in it but that text, for good.
    pub fn text(self, signals: &Rc<Signals>, text: &str) -> Self {
        let text = text.to_owned();
        self.live_text(signals, move |_| text.clone())
    }

    /// Has nothing in it but a text that is what `give` gives, whenever that changes.
    pub fn live_text<T>(self, signals: &Rc<Signals>, give: impl Fn(&Signals) -> T + 'static) -> Self
    where
        T: Into<Cow<'static, str>>,
    {
        let Some(text) = self.node.clone().map(LiveText::new) else {
            return self;
        };
        self.keep_showing(
            signals,
            Place::Text(text),
            Box::new(move |signals| Some(give(signals).into())),
        )
    }

    /// Appends an element.
    pub fn child(mut self, mut child: Self) -> Self {
        if let (Some(node), Some(child)) = (&self.node, &child.node) {
            let _ = node.append_child(child);
        }
        self.kept.append(&mut child.kept);
        self
    }

    /// Has exactly the children that `give` gives, built anew whenever what it reads
    /// changes; what the former ones were bound to is released then.
    pub fn children(
        mut self,
        signals: &Rc<Signals>,
        give: impl Fn(&Rc<Signals>) -> Vec<Element> + 'static,
    ) -> Self {
        let Some(node) = self.node.clone() else {
            return self;
        };
        let signals = Rc::clone(signals);
        let mut kept = Vec::new();
        self.kept.push(Kept::Binding(Binding::new(move || {
            let mut children = give(&signals);
            kept.clear();
            for child in &mut children {
                kept.append(&mut child.kept);
            }
            let nodes: js_sys::Array = children
                .iter()
                .filter_map(|child| child.node.as_ref())
                .collect();
            node.replace_children_with_node(&nodes);
        })));
        self
    }

    /// Calls `act` at every event of that name.
    pub fn on(mut self, event: &'static str, act: impl FnMut(&web_sys::Event) + 'static) -> Self {
        if let Some(node) = &self.node {
            let options = gloo_events::EventListenerOptions::enable_prevent_default();
            let listener = EventListener::new_with_options(node, event, options, act);
            self.kept.push(Kept::Listener(listener));
        }
        self
    }

    /// The field that this element is, if it is an `<input>`.
    pub fn field(&self) -> Option<web_sys::HtmlInputElement> {
        wasm_bindgen::JsCast::dyn_ref(self.node.as_ref()?).cloned()
    }

    /// Shows what `give` gives now and whenever it changes. It is one type for all bindings:
    /// Leptos compiles an effect anew for each.
    fn keep_showing(mut self, signals: &Rc<Signals>, mut place: Place, give: Give) -> Self {
        let signals = Rc::clone(signals);
        self.kept.push(Kept::Binding(Binding::new(move || {
            place.show(&signals, &give);
        })));
        self
    }
}

impl Place {
    fn show(&mut self, signals: &Signals, give: &Give) {
        match self {
            Self::Attribute(node, name, shown) => {
                let now = give(signals);
                // An equal value touches nothing.
                if shown.as_ref() != Some(&now) {
                    set_attribute(node, name, now.as_deref());
                    *shown = Some(now);
                }
            }
            Self::Text(text) => {
                signals.runs_at_every_look();
                text.show(give(signals).unwrap_or_default());
            }
        }
    }
}

fn set_attribute(node: &web_sys::Element, name: &str, value: Option<&str>) {
    // Both fail only for names that are none.
    let _ = match value {
        Some(value) => node.set_attribute(name, value),
        None => node.remove_attribute(name),
    };
}

fn document() -> Option<web_sys::Document> {
    web_sys::window()?.document()
}
