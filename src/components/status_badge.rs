//! The status badge: icon, name, time in the state, and how far to trust it.

use std::rc::Rc;

use super::element::{Element, element};
use super::icon::{icon, tone_of};
use super::time_of_day::time_of_day;
use super::timer::timer;
use crate::app::Signals;
use crate::i18n::{Words, reason_name, state_name, with};
use cec_agent_panel_core::desk::{Asked, Pending, Source};
use cec_agent_panel_core::gateway::AgentState;
use cec_agent_panel_core::link::Connection;
use cec_agent_panel_core::view::{Badge, Notice};

/// The badge. The state's name stands in the one status region, what comes next
/// in a polite one of its own; both are there before they change, and the timer stands
/// outside of both.
pub fn status_badge(signals: &Rc<Signals>) -> Element {
    let name = element("p")
        .with("class", "badge-name")
        .with("role", "status")
        .live_text(signals, |s| {
            let words = s.words.get();
            s.badge.with(|badge| match badge.state {
                Some(state) => state_name(words, state),
                None => s
                    .notice
                    .with(|notice| nameless(words, badge, notice.as_ref()))
                    .into(),
            })
        });
    let pending = element("p")
        .with("class", "badge-pending")
        .with("part", "pending")
        .with("aria-live", "polite")
        .bind_optional(signals, "data-pending", |s| pending_slug(s.pending.get()))
        // The state's own name says the same.
        .live_text(signals, |s| match state(s) {
            Some(AgentState::PreRest) => "",
            _ => pending_text(s.words.get(), s.pending.get(), s.pending_after_call.get()),
        });
    let detail = element("p")
        .with("class", "badge-detail")
        .live_text(signals, |s| {
            s.badge.with(|badge| detail(s.words.get(), badge))
        });
    element("section")
        .with("class", "badge")
        .with("part", "status-badge")
        .bind(signals, "aria-label", |s| s.words.get().agent_status)
        .bind(signals, "data-state", |s| {
            state(s).map_or("unknown", AgentState::slug)
        })
        .bind(signals, "data-tone", |s| tone_of(state(s)).slug())
        .bind(signals, "data-source", |s| {
            let source = s.badge.with(|badge| badge.source);
            source.map_or("none", Source::slug)
        })
        .bind(signals, "data-fresh", |s| {
            if s.badge.with(|badge| badge.fresh) {
                "true"
            } else {
                "false"
            }
        })
        .child(
            element("span")
                .with("class", "badge-icon")
                .child(icon(signals)),
        )
        .child(name)
        .child(timer(
            signals,
            |s| &s.badge_time,
            |words| words.time_in_state,
            "badge-time",
        ))
        .child(pending)
        .child(detail)
}

fn state(signals: &Signals) -> Option<AgentState> {
    signals.badge.with(|badge| badge.state)
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

/// "as of", "since", why, or what was so at load: at most one line, so that nothing moves.
fn detail(words: &Words, badge: &Badge) -> String {
    if let Some(since) = badge.unknown_since {
        return with(words.since, &time_of_day(since));
    }
    if let Some(as_of) = badge.as_of {
        return with(words.as_of, &time_of_day(as_of));
    }
    if let Some(reason) = badge.reason {
        return reason_name(words, reason).into_owned();
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

const fn pending_text(words: &Words, pending: Pending, after_call: bool) -> &'static str {
    match (pending, after_call) {
        (Pending::None, _) => "",
        (Pending::Waiting(Asked::Busy), true) => words.busy_after_this_call,
        (Pending::Waiting(Asked::Rest), true) => words.rest_after_this_call,
        (Pending::Waiting(Asked::Busy), false) => words.busy_after_wrap_up,
        (Pending::Waiting(Asked::Rest), false) => words.rest_after_wrap_up,
        (Pending::Cancelled(Asked::Busy, _), _) => words.busy_cancelled,
        (Pending::Cancelled(Asked::Rest, _), _) => words.rest_cancelled,
    }
}
