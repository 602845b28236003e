//! What is going to happen in a shift, and when.

use cec_agent_panel_core::link::Reply;
use cec_agent_panel_core::panel::Event;
use cec_agent_panel_core::sharing::LeadNews;

use super::agent::Happened;
use super::weather::Nature;
use super::world::{Request, World};

/// What is going to happen.
pub enum Next {
    Arrive(Request),
    Deliver(Request, Reply, Nature),
    Fetch(usize),
    Push(usize, String, Happened),
    Lock(LeadNews),
    /// The portal writes the agent's newest Guid into the session's source.
    Written(usize),
    Deed,
    OutageOver,
    Effect(usize, i64),
    Tick,
    /// The end of a sleep, in which the monotonic clock stood still or not.
    Awake(bool, i64),
}

impl Next {
    /// Whether a page must be there for it to happen, and awake.
    pub const fn needs_page(&self) -> bool {
        !matches!(
            self,
            Self::Arrive(_) | Self::Effect(..) | Self::Deed | Self::OutageOver
        )
    }
}

impl World<'_> {
    pub fn plan(&mut self, at: i64, next: Next) {
        let at = if self.asleep && next.needs_page() {
            at.max(self.sleeps_until)
        } else {
            at
        };
        self.serial += 1;
        self.agenda.push((at, self.serial, self.load, next));
    }

    /// Nobody does anything any more.
    pub fn plan_no_deed(&mut self) {
        self.agenda
            .retain(|(_, _, _, next)| !matches!(next, Next::Deed | Next::Effect(..)));
    }

    pub fn plan_deed(&mut self, after: i64) {
        self.plan(self.at + after, Next::Deed);
    }

    pub fn plan_effect(&mut self, agent: usize, command: i64, after: i64) {
        self.plan(self.at + after, Next::Effect(agent, command));
    }

    pub fn plan_writing(&mut self, agent: usize, after: i64) {
        self.plan(self.at + after, Next::Written(agent));
    }

    /// When the page's timer fires.
    fn timer(&self) -> Option<i64> {
        let (wanted, held_back) = self.wake.filter(|_| !self.asleep)?;
        Some(if self.visible { wanted } else { held_back })
    }

    pub const fn is_armed(&self) -> bool {
        self.wake.is_some()
    }

    /// The moment of the next thing to happen.
    pub fn next_moment(&self) -> Option<i64> {
        let agenda = self.agenda.iter().map(|(at, ..)| *at);
        agenda.chain(self.timer()).min()
    }

    /// Lets so many ms pass.
    pub fn run(&mut self, ms: i64) {
        let end = self.at + ms;
        while self.next_moment().is_some_and(|at| at <= end) {
            self.go_on_a_step();
        }
        self.at = end;
    }

    /// Goes on to the next thing that is going to happen, if any.
    pub fn go_on_a_step(&mut self) {
        if let Some(at) = self.next_moment() {
            self.at = self.at.max(at);
            self.happen();
        }
    }

    fn happen(&mut self) {
        let first = self
            .agenda
            .iter()
            .enumerate()
            .min_by_key(|(_, (at, serial, ..))| (*at, *serial))
            .map(|(index, (at, ..))| (index, *at));
        match (first, self.timer()) {
            (Some((_, at)), Some(wake)) if wake < at => self.wake_up(),
            (None, Some(_)) => self.wake_up(),
            (Some((index, _)), _) => {
                let (_, _, load, next) = self.agenda.swap_remove(index);
                if load == self.load || !next.needs_page() {
                    self.take(next);
                }
            }
            (None, None) => {}
        }
    }

    fn wake_up(&mut self) {
        self.wake = None;
        self.watch.woken = true;
        self.event(Event::Woke);
    }

    fn take(&mut self, next: Next) {
        match next {
            Next::Arrive(request) => self.arrive(request),
            Next::Deliver(request, reply, nature) => self.deliver(&request, reply, nature),
            Next::Fetch(agent) => self.fetch(agent),
            Next::Push(agent, text, happened) => {
                self.ledger.pushes += 1;
                let (mono, wall) = (self.mono_to_be(), self.wall());
                self.watch.pushed(mono, wall, happened.at, agent);
                self.event(Event::Pushed(text));
            }
            Next::Lock(news) => {
                self.watch.hasten();
                self.event(Event::Lead(news));
            }
            Next::Written(agent) => self.write(agent),
            Next::Deed => self.deed(),
            Next::OutageOver => self.outage_is_over(),
            Next::Effect(agent, command) => {
                let now = self.at;
                if self.agents[agent].signed_in {
                    self.agents[agent].obey(command, now);
                    self.lived(agent);
                }
            }
            Next::Tick => {
                if self.visible {
                    self.event(Event::Woke);
                }
                if self.temper.ticks {
                    let after = 1_000 - (self.mono() - 20).rem_euclid(1_000);
                    self.plan(self.at + after, Next::Tick);
                }
            }
            Next::Awake(stood_still, slept) => {
                self.asleep = false;
                if stood_still {
                    // The runtime finds out with the next event.
                    self.ahead -= slept;
                    self.jump += slept;
                    self.stood_still += slept;
                }
                self.say(|| format!("awake after {slept} ms"));
            }
        }
    }

    /// The computer sleeps: no timer runs and nothing reaches the page.
    pub fn sleep(&mut self, ms: i64) {
        let wake = self.at + ms;
        self.watch.interrupted = wake;
        self.watch.outage_over = None;
        (self.asleep, self.sleeps_until) = (true, wake);
        for (at, _, _, next) in &mut self.agenda {
            if next.needs_page() {
                *at = wake.max(*at);
            }
        }
        let stood_still = self.dice.once_in(2);
        // Before all that has waited.
        self.agenda
            .push((wake, 0, self.load, Next::Awake(stood_still, ms)));
    }
}
