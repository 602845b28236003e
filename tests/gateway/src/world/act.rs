//! What can happen to an agent, and in which of their states.

use super::agent::Agent;
use super::retcode::Retcode;
use super::state::State;

/// Something that happens to an agent, whoever had it happen.
#[derive(Clone, Debug, PartialEq)]
pub enum Act {
    Ring(Incoming),
    /// The agent answers, or the customer of an outbound call does.
    Answer,
    CallOut {
        called: String,
    },
    Hold,
    /// Back to the customer; a consultation ends with it.
    Unhold,
    Mute,
    Unmute,
    Consult {
        partner: String,
        three_party: bool,
    },
    Conference {
        partner: Option<String>,
    },
    Transfer {
        partner: String,
    },
    TransferDone,
    HangUp {
        by: Party,
    },
    Busy,
    CancelBusy,
    Rest {
        ms: Option<u64>,
    },
    CancelRest,
    Work,
    EndWrapUp,
    Idle,
}

/// Who ends a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Party {
    Agent,
    Customer,
}

/// A call that comes in; what is left out is made up.
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Incoming {
    pub caller: Option<String>,
    pub called: Option<String>,
    pub call_id: Option<String>,
    pub feature: Option<i64>,
    pub data: Option<String>,
    pub recording: Option<String>,
}

impl Agent {
    /// Whether `act` is possible in the agent's present state.
    ///
    /// # Errors
    /// If not: 100-009 for the agent's own status, 100-007 for a call.
    pub fn allows(&self, act: &Act) -> Result<(), Retcode> {
        use State::{
            Busy, Help, Hold, Mute, Occupied, OutboundCall, Rest, Ringing, Talking, ThreeParty,
            WrapUp,
        };
        let state = self.state;
        let (possible, refusal) = match act {
            Act::Ring(_) | Act::CallOut { .. } => (!state.in_call(), Retcode::OperationFailed),
            Act::Answer => (
                matches!(state, Ringing | Occupied | OutboundCall),
                Retcode::OperationFailed,
            ),
            Act::Hold => (matches!(state, Talking | Mute), Retcode::OperationFailed),
            Act::Unhold => (matches!(state, Hold | Help), Retcode::OperationFailed),
            Act::Mute => (
                matches!(state, Talking | ThreeParty),
                Retcode::OperationFailed,
            ),
            Act::Unmute => (state == Mute, Retcode::OperationFailed),
            Act::Consult { .. } => (
                matches!(state, Talking | Hold | Mute),
                Retcode::OperationFailed,
            ),
            Act::Conference { partner } => (
                state == Help || (partner.is_some() && matches!(state, Talking | Hold)),
                Retcode::OperationFailed,
            ),
            Act::Transfer { .. } => (
                matches!(state, Talking | Hold | Mute | Help | ThreeParty),
                Retcode::OperationFailed,
            ),
            Act::TransferDone => (state == State::Transfer, Retcode::OperationFailed),
            Act::HangUp { .. } => (state.in_call(), Retcode::OperationFailed),
            Act::Busy | Act::Rest { .. } | Act::Idle => (true, Retcode::StateNotSet),
            Act::CancelBusy => (state == Busy || self.pre_busy, Retcode::StateNotSet),
            Act::CancelRest => (state == Rest || self.pre_rest, Retcode::StateNotSet),
            Act::Work => (!state.in_call(), Retcode::StateNotSet),
            Act::EndWrapUp => (state == WrapUp, Retcode::StateNotSet),
        };
        if possible && self.signed_in {
            Ok(())
        } else {
            Err(refusal)
        }
    }
}
