//! What the events carry that are not of a call's own course: of the agent, the supervisor, the
//! phone, the recording and other media, as their pages in the API reference list it.

use serde_json::{Value, json};

use crate::site::{Site, content, talking};

#[tokio::test]
async fn recording_is_told_with_its_number_and_its_end_without_a_call() {
    let site = talking().await;
    let recording = json!({ "recording": "Yc1v6a20011d20161025t1902050" });
    let told = content(&site, "record", recording, "AgentMediaEvent_Record").await;
    let expected = json!({
        "taskId": 5_206, "caller": "10086", "recordID": "Yc1v6a20011d20161025t1902050",
        "called": "70092", "locationId": "256",
        "fileName": "Y:/6/0/41001/Yc1v6a20011d20161025t1902050.V3", "fileMediaType": "1",
        "callId": "7-1",
    });
    assert_eq!(told, expected);
    assert_eq!(
        site.sync().await["recordID"],
        "Yc1v6a20011d20161025t1902050"
    );
    site.advance(5_000).await;
    assert_eq!(
        content(
            &site,
            "record-ends",
            json!({}),
            "AgentMediaEvent_StopRecordDone"
        )
        .await,
        json!({
            "beginTime": 1_700_000_000_000_u64, "endTime": 1_700_000_005_000_u64,
            "fileMediaType": "1", "taskId": 5_206,
        })
    );
    let failed = content(
        &site,
        "record-fails",
        json!({}),
        "AgentMediaEvent_Record_Fail",
    )
    .await;
    assert_eq!(failed["callId"], "7-1");
}

#[tokio::test]
async fn busy_and_rest_tell_their_reason_whoever_gave_it() {
    let site = Site::agent(json!({})).await;
    let (busy, rest) = (
        "AgentState_SetNotReady_Success",
        "AgentState_SetRest_Success",
    );
    let own = json!({ "reason": 200 });
    assert_eq!(
        content(&site, "busy", own.clone(), busy).await,
        json!({ "reason": "200" })
    );
    assert_eq!(
        content(&site, "rest", own, rest).await,
        json!({ "reason": "200" })
    );
    site.happens("idle").await;
    assert_eq!(
        content(&site, "busy", json!({}), busy).await,
        json!({ "reason": "0" })
    );
    for (rejected, reason) in [(false, "2"), (true, "7")] {
        site.happens("ring").await;
        let body = json!({ "rejected": rejected });
        assert_eq!(
            content(&site, "no-answer", body, busy).await,
            json!({ "reason": reason })
        );
        assert_eq!(site.truth().await["state"], "busy");
    }
    site.happens("idle").await;
    site.ask("POST", "onlineagent/41001/saybusy?reason=250")
        .await;
    site.advance(400).await;
    let told = site.events().await;
    assert_eq!(
        told.last().unwrap(),
        &(busy.to_owned(), json!({ "reason": "250" }))
    );
}

#[tokio::test]
async fn what_a_supervisor_does_is_told_without_a_content_and_waits_for_the_call() {
    let site = Site::agent(json!({})).await;
    assert_eq!(
        content(
            &site,
            "force-busy",
            json!({}),
            "AgentState_Force_SetNotReady"
        )
        .await,
        Value::Null
    );
    assert_eq!(site.truth().await["state"], "busy");
    assert_eq!(
        content(&site, "force-idle", json!({}), "AgentState_Force_Ready").await,
        Value::Null
    );
    assert_eq!(site.truth().await["state"], "idle");
    let site = talking().await;
    site.happens("force-busy").await;
    assert_eq!(
        site.events().await,
        [("AgentState_Force_SetNotReady".to_owned(), Value::Null)]
    );
    let info = site.sync().await;
    assert_eq!(
        (&info["state"], &info["preBusy"]),
        (&json!(9), &json!(true))
    );
    assert_eq!(
        content(&site, "hangup", json!({}), "AgentState_SetNotReady_Success").await,
        json!({ "reason": "3" }),
        "by an inspector"
    );
}

#[tokio::test]
async fn the_phone_tells_its_state_and_the_kind_of_call_when_it_is_taken_up() {
    let site = Site::agent(json!({})).await;
    site.happens("ring").await;
    let answered = content(&site, "answer", json!({}), "AgentOther_PhoneOffhook").await;
    assert_eq!(answered, json!({ "type": "main" }));
    let over = content(&site, "hangup", json!({}), "AgentOther_PhoneRelease").await;
    assert_eq!(over, json!({ "phoneState": 3 }));
}

