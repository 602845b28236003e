//! One panel in one page: its model, its screen, its timers and its request.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use gloo_events::EventListener;
use wasm_bindgen::JsValue;
use web_sys::HtmlElement;

use super::ahead::Ahead;
use super::clock::{Clock, then};
use super::dress::dress;
use super::host::{Host, Page, snapshot};
use super::http::Request;
use super::page_events::{is_secure, is_visible, listen, own_origin};
use super::page_memory::{keep, recall};
use super::session_source::SessionSource;
use super::tick::{Tick, Wake};
use crate::components::{Action, Screen};
use crate::i18n::Words;
use cec_agent_panel_core::diagnostics::{Entry, Fact};
use cec_agent_panel_core::gateway::{AgentId, Guid, Interface, decode_command};
use cec_agent_panel_core::generation::Generation;
use cec_agent_panel_core::link::Session;
use cec_agent_panel_core::panel::{Effect, Event, Model, update};
use cec_agent_panel_core::settings::{Complaint, Settings};
use cec_agent_panel_core::sharing::LeadNews;
use cec_agent_panel_core::view::{facts, view};

/// Drives the state machine. Dropping the last [`Rc`] stops every timer and listener, and
/// aborts the request under way.
pub struct Driver {
    me: Weak<Driver>,
    model: RefCell<Model>,
    screen: Screen,
    /// Those of the language that is spoken.
    words: Cell<&'static Words>,
    clock: Clock,
    root: HtmlElement,
    session: SessionSource,
    host: Host,
    tick: Tick,
    wake: Wake,
    /// Whether somebody looks at the panel in another window.
    seen_there: Cell<bool>,
    /// The request under way; there is one at a time.
    request: RefCell<Option<Request>>,
    /// The sync that the page has sent, until it is taken.
    ahead: RefCell<Option<Ahead>>,
    /// The agent for whom the next load of this tab has been told to ask at once.
    ask_next: Cell<Option<AgentId>>,
    listeners: RefCell<Vec<EventListener>>,
    /// What has happened and waits for its turn.
    inbox: RefCell<Vec<Event>>,
    /// Whether one of them is being handled.
    busy: Cell<bool>,
}

impl Driver {
    /// A panel that has not been started.
    pub fn new(
        root: HtmlElement,
        model: Model,
        screen: Screen,
        words: &'static Words,
        clock: Clock,
        page: Page,
    ) -> Rc<Self> {
        let host = Host::new(page, facts(&model, &view(&model, clock.now())));
        let session = SessionSource::default();
        session.configure(model.settings());
        Rc::new_cyclic(|me| Self {
            me: me.clone(),
            root,
            model: RefCell::new(model),
            screen,
            words: Cell::new(words),
            clock,
            session,
            host,
            tick: Tick::default(),
            wake: Wake::default(),
            seen_there: Cell::new(false),
            request: RefCell::new(None),
            ahead: RefCell::new(None),
            ask_next: Cell::new(None),
            listeners: RefCell::new(Vec::new()),
            inbox: RefCell::new(Vec::new()),
            busy: Cell::new(false),
        })
    }

    /// Listens to the page and sends the first event. The host is told of `complaints`, and
    /// says who the agent is, and with which Guid.
    pub fn start(&self, complaints: &[Complaint], agent: Option<String>, guid: Option<String>) {
        self.session.set_host(agent, guid);
        self.host.mounted();
        self.ahead.replace(self.host.ahead());
        for complaint in complaints {
            self.host.complain(complaint);
        }
        let Some(window) = web_sys::window() else {
            return;
        };
        let Some(document) = window.document() else {
            return;
        };
        self.listeners
            .replace(listen(&window, &document, self.teller()));
        self.dispatch(Event::Started {
            visible: is_visible(&document),
            online: window.navigator().on_line(),
        });
    }

    /// Takes an event, performs what follows from it, and shows the result.
    ///
    /// An event that arises while another is being handled waits for its turn.
    pub fn dispatch(&self, event: Event) {
        self.inbox.borrow_mut().push(event);
        if self.busy.replace(true) {
            return;
        }
        let mut visible = None;
        loop {
            let events = self.inbox.take();
            if events.is_empty() {
                break;
            }
            for mut event in events {
                if let Event::Started { visible: now, .. } | Event::Visible(now) = &mut event {
                    *now |= self.seen_there.get();
                    visible = Some(*now);
                }
                let now = self.clock.now();
                let jumped = self.clock.jumped().map(Event::ClockJumped);
                for event in jumped.into_iter().chain([event]) {
                    let effects = update(&mut self.model.borrow_mut(), now, event);
                    for effect in effects {
                        self.perform(effect);
                    }
                }
            }
        }
        self.busy.set(false);
        self.show();
        match visible {
            Some(true) => self.wait_for_tick(),
            Some(false) => self.tick.stop(),
            None => {}
        }
    }

