//! Answers as the gateway sends them.

use cec_agent_panel_core::link::{Reply, Stamp};
use serde_json::{Value, json};

/// The gateway's clock at every sync answer, in ms: another than the browser's.
pub const GATEWAY_NOW: u64 = 1_566_636_307_992;

/// An HTTP response.
pub fn response(status: u16, body: &str) -> Reply {
    Reply::Response {
        status,
        body: body.to_owned(),
        retry_after_ms: None,
        stamp: Stamp::default(),
    }
}

/// The same with `Retry-After`.
pub fn retry_after(status: u16, body: &str, ms: u64) -> Reply {
    Reply::Response {
        status,
        body: body.to_owned(),
        retry_after_ms: Some(ms),
        stamp: Stamp::default(),
    }
}

/// The reply, made at `date_ms` by the server's clock, and so long in caches.
pub fn made(mut reply: Reply, date: Option<u64>, age: Option<u64>) -> Reply {
    if let Reply::Response { stamp, .. } = &mut reply {
        (stamp.date_ms, stamp.age_ms) = (date, age);
    }
    reply
}

/// An answer of `agentstatus`.
pub fn status(agent_state: i64, is_working: bool) -> Reply {
    let result = json!({"agentState": agent_state, "isWorking": is_working});
    response(
        200,
        &json!({"message": "", "retcode": "0", "result": result}).to_string(),
    )
}

/// An answer of `callinfo` that tells of no call.
pub fn no_call() -> Reply {
    looked_up(&Value::Null)
}

/// An answer of `callinfo` that tells of a call, in the documented example's form.
pub fn the_call() -> Reply {
    looked_up(&call_in_queue("1476070409-38", "70001"))
}

/// A call as `callinfo` tells of it, with the wait in the queue in its `begintime`.
pub fn call_in_queue(id: &str, caller: &str) -> Value {
    json!({
        "callfeature": 0, "callid": id, "caller": caller, "called": "10086",
        "callskill": "voice_jst", "callskillid": 3, "orgicallednum": "12345678",
        "calldata": "order 4711", "begintime": GATEWAY_NOW - 400_000, "endtime": null,
        "mediaType": 5, "mediaAbility": 1, "waitTime": 380,
    })
}

/// An answer of `callinfo`.
pub fn looked_up(result: &Value) -> Reply {
    response(
        200,
        &json!({"message": "", "retcode": "0", "result": result}).to_string(),
    )
}

/// A refusal with a result code.
pub fn code(retcode: &str) -> Reply {
    code_with(retcode, "the gateway's own words")
}

/// A refusal with a result code and a message.
pub fn code_with(retcode: &str, message: &str) -> Reply {
    response(
        200,
        &json!({"message": message, "retcode": retcode}).to_string(),
    )
}

/// A moment so many ms before the answer, by the gateway's clock and as it often writes it.
pub fn ago(ms: u64) -> Value {
    json!((GATEWAY_NOW - ms).to_string())
}

/// The documented example of `syncagentinfo`, to the letter.
pub fn at_sign_in() -> Reply {
    response(200, include_str!("../fixtures/syncagentinfo.json"))
}

/// An answer of `syncagentinfo`: an idle agent, but for `fields` of `agentStateInfo`.
pub fn sync(fields: &Value) -> Reply {
    sync_with(&Value::Null, fields)
}

/// The same with a `callinfo`.
pub fn sync_with(call_info: &Value, fields: &Value) -> Reply {
    let mut info = json!({
        "callFeature": 0, "callData": "", "lastState": 255, "preBusy": false,
        "firsttalkingFlag": false, "workNo": "41001", "qcWorkNo": "", "callerNo": "",
        "beginHoldTime": null, "state": 1, "talkingCallfeature": 0, "releaseFlag": 0,
        "calledNo": "", "mainCallId": "", "secondTalkingTime": null, "preRest": false,
        "recordID": "", "currentTime": GATEWAY_NOW.to_string(), "beginTalkingTime": null,
        "partner": "", "holdCallId": "", "agentStateBeginTime": GATEWAY_NOW - 21_584,
        "curCommand": 0, "curCallId": "", "cmdBeginTime": ""
    });
    for (name, value) in fields.as_object().unwrap() {
        info[name] = value.clone();
    }
    let result = json!({"callinfo": call_info, "agentStateInfo": info});
    response(
        200,
        &json!({"result": result, "message": "success", "retcode": "0"}).to_string(),
    )
}

/// A call as an agent has it after a refresh in its middle: 90 s of talk, and `fields`.
pub fn in_call(fields: &Value) -> Reply {
    let mut call = json!({
        "state": 9, "lastState": 8, "agentStateBeginTime": ago(90_000),
        "beginTalkingTime": ago(90_000), "callerNo": "13800138000", "calledNo": "10086",
        "curCallId": "1566636217-38", "mainCallId": "1566636217-38", "recordID": "rec-7",
    });
    for (name, value) in fields.as_object().unwrap() {
        call[name] = value.clone();
    }
    sync(&call)
}
