//! The interfaces under `calldata/`: what a client may ask about its calls.

use serde_json::{Value, json};

use crate::site::Site;

const CALL_INFO: &str = "calldata/41001/callinfo?isNoContainLastCall=false";
const OR_THE_LAST: &str = "calldata/41001/callinfo?isNoContainLastCall=true";

#[tokio::test]
async fn a_call_is_described_in_the_documented_shape_from_its_ringing_to_its_end() {
    let site = Site::agent(json!({ "flowControl": false })).await;
    site.control(
        "agents/41001/ring",
        json!({ "caller": "10086", "called": "70092", "callId": "1476070409-38", "data": "vip=1" }),
    )
    .await;
    let described = json!({
        "callfeature": 0, "callid": "1476070409-38", "caller": "10086", "called": "70092",
        "callskill": "voice_service", "callskillid": 3, "orgicallednum": "70092",
        "calldata": "vip=1", "begintime": 1_700_000_000_000_u64, "endtime": null,
        "mediaType": 5, "mediaAbility": 1, "waitTime": 0,
        "userPriority": 0, "trunkNo": 65_535, "logontimes": 0,
    });
    for action in ["answer", "hold", "consult"] {
        assert_eq!(
            site.ask("GET", CALL_INFO).await,
            json!({ "message": "", "retcode": "0", "result": described }),
            "before {action}"
        );
        site.happens(action).await;
    }
    assert_eq!(
        site.ask("GET", CALL_INFO).await["result"],
        described,
        "a help call does not take the customer's place"
    );
}

#[tokio::test]
async fn a_call_that_is_over_is_told_only_to_who_asks_for_the_last_one() {
    let site = Site::agent(json!({ "flowControl": false })).await;
    for path in [CALL_INFO, OR_THE_LAST] {
        assert_eq!(site.ask("GET", path).await["result"], Value::Null, "{path}");
    }
    site.control("agents/41001/ring", json!({ "callId": "7-1" }))
        .await;
    site.happens("answer").await;
    site.advance(5_000).await;
    site.happens("hangup").await;
    for path in [
        CALL_INFO,
        "calldata/41001/callinfo",
        "calldata/41001/callinfo?isNoContainLastCall=maybe",
    ] {
        assert_eq!(site.ask("GET", path).await["result"], Value::Null, "{path}");
    }
    let last = site.ask("GET", OR_THE_LAST).await;
    assert_eq!(
        (&last["result"]["callid"], &last["result"]["endtime"]),
        (&json!("7-1"), &json!(1_700_000_005_000_u64))
    );
}

#[tokio::test]
async fn only_a_signed_in_agent_may_ask_and_the_log_names_it_call_info() {
    let site = Site::agent(json!({ "state": "talking" })).await;
    let stranger: Value = site
        .send_as("x", "GET", CALL_INFO)
        .await
        .json()
        .await
        .unwrap();
    assert_eq!(stranger["retcode"], "100-006");
    assert_eq!(site.retcode("GET", CALL_INFO).await, "0");
    let log = site.control_by("GET", "agents/41001/log", json!({})).await;
    assert_eq!(log["counts"], json!({ "call-info": 2 }));
}