    /// Takes new settings in the place of all former ones, and shows what they change.
    pub fn configure(&self, text: &str) {
        let (settings, complaints) = Settings::parse_for(is_secure(), text);
        let settings = settings.on(&own_origin());
        for complaint in &complaints {
            self.host.complain(complaint);
        }
        if *self.model.borrow().settings() == settings {
            return;
        }
        dress(&self.root, &settings, self.words.get());
        self.session.configure(&settings);
        // What was told is of the former ones.
        self.tell_ask_next(None);
        self.dispatch(Event::Configured(settings, complaints));
    }

    /// Speaks another language from now on.
    pub fn speak(&self, words: &'static Words) {
        self.words.set(words);
        dress(&self.root, self.model.borrow().settings(), words);
        self.screen.speak(words);
    }

    /// The host says who the agent is, and with which Guid.
    pub fn set_session(&self, agent: Option<String>, guid: Option<String>) {
        self.session.set_host(agent, guid);
        self.read_session();
        self.dispatch(Event::Woke);
    }

    /// Signs in with what the agent has typed. Gives what of it cannot be used, and then nothing was
    /// done: 1 for the agent's ID, 2 for the Guid, 3 for both, 0 for neither.
    pub fn connect(&self, agent: &str, guid: &str) -> u8 {
        let agent = AgentId::parse(agent).ok();
        let guid = Guid::new(guid);
        let wrong = u8::from(agent.is_none()) | u8::from(guid.is_none()) << 1;
        if let Some(agent) = agent.filter(|_| wrong == 0) {
            self.dispatch(Event::Connect(Session { agent, guid }));
        }
        wrong
    }

    /// Queues what stands in the session's source, behind what this page load knows of the
    /// agent.
    fn read_session(&self) {
        let read = self.session.read();
        self.complain_of_session(read.as_ref().err());
        let session = read.ok().flatten();
        let mut inbox = self.inbox.borrow_mut();
        let agent = session.as_ref().map(|session| session.agent);
        if let Some(agent) = agent.filter(|agent| self.model.borrow().agent() != Some(*agent))
            && let Some(row) = recall(agent)
        {
            inbox.push(Event::Recalled(agent, row));
        }
        inbox.extend(self.asked_ahead(session.as_ref()));
        inbox.push(Event::SessionRead(session));
    }

    /// What has become of the sync that the page has sent, when the session is read first. From
    /// here on it is there for the next request, or it has been given up.
    fn asked_ahead(&self, session: Option<&Session>) -> Option<Event> {
        let ahead = self.ahead.take()?;
        let sent = then(ahead.sent_ms());
        let model = self.model.borrow();
        let is_wanted = ahead.is_of(model.settings(), session);
        if let Some(session) = session.filter(|_| is_wanted) {
            self.ahead.replace(Some(ahead));
            return Some(Event::AskedAhead(session.clone(), sent));
        }
        let agent = AgentId::parse(&ahead.agent_id()).ok()?;
        Some(Event::AskedInVain(agent, sent))
    }

    /// Tells the page for which agent the next load of this tab may ask at once.
    fn tell_ask_next(&self, agent: Option<AgentId>) {
        if self.ask_next.replace(agent) != agent {
            self.host.ask_next(self.model.borrow().settings(), agent);
        }
    }

    /// Says what is wrong with the session that was given, once for each thing; with none that
    /// there is nothing wrong any more.
    fn complain_of_session(&self, complaint: Option<&Complaint>) {
        let news = self.screen.set_session_wrong(complaint);
        if let Some(complaint) = complaint.filter(|_| news) {
            self.host.complain(complaint);
            let fact = Fact::Configuration(complaint.clone());
            let at = self.clock.now().wall;
            self.host.note(&Entry { at, fact });
        }
    }

    /// The portal pushes an event of the gateway, as JSON.
    pub fn push_event(&self, event: String) {
        self.dispatch(Event::Pushed(event));
    }

    /// The portal has sent a command, or says what the gateway has answered, as JSON; gives whether
    /// that can be meant.
    pub fn show_command(&self, command: String) -> bool {
        let is_meant = decode_command(&command).is_some();
        self.dispatch(Event::CommandSent(command));
        is_meant
    }

    /// The host wants the gateway asked now, as far as the limits allow.
    pub fn refresh(&self) {
        self.dispatch(Event::Refresh);
    }

