//! What goes wrong on the way, and what a reply is then, by the rules and not by the panel's
//! reading of it.

use cec_agent_panel_core::link::{Reply, Stamp};
use serde_json::Value;

use super::answers::code;
use super::dice::Dice;
use super::world::What;

macro_rules! faults {
    ($($(#[$doc:meta])* $fault:ident = $name:literal,)*) => {
        /// A kind of fault.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub enum Fault {
            $($(#[$doc])* $fault,)*
        }

        impl Fault {
            /// All kinds with their names.
            pub const ALL: &'static [(Self, &'static str)] = &[$((Self::$fault, $name),)*];
        }
    };
}

faults! {
    /// It takes long, maybe longer than the panel waits.
    Latency = "latency",
    /// It never comes back.
    Hang = "hang",
    /// It breaks off before the gateway has seen it.
    Drop = "dropped",
    /// It breaks off when the gateway has done it.
    DropAfter = "dropped-after",
    /// 500, 502, 504 with a page of HTML.
    ServerError = "5xx",
    /// A page of HTML that says 200.
    Html = "html",
    Truncated = "truncated",
    Oversized = "oversized",
    /// One field of another type.
    Retyped = "retyped",
    /// One bit of the body is another.
    Flipped = "bit-flipped",
    /// 429, 503 or 000-007, with and without `Retry-After`.
    FlowControl = "flow-control",
    FailOver = "fail-over",
    /// A result code of the gateway's own troubles, or one that nobody knows.
    OtherCode = "other-code",
    /// The same, and its message repeats the Guid.
    EchoesGuid = "echoes-guid",
    /// A good Guid is refused.
    GuidRefused = "guid-refused",
    SessionOver = "session-over",
    Misconfigured = "misconfigured",
    /// The sync's answer is of another agent.
    OtherAgent = "other-agent",
    /// A cache on the way answers with what the gateway said a while ago.
    Cached = "cached",
    /// JSON, but nothing of an answer.
    NoAnswer = "empty-json",
}

/// Those of a gateway that is away for a while.
pub const OUTAGES: [Fault; 6] = [
    Fault::Misconfigured,
    Fault::Html,
    Fault::ServerError,
    Fault::Drop,
    Fault::Hang,
    Fault::Cached,
];

/// What a reply is by the rules.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Nature {
    /// An answer, with the state's code by the interface's own table, if it can be read.
    Good(Option<i64>),
    /// The gateway has answered, and it is of no use.
    Unusable,
    /// Surely no answer of the gateway.
    Nothing,
    SlowDown,
    SwitchingOver,
    BadGuid,
    /// A Guid that has been replaced, or a session that is over.
    NotSignedIn,
    SessionOver,
    /// Of a server that has no gateway, or none yet.
    NotThere,
    /// Somebody else, now, where the gateway has answered before.
    Stranger,
    Misconfigured,
}

impl Nature {
    pub const fn is_good(self) -> bool {
        matches!(self, Self::Good(_))
    }
}

/// A request as it stands before the gateway.
pub struct Asked<'a> {
    pub what: What,
    pub guid: &'a str,
    pub proxied: bool,
}

/// What the gateway says, if nothing goes wrong.
pub struct Said {
    pub status: u16,
    pub body: String,
    pub nature: Nature,
}

