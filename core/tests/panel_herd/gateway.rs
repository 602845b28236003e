//! The gateway, as the herd sees it: it answers, or something is in the way.

use cec_agent_panel_core::link::{Reply, Stamp};

/// What the way to the gateway is like.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Weather {
    /// Connections are refused.
    Refused,
    /// Requests go out and nothing comes back.
    Hanging,
    /// The proxy in front says 502, with a page.
    BadGateway,
    /// Something in front says 200, with a page.
    Page,
    /// It wants to be left alone: 503, and until when if it says so.
    Busy {
        /// It names the end of the outage, to everybody the same.
        until_the_end: bool,
    },
}

/// The answer of a gateway that works. All agents are idle.
pub fn answer(sync: bool, agent: u32) -> Reply {
    let result = if sync {
        format!(
            r#"{{"callinfo":null,"agentStateInfo":{{"workNo":"{agent}","state":1,"lastState":255,"currentTime":1566636307992,"agentStateBeginTime":1566636300000,"curCommand":0}}}}"#
        )
    } else {
        r#"{"agentState":4,"isWorking":false}"#.to_owned()
    };
    response(
        200,
        format!(r#"{{"message":"","retcode":"0","result":{result}}}"#),
        None,
    )
}

/// What comes back `left` ms before the end of the outage; `None`: nothing ever does.
pub fn in_the_way(weather: Weather, left: i64) -> Option<Reply> {
    let page = || "<html><body>Service</body></html>".to_owned();
    match weather {
        Weather::Refused => Some(Reply::NoResponse),
        Weather::Hanging => None,
        Weather::BadGateway => Some(response(502, page(), None)),
        Weather::Page => Some(response(200, page(), None)),
        Weather::Busy { until_the_end } => {
            // `Retry-After` is in whole seconds, or a date without fractions of one.
            let wait = left.unsigned_abs().div_ceil(1_000) * 1_000;
            Some(response(503, page(), until_the_end.then_some(wait)))
        }
    }
}

fn response(status: u16, body: String, retry_after_ms: Option<u64>) -> Reply {
    Reply::Response {
        status,
        body,
        retry_after_ms,
        stamp: Stamp::default(),
    }
}
