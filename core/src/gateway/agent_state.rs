//! The agent's state, read from two tables that use the same integers differently.

/// What the agent is doing, whichever interface said so.
///
/// `syncagentinfo` tells all the situations within a call apart; `agentstatus` knows one
/// "talking" for all of them. The tables are those of the page "Agent Status" (`cec_07_0581`):
/// Table 1 is the one of `agentstatus`, Table 3 the one of `syncagentinfo`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum AgentState {
    /// Ready for a call: 4 in Table 1, where 6 is the same and reserved; 1 in Table 3.
    Idle,
    /// After-call work: 5 in Table 1; 2 in Table 3.
    WrapUp,
    /// At rest: 8 in Table 1; 3 in Table 3.
    Rest,
    /// The agent showed busy: 3 in Table 1; 4 in Table 3. This is not "occupied with a call".
    Busy,
    /// A recording is played: 5 in Table 3.
    Playback,
    /// A call to the outside is being set up ("outbound call" in the document): 6 in Table 3.
    OutboundCall,
    /// A call has taken the agent and is not yet answered: 7 in Table 3.
    Occupied,
    /// A call waits for the agent's answer ("request response" in the document): 8 in Table 3.
    Ringing,
    /// In conversation: 9 in Table 3; 7 in Table 1, for anything within a call.
    Talking,
    /// In a call of three: 10 in Table 3.
    ThreeParty,
    /// The other party is on hold: 11 in Table 3.
    Hold,
    /// The agent's microphone is muted: 12 in Table 3.
    Mute,
    /// Asking somebody for help: 13 in Table 3.
    Help,
    /// Transferring the talk: 14 in Table 3.
    Transfer,
    /// An inspector inserted in somebody's call: 15 in Table 3.
    Insert,
    /// An inspector listening to somebody's call: 16 in Table 3.
    Listen,
    /// An inspector whispering into somebody's call: 17 in Table 3.
    Whisper,
    /// The gateway calls the state abnormal: 255 in Table 3. As `lastState` right after sign-in it
    /// only means that there was no earlier state.
    Abnormal,
    /// Signed in: 1 in Table 1, reserved there and not in use.
    SignedIn,
    /// Signed out: 2 in Table 1.
    SignedOut,
    /// Rest was asked for and has not begun: 9 in Table 1. It comes after the call or wrap-up; who
    /// was idle is in this state for a moment, too.
    PreRest,
    /// A code that the interface's own table does not name, kept as it came. 0 in Table 1,
    /// which the document itself calls unknown, is one of them.
    Unknown {
        /// The interface that used the code.
        interface: Interface,
        /// The code itself.
        code: i64,
    },
}

impl AgentState {
    /// Reads `agentState` of `agentstatus`: Table 1 of the page "Agent Status" (`cec_07_0581`).
    pub const fn from_agent_status(code: i64) -> Self {
        match code {
            1 => Self::SignedIn,
            2 => Self::SignedOut,
            3 => Self::Busy,
            // 6 is "the same as idle", reserved and not in use.
            4 | 6 => Self::Idle,
            5 => Self::WrapUp,
            7 => Self::Talking,
            8 => Self::Rest,
            9 => Self::PreRest,
            _ => Self::Unknown {
                interface: Interface::AgentStatus,
                code,
            },
        }
    }

    /// Reads `state` of `syncagentinfo`: Table 3 of the page "Agent Status" (`cec_07_0581`).
    pub const fn from_sync(code: i64) -> Self {
        match code {
            1 => Self::Idle,
            2 => Self::WrapUp,
            3 => Self::Rest,
            4 => Self::Busy,
            5 => Self::Playback,
            6 => Self::OutboundCall,
            7 => Self::Occupied,
            8 => Self::Ringing,
            9 => Self::Talking,
            10 => Self::ThreeParty,
            11 => Self::Hold,
            12 => Self::Mute,
            13 => Self::Help,
            14 => Self::Transfer,
            15 => Self::Insert,
            16 => Self::Listen,
            17 => Self::Whisper,
            255 => Self::Abnormal,
            _ => Self::Unknown {
                interface: Interface::SyncAgentInfo,
                code,
            },
        }
    }

    /// The state's value of the `data-state` attribute, which hosts and themes rely on.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Idle => "idle",
            Self::WrapUp => "wrap-up",
            Self::Rest => "rest",
            Self::Busy => "busy",
            Self::Playback => "playback",
            Self::OutboundCall => "outbound-call",
            Self::Occupied => "occupied",
            Self::Ringing => "ringing",
            Self::Talking => "talking",
            Self::ThreeParty => "three-party",
            Self::Hold => "hold",
            Self::Mute => "mute",
            Self::Help => "help",
            Self::Transfer => "transfer",
            Self::Insert => "insert",
            Self::Listen => "listen",
            Self::Whisper => "whisper",
            Self::Abnormal => "abnormal",
            Self::SignedIn => "signed-in",
            Self::SignedOut => "signed-out",
            Self::PreRest => "pre-rest",
            Self::Unknown { .. } => "unknown",
        }
    }

    /// The state that has this slug; `None` for `unknown` and for no slug at all.
    pub fn from_slug(slug: &str) -> Option<Self> {
        for code in 1..=255 {
            for state in [Self::from_sync(code), Self::from_agent_status(code)] {
                if state.slug() == slug && !matches!(state, Self::Unknown { .. }) {
                    return Some(state);
                }
            }
        }
        None
    }

    /// Whether the agent is in a call: 5 to 17 in Table 3, of `syncagentinfo`; 7 in Table 1, of
    /// `agentstatus`, which covers all of those.
    pub const fn is_in_call(self) -> bool {
        matches!(
            self,
            Self::Playback
                | Self::OutboundCall
                | Self::Occupied
                | Self::Ringing
                | Self::Talking
                | Self::ThreeParty
                | Self::Hold
                | Self::Mute
                | Self::Help
                | Self::Transfer
                | Self::Insert
                | Self::Listen
                | Self::Whisper
        )
    }

    /// Whether it is a call that nobody has answered yet.
    pub const fn is_before_talk(self) -> bool {
        matches!(self, Self::OutboundCall | Self::Occupied | Self::Ringing)
    }

    /// Whether it is one of a call that has a second party beside the customer.
    pub const fn has_second_party(self) -> bool {
        matches!(self, Self::ThreeParty | Self::Help | Self::Transfer)
    }
}

/// An interface that is asked. Of a code that came from it, it is the one whose table explains
/// the code.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Interface {
    /// `GET …/agentstatus` (`cec_07_0355`), the poll.
    AgentStatus,
    /// `POST …/syncagentinfo` (`cec_07_0359`), the recovery at page load.
    SyncAgentInfo,
    /// `GET …/calldata/{agentid}/callinfo` (`cec_07_0419`), the look-up of a call. It tells no
    /// state.
    CallInfo,
}

impl Interface {
    /// What the documents call it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::AgentStatus => "agentstatus",
            Self::SyncAgentInfo => "syncagentinfo",
            Self::CallInfo => "callinfo",
        }
    }
}
