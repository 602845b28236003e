//! What a sign-in may ask for and what it answers; how a session ends.

use serde_json::{Value, json};

use crate::site::Site;

/// A gateway whose clock stands still and on which nobody is signed in.
async fn quiet() -> Site {
    let site = Site::start(&[]).await;
    site.control(
        "clock",
        json!({ "mode": "manual", "now": 1_700_000_000_000_u64 }),
    )
    .await;
    site
}

/// The answer to a sign-in with this body; keeps its Guid.
async fn sign_in(site: &mut Site, body: Value) -> Value {
    let response = site
        .request("PUT", "/agentgateway/resource/onlineagent/41001")
        .json(&body)
        .send()
        .await
        .unwrap();
    if let Some(header) = response.headers().get("set-guid") {
        header.to_str().unwrap().clone_into(&mut site.guid);
    }
    response.json().await.unwrap()
}

#[tokio::test]
async fn an_empty_password_and_no_telephone_are_enough_and_the_answer_describes_the_session() {
    for body in [
        json!({ "password": "", "phonenum": "" }),
        json!({ "password": "" }),
        json!({ "password": "", "phonenum": "40038", "status": "4", "releasephone": "false", "agenttype": "4" }),
    ] {
        let answer = sign_in(&mut quiet().await, body).await;
        assert_eq!(
            answer,
            json!({
                "message": "", "retcode": "0",
                "result": {
                    "vdnid": 1, "workno": "41001", "mediatype": "TTF",
                    "loginTime": "1700000000000", "isForceChange": "false",
                    "serverName": "AgentGateway", "timeRemaining": "90",
                },
            })
        );
    }
}

#[tokio::test]
async fn a_sign_in_without_a_password_or_with_an_impossible_status_is_refused() {
    for (body, code) in [
        (json!({ "phonenum": "70092" }), "100-001"),
        (json!({ "password": "", "status": 8 }), "100-001"),
        (json!({ "password": "x".repeat(33) }), "100-001"),
        (json!(["password"]), "000-006"),
    ] {
        let answer = sign_in(&mut quiet().await, body.clone()).await;
        assert_eq!(answer["retcode"], code, "{body}");
    }
}

#[tokio::test]
async fn the_status_of_a_sign_in_decides_the_first_state_and_its_events() {
    for (status, state, third) in [
        (json!(4), "idle", None),
        (json!("3"), "busy", Some("AgentState_SetNotReady_Success")),
        (json!(5), "wrap-up", Some("AgentState_Work")),
    ] {
        let mut site = quiet().await;
        sign_in(&mut site, json!({ "password": "", "status": status })).await;
        let truth = site.truth().await;
        assert_eq!(truth["state"], state);
        let first = ["AgentOther_InService", "AgentState_Ready"];
        let events: Vec<&str> = first.into_iter().chain(third).collect();
        assert_eq!(truth["events"], json!(events), "{status}");
    }
}

#[tokio::test]
async fn after_a_call_comes_wrap_up_only_for_who_asked_for_it_at_sign_in() {
    for (body, after) in [
        (json!({ "password": "" }), "idle"),
        (json!({ "password": "", "autoenteridle": true }), "idle"),
        (
            json!({ "password": "", "autoenteridle": "false" }),
            "wrap-up",
        ),
    ] {
        let mut site = quiet().await;
        sign_in(&mut site, body.clone()).await;
        site.control_by("PATCH", "agents/41001", json!({ "state": "talking" }))
            .await;
        site.happens("hangup").await;
        site.advance(60_000).await;
        assert_eq!(site.truth().await["state"], after, "{body}");
    }
}

