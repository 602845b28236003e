//! The page with its panel, and the runtime that performs what the panel wants.

use cec_agent_panel_core::gateway::AgentId;
use cec_agent_panel_core::panel::{Effect, Event, Model, update};
use cec_agent_panel_core::time::Mono;

use super::agenda::Next;
use super::ledger::Promise;
use super::session_source::SECRET;
use super::watch::Watch;
use super::weather::Nature;
use super::world::{UnderWay, What, World};

impl World<'_> {
    /// A page is loaded, as at the beginning or after a refresh.
    pub fn load(&mut self) {
        self.ledger.loads += 1;
        self.load += 1;
        self.panel += 1;
        self.loaded = self.at;
        (self.ahead, self.jump, self.stood_still) = (0, 0, 0);
        self.under_way = None;
        self.late.clear();
        self.wake = None;
        self.memory.clear();
        // What the old page has been told is gone, and the gateway's queue is not.
        self.agenda.retain(|(_, _, _, next)| {
            !next.needs_page() || matches!(next, Next::Written(_) | Next::Fetch(_))
        });
        for (_, _, load, _) in &mut self.agenda {
            *load = self.load;
        }
        self.asleep = false;
        let settings = self.model.settings().clone();
        self.model = Model::new(settings, Vec::new(), self.now());
        self.watch = Watch::loaded();
        if self.temper.ticks {
            self.plan(self.at + 1_020, Next::Tick);
        }
        let visible = self.visible;
        self.event(Event::Started {
            visible,
            online: true,
        });
    }

    /// The portal takes the panel out of its page and puts another in.
    pub fn remount(&mut self) {
        // Its clock sees the jump, and nobody is told of it any more.
        self.watch.blurred |= self.jump > 0;
        self.ahead += std::mem::take(&mut self.jump);
        if let Some((agent, row)) = self.model.to_keep(self.now()) {
            self.keep(agent, row);
        }
        // The next panel has a clock of its own, which adds nothing for what was before it.
        self.panel += 1;
        let behind = self.ahead + self.stood_still;
        self.ahead = -self.stood_still;
        self.under_way = None;
        self.late.clear();
        self.wake = None;
        self.agenda
            .retain(|(_, _, _, next)| !matches!(next, Next::Deliver(..) | Next::Lock(_)));
        let settings = self.model.settings().clone();
        self.model = Model::new(settings, Vec::new(), self.now());
        self.watch.remounted(-behind);
        let visible = self.visible;
        self.event(Event::Started {
            visible,
            online: true,
        });
    }

    /// Hands the panel an event. One that arises meanwhile waits for its turn.
    pub fn event(&mut self, event: Event) {
        self.events.push_back(event);
        if self.busy {
            return;
        }
        self.busy = true;
        while let Some(event) = self.events.pop_front() {
            self.chance = self.dice.chance();

            if self.jump > 0 {
                let by = std::mem::take(&mut self.jump);
                self.ahead += by;
                self.watch.hasten();
                // The tick of a page that is seen does what is due by the mended clock.
                if let Some((wanted, _)) = &mut self.wake {
                    *wanted -= by;
                }
                self.step(Event::ClockJumped(by.unsigned_abs()));
            }
            self.step(event);
        }
        self.busy = false;
        self.settled();
    }

    fn step(&mut self, event: Event) {
        self.ledger.steps += 1;
        let was_wake = std::mem::take(&mut self.watch.woken) && event == Event::Woke;
        if self.trace.is_some() {
            let text = format!("> {event:?}");
            self.say(|| text);
        }
        // The jump of a clock and the word of it are one.
        if !matches!(event, Event::ClockJumped(_)) {
            self.before();
        }
        match &event {
            Event::Visible(visible) => self.visible = *visible,
            Event::Replied(generation, reply) => self.hand_over(*generation, reply),
            // Another agent is asked for at once. Should the former one stand there again when
            // the limits allow it, that one is.
            Event::SessionRead(Some(session)) if self.model.agent() != Some(session.agent) => {
                self.watch.hasten();
            }
            _ => {}
        }
        let now = self.now();
        let effects = update(&mut self.model, now, event);
        let idle = effects.is_empty();
        self.ledger.keep(Promise::Wakes, !(was_wake && idle), || {
            "it was woken for nothing".to_owned()
        });
        for effect in effects {
            self.perform(effect);
        }
        self.after();
    }

    fn perform(&mut self, effect: Effect) {
        if self.trace.is_some() && !matches!(effect, Effect::Say(_) | Effect::Keep(..)) {
            let text = format!("      {effect:?}");
            self.say(|| text);
        }
        self.ledger
            .keep(Promise::OnlyAsks, self.is_allowed(&effect), || {
                format!("{effect:?}")
            });
        match effect {
            Effect::ReadSession => self.read_session(),
            Effect::Ask {
                generation,
                interface,
                session,
            } => self.send(interface.into(), generation, &session),
            Effect::Abort => {
                let aborted = self.under_way.take();
                self.ledger
                    .keep(Promise::OneAtATime, aborted.is_some(), || {
                        "nothing was there to abort".to_owned()
                    });
                self.abort(aborted);
            }
            Effect::Wake(Mono(at)) => {
                let wait = at - self.mono();
                self.ledger
                    .keep(Promise::Wakes, (0..=700_000).contains(&wait), || {
                        format!("it wants to be woken in {wait} ms")
                    });
                // Browsers wake hidden pages once a second, and at last once a minute.
                let every = self.dice.pick(&[1_000, 1_000, 1_000, 60_000]);
                let wanted = self.at + wait + self.dawdles();
                self.wake = Some((wanted, (wanted + every - 1) / every * every));
            }
            Effect::Lead { .. } => {
                if let Some((news, after)) = self.temper.lead {
                    if after == 0 {
                        self.watch.hasten();
                        self.event(Event::Lead(news));
                    } else {
                        self.plan(self.at + after, Next::Lock(news));
                    }
                }
            }
            Effect::Resign | Effect::Leave => {}
            Effect::Say(text) => self.overhear(&text),
            Effect::Keep(agent, row) => {
                self.overhear(&row);
                self.keep(agent, row);
            }
            Effect::Remember(session) => {
                self.source = self.held(&session);
                self.typed_at = self.at;
            }
            Effect::Forget(session) => {
                // A newer one that stands there stays.
                if self.source == self.held(&session) {
                    self.source = None;
                }
            }
        }
    }

    fn overhear(&mut self, text: &str) {
        let leaks = text.as_bytes().windows(SECRET.len());
        let leaks = leaks.into_iter().any(|part| part == SECRET.as_bytes());
        self.ledger
            .keep(Promise::Secret, !leaks, || format!("said or kept: {text}"));
    }

    fn abort(&mut self, aborted: Option<UnderWay>) {
        let Some(aborted) = aborted else { return };
        if aborted.request.what == What::LookUp {
            // Whatever becomes of it, it has no say in what is asked next.
            self.watch.look_up_ended = self.mono();
        } else if self.mono() - aborted.mono >= self.timeout(aborted.request.what) {
            self.watch
                .ended(Nature::Nothing, None, self.mono(), self.chance);
        } else {
            self.watch.given_up();
        }
        let index = self.agenda.iter().position(|(_, _, _, next)| {
            matches!(next, Next::Deliver(request, ..)
                if request.generation == aborted.request.generation)
        });
        if let Some(index) = index
            && let Next::Deliver(request, reply, _) = self.agenda.swap_remove(index).3
        {
            self.late.push((request.generation, reply));
        }
    }

    fn keep(&mut self, agent: AgentId, row: String) {
        self.memory.retain(|(of, _)| *of != agent);
        self.memory.push((agent, row));
    }

    /// Whether the panel may want that: of all requests only the three that ask. A session is
    /// written only when the agent has typed it, and forgotten only with its Guid.
    const fn is_allowed(&self, effect: &Effect) -> bool {
        match effect {
            Effect::ReadSession
            | Effect::Ask { .. }
            | Effect::Abort
            | Effect::Wake(_)
            | Effect::Lead { .. }
            | Effect::Resign
            | Effect::Leave
            | Effect::Say(_)
            | Effect::Keep(..) => true,
            Effect::Remember(_) | Effect::Forget(_) => !self.temper.proxied,
        }
    }
}
