//! Events with the contents that the gateway's own pages give them.

use crate::support::answers::{code, status, sync};
use crate::support::pushed::{
    BUSY_AND_REST, CALL, exactly, host, idle, on_a_call, on_a_pushed_call, text,
};
use crate::support::wire::{MAIN, agent_event, on_the_documented_call};
use crate::support::{Outcome, Shift, session};
use cec_agent_panel_core::desk::{Asked as Wanted, CallStage, Pending};
use cec_agent_panel_core::field::Field;
use cec_agent_panel_core::gateway::{AgentState, Reason};
use cec_agent_panel_core::link::{Connection, Expiry};
use cec_agent_panel_core::view::facts;
use serde_json::{Value, json};

#[test]
fn the_customers_alerting_is_a_call_out_to_the_other_phone() {
    for (number, agent, called) in [
        (json!("13900000001"), json!(""), "13900000001"),
        (json!(13_900_000_001_i64), Value::Null, "13900000001"),
        (json!(""), json!("a50009"), "50009"),
    ] {
        let mut shift = idle();
        let content = json!({
            "callid": "1456401416-3", "otherPhoneWorkno": agent, "otherPhone": number,
            "type": "main",
        });
        agent_event(&mut shift, "AgentEvent_Customer_Alerting", &content);
        assert_eq!(shift.badge(), host(AgentState::OutboundCall));
        assert_eq!(text(&shift, Field::Called).unwrap(), called);
        assert_eq!(text(&shift, Field::Caller), None);
        assert_eq!(text(&shift, Field::CallId).unwrap(), "1456401416-3");
    }
    // The order of a call out: the phone first, without a word of the call.
    let mut shift = idle();
    agent_event(&mut shift, "AgentOther_PhoneAlerting", &Value::Null);
    agent_event(
        &mut shift,
        "AgentOther_PhoneOffhook",
        &json!({"type": "main"}),
    );
    agent_event(&mut shift, "AgentState_Busy", &Value::Null);
    let content = json!({"callid": "1456401416-3", "otherPhone": "13900000001", "type": "main"});
    agent_event(&mut shift, "AgentEvent_Customer_Alerting", &content);
    assert_eq!(shift.badge(), host(AgentState::OutboundCall));
    assert_eq!(text(&shift, Field::Called).unwrap(), "13900000001");
    // A poll was quicker than the events.
    let mut shift = idle();
    shift.polls_say(7, true);
    shift.run(3_000);
    agent_event(&mut shift, "AgentEvent_Customer_Alerting", &content);
    assert_eq!(shift.badge(), host(AgentState::OutboundCall));
    assert_eq!(text(&shift, Field::Called).unwrap(), "13900000001");
}

#[test]
fn a_phone_that_rings_with_a_call_describes_it_before_or_after_the_agent_is_occupied() {
    let content = json!({
        "caller": "10086", "transfer": "no", "callid": "1456404171-43", "transfrom": "",
        "called": "70092", "type": "main", "mediaAbility": "1", "feature": "0",
    });
    let events = [
        ("AgentState_Busy", Value::Null),
        ("AgentOther_PhoneAlerting", content),
    ];
    for order in [[0, 1], [1, 0]] {
        let mut shift = idle();
        for place in order {
            agent_event(&mut shift, events[place].0, &events[place].1);
        }
        assert_eq!(shift.badge(), host(AgentState::Occupied));
        assert_eq!(shift.view().call.stage, CallStage::Live);
        assert_eq!(text(&shift, Field::Caller).unwrap(), "10086");
        assert_eq!(text(&shift, Field::CallId).unwrap(), "1456404171-43");
        shift.polls_say(7, true);
        shift.run(4_000);
        assert_eq!(text(&shift, Field::Caller).unwrap(), "10086");
        // It comes late, or once more.
        let talking = json!({"callid": "1456404171-43", "caller": "10086", "type": "main"});
        agent_event(&mut shift, "AgentEvent_Talking", &talking);
        agent_event(&mut shift, events[1].0, &events[1].1);
        assert_eq!(shift.badge(), host(AgentState::Talking));
        shift.polls_say(5, false);
        agent_event(
            &mut shift,
            "AgentEvent_Call_Release",
            &json!("1456404171-43"),
        );
        agent_event(&mut shift, events[1].0, &events[1].1);
        assert!(matches!(shift.view().call.stage, CallStage::Ended(_)));
    }
}

