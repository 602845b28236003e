//! Messages: what happened, what it means for the agent, and what to do. What the help desk asks
//! for follows in small type, and behind it what only the help desk understands.

use std::borrow::Cow;

use leptos::prelude::*;

use super::action_button::ActionButton;
use super::{Action, Dispatch, Screen, Shown};
use crate::i18n::{Advice, notice_words};
use cec_agent_panel_core::gateway::AgentState;
use cec_agent_panel_core::link::{Cause, Connection};
use cec_agent_panel_core::view::Notice;

/// The messages that stand at the moment. Each has a place of its own, so that what is being
/// read, and a button that has the focus, stay while the words change.
#[component]
pub fn Notices(screen: Screen, dispatch: Dispatch) -> impl IntoView {
    view! {
        <div class="notices">
            <Message screen dispatch kind="connection" told=connection may=may_retry action=Action::RetryNow/>
            <Message screen dispatch kind="recovery" told=recovery may=may_sync action=Action::RetrySync/>
        </div>
    }
}

/// The one alert: session expired, connection lost, a call waiting. It is there before it
/// speaks, and seen nowhere, because each of the three is also to be seen.
#[component]
pub fn Alert(screen: Screen) -> impl IntoView {
    view! { <div class="unseen" role="alert" prop:textContent=screen.word(alarm)/> }
}

/// What a message says.
struct Told {
    advice: Advice,
    /// What the help desk wants to hear.
    code: String,
}

/// The place of one message, not seen while there is none. Where a layout has no room for all
/// of it, it scrolls, by keyboard too.
#[component]
fn Message(
    screen: Screen,
    dispatch: Dispatch,
    /// The value of `data-notice`.
    kind: &'static str,
    told: fn(&Shown) -> Option<Told>,
    /// The word for what the agent may do.
    may: fn(&Shown) -> Option<&'static str>,
    action: Action,
) -> impl IntoView {
    let text = move |part: fn(Told) -> Cow<'static, str>| {
        screen.text(move |s| told(s).map(part).unwrap_or_default())
    };
    view! {
        <section
            class="notice"
            data-notice=screen.optional_attribute(move |s| told(s).map(|_| kind))
            aria-label=screen.optional_attribute(move |s| Some(told(s)?.advice.title))
            tabindex="0"
        >
            <h2 prop:textContent=text(|told| told.advice.title.into())/>
            <p prop:textContent=text(|told| told.advice.text.into())/>
            <ActionButton screen dispatch word=may action/>
            // The page's script has them in a row with what is done with them.
            <p class="code"><bdi prop:textContent=text(|told| told.code.into())/></p>
            <p class="help" prop:textContent=text(|told| told.advice.help.into())/>
        </section>
    }
}

/// How it stands with the gateway.
fn connection(shown: &Shown) -> Option<Told> {
    let notice = shown.view.notice.as_ref()?;
    Some(Told {
        advice: notice_words(shown.words, notice),
        code: code(notice),
    })
}

/// That the call could not be asked for.
fn recovery(shown: &Shown) -> Option<Told> {
    let lost = shown.view.recovery.as_ref()?;
    Some(Told {
        advice: shown.words.call_not_recovered(),
        code: cause_code(&lost.cause),
    })
}

fn may_retry(shown: &Shown) -> Option<&'static str> {
    let notice = shown.view.notice.as_ref()?;
    let has_stopped = notice.connection == Connection::Misconfigured;
    has_stopped.then_some(shown.words.retry())
}

fn may_sync(shown: &Shown) -> Option<&'static str> {
    let is_lost = shown.view.recovery.is_some();
    is_lost.then_some(shown.words.retry_sync())
}

/// What the alert says.
fn alarm(shown: &Shown) -> &'static str {
    let (words, badge) = (shown.words, &shown.view.badge);
    let notice = shown.view.notice.as_ref();
    let expired = notice.is_some_and(|notice| notice.connection == Connection::Expired);
    match badge.state {
        Some(AgentState::SignedOut) if expired => words.signed_out_alert(),
        _ if expired => words.session_expired_alert(),
        _ if badge.unknown_since.is_some() => words.connection_lost_alert(),
        Some(AgentState::Ringing) => words.call_waiting_alert(),
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
        assert_eq!(alarm(&shown), shown.words.call_waiting_alert());
        shown.view.badge.unknown_since = Some(Wall(0));
        assert_eq!(alarm(&shown), shown.words.connection_lost_alert());
        shown.view.notice = Some(notice(Connection::Expired));
        assert_eq!(alarm(&shown), shown.words.session_expired_alert());
        shown.view.badge.state = Some(AgentState::SignedOut);
        assert_eq!(alarm(&shown), shown.words.signed_out_alert());
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
