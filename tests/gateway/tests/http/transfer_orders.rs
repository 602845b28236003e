//! In which order events tell of a transfer, and what becomes of the agent in it.

use serde_json::json;

use crate::event_orders::{OVER, rest_of, state, talking, told};

#[tokio::test]
async fn a_blind_transfer() {
    let site = talking().await;
    let body = json!({ "partner": "41002" });
    let events = told(&site, &[("transfer", body)]).await;
    assert_eq!(events.len(), 1);
    assert!(events[0].starts_with("Customer_Alerting "), "{events:?}");
    assert_eq!(state(&site).await, "transfer");
    site.advance(1_500).await;
    assert_eq!(
        rest_of(&site).await,
        [["SuccTransResult 7-1", "Call_Release 7-1"], OVER].concat()
    );
}

#[tokio::test]
async fn a_blind_transfer_that_fails_leaves_the_agent_talking() {
    let site = talking().await;
    told(
        &site,
        &[("transfer", json!({ "partner": "41002", "fails": true }))],
    )
    .await;
    site.advance(1_500).await;
    let events = site.events().await;
    assert_eq!(events[0].1, json!({ "result": 1, "callId": "7-1" }));
    assert_eq!(
        (events[1].0.as_str(), &events[1].1["callid"]),
        ("AgentEvent_Talking", &json!("7-1"))
    );
    assert_eq!((events.len(), state(&site).await.as_str()), (2, "talking"));
}

#[tokio::test]
async fn a_transfer_after_a_talk_is_done_when_the_agent_leaves() {
    let site = talking().await;
    let body = json!({ "partner": "41002", "way": "talk", "ringsMs": 2_000 });
    let events = told(&site, &[("transfer", body)]).await;
    assert_eq!(events[0], "Hold 7-1");
    let second = events[1]
        .strip_prefix("Customer_Alerting ")
        .unwrap()
        .to_owned();
    site.advance(2_000).await;
    assert_eq!(rest_of(&site).await, [format!("Talking {second}")]);
    assert_eq!(state(&site).await, "transfer");
    let (out, main) = (format!("Call_Release {second}"), "Call_Release 7-1");
    assert_eq!(
        told(&site, &[("hangup", json!({ "byAgent": true }))]).await,
        [["SuccTransResult 7-1", &out, main].as_slice(), &OVER].concat()
    );
}

#[tokio::test]
async fn who_transfers_a_call_out_is_on_it_until_they_leave() {
    for (way, joins, during) in [
        ("talk", "Talking", "transfer"),
        ("three-party", "Conference", "three-party"),
    ] {
        let site = talking().await;
        let body = json!({ "partner": "13900000001", "way": way, "ringsMs": 2_000 });
        let events = told(&site, &[("transfer", body)]).await;
        let second = events[1]
            .strip_prefix("Customer_Alerting ")
            .unwrap()
            .to_owned();
        site.advance(2_000).await;
        let joined = format!("{joins} {second}");
        assert_eq!(rest_of(&site).await, ["TransOutResult 7-1", &joined]);
        assert_eq!(state(&site).await, during);
        let out = format!("Call_Release {second}");
        assert_eq!(
            told(&site, &[("hangup", json!({ "byAgent": true }))]).await,
            [[&*out, "Call_Release 7-1"].as_slice(), &OVER].concat()
        );
    }
}

#[tokio::test]
async fn a_call_of_three_that_is_transferred_out_can_be_taken_back() {
    let site = talking().await;
    let body = json!({ "partner": "13900000001", "way": "three-party", "ringsMs": 0 });
    let events = told(&site, &[("transfer", body), ("cancel-transfer", json!({}))]).await;
    let [.., before, after] = events.as_slice() else {
        panic!("{events:?}")
    };
    assert!(before.starts_with("Customer_Release "), "{events:?}");
    assert_eq!(after, "Talking 7-1");
    assert_eq!(state(&site).await, "talking");
}

#[tokio::test]
async fn a_transfer_after_a_talk_is_taken_back_or_comes_to_nothing() {
    let site = talking().await;
    let talk = json!({ "partner": "41002", "way": "talk" });
    let rings = json!({ "partner": "41002", "way": "talk", "rings": true });
    for (body, end, last) in [
        (talk.clone(), "cancel-transfer", "Customer_Release"),
        (talk, "other-leaves", "Call_Release"),
        (rings.clone(), "consult-fails", "Consult_Fail"),
        (rings, "transfer-fails", "SuccTransResult"),
    ] {
        let events = told(&site, &[("transfer", body), (end, json!({}))]).await;
        let [.., before, after] = events.as_slice() else {
            panic!("{events:?}")
        };
        assert!(before.starts_with(last), "{end}: {events:?}");
        assert_eq!(after, "Talking 7-1", "{end}");
        assert_eq!(state(&site).await, "talking", "{end}");
        assert_eq!(site.sync().await["holdCallId"], "", "{end}");
    }
}
