//! The connection line: how the panel stands with the gateway, since when, how fast.

use leptos::prelude::*;

use super::action_button::ActionButton;
use super::common::time_of_day;
use super::{Action, Dispatch, Screen, Shown};
use crate::i18n::{connection_name, next_ask_text, with};
use cec_agent_panel_core::link::Connection;
use cec_agent_panel_core::settings::Complaint;

/// The line, and behind it what the help desk asks for. What can be done there the page's script
/// brings when it is opened, see `src/boot/extras.js`.
#[component]
pub fn ConnectionLine(screen: Screen, dispatch: Dispatch) -> impl IntoView {
    view! {
        <section
            class="connection"
            part="connection"
            aria-label=screen.attribute(|s| s.words.connection())
            data-connection=screen.attribute(|s| s.view.connection.connection.slug())
        >
            <details>
                <Summary screen/>
                <ul>
                    <li prop:textContent=screen.text(|s| {
                        [s.words.version(), " ", env!("CARGO_PKG_VERSION")].concat()
                    })/>
                    <li prop:textContent=screen.text(fields_lost)/>
                </ul>
                <p class="session-wrong" prop:textContent=screen.text(session_wrong)/>
            </details>
            // It keeps its place and its focus while a request is under way.
            <ActionButton
                screen
                dispatch
                class="connection-hasten"
                word=|s| may_hasten(s).then_some(s.words.try_now())
                action=Action::RetryNow
            />
        </section>
    }
}

/// What is to be seen of the line before it is opened.
#[component]
fn Summary(screen: Screen) -> impl IntoView {
    view! {
        <summary>
            <span
                class="connection-name"
                prop:textContent=screen.text(name)
            />
            <span
                class="connection-since"
                prop:textContent=screen.text(|s| {
                    with(s.words.since(), &time_of_day(s.view.connection.since))
                })
            />
            <span
                class="connection-latency"
                data-slow=screen.optional_attribute(|s| s.view.connection.slow.then_some(""))
                prop:textContent=screen.text(latency)
            />
            <span
                class="connection-next"
                prop:textContent=screen.text(|s| next_ask_text(s.words, s.view.next_ask))
            />
        </summary>
    }
}

fn name(shown: &Shown) -> &'static str {
    let notice = shown.view.notice.as_ref();
    match notice.map(|notice| notice.connection) {
        Some(Connection::Connecting) => shown.words.waiting_for_sign_in(),
        _ => connection_name(shown.words, &shown.view.connection),
    }
}

/// How many fields could not be read; empty where all could.
fn fields_lost(shown: &Shown) -> String {
    match shown.fields_lost {
        0 => String::new(),
        lost => with(shown.words.fields_lost(), &lost.to_string()),
    }
}

/// What is wrong with the session that was given; empty where nothing is.
fn session_wrong(shown: &Shown) -> String {
    shown
        .session_wrong
        .as_ref()
        .map_or_else(String::new, |Complaint { key, .. }| {
            [key, ": ", shown.words.session_unusable()].concat()
        })
}

/// How long answers take, while they come.
fn latency(shown: &Shown) -> String {
    let line = &shown.view.connection;
    match line.usual_ms {
        Some(ms) if line.slow => with(shown.words.slow_answers(), &half_seconds(ms)),
        Some(ms) if line.connection == Connection::Live => {
            with(shown.words.milliseconds(), &fifties(ms))
        }
        _ => String::new(),
    }
}

/// Milliseconds, to the fifty: what hardly changes is not written anew with each answer.
fn fifties(ms: u64) -> String {
    match ms {
        0..50 => "< 50".to_owned(),
        _ => (ms.saturating_add(25) / 50 * 50).to_string(),
    }
}

/// Seconds, to the half, for the same reason.
fn half_seconds(ms: u64) -> String {
    let halves = ms.saturating_add(250) / 500;
    let rest = if halves.is_multiple_of(2) { ".0" } else { ".5" };
    [&(halves / 2).to_string(), rest].concat()
}

/// Whether the agent may have the gateway asked at once.
fn may_hasten(shown: &Shown) -> bool {
    shown.view.next_ask.is_some_and(|next| next.may_hasten)
}

#[cfg(test)]
mod tests {
    use super::{Shown, fifties, half_seconds, latency, may_hasten};
    use cec_agent_panel_core::link::{Connection, NextAsk};

    #[test]
    fn how_long_answers_take_is_said_only_while_they_come() {
        let mut shown = Shown::at_first();
        shown.view.connection.usual_ms = Some(87);
        assert_eq!(latency(&shown), "", "nobody is signed in");
        shown.view.connection.connection = Connection::Live;
        assert_eq!(latency(&shown), "100 ms");
        shown.view.connection.slow = true;
        shown.view.connection.usual_ms = Some(4_100);
        assert_eq!(latency(&shown), "slow, 4.0 s");
    }

    #[test]
    fn milliseconds_are_told_to_the_fifty() {
        let told = [0, 49, 50, 74, 75, 124, 125, 1_999].map(fifties);
        assert_eq!(
            told,
            ["< 50", "< 50", "50", "50", "100", "100", "150", "2000"]
        );
    }

    #[test]
    fn seconds_are_told_to_the_half() {
        let told = [0, 2_000, 2_249, 2_250, 2_749, 2_750, 12_400].map(half_seconds);
        assert_eq!(told, ["0.0", "2.0", "2.0", "2.5", "2.5", "3.0", "12.5"]);
    }

    #[test]
    fn trying_now_is_offered_only_where_the_server_allows_it() {
        let mut shown = Shown::at_first();
        assert!(!may_hasten(&shown));
        for may_hasten_it in [true, false] {
            shown.view.next_ask = Some(NextAsk {
                seconds: Some(4),
                may_hasten: may_hasten_it,
            });
            assert_eq!(may_hasten(&shown), may_hasten_it);
        }
    }
}
