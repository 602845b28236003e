//! The answers' bodies, typed as the documents' examples are.

use serde_json::{Value, json};

use super::agent::Agent;
use super::call::{Call, Leg};
use super::state::State;

/// `result` of a sign-in (`cec_07_1202`), typed as its example is.
pub fn signed_in(agent: &Agent) -> Value {
    json!({
        "vdnid": 1,
        "workno": agent.id,
        "mediatype": "TTF",
        "loginTime": agent.signed_in_at.to_string(),
        "isForceChange": "false",
        "serverName": "AgentGateway",
        "timeRemaining": "90",
    })
}

/// `result` of `agentstatus`. Rest asked for is 9 there, "pre-rest", until it begins.
pub fn agent_status(agent: &Agent) -> Value {
    let number = if agent.pre_rest && agent.may_wait_for_rest() {
        State::PreRest.status_number()
    } else {
        agent.state.status_number()
    };
    let overrides = &agent.overrides;
    json!({
        "agentState": overrides.agent_state.clone().unwrap_or_else(|| json!(number)),
        "isWorking": overrides.is_working.clone().unwrap_or_else(|| json!(agent.state.in_call())),
    })
}

/// `result` of `syncagentinfo` at `now`.
pub fn sync_info(agent: &Agent, now: u64) -> Value {
    let callinfo = agent.overrides.callinfo.clone();
    json!({
        "callinfo": callinfo.unwrap_or_else(|| agent.call.as_ref().map_or(Value::Null, call)),
        "agentStateInfo": agent_state_info(agent, now),
    })
}

/// `result` of `calldata/{id}/callinfo` (`cec_07_0419`): the agent's voice call, else a session
/// of another medium, else the last call if that is asked for too, else null. The page's table
/// calls it a list, its example is an object.
pub fn call_info(agent: &Agent, last_call_too: bool) -> Value {
    let last = agent.last_call.as_ref().filter(|_| last_call_too);
    match (&agent.call, agent.sessions.first()) {
        (None, Some(leg)) => of_leg(leg, "", None),
        (now, _) => now.as_ref().or(last).map_or(Value::Null, call),
    }
}

/// `result` of `calldata/{id}/callinfobeforeanswer` (`cec_07_1265`): the call that the agent
/// has not answered yet.
pub fn call_info_before_answer(agent: &Agent) -> Value {
    let before = |call: &&Call| call.main.talking_since.is_none();
    agent.call.as_ref().filter(before).map_or(Value::Null, call)
}

/// `result` of `calldata/{id}/callinfobycallid/{call}` (`cec_07_0424`): that one of the
/// agent's calls, or the last one; null for any other.
pub fn call_info_by_id(agent: &Agent, id: &str) -> Value {
    let mut calls = agent.call.iter().chain(&agent.last_call);
    let found = calls.find_map(|its_call| {
        if its_call.main.id == id {
            return Some(call(its_call));
        }
        let other = its_call.other_leg().filter(|leg| leg.id == id)?;
        Some(of_leg(other, &its_call.data, its_call.ended))
    });
    let session = || agent.sessions.iter().find(|leg| leg.id == id);
    found
        .or_else(|| session().map(|leg| of_leg(leg, "", None)))
        .unwrap_or_default()
}

/// `result` of `calldata/{id}/appdata` (`cec_07_0420`): the call's data.
pub fn app_data(agent: &Agent) -> Value {
    agent
        .call
        .as_ref()
        .map_or(Value::Null, |call| json!(call.data))
}

/// `result` of `calldata/{id}/holdlist` (`cec_07_0422`): the call on hold, if there is one.
/// The page's table calls it an object; a list is what its name and its text say.
pub fn held(agent: &Agent) -> Option<Value> {
    let held = agent.call.as_ref().filter(|call| call.held_since.is_some());
    held.map(|held| json!([call(held)]))
}

/// `result` of `calldata/{id}/allcallid`: the IDs of the agent's calls, of every medium.
pub fn call_ids(agent: &Agent) -> Value {
    let calls = agent.call.iter();
    let legs = calls.flat_map(|call| [Some(&call.main), call.other_leg()]);
    let legs = legs.flatten().chain(&agent.sessions);
    legs.map(|leg| leg.id.as_str()).collect()
}

/// `result` of `onlineagent/{id}/agentskills` (`cec_07_1206`).
pub fn skills() -> Value {
    json!([{ "name": SKILL, "id": SKILL_ID, "mediatype": 5 }])
}

/// The skill queue that every call comes from.
const SKILL: &str = "voice_service";
const SKILL_ID: i64 = 3;

/// A call as `calldata/{id}/callinfo` describes it, and as `syncagentinfo`'s `callinfo` does
/// here (its shape there is not documented): the customer's leg, and the type of the whole.
fn call(call: &Call) -> Value {
    let mut document = of_leg(&call.main, &call.data, call.ended);
    if let Some(fields) = document.as_object_mut() {
        fields.insert("callfeature".to_owned(), json!(call.feature()));
    }
    document
}

