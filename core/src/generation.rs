//! The number of a request.

/// Counted up by one a request. An answer that carries an older number than the newest request
/// is dropped.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Generation(pub u32);
