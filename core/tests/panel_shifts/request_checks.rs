//! What is checked of every request.

use cec_agent_panel_core::desk::CallStage;
use cec_agent_panel_core::field::Field;
use cec_agent_panel_core::view::{CallView, Row, view};

use super::ledger::Promise;
use super::session_source::NO_GUID;
use super::watch::{Ended, Last, Then};
use super::weather::Nature;
use super::world::{Request, What, World};

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
            source.is_some_and(|(agent, guid)| {
                let same_guid = request.guid == guid || request.guid == NO_GUID;
                agent == request.agent && same_guid
            }) || self.typed_at == self.at,
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
        let polled = watch
            .last
            .as_ref()
            .map(|last| (last.mono, last.agent, last.former));
        for (before, agent, former) in polled.into_iter().chain(watch.looked) {
            let apart = mono - before;
            // What one panel did for another agent, the next does not know.
            let unknown = former && agent != request.agent;
            ledger.keep(Promise::OneASecond, apart >= 1_000 || unknown, || {
                format!("{apart} ms apart")
            });
        }
        if request.what == What::LookUp {
            watch.looked = Some((mono, request.agent, false));
            return self.check_look_up(mono);
        }
        self.check_after_look_up(request, mono);
        self.check_after_outage(mono);
        let (watch, ledger) = (&mut self.watch, &mut *self.ledger);
        if let Some(last) = &watch.last {
            let apart = mono - last.mono;
            let same_agent = last.agent == request.agent;
            let slowed = same_agent && mono < watch.slow_until;
            ledger.keep(Promise::Obeys, !slowed || apart >= 5_000, || {
                format!("{apart} ms apart after it was to slow down")
            });
            let early = watch.not_before - mono;
            ledger.keep(Promise::Obeys, !same_agent || early <= 0, || {
                format!("{early} ms before Retry-After ends")
            });
            // When a session is asked for again that is over, does not hang on its Guid.
            let over = watch.over.is_some()
                && (last.ended_so(Nature::BadGuid) || last.ended_so(Nature::NotSignedIn));
            if let Some(ended) = last.ended.as_ref().filter(|_| same_agent && !over)
                && let Some(wait) = shortest_wait(last, ended, request)
            {
                let waited = mono - ended.mono;
                ledger.keep(Promise::Pace, watch.haste || waited >= wait, || {
                    format!("after {waited} ms, not {wait}: {ended:?}")
                });
            }
        }
        let stopped = watch.stop == Some((request.agent, request.guid));
        ledger.keep(Promise::Stops, !stopped, || {
            "it was to ask no more".to_owned()
        });
        if let Some((agent, guid, times)) = watch.refused {
            let same = (agent, guid) == (request.agent, request.guid) && guid != NO_GUID;
            ledger.keep(Promise::Stops, !same || times < 3, || {
                format!("that Guid was refused {times} times")
            });
        }
        watch.stop = None;
        if let Some((_, since)) = watch.over.as_mut().filter(|it| it.0 == request.agent) {
            let waited = mono - std::mem::replace(since, mono);
            let wait = self.model.settings().hidden_poll_interval_ms.cast_signed();
            let good = std::mem::take(&mut watch.good_again);
            ledger.keep(Promise::Stops, good || waited >= wait, || {
                format!("asked again after {waited} ms, not {wait}")
            });
        }
        self.check_sync(request, mono);
        let watch = &mut self.watch;
        watch.haste = false;
        watch.last = Some(Last {
            mono,
            agent: request.agent,
            guid: request.guid,
            sync: request.what == What::Sync,
            former: false,
            ended: None,
        });
    }

    /// The first request after an outage comes in time.
    fn check_after_outage(&mut self, mono: i64) {
        let Some(over) = self.watch.outage_over.take() else {
            return;
        };
        let settings = self.model.settings();
        let (poll, timeout) = (settings.poll_interval_ms, settings.request_timeout_ms);
        let longest = (poll + timeout).max(60_000).cast_signed() + 1_500;
        let waited = mono - over;
        self.ledger.keep(Promise::ComesBack, waited <= longest, || {
            format!("{waited} ms after the outage, and not {longest}")
        });
    }

    /// A poll that comes after a look-up was not put off by more than that took.
    fn check_after_look_up(&mut self, request: &Request, mono: i64) {
        let watch = &self.watch;
        let looked = watch.looked.filter(|it| !it.2 && it.1 == request.agent);
        let Some((looked, ..)) = looked.filter(|_| request.what == What::Status) else {
            return;
        };
        let Some((last, ended)) = watch
            .last
            .as_ref()
            .zip(watch.last.as_ref().and_then(|last| last.ended.as_ref()))
        else {
            return;
        };
        let Some(then) = ended.then.filter(|_| looked > ended.mono) else {
            return;
        };
        // Browsers let the timers of a page that is hidden or asleep wait.
        let since = self.at - (mono - last.mono);
        let awake = self.visible && watch.interrupted <= since && !self.was_set();
        if !awake || then.quiet || then.slowed || !ended.nature.is_good() {
            return;
        }
        let interval = self.model.settings().poll_interval_ms.cast_signed();
        let due = ended.mono + then.poll_ms.max(interval);
        // A panel that has been silent waits for word of another leader.
        let by = due.max(watch.look_up_ended).max(looked + 1_000) + 220;
        self.ledger.keep(Promise::LookUpIsQuick, mono <= by, || {
            format!("at {mono}, and it was due at {due}, with a look-up at {looked}")
        });
    }

    /// A call is looked up: one that goes on, and of which no number is known.
    fn check_look_up(&mut self, mono: i64) {
        // A call that nobody describes is announced after a second and a half.
        let mut later = self.now();
        later.mono.0 += 1_500;
        let seen = view(&self.model, later);
        let (watch, ledger) = (&mut self.watch, &mut *self.ledger);
        watch.look_ups += 1;
        let answered = watch
            .last
            .as_ref()
            .and_then(|last| last.ended.as_ref())
            .is_some_and(|ended| ended.nature.is_good());
        let (stage, times) = (seen.call.stage, watch.look_ups);
        ledger.keep(
            Promise::LooksUp,
            is_nobodys(&seen.call) && times <= 2 && answered,
            || format!("{stage:?}, for the {times}. time, after an answer: {answered}"),
        );
        let left_alone = mono < watch.slow_until || mono < watch.not_before;
        ledger.keep(Promise::Obeys, !left_alone, || {
            "it was to leave the gateway alone".to_owned()
        });
    }

    /// The one sync of the page load, and the polls after it.
    fn check_sync(&mut self, request: &Request, mono: i64) {
        let (watch, ledger) = (&mut self.watch, &mut *self.ledger);
        let sync = &mut watch.syncs[request.agent];
        if request.what == What::Sync {
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
            sync.refused = false;
            let since = mono - *sync.first.get_or_insert(mono);
            ledger.keep(Promise::SyncOnce, since <= 15_000, || {
                format!("{since} ms after the first try")
            });
        } else {
            ledger.keep(Promise::SyncOnce, !sync.refused, || {
                "a sync that was refused unread does not count as sent".to_owned()
            });
            sync.polled = true;
        }
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
        Nature::Nothing
        | Nature::Unusable
        | Nature::SwitchingOver
        | Nature::Misconfigured
        | Nature::NotThere
        | Nature::Stranger => {
            // It grows with the time for which all has failed, and less while a stranger
            // answers, as what is of no use may have been. A try and the pause after it take a
            // minute at most.
            let lasted = ended.mono - ended.failing_since;
            let (grown, most) = match ended.nature {
                Nature::Unusable | Nature::Misconfigured | Nature::NotThere | Nature::Stranger => {
                    (lasted / 4, 15_000)
                }
                _ => (lasted / 2, 60_000),
            };
            let most = most - (ended.mono - last.mono);
            let longest = grown.min(most).max(interval);
            let jittered = ((longest - interval) * i64::from(ended.chance)) >> 32;
            Some((interval + jittered).max(1_000))
        }
        Nature::BadGuid | Nature::NotSignedIn => Some(2_000),
        Nature::SessionOver => None,
    }
}

/// Whether a call goes on of which no number is known.
pub fn is_nobodys(call: &CallView) -> bool {
    let goes_on = !matches!(call.stage, CallStage::None | CallStage::Ended(_));
    let number = |row: &Row| matches!(row.field, Field::Caller | Field::Called);
    goes_on && !call.rows.iter().any(number)
}
