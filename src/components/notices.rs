//! Messages: what happened, in the agent's words, and what to do. Codes follow in small
//! type for the help desk.

use std::rc::Rc;

use super::actions::Actions;
use super::element::{Element, element};
use crate::app::Signals;
use crate::i18n::{Advice, notice_words};
use cec_agent_panel_core::gateway::AgentState;
use cec_agent_panel_core::link::{Cause, Connection};
use cec_agent_panel_core::panel::Event;
use cec_agent_panel_core::view::Notice;

/// The messages that stand at the moment.
pub fn notices(signals: &Rc<Signals>, actions: Actions) -> Element {
    element("div")
        .with("class", "notices")
        .children(signals, move |s| {
            let words = s.words.get();
            let mut messages = Vec::new();
            s.notice.with(|notice| {
                if let Some(notice) = notice {
                    let advice = notice_words(words, notice);
                    let retry = (notice.connection == Connection::Misconfigured)
                        .then(|| button(s, words.retry, &actions, Event::RetryNow));
                    messages.push(message(s, "connection", advice, &code(notice), retry));
                }
            });
            s.recovery.with(|recovery| {
                if let Some(lost) = recovery {
                    let advice = words.call_not_recovered;
                    let retry = button(s, words.retry_sync, &actions, Event::RetrySync);
                    let code = cause_code(&lost.cause);
                    messages.push(message(s, "recovery", advice, &code, Some(retry)));
                }
            });
            messages
        })
}

/// The one alert: session expired, connection lost, a call waiting. It is there before it
/// speaks, and seen nowhere, because each of the three is also to be seen.
pub fn alert(signals: &Rc<Signals>) -> Element {
    element("div")
        .with("class", "unseen")
        .with("role", "alert")
        .live_text(signals, |s| {
            let words = s.words.get();
            let expired = s.notice.with(|notice| {
                notice
                    .as_ref()
                    .is_some_and(|notice| notice.connection == Connection::Expired)
            });
            s.badge.with(|badge| match badge.state {
                Some(AgentState::SignedOut) if expired => words.signed_out_alert,
                _ if expired => words.session_expired_alert,
                _ if badge.unknown_since.is_some() => words.connection_lost_alert,
                Some(AgentState::Ringing) => words.call_waiting_alert,
                _ => "",
            })
        })
}

fn message(
    signals: &Rc<Signals>,
    kind: &str,
    advice: Advice,
    code: &str,
    action: Option<Element>,
) -> Element {
    let mut message = element("section")
        .with("class", "notice")
        .with("data-notice", kind)
        .with("aria-label", advice.title)
        // Where a layout has no room for all of it, it scrolls, by keyboard too.
        .with("tabindex", "0")
        .child(element("h2").text(signals, advice.title))
        .child(element("p").text(signals, advice.text));
    if let Some(action) = action {
        message = message.child(action);
    }
    message.child(
        element("p")
            .with("class", "code")
            .child(element("bdi").text(signals, code)),
    )
}

fn button(signals: &Rc<Signals>, label: &str, actions: &Actions, event: Event) -> Element {
    let actions = actions.clone();
    element("button")
        .with("type", "button")
        .text(signals, label)
        .on("click", move |_| actions.send(event.clone()))
}

fn code(notice: &Notice) -> String {
    let code = notice.cause.as_ref().map(cause_code).unwrap_or_default();
    match &notice.message {
        Some(message) => {
            let rest = if message.whole.is_some() { "…" } else { "" };
            [code.as_str(), " ", &message.shown, rest].concat()
        }
        None => code,
    }
}

/// What the help desk wants to hear.
fn cause_code(cause: &Cause) -> String {
    match cause {
        Cause::Code(retcode, _) => retcode.as_str().to_owned(),
        Cause::Http(status) => ["HTTP ", &status.to_string()].concat(),
        Cause::Page(status) => ["HTTP ", &status.to_string(), ", HTML"].concat(),
        other => other.name().to_owned(),
    }
}
