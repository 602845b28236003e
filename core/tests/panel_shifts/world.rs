//! One shift: the gateway, the network, the portal and its page, in simulated time.
//!
//! The world's clock is in milliseconds since the shift's beginning. The page's monotonic
//! clock begins with its load, stands still in some sleeps, and is mended after them as the
//! panel's runtime does it.

use std::collections::VecDeque;

use cec_agent_panel_core::gateway::{AgentId, Interface};
use cec_agent_panel_core::generation::Generation;
use cec_agent_panel_core::link::Reply;
use cec_agent_panel_core::panel::{Event, Model};
use cec_agent_panel_core::settings::{GuidFrom, Settings};
use cec_agent_panel_core::sharing::LeadNews;
use cec_agent_panel_core::time::{Mono, Now, Wall};

use super::agenda::Next;
use super::agent::Agent;
use super::dice::Dice;
use super::ledger::Ledger;
use super::lies::Lie;
use super::session_source::Held;
use super::watch::Watch;
use super::weather::{Fault, Nature};

/// The wall clock at the shift's beginning.
const BEGAN: i64 = 1_750_000_000_000;
/// The agents of the shift.
pub const AGENTS: [u32; 2] = [41_001, 41_002];

/// What a request asks for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum What {
    Sync,
    Status,
    LookUp,
}

impl From<Interface> for What {
    fn from(interface: Interface) -> Self {
        match interface {
            Interface::SyncAgentInfo => Self::Sync,
            Interface::AgentStatus => Self::Status,
            Interface::CallInfo => Self::LookUp,
        }
    }
}

/// A request on its way.
#[derive(Clone)]
pub struct Request {
    pub generation: Generation,
    pub what: What,
    pub agent: usize,
    /// The number of the Guid that it carries; [`NO_GUID`](super::session_source::NO_GUID) where a proxy adds one.
    pub guid: u32,
    /// When it was sent, by the world's clock.
    pub sent: i64,
    pub fault: Option<Fault>,
    /// Which panel of the shift has sent it.
    pub panel: u32,
}

/// A request that the page waits for.
#[derive(Clone)]
pub struct UnderWay {
    pub request: Request,
    /// When it was sent, by the page's monotonic clock.
    pub mono: i64,
}

/// What kind of shift it is.
#[derive(Debug)]
pub struct Temper {
    /// The portal pushes events and commands.
    pub pushes: bool,
    /// The page ticks every second while it is seen.
    pub ticks: bool,
    /// What the browser answers for the lead, and after how many ms.
    pub lead: Option<(LeadNews, i64)>,
    /// How many requests in a hundred suffer a fault while the weather is bad.
    pub faults: i64,
    /// The Guid changes every minute.
    pub rotates: bool,
    pub clean_network: bool,
    /// A proxy adds the Guid, and the browser knows none.
    pub proxied: bool,
}

pub struct World<'a> {
    pub dice: Dice,
    pub at: i64,
    pub temper: Temper,
    pub bad_weather: bool,
    /// The gateway is away in that way until then.
    pub outage: Option<(Fault, i64)>,
    pub agents: [Agent; 2],
    pub agenda: Vec<(i64, u64, u32, Next)>,
    pub serial: u64,
    pub model: Model,
    pub load: u32,
    pub panel: u32,
    pub loaded: i64,
    /// What has been added to the page's monotonic clock, and what not yet.
    pub ahead: i64,
    pub jump: i64,
    /// How long the page's own monotonic clock has stood still in sleeps.
    pub stood_still: i64,
    pub wall_set: i64,
    /// By how much somebody has set the clock forward, altogether.
    pub set_forward: i64,
    pub visible: bool,
    pub asleep: bool,
    pub sleeps_until: i64,
    pub source: Option<Held>,
    /// When a person last typed a session. What was read in that moment may be the former one.
    pub typed_at: i64,
    pub under_way: Option<UnderWay>,
    /// A reply that is being handed over.
    pub arrived: Option<(Request, Nature)>,
    pub late: Vec<(Generation, Reply)>,
    /// When the page's timer is to fire, by the world's clock, and when the browser lets it.
    pub wake: Option<(i64, i64)>,
    pub memory: Vec<(AgentId, String)>,
    pub events: VecDeque<Event>,
    pub busy: bool,
    pub chance: u32,
    pub served: VecDeque<i64>,
    pub deeds_left: i64,
    pub watch: Watch,
    pub ledger: &'a mut Ledger,
    pub trace: Option<Vec<String>>,
    /// What the panel lies about, for those who look whether the promises see it.
    pub lie: Option<Lie>,
}

