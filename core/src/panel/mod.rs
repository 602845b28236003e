//! The panel's state machine, pure: [`update`] takes an event and gives effects. It alone sees
//! the desk, the link and the other panels, and ties them together.
//!
//! Time and chance come in with every event as [`crate::time::Now`]; answers come in as the text
//! that the gateway sent. Effects are data that the app performs.

mod clock_jump;
mod effect;
mod event;
mod jump;
mod leading;
mod look_up;
mod model;
mod outcome;
mod page;
mod pushes;
mod reading;
mod shared;
mod shared_call;
mod shared_state;
mod signed_out;
mod update;
mod wishes;

pub use effect::Effect;
pub use event::Event;
pub use model::Model;
pub use update::update;

pub use crate::desk::pushed::Ignored;
pub use crate::desk::{Asked, CallStage, Pending, Source, Verdict};
pub use crate::diagnostics::{Entry, Fact, Request};
pub use crate::generation::Generation;
pub use crate::link::{Cause, Connection, Expiry, Failure, NextAsk, Reply, Session, Stamp, wrong};
pub use crate::settings::{
    CallDetails, Complaint, Credentials, GuidFrom, Layout, Locale, Problem, Settings, Theme,
};
pub use crate::sharing::{LeadNews, Role};
pub use crate::time::{Mono, Now, Start, Wall};
pub use crate::view::{
    Badge, CallFacts, CallView, CommandFacts, CommandView, ConnectionFacts, ConnectionView, Detail,
    Facts, Field, Form, Lack, Notice, RecoveryNotice, Row, RowValue, SafeText, Since, StateFacts,
    Timer, ViewModel, facts, safe_text, view,
};