#[test]
fn a_phone_that_rings_without_a_call_tells_nothing() {
    let mut shift = idle();
    agent_event(&mut shift, "AgentOther_PhoneAlerting", &Value::Null);
    assert_eq!(shift.badge().0, Some(AgentState::Idle));
    agent_event(&mut shift, "AgentState_Busy", &Value::Null);
    shift.polls_say(7, true);
    shift.run(2_000);
    assert_eq!(shift.view().call.stage, CallStage::Undescribed);
}

#[test]
fn who_is_being_reserved_for_a_call_sees_no_call_that_nobody_described() {
    let mut shift = idle();
    agent_event(&mut shift, "AgentState_Busy", &Value::Null);
    shift.polls_say(7, true);
    shift.run(900);
    let view = shift.view();
    assert_eq!(view.badge.state, Some(AgentState::Occupied));
    assert_eq!((view.call.stage, view.call.rows), (CallStage::None, vec![]));
    shift.push_call("AgentEvent_Ringing", CALL);
    assert_eq!(shift.view().call.stage, CallStage::Live);
    // It comes from a poll as well, and stays when nothing describes it.
    let mut shift = idle();
    shift.polls_say(7, true);
    shift.run_to_next_reply();
    assert_eq!(shift.view().call.stage, CallStage::None);
    shift.run(1_499);
    assert_eq!(shift.view().call.stage, CallStage::None);
    shift.run(1);
    assert_eq!(shift.view().call.stage, CallStage::Undescribed);
}

#[test]
fn who_is_signed_out_by_the_gateway_is_so_at_once_and_the_refusal_that_follows_is_no_fault() {
    for begin in [idle, on_the_documented_call] {
        let mut shift = begin();
        shift.always(code("100-006"));
        let content = json!({"loginTime": "1471585949806"});
        agent_event(&mut shift, "AgentOther_ShutdownService", &content);
        for _ in 0..3 {
            let view = shift.view();
            assert_eq!(view.badge.state, Some(AgentState::SignedOut));
            assert_eq!(view.call.stage, CallStage::None);
            assert_eq!(view.connection.connection, Connection::Expired);
            let notice = view.notice.unwrap();
            assert_eq!(notice.expiry, Some(Expiry::SessionOver));
            shift.run(3_000);
        }
    }
}

#[test]
fn a_supervisor_sets_the_agent_busy_and_idle() {
    let mut shift = idle();
    agent_event(&mut shift, "AgentState_Force_SetNotReady", &Value::Null);
    assert_eq!(shift.badge(), host(AgentState::Busy));
    agent_event(&mut shift, "AgentState_Force_Ready", &Value::Null);
    assert_eq!(shift.badge(), host(AgentState::Idle));
    let mut shift = on_a_pushed_call();
    agent_event(&mut shift, "AgentState_Force_SetNotReady", &Value::Null);
    assert_eq!(shift.badge(), host(AgentState::Talking));
    assert_eq!(shift.view().pending, Pending::Waiting(Wanted::Busy));
    shift.polls_say(3, false);
    shift.push("AgentEvent_Call_Release", &json!(CALL), Some(0));
    shift.run(2_000);
    assert_eq!(shift.badge().0, Some(AgentState::Busy));
    assert_eq!(shift.view().pending, Pending::None);
}

