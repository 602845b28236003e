//! The connect form: a session typed by hand, where no portal writes one.

use std::rc::Rc;

use super::actions::Actions;
use super::element::{Element, element};
use crate::app::{Signal, Signals};
use crate::i18n::Words;
use cec_agent_panel_core::gateway::{AgentId, Guid};
use cec_agent_panel_core::link::Session;
use cec_agent_panel_core::panel::Event;

/// The form; nothing while a session is good. What was typed is checked before anything
/// is sent, and the Guid leaves the field as soon as it is used.
pub fn connect_form(signals: &Rc<Signals>, actions: Actions) -> Element {
    element("div")
        .with("class", "connect-place")
        .children(signals, move |s| {
            if s.form.with(Option::is_some) {
                vec![fields(s, &actions)]
            } else {
                Vec::new()
            }
        })
}

fn fields(signals: &Rc<Signals>, actions: &Actions) -> Element {
    let agent_wrong = Rc::new(Signal::new(false));
    let guid_wrong = Rc::new(Signal::new(false));
    let agent = element("input")
        .with("name", "agent-id")
        .with("inputmode", "numeric")
        .with("aria-describedby", "agent-id-wrong");
    let guid = element("input")
        .with("name", "guid")
        .with("type", "password")
        .with("aria-describedby", "guid-wrong");
    let (agent_field, guid_field) = (agent.field(), guid.field());
    let form = element("form")
        .with("class", "connect")
        .with("novalidate", "")
        .bind(signals, "aria-label", |s| s.words.get().connect_title)
        .child(element("h2").live_text(signals, |s| s.words.get().connect_title))
        .child(field(signals, agent, |words| words.agent_id, &agent_wrong))
        .child(wrong(signals, &agent_wrong, "agent-id-wrong", |words| {
            words.agent_id_wrong
        }))
        .child(field(signals, guid, |words| words.guid, &guid_wrong))
        .child(wrong(signals, &guid_wrong, "guid-wrong", |words| {
            words.guid_wrong
        }))
        .child(
            element("button")
                .with("type", "submit")
                .live_text(signals, |s| s.words.get().connect),
        );
    let actions = actions.clone();
    form.on("submit", move |event| {
        event.prevent_default();
        let (Some(agent), Some(guid)) = (&agent_field, &guid_field) else {
            return;
        };
        let typed_agent = AgentId::parse(&agent.value()).ok();
        let typed_guid = Guid::new(&guid.value());
        agent_wrong.set(typed_agent.is_none());
        guid_wrong.set(typed_guid.is_none());
        if let (Some(agent), Some(typed_guid)) = (typed_agent, typed_guid) {
            guid.set_value("");
            actions.send(Event::Connect(Session {
                agent,
                guid: Some(typed_guid),
            }));
        }
    })
}

/// A field under its label.
fn field(
    signals: &Rc<Signals>,
    input: Element,
    label: fn(&Words) -> &'static str,
    wrong: &Rc<Signal<bool>>,
) -> Element {
    let wrong = Rc::clone(wrong);
    let input = input
        .with("autocomplete", "off")
        .with("spellcheck", "false")
        .bind(signals, "aria-invalid", move |_| {
            if wrong.get() { "true" } else { "false" }
        });
    element("label")
        .child(element("span").live_text(signals, move |s| label(s.words.get())))
        .child(input)
}

/// What is wrong with a field; empty, and in its place, while nothing is.
fn wrong(
    signals: &Rc<Signals>,
    wrong: &Rc<Signal<bool>>,
    id: &str,
    text: fn(&Words) -> &'static str,
) -> Element {
    let wrong = Rc::clone(wrong);
    element("p")
        .with("class", "wrong")
        .with("id", id)
        .with("aria-live", "polite")
        .live_text(
            signals,
            move |s| {
                if wrong.get() { text(s.words.get()) } else { "" }
            },
        )
}
