//! When an answer was made, by the headers that came with it.

/// What an HTTP response says of its own age. Where the gateway is on another origin, the
/// browser shows neither, unless the gateway exposes them.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Stamp {
    /// `Age`, in milliseconds: how long it has been in caches on the way.
    pub age_ms: Option<u64>,
    /// `Date`: when it was made, in milliseconds since 1970-01-01 UTC by the server's clock,
    /// which tells whole seconds.
    pub date_ms: Option<u64>,
}
