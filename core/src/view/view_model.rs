//! What is to be seen at a moment. Words are the components' part: here are only facts.

use super::call::{CallView, call_time, call_view, hold_times, is_out};
use super::limit::{LimitView, limit};
use super::safe_text::{SafeText, safe_text};
use super::timer::Timer;
use crate::desk::call::Call;
use crate::desk::command::{Running, Verdict};
use crate::desk::pending::Pending;
use crate::desk::status::{AtLoad, Source, Status};
use crate::gateway::{AgentState, Command, FailureClass, Reason};
use crate::link::{Cause, Connection, Expiry, NextAsk, Phase, Polling, Recovery, SLOW_MS};
use crate::panel::Model;
use crate::settings::GuidFrom;
use crate::time::{Mono, Now, Wall};

/// After how many ms without an answer the state counts as unknown (R6).
const UNKNOWN_AFTER_MS: u64 = 60_000;
/// From which failure in a row on a transient one gets a banner (R8).
const BANNER_FROM: u32 = 2;
/// How many characters of the gateway's message are shown.
const MESSAGE_SHOWN: usize = 120;

/// What is to be seen. Each part changes on its own.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ViewModel {
    /// What the panel is called; empty for its name.
    pub heading: String,
    /// The status badge.
    pub badge: Badge,
    /// The time in the state.
    pub badge_time: Timer,
    /// The limit that the time in the state, or on hold, comes near to or has passed.
    pub limit: Option<LimitView>,
    /// What comes next.
    pub pending: Pending,
    /// Whether it comes after a call, and not after wrap-up or by itself.
    pub pending_after_call: bool,
    /// The call card.
    pub call: CallView,
    /// The time on the call.
    pub call_time: Timer,
    /// The time on hold, of the row [`crate::field::Field::Hold`].
    pub hold_time: Timer,
    /// The second call's time, of the row [`crate::field::Field::SecondCall`].
    pub second_time: Timer,
    /// The command indicator; `None` shows nothing.
    pub command: Option<CommandView>,
    /// The command's elapsed time.
    pub command_time: Timer,
    /// The connection line.
    pub connection: ConnectionView,
    /// When the gateway is asked next, while it does not answer.
    pub next_ask: Option<NextAsk>,
    /// A message about the connection.
    pub notice: Option<Notice>,
    /// A message that the call could not be recovered.
    pub recovery: Option<RecoveryNotice>,
    /// Whether the connect form is offered.
    pub form: bool,
}

/// The status badge.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Badge {
    /// The state, by the page "Agent Status" (`cec_07_0581`); `None` when none is known, or none
    /// any more.
    pub state: Option<AgentState>,
    /// Who said so; `None` with no state.
    pub source: Option<Source>,
    /// Whether the state is as recent as it should be.
    pub fresh: bool,
    /// The moment of the state that is no longer fresh, by the browser's clock.
    pub as_of: Option<Wall>,
    /// Since when the state is unknown, after it was known, by the browser's clock.
    pub unknown_since: Option<Wall>,
    /// What only the sync knew of the call.
    pub detail: Option<Detail>,
    /// Why the agent is busy or rests, by `reason` of events (`cec_07_1346`).
    pub reason: Option<Reason>,
}

/// A state within the call, as it was at load.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Detail {
    /// Hold, mute, three-party …
    pub state: AgentState,
    /// When the sync said it, by the browser's clock.
    pub as_of: Wall,
}

/// The command indicator.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CommandView {
    /// Which command, by Table 7 of `syncagentinfo`.
    pub command: Command,
    /// What became of it.
    pub verdict: Verdict,
    /// Whether anything can show its effect here; else it is said to have been sent, and no
    /// more.
    pub checkable: bool,
    /// Whether the gateway has accepted it, as the portal told.
    pub accepted: bool,
    /// What the portal calls it; at most 120 characters are shown.
    pub label: Option<SafeText>,
    /// In which words the gateway has refused it; at most 120 characters are shown.
    pub refusal: Option<SafeText>,
}

/// The connection line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ConnectionView {
    /// How the panel stands with the gateway.
    pub connection: Connection,
    /// Since when, by the browser's clock.
    pub since: Wall,
    /// An answer is overdue, though no request has failed yet.
    pub overdue: bool,
    /// How long the last answer took, in ms.
    pub latency_ms: Option<u64>,
    /// How long answers usually take of late, in ms.
    pub usual_ms: Option<u64>,
    /// Whether that is so long that the agent should know.
    pub slow: bool,
}

/// A message about the connection, with what the help desk wants to know.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Notice {
    /// How the panel stands with the gateway.
    pub connection: Connection,
    /// Why the session is no longer good, if it is not.
    pub expiry: Option<Expiry>,
    /// What happened; `None` when nobody is signed in.
    pub cause: Option<Cause>,
    /// The gateway is on another origin, and no request has ever had a response: it may not
    /// allow this page (CORS).
    pub cross_origin: bool,
    /// The gateway's own words, `message` of its answer; at most 120 characters are shown.
    pub message: Option<SafeText>,
}

