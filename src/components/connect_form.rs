//! The connect form: a session typed by hand, where no portal writes one.

use leptos::prelude::*;

use super::actions::Actions;
use super::dynamic::{Part, text, value};
use crate::gateway::{AgentId, Guid};
use crate::panel::{Event, Session};
use crate::runtime::Signals;

/// The form; nothing while a session is good. What was typed is checked before anything
/// is sent, and the Guid leaves the field as soon as it is used.
pub fn connect_form(signals: Signals, actions: Actions) -> impl IntoView {
    let form = signals.form;
    let part: Part = Box::new(move || {
        form.get()
            .map(|_| fields(signals, actions).into_any())
            .into_iter()
            .collect()
    });
    part
}

fn fields(signals: Signals, actions: Actions) -> impl IntoView {
    let words = signals.words;
    let agent = NodeRef::<leptos::html::Input>::new();
    let guid = NodeRef::<leptos::html::Input>::new();
    let agent_wrong = RwSignal::new(false);
    let guid_wrong = RwSignal::new(false);
    let on_submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let typed_agent = agent
            .get_untracked()
            .map(|input| input.value())
            .unwrap_or_default();
        let typed_guid = guid
            .get_untracked()
            .map(|input| input.value())
            .unwrap_or_default();
        let agent = AgentId::parse(&typed_agent).ok();
        let new_guid = Guid::new(&typed_guid);
        agent_wrong.set(agent.is_none());
        guid_wrong.set(new_guid.is_none());
        if let (Some(agent), Some(new_guid)) = (agent, new_guid) {
            if let Some(input) = guid.get_untracked() {
                input.set_value("");
            }
            actions.send(Event::Connect(Session {
                agent,
                guid: new_guid,
            }));
        }
    };
    view! {
        <form class="connect" aria-label=value(move || words.get().connect_title) on:submit=on_submit novalidate>
            <h2>{text(move || words.get().connect_title)}</h2>
            <label>
                {text(move || words.get().agent_id)}
                <input
                    node_ref=agent
                    name="agent-id"
                    inputmode="numeric"
                    autocomplete="off"
                    aria-invalid=value(move || if agent_wrong.get() { "true" } else { "false" })
                    aria-describedby="agent-id-wrong"
                />
            </label>
            <p class="wrong" id="agent-id-wrong" aria-live="polite">
                {text(move || if agent_wrong.get() { words.get().agent_id_wrong } else { "" })}
            </p>
            <label>
                {text(move || words.get().guid)}
                <input
                    node_ref=guid
                    name="guid"
                    type="password"
                    autocomplete="off"
                    spellcheck="false"
                    aria-invalid=value(move || if guid_wrong.get() { "true" } else { "false" })
                    aria-describedby="guid-wrong"
                />
            </label>
            <p class="wrong" id="guid-wrong" aria-live="polite">
                {text(move || if guid_wrong.get() { words.get().guid_wrong } else { "" })}
            </p>
            <button type="submit">{text(move || words.get().connect)}</button>
        </form>
    }
}
