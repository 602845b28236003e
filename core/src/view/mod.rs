//! What is to be seen at a moment, and what a host is told. Words are the app's part: here are
//! only facts.

mod call;
mod facts;
mod limit;
mod safe_text;
mod timer;
mod view_model;

pub use call::{CallView, Lack, Row, RowValue};
pub use facts::{CallFacts, CommandFacts, ConnectionFacts, Facts, Since, StateFacts, facts};
pub use limit::LimitView;
pub use safe_text::{SafeText, safe_text};
pub use timer::Timer;
pub use view_model::{
    Badge, CommandView, ConnectionView, Detail, Notice, RecoveryNotice, ViewModel, view,
};
