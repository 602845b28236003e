//! What is watched over at every step.

use cec_agent_panel::gateway::AgentState;
use cec_agent_panel::panel::{
    CallStage, Connection, Effect, Event, Facts, Mono, Now, Pending, Reply, Source, Timer, Verdict,
    ViewModel, facts, update, view,
};

use super::ledger::Promise;
use super::secrets::holds_secret;
use super::tables::{BUSY, REST, is_led_to_by, named_by_poll, named_by_sync};
use super::weather::Nature;
use super::world::{Request, World, place};

/// A moment before all others.
const NEVER: i64 = i64::MIN / 4;

/// Something that the panel was told of an agent.
struct Word {
    /// When it came in, by the page's clocks.
    wall: u64,
    mono: i64,
    /// The first moment, by the world's clock, of which it can be.
    from: i64,
    agent: usize,
}

/// The last request of this page load.
struct Last {
    mono: i64,
    agent: usize,
    guid: u32,
    sync: bool,
    ended: Option<Ended>,
}

/// How it ended, and what its successor has to wait for.
struct Ended {
    nature: Nature,
    mono: i64,
    chance: u32,
    failures: u32,
    /// What the panel was like then; not known before the step is over.
    then: Option<Then>,
}

#[derive(Clone, Copy)]
struct Then {
    quiet: bool,
    unsure: bool,
    fast: bool,
    slowed: bool,
    poll_ms: i64,
    hidden_ms: i64,
}

/// The one sync of an agent in this page load.
#[derive(Default)]
struct OneSync {
    answered: bool,
    tries: u32,
    first: Option<i64>,
    /// Polls have begun.
    polled: bool,
    /// The agent has asked for another, which has not been answered.
    asked: bool,
}

/// Why a panel may not ask.
enum Stop {
    Session(usize, u32),
    Settings(usize),
}

/// The memory of the watch. It is that of one page load.
#[derive(Default)]
pub struct Watch {
    /// The page's timer has just fired.
    pub woken: bool,
    words: Vec<Word>,
    last: Option<Last>,
    /// Something has asked for haste since the last request.
    haste: bool,
    /// Polls may be fast until then.
    fast_until: i64,
    failures: u32,
    slow_until: i64,
    not_before: i64,
    /// The same two, when it is not known whether that still counts, as after another agent's
    /// turn.
    slowed_at_most: i64,
    alone_at_most: i64,
    /// How often a Guid was refused in a row.
    refused: Option<(usize, u32, u32)>,
    stop: Option<Stop>,
    syncs: [OneSync; 2],
    generation: u32,
    told: Option<(usize, i64)>,
    /// The last answer was a poll's, and told of no call.
    no_call: bool,
    /// Something was awaited when it came.
    awaited: bool,
    /// The longest way of a sync's answer.
    slowest: i64,
    /// When a command was last heard of.
    commanded: i64,
    /// The clock was set while no panel of that agent was there to be told, so that nobody
    /// knows how old is what was kept.
    pub blurred: bool,
    checked_at: Option<(i64, u64)>,
    shown: Option<ViewModel>,
    noted: usize,
    agent: Option<usize>,
}

impl Watch {
    /// The watch over a page that is loaded now.
    pub fn loaded() -> Self {
        Self {
            fast_until: NEVER,
            slow_until: NEVER,
            slowed_at_most: NEVER,
            alone_at_most: NEVER,
            not_before: NEVER,
            commanded: NEVER,
            ..Self::default()
        }
    }

    /// Another panel has taken the place of the first in the same page. Its clock shows `by`
    /// ms more.
    pub fn remounted(&mut self, by: i64) {
        for word in &mut self.words {
            word.mono += by;
        }
        for moment in [
            &mut self.fast_until,
            &mut self.slow_until,
            &mut self.slowed_at_most,
            &mut self.alone_at_most,
            &mut self.not_before,
            &mut self.commanded,
        ] {
            *moment += by;
        }
        for sync in &mut self.syncs {
            sync.first = sync.first.map(|first| first + by);
        }
        if let Some(last) = &mut self.last {
            last.mono += by;
        }
        self.given_up();
        self.haste = true;
        self.refused = None;
        self.stop = None;
        self.generation = 0;
        self.shown = None;
        self.noted = 0;
        self.failures = 0;
        if let Some(last) = &mut self.last {
            // Its end is nobody's any more.
            last.sync = false;
            last.ended = None;
        }
    }

    /// Something asks for haste.
    pub fn hasten(&mut self) {
        self.haste = true;
    }

    /// An event came in that came about at `from`.
    pub fn pushed(&mut self, mono: i64, wall: u64, from: i64, agent: usize) {
        self.words.push(Word {
            wall,
            mono,
            from,
            agent,
        });
        self.haste = true;
        self.fast_until = mono + 10_001;
    }

