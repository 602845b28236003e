//! How the agent's voice reaches the agent.

/// `signInMode` of `syncagentinfo` (Table 5), a field that older gateways do not send.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum SignInMode {
    /// 0, voice in the browser.
    WebRtc,
    /// 1, voice through the `OpenEye` softphone.
    OpenEye,
    /// A code that the document does not have, kept as it came.
    Unknown(i64),
}

impl SignInMode {
    /// Reads `signInMode`.
    pub const fn from_code(code: i64) -> Self {
        match code {
            0 => Self::WebRtc,
            1 => Self::OpenEye,
            _ => Self::Unknown(code),
        }
    }

    /// The gateway's own code of this mode.
    pub const fn code(self) -> i64 {
        match self {
            Self::WebRtc => 0,
            Self::OpenEye => 1,
            Self::Unknown(code) => code,
        }
    }
}
