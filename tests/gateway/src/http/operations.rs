//! What the state-changing interfaces ask for, read from path, query and body.

use serde_json::Value;

use super::api::Asked;
use super::interface::Interface;
use crate::world::act::{Act, HELP_RINGS_MS, Party, TRANSFER_MS, Way};
use crate::world::agent::Agent;
use crate::world::retcode::Retcode;

/// Has the agent do what a state-changing request asks for, and gives the ID of the call that
/// it makes, if it makes one.
///
/// # Errors
/// 000-002 for a bad parameter, 000-006 for a body that is not as it should be; where there
/// is nothing to act on, the interface's own code.
pub fn perform(asked: &Asked, agent: &mut Agent, now: u64) -> Result<Option<String>, Retcode> {
    let mut act = act(asked, agent)?;
    let refused = |agent: &Agent, refusal| match refusal {
        Retcode::OperationFailed => nothing_to_act_on(asked.interface, agent),
        other => other,
    };
    agent
        .allows(&act)
        .map_err(|refusal| refused(agent, refusal))?;
    let made = match &mut act {
        Act::CallOut { call_id, .. }
        | Act::CallInner { call_id, .. }
        | Act::Consult { call_id, .. } => {
            // The events that follow are to tell of the same call.
            call_id.insert(agent.new_call_id(now)).clone().into()
        }
        _ => None,
    };
    agent
        .command(act, now)
        .map_err(|refusal| refused(agent, refusal))?;
    Ok(made)
}

/// What an interface answers when the agent has no call that it could act on, or only one in
/// another state. Where the page has no code for it, it is 100-007.
fn nothing_to_act_on(interface: Interface, agent: &Agent) -> Retcode {
    let has_call = agent.call.is_some();
    let holds = agent
        .call
        .as_ref()
        .is_some_and(|call| call.held_since.is_some());
    match interface {
        Interface::Answer => Retcode::NothingToAnswer,
        Interface::BeginMute if has_call => Retcode::NotMutable,
        Interface::BeginMute => Retcode::NothingToMute,
        Interface::EndMute if has_call => Retcode::NotMuted,
        Interface::EndMute => Retcode::NothingToUnmute,
        Interface::ConfJoin if has_call => Retcode::NoneHeldToJoin,
        Interface::ConfJoin => Retcode::NothingToJoin,
        Interface::Transfer => Retcode::NothingToTransfer,
        Interface::Hold if has_call => Retcode::NotHoldable,
        Interface::Hold => Retcode::NothingToHold,
        Interface::GetHold if holds => Retcode::NotResumable,
        Interface::GetHold => Retcode::NoneHeld,
        Interface::ConnectHold if has_call => Retcode::NoneHeldToConnect,
        Interface::ConnectHold => Retcode::NothingToConnect,
        Interface::Disconnect if has_call => Retcode::NotInLastCall,
        Interface::Release | Interface::DropCall | Interface::Disconnect => {
            Retcode::NothingToRelease
        }
        Interface::InnerHelp => Retcode::NothingToHelpWith,
        _ => Retcode::OperationFailed,
    }
}

/// The act that a state-changing request asks for.
fn act(asked: &Asked, agent: &Agent) -> Result<Act, Retcode> {
    Ok(match asked.interface {
        Interface::SayBusy => Act::Busy {
            reason: reason(&asked.query)?,
        },
        Interface::CancelBusy => Act::CancelBusy,
        Interface::SayFree => Act::Idle,
        Interface::Rest => rest(&asked.arguments)?,
        Interface::CancelRest => Act::CancelRest,
        Interface::Work => Act::Work,
        Interface::CancelWork => Act::EndWrapUp,
        Interface::CallOut => Act::CallOut {
            called: number(&asked.body, &["called"])?,
            call_id: None,
        },
        Interface::CallInner => Act::CallInner {
            called: number(&asked.body, &["called"])?,
            call_id: None,
        },
        Interface::Answer => Act::Answer,
        Interface::Release => Act::HangUp { by: Party::Agent },
        Interface::DropCall => Act::DropCall {
            call_id: argument(asked)?,
        },
        Interface::Disconnect => Act::Disconnect {
            number: argument(asked)?,
        },
        Interface::Hold => Act::Hold,
        Interface::GetHold => {
            check_held(parameter(&asked.query, "callid"), agent)?;
            Act::Unhold
        }
        Interface::BeginMute => Act::Mute,
        Interface::EndMute => Act::Unmute,
        Interface::ConnectHold => Act::ConnectHold {
            call_id: Some(argument(asked)?),
        },
        Interface::Transfer => Act::Transfer {
            partner: field(&asked.body, &["address", "called"])?.unwrap_or_default(),
            way: way(&asked.body)?,
            rings_ms: Some(TRANSFER_MS),
            fails: false,
        },
        Interface::CancelTransfer => Act::CancelTransfer,
        Interface::InnerHelp => Act::Consult {
            partner: field(&asked.body, &["dstaddress", "called"])?.unwrap_or_default(),
            three_party: field(&asked.body, &["mode"])?.as_deref() == Some("2"),
            call_id: None,
            rings_ms: Some(HELP_RINGS_MS),
        },
        Interface::ConfJoin => {
            check_held(field(&asked.body, &["callid"])?.as_deref(), agent)
                .map_err(|_other_call| Retcode::NoneHeldToJoin)?;
            Act::Conference { partner: None }
        }
        // The rest answers for itself and never comes here.
        _ => return Err(Retcode::BadParameter),
    })
}

