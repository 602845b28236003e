//! What real clients do with calls: they make them, ask for help, connect, drop and transfer.

use serde_json::{Value, json};

use crate::site::Site;

/// An agent whose commands take effect at once.
async fn agent(setup: Value) -> Site {
    let mut setup = setup;
    setup["commandMs"] = json!(0);
    setup["flowControl"] = json!(false);
    let site = Site::agent(setup).await;
    site.sync().await;
    site
}

/// A command with a body; gives the whole answer.
async fn command(site: &Site, method: &str, path: &str, body: Value) -> Value {
    site.request(
        method,
        &format!("/agentgateway/resource/voicecall/41001/{path}"),
    )
    .header("Guid", &site.guid)
    .json(&body)
    .send()
    .await
    .unwrap()
    .json()
    .await
    .unwrap()
}

/// The events that wait, in order: names and contents.
async fn events(site: &Site) -> Vec<(String, Value)> {
    let mut events = Vec::new();
    while site.truth().await["queue"] != 0 {
        let event = site.ask("GET", "agentevent/41001").await["event"].take();
        let name = event["eventType"].as_str().unwrap().to_owned();
        events.push((name, event["content"].clone()));
    }
    events
}

/// The call ID that the event of this name tells.
fn id_in(events: &[(String, Value)], name: &str) -> Value {
    let found = events.iter().find(|(its_name, _)| its_name == name);
    let content = &found.unwrap_or_else(|| panic!("no {name} in {events:?}")).1;
    content.get("callid").unwrap_or(content).clone()
}

#[tokio::test]
async fn who_makes_a_call_is_told_its_id_and_the_events_that_follow_have_it_too() {
    for (setup, method, path, body) in [
        (
            json!({}),
            "PUT",
            "callout",
            json!({ "called": "13900139000", "caller": "" }),
        ),
        (json!({}), "PUT", "callinner", json!({ "called": "41002" })),
        (
            json!({ "state": "talking" }),
            "POST",
            "innerhelp",
            json!({ "dstaddress": "41002", "devicetype": 2, "mode": 1 }),
        ),
        (
            json!({ "state": "talking" }),
            "POST",
            "innerhelp",
            json!({ "dstaddress": "41002", "devicetype": 2, "mode": "2" }),
        ),
    ] {
        let site = agent(setup).await;
        let answer = command(&site, method, path, body.clone()).await;
        let id = answer["result"].clone();
        assert!(id.is_string(), "{body}: {answer}");
        site.advance(4_000).await;
        let events = events(&site).await;
        assert_eq!(id_in(&events, "AgentEvent_Customer_Alerting"), id, "{body}");
        let last = if body["mode"] == "2" {
            "AgentEvent_Conference"
        } else {
            "AgentEvent_Talking"
        };
        assert_eq!(id_in(&events, last), id, "{body}");
    }
}

#[tokio::test]
async fn the_id_is_the_same_where_the_command_takes_its_time() {
    let site = Site::agent(json!({ "commandMs": 3_000 })).await;
    site.sync().await;
    let answer = command(&site, "PUT", "callout", json!({ "called": "10086" })).await;
    site.advance(3_000).await;
    let events = events(&site).await;
    assert_eq!(
        id_in(&events, "AgentEvent_Customer_Alerting"),
        answer["result"]
    );
}

#[tokio::test]
async fn a_call_out_from_a_real_sign_in_has_its_telephone_as_caller() {
    let site = Site::agent(json!({})).await;
    let signed_in = site
        .request("PUT", "/agentgateway/resource/onlineagent/41001/forcelogin")
        .json(&json!({ "password": "", "phonenum": "40038" }))
        .send()
        .await
        .unwrap();
    let guid = signed_in.headers()["set-guid"].to_str().unwrap();
    site.request("PUT", "/agentgateway/resource/voicecall/41001/callout")
        .header("Guid", guid)
        .json(&json!({ "called": "10086" }))
        .send()
        .await
        .unwrap();
    site.advance(400).await;
    assert_eq!(site.truth().await["call"]["caller"], "40038");
}

