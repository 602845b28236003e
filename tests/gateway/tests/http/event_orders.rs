//! In which order events tell of a call, from its beginning to its end; of transfers, see
//! `transfer_orders`.

use serde_json::{Value, json};

use crate::site::Site;

/// Has these actions happen one after the other; gives the events of all of them, each as its
/// name and the ID of the call that it is about.
pub async fn told(site: &Site, actions: &[(&str, Value)]) -> Vec<String> {
    site.events().await;
    for (action, body) in actions {
        site.control(&format!("agents/41001/{action}"), body.clone())
            .await;
    }
    rest_of(site).await
}

/// The events that wait.
pub async fn rest_of(site: &Site) -> Vec<String> {
    let line = |(name, content): (String, Value)| {
        let id = content
            .as_str()
            .or(content["callid"].as_str())
            .or(content["callId"].as_str());
        let name = name.split_once('_').map_or(name.as_str(), |(_, rest)| rest);
        id.map_or(name.to_owned(), |id| format!("{name} {id}"))
    };
    site.events().await.into_iter().map(line).collect()
}

/// The agent talks to a customer: call 7-1.
pub async fn talking() -> Site {
    let site = Site::agent(json!({ "flowControl": false, "wrapUpMs": 8_000 })).await;
    site.control(
        "agents/41001/ring",
        json!({ "caller": "10086", "callId": "7-1" }),
    )
    .await;
    site.happens("answer").await;
    site.events().await;
    site
}

/// The name of the agent's state.
pub async fn state(site: &Site) -> String {
    site.truth().await["state"].as_str().unwrap().to_owned()
}

/// What comes after the last leg: the phone is on the hook, wrap-up begins.
pub const OVER: [&str; 2] = ["PhoneRelease", "Work"];

#[tokio::test]
async fn a_call_out() {
    let site = Site::agent(json!({})).await;
    let call = json!({ "called": "13900000001", "callId": "7-1" });
    assert_eq!(
        told(&site, &[("call-out", call)]).await,
        [
            "PhoneAlerting",
            "PhoneOffhook",
            "Busy",
            "Customer_Alerting 7-1"
        ]
    );
    assert_eq!(site.sync().await["state"], 6);
    site.advance(4_000).await;
    assert_eq!(rest_of(&site).await, ["Talking 7-1"]);
}

#[tokio::test]
async fn a_call_in_under_automatic_answer() {
    let site = Site::agent(json!({ "autoAnswer": true })).await;
    let call = json!({ "callId": "7-1", "reservedMs": 400 });
    assert_eq!(told(&site, &[("ring", call)]).await, ["Busy"]);
    assert_eq!(state(&site).await, "occupied");
    site.advance(400).await;
    assert_eq!(
        rest_of(&site).await,
        ["PhoneAlerting 7-1", "Incoming_CallInfo 7-1"]
    );
    assert_eq!(
        state(&site).await,
        "occupied",
        "nobody is asked to answer it"
    );
    site.advance(1_000).await;
    assert_eq!(rest_of(&site).await, ["PhoneOffhook", "Talking 7-1"]);
}

#[tokio::test]
async fn a_call_in_under_manual_answer() {
    let site = Site::agent(json!({})).await;
    let call = json!({ "callId": "7-1" });
    assert_eq!(
        told(&site, &[("ring", call)]).await,
        [
            "Busy",
            "PhoneAlerting 7-1",
            "Incoming_CallInfo 7-1",
            "Ringing 7-1"
        ]
    );
    site.advance(60_000).await;
    assert_eq!(state(&site).await, "ringing");
    assert_eq!(
        told(&site, &[("answer", json!({}))]).await,
        ["PhoneOffhook", "Talking 7-1"]
    );
}

#[tokio::test]
async fn a_sign_in_asks_for_automatic_answer_and_a_setup_does_not() {
    let site = Site::start(&[]).await;
    site.request("PUT", "/agentgateway/resource/onlineagent/41001")
        .json(&json!({ "password": "", "phonenum": "" }))
        .send()
        .await
        .unwrap();
    assert_eq!(site.truth().await["autoAnswer"], true);
    let site = Site::agent(json!({})).await;
    assert_eq!(site.truth().await["autoAnswer"], false);
}