/// The sync did not bring the call back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RecoveryNotice {
    /// Why.
    pub cause: Cause,
}

/// What `model` shows at `now`.
pub fn view(model: &Model, now: Now) -> ViewModel {
    let status = model.desk.status.as_ref();
    let age = status.map(|status| age(model, status, now));
    let unknown = age == Some(Age::Unknown);
    let left = is_left(model, unknown);
    let command = model
        .desk
        .command
        .as_ref()
        .filter(|command| !left && command.is_still_shown(now.mono));
    let following = model.sharing.lead.is_following();
    let nothing = Call::default();
    // Who is just being reserved for a call is about to be told which.
    let unannounced = model.desk.call.is_unannounced(now);
    // Nor is there a call before the first word of a new session.
    let ended = status.is_some_and(|it| it.over && it.state == AgentState::SignedOut);
    let call = if left || unannounced || ended {
        &nothing
    } else {
        &model.desk.call
    };
    // While no answer comes timers go on, and what shows them looks old. A hold of which
    // nothing is known any more stands still, and goes on from there.
    let held_until = status.map_or(now.mono, |status| believed_until(model, status, now));
    let [hold_time, second_time] = hold_times(call, held_until);
    let badge = badge(model, age);
    let text = |text: &Option<String>| text.as_deref().map(|text| safe_text(text, MESSAGE_SHOWN));
    // What is no longer fresh may have ended: it comes no nearer to its limit.
    let limited_until = status.map_or(now.mono, |status| fresh_until(model, status, now));
    ViewModel {
        heading: model.settings.heading.clone(),
        limit: limit(
            &model.desk,
            call,
            &model.settings,
            limited_until,
            badge.fresh,
        ),
        badge,
        badge_time: match (status, age) {
            (None, _) | (_, None | Some(Age::Unknown)) => Timer::None,
            (Some(status), _) => Timer::since(status.start, now.mono),
        },
        pending: if unknown || left {
            Pending::None
        } else {
            model.desk.pending.shown(status, now.mono)
        },
        pending_after_call: status.is_some_and(Status::after_call),
        call: call_view(
            call,
            unknown,
            is_out(call, status, model.agent()),
            &model.link.recovery,
            &model.settings,
        ),
        call_time: call_time(call, status, now.mono),
        hold_time,
        second_time,
        command: command.map(|running| CommandView {
            command: running.command,
            verdict: running.verdict(now.mono),
            checkable: running.checkable(),
            accepted: running.is_accepted(),
            label: text(&model.desk.command_label),
            refusal: text(&model.desk.refusal),
        }),
        command_time: command.map_or(Timer::None, |running| command_time(running, now.mono)),
        connection: connection(model, now),
        next_ask: if following {
            // Asking is another panel's part.
            None
        } else {
            model.link.next_ask(now)
        },
        notice: notice(model),
        recovery: match &model.link.recovery {
            // Before the first poll has been let through, nobody knows that it is lost.
            Recovery::Lost(cause)
                if model.link.phase == Phase::Asking && model.link.has_used_sync() =>
            {
                Some(RecoveryNotice {
                    cause: cause.clone(),
                })
            }
            _ => None,
        },
        form: form(model),
    }
}

/// The line says "live" only as long as the badge may look so.
fn connection(model: &Model, now: Now) -> ConnectionView {
    let (connection, since) = model.connection;
    let latency_ms = model.link.answered.map(|(_, took)| took);
    let usual_ms = model.link.usual_ms();
    // With seldom polls, the next answer takes a moment longer than its interval.
    let patience = model
        .link
        .oldest_fresh(model.pace(), now)
        .min(UNKNOWN_AFTER_MS)
        .max(model.link.interval(model.pace(), now) + SLOW_MS);
    let overdue = model
        .link
        .answered
        .filter(|(at, _)| now.mono.since(at.mono) > patience);
    match overdue {
        Some((last, _)) if connection == Connection::Live => ConnectionView {
            connection: Connection::Retrying,
            since: last.wall,
            overdue: true,
            latency_ms,
            usual_ms,
            slow: false,
        },
        _ => ConnectionView {
            connection,
            since,
            overdue: false,
            latency_ms,
            usual_ms,
            slow: connection == Connection::Live && usual_ms >= Some(SLOW_MS),
        },
    }
}

/// Whether the agent may have left the desk, so that nothing of a call is to be seen: the
/// session has ended, or was refused for so long that the state is `unknown`.
fn is_left(model: &Model, unknown: bool) -> bool {
    let over = match model.link.phase {
        Phase::Expired(Expiry::SessionOver) => true,
        Phase::Expired(Expiry::GuidRefused) => unknown,
        _ => false,
    };
    over && !model.sharing.lead.is_following()
}

