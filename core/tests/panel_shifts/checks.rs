//! What is checked at every step: what the panel shows.

use cec_agent_panel_core::desk::{CallStage, Pending, Source, Verdict};
use cec_agent_panel_core::gateway::AgentState;
use cec_agent_panel_core::link::{Connection, Reply};
use cec_agent_panel_core::panel::{Effect, Event, update};
use cec_agent_panel_core::time::{Mono, Now};
use cec_agent_panel_core::view::{Facts, Timer, ViewModel, facts, view};

use super::agent::{Command, Period};
use super::ledger::Promise;
use super::request_checks::is_nobodys;
use super::secrets::holds_secret;
use super::tables::{BUSY, REST, is_led_to_by, named_by_sync};
use super::watch::{Then, Word};
use super::weather::{Fault, Nature};
use super::world::{Request, What, World, place};

impl World<'_> {
    /// A reply is handed to the panel, which waits for it.
    pub fn hear(&mut self, request: &Request, reply: &Reply, nature: Nature) {
        let mono = self.mono();
        let wall = self.wall();
        let wait = match reply {
            Reply::Response { retry_after_ms, .. } => *retry_after_ms,
            _ => None,
        };
        let damaged = matches!(request.fault, Some(Fault::Retyped | Fault::Flipped));
        self.watch.damaged |= damaged;
        // A look-up has no say in anything but the card.
        if request.what == What::LookUp {
            self.watch.look_up_ended = mono;
            return;
        }
        let chance = self.now().chance;
        let settings = self.model.settings();
        let longest = settings
            .poll_interval_ms
            .max(settings.hidden_poll_interval_ms);
        self.watch.spread = longest.cast_signed();
        let nature = self.watch.judge(nature, reply);
        if self.watch.ended(nature, wait, mono, chance) {
            self.watch.words.push(Word {
                wall,
                mono,
                from: self.at,
                agent: request.agent,
                gone: true,
            });
        }
        if !nature.is_good() {
            return;
        }
        self.ledger.answers += 1;
        self.watch.words.push(Word {
            wall,
            mono,
            from: request.sent,
            agent: request.agent,
            gone: false,
        });
        if request.what == What::Status {
            let denied = &mut self.watch.denied[request.agent];
            if matches!(nature, Nature::Good(Some(7 | 9))) {
                *denied = 0;
            } else {
                *denied += 1;
                self.watch.no_call_since[request.agent] = request.sent;
            }
        }
        if request.what == What::Sync {
            self.watch.known = None;
            self.watch.no_call_since[request.agent] = request.sent;
            self.watch.slowest = self.watch.slowest.max(self.at - request.sent);
            self.watch.commanded = mono;
            self.watch.fast_until = mono + 10_001;
        }
    }

    /// Before an event: what stands on the screen now?
    pub fn before(&mut self) {
        let now = self.now();
        let moment = (now.mono.0, now.wall.0);
        if self.watch.checked_at != Some(moment) {
            let seen = self.see();
            self.check_view(&seen, now);
        }
    }

    /// After an event and its effects.
    pub fn after(&mut self) {
        let now = self.now();
        self.watch.checked_at = Some((now.mono.0, now.wall.0));
        let seen = self.see();
        let agent = self.model.agent().and_then(place);
        if self.watch.agent != agent {
            self.watch.agent = agent;
            self.watch.forget_limits();
            self.watch.no_call = false;
            self.watch.known = None;
            self.watch.refused = None;
            self.watch.stop = None;
            self.watch.over = None;
            self.watch.haste = true;
            if self.was_set() {
                // What was kept of that agent may be of long ago and seem to be of now, and so
                // may a command. It has its ten seconds from here, and no more.
                self.watch.blurred = true;
                self.watch.commanded = now.mono.0;
            }
        }
        if !is_nobodys(&seen.call) {
            self.watch.look_ups = 0;
        }
        let connection = seen.connection.connection;
        if connection == Connection::Expired {
            self.watch.forget_limits();
        }
        let settings = self.model.settings();
        let state = seen.badge.state;
        let before = self.watch.shown.as_ref().and_then(|it| it.badge.state);
        if state != before {
            self.watch.fast_until = self.watch.fast_until.max(now.mono.0 + 10_001);
        }
        let as_of = facts(&self.model, &seen).state_as_of;
        let ended = agent
            .zip(as_of)
            .is_some_and(|(agent, as_of)| self.watch.told_gone(agent, as_of.0));
        let then = Then {
            // Another session may have begun since the last one was over.
            quiet: !self.visible || (state == Some(AgentState::SignedOut) && !ended),
            // A state that is not shown any more may still be that of an agent who is gone.
            unsure: state.is_none(),
            fast: now.mono.0 <= self.watch.fast_until && (awaits(&seen) || self.watch.awaited),
            slowed: now.mono.0 < self.watch.slow_until,
            poll_ms: settings.poll_interval_ms.cast_signed(),
            hidden_ms: settings.hidden_poll_interval_ms.cast_signed(),
        };
        let by_push = seen.badge.source == Some(Source::Host);
        let pushes = self.temper.pushes;
        let watch = &mut self.watch;
        let asked = watch.syncs.iter().any(|sync| sync.asked);
        if let Some(last) = &mut watch.last
            && let Some(ended) = &mut last.ended
            && ended.then.is_none()
        {
            ended.then = Some(then);
            // A poll against what was pushed asks for another.
            watch.haste |= by_push || (pushes && seen.badge.state.is_none());
            if let (Nature::Good(state), false) = (ended.nature, last.sync) {
                watch.no_call = !matches!(state, Some(7 | 9));
                watch.awaited = awaits(&seen);
            } else if ended.nature.is_good() {
                watch.no_call = false;
                watch.awaited = awaits(&seen);
            }
            let holds = match (ended.nature, connection) {
                (Nature::Good(_), Connection::Live) => true,
                (Nature::Good(_), Connection::Slowed) => {
                    now.mono.0 < watch.slowed_at_most || watch.blurred
                }
                (Nature::Good(_), Connection::Connecting | Connection::Recovering) => asked,
                (Nature::Good(_), _) | (_, Connection::Live) => false,
                _ => true,
            };
            let nature = ended.nature;
            self.ledger.keep(Promise::ConnectionTrue, holds, || {
                format!("{connection:?} after {nature:?}")
            });
        }
        self.check_view(&seen, now);
        self.check_secrets(&seen);
        if self.trace.is_some() && self.watch.shown.as_ref() != Some(&seen) {
            let text = format!(
                "      {:?} {:?} {:?} {:?} {:?} {:?}",
                seen.badge,
                seen.badge_time,
                seen.call.stage,
                seen.pending,
                seen.command,
                connection
            );
            self.say(|| text);
        }
        self.watch.shown = Some(seen);
    }

    /// After everything that followed from an event.
    pub fn settled(&mut self) {
        let armed = self.is_armed();
        self.ledger
            .keep(Promise::Wakes, armed, || "nothing wakes it".to_owned());
    }

    fn check_view(&mut self, seen: &ViewModel, now: Now) {
        let facts = facts(&self.model, seen);
        let limit = seen.badge.state.is_some() && !seen.badge.fresh;
        self.ledger.keep(
            Promise::FreshIsRecent,
            limit == seen.badge.as_of.is_some(),
            || format!("old data names its moment: {:?}", seen.badge),
        );
        if let Some(agent) = facts.agent.and_then(place) {
            self.check_state(seen, &facts, agent, now);
            self.check_command(seen, agent, now);
        } else {
            self.ledger
                .keep(Promise::AsOf, seen.badge.state.is_none(), || {
                    "a state of nobody".to_owned()
                });
        }
        let oldest = self.at + 300_000 + self.set_forward;
        for timer in [
            seen.badge_time,
            seen.call_time,
            seen.hold_time,
            seen.second_time,
            seen.command_time,
        ] {
            if let Timer::Elapsed { seconds, .. } = timer {
                self.ledger.keep(
                    Promise::Durations,
                    i64::try_from(seconds).is_ok_and(|s| s * 1_000 <= oldest),
                    || format!("{seconds} s are longer than all"),
                );
            }
        }
    }

    fn check_state(&mut self, seen: &ViewModel, facts: &Facts, agent: usize, now: Now) {
        let Some((state, source)) = seen.badge.state.zip(seen.badge.source) else {
            return;
        };
        let as_of = facts.state_as_of.map_or(0, |wall| wall.0);
        if state == AgentState::SignedOut && self.watch.told_gone(agent, as_of) {
            // That is no word of the agent's life, and needs no other until a session begins.
            self.ledger
                .keep(Promise::FreshIsRecent, !seen.badge.fresh, || {
                    "a session that is over looks live".to_owned()
                });
            return;
        }
        let word = self.watch.word(agent, as_of);
        self.ledger.keep(Promise::AsOf, word.is_some(), || {
            format!("{state:?} as of a moment at which nobody said anything")
        });
        let Some((from, told)) = word else { return };
        self.check_parties(seen, agent, from);
        let until = self.at;
        let them = &self.agents[agent];
        let was = match source {
            Source::Sync => them.was(from, until, |it| named_by_sync(it.state) == state),
            Source::Status => them.was(from, until, |it| it.shown_by_poll() == state),
            // A poll that agrees says no more than that there is a call.
            Source::Host if state.is_in_call() => them.was(from, until, Period::is_in_call),
            Source::Host => them.was(from, until, |it| {
                named_by_sync(it.state) == state || it.shown_by_poll() == state
            }),
        };

        self.ledger.keep(Promise::AsOf, was, || {
            format!("{state:?} ({source:?}) was not so from {from} to {until}")
        });

        // What is fresh, and what is nothing any more.
        let age = now.mono.0 - told;
        let settings = self.model.settings();
        let (poll, hidden) = (
            settings.poll_interval_ms.cast_signed(),
            settings.hidden_poll_interval_ms.cast_signed(),
        );
        let timeout = settings.request_timeout_ms.cast_signed();
        let slowed = now.mono.0 < self.watch.slowed_at_most;
        let quiet = !self.visible || state == AgentState::SignedOut;
        let interval = match (slowed, quiet) {
            (true, _) => 60_000,
            (_, true) => hidden.max(poll),
            _ => poll,
        };
        let limit = if seen.badge.fresh {
            (2 * interval).min(60_000)
        } else {
            (interval + timeout).max(60_000)
        };
        let recent = age <= limit || self.watch.blurred;
        self.ledger.keep(Promise::FreshIsRecent, recent, || {
            format!("{state:?} is {age} ms old, fresh: {}", seen.badge.fresh)
        });
        let stopped = matches!(
            seen.connection.connection,
            Connection::Expired | Connection::Misconfigured
        );
        self.ledger.keep(
            Promise::FreshIsRecent,
            !(stopped && seen.badge.fresh),
            || "it has stopped and looks live".to_owned(),
        );
        if seen.badge.fresh {
            self.check_call(seen, agent, from);
            self.check_duration(seen, agent, state);
        } else {
            let afterwards = Now {
                mono: Mono(now.mono.0 + 3_000),
                ..now
            };
            let after = view(&self.model, afterwards);
            let jumps = |before: Timer, after: Timer| match (before, after) {
                (Timer::Elapsed { seconds, .. }, Timer::Elapsed { seconds: later, .. }) => {
                    later < seconds
                }
                _ => false,
            };
            let jumps = jumps(seen.badge_time, after.badge_time)
                || jumps(seen.call_time, after.call_time)
                || jumps(seen.hold_time, after.hold_time);
            self.ledger.keep(Promise::Durations, !jumps, || {
                "it jumps back while no answer comes".to_owned()
            });
        }
    }

    fn check_call(&mut self, seen: &ViewModel, agent: usize, from: i64) {
        let them = &self.agents[agent];
        // A call that nobody describes is announced after a second and a half.
        let mut stage = seen.call.stage;
        if stage == CallStage::None {
            let mut later = self.now();
            later.mono.0 += 1_500;
            stage = view(&self.model, later).call.stage;
        }
        let goes_on = matches!(
            stage,
            CallStage::AtLoad | CallStage::Live | CallStage::Undescribed
        );
        let was = them.was(from, self.at, |it| it.is_in_call() == goes_on);
        // A text session that goes on may be all that a poll's word for a call means.
        let was = was || (stage == CallStage::None && them.chatted_since(from - 1_000));
        self.ledger.keep(Promise::CallAsOf, was, || {
            format!("{:?} was not so since {from}", seen.call.stage)
        });
        if !self.temper.pushes {
            let described = matches!(seen.call.stage, CallStage::AtLoad | CallStage::Live);
            let ended = self.watch.no_call && described;
            self.ledger.keep(Promise::CardEnds, !ended, || {
                "a poll has seen it end".to_owned()
            });
        }
    }

    fn check_duration(&mut self, seen: &ViewModel, agent: usize, state: AgentState) {
        let Timer::Elapsed {
            seconds,
            about: false,
        } = seen.badge_time
        else {
            return;
        };
        if state.is_in_call() || self.watch.blurred {
            return;
        }
        let began = self.at - i64::try_from(seconds).unwrap_or(i64::MAX) * 1_000;
        let play = 1_100 + self.watch.slowest;
        // After a jump of the clock it is not known when an event came about, by the page's.
        if seen.badge.source == Some(Source::Host) && self.was_set() {
            return;
        }
        let began_then = self.agents[agent]
            .periods
            .iter()
            .any(|it| named_by_sync(it.state) == state && (it.since - began).abs() <= play);
        self.ledger.keep(Promise::Durations, began_then, || {
            format!("{state:?} did not begin {seconds} s ago")
        });
    }

    fn check_command(&mut self, seen: &ViewModel, agent: usize, now: Now) {
        let Some(command) = &seen.command else { return };
        let code = command.command.code();
        let given = self.agents[agent].commands.iter();
        let mut given = given.filter(|given| given.code == code);
        let them = &self.agents[agent];
        // Who has joined the agent may be whom they asked for help.
        let joined = |given: &Command| {
            let asked = matches!(code, 16 | 17);
            asked && them.joined.iter().any(|at| *at >= given.began)
        };
        let untouched = self.temper.faults == 0 && !self.temper.pushes;
        let holds = match command.verdict {
            Verdict::Done => given.any(|given| {
                joined(given)
                    || them.was(given.began, self.at, |it| {
                        // Where both times are known, what was there before is no evidence.
                        let after = !untouched || code <= 5 || it.since >= given.began;
                        let comes = matches!((code, it.pre), (30, Some(BUSY)) | (31, Some(REST)));
                        // A key of the telephone holds a call as well as the command does.
                        let by_key =
                            matches!((code, it.held_by_key), (6, Some(true)) | (7, Some(false)));
                        comes || by_key || (is_led_to_by(code, it.state) && after)
                    })
            }),
            Verdict::Running => now.mono.0 - self.watch.commanded <= 10_000 || self.watch.blurred,
            Verdict::Unconfirmed => given.next().is_some(),
            // Half a minute, and a second until the next tick.
            Verdict::Refused => given.any(|given| {
                let age = self.at - given.began;
                given.refused && (self.watch.blurred || age <= 32_000)
            }),
        };
        self.ledger
            .keep(Promise::DoneByEvidence, holds, || format!("{command:?}"));
    }

    fn check_secrets(&mut self, seen: &ViewModel) {
        let unchanged = self.watch.shown.as_ref() == Some(seen);
        let leaks = !unchanged && holds_secret(seen);
        self.ledger
            .keep(Promise::Secret, !leaks, || format!("shown: {seen:?}"));
        let leaks = self.model.take_diagnostics().iter().any(holds_secret);
        self.ledger
            .keep(Promise::Secret, !leaks, || "in the diagnostics".to_owned());
    }

    /// A reply that nobody waits for is handed in, and changes nothing.
    pub fn hand_in_late(&mut self) {
        let Some((generation, reply)) = self.late.pop() else {
            return;
        };
        let now = self.now();
        let mut outcomes = [Event::Replied(generation, reply), Event::Woke].map(|event| {
            let mut model = self.model.clone();
            let effects = update(&mut model, now, event);
            let asks = effects.into_iter().filter(|effect| {
                !matches!(effect, Effect::Wake(_) | Effect::Say(_) | Effect::Keep(..))
            });
            (view(&model, now), asks.collect::<Vec<_>>())
        });
        let [late, woken] = &mut outcomes;
        self.ledger.keep(Promise::Generations, late == woken, || {
            format!("the late reply to {generation:?} does {late:?}, and not {woken:?}")
        });
    }
}

/// Whether something is awaited that may come any moment.
fn awaits(seen: &ViewModel) -> bool {
    let running =
        |command: &cec_agent_panel_core::view::CommandView| command.verdict == Verdict::Running;
    matches!(seen.pending, Pending::Waiting(_)) || seen.command.as_ref().is_some_and(running)
}