#[tokio::test]
async fn a_two_party_help_that_the_third_party_ends_leads_back_to_the_customer() {
    let site = talking().await;
    let help = json!({ "partner": "41002", "callId": "7-2", "ringsMs": 2_000 });
    assert_eq!(
        told(&site, &[("consult", help)]).await,
        ["Hold 7-1", "Customer_Alerting 7-2"]
    );
    assert_eq!(state(&site).await, "help");
    site.advance(2_000).await;
    let talks = site.events().await;
    assert_eq!(
        (
            talks[0].1["callid"].as_str(),
            talks[0].1["feature"].as_str()
        ),
        (Some("7-2"), Some("51"))
    );
    assert_eq!(site.sync().await["curCallId"], "7-2");
    for ended in [
        ("other-leaves", json!({})),
        ("drop-call", json!({ "callId": "7-2" })),
        ("unhold", json!({})),
    ] {
        if state(&site).await == "talking" {
            let again = json!({ "partner": "41002", "callId": "7-2" });
            assert_eq!(
                told(&site, &[("consult", again)]).await,
                ["Hold 7-1", "Customer_Alerting 7-2", "Talking 7-2"]
            );
        }
        assert_eq!(
            told(&site, std::slice::from_ref(&ended)).await,
            ["Call_Release 7-2", "Talking 7-1"]
        );
        assert_eq!(state(&site).await, "talking", "{ended:?}");
    }
    let again = json!({ "partner": "41002", "callId": "7-2" });
    let put_out = json!({ "number": "41002" });
    assert_eq!(
        told(&site, &[("consult", again), ("disconnect", put_out)]).await[3..],
        ["Customer_Release 7-2", "Call_Release 7-2", "Talking 7-1"]
    );
}

#[tokio::test]
async fn a_two_party_help_that_the_agent_ends_leaves_the_customer_to_the_third_party() {
    let site = talking().await;
    let help = json!({ "callId": "7-2" });
    let ended = json!({ "byAgent": true });
    let events = told(&site, &[("consult", help), ("hangup", ended)]).await;
    assert_eq!(
        events[3..],
        [["Call_Release 7-2", "Call_Release 7-1"], OVER].concat()
    );
    assert_eq!(state(&site).await, "wrap-up");
}

#[tokio::test]
async fn a_help_that_nobody_gives_leaves_the_agent_talking() {
    let site = talking().await;
    let help = json!({ "callId": "7-2", "rings": true });
    assert_eq!(
        told(&site, &[("consult", help), ("consult-fails", json!({}))]).await,
        [
            "Hold 7-1",
            "Customer_Alerting 7-2",
            "Consult_Fail 7-2",
            "Talking 7-1"
        ]
    );
    assert_eq!(state(&site).await, "talking");
}

#[tokio::test]
async fn a_three_party_help_that_the_third_party_ends_leads_back_to_the_customer() {
    let site = talking().await;
    let help = json!({ "partner": "41002", "threeParty": true, "callId": "7-2", "ringsMs": 2_000 });
    assert_eq!(
        told(&site, &[("consult", help)]).await,
        ["Customer_Alerting 7-2"]
    );
    site.advance(2_000).await;
    assert_eq!(rest_of(&site).await, ["Conference 7-2"]);
    let info = site.sync().await;
    assert_eq!(
        (
            &info["state"],
            &info["mainCallId"],
            &info["curCallId"],
            &info["holdCallId"]
        ),
        (&json!(10), &json!("7-1"), &json!("7-1"), &json!("")),
        "a conference is not another call of the agent"
    );
    assert_eq!(
        told(&site, &[("other-leaves", json!({}))]).await,
        ["Call_Release 7-2", "Talking 7-1"]
    );
    assert_eq!(state(&site).await, "talking");
}

#[tokio::test]
async fn a_three_party_help_that_the_agent_ends_leaves_the_two_others_together() {
    let site = talking().await;
    let help = json!({ "threeParty": true, "callId": "7-2" });
    let ended = json!({ "byAgent": true });
    assert_eq!(
        told(&site, &[("consult", help), ("hangup", ended)]).await[2..],
        [["Call_Release 7-2", "Call_Release 7-1"], OVER].concat()
    );
}

#[tokio::test]
async fn a_customer_who_leaves_a_help_leaves_the_two_agents_together() {
    let site = talking().await;
    let help = json!({ "partner": "41002", "threeParty": true, "callId": "7-2" });
    assert_eq!(
        told(&site, &[("consult", help), ("customer-leaves", json!({}))]).await[2..],
        ["Customer_Release 7-1", "Talking 7-2"]
    );
    let info = site.sync().await;
    assert_eq!(
        (&info["state"], &info["mainCallId"], &info["callFeature"]),
        (&json!(9), &json!("7-2"), &json!(6))
    );
}

