//! One shift: the gateway, the network, the portal and its page, in simulated time.
//!
//! The world's clock is in milliseconds since the shift's beginning. The page's monotonic
//! clock begins with its load, stands still in some sleeps, and is mended after them as the
//! panel's runtime does it.

use std::collections::VecDeque;

use cec_agent_panel::gateway::{AgentId, Guid};
use cec_agent_panel::panel::{
    Effect, Event, Generation, GuidFrom, LeadNews, Model, Mono, Now, Reply, Session, Settings,
    Wall, update,
};

use super::agent::{Agent, Happened};
use super::dice::Dice;
use super::ledger::{Ledger, Promise};
use super::watch::Watch;
use super::weather::{Fault, Nature};

/// The wall clock at the shift's beginning.
const BEGAN: i64 = 1_750_000_000_000;
/// Part of every Guid.
pub const SECRET: &str = "S3CR3T00";
/// The agents of the shift.
pub const AGENTS: [u32; 2] = [41_001, 41_002];

/// A session in the source: an agent by their place, and the number of their Guid.
pub type Held = (usize, u32);

/// In the place of a Guid's number where there is none.
pub const NO_GUID: u32 = 0;

/// A request on its way.
#[derive(Clone)]
pub struct Request {
    pub generation: Generation,
    pub sync: bool,
    pub agent: usize,
    /// The number of the Guid that it carries; [`NO_GUID`] where a proxy adds one.
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
    Effect(usize, i64),
    Tick,
    /// The end of a sleep, in which the monotonic clock stood still or not.
    Awake(bool, i64),
}

impl Next {
    /// Whether a page must be there for it to happen, and awake.
    const fn needs_page(&self) -> bool {
        !matches!(self, Self::Arrive(_) | Self::Effect(..) | Self::Deed)
    }
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
    pub agents: [Agent; 2],
    pub agenda: Vec<(i64, u64, u32, Next)>,
    pub serial: u64,
    pub model: Model,
    load: u32,
    pub panel: u32,
    loaded: i64,
    /// What has been added to the page's monotonic clock, and what not yet.
    ahead: i64,
    jump: i64,
    /// How long the page's own monotonic clock has stood still in sleeps.
    stood_still: i64,
    wall_set: i64,
    /// By how much somebody has set the clock forward, altogether.
    pub set_forward: i64,
    pub visible: bool,
    pub asleep: bool,
    sleeps_until: i64,
    pub source: Option<Held>,
    /// When a person last typed a session. What was read in that moment may be the former one.
    pub typed_at: i64,
    pub under_way: Option<UnderWay>,
    /// A reply that is being handed over.
    pub arrived: Option<(Request, Nature)>,
    pub late: Vec<(Generation, Reply)>,
    /// When the page's timer is to fire, by the world's clock, and when the browser lets it.
    wake: Option<(i64, i64)>,
    memory: Vec<(AgentId, String)>,
    events: VecDeque<Event>,
    busy: bool,
    chance: u32,
    pub served: VecDeque<i64>,
    pub deeds_left: i64,
    pub watch: Watch,
    pub ledger: &'a mut Ledger,
    pub trace: Option<Vec<String>>,
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

    // Clocks.

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

    // Time.

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
        while let Some(at) = self.next_moment().filter(|at| *at <= end) {
            self.at = self.at.max(at);
            self.happen();
        }
        self.at = end;
    }

    /// Lets the next thing happen, at the moment that it is.
    pub fn happen(&mut self) {
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

    // The page.

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
            Effect::Sync {
                generation,
                agent,
                guid,
            } => self.send(true, generation, agent, guid.as_ref()),
            Effect::FetchStatus {
                generation,
                agent,
                guid,
            } => self.send(false, generation, agent, guid.as_ref()),
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
                let wanted = self.at + wait;
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
        let timeout = self.model.settings().request_timeout_ms.cast_signed();
        if self.mono() - aborted.mono >= timeout {
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

    /// The session as it stands in the source.
    pub fn session(&self) -> Option<Session> {
        let (agent, guid) = self.source?;
        let mut session = session(agent, guid);
        session.guid.take_if(|_| self.temper.proxied);
        Some(session)
    }

    /// The runtime looks at the session's source.
    pub fn read_session(&mut self) {
        let session = self.session();
        let agent = session.as_ref().map(|session| session.agent);
        if agent != self.model.agent()
            && let Some(kept) = self.memory.iter().find(|(of, _)| Some(*of) == agent)
        {
            let (agent, row) = kept.clone();
            self.event(Event::Recalled(agent, row));
        }
        self.event(Event::SessionRead(session));
    }

    /// The portal hands the panel the session, as it stands in the source.
    pub fn hand_session(&mut self) {
        self.watch.may_be_good();
        self.read_session();
    }

    /// The portal writes the newest Guid of the agent, if that is who is signed in here.
    fn write(&mut self, agent: usize) {
        if self.source.is_none_or(|(of, _)| of == agent) {
            let guid = self.agents[agent].guid();
            self.hold(Some((agent, guid)));
        }
    }

    /// Whether the panel may want that: of all requests only the two that ask. A session is
    /// written only when the agent has typed it, and forgotten only with its Guid.
    const fn is_allowed(&self, effect: &Effect) -> bool {
        match effect {
            Effect::ReadSession
            | Effect::Sync { .. }
            | Effect::FetchStatus { .. }
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

    /// The agent's place and the Guid's number.
    fn held(&self, session: &Session) -> Option<Held> {
        Some((
            place(session.agent)?,
            self.number_of(session.guid.as_ref())?,
        ))
    }

    /// The number of a Guid of this shift, or that there is none where none must be.
    pub fn number_of(&self, guid: Option<&Guid>) -> Option<u32> {
        match guid {
            Some(guid) if !self.temper.proxied => {
                let text = guid.expose_for_header();
                text.split(['-', '.']).nth(2)?.parse().ok()
            }
            None if self.temper.proxied => Some(NO_GUID),
            _ => None,
        }
    }

    /// What stands in the session's source is another now.
    pub fn hold(&mut self, held: Option<Held>) {
        self.say(|| format!("the source holds {held:?}"));
        self.source = held;
        if let Some((agent, _)) = held {
            self.fetch(agent);
        }
        // A portal that sets a property says so at once, and one that is going to push the
        // events of another agent says first who that is.
        let known = self.model.agent().and_then(place);
        let other = self.temper.pushes && held.is_some_and(|(agent, _)| known != Some(agent));
        if (self.dice.once_in(2) || other) && !self.asleep {
            self.hand_session();
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

/// A session as the portal writes it.
pub fn session(agent: usize, guid: u32) -> Session {
    Session {
        agent: AgentId::parse(&AGENTS[agent].to_string()).unwrap(),
        guid: Some(Guid::new(&guid_text(agent, guid)).unwrap()),
    }
}

pub fn guid_text(agent: usize, number: u32) -> String {
    format!("{SECRET}-{}-{number}.AgentGateway0", AGENTS[agent])
}

/// The place of an agent in the shift.
pub fn place(agent: AgentId) -> Option<usize> {
    AGENTS.iter().position(|id| *id == agent.number())
}
