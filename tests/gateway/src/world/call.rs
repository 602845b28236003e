//! A call as the agent has it: the customer's leg and, in a consultation, a second one.

use super::act::Way;

/// Call types of the synchronising interface's Table 6 that the simulation makes itself.
pub mod feature {
    pub const INBOUND: i64 = 0;
    pub const INTERNAL: i64 = 6;
    pub const COMMON: i64 = 7;
    pub const TWO_PARTY_HELP: i64 = 51;
    pub const THREE_PARTY_HELP: i64 = 52;
    pub const MULTI_PARTY: i64 = 53;
}

/// The agent's call.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    /// The leg with the customer.
    pub main: Leg,
    /// The leg with whoever is consulted, or called while the customer is on hold.
    pub second: Option<Leg>,
    /// The second leg once it is joined with the customer's: then there is one call of three.
    pub joined: Option<Leg>,
    /// When the customer was put on hold, in milliseconds.
    pub held_since: Option<u64>,
    /// When the call was put on hold at the telephone, of which polls know nothing.
    pub held_at_phone: Option<u64>,
    /// Call-associated data: free text.
    pub data: String,
    /// Serial number of the recording, empty without one.
    pub recording: String,
    /// When that began, in milliseconds, where an event has told so.
    pub recording_since: Option<u64>,
    /// How the call was last transferred.
    pub way: Way,
    /// The other party in a consultation or conference, empty in a plain call.
    pub partner: String,
    /// When the call ended, in milliseconds.
    pub ended: Option<u64>,
}

/// One leg of a call. Times are milliseconds since 1970.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Leg {
    /// `<epoch seconds>-<n>`
    pub id: String,
    pub caller: String,
    pub called: String,
    /// Call type, Table 6.
    pub feature: i64,
    /// When it came to the agent.
    pub began: u64,
    /// When the two began to talk.
    pub talking_since: Option<u64>,
    /// Who made the call and why.
    pub kind: Kind,
    /// The agent who has transferred it here.
    pub transferred_by: Option<String>,
    pub media: Media,
}

/// Who made a call, and what for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// It came in.
    #[default]
    In,
    /// It came in from another agent.
    InFromAgent,
    /// The agent made it.
    Out,
    /// The agent made it to ask for help, the customer on hold.
    Help,
    /// The agent made it to have a third party join in.
    ThreePartyHelp,
    /// The agent made it to talk before a transfer.
    Transfer,
}

/// What is transmitted, by the event reference's codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Media {
    /// 1 voice, 2 video, 3 both, 5 text, 6 H5 video.
    pub ability: u8,
    /// 5 a common call, 51 multimedia chat, 53 social chat …
    pub kind: u8,
}

impl Media {
    pub const VOICE: Self = Self {
        ability: 1,
        kind: 5,
    };
    pub const TEXT: Self = Self {
        ability: 5,
        kind: 51,
    };
}

impl Default for Media {
    fn default() -> Self {
        Self::VOICE
    }
}

impl Leg {
    /// The number at the other end.
    pub fn other(&self) -> &str {
        match self.kind {
            Kind::In | Kind::InFromAgent => &self.caller,
            Kind::Out | Kind::Help | Kind::ThreePartyHelp | Kind::Transfer => &self.called,
        }
    }
}

impl Call {
    /// A call with its customer's leg only.
    pub const fn new(main: Leg, data: String, recording: String) -> Self {
        Self {
            main,
            second: None,
            joined: None,
            held_since: None,
            held_at_phone: None,
            data,
            recording,
            recording_since: None,
            way: Way::Blind,
            partner: String::new(),
            ended: None,
        }
    }

    /// The leg in which the agent is now.
    pub fn current(&self) -> &Leg {
        self.second.as_ref().unwrap_or(&self.main)
    }

    /// The leg beside the customer's, joined with it or not.
    pub fn other_leg(&self) -> Option<&Leg> {
        self.second.as_ref().or(self.joined.as_ref())
    }

    /// The call's type: that of the joined leg in a call of three.
    pub fn feature(&self) -> i64 {
        self.joined.as_ref().unwrap_or(&self.main).feature
    }
}