    /// A command was heard of.
    pub fn command(&mut self, mono: i64) {
        self.haste = true;
        self.fast_until = mono + 10_001;
        self.commanded = mono;
    }

    /// A person has asked for another sync.
    pub fn sync_asked(&mut self, agent: usize) {
        self.haste = true;
        self.syncs[agent] = OneSync {
            asked: true,
            ..OneSync::default()
        };
    }

    /// A person has asked to go on.
    pub fn go_on(&mut self) {
        self.haste = true;
        self.forget_limits();
        if let Some(Stop::Settings(_)) = self.stop {
            self.stop = None;
        }
    }

    /// Nobody is signed in for a while, or another.
    fn forget_limits(&mut self) {
        self.failures = 0;
        self.slow_until = NEVER;
        self.not_before = NEVER;
    }

    /// The request under way is no longer wanted.
    pub fn given_up(&mut self) {
        if let Some(last) = &self.last
            && last.ended.is_none()
            && last.sync
        {
            self.syncs[last.agent].answered = true;
        }
    }

    /// The request under way has ended so.
    pub fn ended(&mut self, nature: Nature, wait: Option<u64>, mono: i64, chance: u32) {
        let Some(last) = &mut self.last else { return };
        self.failures = if nature.is_good() {
            0
        } else {
            self.failures + 1
        };
        last.ended = Some(Ended {
            nature,
            mono,
            chance,
            failures: self.failures,
            then: None,
        });
        if last.sync {
            let sync = &mut self.syncs[last.agent];
            match nature {
                Nature::Good(_) | Nature::Unusable => {
                    sync.answered = true;
                    sync.asked = false;
                }
                Nature::BadGuid | Nature::SessionOver | Nature::Misconfigured => {
                    (sync.tries, sync.first) = (0, None);
                }
                Nature::Nothing | Nature::SlowDown | Nature::SwitchingOver => {}
            }
        }
        self.not_before = match wait {
            Some(wait) if !nature.is_good() => mono + wait.min(600_000).cast_signed(),
            _ => NEVER,
        };
        self.alone_at_most = self.alone_at_most.max(self.not_before);
        match nature {
            Nature::SlowDown => {
                self.slow_until = mono + 60_000;
                self.slowed_at_most = self.slow_until;
            }
            Nature::BadGuid => {
                let times = match self.refused {
                    Some((agent, guid, times)) if (agent, guid) == (last.agent, last.guid) => times,
                    _ => 0,
                };
                self.refused = Some((last.agent, last.guid, times + 1));
            }
            Nature::SessionOver => self.stop = Some(Stop::Session(last.agent, last.guid)),
            Nature::Misconfigured => self.stop = Some(Stop::Settings(last.agent)),
            Nature::Good(_) => self.refused = None,
            Nature::Nothing | Nature::Unusable | Nature::SwitchingOver => {}
        }
    }

    /// Until when the gateway has asked to be left alone, by the page's clock.
    pub fn left_alone_until(&self) -> i64 {
        self.slowed_at_most.max(self.alone_at_most)
    }

    /// Whether a command was heard of in the last ten seconds.
    pub const fn is_recent(&self, mono: i64) -> bool {
        mono - self.commanded <= 10_000
    }

    fn word(&self, agent: usize, wall: u64) -> Option<(i64, i64)> {
        let words = self.words.iter();
        let words = words.filter(|word| word.wall == wall && word.agent == agent);
        words.map(|word| (word.from, word.mono)).min()
    }
}