#[tokio::test]
async fn an_inspection_tells_its_kind_and_the_inspector() {
    let site = talking().await;
    let inspector = json!({ "qcType": 8, "qcAgentId": 30_169 });
    assert_eq!(
        content(&site, "inspect", json!({}), "AgentOther_BeQcStart").await,
        inspector
    );
    assert_eq!(site.sync().await["qcWorkNo"], "30169");
    assert_eq!(
        content(&site, "inspect-ends", json!({}), "AgentOther_BeQcStop").await,
        inspector
    );
    assert_eq!(site.sync().await["qcWorkNo"], "");
    let whisper = json!({ "kind": 20_172, "inspector": "30170" });
    let told = content(&site, "inspect", whisper, "AgentOther_BeQcStart").await;
    assert_eq!(told, json!({ "qcType": 20_172, "qcAgentId": 30_170 }));
}

#[tokio::test]
async fn a_text_session_beside_a_voice_call_has_the_same_events_of_its_own_medium() {
    let site = talking().await;
    let session = json!({ "caller": "88880022", "called": "41001", "callId": "7-9" });
    let ringing = content(&site, "session", session, "AgentEvent_Ringing").await;
    assert_eq!(
        (
            &ringing["mediaAbility"],
            &ringing["mediaType"],
            &ringing["callid"]
        ),
        (&json!("5"), &json!("51"), &json!("7-9"))
    );
    assert_eq!(
        content(&site, "session-answer", json!({}), "AgentEvent_Talking").await,
        json!({
            "caller": "88880022", "callid": "7-9", "called": "41001", "feature": "0",
            "type": "main", "mediaAbility": "5", "mediaType": "51",
        })
    );
    let truth = site.truth().await;
    assert_eq!(
        (
            &truth["state"],
            &truth["call"]["callId"],
            &truth["sessions"]
        ),
        (&json!("talking"), &json!("7-1"), &json!(["7-9"]))
    );
    site.happens("session-end").await;
    assert_eq!(
        site.events().await,
        [
            (
                "AgentEvent_Customer_Release".to_owned(),
                json!({ "callid": "7-9", "number": "88880022" })
            ),
            ("AgentEvent_Call_Release".to_owned(), json!("7-9")),
        ]
    );
    assert_eq!(site.truth().await["state"], "talking");
    let social = json!({ "mediaAbility": 6, "mediaType": 53 });
    let ringing = content(&site, "session", social, "AgentEvent_Ringing").await;
    assert_eq!(
        (&ringing["mediaAbility"], &ringing["mediaType"]),
        (&json!("6"), &json!("53"))
    );
}

#[tokio::test]
async fn a_portal_that_has_events_pushed_gets_them_as_a_list_in_their_order() {
    let site = talking().await;
    site.happens("hold").await;
    site.happens("unhold").await;
    let list = site.happens("event-list").await;
    assert_eq!(list["workNo"], "41001");
    let events = list["eventList"].as_array().unwrap();
    let names: Vec<&Value> = events.iter().map(|event| &event["eventType"]).collect();
    assert_eq!(names, ["AgentEvent_Hold", "AgentEvent_Talking"]);
    assert_eq!(
        (&events[0]["workNo"], &events[0]["content"]),
        (&json!("41001"), &json!("7-1"))
    );
    assert_eq!(site.truth().await["queue"], 0, "they wait no longer");
}

#[tokio::test]
async fn any_event_can_be_put_into_the_queue_as_it_stands() {
    let site = talking().await;
    let event = json!({ "eventType": "AgentEvent_Preview", "content": { "controlid": "1" } });
    site.control("agents/41001/event", event).await;
    site.control(
        "agents/41001/event",
        json!({ "eventType": "AgentOther_All_Agent_Busy" }),
    )
    .await;
    assert_eq!(
        site.events().await,
        [
            ("AgentEvent_Preview".to_owned(), json!({ "controlid": "1" })),
            ("AgentOther_All_Agent_Busy".to_owned(), Value::Null),
        ]
    );
}
