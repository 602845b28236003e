//! One panel in one page: its model, its signals, its timers and its request.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::{Rc, Weak};

use gloo_events::EventListener;
use wasm_bindgen_futures::spawn_local;
use web_sys::AbortController;

use super::clock::Clock;
use super::http;
use super::page_events::{is_visible, listen};
use super::session_source::SessionSource;
use super::signals::Signals;
use super::tab_face::TabFace;
use super::tick::{Tick, Wake};
use crate::gateway::{AgentId, Guid, Interface};
use crate::panel::{Effect, Event, Fact, Generation, Model, Settings, update, view};

/// Drives the state machine. Dropping the last [`Rc`] stops every timer and listener and
/// aborts the request under way.
pub struct Panel {
    me: Weak<Panel>,
    settings: Rc<Settings>,
    model: RefCell<Model>,
    signals: Rc<Signals>,
    clock: Clock,
    session: SessionSource,
    face: TabFace,
    tick: Tick,
    wake: Wake,
    request: RefCell<Option<AbortController>>,
    listeners: RefCell<Vec<EventListener>>,
    events: RefCell<VecDeque<Event>>,
    busy: Cell<bool>,
}

impl Panel {
    /// A panel that has not been started.
    pub fn new(model: Model, signals: Rc<Signals>, clock: Clock, face: TabFace) -> Rc<Self> {
        Rc::new_cyclic(|me| Self {
            me: me.clone(),
            settings: Rc::new(model.settings().clone()),
            model: RefCell::new(model),
            signals,
            clock,
            session: SessionSource::default(),
            face,
            tick: Tick::default(),
            wake: Wake::default(),
            request: RefCell::new(None),
            listeners: RefCell::new(Vec::new()),
            events: RefCell::new(VecDeque::new()),
            busy: Cell::new(false),
        })
    }

    /// Listens to the page and sends the first event.
    pub fn start(&self) {
        let Some(window) = web_sys::window() else {
            return;
        };
        let Some(document) = window.document() else {
            return;
        };
        self.listeners.replace(listen(&window, &document, &self.me));
        self.dispatch(Event::Started {
            visible: is_visible(&document),
            online: window.navigator().on_line(),
        });
    }

    /// Takes an event, performs what follows from it, and shows the result.
    ///
    /// An event that arises while another is being handled waits for its turn.
    pub fn dispatch(&self, event: Event) {
        self.events.borrow_mut().push_back(event);
        if self.busy.replace(true) {
            return;
        }
        let mut visible = None;
        loop {
            let Some(event) = self.events.borrow_mut().pop_front() else {
                break;
            };
            if let Event::Started { visible: now, .. } | Event::Visible(now) = &event {
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
        self.busy.set(false);
        self.show();
        match visible {
            Some(true) => self.tick.wait(&self.me, self.clock.now().mono),
            Some(false) => self.tick.stop(),
            None => {}
        }
    }

    /// The turn of a second: timers step, and whatever is due is done even where a sleep
    /// has held the wake back.
    pub fn tick(&self) {
        self.dispatch(Event::Woke);
        self.tick.wait(&self.me, self.clock.now().mono);
    }

    fn show(&self) {
        let now = self.clock.now();
        let model = self.model.borrow();
        let view = view(&model, now);
        let lost = model
            .diagnostics()
            .filter(|entry| matches!(entry.fact, Fact::Lost(..)));
        let lost = lost.count();
        // Components run while signals are set, and may send events.
        drop(model);
        self.face.show(&view.badge);
        self.signals.show(view, lost);
    }

    fn perform(&self, effect: Effect) {
        match effect {
            Effect::ReadSession => {
                let session = self.session.read();
                self.events
                    .borrow_mut()
                    .push_back(Event::SessionRead(session));
            }
            Effect::Sync {
                generation,
                agent,
                guid,
            } => {
                self.ask(Interface::SyncAgentInfo, generation, agent, guid);
            }
            Effect::FetchStatus {
                generation,
                agent,
                guid,
            } => {
                self.ask(Interface::AgentStatus, generation, agent, guid);
            }
            Effect::Abort => self.abort(),
            Effect::Wake(at) => self.wake.set(&self.me, at, self.clock.now().mono),
            Effect::Remember(session) => self.session.write(session),
        }
    }

    fn ask(&self, interface: Interface, generation: Generation, agent: AgentId, guid: Guid) {
        let Ok(controller) = AbortController::new() else {
            return;
        };
        let signal = controller.signal();
        self.request.replace(Some(controller));
        let (me, settings) = (self.me.clone(), Rc::clone(&self.settings));
        spawn_local(async move {
            let reply = http::ask(&settings, interface, agent, &guid, &signal).await;
            // The panel may be gone by now.
            if let Some(panel) = me.upgrade() {
                panel.dispatch(Event::Replied(generation, reply));
            }
        });
    }

    fn abort(&self) {
        if let Some(request) = self.request.take() {
            request.abort();
        }
    }
}

impl Drop for Panel {
    fn drop(&mut self) {
        self.abort();
        self.wake.stop();
        self.tick.stop();
    }
}
