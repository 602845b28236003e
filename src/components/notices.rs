//! Messages: what happened, in the agent's words, and what to do. Codes follow in small
//! type for the help desk.

use leptos::prelude::*;

use super::actions::Actions;
use super::dynamic::{Part, text};
use crate::gateway::AgentState;
use crate::i18n::{Advice, notice_words};
use crate::panel::{Cause, Connection, Event, Notice};
use crate::runtime::Signals;

/// The messages that stand at the moment.
pub fn notices(signals: Signals, actions: Actions) -> impl IntoView {
    let Signals {
        words,
        notice,
        recovery,
        ..
    } = signals;
    let messages: Part = Box::new(move || {
        let words = words.get();
        let about_connection = notice.get().map(|notice| {
            let advice = notice_words(words, &notice);
            let retry = (notice.connection == Connection::Misconfigured)
                .then(|| button(words.retry, actions, Event::RetryNow));
            message("connection", advice, code(&notice), retry)
        });
        let about_call = recovery.get().map(|lost| {
            let retry = button(words.retry_sync, actions, Event::RetrySync);
            message(
                "recovery",
                words.call_not_recovered,
                cause_code(&lost.cause),
                Some(retry),
            )
        });
        about_connection.into_iter().chain(about_call).collect()
    });
    view! { <div class="notices">{messages}</div> }
}

/// The one alert: session expired, connection lost, a call waiting. It is there before it
/// speaks, and seen nowhere, because each of the three is also to be seen.
pub fn alert(signals: Signals) -> impl IntoView {
    let Signals {
        words,
        badge,
        notice,
        ..
    } = signals;
    let alert = text(move || {
        let words = words.get();
        let expired = notice.with(|notice| {
            notice
                .as_ref()
                .is_some_and(|notice| notice.connection == Connection::Expired)
        });
        badge.with(|badge| match badge.state {
            _ if expired => words.session_expired_alert,
            _ if badge.unknown_since.is_some() => words.connection_lost_alert,
            Some(AgentState::Ringing) => words.call_waiting_alert,
            _ => "",
        })
    });
    view! { <div class="unseen" role="alert">{alert}</div> }
}

fn message(kind: &'static str, advice: Advice, code: String, action: Option<AnyView>) -> AnyView {
    view! {
        <section class="notice" data-notice=kind>
            <h2>{advice.title}</h2>
            <p>{advice.text}</p>
            {action}
            <p class="code"><bdi>{code}</bdi></p>
        </section>
    }
    .into_any()
}

fn button(label: &'static str, actions: Actions, event: Event) -> AnyView {
    view! { <button type="button" on:click=move |_| actions.send(event.clone())>{label}</button> }
        .into_any()
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
        other => other.name().to_owned(),
    }
}