#[tokio::test]
async fn while_a_call_is_held_another_may_be_made_and_the_two_joined() {
    let site =
        agent(json!({ "state": "hold", "call": { "callId": "7-1", "caller": "10086" } })).await;
    let made = command(&site, "PUT", "callout", json!({ "called": "13900139000" })).await;
    assert_eq!(made["retcode"], "0");
    site.advance(4_000).await;
    assert_eq!(site.truth().await["state"], "talking");
    let other = command(&site, "POST", "confjoin", json!({ "callid": "9-9" })).await;
    assert_eq!(other["retcode"], "200-011");
    let joined = command(&site, "POST", "confjoin", json!({ "callid": "7-1" })).await;
    assert_eq!(joined["retcode"], "0");
    let truth = site.truth().await;
    assert_eq!(
        (&truth["state"], &truth["call"]["callId"]),
        (&json!("three-party"), &json!("7-1"))
    );
    assert_eq!(
        id_in(&events(&site).await, "AgentEvent_Conference"),
        made["result"]
    );
}

#[tokio::test]
async fn a_help_call_is_dropped_by_its_id_or_by_the_others_number() {
    for by_number in [false, true] {
        let site = agent(json!({ "state": "talking", "call": { "callId": "7-1" } })).await;
        let body = json!({ "dstaddress": "41002", "mode": 1 });
        let help = command(&site, "POST", "innerhelp", body).await["result"].take();
        site.advance(2_000).await;
        let path = if by_number {
            "disconnect/41002".to_owned()
        } else {
            format!("dropcall/{}", help.as_str().unwrap())
        };
        assert_eq!(
            command(&site, "POST", &path, json!({})).await["retcode"],
            "0"
        );
        let truth = site.truth().await;
        assert_eq!(
            (&truth["state"], &truth["call"]["callId"]),
            (&json!("talking"), &json!("7-1")),
            "{path}"
        );
        let events = events(&site).await;
        assert_eq!(id_in(&events, "AgentEvent_Call_Release"), help);
        assert_eq!(events.last().unwrap().0, "AgentEvent_Talking");
    }
}

#[tokio::test]
async fn the_held_call_and_the_current_one_are_connected_and_the_agent_leaves() {
    let site = agent(json!({ "state": "hold", "call": { "callId": "7-1" } })).await;
    command(&site, "PUT", "callinner", json!({ "called": "41002" })).await;
    site.advance(4_000).await;
    assert_eq!(
        command(&site, "POST", "connecthold/9-9", json!({})).await["retcode"],
        "200-006"
    );
    assert_eq!(
        command(&site, "POST", "connecthold/7-1", json!({})).await["retcode"],
        "0"
    );
    assert_eq!(site.truth().await["call"], Value::Null);
}

#[tokio::test]
async fn the_mode_of_a_transfer_decides_how_it_goes_and_it_can_be_taken_back() {
    for (mode, code) in [
        (json!("0"), 10),
        (json!(2), 11),
        (json!(3), 12),
        (json!("4"), 13),
        (Value::Null, 10),
    ] {
        let site = Site::agent(json!({ "state": "talking", "commandMs": 1_000 })).await;
        let body = json!({ "address": "13900139000", "devicetype": 5, "mode": mode });
        assert_eq!(
            command(&site, "POST", "transfer", body).await["retcode"],
            "0"
        );
        assert_eq!(site.sync().await["curCommand"], code, "{mode}");
        site.advance(1_000).await;
        assert_eq!(site.truth().await["state"], "transfer", "{mode}");
        command(&site, "POST", "canceltransfer", json!({})).await;
        site.advance(1_000).await;
        assert_eq!(site.truth().await["state"], "talking", "{mode}");
    }
    let site = agent(json!({ "state": "talking" })).await;
    let body = json!({ "address": "41002", "mode": 9 });
    assert_eq!(
        command(&site, "POST", "transfer", body).await["retcode"],
        "000-002"
    );
}

#[tokio::test]
async fn a_text_session_is_told_by_callinfo_only_where_there_is_no_voice_call() {
    let site = agent(json!({})).await;
    site.control("agents/41001/session", json!({ "callId": "8-1" }))
        .await;
    let path = "calldata/41001/callinfo?isNoContainLastCall=false";
    let told = site.ask("GET", path).await["result"].take();
    assert_eq!(
        (&told["callid"], &told["mediaType"], &told["mediaAbility"]),
        (&json!("8-1"), &json!(51), &json!(5))
    );
    site.control("agents/41001/ring", json!({ "callId": "7-1" }))
        .await;
    let told = site.ask("GET", path).await["result"].take();
    assert_eq!(
        (&told["callid"], &told["mediaType"]),
        (&json!("7-1"), &json!(5))
    );
    assert_eq!(
        site.ask("GET", "calldata/41001/allcallid").await["result"],
        json!(["7-1", "8-1"])
    );
}
