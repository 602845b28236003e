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

#[tokio::test]
async fn before_the_answer_a_call_is_told_by_an_interface_of_its_own() {
    let site = Site::agent(json!({ "flowControl": false })).await;
    let before = "calldata/41001/callinfobeforeanswer";
    assert_eq!(site.ask("GET", before).await["result"], Value::Null);
    site.control("agents/41001/ring", json!({ "callId": "7-1" }))
        .await;
    assert_eq!(site.ask("GET", before).await["result"]["callid"], "7-1");
    site.happens("answer").await;
    assert_eq!(site.ask("GET", before).await["result"], Value::Null);
}

#[tokio::test]
async fn a_clients_other_questions_about_its_calls_are_answered_in_a_consultation() {
    let site = Site::agent(json!({
        "state": "help", "flowControl": false,
        "call": { "callId": "7-1", "secondCallId": "7-2", "caller": "10086", "data": "vip=1",
                  "partner": "41002" },
    }))
    .await;
    let result = async |path: &str| {
        let answer = site.ask("GET", &format!("calldata/41001/{path}")).await;
        assert_eq!(answer["retcode"], "0", "{path}");
        answer["result"].clone()
    };
    assert_eq!(result("allcallid").await, json!(["7-1", "7-2"]));
    assert_eq!(result("appdata").await, "vip=1");
    let held = result("holdlist").await;
    assert_eq!(held.as_array().unwrap().len(), 1);
    assert_eq!(
        (&held[0]["callid"], &held[0]["caller"]),
        (&json!("7-1"), &json!("10086"))
    );
    let second = result("callinfobycallid/7-2").await;
    assert_eq!(
        (&second["callid"], &second["called"], &second["callfeature"]),
        (&json!("7-2"), &json!("41002"), &json!(51))
    );
    assert_eq!(result("callinfobycallid/7-1").await["caller"], "10086");
    assert_eq!(result("callinfobycallid/9-9").await, Value::Null);
}

#[tokio::test]
async fn without_a_call_there_is_no_data_no_id_and_no_list_of_held_calls() {
    let site = Site::agent(json!({})).await;
    assert_eq!(
        site.ask("GET", "calldata/41001/appdata").await["result"],
        Value::Null
    );
    assert_eq!(
        site.ask("GET", "calldata/41001/allcallid").await["result"],
        json!([])
    );
    assert_eq!(
        site.retcode("GET", "calldata/41001/holdlist").await,
        "400-003"
    );
}