impl World<'_> {
    /// A request goes out: is it one that may?
    pub fn check_request(&mut self, request: &Request) {
        let mono = self.mono();
        let waits = self.under_way.is_some();
        self.ledger.keep(Promise::OneAtATime, !waits, || {
            "another request is under way".to_owned()
        });
        let source = self.source;
        self.ledger.keep(
            Promise::OwnSession,
            source == Some((request.agent, request.guid)),
            || format!("{source:?} stands in the source"),
        );
        let watch = &mut self.watch;
        let ledger = &mut *self.ledger;
        let generation = request.generation.0;
        ledger.keep(
            Promise::Generations,
            generation == watch.generation + 1,
            || format!("{generation} after {}", watch.generation),
        );
        watch.generation = generation;
        if let Some(last) = &watch.last {
            let apart = mono - last.mono;
            ledger.keep(Promise::OneASecond, apart >= 1_000, || {
                format!("{apart} ms apart")
            });
            let same_agent = last.agent == request.agent;
            let slowed = same_agent && mono < watch.slow_until;
            ledger.keep(Promise::Obeys, !slowed || apart >= 5_000, || {
                format!("{apart} ms apart after it was to slow down")
            });
            let early = watch.not_before - mono;
            ledger.keep(Promise::Obeys, !same_agent || early <= 0, || {
                format!("{early} ms before Retry-After ends")
            });
            if let Some(ended) = last.ended.as_ref().filter(|_| same_agent)
                && let Some(wait) = shortest_wait(last, ended, request)
            {
                let waited = mono - ended.mono;
                ledger.keep(Promise::Pace, watch.haste || waited >= wait, || {
                    format!("after {waited} ms, not {wait}")
                });
            }
        }
        let stopped = match watch.stop {
            Some(Stop::Session(agent, guid)) => (agent, guid) == (request.agent, request.guid),
            Some(Stop::Settings(agent)) => agent == request.agent,
            None => false,
        };
        ledger.keep(Promise::Stops, !stopped, || {
            "it was to ask no more".to_owned()
        });
        if let Some((agent, guid, times)) = watch.refused {
            let same = (agent, guid) == (request.agent, request.guid);
            ledger.keep(Promise::Stops, !same || times < 3, || {
                format!("that Guid was refused {times} times")
            });
        }
        watch.stop = None;
        let sync = &mut watch.syncs[request.agent];
        if request.sync {
            ledger.keep(Promise::SyncOnce, !sync.answered, || {
                "it was answered already".to_owned()
            });
            ledger.keep(Promise::SyncOnce, !sync.polled, || {
                "the panel polls already".to_owned()
            });
            ledger.keep(Promise::SyncOnce, sync.tries < 3, || {
                "a fourth try".to_owned()
            });
            sync.tries += 1;
            let since = mono - *sync.first.get_or_insert(mono);
            ledger.keep(Promise::SyncOnce, since <= 15_000, || {
                format!("{since} ms after the first try")
            });
        } else {
            sync.polled = true;
        }
        watch.haste = false;
        watch.last = Some(Last {
            mono,
            agent: request.agent,
            guid: request.guid,
            sync: request.sync,
            ended: None,
        });
    }

    /// A reply is handed to the panel, which waits for it.
    pub fn hear(&mut self, request: &Request, reply: &Reply, nature: Nature) {
        let mono = self.mono();
        let wall = self.wall();
        let wait = match reply {
            Reply::Response { retry_after_ms, .. } => *retry_after_ms,
            _ => None,
        };
        let chance = self.now().chance;
        self.watch.ended(nature, wait, mono, chance);
        let Nature::Good(state) = nature else { return };
        self.ledger.answers += 1;
        self.watch.words.push(Word {
            wall,
            mono,
            from: request.sent,
            agent: request.agent,
        });
        let told = (request.agent, state.unwrap_or(-9));
        if request.sync {
            self.watch.slowest = self.watch.slowest.max(self.at - request.sent);
            self.watch.commanded = mono;
            self.watch.fast_until = mono + 10_001;
        } else {
            if self.watch.told != Some(told) {
                self.watch.fast_until = mono + 10_001;
            }
        }
        self.watch.told = Some(told);
    }

    /// Before an event: what stands on the screen now?
    pub fn before(&mut self) {
        let now = self.now();
        let moment = (now.mono.0, now.wall.0);
        if self.watch.checked_at != Some(moment) {
            let seen = view(&self.model, now);
            self.check_view(&seen, now);
        }
    }

    /// After an event and its effects.
    pub fn after(&mut self) {
        let now = self.now();
        self.watch.checked_at = Some((now.mono.0, now.wall.0));
        let seen = view(&self.model, now);
        let agent = self.model.agent().and_then(place);
        if self.watch.agent != agent {
            self.watch.agent = agent;
            self.watch.forget_limits();
            self.watch.no_call = false;
            self.watch.refused = None;
            self.watch.stop = None;
            self.watch.haste = true;
            self.watch.blurred |= self.was_set();
        }
        let connection = seen.connection.connection;
        let stopped = matches!(connection, Connection::Expired | Connection::Misconfigured);
        if stopped {
            self.watch.forget_limits();
        }
        let settings = self.model.settings();
        let state = seen.badge.state;
        let then = Then {
            quiet: !self.visible || state == Some(AgentState::SignedOut),
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
            }
            let holds = match (ended.nature, connection) {
                (Nature::Good(_), Connection::Live) => true,
                (Nature::Good(_), Connection::Slowed) => now.mono.0 < watch.slowed_at_most,
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
        for timer in [seen.badge_time, seen.call_time, seen.command_time] {
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
        let word = self.watch.word(agent, as_of);
        self.ledger.keep(Promise::AsOf, word.is_some(), || {
            format!("{state:?} as of a moment at which nobody said anything")
        });
        let Some((from, told)) = word else { return };
        let until = self.at;
        let them = &self.agents[agent];
        let was = match source {
            Source::Sync => them.was(from, until, |it| named_by_sync(it.state) == state),
            Source::Status => them.was(from, until, |it| named_by_poll(it.polled()) == state),
            // A poll that agrees says no more than that there is a call.
            Source::Host if state.is_in_call() => them.was(from, until, |it| it.is_in_call()),
            Source::Host => them.was(from, until, |it| {
                named_by_sync(it.state) == state || named_by_poll(it.polled()) == state
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
            let later = Now {
                mono: Mono(now.mono.0 + 3_000),
                ..now
            };
            let then = view(&self.model, later);
            let runs = then.badge.state.is_some()
                && (then.badge_time, then.call_time) != (seen.badge_time, seen.call_time);
            self.ledger.keep(Promise::Durations, !runs, || {
                "it runs for old data".to_owned()
            });
        }
    }

    fn check_call(&mut self, seen: &ViewModel, agent: usize, from: i64) {
        let them = &self.agents[agent];
        let goes_on = matches!(
            seen.call.stage,
            CallStage::AtLoad | CallStage::Live | CallStage::Undescribed
        );
        let was = them.was(from, self.at, |it| it.is_in_call() == goes_on);
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
        let began_then = self.agents[agent]
            .periods
            .iter()
            .any(|it| named_by_sync(it.state) == state && (it.since - began).abs() <= play);
        self.ledger.keep(Promise::Durations, began_then, || {
            format!("{state:?} did not begin {seconds} s ago")
        });
    }

    fn check_command(&mut self, seen: &ViewModel, agent: usize, now: Now) {
        let Some(command) = seen.command else { return };
        let code = command.command.code();
        let given = self.agents[agent].commands.iter();
        let mut given = given.filter(|given| given.code == code);
        let them = &self.agents[agent];
        let untouched = self.temper.faults == 0 && !self.temper.pushes;
        let holds = match command.verdict {
            Verdict::Done => given.any(|given| {
                them.was(given.began, self.at, |it| {
                    // Where both times are known, what was there before is no evidence.
                    let after = !untouched || code <= 5 || it.since >= given.began;
                    let comes = matches!((code, it.pre), (30, Some(BUSY)) | (31, Some(REST)));
                    comes || (is_led_to_by(code, it.state) && after)
                })
            }),
            Verdict::Running => now.mono.0 - self.watch.commanded <= 10_000,
            Verdict::Unconfirmed => given.next().is_some(),
        };
        self.ledger
            .keep(Promise::DoneByEvidence, holds, || format!("{command:?}"));
    }

    fn check_secrets(&mut self, seen: &ViewModel) {
        let unchanged = self.watch.shown.as_ref() == Some(seen);
        let leaks = !unchanged && holds_secret(seen);
        self.ledger
            .keep(Promise::Secret, !leaks, || format!("shown: {seen:?}"));
        let noted = self.model.diagnostics().len();
        let fresh = self
            .model
            .diagnostics()
            .iter()
            .skip(self.watch.noted.min(noted));
        let leaks = fresh.into_iter().any(holds_secret);
        self.watch.noted = noted;
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

/// How long a request has to wait after the last one ended, where nothing asks for haste;
/// `None` where other rules decide.
fn shortest_wait(last: &Last, ended: &Ended, next: &Request) -> Option<i64> {
    let then = ended.then?;
    if last.guid != next.guid {
        return None;
    }
    let other = Then {
        quiet: !then.quiet,
        ..then
    };
    let wait = wait_by(last, ended, then)?;
    Some(if then.unsure {
        wait.min(wait_by(last, ended, other)?)
    } else {
        wait
    })
}

fn wait_by(last: &Last, ended: &Ended, then: Then) -> Option<i64> {
    let base = if then.quiet {
        then.hidden_ms
    } else {
        then.poll_ms
    };
    let interval = match (then.slowed, then.quiet, then.fast) {
        (true, ..) => base.max(5_000),
        (_, false, true) => base.min(1_000),
        _ => base,
    };
    match ended.nature {
        Nature::Good(_) => Some(interval),
        _ if last.sync => None,
        Nature::SlowDown => Some(interval),
        Nature::Nothing | Nature::Unusable | Nature::SwitchingOver => {
            let longest = (interval << ended.failures.min(16)).min(60_000.max(interval));
            let jittered = (longest * i64::from(ended.chance)) >> 32;
            let wait = if then.quiet {
                jittered.max(interval)
            } else {
                jittered
            };
            Some(wait.max(1_000))
        }
        Nature::BadGuid => Some(2_000),
        Nature::SessionOver | Nature::Misconfigured => None,
    }
}

/// Whether something is awaited that may come any moment.
fn awaits(seen: &ViewModel) -> bool {
    let running =
        |command: cec_agent_panel::panel::CommandView| command.verdict == Verdict::Running;
    matches!(seen.pending, Pending::Waiting(_)) || seen.command.is_some_and(running)
}
