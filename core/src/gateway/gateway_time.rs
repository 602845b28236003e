//! Moments by the gateway's clock.

/// A moment by the gateway's clock, in milliseconds since 1970-01-01 UTC.
///
/// A type of its own, so that it is never mixed with the browser's clocks: durations are
/// taken between two of the gateway's times. Those that come from an answer lie between
/// 1973 and the year 5138.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct GatewayTime(pub u64);

impl GatewayTime {
    /// Milliseconds since 1970-01-01 UTC by the gateway's clock.
    pub const fn ms(self) -> u64 {
        self.0
    }

    /// The milliseconds from `earlier` to this moment.
    ///
    /// # Errors
    /// [`NegativeDuration`] when `earlier` is the later of the two. That is a fault in
    /// the gateway's times, and showing it as zero would hide it.
    pub const fn since(self, earlier: Self) -> Result<u64, NegativeDuration> {
        match self.0.checked_sub(earlier.0) {
            Some(milliseconds) => Ok(milliseconds),
            None => Err(NegativeDuration),
        }
    }
}

/// A start that lies after its end.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NegativeDuration;