#[test]
fn busy_and_rest_that_are_set_in_wrap_up_come_after_it() {
    let info = sync(&json!({"state": 2, "preBusy": true}));
    let shift = Shift::recovered(info, status(5, false));
    assert_eq!(shift.view().badge.state, Some(AgentState::WrapUp));
    assert_eq!(shift.view().pending, Pending::Waiting(Wanted::Busy));
    for ((set, cancel, wanted, state, polled), meanwhile) in BUSY_AND_REST.into_iter().zip([5, 9]) {
        let wraps_up = || {
            let mut shift = on_a_pushed_call();
            shift.push("AgentEvent_Call_Release", &json!(CALL), Some(0));
            shift.polls_say(5, false);
            shift.push_state("AgentState_Work");
            shift.push(set, &json!({"reason": "200"}), Some(0));
            shift.polls_say(meanwhile, false);
            shift.run(5_000);
            assert_eq!(shift.badge(), host(AgentState::WrapUp), "{set}");
            assert_eq!(shift.view().pending, Pending::Waiting(wanted), "{set}");
            shift
        };
        let mut by_event = wraps_up();
        by_event.push_state(set);
        assert_eq!(by_event.badge(), host(state), "{set} again");
        assert_eq!(by_event.view().pending, Pending::None);
        let mut by_poll = wraps_up();
        by_poll.polls_say(polled, false);
        by_poll.run(4_000);
        assert_eq!(by_poll.badge().0, Some(state));
        assert_eq!(by_poll.view().pending, Pending::None);
        let mut cancelled = wraps_up();
        cancelled.push_state(cancel);
        assert_eq!(cancelled.badge(), host(AgentState::WrapUp), "{cancel}");
        assert!(matches!(cancelled.view().pending, Pending::Cancelled(..)));
    }
}

#[test]
fn a_call_that_is_held_at_the_telephone_is_on_hold() {
    for content in [json!({ "callId": MAIN }), json!(MAIN), Value::Null] {
        let mut shift = on_the_documented_call();
        agent_event(&mut shift, "AgentEvent_linkagePhoneHold", &content);
        shift.run(4_000);
        assert_eq!(shift.badge(), host(AgentState::Hold), "{content}");
        assert_eq!(text(&shift, Field::Caller).unwrap(), "10086");
        agent_event(&mut shift, "AgentEvent_linkagePhoneUnHold", &content);
        shift.run(1_000);
        assert_eq!(shift.badge(), host(AgentState::Talking));
        assert_eq!(shift.view().call_time, exactly(10), "since it began");
        assert_eq!(text(&shift, Field::CallId).unwrap(), MAIN);
    }
}

#[test]
fn a_hold_names_the_call_by_its_bare_id() {
    let mut shift = on_the_documented_call();
    agent_event(&mut shift, "AgentEvent_Hold", &json!(MAIN));
    shift.run(60_000);
    assert_eq!(shift.badge(), host(AgentState::Hold), "polls say 7");
    assert_eq!(text(&shift, Field::Caller).unwrap(), "10086");
    assert_eq!(text(&shift, Field::Called).unwrap(), "70092");
    assert_eq!(shift.view().call_time, exactly(65));
}

#[test]
fn a_recording_is_of_the_call_that_it_names() {
    let number = "Yc1v6a20011d20161025t1902050";
    let record = |id: &str| json!({"recordID": number, "callId": id});
    let mut shift = on_the_documented_call();
    agent_event(
        &mut shift,
        "AgentMediaEvent_Record",
        &record("1456402370-8"),
    );
    assert_eq!(text(&shift, Field::Recording), None, "another call's");
    agent_event(&mut shift, "AgentMediaEvent_Record", &record(MAIN));
    assert_eq!(text(&shift, Field::Recording).unwrap(), number);
    agent_event(&mut shift, "AgentMediaEvent_StopRecordDone", &record(MAIN));
    assert_eq!(text(&shift, Field::Recording).unwrap(), number);
    agent_event(&mut shift, "AgentMediaEvent_Record_Fail", &record("1-9"));
    assert_eq!(text(&shift, Field::Recording).unwrap(), number);
    agent_event(&mut shift, "AgentMediaEvent_Record_Fail", &record(MAIN));
    assert_eq!(text(&shift, Field::Recording), None, "there is none");
    // Whose call it is, nobody knows.
    let mut shift = idle();
    shift.polls_say(7, true);
    shift.run(5_000);
    agent_event(&mut shift, "AgentMediaEvent_Record", &record(MAIN));
    assert_eq!(shift.view().call.stage, CallStage::Undescribed);
    let mut shift = idle();
    agent_event(&mut shift, "AgentMediaEvent_Record", &record(MAIN));
    assert_eq!(shift.view().call.stage, CallStage::None);
}