#[tokio::test]
async fn who_is_signed_out_by_others_hears_it_once_and_is_not_signed_in_from_then_on() {
    let mut site = quiet().await;
    sign_in(&mut site, json!({ "password": "" })).await;
    site.happens("busy").await;
    site.happens("sign-out").await;
    for (method, path) in [
        ("GET", "onlineagent/41001/agentstatus"),
        ("POST", "onlineagent/41001/syncagentinfo"),
        ("POST", "onlineagent/41001/saybusy"),
        ("PUT", "onlineagent/41001/updateGuid"),
        ("DELETE", "onlineagent/41001/logout"),
        ("PUT", "voicecall/41001/answer"),
        ("GET", "calldata/41001/callinfo"),
    ] {
        assert_eq!(site.retcode(method, path).await, "100-006", "{path}");
    }
    let last = site.ask("GET", "agentevent/41001").await;
    assert_eq!(
        last["event"],
        json!({
            "eventType": "AgentOther_ShutdownService", "workNo": "41001",
            "content": { "loginTime": "1700000000000" }, "eventGenTime": 1_700_000_000_000_u64,
        })
    );
    for _ in 0..2 {
        assert_eq!(site.retcode("GET", "agentevent/41001").await, "100-006");
    }
}

#[tokio::test]
async fn who_polls_no_events_for_two_minutes_hears_of_the_sign_out_with_a_guid_that_ended_then() {
    let mut site = quiet().await;
    sign_in(&mut site, json!({ "password": "" })).await;
    site.advance(120_000).await;
    let last = site.ask("GET", "agentevent/41001").await;
    assert_eq!(last["event"]["eventType"], "AgentOther_ShutdownService");
    assert_eq!(site.retcode("GET", "agentevent/41001").await, "100-006");
}

#[tokio::test]
async fn who_signs_out_is_sent_no_event() {
    let mut site = quiet().await;
    sign_in(&mut site, json!({ "password": "" })).await;
    assert_eq!(
        site.retcode("DELETE", "onlineagent/41001/logout").await,
        "0"
    );
    assert_eq!(site.retcode("GET", "agentevent/41001").await, "100-006");
}

#[tokio::test]
async fn a_test_can_still_have_the_other_code_of_a_signed_out_agent() {
    let site = Site::agent(json!({})).await;
    site.control(
        "agents/41001/fault",
        json!({ "interface": "status", "kind": "retcode", "retcode": "100-008" }),
    )
    .await;
    assert_eq!(
        site.retcode("GET", "onlineagent/41001/agentstatus").await,
        "100-008"
    );
}

#[tokio::test]
async fn the_wishes_of_a_sign_in_can_be_changed_afterwards() {
    let site = Site::agent(json!({ "state": "talking" })).await;
    for (path, code) in [
        ("onlineagent/41001/resetskill/true", "0"),
        ("onlineagent/41001/resetskill/false?skillid=1;2", "0"),
        ("onlineagent/41001/autoanswer/false", "0"),
        ("onlineagent/41001/autoenteridle/true", "0"),
        ("onlineagent/41001/autoenteridle/truthful", "000-002"),
    ] {
        assert_eq!(site.retcode("POST", path).await, code, "{path}");
    }
    assert_eq!(site.happens("hangup").await["state"], "idle");
    site.retcode("POST", "onlineagent/41001/autoenteridle/false")
        .await;
    for action in ["ring", "answer", "hangup"] {
        site.happens(action).await;
    }
    site.advance(60_000).await;
    assert_eq!(site.truth().await["state"], "wrap-up");
}

#[tokio::test]
async fn the_skills_of_an_agent_are_listed() {
    let site = Site::agent(json!({})).await;
    assert_eq!(
        site.ask("GET", "onlineagent/41001/agentskills").await["result"],
        json!([{ "name": "voice_service", "id": 3, "mediatype": 5 }])
    );
}

#[tokio::test]
async fn a_handshake_keeps_a_session_alive_whose_events_nobody_polls_and_brings_fresh_guids() {
    let mut site = quiet().await;
    sign_in(&mut site, json!({ "password": "" })).await;
    for (turn, path) in ["handshake", "heartbeat", "handshake", "heartbeat"]
        .iter()
        .enumerate()
    {
        site.advance(60_000).await;
        let answer = site
            .send("POST", &format!("onlineagent/41001/{path}"))
            .await;
        assert_eq!(answer.status(), 200);
        let fresh = answer.headers()["set-guid"].to_str().unwrap().to_owned();
        assert_ne!(fresh, site.guid, "turn {turn}");
        site.guid = fresh;
    }
    assert_eq!(site.status().await["agentState"], 4);
}