/// How old what is shown is (R6).
#[derive(Clone, Copy, PartialEq, Eq)]
enum Age {
    Fresh,
    Old,
    Unknown,
}

fn age(model: &Model, status: &Status, now: Now) -> Age {
    let age = now.mono.since(status.seen.mono);
    let stopped = model.link.phase != Phase::Asking && !model.sharing.lead.is_following();
    // Who has been signed out stays so until somebody signs in, and then another session
    // stands in the source.
    let ended = model.link.phase == Phase::Expired(Expiry::SessionOver)
        && status.state == AgentState::SignedOut;
    if age > unknown_after(model, now) && !ended {
        Age::Unknown
    } else if fresh_until(model, status, now) < now.mono || stopped || status.over {
        Age::Old
    } else {
        Age::Fresh
    }
}

/// After how many ms without an answer the state is unknown. An answer that is due once a
/// minute is not missed before its request is given up.
fn unknown_after(model: &Model, now: Now) -> u64 {
    UNKNOWN_AFTER_MS
        .max(model.link.awaited_interval(model.pace(), now) + model.settings.request_timeout_ms)
}

/// Until when `status` is as recent as it should be, `now` at the latest.
fn fresh_until(model: &Model, status: &Status, now: Now) -> Mono {
    let oldest_fresh = model.link.oldest_fresh(model.pace(), now);
    status
        .seen
        .mono
        .plus(oldest_fresh.min(UNKNOWN_AFTER_MS))
        .min(now.mono)
}

/// Until when a hold that was seen with `status` is believed: as long as its state can be, at
/// any pace. The pace of the moment would not do: when it quickens, as when "slow down" is
/// over, the time would jump back.
fn believed_until(model: &Model, status: &Status, now: Now) -> Mono {
    let longest = Polling::longest_interval(&model.settings) + model.settings.request_timeout_ms;
    status.seen.mono.plus(longest).min(now.mono)
}

fn badge(model: &Model, age: Option<Age>) -> Badge {
    let nothing = Badge {
        state: None,
        source: None,
        fresh: false,
        as_of: None,
        unknown_since: None,
        detail: None,
        reason: None,
    };
    match (&model.desk.status, age) {
        (None, _) | (_, None) => nothing,
        (Some(status), Some(Age::Unknown)) => Badge {
            unknown_since: Some(status.seen.wall),
            ..nothing
        },
        (Some(status), Some(age)) => Badge {
            state: Some(status.state),
            source: Some(status.source),
            fresh: age == Age::Fresh,
            as_of: (age == Age::Old).then_some(status.seen.wall),
            unknown_since: None,
            detail: status.detail.map(|AtLoad { state, as_of }| Detail {
                state,
                as_of: as_of.wall,
            }),
            reason: model
                .desk
                .reason
                .filter(|reason| reason.explains(status.state))
                .map(|reason| reason.reason),
        },
    }
}

fn command_time(running: &Running, now: Mono) -> Timer {
    let over = running.refused_at().or(running.done_at());
    Timer::since(running.start, over.unwrap_or(now))
}

fn notice(model: &Model) -> Option<Notice> {
    let connection = model.connection.0;
    let expiry = match &model.link.phase {
        Phase::Expired(expiry) => Some(*expiry),
        _ => None,
    };
    let failing = model.link.polling.failing();
    let worth_a_banner = match (&model.link.phase, failing) {
        _ if model.sharing.lead.is_following() => false,
        (Phase::NoSession | Phase::Expired(_) | Phase::Misconfigured { .. }, _) => true,
        (Phase::Asking, None) => false,
        (Phase::Asking, Some((failure, failures))) => match failure.class {
            // Nobody should wait for longer than for one answer that never comes.
            _ if failure.cause == Cause::TimedOut => true,
            FailureClass::Transient
            | FailureClass::Guid
            | FailureClass::NotSignedIn
            | FailureClass::Misconfigured => failures >= BANNER_FROM,
            _ => true,
        },
    };
    worth_a_banner.then(|| {
        let cause = failing.map(|(failure, _)| failure.cause.clone());
        let message = match &cause {
            Some(Cause::Code(_, message)) if !message.is_empty() => {
                Some(safe_text(message, MESSAGE_SHOWN))
            }
            _ => None,
        };
        Notice {
            connection,
            expiry,
            cross_origin: !model.link.reached
                && cause == Some(Cause::Network)
                && model.settings.is_cross_origin(),
            cause,
            message,
        }
    })
}

fn form(model: &Model) -> bool {
    let wanted = matches!(model.link.phase, Phase::NoSession | Phase::Expired(_));
    let allowed =
        model.settings.allow_connect_form && model.settings.guid_from == GuidFrom::Session;
    wanted && !model.sharing.lead.is_following() && allowed
}
