//! The status badge: icon, name, time in the state, and how far to trust it.

use std::borrow::Cow;

use leptos::prelude::*;

use super::common::{RunningTime, time_of_day};
use super::icon::{Icon, tone_of};
use super::{Screen, Shown};
use crate::i18n::{Words, duration, interface_name, reason_name, state_name, with};
use cec_agent_panel_core::desk::{Asked, Pending, Source};
use cec_agent_panel_core::gateway::AgentState;
use cec_agent_panel_core::link::Connection;
use cec_agent_panel_core::view::{Badge, LimitView, Notice, Timer};

/// The badge. The state's name stands in the one status region, what comes next
/// in a polite one of its own, and so does that a limit is near or over, which is not to be seen
/// there; all are there before they change, and what ticks stands outside of them.
#[component]
pub fn StatusBadge(screen: Screen) -> impl IntoView {
    view! {
        <section
            class="badge"
            part="status-badge"
            aria-label=screen.attribute(|s| s.words.agent_status())
            data-state=screen.attribute(|s| s.view.badge.state.map_or("unknown", AgentState::slug))
            data-tone=screen.attribute(|s| tone_of(s.view.badge.state).slug())
            data-source=screen.attribute(|s| s.view.badge.source.map_or("none", Source::slug))
            data-fresh=screen.attribute(|s| if s.view.badge.fresh { "true" } else { "false" })
            data-limit=screen.optional_attribute(|s| Some(limit_shown(s)?.stage()))
        >
            <span class="badge-icon"><Icon screen/></span>
            <p class="badge-name" role="status" prop:textContent=screen.text(name)/>
            <RunningTime
                screen
                class="badge-time"
                time=|view| view.badge_time
                name=|s| s.words.time_in_state()
            />
            // It is seen where there is no call card. Whatever the gateway sends, a box of its own
            // turns the direction of nothing around it (R11).
            <span
                class="badge-party"
                prop:textContent=screen.text(|s| party(s).unwrap_or_default().to_owned())
            />
            <p
                class="badge-pending"
                part="pending"
                aria-live="polite"
                data-pending=screen.optional_attribute(|s| s.view.pending.slug())
                prop:textContent=screen.word(pending_text)
            />
            <p
                class="badge-detail"
                title=screen.optional_attribute(|s| {
                    is_of_a_moment(&s.view.badge).then_some(s.words.as_of_explained())
                })
                prop:textContent=screen.text(|s| detail(s.words, &s.view.badge))
            />
            <span class="badge-limit" prop:textContent=screen.text(limit_text)/>
            <p class="unseen" aria-live="polite" prop:textContent=screen.text(limit_reached)/>
        </section>
    }
}

fn name(shown: &Shown) -> Cow<'static, str> {
    let (words, badge) = (shown.words, &shown.view.badge);
    match badge.state {
        Some(state) => state_name(words, state),
        None => nameless(words, badge, shown.view.notice.as_ref()).into(),
    }
}

/// What stands in the place of a state that is not known.
fn nameless(words: &Words, badge: &Badge, notice: Option<&Notice>) -> &'static str {
    match notice.map(|notice| notice.connection) {
        _ if badge.unknown_since.is_some() => words.status_unknown(),
        None => words.status_not_known_yet(),
        Some(Connection::Connecting) => words.nobody(),
        Some(_) => words.status_unknown(),
    }
}

/// "as of", "since", why, or what was so at load: at most one line, so that nothing moves.
fn detail(words: &Words, badge: &Badge) -> String {
    if let Some(since) = badge.unknown_since {
        return with(words.since(), &time_of_day(since));
    }
    let interface = badge.state.map_or("", interface_name);
    if let Some(as_of) = badge.as_of {
        let as_of = with(words.as_of(), &time_of_day(as_of));
        return [
            interface,
            if interface.is_empty() { "" } else { " · " },
            &as_of,
        ]
        .concat();
    }
    if !interface.is_empty() {
        return interface.to_owned();
    }
    if let Some(reason) = badge.reason {
        return reason_name(words, reason).into_owned();
    }
    badge.detail.map_or_else(String::new, |detail| {
        let state = state_name(words, detail.state);
        let as_of = with(words.as_of(), &time_of_day(detail.as_of));
        [&state, " · ", &as_of].concat()
    })
}

