//! The gateway's answers, as its two documents have them, in the odd forms that they allow.

use super::agent::{Agent, Call};
use super::dice::Dice;

/// The gateway's clock at the beginning of the shift, in ms: another than the browser's.
pub const GATEWAY_BEGAN: i64 = 1_566_636_307_992;

/// `agentstatus` of the agent.
pub fn status(agent: &Agent, dice: &mut Dice) -> String {
    let (code, working) = (agent.period().polled(), agent.is_in_call());
    match dice.below(10) {
        0 => format!(
            r#"{{"message":"","retcode":0,"result":[{{"agentState":"{code}","isWorking":"{working}"}}]}}"#
        ),
        1 => format!(
            r#"{{"message":"success","retcode":"0","result":{{"agentState":{code},"isWorking":{},}}}}"#,
            i32::from(working)
        ),
        _ => format!(
            r#"{{"message":"","retcode":"0","result":{{"agentState":{code},"isWorking":{working}}}}}"#
        ),
    }
}

/// `callinfo` of the agent: their call, or none, which may come in a list beside a session of
/// another medium or the call that is over.
pub fn call_info(agent: &Agent, dice: &mut Dice) -> String {
    let call = agent.call.as_ref().map(|call| {
        let (mut from, mut to) = call.parties();
        if dice.once_in(2) {
            (from, to) = (format!("\"{from}\""), format!("\"{to}\""));
        }
        format!(
            r#"{{"callfeature":0,"callid":"{}","caller":{from},"called":{to},"callskill":"voice","callskillid":3,"orgicallednum":"","calldata":"","begintime":{GATEWAY_BEGAN},"endtime":null,"mediaType":5,"mediaAbility":1,"waitTime":0}}"#,
            call.id()
        )
    });
    let call = call.unwrap_or_else(|| "null".to_owned());
    let chat = r#"{"callid":"1566636217-99","caller":"a chat","called":"70092","mediaType":"51","mediaAbility":"5"}"#;
    let over = r#"{"callid":"1566636217-98","caller":"13900139000","called":"70092","endtime":1566636217000}"#;
    let result = match dice.below(5) {
        0 => format!("[{call}]"),
        1 => format!("[{chat},{call}]"),
        2 => format!("[{over},{call}]"),
        _ => call,
    };
    format!(r#"{{"message":"","retcode":"0","result":{result}}}"#)
}

/// `syncagentinfo` of the agent at `now`.
pub fn sync(agent: &Agent, now: i64, dice: &mut Dice) -> String {
    let as_text = dice.once_in(2);
    let nothing = if as_text { "\"\"" } else { "null" };
    let time = |at: Option<i64>| match at {
        Some(at) if as_text => format!("\"{}\"", GATEWAY_BEGAN + at),
        Some(at) => (GATEWAY_BEGAN + at).to_string(),
        None => nothing.to_owned(),
    };
    let call = agent.call.as_ref();
    let id = call.map(Call::id).unwrap_or_default();
    let command = agent.command.as_ref();
    let (from, to) = call.map(Call::parties).unwrap_or_default();
    let info = match (call, dice.below(4)) {
        (Some(call), 0) => format!(r#"{{"callid":"{}","caller":"{from}"}}"#, call.id()),
        (Some(call), 1) => format!(r#""{{\"callid\":\"{}\"}}""#, call.id()),
        (_, 2) => "[]".to_owned(),
        _ => "null".to_owned(),
    };
    format!(
        r#"{{"result":{{"callinfo":{info},"agentStateInfo":{{"callFeature":0,"callData":"","lastState":255,"preBusy":{},"firsttalkingFlag":false,"workNo":"{}","qcWorkNo":"","callerNo":"{from}","beginHoldTime":{},"state":{},"talkingCallfeature":0,"releaseFlag":0,"calledNo":"{to}","mainCallId":"{id}","secondTalkingTime":null,"preRest":{},"recordID":"","currentTime":{},"beginTalkingTime":{},"partner":"","holdCallId":"","agentStateBeginTime":{},"curCommand":{},"curCallId":"{id}","cmdBeginTime":{}{}}}}},"message":"success","retcode":"0"}}"#,
        agent.pre == Some(super::tables::BUSY),
        agent.id,
        time(call.and_then(|call| call.held)),
        agent.state(),
        agent.pre == Some(super::tables::REST),
        time(Some(now)),
        time(call.and_then(|call| call.talking)),
        time(Some(agent.since)),
        command.map_or(0, |command| command.code),
        time(command.map(|command| command.began)),
        if as_text { "," } else { r#","signInMode":"1""# },
    )
}

/// A refusal.
pub fn code(retcode: &str, message: &str) -> String {
    format!(r#"{{"message":"{message}","retcode":"{retcode}"}}"#)
}

/// An event of the agent's queue.
pub fn event(agent: u32, happened: &super::agent::Happened, dice: &mut Dice) -> String {
    let super::agent::Happened { at, name, content } = happened;
    let generated = match dice.below(4) {
        0 => String::new(),
        _ => format!(r#","eventGenTime":{}"#, GATEWAY_BEGAN + at),
    };
    let event =
        format!(r#"{{"eventType":"{name}","workNo":"{agent}","content":{content}{generated}}}"#);
    match dice.below(4) {
        0 => format!(r#"{{"message":"","retcode":"0","event":{event}}}"#),
        _ => event,
    }
}