    /// What the browser says of the lead.
    pub fn lead_news(&self, news: LeadNews) {
        self.dispatch(Event::Lead(news));
    }

    /// Another panel of the agent has said `text`.
    pub fn heard(&self, text: String) {
        self.dispatch(Event::Heard(text));
    }

    /// All that a host may know at this moment.
    pub fn snapshot(&self) -> JsValue {
        let now = self.clock.now();
        let model = self.model.borrow();
        snapshot(&facts(&model, &view(&model, now)), now)
    }

    /// What tells the panel of events, as long as it is there.
    fn teller(&self) -> impl Fn(Event) + Clone + 'static {
        let me = self.me.clone();
        move |event| {
            if let Some(driver) = me.upgrade() {
                driver.dispatch(event);
            }
        }
    }

    fn wait_for_tick(&self) {
        let me = self.me.clone();
        self.tick.wait(self.clock.now().mono, move || {
            if let Some(driver) = me.upgrade() {
                driver.tick();
            }
        });
    }

    /// The turn of a second: timers step, whatever is due is done even where a sleep has held
    /// the wake back, and what strangers have done to the page is looked at.
    pub fn tick(&self) {
        self.dispatch(Event::Woke);
        self.screen.look_over();
        self.wait_for_tick();
    }

    /// The turn of a second in another window, where the panel is `seen`, or is not; `here`
    /// whether its page is. The timers of a page that is not seen go slower, or stand.
    pub fn tick_there(&self, seen: bool, here: bool) {
        if self.seen_there.replace(seen) != seen {
            self.dispatch(Event::Visible(here));
        }
        if seen {
            self.tick();
        }
    }

    /// Does what the agent has asked for.
    pub fn act(&self, action: Action) {
        match action {
            Action::RetryNow => self.dispatch(Event::RetryNow),
            Action::RetrySync => self.dispatch(Event::RetrySync),
        }
    }

    fn show(&self) {
        let now = self.clock.now();
        // The page asks for a snapshot meanwhile.
        let noted = self.model.borrow_mut().take_diagnostics();
        for entry in noted {
            self.host.note(&entry);
        }
        let model = self.model.borrow();
        let view = view(&model, now);
        let lost = model.fields_lost();
        let facts = facts(&model, &view);
        let ask_next = model.may_ask_ahead();
        // Components may send events while the screen is set.
        drop(model);
        self.screen.show(view, lost);
        self.host.show(&facts, now);
        self.tell_ask_next(ask_next);
    }

    fn perform(&self, effect: Effect) {
        match effect {
            Effect::ReadSession => self.read_session(),
            Effect::Ask {
                generation,
                interface,
                session,
            } => self.ask(generation, interface, &session),
            Effect::Abort => drop(self.request.take()),
            Effect::Wake(at) => {
                let tell = self.teller();
                let wake = move || tell(Event::Woke);
                self.wake.set(at, self.clock.now().mono, wake);
            }
            Effect::Remember(session) => self.session.write(session),
            Effect::Forget(session) => self.session.remove(&session),
            Effect::Lead { agent, steal } => {
                let settings = self.model.borrow().settings().clone();
                self.host.lead(agent, &settings.gateway, steal);
            }
            Effect::Resign => self.host.resign(),
            Effect::Leave => self.host.leave(),
            Effect::Say(text) => self.host.say(&text),
            Effect::Keep(agent, row) => keep(agent, row),
        }
    }

    fn ask(&self, generation: Generation, interface: Interface, session: &Session) {
        let settings = self.model.borrow().settings().clone();
        let me = self.me.clone();
        let ahead = self.ahead.take();
        let Some(request) = ahead
            .as_ref()
            .map_or_else(Request::new, |ahead| Some(Request::taken(ahead.abort())))
        else {
            return;
        };
        self.host.asks(&request);
        // What comes from now on is heard as it comes.
        let came = ahead.as_ref().and_then(Ahead::came_ms).map(then);
        let answer = match &ahead {
            Some(ahead) => Ok(ahead.answer()),
            None => request.send(&settings, interface, session),
        };
        request.hear(answer, move |reply| {
            if let Some(driver) = me.upgrade() {
                drop(driver.request.take());
                driver.dispatch(match came {
                    None => Event::Replied(generation, reply),
                    Some(then) => Event::RepliedThen(generation, reply, then),
                });
            }
        });
        self.request.replace(Some(request));
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let now = self.clock.now();
        if let Some((agent, row)) = self.model.borrow().to_keep(now) {
            keep(agent, row);
        }
        self.wake.stop();
        self.tick.stop();
    }
}
