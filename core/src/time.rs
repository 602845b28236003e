//! The panel's clocks and what is known of a state's start.

use crate::gateway::GatewayTime;

/// The moment and the chance that come in with an event.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Now {
    /// The monotonic clock; all durations are taken from it.
    pub mono: Mono,
    /// The browser's wall clock, for labels such as "as of 10:32:05" and nothing else.
    pub wall: Wall,
    /// A random number, evenly spread over its range, for the jitter of retries.
    pub chance: u32,
}

impl Now {
    /// The moment of `then`, which was before.
    pub const fn earlier(self, then: Mono) -> Self {
        Self {
            mono: then,
            wall: Wall(self.wall.0.saturating_sub(self.mono.since(then))),
            chance: self.chance,
        }
    }
}

/// Milliseconds by the browser's monotonic clock, sleep included, since the page was
/// opened. Negative for what began before.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Mono(pub i64);

impl Mono {
    /// This moment and `milliseconds` more.
    pub const fn plus(self, milliseconds: u64) -> Self {
        Self(self.0.saturating_add_unsigned(milliseconds))
    }

    /// Milliseconds from `earlier` to this moment, 0 when it is not earlier.
    pub const fn since(self, earlier: Self) -> u64 {
        // The cast loses nothing: the difference was cut at 0.
        let difference = self.0.saturating_sub(earlier.0);
        if difference > 0 {
            difference.unsigned_abs()
        } else {
            0
        }
    }
}

/// Milliseconds since 1970-01-01 UTC by the browser's clock. Never set against a
/// [`GatewayTime`]: the two clocks are two clocks.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Wall(pub u64);

/// What is known of the moment when something began.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Start {
    /// Nothing: the timer shows `--:--`.
    Unknown,
    /// The gateway said when.
    At(Mono),
    /// It was not yet so at the first moment and was so at the second: the timer shows `~`.
    Between(Mono, Mono),
}

impl Start {
    /// The best guess of the moment, and whether it is only a guess.
    pub fn moment(self) -> Option<(Mono, bool)> {
        match self {
            Self::Unknown => None,
            Self::At(moment) => Some((moment, false)),
            Self::Between(after, by) => {
                let half = i64::midpoint(after.0, by.0);
                Some((Mono(half), true))
            }
        }
    }

    /// The first moment that it can have been.
    pub const fn earliest(self) -> Option<Mono> {
        match self {
            Self::Unknown => None,
            Self::At(moment) | Self::Between(moment, _) => Some(moment),
        }
    }

    /// The last moment that it can have been.
    pub const fn latest(self) -> Option<Mono> {
        match self {
            Self::Unknown => None,
            Self::At(moment) | Self::Between(_, moment) => Some(moment),
        }
    }

    /// The same start, as `told` says exactly, where that lies within what was guessed.
    pub fn narrowed(self, told: Self) -> Self {
        match (self, told) {
            (Self::Between(after, by), Self::At(moment)) if after <= moment && moment <= by => told,
            _ => self,
        }
    }

    /// The same start, `by` ms later.
    pub const fn later(self, by: u64) -> Self {
        match self {
            Self::Unknown => Self::Unknown,
            Self::At(moment) => Self::At(moment.plus(by)),
            Self::Between(after, until) => Self::Between(after.plus(by), until.plus(by)),
        }
    }

    /// The same start, or up to `by` ms later.
    pub fn or_later(self, by: u64) -> Self {
        match self {
            Self::Unknown => Self::Unknown,
            Self::At(moment) => Self::Between(moment, moment.plus(by)),
            Self::Between(after, until) => Self::Between(after, until.plus(by)),
        }
    }

    /// The same moment, as a guess.
    pub const fn as_guess(self) -> Self {
        match self {
            Self::At(moment) => Self::Between(moment, moment),
            other => other,
        }
    }

    /// A start between two answers, as long as they lie so close together that `~` is no
    /// exaggeration.
    pub fn between(after: Mono, by: Mono) -> Self {
        if by.since(after) > LONGEST_UNSEEN_MS {
            Self::Unknown
        } else {
            Self::Between(after, by)
        }
    }
}

/// The longest gap between two answers over which the panel takes an equal state for the
/// same state. A hidden tab is woken once a minute, so two wakes fit in.
pub const LONGEST_UNSEEN_MS: u64 = 150_000;

/// Turns the gateway's times into the monotonic clock's, through the `currentTime` that
/// came with them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Anchor {
    gateway: GatewayTime,
    received: Mono,
}

impl Anchor {
    /// The gateway's clock showed `gateway` when the answer came in at `received`.
    pub const fn new(gateway: GatewayTime, received: Mono) -> Self {
        Self { gateway, received }
    }

    /// The two moments that it was made of.
    pub const fn parts(self) -> (GatewayTime, Mono) {
        (self.gateway, self.received)
    }

    /// The same where the monotonic clock is ahead by `by` ms more.
    pub const fn later(self, by: u64) -> Self {
        Self {
            gateway: self.gateway,
            received: self.received.plus(by),
        }
    }

    /// When `moment` was by the monotonic clock; `None` when it lies after the gateway's
    /// own `currentTime`, which is a fault and never shown as zero (R5).
    pub fn at(&self, moment: GatewayTime) -> Option<Mono> {
        let ago = self.gateway.since(moment).ok()?;
        Some(Mono(self.received.0.saturating_sub_unsigned(ago)))
    }

    /// When `moment` was by the monotonic clock, also where it lies after the answer;
    /// `None` when that is later than `now`, because the two clocks cannot be set against
    /// each other any better.
    pub fn until(&self, moment: GatewayTime, now: Mono) -> Option<Mono> {
        let at = match moment.since(self.gateway) {
            Ok(after) => self.received.plus(after),
            Err(_) => self.at(moment)?,
        };
        (at <= now).then_some(at)
    }
}
