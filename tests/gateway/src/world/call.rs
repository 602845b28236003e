//! A call as the agent has it: the customer's leg and, in a consultation, a second one.

/// Call types of the synchronising interface's Table 6 that the simulation makes itself.
pub mod feature {
    pub const INBOUND: i64 = 0;
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
    /// The leg with whoever is consulted.
    pub second: Option<Leg>,
    /// When the customer was put on hold, in milliseconds.
    pub held_since: Option<u64>,
    /// Call-associated data: free text.
    pub data: String,
    /// Serial number of the recording, empty without one.
    pub recording: String,
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
}

impl Call {
    /// A call with its customer's leg only.
    pub const fn new(main: Leg, data: String, recording: String) -> Self {
        Self {
            main,
            second: None,
            held_since: None,
            data,
            recording,
            partner: String::new(),
            ended: None,
        }
    }

    /// The leg in which the agent is now.
    pub fn current(&self) -> &Leg {
        self.second.as_ref().unwrap_or(&self.main)
    }
}
