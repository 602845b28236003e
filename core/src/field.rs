//! What the call card can have a row for.

/// A row of the call card, by what it is of. The time on the call is none: it stands in the card's
/// head. `callinfo` is that of `syncagentinfo`, and the interface of that name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Field {
    /// Calling number: `callerNo` of `syncagentinfo`, `caller` of `callinfo` and of events.
    Caller,
    /// Called number: `calledNo` of `syncagentinfo`, `called` of `callinfo` and of events; of a
    /// call out, `otherPhone` of an event as well.
    Called,
    /// The number that the caller dialled: `orgicallednum` of `callinfo`.
    OriginalCalled,
    /// The kind of call, by Table 6 of `syncagentinfo`: `callfeature` of `callinfo`, or else
    /// `callFeature` or `talkingCallfeature` of `syncagentinfo`; `feature` of events.
    CallType,
    /// The skill queue's name: `callskill` of `callinfo`, `skillName` of events.
    Skill,
    /// Time on hold, in whole seconds, since `beginHoldTime` of `syncagentinfo`.
    Hold,
    /// Time of the second call, in whole seconds, since `secondTalkingTime` of `syncagentinfo`.
    SecondCall,
    /// The ID of the call on hold: `holdCallId` of `syncagentinfo`, where that is another than the
    /// current call's, or that of the call that waits while the agent talks with a second party.
    HeldCall,
    /// The other party, or parties, of a consultation, a transfer or a conference: `partner` of
    /// `syncagentinfo` and of events, `otherPhoneWorkno` or `otherPhone` of events.
    Partner,
    /// The inspector's agent ID: `qcWorkNo` of `syncagentinfo`, `qcAgentId` of events.
    Inspector,
    /// Text that came with the call: `callData` of `syncagentinfo` and of events, `calldata` of
    /// `callinfo`.
    CallData,
    /// The call's ID: `curCallId` of `syncagentinfo`, or else its `mainCallId`; `callid` of
    /// `callinfo` and of events.
    CallId,
    /// The recording's serial number: `recordID` of `syncagentinfo` and of events.
    Recording,
}

impl Field {
    /// All of them, in the order that a card has of itself.
    pub const ALL: [Self; 13] = [
        Self::Caller,
        Self::Called,
        Self::OriginalCalled,
        Self::CallType,
        Self::Skill,
        Self::Hold,
        Self::SecondCall,
        Self::HeldCall,
        Self::Partner,
        Self::Inspector,
        Self::CallData,
        Self::CallId,
        Self::Recording,
    ];

    /// Its name: in the setting `fields`, and as the value of `data-field`.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Caller => "caller",
            Self::Called => "called",
            Self::OriginalCalled => "original-called",
            Self::CallType => "call-type",
            Self::Skill => "skill",
            Self::Hold => "hold",
            Self::SecondCall => "second-call",
            Self::HeldCall => "held-call",
            Self::Partner => "partner",
            Self::Inspector => "inspector",
            Self::CallData => "call-data",
            Self::CallId => "call-id",
            Self::Recording => "recording",
        }
    }

    /// The one of that name.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.slug() == slug)
    }
}
