//! The connect form: a session typed by hand, where no portal writes one.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlInputElement};

use super::{Action, Dispatch, Screen};
use crate::i18n::Words;
use cec_agent_panel_core::gateway::{AgentId, Guid};
use cec_agent_panel_core::link::Session;

/// The place of the form; nothing stands there while a session is good.
#[component]
pub fn ConnectPlace(screen: Screen, dispatch: Dispatch) -> impl IntoView {
    let form = move || {
        let shown = screen.has_form();
        shown.then(|| view! { <ConnectForm screen dispatch/> })
    };
    view! { <div class="connect-place">{form}</div> }
}

/// The form, for who asks for it: most agents sign in at their portal. What was typed is checked
/// before anything is sent, and the Guid leaves the field as soon as it is used.
#[component]
fn ConnectForm(screen: Screen, dispatch: Dispatch) -> impl IntoView {
    let agent_wrong = ArcRwSignal::new(false);
    let guid_wrong = ArcRwSignal::new(false);
    let wrong = (agent_wrong.clone(), guid_wrong.clone());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let (Some(agent_field), Some(guid_field)) = (
            field_of(&event, "[name=agent-id]"),
            field_of(&event, "[name=guid]"),
        ) else {
            return;
        };
        let agent = AgentId::parse(&agent_field.value()).ok();
        let guid = Guid::new(&guid_field.value());
        agent_wrong.set(agent.is_none());
        guid_wrong.set(guid.is_none());
        if let (Some(agent), Some(guid)) = (agent, guid) {
            guid_field.set_value("");
            dispatch.send(Action::Connect(Session {
                agent,
                guid: Some(guid),
            }));
        }
    };
    view! {
        <details class="connect">
            <summary prop:textContent=screen.word(|s| s.words.has_guid())/>
            <form
                novalidate=""
                aria-label=screen.attribute(|s| s.words.has_guid())
                on:submit:capture=submit
            >
                <Field
                    screen
                    name="agent-id"
                    inputmode="numeric"
                    label=|words| words.agent_id()
                    wrong=wrong.0
                    wrong_id="agent-id-wrong"
                    wrong_text=|words| words.agent_id_wrong()
                />
                <Field
                    screen
                    name="guid"
                    kind="password"
                    label=|words| words.guid()
                    wrong=wrong.1
                    wrong_id="guid-wrong"
                    wrong_text=|words| words.guid_wrong()
                />
                <button type="submit" prop:textContent=screen.word(|s| s.words.connect())/>
            </form>
        </details>
    }
}

/// A field under its label, and what is wrong with it: empty, and in its place, while nothing
/// is.
#[component]
fn Field(
    screen: Screen,
    name: &'static str,
    /// The kind of input, if it is not text.
    #[prop(optional)]
    kind: Option<&'static str>,
    /// The kind of keyboard, if it is not that for text.
    #[prop(optional)]
    inputmode: Option<&'static str>,
    label: fn(&Words) -> &'static str,
    wrong: ArcRwSignal<bool>,
    /// The `id` of what says what is wrong.
    wrong_id: &'static str,
    wrong_text: fn(&Words) -> &'static str,
) -> impl IntoView {
    let invalid = wrong.clone();
    view! {
        <label>
            <span prop:textContent=screen.text(move |s| label(s.words))/>
            <input
                name=name
                type=kind
                inputmode=inputmode
                autocomplete="off"
                spellcheck="false"
                aria-describedby=wrong_id
                aria-invalid=screen.attribute_text(move |_| if invalid.get() { "true" } else { "false" })
            />
        </label>
        <p
            class="wrong"
            id=wrong_id
            aria-live="polite"
            prop:textContent=screen.text(move |s| if wrong.get() { wrong_text(s.words) } else { "" })
        />
    }
}

/// The field of the submitted form that `selector` selects.
fn field_of(event: &SubmitEvent, selector: &str) -> Option<HtmlInputElement> {
    let form: Element = event.current_target()?.dyn_into().ok()?;
    form.query_selector(selector).ok()??.dyn_into().ok()
}
