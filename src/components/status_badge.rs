//! The status badge: icon, name, time in the state, and how far to trust it.

use leptos::prelude::*;

use super::element::{Element, element};
use super::icon::{icon, tone_of};
use super::time_of_day::time_of_day;
use super::timer::timer;
use crate::gateway::AgentState;
use crate::i18n::{Words, state_name, with};
use crate::panel::{Asked, Badge, Connection, Notice, Pending, Source};
use crate::runtime::Signals;

/// The badge. The state's name stands in the one status region, what comes after the call
/// in a polite one of its own; both are there before they change, and the timer stands
/// outside of both.
pub fn status_badge(signals: Signals) -> Element {
    let Signals {
        words,
        badge,
        pending,
        notice,
        ..
    } = signals;
    let state = move || badge.with(|badge| badge.state);
    let name = element("p")
        .with("class", "badge-name")
        .with("role", "status")
        .live_text(move || {
            let words = words.get();
            badge.with(|badge| match badge.state {
                Some(state) => state_name(words, state),
                None => notice
                    .with(|notice| nameless(words, badge, notice.as_ref()))
                    .into(),
            })
        });
    let pending = element("p")
        .with("class", "badge-pending")
        .with("part", "pending")
        .with("aria-live", "polite")
        .bind_optional("data-pending", move || pending_slug(pending.get()))
        // The state's own name says the same.
        .live_text(move || match state() {
            Some(AgentState::PreRest) => "",
            _ => pending_text(words.get(), pending.get()),
        });
    let detail = element("p")
        .with("class", "badge-detail")
        .live_text(move || badge.with(|badge| detail(words.get(), badge)));
    element("section")
        .with("class", "badge")
        .with("part", "status-badge")
        .bind("aria-label", move || words.get().agent_status)
        .bind("data-state", move || {
            state().map_or("unknown", AgentState::slug)
        })
        .bind("data-tone", move || tone_of(state()).slug())
        .bind("data-source", move || {
            source_slug(badge.with(|badge| badge.source))
        })
        .bind("data-fresh", move || {
            if badge.with(|badge| badge.fresh) {
                "true"
            } else {
                "false"
            }
        })
        .child(
            element("span")
                .with("class", "badge-icon")
                .child(icon(state)),
        )
        .child(name)
        .child(timer(
            signals,
            signals.badge_time,
            |words| words.time_in_state,
            "badge-time",
        ))
        .child(pending)
        .child(detail)
}

const fn source_slug(source: Option<Source>) -> &'static str {
    match source {
        None => "none",
        Some(Source::Sync) => "sync",
        Some(Source::Status) => "status",
        Some(Source::Host) => "host",
    }
}

/// What stands in the place of a state that is not known.
fn nameless(words: &Words, badge: &Badge, notice: Option<&Notice>) -> &'static str {
    match notice.map(|notice| notice.connection) {
        _ if badge.unknown_since.is_some() => words.status_unknown,
        None => words.status_not_known_yet,
        Some(Connection::Connecting) => words.nobody,
        Some(_) => words.status_unknown,
    }
}

/// "as of", "since" or what was so at load: at most one line, so that nothing moves.
fn detail(words: &Words, badge: &Badge) -> String {
    if let Some(since) = badge.unknown_since {
        return with(words.since, &time_of_day(since));
    }
    if let Some(as_of) = badge.as_of {
        return with(words.as_of, &time_of_day(as_of));
    }
    badge.detail.map_or_else(String::new, |detail| {
        let state = state_name(words, detail.state);
        let as_of = with(words.as_of, &time_of_day(detail.as_of));
        [&state, " · ", &as_of].concat()
    })
}

const fn pending_slug(pending: Pending) -> Option<&'static str> {
    match pending {
        Pending::None => None,
        Pending::Waiting(Asked::Busy) => Some("busy"),
        Pending::Waiting(Asked::Rest) => Some("rest"),
        Pending::Cancelled(..) => Some("cancelled"),
    }
}

const fn pending_text(words: &Words, pending: Pending) -> &'static str {
    match pending {
        Pending::None => "",
        Pending::Waiting(Asked::Busy) => words.busy_after_this_call,
        Pending::Waiting(Asked::Rest) => words.rest_after_this_call,
        Pending::Cancelled(Asked::Busy, _) => words.busy_cancelled,
        Pending::Cancelled(Asked::Rest, _) => words.rest_cancelled,
    }
}
