//! The two numberings of the agent's states, and the shape of the two answers.

use serde_json::{Value, json};

use crate::site::Site;

/// State, its number in `agentstatus`, its number in `syncagentinfo`, whether in a call.
const STATES: [(&str, i64, i64, bool); 22] = [
    ("idle", 4, 1, false),
    ("wrap-up", 5, 2, false),
    ("rest", 8, 3, false),
    ("busy", 3, 4, false),
    ("playback", 7, 5, true),
    ("outbound-call", 7, 6, true),
    ("occupied", 7, 7, true),
    ("ringing", 7, 8, true),
    ("talking", 7, 9, true),
    ("three-party", 7, 10, true),
    ("hold", 7, 11, true),
    ("mute", 7, 12, true),
    ("help", 7, 13, true),
    ("transfer", 7, 14, true),
    ("insert", 7, 15, true),
    ("listen", 7, 16, true),
    ("whisper", 7, 17, true),
    ("abnormal", 0, 255, false),
    ("unknown", 0, 255, false),
    ("signed-in", 1, 1, false),
    ("signed-out", 2, 255, false),
    ("pre-rest", 9, 9, true),
];

#[tokio::test]
async fn every_state_has_its_number_in_either_interface() {
    let site = Site::agent(json!({ "flowControl": false })).await;
    for (state, status, sync, in_call) in STATES {
        site.control_by("PATCH", "agents/41001", json!({ "state": state }))
            .await;
        assert_eq!(
            site.status().await,
            json!({ "agentState": status, "isWorking": in_call }),
            "{state}"
        );
        assert_eq!(site.sync().await["state"], sync, "{state}");
    }
}

#[tokio::test]
async fn right_after_signing_in_the_answer_is_the_documented_example() {
    let site = Site::agent(json!({ "sinceMs": 21_584 })).await;
    let answer = site.ask("POST", "onlineagent/41001/syncagentinfo").await;
    let expected = json!({
        "result": {
            "callinfo": null,
            "agentStateInfo": {
                "callFeature": 0, "callData": "", "lastState": 255, "preBusy": false,
                "firsttalkingFlag": false, "workNo": "41001", "qcWorkNo": "", "callerNo": "",
                "beginHoldTime": null, "state": 1, "talkingCallfeature": 0, "releaseFlag": 0,
                "calledNo": "", "mainCallId": "", "secondTalkingTime": null, "preRest": false,
                "recordID": "", "currentTime": "1700000000000", "beginTalkingTime": null,
                "partner": "", "holdCallId": "", "agentStateBeginTime": 1_699_999_978_416_u64,
                "curCommand": 0, "curCallId": "", "cmdBeginTime": "", "signInMode": "0",
            },
        },
        "message": "success",
        "retcode": "0",
    });
    assert_eq!(answer, expected);
}

#[tokio::test]
async fn rest_asked_for_in_a_call_is_pre_rest_for_the_poll_only() {
    let site = Site::agent(json!({ "state": "talking", "preRest": true })).await;
    assert_eq!(site.status().await["agentState"], 9);
    let info = site.sync().await;
    assert_eq!(
        (&info["state"], &info["preRest"]),
        (&json!(9), &json!(true))
    );
}

#[tokio::test]
async fn raw_values_stand_over_the_truth_until_the_state_changes() {
    let site = Site::agent(json!({
        "state": "talking",
        "agentStateInfo": { "callerNo": "<b>1</b>", "state": "nine", "extra": [1] },
        "callinfo": "text",
        "agentState": 42,
        "isWorking": "true",
    }))
    .await;
    assert_eq!(
        site.status().await,
        json!({ "agentState": 42, "isWorking": "true" })
    );
    let answer = site.ask("POST", "onlineagent/41001/syncagentinfo").await;
    assert_eq!(answer["result"]["callinfo"], "text");
    let info = &answer["result"]["agentStateInfo"];
    assert_eq!(
        (&info["callerNo"], &info["state"], &info["extra"]),
        (&json!("<b>1</b>"), &json!("nine"), &json!([1]))
    );
    site.happens("hold").await;
    assert_eq!(
        site.status().await,
        json!({ "agentState": 7, "isWorking": true })
    );
    assert_eq!(site.sync().await["state"], 11);
}

#[tokio::test]
async fn a_raw_null_is_told_from_a_field_left_out() {
    let site =
        Site::agent(json!({ "state": "talking", "agentState": null, "callinfo": null })).await;
    assert_eq!(site.status().await["agentState"], Value::Null);
    let answer = site.ask("POST", "onlineagent/41001/syncagentinfo").await;
    assert_eq!(answer["result"]["callinfo"], Value::Null);
}

#[tokio::test]
async fn a_call_is_described_by_the_sync_in_its_times_and_legs() {
    let site = Site::agent(json!({
        "state": "help", "sinceMs": 5_000, "lastState": "talking", "qcWorkNo": "900",
        "call": { "caller": "10086", "called": "70092", "callId": "1-1", "talkingForMs": 65_000,
                  "partner": "41002", "secondCallId": "1-2", "data": "x=1", "recording": "R1" },
        "command": 16, "commandForMs": 300,
    }))
    .await;
    let info = site.sync().await;
    for (field, value) in [
        ("state", json!(13)),
        ("lastState", json!(9)),
        ("callerNo", json!("10086")),
        ("mainCallId", json!("1-1")),
        ("holdCallId", json!("1-1")),
        ("curCallId", json!("1-2")),
        ("partner", json!("41002")),
        ("talkingCallfeature", json!(51)),
        ("beginTalkingTime", json!("1699999935000")),
        ("beginHoldTime", json!("1699999995000")),
        ("secondTalkingTime", json!("1699999995000")),
        ("recordID", json!("R1")),
        ("qcWorkNo", json!("900")),
        ("curCommand", json!(16)),
        ("cmdBeginTime", json!("1699999999700")),
    ] {
        assert_eq!(info[field], value, "{field}");
    }
}

#[tokio::test]
async fn the_history_tells_what_was_so_from_when_on() {
    let site = Site::agent(json!({ "state": "idle", "wrapUpMs": 10_000 })).await;
    for (action, passed) in [
        ("ring", 1_000),
        ("answer", 2_000),
        ("rest", 500),
        ("hangup", 0),
    ] {
        site.advance(passed).await;
        site.happens(action).await;
    }
    site.advance(5_000).await;
    site.happens("cancel-rest").await;
    site.control("agents/41001", json!({ "state": "busy" }))
        .await;

    let told = site
        .control_by("GET", "agents/41001/history", json!({}))
        .await;
    let moments: Vec<(u64, &str, bool, i64, Option<&str>)> = told["history"]
        .as_array()
        .unwrap()
        .iter()
        .map(|moment| {
            (
                moment["at"].as_u64().unwrap() - 1_700_000_000_000,
                moment["state"].as_str().unwrap(),
                moment["preRest"].as_bool().unwrap(),
                moment["command"].as_i64().unwrap(),
                moment["call"]["data"].as_str(),
            )
        })
        .collect();
    assert_eq!(
        moments,
        [
            (0, "idle", false, 0, None),
            (1_000, "ringing", false, 0, None),
            (1_000, "ringing", false, 0, Some("")),
            (3_000, "talking", false, 0, Some("")),
            (3_500, "talking", true, 31, Some("")),
            (3_500, "rest", false, 0, None),
            (8_500, "idle", false, 0, None),
            (8_500, "busy", false, 0, None),
        ],
        "a new session of the same agent goes on with it"
    );
}
