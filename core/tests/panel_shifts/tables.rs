//! The gateway's tables, read from its documents a second time: nothing here is taken from
//! the panel but the names of its states.

use cec_agent_panel_core::gateway::{AgentState, Interface};

pub const IDLE: i64 = 1;
pub const WRAP_UP: i64 = 2;
pub const REST: i64 = 3;
pub const BUSY: i64 = 4;
pub const PLAYBACK: i64 = 5;
pub const OUTBOUND: i64 = 6;
pub const OCCUPIED: i64 = 7;
pub const RINGING: i64 = 8;
pub const TALKING: i64 = 9;
pub const THREE_PARTY: i64 = 10;
pub const HOLD: i64 = 11;
pub const MUTE: i64 = 12;
pub const HELP: i64 = 13;
pub const TRANSFER: i64 = 14;
pub const INSERT: i64 = 15;
pub const LISTEN: i64 = 16;
pub const WHISPER: i64 = 17;
pub const ABNORMAL: i64 = 255;
/// Not in the table of `syncagentinfo`, which is refused then.
pub const SIGNED_OUT: i64 = -1;

/// Whether a state of `syncagentinfo` is one within a call.
pub const fn is_in_call(state: i64) -> bool {
    matches!(state, PLAYBACK..=WHISPER)
}

/// What `agentstatus` says of a state of `syncagentinfo`; `pre_rest`: rest comes after the
/// call.
pub const fn polled(state: i64, pre_rest: bool) -> i64 {
    match state {
        IDLE => 4,
        WRAP_UP => 5,
        REST => 8,
        BUSY => 3,
        PLAYBACK..=WHISPER if pre_rest => 9,
        PLAYBACK..=WHISPER => 7,
        SIGNED_OUT => 2,
        _ => 0,
    }
}

/// The panel's name for a code of `syncagentinfo`.
pub const fn named_by_sync(code: i64) -> AgentState {
    match code {
        IDLE => AgentState::Idle,
        WRAP_UP => AgentState::WrapUp,
        REST => AgentState::Rest,
        BUSY => AgentState::Busy,
        PLAYBACK => AgentState::Playback,
        OUTBOUND => AgentState::OutboundCall,
        OCCUPIED => AgentState::Occupied,
        RINGING => AgentState::Ringing,
        TALKING => AgentState::Talking,
        THREE_PARTY => AgentState::ThreeParty,
        HOLD => AgentState::Hold,
        MUTE => AgentState::Mute,
        HELP => AgentState::Help,
        TRANSFER => AgentState::Transfer,
        INSERT => AgentState::Insert,
        LISTEN => AgentState::Listen,
        WHISPER => AgentState::Whisper,
        ABNORMAL => AgentState::Abnormal,
        SIGNED_OUT => AgentState::SignedOut,
        code => AgentState::Unknown {
            interface: Interface::SyncAgentInfo,
            code,
        },
    }
}

/// The panel's name for a code of `agentstatus`.
pub const fn named_by_poll(code: i64) -> AgentState {
    match code {
        2 => AgentState::SignedOut,
        3 => AgentState::Busy,
        4 => AgentState::Idle,
        5 => AgentState::WrapUp,
        7 => AgentState::Talking,
        8 => AgentState::Rest,
        9 => AgentState::PreRest,
        code => AgentState::Unknown {
            interface: Interface::AgentStatus,
            code,
        },
    }
}

/// Whether the state is what a command of Table 7 leads to.
pub const fn is_led_to_by(command: i64, state: i64) -> bool {
    match command {
        1..=3 => !is_in_call(state) && state != ABNORMAL,
        4 | 5 => is_in_call(state),
        6 => state == HOLD,
        7 => matches!(state, TALKING | THREE_PARTY),
        18 => state == THREE_PARTY,
        30 => state == BUSY,
        31 => state == REST,
        _ => false,
    }
}