impl<'a> World<'a> {
    /// The shift of that seed, with its page not yet loaded.
    pub fn new(seed: u64, ledger: &'a mut Ledger, traced: bool) -> Self {
        let mut dice = Dice::new(seed);
        let temper = Temper {
            pushes: dice.once_in(2),
            ticks: dice.once_in(6),
            lead: match dice.below(5) {
                0 => None,
                1 | 2 => Some((LeadNews::Unavailable, 0)),
                _ => Some((LeadNews::Granted, dice.between(0, 400))),
            },
            faults: dice.pick(&[0, 10, 30, 60, 90]),
            rotates: dice.once_in(3),
            clean_network: dice.once_in(4),
            proxied: dice.once_in(5),
        };
        let agents = [
            Agent::new(AGENTS[0], &mut dice),
            Agent::new(AGENTS[1], &mut dice),
        ];
        let mut settings = settings(&mut dice);
        if temper.proxied {
            settings.guid_from = GuidFrom::Proxy;
        }
        let now = Now {
            mono: Mono(0),
            wall: Wall(BEGAN.unsigned_abs()),
            chance: 0,
        };
        let mut world = Self {
            at: 0,
            bad_weather: dice.once_in(2),
            outage: None,
            deeds_left: dice.between(3, 30),
            temper,
            agents,
            agenda: Vec::new(),
            serial: 0,
            model: Model::new(settings, Vec::new(), now),
            load: 0,
            panel: 0,
            loaded: 0,
            ahead: 0,
            jump: 0,
            stood_still: 0,
            wall_set: 0,
            set_forward: 0,
            visible: true,
            asleep: false,
            sleeps_until: 0,
            source: Some((0, 1)),
            typed_at: -1,
            under_way: None,
            arrived: None,
            late: Vec::new(),
            wake: None,
            memory: Vec::new(),
            events: VecDeque::new(),
            busy: false,
            chance: 0,
            served: VecDeque::new(),
            watch: Watch::default(),
            ledger,
            trace: traced.then(Vec::new),
            lie: None,
            dice,
        };
        let temper = format!("{:?}", world.temper);
        world.say(|| temper);
        world
    }

    /// Notes a line of the trace.
    pub fn say(&mut self, line: impl FnOnce() -> String) {
        if let Some(trace) = &mut self.trace {
            trace.push(format!("{:>9}  {}", self.at, line()));
        }
    }

    pub fn mono(&self) -> i64 {
        self.at - self.loaded + self.ahead
    }

    /// The same with what the runtime is going to add with the next event.
    pub fn mono_to_be(&self) -> i64 {
        self.mono() + self.jump
    }

    /// Whether somebody has ever set the clock.
    pub const fn was_set(&self) -> bool {
        self.wall_set != 0
    }

    pub fn wall(&self) -> u64 {
        (BEGAN + self.at + self.wall_set).unsigned_abs()
    }

    pub fn now(&self) -> Now {
        Now {
            mono: Mono(self.mono()),
            wall: Wall(self.wall()),
            chance: self.chance,
        }
    }

    /// Somebody sets the browser's clock.
    pub fn set_clock(&mut self, by: i64) {
        self.wall_set += by;
        self.watch.outage_over = None;
        self.set_forward += by.max(0);
        // The runtime takes a jump ahead for a sleep.
        if by > 2_000 {
            self.jump += by;
            // A page that is seen ticks, and finds out.
            let after = self.dice.between(0, 1_000);
            if !self.temper.ticks {
                self.plan(self.at + after, Next::Tick);
            }
        }
    }
}

/// Settings as an operator may choose them; most leave them as they are.
fn settings(dice: &mut Dice) -> Settings {
    let mut settings = Settings::default();
    if dice.once_in(3) {
        settings.poll_interval_ms = dice.pick(&[1_000, 2_000, 5_000, 20_000, 60_000]);
        settings.hidden_poll_interval_ms = dice.pick(&[1_000, 10_000, 30_000, 60_000]);
        settings.request_timeout_ms = dice.pick(&[1_000, 5_000, 10_000, 60_000]);
        settings.mask_numbers = dice.once_in(2);
    }
    settings
}

/// The place of an agent in the shift.
pub fn place(agent: AgentId) -> Option<usize> {
    AGENTS.iter().position(|id| *id == agent.number())
}
