//! The connect form: a session typed by hand, where no portal writes one.

use leptos::prelude::*;

use super::actions::Actions;
use super::element::{Element, element};
use crate::gateway::{AgentId, Guid};
use crate::panel::{Event, Session};
use crate::runtime::Signals;

/// The form; nothing while a session is good. What was typed is checked before anything
/// is sent, and the Guid leaves the field as soon as it is used.
pub fn connect_form(signals: Signals, actions: Actions) -> Element {
    let form = signals.form;
    element("div")
        .with("class", "connect-place")
        .children(move || {
            form.get()
                .map(|_| fields(signals, &actions))
                .into_iter()
                .collect()
        })
}

fn fields(signals: Signals, actions: &Actions) -> Element {
    let words = signals.words;
    let agent_wrong = RwSignal::new(false);
    let guid_wrong = RwSignal::new(false);
    let agent = element("input")
        .with("name", "agent-id")
        .with("inputmode", "numeric");
    let guid = element("input")
        .with("name", "guid")
        .with("type", "password");
    let form = element("form")
        .with("class", "connect")
        .with("novalidate", "")
        .bind("aria-label", move || words.get().connect_title)
        .child(element("h2").live_text(move || words.get().connect_title))
        .child(field(&agent, move || words.get().agent_id, agent_wrong))
        .child(wrong(agent_wrong, "agent-id-wrong", move || {
            words.get().agent_id_wrong
        }))
        .child(field(&guid, move || words.get().guid, guid_wrong))
        .child(wrong(guid_wrong, "guid-wrong", move || {
            words.get().guid_wrong
        }))
        .child(
            element("button")
                .with("type", "submit")
                .live_text(move || words.get().connect),
        );
    let agent = agent.with("aria-describedby", "agent-id-wrong");
    let guid = guid.with("aria-describedby", "guid-wrong");
    let actions = actions.clone();
    form.on("submit", move |event| {
        event.prevent_default();
        let typed_agent = AgentId::parse(&agent.value()).ok();
        let typed_guid = Guid::new(&guid.value());
        agent_wrong.set(typed_agent.is_none());
        guid_wrong.set(typed_guid.is_none());
        if let (Some(agent), Some(typed_guid)) = (typed_agent, typed_guid) {
            guid.set_value("");
            actions.send(Event::Connect(Session {
                agent,
                guid: typed_guid,
            }));
        }
    })
}

/// A field under its label.
fn field(
    input: &Element,
    label: impl Fn() -> &'static str + 'static,
    wrong: RwSignal<bool>,
) -> Element {
    let input = input
        .clone()
        .with("autocomplete", "off")
        .with("spellcheck", "false")
        .bind(
            "aria-invalid",
            move || if wrong.get() { "true" } else { "false" },
        );
    element("label").live_text(label).child(input)
}

/// What is wrong with a field; empty, and in its place, while nothing is.
fn wrong(wrong: RwSignal<bool>, id: &str, text: impl Fn() -> &'static str + 'static) -> Element {
    element("p")
        .with("class", "wrong")
        .with("id", id)
        .with("aria-live", "polite")
        .live_text(move || if wrong.get() { text() } else { "" })
}
