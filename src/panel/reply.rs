//! What came back from a request, and what it means when it is not an answer (R8).

use super::server_clock::Stamp;
use crate::gateway::{
    Answer, FailureClass, Refusal, RetCode, class_of_http_status, class_of_retcode,
};

/// What came back, as the runtime saw it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Reply {
    /// An HTTP response with a readable body.
    Response {
        /// The HTTP status.
        status: u16,
        /// The whole body as text.
        body: String,
        /// `Retry-After`, in milliseconds from now.
        retry_after_ms: Option<u64>,
        /// When it was made.
        stamp: Stamp,
    },
    /// An HTTP response whose body is over the limit and was not read (R10).
    TooLarge {
        /// The HTTP status.
        status: u16,
    },
    /// No response: refused, broken off, blocked.
    NoResponse,
}

impl Reply {
    /// What the response says of its age.
    pub const fn stamp(&self) -> Stamp {
        match self {
            Self::Response { stamp, .. } => *stamp,
            Self::TooLarge { .. } | Self::NoResponse => Stamp {
                age_ms: None,
                date_ms: None,
            },
        }
    }

    /// The HTTP status; `None` without a response.
    pub const fn status(&self) -> Option<u16> {
        match self {
            Self::Response { status, .. } | Self::TooLarge { status } => Some(*status),
            Self::NoResponse => None,
        }
    }
}

/// Why a request did not bring an answer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Cause {
    /// No response came.
    Network,
    /// No response came in time.
    TimedOut,
    /// The HTTP status says so.
    Http(u16),
    /// The body is not JSON.
    NotJson,
    /// The body is JSON, but not this interface's answer.
    NotAnAnswer,
    /// The body is over the limit.
    TooLarge,
    /// The gateway's result code, with its message.
    Code(RetCode, String),
    /// The answer names another agent than the one asked for.
    OtherAgent,
    /// It was made long ago: a cache on the way has answered.
    Old,
    /// This page load has used its one `syncagentinfo` for this agent already (R1).
    AlreadySynced,
}

impl Cause {
    /// Whether somebody else has answered, as a page or a proxy does in the gateway's place:
    /// the way to it is open, and it may stand there again any moment.
    pub const fn is_of_a_stranger(&self) -> bool {
        matches!(
            self,
            Self::NotJson | Self::NotAnAnswer | Self::Http(400..=499)
        )
    }
}

/// A failed request.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Failure {
    /// What the panel does about it.
    pub class: FailureClass,
    /// What happened.
    pub cause: Cause,
    /// How long the server asks to wait, in milliseconds.
    pub retry_after_ms: Option<u64>,
}

impl Failure {
    /// A failure that passes by itself, without a word from the server.
    pub const fn transient(cause: Cause) -> Self {
        Self {
            class: FailureClass::Transient,
            cause,
            retry_after_ms: None,
        }
    }

    /// Whether it is sure that the gateway did not answer the request, so that even
    /// `syncagentinfo` may be sent again (R1).
    pub fn came_before_an_answer(&self) -> bool {
        match self.class {
            FailureClass::SlowDown | FailureClass::SwitchingOver => true,
            FailureClass::Transient => {
                matches!(
                    self.cause,
                    Cause::Network | Cause::TimedOut | Cause::Http(_)
                )
            }
            _ => false,
        }
    }
}

/// Reads a reply with the interface's decoder.
///
/// A result code in the body says more than the HTTP status around it; a status without
/// one decides by itself.
///
/// # Errors
/// The [`Failure`], with its class by R8.
pub fn read_reply<T>(
    reply: Reply,
    decode: impl FnOnce(&str) -> Result<Answer<T>, Refusal>,
) -> Result<Answer<T>, Failure> {
    let (status, body, retry_after_ms) = match reply {
        Reply::Response {
            status,
            body,
            retry_after_ms,
            ..
        } => (status, body, retry_after_ms),
        Reply::TooLarge { status } => {
            let class = class_of_http_status(status).unwrap_or(FailureClass::Transient);
            return Err(Failure {
                class,
                cause: Cause::TooLarge,
                retry_after_ms: None,
            });
        }
        Reply::NoResponse => return Err(Failure::transient(Cause::Network)),
    };
    let http = class_of_http_status(status);
    let (class, cause) = match (decode(&body), http) {
        (Ok(answer), None) => return Ok(answer),
        (Err(Refusal::Code { retcode, message }), _) => {
            // 429 and 503 tell how often to ask, whatever the body says.
            let class = match http {
                Some(FailureClass::SlowDown) => FailureClass::SlowDown,
                _ => class_of_retcode(&retcode),
            };
            (class, Cause::Code(retcode, message))
        }
        (_, Some(class)) => (class, Cause::Http(status)),
        (Err(Refusal::TooLarge), None) => (FailureClass::Transient, Cause::TooLarge),
        (Err(Refusal::NotJson), None) => (FailureClass::Transient, Cause::NotJson),
        (Err(Refusal::NotAnAnswer), None) => (FailureClass::Transient, Cause::NotAnAnswer),
    };
    Err(Failure {
        class,
        cause,
        retry_after_ms,
    })
}
