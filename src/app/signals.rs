//! The view model as signals, one per thing that changes on its own.

use std::cell::RefCell;

use leptos::prelude::{ArcTrigger, Notify, Track};

use crate::i18n::Words;
use cec_agent_panel_core::desk::{CallStage, Pending};
use cec_agent_panel_core::link::NextAsk;
use cec_agent_panel_core::settings::Complaint;
use cec_agent_panel_core::time::Wall;
use cec_agent_panel_core::view::{
    Badge, CallView, CommandView, ConnectionView, Form, Lack, Notice, RecoveryNotice, Row, Timer,
    ViewModel,
};

/// What the components show. A part that did not change is not set, so that a poll that
/// changes nothing touches no node of the page.
pub struct Signals {
    /// The language's table.
    pub words: Signal<&'static Words>,
    /// The status badge.
    pub badge: Signal<Badge>,
    /// The time in the state.
    pub badge_time: Signal<Timer>,
    /// What comes next.
    pub pending: Signal<Pending>,
    /// Whether it comes after a call.
    pub pending_after_call: Signal<bool>,
    /// The call card's head.
    pub call: Signal<CallHead>,
    /// The call card's rows. They are apart from the head, because what the agent has
    /// opened or focused in them stays as long as they do.
    pub call_rows: Signal<Vec<Row>>,
    /// The time on the call.
    pub call_time: Signal<Timer>,
    /// The time on hold.
    pub hold_time: Signal<Timer>,
    /// The second call's time.
    pub second_time: Signal<Timer>,
    /// The command indicator.
    pub command: Signal<Option<CommandView>>,
    /// The command's elapsed time.
    pub command_time: Signal<Timer>,
    /// The connection line.
    pub connection: Signal<ConnectionView>,
    /// When the gateway is asked next, while it does not answer.
    pub next_ask: Signal<Option<NextAsk>>,
    /// The message about the connection.
    pub notice: Signal<Option<Notice>>,
    /// The message that the call could not be recovered.
    pub recovery: Signal<Option<RecoveryNotice>>,
    /// The connect form.
    pub form: Signal<Option<Form>>,
    /// How many fields of answers could not be read.
    pub fields_lost: Signal<usize>,
    /// What is wrong with the session that was given.
    pub session_wrong: Signal<Option<Complaint>>,
    /// Each text in the page is compared with what was written.
    looked_over: Signal<()>,
}

impl Signals {
    /// Signals that hold `view`.
    pub fn new(words: &'static Words, view: ViewModel) -> Self {
        Self {
            words: Signal::new(words),
            badge: Signal::new(view.badge),
            badge_time: Signal::new(view.badge_time),
            pending: Signal::new(view.pending),
            pending_after_call: Signal::new(view.pending_after_call),
            call: Signal::new(CallHead::of(&view.call)),
            call_rows: Signal::new(view.call.rows),
            call_time: Signal::new(view.call_time),
            hold_time: Signal::new(view.hold_time),
            second_time: Signal::new(view.second_time),
            command: Signal::new(view.command),
            command_time: Signal::new(view.command_time),
            connection: Signal::new(view.connection),
            next_ask: Signal::new(view.next_ask),
            notice: Signal::new(view.notice),
            recovery: Signal::new(view.recovery),
            form: Signal::new(view.form),
            fields_lost: Signal::new(0),
            session_wrong: Signal::new(None),
            looked_over: Signal::new(()),
        }
    }

    /// Says everything with `words` from now on.
    pub fn speak(&self, words: &'static Words) {
        self.words.value.replace(words);
        self.words.changed.notify();
    }

    /// Has each text that strangers have changed in the page written anew.
    pub fn look_over(&self) {
        self.looked_over.changed.notify();
    }

    /// Whoever calls this runs again whenever the texts are looked over.
    pub fn runs_at_every_look(&self) {
        self.looked_over.get();
    }

    /// Shows `view`.
    pub fn show(&self, view: ViewModel, fields_lost: usize) {
        self.badge.set(view.badge);
        self.badge_time.set(view.badge_time);
        self.pending.set(view.pending);
        self.pending_after_call.set(view.pending_after_call);
        self.call.set(CallHead::of(&view.call));
        self.call_rows.set(view.call.rows);
        self.call_time.set(view.call_time);
        self.hold_time.set(view.hold_time);
        self.second_time.set(view.second_time);
        self.command.set(view.command);
        self.command_time.set(view.command_time);
        self.connection.set(view.connection);
        self.next_ask.set(view.next_ask);
        self.notice.set(view.notice);
        self.recovery.set(view.recovery);
        self.form.set(view.form);
        self.fields_lost.set(fields_lost);
    }
}

/// Where the call stands, and the moment that its rows are from.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct CallHead {
    /// Where the call stands.
    pub stage: CallStage,
    /// The moment of the rows.
    pub as_of: Option<Wall>,
    /// Why there are none.
    pub lack: Option<Lack>,
}

impl CallHead {
    const fn of(call: &CallView) -> Self {
        Self {
            stage: call.stage,
            as_of: call.as_of,
            lack: call.lack,
        }
    }
}

/// A value, and Leptos' trigger for who reads it.
///
/// Leptos' own signals keep their values in an arena, with code for each type of value that
/// comes to a kilobyte; here it is the comparison alone.
pub struct Signal<T> {
    value: RefCell<T>,
    changed: ArcTrigger,
}

impl<T> Signal<T> {
    /// A signal that holds `value`.
    pub fn new(value: T) -> Self {
        Self {
            value: RefCell::new(value),
            changed: ArcTrigger::new(),
        }
    }

    /// What `read` makes of the value. A binding that reads it runs again when it changes.
    pub fn with<R>(&self, read: impl FnOnce(&T) -> R) -> R {
        self.changed.track();
        read(&self.value.borrow())
    }
}

impl<T: Copy> Signal<T> {
    /// The value, for one that is small.
    pub fn get(&self) -> T {
        self.with(|value| *value)
    }
}

impl<T: PartialEq> Signal<T> {
    /// Sets the value, if it is another one. Bindings run after the code that sets it.
    pub fn set(&self, value: T) {
        if *self.value.borrow() != value {
            self.value.replace(value);
            self.changed.notify();
        }
    }
}
