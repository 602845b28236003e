//! The types of events that the gateway's pages name and that tell something of an agent.

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident = $name:literal,)*) => {
        /// A type of event: `eventType` (`cec_07_1274`, Table 3). With each stands its page of the
        /// API reference, where one is known.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        pub enum EventKind {
            $($(#[$doc])* $kind,)*
        }

        impl EventKind {
            /// All of them with their names.
            pub const ALL: &'static [(Self, &'static str)] = &[$((Self::$kind, $name),)*];
        }
    };
}

kinds! {
    /// The agent is idle (`cec_07_0492`).
    Ready = "AgentState_Ready",
    /// A supervisor set the agent idle.
    ForceReady = "AgentState_Force_Ready",
    /// The agent showed busy (`cec_07_1346`).
    SetNotReady = "AgentState_SetNotReady_Success",
    /// A supervisor set the agent busy.
    ForceSetNotReady = "AgentState_Force_SetNotReady",
    /// The agent shows busy no more.
    CancelNotReady = "AgentState_CancelNotReady_Success",
    /// A call has taken the agent (`cec_07_1343`). This is not "show busy".
    Occupied = "AgentState_Busy",
    /// Wrap-up begins after a call (`cec_07_1344`).
    Work = "AgentState_Work",
    /// The agent asked for wrap-up.
    SetWork = "AgentState_SetWork_Success",
    /// The agent ended wrap-up (`cec_07_1352`).
    CancelWork = "AgentState_CancelWork_Success",
    /// The agent rests (`cec_07_1348`).
    SetRest = "AgentState_SetRest_Success",
    /// The agent rests no more (`cec_07_1349`).
    CancelRest = "AgentState_CancelRest_Success",
    /// The time of the rest is over (`cec_07_0497`). That does not end the rest.
    RestTimeout = "AgentState_Rest_Timeout",
    /// The agent is signing in (`cec_07_1401`).
    InService = "AgentOther_InService",
    /// The agent has certainly been signed out (`cec_07_0552`).
    ShutdownService = "AgentOther_ShutdownService",
    /// The agent's phone rings (`cec_07_1398`). Of a call that comes in it has the data, which the
    /// page does not tell.
    PhoneAlerting = "AgentOther_PhoneAlerting",
    /// The agent's phone is off the hook (`cec_07_0547`).
    PhoneOffhook = "AgentOther_PhoneOffhook",
    /// The agent's phone is on the hook (`cec_07_0546`).
    PhoneRelease = "AgentOther_PhoneRelease",
    /// A call waits for the agent's answer (`cec_07_0513`).
    Ringing = "AgentEvent_Ringing",
    /// A call has been answered for the agent (`cec_07_0512`).
    AutoAnswer = "AgentEvent_Auto_Answer",
    /// The agent talks (`cec_07_1355`).
    Talking = "AgentEvent_Talking",
    /// The call is on hold (`cec_07_1357`).
    Hold = "AgentEvent_Hold",
    /// The call was held at the telephone itself (`cec_07_0577`).
    PhoneHold = "AgentEvent_linkagePhoneHold",
    /// The call was taken back at the telephone itself (`cec_07_0578`).
    PhoneUnhold = "AgentEvent_linkagePhoneUnHold",
    /// A call of three has begun (`cec_07_0505`).
    Conference = "AgentEvent_Conference",
    /// The agent has joined a conference.
    JoinConf = "AgentEvent_JoinConf",
    /// The phone of the called party rings, or that of the second party of a call (`cec_07_0503`).
    CustomerAlerting = "AgentEvent_Customer_Alerting",
    /// Somebody else has left the call (`cec_07_1364`). In a call of three the others stay in it.
    CustomerRelease = "AgentEvent_Customer_Release",
    /// The agent has left the call (`cec_07_1363`).
    CallRelease = "AgentEvent_Call_Release",
    /// The call is to be released.
    ReleaseRequest = "AgentEvent_ReleaseRequest",
    /// The caller hung up before the agent answered.
    AbandonCall = "AgentEvent_AbandonCall",
    /// A number to call is shown to the agent (`cec_07_0525`).
    Preview = "AgentEvent_Preview",
    /// An outbound call failed (`cec_07_1359`).
    CallOutFail = "AgentEvent_Call_Out_Fail",
    /// An internal call failed (`cec_07_0508`).
    InsideCallFail = "AgentEvent_Inside_Call_Fail",
    /// The agent did not answer in time, and the call was taken away (`cec_07_0509`).
    NoAnswer = "AgentEvent_No_Answer",
    /// A connection failed (`cec_07_0514`).
    ConnectFail = "AgentEvent_Connect_Fail",
    /// A consultation failed (`cec_07_0515`).
    ConsultFail = "AgentEvent_Consult_Fail",
    /// Data of a call that comes in (`cec_07_0520`).
    IncomingCallInfo = "AgentEvent_Incoming_CallInfo",
    /// How a transfer that waits for the third party's answer came out (`cec_07_0516`).
    SuccTransResult = "AgentEvent_SuccTransResult",
    /// How a transfer to a number outside came out.
    TransOutResult = "AgentEvent_TransOutResult",
    /// How a transfer at the telephone came out (`cec_07_0576`).
    PhoneTransferResult = "AgentEvent_linkagePhoneTransferOut_Result",
    /// An agent conference that the agent is invited to waits for the answer (`cec_07_0563`).
    ConferenceRinging = "AgentConf_Ringing",
    /// The agent has joined an agent conference (`cec_07_0561`).
    ConferenceJoined = "AgentConf_SelfJoinResult",
    /// A recording is played to the agent, in a call or outside of one (`cec_07_0533`).
    Playback = "AgentMediaEvent_Play",
    /// It plays no more, or could not (`cec_07_0536`).
    PlaybackOver = "AgentMediaEvent_StopPlayDone",
    /// The call has come back to the agent from a self-service flow (`cec_07_0517`).
    ReturnFromIvr = "AgentEvent_ReturnFromIvr",
    /// The call is being recorded (`cec_07_1381`).
    Recording = "AgentMediaEvent_Record",
    /// The recording could not be started (`cec_07_0530`).
    RecordingFailed = "AgentMediaEvent_Record_Fail",
    /// The recording has been stopped (`cec_07_0531`).
    RecordingStopped = "AgentMediaEvent_StopRecordDone",
    /// An inspector has come to the agent's call (`cec_07_0542`).
    InspectionBegun = "AgentOther_BeQcStart",
    /// The inspector has left it (`cec_07_0543`).
    InspectionOver = "AgentOther_BeQcStop",
}

impl EventKind {
    /// The type of that name, spelt exactly so. The page of the busy event has a second name
    /// for it, and a call takes the agent by a second name, too (`cec_07_0524`).
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "AgentState_SetNotReady" => return Some(Self::SetNotReady),
            "AgentEvent_Agent_Occupyed" => return Some(Self::Occupied),
            _ => {}
        }
        Self::ALL
            .iter()
            .find(|(_, known)| *known == name)
            .map(|(kind, _)| *kind)
    }
}