/// One leg of a call, or a session. Caller and called are integers in the page's table and
/// strings in every example; `endtime` is null while the call lasts.
fn of_leg(leg: &Leg, data: &str, ended: Option<u64>) -> Value {
    json!({
        "callfeature": leg.feature,
        "callid": leg.id,
        "caller": leg.caller,
        "called": leg.called,
        "callskill": SKILL,
        "callskillid": SKILL_ID,
        "orgicallednum": leg.called,
        "calldata": data,
        "begintime": leg.began,
        "endtime": ended,
        "mediaType": leg.media.kind,
        "mediaAbility": leg.media.ability,
        "waitTime": 0,
        "userPriority": 0,
        "trunkNo": 65_535,
        "logontimes": 0,
    })
}

/// `agentStateInfo`: `currentTime` as a digit string, `agentStateBeginTime` as an integer,
/// the other times null (`cmdBeginTime`: empty) or a digit string, as the example has them.
fn agent_state_info(agent: &Agent, now: u64) -> Value {
    let call = agent.call.as_ref();
    let main = call.map(|call| &call.main);
    let current = call.map(Call::current);
    let second = call.and_then(|call| call.second.as_ref());
    let held = call.is_some_and(|call| call.held_since.is_some());
    let text = |value: Option<&String>| json!(value.cloned().unwrap_or_default());
    let time = |value: Option<u64>| value.map_or(Value::Null, |at| json!(at.to_string()));
    let mut info = json!({
        "callFeature": call.map_or(0, super::call::Call::feature),
        "callData": text(call.map(|call| &call.data)),
        "lastState": agent.last_state.map_or(255, State::sync_number),
        "preBusy": agent.pre_busy,
        "firsttalkingFlag": main.is_some_and(|leg| leg.talking_since.is_some()) && second.is_none(),
        "workNo": agent.id,
        "qcWorkNo": agent.qc_work_no,
        "callerNo": text(main.map(|leg| &leg.caller)),
        "beginHoldTime": time(call.and_then(|call| call.held_since)),
        "state": agent.state.sync_number(),
        "talkingCallfeature": second.map_or_else(
            || call.map_or(0, super::call::Call::feature),
            |leg| leg.feature,
        ),
        "releaseFlag": 0,
        "calledNo": text(main.map(|leg| &leg.called)),
        "mainCallId": text(main.map(|leg| &leg.id)),
        "secondTalkingTime": time(second.and_then(|leg| leg.talking_since)),
        "preRest": agent.pre_rest,
        "recordID": text(call.map(|call| &call.recording)),
        "currentTime": now.to_string(),
        "beginTalkingTime": time(main.and_then(|leg| leg.talking_since)),
        "partner": text(call.map(|call| &call.partner)),
        "holdCallId": text(main.filter(|_| held).map(|leg| &leg.id)),
        "agentStateBeginTime": agent.state_since,
        "curCommand": agent.command.map_or(0, |command| command.code),
        "curCallId": text(current.map(|leg| &leg.id)),
        "cmdBeginTime": agent.command.map_or_else(String::new, |command| command.since.to_string()),
        "signInMode": agent.sign_in_mode,
    });
    if let Some(fields) = info.as_object_mut() {
        for (name, value) in &agent.overrides.agent_state_info {
            fields.insert(name.clone(), value.clone());
        }
    }
    info
}

/// What the gateway holds of an agent, in words, for tests.
pub fn truth(agent: &Agent) -> Value {
    let call = |call: &Call| {
        json!({
            "callId": call.main.id,
            "caller": call.main.caller,
            "called": call.main.called,
            "feature": call.feature(),
            "talkingSince": call.main.talking_since,
            "heldSince": call.held_since,
            "heldAtPhone": call.held_at_phone,
            "secondCallId": call.second.as_ref().map(|leg| &leg.id),
            "secondTalkingSince": call.second.as_ref().and_then(|leg| leg.talking_since),
            "joinedCallId": call.joined.as_ref().map(|leg| &leg.id),
            "partner": call.partner,
            "ended": call.ended,
        })
    };
    json!({
        "agentId": agent.id,
        "signedIn": agent.signed_in,
        "state": agent.state,
        "stateSince": agent.state_since,
        "lastState": agent.last_state,
        "preBusy": agent.pre_busy,
        "preRest": agent.pre_rest,
        "reason": agent.reason,
        "autoAnswer": agent.auto_answer,
        "inspector": agent.qc_work_no,
        "sessions": agent.sessions.iter().map(|leg| &leg.id).collect::<Vec<_>>(),
        "command": agent.command.map_or(0, |command| command.code),
        "commandSince": agent.command.map(|command| command.since),
        "call": agent.call.as_ref().map(call),
        "lastCall": agent.last_call.as_ref().map(call),
        "queue": agent.queue.len(),
        "events": agent.queue.iter().map(|event| &event.name).collect::<Vec<_>>(),
        "guid": agent.guids.newest(),
    })
}
