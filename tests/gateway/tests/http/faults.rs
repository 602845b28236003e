//! Faults, and the log that proves what was asked.

use std::time::{Duration, Instant};

use reqwest::{Response, StatusCode};
use serde_json::{Value, json};

use crate::site::Site;

const STATUS: &str = "onlineagent/41001/agentstatus";
const SYNC: &str = "onlineagent/41001/syncagentinfo";

/// An agent in a call, and one fault.
async fn with_fault(fault: Value) -> Site {
    let site = Site::agent(json!({ "state": "talking" })).await;
    site.control("agents/41001/fault", fault).await;
    site
}

async fn body(response: Response) -> Vec<u8> {
    response.bytes().await.unwrap().to_vec()
}

#[tokio::test]
async fn a_fault_meets_its_interface_as_often_as_asked() {
    let site = with_fault(
        json!({ "interface": "status", "kind": "retcode", "retcode": "100-007", "times": 2 }),
    )
    .await;
    assert_eq!(site.retcode("POST", SYNC).await, "0");
    assert_eq!(site.retcode("GET", STATUS).await, "100-007");
    assert_eq!(site.retcode("GET", STATUS).await, "100-007");
    assert_eq!(site.retcode("GET", STATUS).await, "0");
}

#[tokio::test]
async fn a_fault_without_a_number_of_times_lasts_until_cleared() {
    let site =
        with_fault(json!({ "interface": "any", "kind": "http", "status": 503, "retryAfter": "7" }))
            .await;
    for _ in 0..3 {
        let response = site.send("GET", STATUS).await;
        assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(response.headers()["retry-after"], "7");
        assert_eq!(response.headers()["content-type"], "text/html");
        assert!(body(response).await.starts_with(b"<html>"));
    }
    site.control_by("DELETE", "agents/41001/fault", json!({}))
        .await;
    assert_eq!(site.retcode("GET", STATUS).await, "0");
}

#[tokio::test]
async fn a_dropped_connection_gives_no_answer_and_has_its_effect_only_if_asked() {
    let site = with_fault(json!({ "interface": "sync", "kind": "drop", "times": 1 })).await;
    site.control(
        "agents/41001/fault",
        json!({ "interface": "sync", "kind": "drop", "times": 1, "after": true }),
    )
    .await;
    let ask = || {
        site.request("POST", &format!("/agentgateway/resource/{SYNC}"))
            .header("Guid", &site.guid)
            .send()
    };
    assert!(ask().await.is_err());
    assert_ne!(site.truth().await["queue"], 0);
    assert!(ask().await.is_err());
    assert_eq!(site.truth().await["queue"], 0);
}

#[tokio::test]
async fn a_hanging_request_is_logged_as_aborted_when_the_client_gives_up() {
    let site = with_fault(json!({ "interface": "status", "kind": "hang", "times": 1 })).await;
    let asked = tokio::time::timeout(Duration::from_millis(150), site.send("GET", STATUS)).await;
    assert!(asked.is_err());
    tokio::time::sleep(Duration::from_millis(100)).await;
    let log = site.control_by("GET", "agents/41001/log", json!({})).await;
    assert_eq!(
        (
            &log["requests"][0]["aborted"],
            &log["requests"][0]["status"]
        ),
        (&json!(true), &json!(null))
    );
}

#[tokio::test]
async fn latency_delays_the_right_answer() {
    let site = with_fault(json!({ "interface": "status", "kind": "latency", "ms": 200 })).await;
    let begun = Instant::now();
    assert_eq!(site.retcode("GET", STATUS).await, "0");
    assert!(begun.elapsed() >= Duration::from_millis(200));
}

#[tokio::test]
async fn the_documented_examples_mistakes_can_be_had() {
    let site = with_fault(json!({ "interface": "sync", "kind": "doc-example" })).await;
    let text = String::from_utf8(body(site.send("POST", SYNC).await).await).unwrap();
    assert_eq!(text.matches("\"cmdBeginTime\":").count(), 2);
    assert!(text.contains(",}"));
    assert!(serde_json::from_str::<Value>(&text).is_err());
    assert!(serde_json::from_str::<Value>(&text.replace(",}", "}")).is_ok());
}

