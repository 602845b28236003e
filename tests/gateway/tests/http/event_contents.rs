//! What each event carries, exactly as its page in the API reference lists it.

use serde_json::{Value, json};

use crate::site::Site;

/// The agent in a call that came in, with the events until then read.
async fn talking() -> Site {
    let site = Site::agent(json!({ "flowControl": false })).await;
    site.control(
        "agents/41001/ring",
        json!({ "caller": "10086", "called": "70092", "callId": "7-1", "data": "vip" }),
    )
    .await;
    site.happens("answer").await;
    site.events().await;
    site
}

/// The contents of the events of that name which `action` causes.
async fn content(site: &Site, action: &str, body: Value, name: &str) -> Value {
    site.control(&format!("agents/41001/{action}"), body).await;
    let events = site.events().await;
    let of_name: Vec<&Value> = events
        .iter()
        .filter(|(its_name, _)| its_name == name)
        .map(|(_, content)| content)
        .collect();
    assert_eq!(of_name.len(), 1, "{name} in {events:?}");
    of_name[0].clone()
}

#[tokio::test]
async fn eight_events_carry_the_bare_id_of_a_call() {
    let site = talking().await;
    let none = json!({});
    assert_eq!(
        content(&site, "hold", none.clone(), "AgentEvent_Hold").await,
        "7-1"
    );
    let help = json!({ "callId": "7-2", "rings": true });
    site.control("agents/41001/consult", help).await;
    assert_eq!(
        content(
            &site,
            "consult-fails",
            none.clone(),
            "AgentEvent_Consult_Fail"
        )
        .await,
        "7-2"
    );
    site.control_by("PATCH", "agents/41001", json!({ "state": "playback" }))
        .await;
    assert_eq!(
        content(
            &site,
            "return-from-ivr",
            none.clone(),
            "AgentEvent_ReturnFromIvr"
        )
        .await,
        "7-1"
    );
    assert_eq!(
        content(&site, "hangup", none.clone(), "AgentEvent_Call_Release").await,
        "7-1"
    );
    for (action, body, fails, name) in [
        (
            "call-out",
            json!({ "callId": "7-3" }),
            none.clone(),
            "AgentEvent_Call_Out_Fail",
        ),
        (
            "call-inner",
            json!({ "callId": "7-3" }),
            none.clone(),
            "AgentEvent_Inside_Call_Fail",
        ),
        (
            "call-out",
            json!({ "callId": "7-3" }),
            json!({ "connection": true }),
            "AgentEvent_Connect_Fail",
        ),
    ] {
        site.happens("idle").await;
        site.control(&format!("agents/41001/{action}"), body).await;
        assert_eq!(content(&site, "call-fails", fails, name).await, "7-3");
    }
    site.control("agents/41001/ring", json!({ "callId": "7-4" }))
        .await;
    assert_eq!(
        content(&site, "no-answer", none, "AgentEvent_No_Answer").await,
        "7-4"
    );
}

#[tokio::test]
async fn a_conference_names_the_help_call_and_the_two_others_and_nothing_else() {
    for (action, body) in [
        (
            "consult",
            json!({ "partner": "50009", "threeParty": true, "callId": "7-2" }),
        ),
        ("conference", json!({ "partner": "50009" })),
    ] {
        let site = talking().await;
        let told = content(&site, action, body, "AgentEvent_Conference").await;
        let id = site.truth().await["call"]["joinedCallId"].clone();
        assert_eq!(
            told,
            json!({ "callid": id, "partner": "10086,50009" }),
            "{action}"
        );
        assert_ne!(id, "7-1", "{action}");
    }
}

#[tokio::test]
async fn the_other_end_that_rings_is_told_without_caller_called_and_feature() {
    let site = Site::agent(json!({ "phone": "70092" })).await;
    let name = "AgentEvent_Customer_Alerting";
    assert_eq!(
        content(
            &site,
            "call-out",
            json!({ "called": "13900000001", "callId": "7-1" }),
            name
        )
        .await,
        json!({ "callid": "7-1", "otherPhoneWorkno": "", "otherPhone": "13900000001", "type": "main" })
    );
    site.happens("answer").await;
    site.events().await;
    let transfer = json!({ "partner": "13900000002" });
    let told = content(&site, "transfer", transfer, name).await;
    assert_eq!(
        told,
        json!({ "callid": told["callid"], "otherPhoneWorkno": "", "otherPhone": "13900000002", "type": "assistant" })
    );
    assert_ne!(told["callid"], "7-1", "another call than the customer's");
    let site = talking().await;
    assert_eq!(
        content(
            &site,
            "consult",
            json!({ "partner": "41002", "callId": "7-2" }),
            name
        )
        .await,
        json!({ "callid": "7-2", "otherPhoneWorkno": "41002", "otherPhone": "41002", "type": "assistant" })
    );
}

#[tokio::test]
async fn the_phone_tells_of_a_call_in_what_ringing_tells_and_of_a_call_out_nothing() {
    let call = json!({
        "caller": "10086", "callid": "7-1", "called": "70092", "feature": "0", "type": "main",
        "transfer": "no", "transfrom": "", "mediaAbility": "1", "mediaType": "5",
    });
    let ring = json!({ "caller": "10086", "called": "70092", "callId": "7-1" });
    for auto_answer in [true, false] {
        let site = Site::agent(json!({ "autoAnswer": auto_answer })).await;
        let told = content(&site, "ring", ring.clone(), "AgentOther_PhoneAlerting").await;
        assert_eq!(told, call, "automatic answer {auto_answer}");
    }
    let site = Site::agent(json!({})).await;
    assert_eq!(
        content(&site, "ring", ring, "AgentEvent_Ringing").await,
        call
    );
    let site = Site::agent(json!({})).await;
    let told = content(&site, "call-out", json!({}), "AgentOther_PhoneAlerting").await;
    assert_eq!(told, Value::Null);
}

