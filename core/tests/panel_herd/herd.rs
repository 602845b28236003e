//! The panels, their browsers and the network between them and the gateway, in simulated time.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use cec_agent_panel_core::gateway::{AgentId, Guid, Interface};
use cec_agent_panel_core::generation::Generation;
use cec_agent_panel_core::link::{Reply, Session};
use cec_agent_panel_core::panel::{Effect, Event, Model, update};
use cec_agent_panel_core::settings::Settings;
use cec_agent_panel_core::sharing::LeadNews;
use cec_agent_panel_core::time::{Mono, Now, Wall};
use cec_agent_panel_core::view::view;

use super::dice::Dice;
use super::gateway::{Weather, answer, in_the_way};

/// The browsers' clocks at the beginning.
const BEGAN: i64 = 1_750_000_000_000;
/// What a request takes to the gateway and what its answer takes back, in ms.
const WAY: (i64, i64) = (10, 60);
/// How long after one another the browsers of a site notice that its network is back, in ms.
const NOTICED_WITHIN: i64 = 1_000;

/// What happens to a herd.
#[derive(Clone, Copy)]
pub struct Plan {
    pub panels: usize,
    /// Panels are loaded from the beginning on, within so many ms.
    pub loads_within: i64,
    /// How many of them nobody looks at.
    pub hidden: usize,
    /// `pollIntervalMs` and `hiddenPollIntervalMs`.
    pub every: (u64, u64),
    /// The gateway is away from then until then.
    pub outage: Option<(i64, i64, Weather)>,
    /// The network of the site is away from then until then.
    pub site_offline: Option<(i64, i64)>,
    /// All agents look at their panels when it is back.
    pub all_look: bool,
    /// How long to look, in ms.
    pub lasts: i64,
}

impl Plan {
    /// Nothing befalls nobody for so long.
    pub const fn new(lasts: i64) -> Self {
        Self {
            panels: 0,
            loads_within: 0,
            hidden: 0,
            every: (3_000, 30_000),
            outage: None,
            site_offline: None,
            all_look: false,
            lasts,
        }
    }
}

/// What is going to happen to a panel.
enum Next {
    Load,
    Wake,
    Reply(Generation, bool, Reply),
    Online(bool),
}

/// A panel in its browser.
pub struct Panel {
    model: Model,
    loaded: i64,
    /// When its timer fires.
    wake: Option<i64>,
    under_way: Option<Generation>,
    /// When it was live for the first time since the moment that is asked for.
    pub back: Option<i64>,
    /// How many syncs the gateway has answered it.
    pub syncs: usize,
}

/// A request that has reached the gateway or what stands in the way to it.
#[derive(Clone, Copy)]
pub struct Asked {
    pub at: i64,
    pub sync: bool,
}

pub struct Herd {
    pub plan: Plan,
    pub panels: Vec<Panel>,
    /// All requests, in order.
    pub asked: Vec<Asked>,
    /// When the last thing that befell the herd is over.
    pub over: i64,
    heap: BinaryHeap<Reverse<(i64, u64, usize)>>,
    next: Vec<Option<(usize, Next)>>,
    free: Vec<usize>,
    serial: u64,
    dice: Dice,
    at: i64,
}

impl Herd {
    pub fn new(plan: Plan) -> Self {
        let now = Now {
            mono: Mono(0),
            wall: Wall(BEGAN.unsigned_abs()),
            chance: 0,
        };
        let settings = || Settings {
            poll_interval_ms: plan.every.0,
            hidden_poll_interval_ms: plan.every.1,
            ..Settings::default()
        };
        let panel = || Panel {
            model: Model::new(settings(), Vec::new(), now),
            loaded: 0,
            wake: None,
            under_way: None,
            back: None,
            syncs: 0,
        };
        let ends = [plan.outage.map(|it| it.1), plan.site_offline.map(|it| it.1)];
        let mut herd = Self {
            plan,
            panels: (0..plan.panels).map(|_| panel()).collect(),
            asked: Vec::new(),
            over: ends.into_iter().flatten().max().unwrap_or(0),
            heap: BinaryHeap::new(),
            next: Vec::new(),
            free: Vec::new(),
            serial: 0,
            dice: Dice::new(plan.panels as u64),
            at: 0,
        };
        for panel in 0..plan.panels {
            let at = herd.dice.between(0, plan.loads_within);
            herd.panels[panel].loaded = at;
            herd.plan_for(panel, at, Next::Load);
            if let Some((from, until)) = plan.site_offline {
                herd.plan_for(panel, from, Next::Online(false));
                let noticed = until + herd.dice.between(0, NOTICED_WITHIN);
                herd.plan_for(panel, noticed, Next::Online(true));
            }
        }
        herd
    }