#[test]
fn an_inspector_comes_to_the_call_and_leaves_it() {
    for code in [json!(8), json!("9"), json!(20_172), json!(20_173)] {
        let mut shift = on_the_documented_call();
        let content = json!({"qcType": code, "qcAgentId": 30169});
        agent_event(&mut shift, "AgentOther_BeQcStart", &content);
        assert_eq!(shift.badge(), host(AgentState::Talking));
        assert_eq!(text(&shift, Field::Inspector).unwrap(), "30169");
        agent_event(&mut shift, "AgentOther_BeQcStop", &content);
        assert_eq!(text(&shift, Field::Inspector), None);
    }
}

#[test]
fn a_number_with_a_letter_before_it_is_the_number() {
    let mut shift = idle();
    for (name, caller) in [
        ("AgentEvent_Ringing", "a49997"),
        ("AgentEvent_Talking", "49997"),
    ] {
        let content = json!({
            "caller": caller, "callid": MAIN, "called": "A41001", "feature": "6", "type": "main",
        });
        agent_event(&mut shift, name, &content);
        assert_eq!(text(&shift, Field::Caller).unwrap(), "49997");
        assert_eq!(text(&shift, Field::Called).unwrap(), "41001");
        assert_eq!(
            facts(&shift.model, &shift.view())
                .call
                .details
                .unwrap()
                .caller
                .unwrap(),
            "49997"
        );
    }
    let talks = sync(&json!({"state": 9, "callerNo": "a49997", "calledNo": "A41001"}));
    let shift = Shift::recovered(talks, status(7, true));
    assert_eq!(text(&shift, Field::Caller).unwrap(), "49997");
    assert_eq!(text(&shift, Field::Called).unwrap(), "41001");
}

#[test]
fn a_list_of_events_happens_in_its_order() {
    let event = |name: &str, content: Value| json!({"eventType": name, "workNo": "41001", "content": content});
    let call = json!({"caller": "10086", "callid": MAIN, "called": "70092", "type": "main"});
    let list = json!([
        event("AgentState_Busy", Value::Null),
        event("AgentOther_PhoneAlerting", call.clone()),
        event("AgentEvent_Talking", call),
        event("AgentEvent_Hold", json!(MAIN)),
    ]);
    for text_of_it in [list.clone(), json!({"workNo": "", "eventList": list})] {
        let mut shift = idle();
        shift.push_text(&text_of_it.to_string());
        assert_eq!(shift.badge(), host(AgentState::Hold));
        assert_eq!(text(&shift, Field::Caller).unwrap(), "10086");
    }
}

#[test]
fn events_that_mean_nothing_to_an_agent_change_nothing() {
    for (name, content) in [
        (
            "AgentEvent_Preview_CallOut",
            json!({"controlid": "1", "dialeddigits": "139"}),
        ),
        ("AgentEvent_Release_Preview", json!("1-2")),
        (
            "OUTBOUND_DETECT_EVENT",
            json!({"callId": MAIN, "detect": 1, "desc": ""}),
        ),
        ("AgentOther_PhoneBusy", Value::Null),
        ("AgentOther_PhoneUnknow", Value::Null),
        ("AgentOther_All_Agent_Busy", Value::Null),
        ("AgentEvent_No_Answer_From_Cti", json!(MAIN)),
        ("AgentEvent_ReleaseResponse", json!(MAIN)),
        ("QC_AgentState_Notify", json!({"agentId": 41002})),
        ("AgentConf_Join", json!({"callid": "1-2"})),
        ("AgentChat_PostData", json!({"callid": "1-2"})),
        (
            "AgentEvent_MessageData",
            json!({"callid": MAIN, "message": "hello"}),
        ),
        ("AgentEvent_RequestConnect", json!("1-2")),
        ("AgentEvent_ImageCapture", json!("1-2")),
        ("Note", json!("free text")),
        ("Bulletin", json!({})),
        ("AgentMediaEvent_StopRecordDone", json!({"callId": MAIN})),
        ("AgentOther_PhoneOffhook", json!({"type": "unknown"})),
        ("AgentOther_InService", Value::Null),
    ] {
        for begin in [idle, on_a_call, on_the_documented_call] {
            let mut shift = begin();
            let before = shift.view();
            agent_event(&mut shift, name, &content);
            assert_eq!(shift.view(), before, "{name}");
        }
    }
}

