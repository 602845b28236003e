//! Messages: what happened, in the agent's words, and what to do. Codes follow in small
//! type for the help desk.

use leptos::prelude::*;

use super::common::LiveText;
use super::{Action, Dispatch, Screen, Shown};
use crate::i18n::{Advice, notice_words};
use cec_agent_panel_core::gateway::AgentState;
use cec_agent_panel_core::link::{Cause, Connection};
use cec_agent_panel_core::view::Notice;

/// The messages that stand at the moment.
#[component]
pub fn Notices(screen: Screen, dispatch: Dispatch) -> impl IntoView {
    let messages = move || {
        screen.with(|s| {
            let connection = s.view.notice.as_ref().map(|notice| {
                let retry = notice.connection == Connection::Misconfigured;
                view! {
                    <Message
                        dispatch
                        kind="connection"
                        advice=notice_words(s.words, notice)
                        code=code(notice)
                        action=retry.then_some((s.words.retry, Action::RetryNow))
                    />
                }
            });
            let recovery = s.view.recovery.as_ref().map(|lost| {
                view! {
                    <Message
                        dispatch
                        kind="recovery"
                        advice=s.words.call_not_recovered
                        code=cause_code(&lost.cause)
                        action=Some((s.words.retry_sync, Action::RetrySync))
                    />
                }
            });
            (connection, recovery)
        })
    };
    view! { <div class="notices">{messages}</div> }
}

/// The one alert: session expired, connection lost, a call waiting. It is there before it
/// speaks, and seen nowhere, because each of the three is also to be seen.
#[component]
pub fn Alert(screen: Screen) -> impl IntoView {
    view! { <div class="unseen" role="alert" prop:textContent=screen.word(alarm)/> }
}

/// One message. Where a layout has no room for all of it, it scrolls, by keyboard too.
#[component]
fn Message(
    dispatch: Dispatch,
    /// The value of `data-notice`.
    kind: &'static str,
    advice: Advice,
    /// What the help desk wants to hear.
    code: String,
    /// What the agent may do, with its word.
    action: Option<(&'static str, Action)>,
) -> impl IntoView {
    let button = action.map(|(word, action)| {
        view! {
            <button
                type="button"
                prop:textContent=LiveText::from(word)
                on:click:capture=move |_| dispatch.send(action.clone())
            />
        }
    });
    view! {
        <section class="notice" data-notice=kind aria-label=advice.title tabindex="0">
            <h2 prop:textContent=LiveText::from(advice.title)/>
            <p prop:textContent=LiveText::from(advice.text)/>
            {button}
            <p class="code"><bdi prop:textContent=LiveText::from(code)/></p>
        </section>
    }
}

/// What the alert says.
fn alarm(shown: &Shown) -> &'static str {
    let (words, badge) = (shown.words, &shown.view.badge);
    let notice = shown.view.notice.as_ref();
    let expired = notice.is_some_and(|notice| notice.connection == Connection::Expired);
    match badge.state {
        Some(AgentState::SignedOut) if expired => words.signed_out_alert,
        _ if expired => words.session_expired_alert,
        _ if badge.unknown_since.is_some() => words.connection_lost_alert,
        Some(AgentState::Ringing) => words.call_waiting_alert,
        _ => "",
    }
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

#[cfg(test)]
mod tests {
    use super::{Shown, alarm, cause_code, code};
    use cec_agent_panel_core::gateway::{AgentState, RetCode};
    use cec_agent_panel_core::link::{Cause, Connection};
    use cec_agent_panel_core::time::Wall;
    use cec_agent_panel_core::view::{Notice, safe_text};

    fn notice(connection: Connection) -> Notice {
        Notice {
            connection,
            expiry: None,
            cause: None,
            cross_origin: false,
            message: None,
        }
    }

    #[test]
    fn the_alert_is_of_a_session_that_is_over_a_lost_connection_or_a_call_that_waits() {
        let mut shown = Shown::at_first();
        assert_eq!(alarm(&shown), "");
        shown.view.badge.state = Some(AgentState::Ringing);
        assert_eq!(alarm(&shown), shown.words.call_waiting_alert);
        shown.view.badge.unknown_since = Some(Wall(0));
        assert_eq!(alarm(&shown), shown.words.connection_lost_alert);
        shown.view.notice = Some(notice(Connection::Expired));
        assert_eq!(alarm(&shown), shown.words.session_expired_alert);
        shown.view.badge.state = Some(AgentState::SignedOut);
        assert_eq!(alarm(&shown), shown.words.signed_out_alert);
    }

    #[test]
    fn the_help_desk_reads_the_code_and_the_gateways_message() {
        let cause = Cause::Code(RetCode::new("999-001"), "WAS_URL_ERROR".to_owned());
        let message = Some(safe_text("WAS_URL_ERROR", 7));
        let notice = Notice {
            cause: Some(cause),
            message,
            ..notice(Connection::Retrying)
        };
        assert_eq!(code(&notice), "999-001 WAS_URL…");
        assert_eq!(cause_code(&Cause::Http(502)), "HTTP 502");
        assert_eq!(cause_code(&Cause::Page(502)), "HTTP 502, HTML");
    }
}