/// The last segment of a path that switches something on or off: `true`, or any other word of
/// at most five letters.
///
/// # Errors
/// 000-002 for a longer one.
pub fn flag(asked: &Asked) -> Result<bool, Retcode> {
    match asked.arguments.first() {
        Some(word) if (1..=5).contains(&word.len()) => Ok(word == "true"),
        _ => Err(Retcode::BadParameter),
    }
}

/// `?isNoContainLastCall=` of `callinfo`. Despite its name, `true` asks for the last call where
/// there is none now; anything else, or nothing, is `false`.
pub fn last_call_too(query: &str) -> bool {
    parameter(query, "isNoContainLastCall") == Some("true")
}

/// The variable segment at the end of a path.
fn argument(asked: &Asked) -> Result<String, Retcode> {
    asked
        .arguments
        .first()
        .cloned()
        .ok_or(Retcode::BadParameter)
}

/// `mode` of a transfer: 0 releases at once, 1 lends the call to a voice menu, 2 releases when
/// the other has answered, 3 and 4 talk to the other first. Left out, it is the first.
fn way(body: &[u8]) -> Result<Way, Retcode> {
    Ok(match field(body, &["mode"])?.as_deref() {
        None | Some("" | "0" | "1") => Way::Blind,
        Some("2") => Way::Release,
        Some("3") => Way::Talk,
        Some("4") => Way::ThreeParty,
        Some(_) => return Err(Retcode::BadParameter),
    })
}

/// The value of a parameter in the query, as it stands there.
fn parameter<'a>(query: &'a str, name: &str) -> Option<&'a str> {
    query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .find_map(|(its_name, value)| (its_name == name).then_some(value))
}

/// `?reason=` of `saybusy`; 0 without one.
fn reason(query: &str) -> Result<u16, Retcode> {
    parameter(query, "reason").map_or(Ok(0), |text| {
        text.parse().map_err(|_not_a_number| Retcode::BadParameter)
    })
}

/// `rest/{seconds}/{cause}`.
fn rest(arguments: &[String]) -> Result<Act, Retcode> {
    let [seconds, cause] = arguments else {
        return Err(Retcode::BadParameter);
    };
    let number = |text: &String| {
        text.parse::<u32>()
            .map_err(|_not_a_number| Retcode::BadParameter)
    };
    Ok(Act::Rest {
        ms: Some(u64::from(number(seconds)?).saturating_mul(1_000)),
        reason: u16::try_from(number(cause)?).map_err(|_too_large| Retcode::BadParameter)?,
    })
}

/// A call that a request names must be the one on hold; it need not name one.
fn check_held(asked: Option<&str>, agent: &Agent) -> Result<(), Retcode> {
    let held = agent.call.as_ref().map(|call| call.main.id.as_str());
    match asked {
        Some(asked) if Some(asked) != held => Err(Retcode::NoneHeld),
        _ => Ok(()),
    }
}

/// A number to call: 1 to 24 digits, `*` or `#`.
///
/// # Errors
/// 200-001 for anything else, 000-006 for a body that is no JSON.
fn number(body: &[u8], names: &[&str]) -> Result<String, Retcode> {
    field(body, names)?
        .filter(|text| (1..=24).contains(&text.len()))
        .filter(|text| {
            let dialled = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'*' | b'#');
            text.bytes().all(dialled)
        })
        .ok_or(Retcode::BadNumber)
}

/// The first of these fields in the body, a string or a number, as text. An empty body has
/// no fields.
fn field(body: &[u8], names: &[&str]) -> Result<Option<String>, Retcode> {
    if body.is_empty() {
        return Ok(None);
    }
    let body: Value = serde_json::from_slice(body).map_err(|_not_json| Retcode::BadMessage)?;
    Ok(names.iter().find_map(|name| match body.get(name) {
        Some(Value::String(text)) => Some(text.clone()),
        Some(Value::Number(number)) => Some(number.to_string()),
        _ => None,
    }))
}
