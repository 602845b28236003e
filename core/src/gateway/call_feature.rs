//! The type of a call.

/// What kind of call it is: Table 6 of the `syncagentinfo` document, and two codes that
/// only the reference's appendix on call types (`cec_07_0582`) has. Those that the platform makes,
/// 40 to 45, come to the agent as calls in: two clients of the gateway's maker take the caller for
/// the customer of all types but 7, and 43 is a "virtual inbound" one in `cec_07_2637`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum CallFeature {
    /// -1, other calls.
    Others,
    /// 0, a common inbound call.
    CommonInbound,
    /// 6, an internal call.
    Internal,
    /// 7, a common call in Table 6, a common outgoing one in the appendix; in the samples of one
    /// call out (`cec_07_1355`, `cec_07_0503`) the customer is the called one.
    Common,
    /// 40, a reserved outbound call (in the appendix only).
    ReservedOutbound,
    /// 41, a preempted outbound call, of HPS in Table 6.
    PreemptedOutbound,
    /// 43, a predicted outbound call (in the appendix only).
    Predicted,
    /// 44, an outbound call, which Table 6 calls predicted and the appendix previewed.
    PreviewedOrPredictedOutbound,
    /// 45, a reserved callback, of HPS in Table 6.
    ReservedCallback,
    /// 51, an internal consultation of two.
    InternalTwoPartyConsultation,
    /// 52, an internal consultation of three.
    InternalThreePartyConsultation,
    /// 53, a call of several parties.
    MultiParty,
    /// A code that neither table has, kept as it came.
    Unknown(i64),
}

impl CallFeature {
    /// Reads `callFeature`, `talkingCallfeature`, `callfeature`, or `feature` of an event.
    pub const fn from_code(code: i64) -> Self {
        match code {
            -1 => Self::Others,
            0 => Self::CommonInbound,
            6 => Self::Internal,
            7 => Self::Common,
            40 => Self::ReservedOutbound,
            41 => Self::PreemptedOutbound,
            43 => Self::Predicted,
            44 => Self::PreviewedOrPredictedOutbound,
            45 => Self::ReservedCallback,
            51 => Self::InternalTwoPartyConsultation,
            52 => Self::InternalThreePartyConsultation,
            53 => Self::MultiParty,
            _ => Self::Unknown(code),
        }
    }

    /// The gateway's own code of this call type.
    pub const fn code(self) -> i64 {
        match self {
            Self::Others => -1,
            Self::CommonInbound => 0,
            Self::Internal => 6,
            Self::Common => 7,
            Self::ReservedOutbound => 40,
            Self::PreemptedOutbound => 41,
            Self::Predicted => 43,
            Self::PreviewedOrPredictedOutbound => 44,
            Self::ReservedCallback => 45,
            Self::InternalTwoPartyConsultation => 51,
            Self::InternalThreePartyConsultation => 52,
            Self::MultiParty => 53,
            Self::Unknown(code) => code,
        }
    }
}
