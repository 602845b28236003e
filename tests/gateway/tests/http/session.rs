//! Signing in and out, the Guid, flow control.

use reqwest::Response;
use serde_json::json;

use crate::site::Site;
use crate::wire::exchange;

/// Signs in through the documented interface.
async fn sign_in(site: &Site, path: &str, password: &str) -> Response {
    site.request("PUT", &format!("/agentgateway/resource/onlineagent/{path}"))
        .json(&json!({ "password": password, "phonenum": "70092" }))
        .send()
        .await
        .unwrap()
}

/// The Guid that an answer brought.
fn guid_of(response: &Response) -> Option<String> {
    let header = response.headers().get("Set-GUID")?.to_str().unwrap();
    let guid = header.strip_prefix("JSESSIONID=").unwrap();
    assert!(guid.ends_with(".AgentGateway0"), "{guid}");
    Some(guid.to_owned())
}

/// A gateway with a stopped clock and an agent who signed in like a portal's.
async fn signed_in(options: &[&str]) -> Site {
    let mut site = Site::start(options).await;
    site.control("clock", json!({ "mode": "manual" })).await;
    site.guid = guid_of(&sign_in(&site, "41001", "secret").await).unwrap();
    site
}

#[tokio::test]
async fn a_sign_in_gives_a_guid_and_a_second_one_needs_force() {
    let site = signed_in(&[]).await;
    assert_eq!(
        site.status().await,
        json!({ "agentState": 4, "isWorking": false })
    );
    let again: serde_json::Value = sign_in(&site, "41001", "secret")
        .await
        .json()
        .await
        .unwrap();
    assert_eq!(again["retcode"], "100-002");
    let forced = guid_of(&sign_in(&site, "41001/forcelogin", "secret").await).unwrap();
    assert_eq!(
        site.retcode("GET", "onlineagent/41001/agentstatus").await,
        "100-006"
    );
    assert_eq!(
        site.send_as(&forced, "GET", "onlineagent/41001/agentstatus")
            .await
            .status(),
        200
    );
}

#[tokio::test]
async fn a_bad_sign_in_is_refused_with_its_own_code() {
    let site = Site::start(&[]).await;
    for (path, password, code) in [
        ("41001", "wrong", "100-004"),
        ("100", "secret", "100-011"),
        ("1000000", "secret", "100-011"),
        ("abc", "secret", "100-011"),
    ] {
        let answer: serde_json::Value = sign_in(&site, path, password).await.json().await.unwrap();
        assert_eq!(answer["retcode"], code, "{path} {password}");
    }
}

#[tokio::test]
async fn the_guid_decides_between_wrong_and_expired_while_the_session_lasts() {
    let site = signed_in(&[]).await;
    let status = "onlineagent/41001/agentstatus";
    let wrong: serde_json::Value = site.send_as("x", "GET", status).await.json().await.unwrap();
    assert_eq!(wrong["retcode"], "100-006");
    assert_eq!(
        site.retcode("GET", "onlineagent/41002/agentstatus").await,
        "100-006"
    );
    assert_eq!(
        site.retcode("GET", "onlineagent/99/agentstatus").await,
        "100-011"
    );
    site.happens("expire-guid").await;
    assert_eq!(site.retcode("GET", status).await, "000-003");
    site.happens("sign-out").await;
    assert_eq!(site.retcode("GET", status).await, "100-006");
}

#[tokio::test]
async fn sign_out_is_refused_in_a_call_unless_forced() {
    let site = signed_in(&[]).await;
    site.happens("ring").await;
    assert_eq!(
        site.retcode("DELETE", "onlineagent/41001/logout").await,
        "100-010"
    );
    assert_eq!(
        site.retcode("DELETE", "onlineagent/41001/forcelogout")
            .await,
        "0"
    );
    assert_eq!(site.truth().await["state"], "signed-out");
}

#[tokio::test]
async fn the_event_poll_brings_a_fresh_guid_every_minute_and_the_old_one_ends_after_two() {
    let mut site = signed_in(&[]).await;
    let first = site.guid.clone();
    let poll = "agentevent/41001";
    assert_eq!(guid_of(&site.send("GET", poll).await), None);
    site.advance(60_000).await;
    let second = guid_of(&site.send("GET", poll).await).unwrap();
    assert_eq!(
        site.retcode("GET", "onlineagent/41001/agentstatus").await,
        "0"
    );
    site.advance(60_000).await;
    assert_eq!(
        site.retcode("GET", "onlineagent/41001/agentstatus").await,
        "000-003"
    );
    assert_ne!(first, second);
    site.guid = second;
    assert_eq!(
        site.retcode("GET", "onlineagent/41001/agentstatus").await,
        "0"
    );
}

#[tokio::test]
async fn in_static_mode_the_guid_stays() {
    let site = signed_in(&["--authmode", "1"]).await;
    for _ in 0..2 {
        site.advance(110_000).await;
        assert_eq!(guid_of(&site.send("GET", "agentevent/41001").await), None);
    }
    assert_eq!(
        site.retcode("GET", "onlineagent/41001/agentstatus").await,
        "0"
    );
}

