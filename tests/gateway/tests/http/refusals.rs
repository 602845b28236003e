//! What the interfaces answer when there is nothing that they could act on.

use serde_json::{Value, json};

use crate::site::Site;

/// State in which it is asked, method, path, the refusal's code.
const REFUSALS: [(&str, &str, &str, &str); 24] = [
    ("idle", "PUT", "voicecall/41001/answer", "200-002"),
    ("talking", "PUT", "voicecall/41001/answer", "200-002"),
    ("idle", "POST", "voicecall/41001/beginmute", "200-003"),
    ("hold", "POST", "voicecall/41001/beginmute", "200-004"),
    ("idle", "POST", "voicecall/41001/endmute", "200-007"),
    ("talking", "POST", "voicecall/41001/endmute", "200-008"),
    ("idle", "POST", "voicecall/41001/confjoin", "200-010"),
    ("talking", "POST", "voicecall/41001/confjoin", "200-011"),
    ("idle", "POST", "voicecall/41001/transfer", "200-012"),
    ("idle", "POST", "voicecall/41001/hold", "200-013"),
    ("ringing", "POST", "voicecall/41001/hold", "200-014"),
    ("idle", "POST", "voicecall/41001/gethold", "200-015"),
    ("talking", "POST", "voicecall/41001/gethold", "200-015"),
    ("idle", "DELETE", "voicecall/41001/release", "200-017"),
    ("idle", "DELETE", "voicecall/41001", "200-017"),
    ("idle", "POST", "voicecall/41001/canceltransfer", "100-007"),
    ("idle", "POST", "voicecall/41001/connecthold/7-1", "200-005"),
    (
        "talking",
        "POST",
        "voicecall/41001/connecthold/7-1",
        "200-006",
    ),
    ("idle", "POST", "voicecall/41001/dropcall/7-1", "200-017"),
    ("talking", "POST", "voicecall/41001/dropcall/9-9", "200-017"),
    (
        "idle",
        "POST",
        "voicecall/41001/disconnect/10086",
        "200-017",
    ),
    (
        "talking",
        "POST",
        "voicecall/41001/disconnect/41002",
        "200-204",
    ),
    ("idle", "POST", "voicecall/41001/innerhelp", "200-018"),
    ("talking", "PUT", "voicecall/41001/callout", "200-001"),
];

#[tokio::test]
async fn each_interface_has_a_code_of_its_own_for_nothing_to_act_on() {
    for (state, method, path, code) in REFUSALS {
        let site = Site::agent(json!({ "state": state })).await;
        assert_eq!(
            site.retcode(method, path).await,
            code,
            "{path} in state {state}"
        );
    }
}

#[tokio::test]
async fn a_number_that_nobody_can_have_is_not_called() {
    let site = Site::agent(json!({})).await;
    let long = "1".repeat(25);
    for called in ["", "13900x", "1 390", &long] {
        let answer: Value = site
            .request("PUT", "/agentgateway/resource/voicecall/41001/callout")
            .header("Guid", &site.guid)
            .json(&json!({ "called": called }))
            .send()
            .await
            .unwrap()
            .json()
            .await
            .unwrap();
        assert_eq!(answer["retcode"], "200-001", "{called}");
    }
}

#[tokio::test]
async fn release_has_an_older_path_too() {
    let site = Site::agent(json!({ "state": "talking", "commandMs": 0 })).await;
    assert_eq!(site.retcode("DELETE", "voicecall/41001").await, "0");
    assert_eq!(site.truth().await["state"], "wrap-up");
}

#[tokio::test]
async fn a_call_that_is_not_on_hold_cannot_be_taken_back() {
    let site = Site::agent(json!({ "state": "hold", "call": { "callId": "7-1" } })).await;
    assert_eq!(
        site.retcode("POST", "voicecall/41001/gethold?callid=9-9")
            .await,
        "200-015"
    );
}

#[tokio::test]
async fn a_held_call_beside_one_that_the_agent_makes_cannot_be_taken_back_before_that_is_over() {
    let site = Site::agent(json!({ "state": "hold", "call": { "callId": "7-1" } })).await;
    site.happens("call-out").await;
    assert_eq!(
        site.retcode("POST", "voicecall/41001/gethold?callid=7-1")
            .await,
        "200-016"
    );
}
