//! The agent's states and their two numberings.

use serde::{Deserialize, Serialize};

/// What an agent is doing. The words on the wire of the control interface are the
/// kebab-case names: `wrap-up`, `outbound-call`, `three-party` …
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    Unknown,
    SignedIn,
    SignedOut,
    Idle,
    WrapUp,
    Rest,
    Busy,
    Playback,
    OutboundCall,
    Occupied,
    Ringing,
    Talking,
    ThreeParty,
    Hold,
    Mute,
    Help,
    Transfer,
    Insert,
    Listen,
    Whisper,
    Abnormal,
    /// Rest was asked for and has not begun. In the life of a simulated call this is the
    /// `pre_rest` mark instead; as a state of its own it is only ever set up by a test.
    PreRest,
}

impl State {
    /// Every state, in the order of the synchronising interface's table.
    pub const ALL: [Self; 22] = [
        Self::Idle,
        Self::WrapUp,
        Self::Rest,
        Self::Busy,
        Self::Playback,
        Self::OutboundCall,
        Self::Occupied,
        Self::Ringing,
        Self::Talking,
        Self::ThreeParty,
        Self::Hold,
        Self::Mute,
        Self::Help,
        Self::Transfer,
        Self::Insert,
        Self::Listen,
        Self::Whisper,
        Self::Abnormal,
        Self::Unknown,
        Self::SignedIn,
        Self::SignedOut,
        Self::PreRest,
    ];

    /// The number in `agentstatus`: Table 1 of the page "Agent Status". Everything that
    /// happens in a call is 7 there. What that table has no word for is 0, unknown.
    pub const fn status_number(self) -> i64 {
        match self {
            Self::Unknown | Self::Abnormal => 0,
            Self::SignedIn => 1,
            Self::SignedOut => 2,
            Self::Busy => 3,
            Self::Idle => 4,
            Self::WrapUp => 5,
            Self::Rest => 8,
            Self::PreRest => 9,
            _ => 7,
        }
    }

    /// The number in `syncagentinfo` (`state`, `lastState`): Table 3 of the same page.
    /// That table lacks the states that only `agentstatus` has: just signed in is idle
    /// there, rest asked for during a call is the call, and the others are 255, abnormal.
    pub const fn sync_number(self) -> i64 {
        match self {
            Self::Idle | Self::SignedIn => 1,
            Self::WrapUp => 2,
            Self::Rest => 3,
            Self::Busy => 4,
            Self::Playback => 5,
            Self::OutboundCall => 6,
            Self::Occupied => 7,
            Self::Ringing => 8,
            Self::Talking | Self::PreRest => 9,
            Self::ThreeParty => 10,
            Self::Hold => 11,
            Self::Mute => 12,
            Self::Help => 13,
            Self::Transfer => 14,
            Self::Insert => 15,
            Self::Listen => 16,
            Self::Whisper => 17,
            Self::Abnormal | Self::Unknown | Self::SignedOut => 255,
        }
    }

    /// Whether the agent is in a call, which is what `isWorking` says: 5 to 17 of the
    /// synchronising interface's table.
    pub const fn in_call(self) -> bool {
        matches!(self.sync_number(), 5..=17)
    }
}
