//! The panel's state machine, pure: [`update`] takes an event and gives effects, [`view`]
//! takes a moment and gives what is to be seen.
//!
//! Nothing here knows a browser. Time and chance come in with every event as [`Now`];
//! answers come in as the text that the gateway sent. Effects are data that the runtime
//! performs. So a whole shift can be driven natively in simulated time.

mod call;
mod call_pushed;
mod clock_jump;
mod command;
mod connection;
mod credible;
mod crosscheck;
mod diagnostics;
mod effect;
mod event;
mod facts;
mod lead;
mod leading;
mod look_up;
mod model;
mod next_ask;
mod not_ready_reason;
mod other_media;
mod outcome;
mod pace;
mod page;
mod pending;
mod polling;
mod pushed;
mod pushed_ends;
mod pushed_not_ready;
mod pushed_times;
mod recovery;
mod reply;
mod requests;
mod safe_text;
mod second_leg;
mod server_clock;
mod session;
mod settings;
mod shared;
mod shared_call;
mod shared_state;
mod signed_out;
mod status;
mod time;
mod update;
mod view;
mod view_call;
mod wire;

pub use call::CallStage;
pub use command::Verdict;
pub use connection::Connection;
pub use diagnostics::{Entry, Fact, Ignored, Request};
pub use effect::{Effect, Generation};
pub use event::Event;
pub use facts::{CallFacts, CommandFacts, ConnectionFacts, Facts, Since, StateFacts, facts};
pub use lead::{LeadNews, Role};
pub use model::Model;
pub use next_ask::NextAsk;
pub use pending::{Asked, Pending};
pub use reply::{Cause, Failure, Reply};
pub use safe_text::{SafeText, safe_text};
pub use server_clock::Stamp;
pub use session::{Expiry, Session, wrong};
pub use settings::{
    CallDetails, Complaint, Credentials, GuidFrom, Layout, Locale, Problem, Settings, Theme,
};
pub use status::Source;
pub use time::{Mono, Now, Start, Wall};
pub use update::update;
pub use view::{
    Badge, CommandView, ConnectionView, Detail, Form, Notice, RecoveryNotice, Timer, ViewModel,
    view,
};
pub use view_call::{CallView, Field, Lack, Row, RowValue};
