//! What the call card can have a row for.

/// A row of the call card, by what it is of. The time on the call is none: it stands in the card's
/// head.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Field {
    /// Calling number.
    Caller,
    /// Called number.
    Called,
    /// The number that the caller dialled.
    OriginalCalled,
    /// The kind of call.
    CallType,
    /// The skill queue.
    Skill,
    /// Time on hold since what the sync told.
    Hold,
    /// Time of the second call since what the sync told.
    SecondCall,
    /// The call on hold.
    HeldCall,
    /// The other agent.
    Partner,
    /// The inspector.
    Inspector,
    /// Text that came with the call.
    CallData,
    /// The call's ID.
    CallId,
    /// The recording's number.
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