#[tokio::test]
async fn a_call_out_while_a_call_is_held_ends_beside_it() {
    let site = talking().await;
    let out = json!({ "called": "13900000001", "callId": "7-2" });
    assert_eq!(
        told(&site, &[("hold", json!({})), ("call-out", out.clone())]).await,
        ["Hold 7-1", "Customer_Alerting 7-2"]
    );
    let info = site.sync().await;
    assert_eq!(
        (&info["state"], &info["curCallId"], &info["holdCallId"]),
        (&json!(6), &json!("7-2"), &json!("7-1"))
    );
    assert_eq!(told(&site, &[("answer", json!({}))]).await, ["Talking 7-2"]);
    for (end, events) in [
        (json!({ "byAgent": true }), vec!["Call_Release 7-2"]),
        (json!({}), vec!["Customer_Release 7-2", "Call_Release 7-2"]),
    ] {
        if state(&site).await == "hold" {
            told(&site, &[("call-out", out.clone()), ("answer", json!({}))]).await;
        }
        assert_eq!(told(&site, &[("hangup", end)]).await, events);
        assert_eq!(state(&site).await, "hold", "the customer still waits");
    }
    let failed = told(&site, &[("call-out", out), ("call-fails", json!({}))]).await;
    assert_eq!(failed, ["Customer_Alerting 7-2", "Call_Out_Fail 7-2"]);
    assert_eq!(told(&site, &[("unhold", json!({}))]).await, ["Talking 7-1"]);
}

#[tokio::test]
async fn a_call_out_and_the_held_one_are_joined_or_left_to_each_other() {
    let out = json!({ "called": "13900000001", "callId": "7-2" });
    let site = talking().await;
    let begin = [
        ("hold", json!({})),
        ("call-out", out),
        ("answer", json!({})),
    ];
    told(&site, &begin).await;
    assert_eq!(site.retcode("POST", "voicecall/41001/confjoin").await, "0");
    site.advance(400).await;
    let joined = site.events().await;
    assert_eq!(
        joined,
        [(
            "AgentEvent_Conference".to_owned(),
            json!({ "callid": "7-2", "partner": "10086,13900000001" })
        )]
    );
    assert_eq!(state(&site).await, "three-party");
    let site = talking().await;
    told(&site, &begin).await;
    let left = told(&site, &[("connect-hold", json!({ "callId": "7-1" }))]).await;
    assert_eq!(
        left,
        [["Call_Release 7-2", "Call_Release 7-1"], OVER].concat()
    );
}

#[tokio::test]
async fn busy_asked_for_in_wrap_up_waits_for_its_end() {
    let site = talking().await;
    site.happens("hangup").await;
    assert!(
        told(&site, &[("busy", json!({ "reason": 201 }))])
            .await
            .is_empty()
    );
    let info = site.sync().await;
    assert_eq!(
        (&info["state"], &info["preBusy"]),
        (&json!(2), &json!(true))
    );
    assert_eq!(
        site.status().await,
        json!({ "agentState": 5, "isWorking": false })
    );
    site.advance(8_000).await;
    let events = site.events().await;
    assert_eq!(
        events,
        [
            ("AgentState_CancelWork_Success".to_owned(), Value::Null),
            (
                "AgentState_SetNotReady_Success".to_owned(),
                json!({ "reason": "201" })
            ),
        ]
    );
    assert_eq!(state(&site).await, "busy");
}

#[tokio::test]
async fn rest_asked_for_in_wrap_up_waits_too_and_can_be_cancelled_there() {
    let site = talking().await;
    site.happens("hangup").await;
    site.happens("rest").await;
    assert_eq!(
        site.status().await,
        json!({ "agentState": 9, "isWorking": false })
    );
    let info = site.sync().await;
    assert_eq!(
        (&info["state"], &info["preRest"]),
        (&json!(2), &json!(true))
    );
    site.happens("cancel-rest").await;
    assert_eq!(state(&site).await, "wrap-up", "which goes on");
    assert_eq!(site.status().await["agentState"], 5);
    site.happens("rest").await;
    site.happens("wrapup-end").await;
    assert_eq!(state(&site).await, "rest");
}

#[tokio::test]
async fn an_idle_agent_rests_a_moment_after_asking_for_it() {
    let site = Site::agent(json!({ "flowControl": false })).await;
    assert!(
        told(&site, &[("rest", json!({ "reason": 200 }))])
            .await
            .is_empty()
    );
    assert_eq!(
        site.status().await,
        json!({ "agentState": 9, "isWorking": false })
    );
    assert_eq!(state(&site).await, "idle");
    site.advance(500).await;
    assert_eq!(rest_of(&site).await, ["SetRest_Success"]);
    assert_eq!(
        site.status().await,
        json!({ "agentState": 8, "isWorking": false })
    );
    site.happens("idle").await;
    for action in ["rest", "cancel-rest"] {
        site.happens(action).await;
    }
    site.advance(500).await;
    assert_eq!(
        state(&site).await,
        "idle",
        "who no longer wants it does not"
    );
    for action in ["rest", "ring", "answer", "hangup"] {
        site.happens(action).await;
    }
    assert_eq!(
        state(&site).await,
        "rest",
        "a call that came first puts it off"
    );
}