#[tokio::test]
async fn a_call_from_an_agent_has_a_letter_while_it_rings_and_none_afterwards() {
    let site = Site::agent(json!({})).await;
    let ring = json!({ "caller": "a49997", "callId": "7-1", "transferredBy": "50009" });
    let ringing = content(&site, "ring", ring, "AgentEvent_Ringing").await;
    assert_eq!(
        (&ringing["caller"], &ringing["called"]),
        (&json!("a49997"), &json!("41001"))
    );
    assert_eq!(
        (&ringing["transfer"], &ringing["transfrom"]),
        (&json!("yes"), &json!("50009"))
    );
    let talking = content(&site, "answer", json!({}), "AgentEvent_Talking").await;
    assert_eq!(
        (&talking["caller"], &talking["feature"]),
        (&json!("49997"), &json!("6"))
    );
}

#[tokio::test]
async fn the_notice_of_a_call_in_has_the_skill_and_neither_feature_nor_data() {
    let site = Site::agent(json!({})).await;
    let ring = json!({ "caller": "10086", "called": "70092", "callId": "7-1", "data": "vip" });
    assert_eq!(
        content(&site, "ring", ring, "AgentEvent_Incoming_CallInfo").await,
        json!({
            "callId": "7-1", "skillName": "voice_service", "skillId": 3, "caller": "10086",
            "called": "70092", "lastReleaseAgentId": 65_535, "mediaType": 5,
            "releaseAndReQueueCount": 0, "releaseAndReQueueCallFlag": 0,
        })
    );
}

#[tokio::test]
async fn who_leaves_and_who_gives_up_are_told_with_their_call() {
    let site = talking().await;
    assert_eq!(
        content(&site, "hangup", json!({}), "AgentEvent_Customer_Release").await,
        json!({ "callid": "7-1", "number": "10086" })
    );
    site.happens("idle").await;
    let ring = json!({ "caller": "10010", "callId": "7-2", "data": "vip" });
    site.control("agents/41001/ring", ring).await;
    assert_eq!(
        content(&site, "hangup", json!({}), "AgentEvent_AbandonCall").await,
        json!({ "caller": "10010", "callData": "vip", "callId": "7-2" })
    );
}

#[tokio::test]
async fn a_call_held_at_the_telephone_goes_on_as_talking_for_polls_and_syncs() {
    let site = talking().await;
    let call = json!({ "callId": "7-1" });
    assert_eq!(
        content(
            &site,
            "phone-hold",
            json!({}),
            "AgentEvent_linkagePhoneHold"
        )
        .await,
        call
    );
    assert_eq!(
        site.status().await,
        json!({ "agentState": 7, "isWorking": true })
    );
    let info = site.sync().await;
    assert_eq!(
        (&info["state"], &info["beginHoldTime"], &info["holdCallId"]),
        (&json!(9), &Value::Null, &json!(""))
    );
    assert_eq!(
        content(
            &site,
            "phone-unhold",
            json!({}),
            "AgentEvent_linkagePhoneUnHold"
        )
        .await,
        call
    );
}

#[tokio::test]
async fn a_transfer_tells_its_result_under_a_name_of_its_own_for_external_numbers() {
    for (partner, fails, name, result) in [
        ("41900", false, "AgentEvent_SuccTransResult", 0),
        ("41900", true, "AgentEvent_SuccTransResult", 1),
        ("13900000001", false, "AgentEvent_TransOutResult", 0),
        ("13900000001", true, "AgentEvent_TransOutResult", 1),
    ] {
        let site = talking().await;
        let body = json!({ "partner": partner, "fails": fails, "ringsMs": 0 });
        assert_eq!(
            content(&site, "transfer", body, name).await,
            json!({ "result": result, "callId": "7-1" })
        );
        let state = site.truth().await["state"].clone();
        assert_eq!(
            state,
            if fails { "talking" } else { "wrap-up" },
            "{partner}"
        );
    }
}

#[tokio::test]
async fn a_transfer_at_the_telephone_is_told_from_its_beginning() {
    for (fails, result, state) in [(false, 0, "wrap-up"), (true, 1, "talking")] {
        let site = talking().await;
        let body = json!({ "partner": "70002", "way": "phone", "fails": fails });
        assert_eq!(
            content(
                &site,
                "transfer",
                body,
                "AgentEvent_linkagePhoneTransferOut"
            )
            .await,
            json!({
                "addrOut": { "address": "70002", "addressType": 6 },
                "addrSelf": { "address": "70092", "addressType": 6 },
            })
        );
        site.advance(1_500).await;
        let (name, content) = site.events().await.swap_remove(0);
        assert_eq!(name, "AgentEvent_linkagePhoneTransferOut_Result");
        assert_eq!(content, json!({ "result": result, "callId": "7-1" }));
        assert_eq!(site.truth().await["state"], state);
    }
}

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
