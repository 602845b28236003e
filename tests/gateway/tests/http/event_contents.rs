//! What each event carries, exactly as its page in the API reference lists it.

use serde_json::{Value, json};

use crate::site::{Site, content, talking};

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