/// Whether [`detail`] says "as of".
const fn is_of_a_moment(badge: &Badge) -> bool {
    badge.as_of.is_some()
        || badge.detail.is_some() && badge.reason.is_none() && badge.unknown_since.is_none()
}

/// The limit that is to be seen.
fn limit_shown(shown: &Shown) -> Option<LimitView> {
    shown.view.limit.filter(|limit| limit.shown)
}

/// How much is left until a limit, or how much it is over; of a hold within the state, with its
/// name.
fn limit_text(shown: &Shown) -> String {
    let Some(limit) = limit_shown(shown) else {
        return String::new();
    };
    let words = shown.words;
    let seconds = limit.gone.abs_diff(limit.limit);
    let (phrase, time) = if limit.is_over() {
        let about = false;
        (words.over_by(), duration(Timer::Elapsed { seconds, about }))
    } else if seconds < 60 {
        (words.seconds_left(), seconds.to_string())
    } else {
        (words.minutes_left(), (seconds / 60).to_string())
    };
    // Less than ten minutes need no zero before them.
    let padding = usize::from(time.as_bytes().first() == Some(&b'0'));
    let (_, about) = limit.since;
    let time = [
        if about { "~" } else { "" },
        time.get(padding..).unwrap_or(&time),
    ]
    .concat();
    of_hold(shown, limit, &with(phrase, &time))
}

/// What is read out of a limit: nothing that ticks.
fn limit_reached(shown: &Shown) -> String {
    let Some(limit) = limit_shown(shown) else {
        return String::new();
    };
    let words = &shown.words;
    let reached = if limit.is_over() {
        words.limit_over()
    } else {
        words.limit_near()
    };
    of_hold(shown, limit, reached)
}

/// What is said of a limit, with the name of the hold where it is one within the state.
fn of_hold(shown: &Shown, limit: LimitView, said: &str) -> String {
    let (name, dot) = if limit.is_hold {
        (shown.words.hold(), " · ")
    } else {
        ("", "")
    };
    [name, dot, said].concat()
}

/// Who is on the line. Where nobody knows the state, nobody knows of a call.
fn party(shown: &Shown) -> Option<&str> {
    let state = shown.view.badge.state?;
    shown.view.call.party().filter(|_| state.is_in_call())
}

fn pending_text(shown: &Shown) -> &'static str {
    let words = shown.words;
    let view = &shown.view;
    if view.badge.state == Some(AgentState::PreRest) {
        // The state's own name says the same.
        return "";
    }
    match (view.pending, view.pending_after_call) {
        (Pending::None, _) => "",
        (Pending::Waiting(Asked::Busy), true) => words.busy_after_this_call(),
        (Pending::Waiting(Asked::Rest), true) => words.rest_after_this_call(),
        (Pending::Waiting(Asked::Busy), false) => words.busy_after_wrap_up(),
        (Pending::Waiting(Asked::Rest), false) => words.rest_after_wrap_up(),
        (Pending::Cancelled(Asked::Busy, _), _) => words.busy_cancelled(),
        (Pending::Cancelled(Asked::Rest, _), _) => words.rest_cancelled(),
    }
}

#[cfg(test)]
mod tests {
    use super::{LimitView, Shown, detail, limit_reached, limit_text, name, pending_text};
    use cec_agent_panel_core::desk::{Asked, Pending};
    use cec_agent_panel_core::gateway::{AgentState, Interface, Reason};
    use cec_agent_panel_core::link::Connection;
    use cec_agent_panel_core::time::{Mono, Wall};

