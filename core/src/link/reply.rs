//! What came back from a request, and what it means when it is not an answer (R8).

use crate::gateway::{
    Answer, FailureClass, Refusal, RetCode, class_of_http_status, class_of_retcode, is_the_gateways,
};
use crate::link::server_clock::Stamp;

/// What came back, as the app saw it.
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
    /// A page stands in the place of the gateway's answer, with this HTTP status: of a
    /// network that wants its user to sign in, of a proxy, of a server that restarts.
    Page(u16),
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
            Self::Page(_) | Self::NotJson | Self::NotAnAnswer | Self::Http(400..=499)
        )
    }

    /// The cause as a word for the help desk.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Network => "no response",
            Self::TimedOut => "timed out",
            Self::Http(_) => "http status",
            Self::Page(_) => "a page",
            Self::NotJson => "not json",
            Self::NotAnAnswer => "not an answer",
            Self::TooLarge => "too large",
            Self::Code(..) => "retcode",
            Self::OtherAgent => "another agent",
            Self::Old => "old answer",
            Self::AlreadySynced => "already synced",
        }
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
                    Cause::Network | Cause::TimedOut | Cause::Http(_) | Cause::Page(300..)
                )
            }
            _ => false,
        }
    }
}

/// What is known beforehand of who answers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Known {
    /// The gateway itself has answered in this page load.
    pub answered: bool,
    /// A proxy adds the Guid, and says 401 where it has none.
    pub proxied: bool,
}

impl Known {
    /// The class of an HTTP status around a body that says nothing more; `None` where it is
    /// the body that should.
    fn class_of(self, status: u16, body: &str) -> Option<FailureClass> {
        if status == 401 && (self.proxied || is_the_gateways(body)) {
            return Some(FailureClass::SessionOver);
        }
        class_of_http_status(status, self.answered)
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
    known: Known,
    decode: fn(&str) -> Result<Answer<T>, Refusal>,
) -> Result<Answer<T>, Failure> {
    let (status, body, retry_after_ms) = match reply {
        Reply::Response {
            status,
            body,
            retry_after_ms,
            ..
        } => (status, body, retry_after_ms),
        Reply::TooLarge { status } => {
            let class = known.class_of(status, "");
            let class = class.unwrap_or(FailureClass::Transient);
            return Err(Failure {
                class,
                cause: Cause::TooLarge,
                retry_after_ms: None,
            });
        }
        Reply::NoResponse => return Err(Failure::transient(Cause::Network)),
    };
    let http = known.class_of(status, &body);
    let refusal = match (decode(&body), http) {
        (Ok(answer), None) => return Ok(answer),
        (answer, _) => answer.err(),
    };
    let (class, cause) = meaning(status, &body, http, refusal);
    Err(Failure {
        class,
        cause,
        retry_after_ms,
    })
}

/// What a reply means that is no answer: for its status alone where there is no `refusal`.
fn meaning(
    status: u16,
    body: &str,
    http: Option<FailureClass>,
    refusal: Option<Refusal>,
) -> (FailureClass, Cause) {
    match (refusal, http) {
        (Some(Refusal::Code { retcode, message }), _) => {
            let class = match (http, class_of_retcode(&retcode)) {
                // 429 and 503 tell how often to ask, whatever the body says.
                (Some(FailureClass::SlowDown), _) => FailureClass::SlowDown,
                (Some(FailureClass::SessionOver), FailureClass::GatewayFault) => {
                    FailureClass::SessionOver
                }
                (_, class) => class,
            };
            (class, Cause::Code(retcode, message))
        }
        // How a proxy dresses its sign-out says nothing.
        (_, Some(FailureClass::SessionOver)) => (FailureClass::SessionOver, Cause::Http(status)),
        (_, Some(class)) if is_page(status, body) => (class, Cause::Page(status)),
        (_, Some(class)) => (class, Cause::Http(status)),
        (Some(Refusal::TooLarge), None) => (FailureClass::Transient, Cause::TooLarge),
        (Some(Refusal::NotJson), None) if is_page(status, body) => {
            (FailureClass::Transient, Cause::Page(status))
        }
        (Some(Refusal::NotJson), None) => (FailureClass::Transient, Cause::NotJson),
        (Some(Refusal::NotAnAnswer) | None, None) => (FailureClass::Transient, Cause::NotAnAnswer),
    }
}

/// Whether the body is a page that says something to a person. The pages of a server's own
/// faults say no more than their status.
fn is_page(status: u16, body: &str) -> bool {
    let is_fault = matches!(status, 429 | 500..=510);
    let body = body.trim_start_matches(|first: char| first.is_whitespace() || first == '\u{feff}');
    !is_fault && body.starts_with('<')
}
