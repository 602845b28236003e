//! The types of events that the gateway's pages name and that tell something of an agent.

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident = $name:literal,)*) => {
        /// A type of event.
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
    /// The agent is idle.
    Ready = "AgentState_Ready",
    /// Somebody set the agent idle.
    ForceReady = "AgentState_Force_Ready",
    /// The agent showed busy.
    SetNotReady = "AgentState_SetNotReady_Success",
    /// A supervisor set the agent busy.
    ForceSetNotReady = "AgentState_Force_SetNotReady",
    /// The agent shows busy no more.
    CancelNotReady = "AgentState_CancelNotReady_Success",
    /// A call has taken the agent. This is not "show busy".
    Occupied = "AgentState_Busy",
    /// Wrap-up begins after a call.
    Work = "AgentState_Work",
    /// The agent asked for wrap-up.
    SetWork = "AgentState_SetWork_Success",
    /// The agent ended wrap-up.
    CancelWork = "AgentState_CancelWork_Success",
    /// The agent rests.
    SetRest = "AgentState_SetRest_Success",
    /// The agent rests no more.
    CancelRest = "AgentState_CancelRest_Success",
    /// The time of the rest is over.
    RestTimeout = "AgentState_Rest_Timeout",
    /// The agent has signed in.
    InService = "AgentOther_InService",
    /// The gateway has signed the agent out.
    ShutdownService = "AgentOther_ShutdownService",
    /// The agent's phone rings: of a call that comes in, with its data.
    PhoneAlerting = "AgentOther_PhoneAlerting",
    /// The agent's phone is off the hook.
    PhoneOffhook = "AgentOther_PhoneOffhook",
    /// The agent's phone is on the hook.
    PhoneRelease = "AgentOther_PhoneRelease",
    /// A call waits for the agent's answer.
    Ringing = "AgentEvent_Ringing",
    /// A call has been answered for the agent.
    AutoAnswer = "AgentEvent_Auto_Answer",
    /// The agent talks.
    Talking = "AgentEvent_Talking",
    /// The call is on hold.
    Hold = "AgentEvent_Hold",
    /// The call was held at the telephone itself.
    PhoneHold = "AgentEvent_linkagePhoneHold",
    /// The call was taken back at the telephone itself.
    PhoneUnhold = "AgentEvent_linkagePhoneUnHold",
    /// A call of three has begun.
    Conference = "AgentEvent_Conference",
    /// The agent has joined a conference.
    JoinConf = "AgentEvent_JoinConf",
    /// The phone of the called party rings, or that of the second party of a call.
    CustomerAlerting = "AgentEvent_Customer_Alerting",
    /// Somebody else has left the call. In a call of three the others stay in it.
    CustomerRelease = "AgentEvent_Customer_Release",
    /// The agent has left the call.
    CallRelease = "AgentEvent_Call_Release",
    /// The call is to be released.
    ReleaseRequest = "AgentEvent_ReleaseRequest",
    /// The caller hung up before the agent answered.
    AbandonCall = "AgentEvent_AbandonCall",
    /// A number to call is shown to the agent.
    Preview = "AgentEvent_Preview",
    /// An outbound call failed.
    CallOutFail = "AgentEvent_Call_Out_Fail",
    /// An internal call failed.
    InsideCallFail = "AgentEvent_Inside_Call_Fail",
    /// The agent did not answer in time, and the call was taken away.
    NoAnswer = "AgentEvent_No_Answer",
    /// A connection failed.
    ConnectFail = "AgentEvent_Connect_Fail",
    /// A consultation failed.
    ConsultFail = "AgentEvent_Consult_Fail",
    /// Data of a call that comes in.
    IncomingCallInfo = "AgentEvent_Incoming_CallInfo",
    /// How a transfer that waits for the third party's answer came out.
    SuccTransResult = "AgentEvent_SuccTransResult",
    /// How a transfer to a number outside came out.
    TransOutResult = "AgentEvent_TransOutResult",
    /// How a transfer at the telephone came out.
    PhoneTransferResult = "AgentEvent_linkagePhoneTransferOut_Result",
    /// The call has come back from a self-service flow.
    ReturnFromIvr = "AgentEvent_ReturnFromIvr",
    /// The call is being recorded.
    Recording = "AgentMediaEvent_Record",
    /// The recording failed.
    RecordingFailed = "AgentMediaEvent_Record_Fail",
    /// The recording has been stopped.
    RecordingStopped = "AgentMediaEvent_StopRecordDone",
    /// An inspector has come to the agent's call.
    InspectionBegun = "AgentOther_BeQcStart",
    /// The inspector has left it.
    InspectionOver = "AgentOther_BeQcStop",
}

impl EventKind {
    /// The type of that name, spelt exactly so. The page of the busy event has a second name
    /// for it.
    pub fn from_name(name: &str) -> Option<Self> {
        if name == "AgentState_SetNotReady" {
            return Some(Self::SetNotReady);
        }
        Self::ALL
            .iter()
            .find(|(_, known)| *known == name)
            .map(|(kind, _)| *kind)
    }
}
