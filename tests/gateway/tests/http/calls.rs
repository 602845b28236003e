//! A call's whole life, through the control interface and the agent's own commands.

use serde_json::json;

use crate::site::Site;

/// Sends a command of the agent and lets it take effect; gives the state afterwards.
async fn command(site: &Site, method: &str, path: &str) -> String {
    assert_eq!(site.retcode(method, path).await, "0", "{path}");
    site.advance(400).await;
    site.truth().await["state"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_call_rings_is_held_muted_and_ends_in_wrap_up_and_idle() {
    let site = Site::agent(json!({ "flowControl": false, "wrapUpMs": 8_000 })).await;
    site.control(
        "agents/41001/ring",
        json!({ "caller": "10086", "callId": "7-1", "data": "vip" }),
    )
    .await;
    let ringing = site.sync().await;
    assert_eq!(
        (&ringing["state"], &ringing["callerNo"]),
        (&json!(8), &json!("10086"))
    );
    assert_eq!(ringing["beginTalkingTime"], json!(null));
    for (method, path, state) in [
        ("PUT", "voicecall/41001/answer", "talking"),
        ("POST", "voicecall/41001/hold", "hold"),
        ("POST", "voicecall/41001/gethold?callid=7-1", "talking"),
        ("POST", "voicecall/41001/beginmute", "mute"),
        ("POST", "voicecall/41001/endmute", "talking"),
    ] {
        assert_eq!(command(&site, method, path).await, state, "{path}");
    }
    let info = site.sync().await;
    assert_eq!(
        (&info["beginTalkingTime"], &info["lastState"]),
        (&json!("1700000000400"), &json!(12))
    );
    assert_eq!(site.happens("hangup").await["state"], "wrap-up");
    let info = site.sync().await;
    assert_eq!(
        (&info["callerNo"], &info["mainCallId"]),
        (&json!(""), &json!(""))
    );
    let ended = site
        .ask("GET", "calldata/41001/callinfo?isNoContainLastCall=true")
        .await;
    assert_eq!(
        (&ended["result"]["callid"], &ended["result"]["endtime"]),
        (&json!("7-1"), &json!(1_700_000_002_000_u64))
    );
    site.advance(7_999).await;
    assert_eq!(site.truth().await["state"], "wrap-up");
    site.advance(1).await;
    assert_eq!(site.truth().await["state"], "idle");
}

#[tokio::test]
async fn a_consultation_has_a_second_leg_and_becomes_a_conference() {
    let site = Site::agent(
        json!({ "state": "talking", "call": { "callId": "7-1" }, "flowControl": false }),
    )
    .await;
    site.control("agents/41001/consult", json!({ "partner": "41002" }))
        .await;
    let help = site.sync().await;
    assert_eq!(
        (&help["state"], &help["talkingCallfeature"]),
        (&json!(13), &json!(51))
    );
    assert_eq!(
        (&help["partner"], &help["holdCallId"]),
        (&json!("41002"), &json!("7-1"))
    );
    assert_ne!(help["curCallId"], "7-1");
    assert_eq!(
        command(&site, "POST", "voicecall/41001/confjoin").await,
        "three-party"
    );
    let conference = site.sync().await;
    assert_eq!(
        (&conference["callFeature"], &conference["curCallId"]),
        (&json!(53), &json!("7-1"))
    );
    assert_eq!(
        command(&site, "POST", "voicecall/41001/transfer").await,
        "transfer"
    );
    site.advance(1_500).await;
    assert_eq!(site.truth().await["state"], "wrap-up");
}

#[tokio::test]
async fn a_consultation_ends_when_the_customer_is_fetched_back() {
    let site = Site::agent(json!({ "state": "hold" })).await;
    site.happens("consult").await;
    let truth = site.happens("unhold").await;
    assert_eq!(
        (&truth["state"], &truth["call"]["secondCallId"]),
        (&json!("talking"), &json!(null))
    );
}

#[tokio::test]
async fn busy_during_a_call_waits_for_its_end_and_is_the_running_command_until_then() {
    let site = Site::agent(json!({ "state": "talking" })).await;
    assert_eq!(
        site.retcode("POST", "onlineagent/41001/saybusy?reason=1")
            .await,
        "0"
    );
    site.advance(30_000).await;
    let info = site.sync().await;
    assert_eq!(
        (&info["state"], &info["preBusy"]),
        (&json!(9), &json!(true))
    );
    assert_eq!(
        (&info["curCommand"], &info["cmdBeginTime"]),
        (&json!(30), &json!("1700000000000"))
    );
    site.happens("hangup").await;
    let info = site.sync().await;
    assert_eq!(
        (&info["state"], &info["preBusy"]),
        (&json!(4), &json!(false))
    );
    assert_eq!(
        (&info["curCommand"], &info["cmdBeginTime"]),
        (&json!(0), &json!(""))
    );
}

#[tokio::test]
async fn rest_during_a_call_comes_after_it_and_can_be_cancelled() {
    let site = Site::agent(json!({ "state": "talking", "wrapUpMs": 0 })).await;
    assert_eq!(
        site.retcode("POST", "onlineagent/41001/rest/600/1").await,
        "0"
    );
    assert_eq!(site.status().await["agentState"], 9);
    assert_eq!(
        command(&site, "POST", "onlineagent/41001/cancelrest").await,
        "talking"
    );
    assert_eq!(site.happens("hangup").await["state"], "idle");
    site.happens("ring").await;
    site.happens("rest").await;
    site.happens("answer").await;
    assert_eq!(site.happens("hangup").await["state"], "rest");
}

#[tokio::test]
async fn a_command_stands_in_the_sync_until_its_state_has_come() {
    let site = Site::agent(json!({ "commandMs": 3_000 })).await;
    site.retcode("POST", "onlineagent/41001/saybusy").await;
    site.advance(2_999).await;
    let info = site.sync().await;
    assert_eq!(
        (&info["state"], &info["curCommand"]),
        (&json!(1), &json!(30))
    );
    site.advance(1).await;
    let info = site.sync().await;
    assert_eq!(
        (&info["state"], &info["curCommand"]),
        (&json!(4), &json!(0))
    );
}

#[tokio::test]
async fn a_command_that_comes_too_late_is_dropped() {
    let site = Site::agent(json!({ "state": "talking", "commandMs": 1_000 })).await;
    assert_eq!(site.retcode("POST", "voicecall/41001/hold").await, "0");
    site.happens("hangup").await;
    site.advance(1_000).await;
    let truth = site.truth().await;
    assert_eq!(
        (&truth["state"], &truth["command"]),
        (&json!("wrap-up"), &json!(0))
    );
}

#[tokio::test]
async fn what_the_state_does_not_allow_is_refused() {
    let site = Site::agent(json!({})).await;
    assert_eq!(
        site.retcode("POST", "onlineagent/41001/cancelbusy").await,
        "100-009"
    );
    assert_eq!(
        site.retcode("POST", "onlineagent/41001/rest/long/1").await,
        "000-002"
    );
    let refused = site
        .request("POST", "/control/agents/41001/answer")
        .send()
        .await
        .unwrap();
    assert_eq!(refused.status(), 409);
}

#[tokio::test]
async fn an_outbound_call_is_answered_by_the_customer() {
    let site = Site::agent(json!({})).await;
    let answer = site
        .request("PUT", "/agentgateway/resource/voicecall/41001/callout")
        .header("Guid", &site.guid)
        .json(&json!({ "called": "13900139000" }))
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), 200);
    site.advance(400).await;
    let info = site.sync().await;
    assert_eq!(
        (&info["state"], &info["calledNo"]),
        (&json!(6), &json!("13900139000"))
    );
    site.advance(4_000).await;
    assert_eq!(site.truth().await["state"], "talking");
}

#[tokio::test]
async fn a_wrap_up_ended_early_does_not_shorten_the_next_one() {
    let site = Site::agent(json!({ "state": "talking", "wrapUpMs": 8_000 })).await;
    site.happens("hangup").await;
    site.advance(6_000).await;
    for action in ["wrapup-end", "ring", "answer", "hangup"] {
        site.happens(action).await;
    }
    site.advance(7_999).await;
    assert_eq!(site.truth().await["state"], "wrap-up");
    site.advance(1).await;
    assert_eq!(site.truth().await["state"], "idle");
}
