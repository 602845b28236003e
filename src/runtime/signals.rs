//! The view model as signals, one per thing that changes on its own.

use leptos::prelude::*;

use crate::i18n::Words;
use crate::panel::{
    Badge, CallStage, CallView, CommandView, ConnectionView, Form, Notice, Pending, RecoveryNotice,
    Row, Timer, ViewModel, Wall,
};

/// What the components show. A part that did not change is not set, so that a poll that
/// changes nothing touches no node of the page.
#[derive(Clone, Copy)]
pub struct Signals {
    /// The language's table.
    pub words: RwSignal<&'static Words>,
    /// The status badge.
    pub badge: RwSignal<Badge>,
    /// The time in the state.
    pub badge_time: RwSignal<Timer>,
    /// What comes after the call.
    pub pending: RwSignal<Pending>,
    /// The call card's head.
    pub call: RwSignal<CallHead>,
    /// The call card's rows. They are apart from the head, because what the agent has
    /// opened or focused in them stays as long as they do.
    pub call_rows: RwSignal<Vec<Row>>,
    /// The time on the call.
    pub call_time: RwSignal<Timer>,
    /// The command indicator.
    pub command: RwSignal<Option<CommandView>>,
    /// The command's elapsed time.
    pub command_time: RwSignal<Timer>,
    /// The connection line.
    pub connection: RwSignal<ConnectionView>,
    /// The message about the connection.
    pub notice: RwSignal<Option<Notice>>,
    /// The message that the call could not be recovered.
    pub recovery: RwSignal<Option<RecoveryNotice>>,
    /// The connect form.
    pub form: RwSignal<Option<Form>>,
    /// How many fields of answers could not be read.
    pub fields_lost: RwSignal<usize>,
}

impl Signals {
    /// Signals that hold `view`. To be called under the panel's owner.
    pub fn new(words: &'static Words, view: ViewModel) -> Self {
        Self {
            words: RwSignal::new(words),
            badge: RwSignal::new(view.badge),
            badge_time: RwSignal::new(view.badge_time),
            pending: RwSignal::new(view.pending),
            call: RwSignal::new(CallHead::of(&view.call)),
            call_rows: RwSignal::new(view.call.rows),
            call_time: RwSignal::new(view.call_time),
            command: RwSignal::new(view.command),
            command_time: RwSignal::new(view.command_time),
            connection: RwSignal::new(view.connection),
            notice: RwSignal::new(view.notice),
            recovery: RwSignal::new(view.recovery),
            form: RwSignal::new(view.form),
            fields_lost: RwSignal::new(0),
        }
    }

    /// Says everything with `words` from now on.
    pub fn speak(&self, words: &'static Words) {
        self.words.try_set(words);
    }

    /// Shows `view`.
    pub fn show(&self, view: ViewModel, fields_lost: usize) {
        put(self.badge, view.badge);
        put(self.badge_time, view.badge_time);
        put(self.pending, view.pending);
        put(self.call, CallHead::of(&view.call));
        put(self.call_rows, view.call.rows);
        put(self.call_time, view.call_time);
        put(self.command, view.command);
        put(self.command_time, view.command_time);
        put(self.connection, view.connection);
        put(self.notice, view.notice);
        put(self.recovery, view.recovery);
        put(self.form, view.form);
        put(self.fields_lost, fields_lost);
    }
}

/// Where the call stands, and the moment that its rows are from.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct CallHead {
    /// Where the call stands.
    pub stage: CallStage,
    /// The moment of the rows.
    pub as_of: Option<Wall>,
}

impl CallHead {
    const fn of(call: &CallView) -> Self {
        Self {
            stage: call.stage,
            as_of: call.as_of,
        }
    }
}

/// Sets what changed. The signal may be gone: an answer can come after the panel.
fn put<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    if signal.try_with_untracked(|shown| *shown != value) == Some(true) {
        signal.try_set(value);
    }
}
