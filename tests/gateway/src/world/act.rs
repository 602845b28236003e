//! What can happen to an agent.

/// Something that happens to an agent, whoever had it happen.
///
/// Where an act makes a call, `call_id` is its ID, made up when it is left out: an interface
/// that answers with the ID takes one from [`Agent::new_call_id`] first. `rings_ms` is how long
/// the other party's phone rings before they answer: 0 not at all, `None` until an act says.
///
/// [`Agent::new_call_id`]: super::agent::Agent::new_call_id
#[derive(Clone, Debug, PartialEq)]
pub enum Act {
    /// A call comes in; under automatic answer it is answered by itself.
    Ring(Incoming),
    /// The agent answers, or the customer of an outbound call does.
    Answer,
    /// The call in was not answered in time, or `rejected`: the agent is busy then.
    NoAnswer {
        rejected: bool,
    },
    /// A call to a customer; the call that is on hold meanwhile stays there.
    CallOut {
        called: String,
        call_id: Option<String>,
    },
    /// A call to another agent, likewise.
    CallInner {
        called: String,
        call_id: Option<String>,
    },
    /// The call out comes to nothing; `connection`: because of the connection.
    CallFails {
        connection: bool,
    },
    Hold,
    /// Back to the customer; a consultation ends with it.
    Unhold,
    /// Held at the telephone, of which polls know nothing.
    PhoneHold,
    PhoneUnhold,
    Mute,
    Unmute,
    /// Another agent is asked for help: with the customer on hold, or `three_party`.
    Consult {
        partner: String,
        three_party: bool,
        call_id: Option<String>,
        rings_ms: Option<u64>,
    },
    /// Whoever was asked for help, or called for a transfer, answers.
    OtherAnswers,
    /// The same one releases: the agent is back with the customer.
    OtherLeaves,
    /// The same one cannot be had: the agent is back with the customer.
    ConsultFails,
    /// The customer leaves a help or a conference: the agent goes on with the other.
    CustomerLeaves,
    /// The current call and the one on hold are joined; with a `partner`, that one is added.
    Conference {
        partner: Option<String>,
    },
    /// The one on hold and the current other party are connected; the agent leaves both.
    ConnectHold {
        call_id: Option<String>,
    },
    /// The agent ends this one of their calls.
    DropCall {
        call_id: String,
    },
    /// The agent puts the party with this number out of the call.
    Disconnect {
        number: String,
    },
    /// `fails`: it comes to nothing when it has rung.
    Transfer {
        partner: String,
        way: Way,
        rings_ms: Option<u64>,
        fails: bool,
    },
    TransferDone,
    TransferFails,
    /// The agent takes a transferred customer back.
    CancelTransfer,
    /// The call comes back from a voice menu.
    ReturnFromIvr,
    HangUp {
        by: Party,
    },
    /// The agent's reason for busy or rest: 0 none, 200 to 250 their own.
    Busy {
        reason: u16,
    },
    CancelBusy,
    Rest {
        ms: Option<u64>,
        reason: u16,
    },
    CancelRest,
    Work,
    EndWrapUp,
    Idle,
    /// A supervisor sets the agent busy.
    ForceBusy,
    /// A supervisor sets the agent idle.
    ForceIdle,
    /// A recording of the call begins, with this serial number or a made-up one.
    RecordingBegins {
        recording: Option<String>,
    },
    RecordingFails,
    RecordingEnds,
    /// An inspector comes to the call: 8 listens, 9 inserts, 20172 and 20173 whisper.
    InspectionBegins {
        kind: u32,
        inspector: String,
    },
    InspectionEnds,
    /// A session of another medium comes, beside whatever the voice call does.
    SessionRings(Incoming),
    /// The session of that ID, or the oldest that waits, is answered.
    SessionAnswered {
        call_id: Option<String>,
    },
    /// The session of that ID, or the oldest one, ends.
    SessionEnds {
        call_id: Option<String>,
        by: Party,
    },
}

impl Act {
    /// A transfer that the agent has nothing more to do with.
    pub const fn blind_transfer(partner: String) -> Self {
        Self::Transfer {
            partner,
            way: Way::Blind,
            rings_ms: Some(TRANSFER_MS),
            fails: false,
        }
    }
}

/// How long the phone of whoever a call is transferred to rings, in milliseconds.
pub const TRANSFER_MS: u64 = 1_500;
/// How long the phone of whoever is asked for help rings, in milliseconds.
pub const HELP_RINGS_MS: u64 = 2_000;

/// Who ends a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Party {
    Agent,
    Customer,
}

/// The ways to transfer a call, of Table 7 of the synchronising interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Way {
    /// 10, blind transfer.
    #[default]
    Blind,
    /// 11, release after transfer: the agent is in the call until the other answers.
    Release,
    /// 12, talk forwarding: the agent talks to the other first, the customer on hold.
    Talk,
    /// 13, transfer after three-way talk: the agent, the customer and the other talk until the
    /// agent leaves.
    ThreeParty,
    /// At the telephone, which is no command.
    Phone,
}

/// A call that comes in; what is left out is made up.
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Incoming {
    /// With a letter before it (`a49997`) it is an agent's.
    pub caller: Option<String>,
    pub called: Option<String>,
    pub call_id: Option<String>,
    pub feature: Option<i64>,
    pub data: Option<String>,
    pub recording: Option<String>,
    /// The agent who has transferred the call here.
    pub transferred_by: Option<String>,
    /// How long the agent is taken before the phone rings, in milliseconds.
    pub reserved_ms: Option<u64>,
    /// `mediaAbility` and `mediaType` of the event reference; of voice when left out.
    pub media_ability: Option<u8>,
    pub media_type: Option<u8>,
}