    pub fn loaded(&self) -> impl Iterator<Item = i64> {
        self.panels.iter().map(|panel| panel.loaded)
    }

    /// Lives through the plan.
    pub fn run(&mut self) {
        while let Some(Reverse((at, _, place))) = self.heap.pop() {
            if at > self.plan.lasts {
                break;
            }
            self.at = at;
            let Some((panel, next)) = self.next[place].take() else {
                continue;
            };
            self.free.push(place);
            self.happen(panel, next);
        }
    }

    fn plan_for(&mut self, panel: usize, at: i64, next: Next) {
        let next = Some((panel, next));
        let place = self.free.pop().unwrap_or(self.next.len());
        if place == self.next.len() {
            self.next.push(next);
        } else {
            self.next[place] = next;
        }
        self.serial += 1;
        self.heap.push(Reverse((at, self.serial, place)));
    }

    fn happen(&mut self, panel: usize, next: Next) {
        let at = self.at;
        match next {
            Next::Load => {
                let visible = panel >= self.plan.hidden;
                let online = true;
                self.event(panel, Event::Started { visible, online });
            }
            Next::Wake => {
                // A later wake may have taken its place.
                if self.panels[panel].wake == Some(at) {
                    self.panels[panel].wake = None;
                    self.event(panel, Event::Woke);
                }
            }
            Next::Online(online) => {
                self.event(panel, Event::Online(online));
                if online && self.plan.all_look {
                    self.event(panel, Event::Visible(true));
                }
            }
            Next::Reply(generation, good, reply) => {
                let them = &mut self.panels[panel];
                if them.under_way != Some(generation) {
                    return;
                }
                them.under_way = None;
                self.event(panel, Event::Replied(generation, reply));
                let now = self.now(panel);
                let them = &mut self.panels[panel];
                if good && at >= self.over && them.back.is_none() {
                    let badge = view(&them.model, now).badge;
                    them.back = (badge.fresh && badge.state.is_some()).then_some(at);
                }
            }
        }
    }

    fn now(&mut self, panel: usize) -> Now {
        Now {
            mono: Mono(self.at - self.panels[panel].loaded),
            wall: Wall((BEGAN + self.at).unsigned_abs()),
            chance: self.dice.chance(),
        }
    }

    /// Hands a panel an event, and does what it wants.
    fn event(&mut self, panel: usize, event: Event) {
        let mut events = vec![event];
        while let Some(event) = events.pop() {
            let now = self.now(panel);
            for effect in update(&mut self.panels[panel].model, now, event) {
                match effect {
                    Effect::ReadSession => events.push(Event::SessionRead(Some(session(panel)))),
                    Effect::Lead { .. } => events.push(Event::Lead(LeadNews::Unavailable)),
                    Effect::Ask {
                        generation,
                        interface,
                        ..
                    } => self.ask(panel, generation, interface == Interface::SyncAgentInfo),
                    Effect::Abort => self.panels[panel].under_way = None,
                    Effect::Wake(Mono(wake)) => {
                        let at = (wake + self.panels[panel].loaded).max(self.at);
                        self.panels[panel].wake = Some(at);
                        self.plan_for(panel, at, Next::Wake);
                    }
                    _ => {}
                }
            }
        }
    }

    fn ask(&mut self, panel: usize, generation: Generation, sync: bool) {
        self.panels[panel].under_way = Some(generation);
        let at = self.at;
        let offline = |it: (i64, i64)| (it.0..it.1).contains(&at);
        if self.plan.site_offline.is_some_and(offline) {
            self.plan_for(
                panel,
                at + 2,
                Next::Reply(generation, false, Reply::NoResponse),
            );
            return;
        }
        let arrives = at + self.dice.between(WAY.0, WAY.1);
        self.asked.push(Asked { at: arrives, sync });
        let back = arrives + self.dice.between(WAY.0, WAY.1);
        let away = self
            .plan
            .outage
            .filter(|it| (it.0..it.1).contains(&arrives));
        let reply = if let Some((_, until, weather)) = away {
            in_the_way(weather, until - arrives)
        } else {
            self.panels[panel].syncs += usize::from(sync);
            Some(answer(sync, number(panel)))
        };
        if let Some(reply) = reply {
            self.plan_for(panel, back, Next::Reply(generation, away.is_none(), reply));
        }
    }
}

fn number(panel: usize) -> u32 {
    100_000 + panel as u32
}

fn session(panel: usize) -> Session {
    Session {
        agent: AgentId::parse(&number(panel).to_string()).unwrap(),
        guid: Guid::new("guid"),
    }
}
