//! What the control interface has happen to an agent or their call, by the action's name.

use axum::http::StatusCode;
use serde::Deserialize;

use super::control::{Refusal, read};
use crate::world::act::{Act, Party, TRANSFER_MS, Way};

/// The bodies of the actions that take one.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is one action's own field in a body of JSON"
)]
struct Details {
    partner: Option<String>,
    three_party: bool,
    by_agent: bool,
    called: Option<String>,
    call_id: Option<String>,
    number: Option<String>,
    seconds: Option<u64>,
    reason: u16,
    way: Way,
    /// The other party's phone rings until another action says otherwise.
    rings: bool,
    /// How long it rings otherwise.
    rings_ms: Option<u64>,
    fails: bool,
    rejected: bool,
    connection: bool,
    recording: Option<String>,
    /// What an inspector does; 8, listening, when left out.
    kind: Option<u32>,
    inspector: Option<String>,
}

/// The act of that name, with the details in the body.
///
/// # Errors
/// 400 for a body that does not fit, 404 for an action that there is not.
pub(super) fn act(action: &str, body: &[u8]) -> Result<Act, Refusal> {
    match action {
        "ring" => return Ok(Act::Ring(read(body)?)),
        "session" => return Ok(Act::SessionRings(read(body)?)),
        _ => {}
    }
    let details: Details = read(body)?;
    call_act(action, &details)
        .or_else(|| other_act(action, &details))
        .ok_or_else(|| {
            Refusal(
                StatusCode::NOT_FOUND,
                format!("there is no action {action}"),
            )
        })
}

/// What happens to a call.
fn call_act(action: &str, details: &Details) -> Option<Act> {
    let call_id = details.call_id.clone();
    let text = |given: &Option<String>, otherwise: &str| {
        given.clone().unwrap_or_else(|| otherwise.to_owned())
    };
    let rings_ms =
        |otherwise: u64| (!details.rings).then_some(details.rings_ms.unwrap_or(otherwise));
    let partner = text(&details.partner, "41900");
    Some(match action {
        "answer" => Act::Answer,
        "no-answer" => Act::NoAnswer {
            rejected: details.rejected,
        },
        "call-out" => Act::CallOut {
            called: text(&details.called, "13900139000"),
            call_id,
        },
        "call-inner" => Act::CallInner {
            called: text(&details.called, "41900"),
            call_id,
        },
        "call-fails" => Act::CallFails {
            connection: details.connection,
        },
        "hold" => Act::Hold,
        "unhold" => Act::Unhold,
        "phone-hold" => Act::PhoneHold,
        "phone-unhold" => Act::PhoneUnhold,
        "mute" => Act::Mute,
        "unmute" => Act::Unmute,
        "consult" => Act::Consult {
            partner,
            three_party: details.three_party,
            call_id,
            rings_ms: rings_ms(0),
        },
        "other-answers" => Act::OtherAnswers,
        "other-leaves" => Act::OtherLeaves,
        "consult-fails" => Act::ConsultFails,
        "customer-leaves" => Act::CustomerLeaves,
        "conference" => Act::Conference {
            partner: Some(partner),
        },
        "connect-hold" => Act::ConnectHold { call_id },
        "drop-call" => Act::DropCall {
            call_id: call_id.unwrap_or_default(),
        },
        "disconnect" => Act::Disconnect {
            number: text(&details.number, ""),
        },
        "transfer" => Act::Transfer {
            partner,
            way: details.way,
            rings_ms: rings_ms(TRANSFER_MS),
            fails: details.fails,
        },
        "transfer-done" => Act::TransferDone,
        "transfer-fails" => Act::TransferFails,
        "cancel-transfer" => Act::CancelTransfer,
        "return-from-ivr" => Act::ReturnFromIvr,
        "hangup" => Act::HangUp { by: by(details) },
        _ => return None,
    })
}

/// What happens to the agent's status, or beside their call.
fn other_act(action: &str, details: &Details) -> Option<Act> {
    let call_id = details.call_id.clone();
    let reason = details.reason;
    Some(match action {
        "busy" => Act::Busy { reason },
        "cancel-busy" => Act::CancelBusy,
        "rest" => Act::Rest {
            ms: details.seconds.map(|seconds| seconds.saturating_mul(1_000)),
            reason,
        },
        "cancel-rest" => Act::CancelRest,
        "wrapup" => Act::Work,
        "wrapup-end" => Act::EndWrapUp,
        "idle" => Act::Idle,
        "force-busy" => Act::ForceBusy,
        "force-idle" => Act::ForceIdle,
        "record" => Act::RecordingBegins {
            recording: details.recording.clone(),
        },
        "record-fails" => Act::RecordingFails,
        "record-ends" => Act::RecordingEnds,
        "inspect" => Act::InspectionBegins {
            kind: details.kind.unwrap_or(8),
            inspector: details
                .inspector
                .clone()
                .unwrap_or_else(|| "30169".to_owned()),
        },
        "inspect-ends" => Act::InspectionEnds,
        "session-answer" => Act::SessionAnswered { call_id },
        "session-end" => Act::SessionEnds {
            call_id,
            by: by(details),
        },
        _ => return None,
    })
}

const fn by(details: &Details) -> Party {
    if details.by_agent {
        Party::Agent
    } else {
        Party::Customer
    }
}