#[tokio::test]
async fn bodies_are_spoilt_as_asked() {
    let site = Site::agent(json!({ "state": "talking", "flowControl": false })).await;
    let spoilt = async |fault: Value| {
        site.control_by("DELETE", "agents/41001/fault", json!({}))
            .await;
        site.control("agents/41001/fault", fault).await;
        let response = site.send("GET", STATUS).await;
        let label = response.headers()["content-type"]
            .to_str()
            .unwrap()
            .to_owned();
        (label, body(response).await)
    };
    let (_, bytes) = spoilt(json!({ "interface": "status", "kind": "truncated" })).await;
    assert!(bytes.starts_with(b"{\"") && serde_json::from_slice::<Value>(&bytes).is_err());
    let (_, bytes) =
        spoilt(json!({ "interface": "status", "kind": "truncated", "bytes": 7 })).await;
    assert_eq!(bytes.len(), 7);
    let (_, bytes) = spoilt(json!({ "interface": "status", "kind": "oversized" })).await;
    assert!(bytes.len() > 256 * 1024 && serde_json::from_slice::<Value>(&bytes).is_ok());
    let (_, bytes) = spoilt(json!({ "interface": "status", "kind": "wrong-types" })).await;
    assert_eq!(
        serde_json::from_slice::<Value>(&bytes).unwrap()["result"]["agentState"],
        json!(["7"])
    );
    let (label, bytes) = spoilt(
        json!({ "interface": "status", "kind": "content-type", "contentType": "text/plain" }),
    )
    .await;
    assert!(label == "text/plain" && serde_json::from_slice::<Value>(&bytes).is_ok());
    let (label, bytes) = spoilt(json!({ "interface": "status", "kind": "gbk" })).await;
    assert!(label.ends_with("GBK") && std::str::from_utf8(&bytes).is_err());
    let (text, _, _) = encoding_rs::GBK.decode(&bytes);
    assert_eq!(
        serde_json::from_str::<Value>(&text).unwrap()["message"],
        "操作成功"
    );
    let (_, bytes) = spoilt(json!({ "interface": "status", "kind": "bom" })).await;
    assert!(bytes.starts_with(&[0xef, 0xbb, 0xbf, b'{']));
    let (label, bytes) = spoilt(json!({ "interface": "status", "kind": "not-json" })).await;
    assert!(label.starts_with("application/json") && bytes.starts_with(b"The "));
    let (_, bytes) = spoilt(json!({ "interface": "status", "kind": "raw", "body": "[" })).await;
    assert_eq!(bytes, b"[");
}

#[tokio::test]
async fn the_log_counts_by_interface_and_judges_the_guid() {
    let site = Site::agent(json!({})).await;
    site.sync().await;
    site.status().await;
    site.send_as("wrong", "GET", STATUS).await;
    site.send("GET", &format!("{STATUS}?x=1")).await;
    site.send("GET", "onlineagent/41001/nonsense").await;
    let log = site.control_by("GET", "agents/41001/log", json!({})).await;
    assert_eq!(
        log["counts"],
        json!({ "sync": 1, "status": 3, "unknown": 1 })
    );
    let requests = log["requests"].as_array().unwrap();
    let guids: Vec<&str> = requests
        .iter()
        .map(|request| request["guid"].as_str().unwrap())
        .collect();
    assert_eq!(guids, ["matched", "matched", "wrong", "matched", "matched"]);
    assert_eq!(
        requests[3]["url"],
        format!("/agentgateway/resource/{STATUS}?x=1")
    );
    assert!(
        !log.to_string().contains(&site.guid),
        "the log keeps no Guid"
    );
    site.control_by("DELETE", "agents/41001/log", json!({}))
        .await;
    let log = site.control_by("GET", "agents/41001/log", json!({})).await;
    assert_eq!(log["counts"], json!({}));
}

#[tokio::test]
async fn a_control_request_with_a_misspelt_field_is_refused() {
    let site = Site::agent(json!({})).await;
    let response = site
        .request("POST", "/control/agents/41001/fault")
        .json(&json!({ "interface": "sync", "kind": "drop", "time": 1 }))
        .send()
        .await
        .unwrap();
    assert_eq!(response.status(), 400);
}

#[tokio::test]
async fn what_a_damaged_answer_says_stands_in_the_log() {
    let site = with_fault(
        json!({ "interface": "status", "kind": "bit-flips", "seed": 5, "count": 3, "times": 1 }),
    )
    .await;
    let flipped = body(site.send("GET", STATUS).await).await;
    let whole = body(site.send("GET", STATUS).await).await;
    let bits: u32 = whole
        .iter()
        .zip(&flipped)
        .map(|(a, b)| (a ^ b).count_ones())
        .sum();
    assert_eq!((bits, flipped.len()), (3, whole.len()));

    site.control(
        "agents/41001/fault",
        json!({ "interface": "status", "kind": "retyped", "seed": 1, "times": 1 }),
    )
    .await;
    let retyped: Value =
        serde_json::from_slice(&body(site.send("GET", STATUS).await).await).unwrap();
    assert_ne!(retyped, serde_json::from_slice::<Value>(&whole).unwrap());

    let log = site.control_by("GET", "agents/41001/log", json!({})).await;
    let sent: Vec<&Value> = log["requests"]
        .as_array()
        .unwrap()
        .iter()
        .map(|request| &request["sent"])
        .collect();
    assert_eq!(sent.len(), 3);
    assert_eq!(*sent[0], json!(String::from_utf8_lossy(&flipped)));
    assert_eq!(*sent[1], Value::Null, "nothing was wrong with this one");
    assert_eq!(
        serde_json::from_str::<Value>(sent[2].as_str().unwrap()).unwrap(),
        retyped
    );
}

#[tokio::test]
async fn an_answer_may_be_made_to_look_as_if_it_came_from_a_cache() {
    let old = "Tue, 14 Nov 2023 22:10:00 GMT";
    let site = with_fault(json!({
        "interface": "status", "kind": "latency", "headers": { "Age": "240", "Date": old },
    }))
    .await;
    let answer = site.send("GET", STATUS).await;
    assert_eq!(answer.headers()["age"], "240");
    assert_eq!(answer.headers()["date"], old);
    assert_eq!(answer.json::<Value>().await.unwrap()["retcode"], "0");
}