/// What comes back when `fault` befalls the answer `said`.
#[allow(clippy::too_many_lines, reason = "one row a fault")]
pub fn befall(
    fault: Option<Fault>,
    said: Said,
    asked: &Asked<'_>,
    dice: &mut Dice,
) -> (Reply, Nature) {
    let Some(fault) = fault else {
        return (response(said.status, said.body), said.nature);
    };
    let html = || "<html><body>Bad gateway</body></html>".to_owned();
    match fault {
        Fault::Cached if said.nature.is_good() && asked.what != What::LookUp => {
            let mut reply = response(said.status, said.body);
            if let Reply::Response { stamp, .. } = &mut reply {
                stamp.age_ms = Some(240_000);
            }
            (reply, Nature::Unusable)
        }
        Fault::Latency | Fault::Cached => (response(said.status, said.body), said.nature),
        Fault::Hang | Fault::Drop | Fault::DropAfter => (Reply::NoResponse, Nature::Nothing),
        Fault::ServerError => {
            let mut reply = response(dice.pick(&[500, 502, 504]), html());
            if let Reply::Response { retry_after_ms, .. } = &mut reply {
                *retry_after_ms = dice.once_in(8).then_some(2_000);
            }
            (reply, Nature::Nothing)
        }
        Fault::Html => (response(200, html()), Nature::Unusable),
        Fault::Truncated => {
            let mut body = said.body;
            body.truncate(dice.index(body.len()));
            (
                response(said.status, body),
                nature_cut(said.status, said.nature),
            )
        }
        Fault::Oversized if dice.once_in(20) => {
            let body = format!("{{\"retcode\":\"0\"{}}}", " ".repeat(262_144));
            (response(200, body), Nature::Unusable)
        }
        Fault::Oversized => (Reply::TooLarge { status: 200 }, Nature::Unusable),
        // Of a refusal only the code counts, and another code is another refusal.
        Fault::Retyped | Fault::Flipped if !said.nature.is_good() => {
            (response(said.status, said.body), said.nature)
        }
        Fault::Retyped => {
            let body = retyped(&said.body, dice);
            let nature = reread(&body, asked.what);
            (response(said.status, body), nature)
        }
        Fault::Flipped => {
            let body = flipped(&said.body, dice);
            let nature = reread(&body, asked.what);
            (response(said.status, body), nature)
        }
        Fault::FlowControl => {
            let (status, body) = match dice.below(3) {
                0 => (429, html()),
                1 => (503, code("000-007", "busy")),
                _ => (200, code("000-007", "busy")),
            };
            let wait = dice.pick(&[0, 1_000, 7_000, 20_000, 40_000, 900_000_000_000]);
            let reply = Reply::Response {
                status,
                body,
                retry_after_ms: dice.once_in(3).then_some(wait),
                stamp: Stamp::default(),
            };
            (reply, Nature::SlowDown)
        }
        Fault::FailOver => {
            let codes = ["000-004", "105-001", "105-002", "105-003", "105-004"];
            let body = code(dice.pick(&codes), "switching");
            (
                response(dice.pick(&[200, 200, 500]), body),
                Nature::SwitchingOver,
            )
        }
        Fault::OtherCode => {
            let codes = ["100-007", "999-001", "000-000", "x", "100-009"];
            (
                response(200, code(dice.pick(&codes), "trouble")),
                Nature::Unusable,
            )
        }
        Fault::EchoesGuid => {
            let before = "x".repeat(dice.index(320));
            let message = format!("{before}{}", asked.guid);
            (response(200, code("100-007", &message)), Nature::Unusable)
        }
        Fault::GuidRefused => {
            let (retcode, nature) = dice.pick(&[
                ("000-003", Nature::BadGuid),
                ("100-006", Nature::NotSignedIn),
            ]);
            (response(200, code(retcode, "who is it")), nature)
        }
        Fault::SessionOver if dice.once_in(3) => {
            // With a proxy, it is that which has no Guid; else something stands in front.
            let nature = if asked.proxied {
                Nature::SessionOver
            } else {
                Nature::Stranger
            };
            (response(401, html()), nature)
        }
        Fault::SessionOver if dice.once_in(3) => {
            let body = code(dice.pick(&["100-007", "x"]), "gone");
            (response(401, body), Nature::SessionOver)
        }
        Fault::SessionOver => {
            let codes = ["100-008", "105-005", "105-006", "105-007", "107-000"];
            (
                response(200, code(dice.pick(&codes), "gone")),
                Nature::SessionOver,
            )
        }
        Fault::Misconfigured => match dice.below(4) {
            0 => (
                response(200, code("000-002", "where")),
                Nature::Misconfigured,
            ),
            1 => (response(403, html()), Nature::NotThere),
            2 => (response(405, String::new()), Nature::NotThere),
            _ => (response(404, html()), Nature::NotThere),
        },
        Fault::OtherAgent if asked.what == What::Sync => {
            let body = said.body.replace("\"workNo\":\"4", "\"workNo\":\"5");
            let nature = if said.nature.is_good() {
                Nature::Unusable
            } else {
                said.nature
            };
            (response(said.status, body), nature)
        }
        Fault::NoAnswer | Fault::OtherAgent => {
            let body = dice.pick(&["null", "[]", "{}", "4", r#"{"retcode":"0","result":null}"#]);
            (response(200, body.to_owned()), Nature::Unusable)
        }
    }
}

/// An HTTP response.
pub fn response(status: u16, body: String) -> Reply {
    Reply::Response {
        status,
        body,
        retry_after_ms: None,
        stamp: Stamp::default(),
    }
}

/// A body that is cut off says nothing more than its HTTP status. Of a proxy that has no Guid
/// that is 401, and enough.
fn nature_cut(status: u16, nature: Nature) -> Nature {
    match (status, nature) {
        (_, Nature::SlowDown) | (401, Nature::SessionOver) => nature,
        _ => Nature::Unusable,
    }
}

/// One value of the body in another type.
fn retyped(body: &str, dice: &mut Dice) -> String {
    // The values stand behind colons.
    let colons: Vec<usize> = body.match_indices("\":").map(|(at, _)| at + 2).collect();
    let Some(from) = colons.get(dice.index(colons.len())).copied() else {
        return body.to_owned();
    };
    let rest = &body[from..];
    let until = match rest.as_bytes().first() {
        Some(b'{' | b'[') => return body.to_owned(),
        Some(b'"') => rest[1..].find('"').map(|end| end + 2),
        _ => rest.find([',', '}', ']']),
    };
    let Some(until) = until else {
        return body.to_owned();
    };
    let value = rest[..until].trim_matches('"');
    let other = match dice.below(9) {
        0 => "null".to_owned(),
        1 => "[]".to_owned(),
        2 => "{\"a\":1}".to_owned(),
        // Between the values of a boolean there is no change of type.
        3 if !["true", "false", "0", "1"].contains(&value) => "true".to_owned(),
        4 => "1.5".to_owned(),
        5 => "1e400".to_owned(),
        6 => "\"\u{202e}x\"".to_owned(),
        7 if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) => {
            format!("{value}.0")
        }
        _ => format!("\"{value}\""),
    };
    [&body[..from], &other, &rest[until..]].concat()
}

/// The body with another bit. No digit becomes another digit or a space: what then stands
/// there is an answer like any other, and nobody could tell.
fn flipped(body: &str, dice: &mut Dice) -> String {
    let mut bytes = body.as_bytes().to_vec();
    for _ in 0..20 {
        let at = dice.index(bytes.len());
        let Some(byte) = bytes.get_mut(at) else { break };
        let other = *byte ^ (1 << dice.below(8));
        if !(byte.is_ascii_digit() && (other.is_ascii_digit() || other == b' ')) {
            *byte = other;
            break;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// What a damaged answer still says.
fn reread(body: &str, what: What) -> Nature {
    let sync = what == What::Sync;
    // The gateway writes a comma before a closing bracket now and then.
    let tidy = body.replace(",}", "}");
    let Ok(value) = serde_json::from_str::<Value>(&tidy) else {
        return Nature::Unusable;
    };
    let is_success = match field(&value, "retcode") {
        Some(Value::String(text)) => text.trim() == "0",
        Some(Value::Number(number)) => number.as_f64() == Some(0.0),
        _ => false,
    };
    if !is_success {
        return Nature::Unusable;
    }
    let result = match value.get("result") {
        Some(Value::Array(one)) => one.first(),
        other => other,
    };
    let holder = if sync {
        result.and_then(|result| field(result, "agentStateInfo"))
    } else {
        result
    };
    let Some(holder) = holder.filter(|holder| holder.is_object()) else {
        return Nature::Unusable;
    };
    let name = if sync { "state" } else { "agentState" };
    let state = field(holder, name).and_then(|state| match state {
        Value::String(text) => text.trim().parse().ok(),
        Value::Number(number) => number.as_i64().or_else(|| {
            let whole = number.as_f64().filter(|number| number.fract() == 0.0)?;
            (whole.abs() < 1e9).then_some(whole as i64)
        }),
        _ => None,
    });
    match (sync, state) {
        (false, None) => Nature::Unusable,
        (_, state) => Nature::Good(state),
    }
}

/// A field by its name, whatever its case.
fn field<'a>(value: &'a Value, name: &str) -> Option<&'a Value> {
    let object = value.as_object()?;
    let found = object.get(name).or_else(|| {
        let mut fields = object.iter();
        fields
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
    })?;
    Some(found).filter(|found| !matches!(found, Value::Null))
}

/// Whether the gateway itself has made this body; `None` where one cannot be sure.
pub fn is_from_the_gateway(reply: &Reply) -> Option<bool> {
    let Reply::Response { body, .. } = reply else {
        return Some(false);
    };
    let tidy = body.replace(",}", "}");
    match serde_json::from_str::<Value>(&tidy) {
        Ok(value) => match field(&value, "retcode") {
            Some(Value::String(_)) => Some(true),
            Some(Value::Number(number)) if number.is_i64() => Some(true),
            Some(_) => None,
            None => Some(false),
        },
        Err(_) if body.starts_with('<') || body.is_empty() => Some(false),
        // A lenient reader may make something of it.
        Err(_) => None,
    }
}
