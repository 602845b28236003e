//! Messages: what happened, in the agent's words, and what to do. Codes follow in small
//! type for the help desk.

use leptos::prelude::*;

use super::actions::Actions;
use crate::gateway::AgentState;
use crate::i18n::notice_words;
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
    let connection_notice = move || {
        let words = words.get();
        notice.get().map(|notice| {
            let advice = notice_words(words, &notice);
            let retry = (notice.connection == Connection::Misconfigured)
                .then(|| button(words.retry, move || actions.send(Event::RetryNow)).into_any());
            message(
                "connection",
                advice.title,
                advice.text,
                code(&notice),
                retry,
            )
        })
    };
    let recovery_notice = move || {
        let words = words.get();
        recovery.get().map(|lost| {
            let advice = words.call_not_recovered;
            let retry = button(words.retry_sync, move || actions.send(Event::RetrySync));
            message(
                "recovery",
                advice.title,
                advice.text,
                cause_code(&lost.cause),
                Some(retry.into_any()),
            )
        })
    };
    view! { <div class="notices">{connection_notice}{recovery_notice}</div> }
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
    let text = move || {
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
    };
    view! { <div class="unseen" role="alert">{text}</div> }
}

fn message(
    kind: &'static str,
    title: &'static str,
    text: &'static str,
    code: String,
    action: Option<AnyView>,
) -> AnyView {
    view! {
        <section class="notice" data-notice=kind>
            <h2>{title}</h2>
            <p>{text}</p>
            {action}
            <p class="code"><bdi>{code}</bdi></p>
        </section>
    }
    .into_any()
}

fn button(label: &'static str, act: impl Fn() + 'static) -> impl IntoView {
    view! { <button type="button" on:click=move |_| act()>{label}</button> }
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