#[test]
fn why_the_agent_is_busy_stands_at_the_badge_as_long_as_that_lasts() {
    for (name, state, polled) in [
        ("AgentState_SetNotReady_Success", AgentState::Busy, 3),
        ("AgentState_SetRest_Success", AgentState::Rest, 8),
    ] {
        // The reasons of rest are each site's own.
        let of_busy = |reason| Some(reason).filter(|_| state == AgentState::Busy);
        for (told, reason) in [
            (json!({"reason": "200"}), Some(Reason::Own(200))),
            (
                json!({"reason": 2}),
                of_busy(Reason::NoAnswer).or(Some(Reason::Own(2))),
            ),
            (
                json!({"reason": "7"}),
                of_busy(Reason::Rejected).or(Some(Reason::Own(7))),
            ),
            (
                json!({"reason": "30"}),
                of_busy(Reason::Other(30)).or(Some(Reason::Own(30))),
            ),
            (json!({"reason": "0"}), None),
            (Value::Null, None),
        ] {
            let mut shift = idle();
            agent_event(&mut shift, name, &told);
            assert_eq!(shift.badge(), host(state));
            assert_eq!(shift.view().badge.reason, reason, "{told}");
            shift.polls_say(polled, false);
            shift.run(60_000);
            assert_eq!(shift.view().badge.reason, reason, "{told} lasts");
            shift.push_state("AgentState_Ready");
            assert_eq!(shift.view().badge.reason, None, "it goes with the state");
            shift.push_state(name);
            assert_eq!(shift.view().badge.reason, None, "it was another's");
            // Asked for in a call, it comes after it.
            let mut shift = on_a_pushed_call();
            agent_event(&mut shift, name, &told);
            assert_eq!(shift.view().badge.reason, None);
            shift.polls_say(polled, false);
            agent_event(&mut shift, "AgentEvent_Call_Release", &json!(CALL));
            shift.run(2_000);
            assert_eq!(shift.badge().0, Some(state));
            assert_eq!(shift.view().badge.reason, reason, "{told} after the call");
        }
    }
    // Another reason takes the place of the first.
    let mut shift = idle();
    for (code, reason) in [("200", Reason::Own(200)), ("201", Reason::Own(201))] {
        let told = json!({ "reason": code });
        agent_event(&mut shift, "AgentState_SetNotReady_Success", &told);
        assert_eq!(shift.view().badge.reason, Some(reason));
    }
    let mut shift = idle();
    agent_event(&mut shift, "AgentState_Force_SetNotReady", &Value::Null);
    assert_eq!(shift.view().badge.reason, Some(Reason::Inspector));
}

#[test]
fn an_agent_who_is_occupied_anew_once_a_poll_has_denied_the_talk_is_not_shown_with_its_caller() {
    let mut shift = on_the_documented_call();
    shift.polls_say(4, false);
    // The first poll against a talk alone ends none.
    shift.run_to_next_request();
    shift.run_to_next_reply();
    assert_eq!(shift.badge(), host(AgentState::Talking));
    agent_event(&mut shift, "AgentState_Busy", &Value::Null);
    assert_eq!(shift.badge(), host(AgentState::Occupied));
    assert_eq!(text(&shift, Field::Caller), None);
    assert_eq!(text(&shift, Field::CallId), None);
}

#[test]
fn what_comes_to_an_agent_who_has_signed_in_again_is_not_of_the_call_before() {
    for (name, content) in [
        ("AgentState_Busy", Value::Null),
        (
            "AgentEvent_Customer_Alerting",
            json!({"callid": "1456401416-3", "otherPhone": "13900000001", "type": "main"}),
        ),
    ] {
        let mut shift = on_the_documented_call();
        shift.always(code("100-008"));
        shift.run(5_000);
        assert_eq!(shift.connection(), Connection::Expired);
        shift.on_status = Outcome::Hangs;
        shift.source_holds(Some(session("41001", "guid-2")));
        shift.run(2_100);
        assert_eq!(shift.connection(), Connection::Connecting);
        assert_eq!(shift.badge().0, Some(AgentState::SignedOut));
        assert_eq!(shift.view().call.stage, CallStage::None, "{name}");
        agent_event(&mut shift, name, &content);
        assert_ne!(shift.badge().0, Some(AgentState::SignedOut), "{name}");
        assert_eq!(text(&shift, Field::Caller), None, "{name}");
        assert_eq!(text(&shift, Field::Partner), None, "{name}");
    }
}
