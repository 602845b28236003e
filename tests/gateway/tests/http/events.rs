//! The event queue and its poll.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::site::Site;

const POLL: &str = "agentevent/41001";

#[tokio::test]
async fn each_answer_brings_one_event_with_the_documented_content() {
    let site = Site::agent(json!({})).await;
    site.sync().await;
    site.control(
        "agents/41001/ring",
        json!({ "caller": "10086", "called": "70092", "callId": "7-1", "feature": 7 }),
    )
    .await;
    site.happens("answer").await;
    let mut events = Vec::new();
    while site.truth().await["queue"] != 0 {
        events.push(site.ask("GET", POLL).await["event"].take());
    }
    let names: Vec<&str> = events
        .iter()
        .map(|event| event["eventType"].as_str().unwrap())
        .collect();
    assert_eq!(
        names,
        [
            "AgentState_Busy",
            "AgentOther_PhoneAlerting",
            "AgentEvent_Incoming_CallInfo",
            "AgentEvent_Ringing",
            "AgentOther_PhoneOffhook",
            "AgentEvent_Talking",
        ]
    );
    assert_eq!(
        events[5],
        json!({
            "eventType": "AgentEvent_Talking", "workNo": "41001", "eventGenTime": 1_700_000_000_000_u64,
            "content": { "caller": "10086", "callid": "7-1", "called": "70092", "feature": "7",
                         "type": "main", "mediaAbility": "1" },
        })
    );
    assert_eq!(events[2]["content"]["callId"], "7-1");
    assert_eq!(events[3]["content"]["transfrom"], "");
    assert_eq!(events[0]["content"], Value::Null);
}

#[tokio::test]
async fn a_sync_empties_the_queue() {
    let site = Site::agent(json!({})).await;
    site.happens("ring").await;
    assert_ne!(site.truth().await["queue"], 0);
    site.status().await;
    assert_ne!(
        site.truth().await["queue"],
        0,
        "a status poll takes no event"
    );
    site.sync().await;
    assert_eq!(site.truth().await["queue"], 0);
}

#[tokio::test]
async fn an_empty_poll_is_held_until_something_happens() {
    let site = Site::agent(json!({})).await;
    site.sync().await;
    let begun = Instant::now();
    let later = async {
        tokio::time::sleep(Duration::from_millis(300)).await;
        site.happens("busy").await;
    };
    let (answer, ()) = tokio::join!(site.ask("GET", POLL), later);
    assert_eq!(
        answer["event"]["eventType"],
        "AgentState_SetNotReady_Success"
    );
    assert!(begun.elapsed() >= Duration::from_millis(300));
}

#[tokio::test]
async fn after_ten_seconds_without_an_event_the_answer_has_none() {
    let site = Site::agent(json!({})).await;
    site.sync().await;
    let later = async {
        tokio::time::sleep(Duration::from_millis(150)).await;
        site.advance(10_000).await;
    };
    let (answer, ()) = tokio::join!(site.ask("GET", POLL), later);
    assert_eq!(answer, json!({ "message": "", "retcode": "0" }));
}

#[tokio::test]
async fn a_second_poller_takes_the_events_of_the_first() {
    let site = Site::agent(json!({})).await;
    let names = [site.ask("GET", POLL).await, site.ask("GET", POLL).await];
    assert_eq!(names[0]["event"]["eventType"], "AgentOther_InService");
    assert_eq!(names[1]["event"]["eventType"], "AgentState_Ready");
}

#[tokio::test]
async fn a_held_poll_is_told_of_the_end_of_the_session() {
    let site = Site::agent(json!({})).await;
    site.sync().await;
    let later = async {
        tokio::time::sleep(Duration::from_millis(100)).await;
        site.happens("sign-out").await;
    };
    let (answer, ()) = tokio::join!(site.ask("GET", POLL), later);
    assert_eq!(answer["event"]["eventType"], "AgentOther_ShutdownService");
    assert_eq!(site.retcode("GET", POLL).await, "100-006");
}

#[tokio::test]
async fn things_happen_in_the_order_of_their_own_times_however_far_the_clock_jumps() {
    let site = Site::agent(json!({ "state": "talking", "wrapUpMs": 5_000 })).await;
    site.sync().await;
    site.retcode("DELETE", "voicecall/41001/release").await;
    site.advance(3_600_000).await;
    let truth = site.truth().await;
    assert_eq!(
        truth["stateSince"], 1_700_000_005_400_u64,
        "400 ms of command, 5 s of wrap-up"
    );
    assert_eq!(
        truth["events"],
        json!([
            "AgentEvent_Call_Release",
            "AgentOther_PhoneRelease",
            "AgentState_Work",
            "AgentState_CancelWork_Success",
            "AgentState_Ready"
        ])
    );
}

#[tokio::test]
async fn a_held_poll_of_a_session_that_another_sign_in_ended_takes_none_of_its_events() {
    let site = Site::agent(json!({})).await;
    site.sync().await;
    let later = async {
        tokio::time::sleep(Duration::from_millis(100)).await;
        site.request("PUT", "/agentgateway/resource/onlineagent/41001/forcelogin")
            .json(&json!({ "password": "secret" }))
            .send()
            .await
            .unwrap();
    };
    let (retcode, ()) = tokio::join!(site.retcode("GET", POLL), later);
    assert_eq!(retcode, "100-006");
    assert_eq!(
        site.truth().await["events"],
        json!(["AgentOther_InService", "AgentState_Ready"])
    );
}