#[tokio::test]
async fn update_guid_ends_the_old_one_at_once() {
    let mut site = signed_in(&[]).await;
    let answer = site.ask("PUT", "onlineagent/41001/updateGuid").await;
    assert_eq!(
        site.retcode("GET", "onlineagent/41001/agentstatus").await,
        "000-003"
    );
    site.guid = answer["result"]["guid"].as_str().unwrap().to_owned();
    assert_eq!(
        site.retcode("GET", "onlineagent/41001/agentstatus").await,
        "0"
    );
}

#[tokio::test]
async fn two_minutes_without_an_event_poll_end_the_session_whatever_else_is_asked() {
    let site = signed_in(&["--authmode", "1"]).await;
    site.advance(119_999).await;
    assert_eq!(
        site.retcode("GET", "onlineagent/41001/agentstatus").await,
        "0"
    );
    site.advance(1).await;
    assert_eq!(
        site.retcode("GET", "onlineagent/41001/agentstatus").await,
        "100-006"
    );
}

#[tokio::test]
async fn an_unattended_agent_of_a_test_stays_for_hours() {
    let site = Site::agent(json!({})).await;
    site.advance(8 * 3_600_000).await;
    assert_eq!(
        site.retcode("GET", "onlineagent/41001/agentstatus").await,
        "0"
    );
}

/// The queries that flow control counts.
const QUERIES: [(&str, &str); 6] = [
    ("GET", "onlineagent/41001/agentstatus"),
    ("POST", "onlineagent/41001/syncagentinfo"),
    ("GET", "onlineagent/41001/agentskills"),
    ("GET", "calldata/41001/callinfo"),
    ("GET", "calldata/41001/appdata"),
    ("GET", "calldata/41001/allcallid"),
];

#[tokio::test]
async fn the_sixth_query_in_two_seconds_gets_429_and_time_heals_it() {
    for (method, path) in QUERIES {
        let site = Site::agent(json!({})).await;
        for _ in 0..5 {
            assert_eq!(site.send(method, path).await.status(), 200, "{path}");
        }
        for (method, path) in QUERIES {
            let refused = site.send(method, path).await;
            assert_eq!(refused.status(), 429, "{path}");
            let body: serde_json::Value = refused.json().await.unwrap();
            assert_eq!(body["retcode"], "000-007");
        }
        site.advance(2_000).await;
        assert_eq!(site.send(method, path).await.status(), 200, "{path}");
    }
}

#[tokio::test]
async fn flow_control_counts_no_commands_and_stops_none() {
    let site = Site::agent(json!({ "commandMs": 0 })).await;
    for _ in 0..10 {
        for command in ["saybusy", "sayfree", "resetskill/true", "handshake"] {
            let path = format!("onlineagent/41001/{command}");
            assert_eq!(site.retcode("POST", &path).await, "0", "{command}");
        }
    }
    for _ in 0..5 {
        site.status().await;
    }
    assert_eq!(
        site.send("GET", "onlineagent/41001/agentstatus")
            .await
            .status(),
        429
    );
    assert_eq!(site.retcode("POST", "onlineagent/41001/saybusy").await, "0");
}

#[tokio::test]
async fn a_wrong_method_and_a_wrong_path_are_http_errors() {
    let site = Site::agent(json!({})).await;
    assert_eq!(
        site.send("GET", "onlineagent/41001/syncagentinfo")
            .await
            .status(),
        405
    );
    assert_eq!(
        site.send("POST", "onlineagent/41001/agentstatus")
            .await
            .status(),
        405
    );
    assert_eq!(
        site.send("GET", "onlineagent/41001/nonsense")
            .await
            .status(),
        404
    );
}

#[tokio::test]
async fn a_rotated_guid_leaves_the_old_one_valid_for_as_long_as_asked() {
    let site = Site::agent(json!({})).await;
    site.control("agents/41001/rotate-guid", json!({ "oldValidMs": 500 }))
        .await;
    assert_eq!(
        site.retcode("GET", "onlineagent/41001/agentstatus").await,
        "0"
    );
    site.advance(500).await;
    assert_eq!(
        site.retcode("GET", "onlineagent/41001/agentstatus").await,
        "000-003"
    );
}

#[tokio::test]
async fn the_header_of_a_new_guid_has_its_own_case_on_the_wire() {
    let site = Site::start(&[]).await;
    let answer = exchange(
        site.address(),
        ("PUT", "onlineagent/41001"),
        None,
        Some(&json!({ "password": "secret", "phonenum": "70092" })),
    )
    .await;
    let guid = answer.header("Set-GUID").unwrap();
    assert!(guid.starts_with("JSESSIONID="), "{guid}");
}

#[tokio::test]
async fn a_guid_is_taken_with_and_without_the_prefix_of_its_header() {
    let site = signed_in(&[]).await;
    let status = "onlineagent/41001/agentstatus";
    let as_it_came = format!("JSESSIONID={}", site.guid);
    for guid in [&site.guid, &as_it_came] {
        let answer: serde_json::Value = site
            .send_as(guid, "GET", status)
            .await
            .json()
            .await
            .unwrap();
        assert_eq!(answer["retcode"], "0", "{guid}");
    }
    let log = site.control_by("GET", "agents/41001/log", json!({})).await;
    assert_eq!(log["requests"][2]["guid"], "matched");
}
