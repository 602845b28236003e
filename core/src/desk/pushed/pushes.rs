//! What is kept of the pushes beside what they led to.

use crate::generation::Generation;
use crate::time::Anchor;

/// What is kept of the pushes beside what they led to.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Pushes {
    /// Turns the gateway's times into the monotonic clock's, since the sync.
    pub anchor: Option<Anchor>,
    /// The newest request when the last push came that said something of state, call or
    /// pending, or left that to the polls: its answer is older than that.
    pub overtook: Option<Generation>,
    /// How many polls in a row have contradicted it. Where events may have been missed it
    /// begins with one: after an earlier panel, with a sync, and after a sync's answer that a
    /// push has overtaken.
    pub against: u8,
    /// Whether a poll has agreed with it.
    pub confirmed: bool,
}