    #[test]
    fn a_limit_is_said_in_minutes_in_seconds_and_by_how_much_it_is_over() {
        let mut shown = Shown::at_first();
        assert_eq!(
            (limit_text(&shown), limit_reached(&shown)),
            (String::new(), String::new())
        );
        for (gone, text, read) in [
            (450, "2 min left", "Time is nearly up"),
            (540, "1 min left", "Time is nearly up"),
            (541, "59 s left", "Time is nearly up"),
            (599, "1 s left", "Time is nearly up"),
            (600, "over by 0:00", "Time is up"),
            (640, "over by 0:40", "Time is up"),
            (1_240, "over by 10:40", "Time is up"),
            (4_201, "over by 1:00:01", "Time is up"),
        ] {
            let mut limit = LimitView {
                is_hold: false,
                limit: 600,
                gone,
                since: (Mono(0), false),
                shown: true,
            };
            shown.view.limit = Some(limit);
            assert_eq!(
                (limit_text(&shown), limit_reached(&shown)),
                (text.to_owned(), read.to_owned())
            );
            limit.is_hold = true;
            shown.view.limit = Some(limit);
            assert_eq!(limit_text(&shown), ["On hold · ", text].concat());
            assert_eq!(limit_reached(&shown), ["On hold · ", read].concat());
            limit.shown = false;
            shown.view.limit = Some(limit);
            assert_eq!(
                (limit_text(&shown), limit_reached(&shown)),
                (String::new(), String::new())
            );
        }
        shown.view.limit = Some(LimitView {
            is_hold: false,
            limit: 600,
            gone: 640,
            since: (Mono(0), true),
            shown: true,
        });
        assert_eq!(
            limit_text(&shown),
            "over by ~0:40",
            "it began between two polls"
        );
    }

    #[test]
    fn without_a_state_it_says_why_there_is_none() {
        let mut shown = Shown::at_first();
        assert_eq!(name(&shown), shown.words.nobody(), "nobody is signed in");
        shown.view.notice = None;
        assert_eq!(name(&shown), shown.words.status_not_known_yet());
        shown.view.badge.unknown_since = Some(Wall(0));
        assert_eq!(name(&shown), shown.words.status_unknown());
        shown.view.badge.unknown_since = None;
        shown.view.connection.connection = Connection::Retrying;
        assert_eq!(name(&shown), shown.words.status_not_known_yet());
    }

    #[test]
    fn an_unknown_state_keeps_its_number_and_who_sent_it() {
        let mut shown = Shown::at_first();
        let interface = Interface::AgentStatus;
        shown.view.badge.state = Some(AgentState::Unknown {
            interface,
            code: 42,
        });
        assert!(name(&shown).contains("42"));
        assert_eq!(detail(shown.words, &shown.view.badge), "agentstatus");
    }

    #[test]
    fn what_is_pending_speaks_of_a_call_only_in_one_and_is_not_said_twice() {
        let mut shown = Shown::at_first();
        assert_eq!(pending_text(&shown), "");
        shown.view.pending = Pending::Waiting(Asked::Rest);
        assert_eq!(pending_text(&shown), shown.words.rest_after_wrap_up());
        shown.view.pending_after_call = true;
        assert_eq!(pending_text(&shown), shown.words.rest_after_this_call());
        shown.view.badge.state = Some(AgentState::PreRest);
        assert_eq!(pending_text(&shown), "");
    }

    #[test]
    fn a_fresh_state_has_its_reason_or_nothing_under_it() {
        let mut shown = Shown::at_first();
        assert_eq!(detail(shown.words, &shown.view.badge), "");
        shown.view.badge.reason = Some(Reason::Rejected);
        assert_eq!(
            detail(shown.words, &shown.view.badge),
            shown.words.reason_rejected()
        );
    }
}
