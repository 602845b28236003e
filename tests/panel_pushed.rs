//! What the portal pushes, what it leads to, and how the polls check it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod support;

use cec_agent_panel::gateway::{AgentState, EventKind, EventRefusal};
use cec_agent_panel::panel::{
    Asked as Wanted, CallStage, Event, Fact, Field, Ignored, Mono, Pending, Reply, RowValue,
    Source, Timer,
};
use proptest::prelude::*;
use serde_json::{Value, json};
use support::answers::{ago, at_sign_in, code, in_call, status, sync};
use support::{AGENT, LATENCY, Outcome, Shift, session};

const CALL: &str = "1566636217-38";

/// An idle agent after the sync and one poll.
fn idle() -> Shift {
    let mut shift = Shift::recovered(at_sign_in(), status(4, false));
    shift.run(4_000);
    shift
}

/// An agent on a call that the sync described, after one poll.
fn on_a_call() -> Shift {
    let mut shift = Shift::recovered(in_call(&json!({})), status(7, true));
    shift.run(4_000);
    shift
}

/// An agent on a call that the portal pushed from its ringing on.
fn on_a_pushed_call() -> Shift {
    let mut shift = idle();
    shift.push_call("AgentEvent_Ringing", CALL);
    shift.polls_say(7, true);
    shift.run(5_000);
    shift.push_call("AgentEvent_Talking", CALL);
    shift.run(6_000);
    shift
}

fn text(shift: &Shift, field: Field) -> Option<String> {
    let call = shift.view().call;
    match call.rows.into_iter().find(|row| row.field == field)?.value {
        RowValue::Text(text, _) => Some(text.shown),
        other => panic!("{other:?} is no text"),
    }
}

fn exactly(seconds: u64) -> Timer {
    Timer::Elapsed {
        seconds,
        about: false,
    }
}

fn is_about(timer: Timer, from: u64, to: u64) -> bool {
    matches!(timer, Timer::Elapsed { seconds, about: true } if (from..=to).contains(&seconds))
}

fn host(state: AgentState) -> (Option<AgentState>, Option<Source>, bool) {
    (Some(state), Some(Source::Host), true)
}

/// What an event leads to: the state for an agent in no call, and for one in a call.
/// `None`: the badge stays as it was; `Some(None)`: it no longer looks live.
type Led = (EventKind, Option<AgentState>, Option<Option<AgentState>>);

#[test]
fn every_event_leads_where_the_table_says() {
    use AgentState::{
        Busy, Hold, Idle, Occupied, OutboundCall, Rest, Ringing, Talking, ThreeParty, WrapUp,
    };
    use EventKind as Kind;
    let table: [Led; 34] = [
        (Kind::Ready, Some(Idle), Some(None)),
        (Kind::ForceReady, Some(Idle), Some(None)),
        (Kind::SetNotReady, Some(Busy), None),
        (Kind::CancelNotReady, Some(Idle), None),
        (Kind::Occupied, Some(Occupied), None),
        (Kind::Work, Some(WrapUp), Some(Some(WrapUp))),
        (Kind::SetWork, Some(WrapUp), None),
        (Kind::CancelWork, Some(Idle), Some(None)),
        (Kind::SetRest, Some(Rest), None),
        (Kind::CancelRest, Some(Idle), None),
        (Kind::RestTimeout, None, None),
        (Kind::InService, None, None),
        (Kind::ShutdownService, None, None),
        (Kind::PhoneAlerting, None, None),
        (Kind::PhoneOffhook, None, None),
        (Kind::PhoneRelease, None, None),
        (Kind::Ringing, Some(Ringing), Some(Some(Ringing))),
        (Kind::AutoAnswer, Some(Occupied), Some(Some(Occupied))),
        (Kind::Talking, Some(Talking), Some(Some(Talking))),
        (Kind::Hold, Some(Hold), Some(Some(Hold))),
        (Kind::Conference, Some(ThreeParty), Some(Some(ThreeParty))),
        (Kind::JoinConf, Some(ThreeParty), Some(Some(ThreeParty))),
        (
            Kind::CustomerAlerting,
            Some(OutboundCall),
            Some(Some(OutboundCall)),
        ),
        (Kind::CustomerRelease, None, Some(None)),
        (Kind::CallRelease, None, Some(None)),
        (Kind::ReleaseRequest, None, None),
        (Kind::AbandonCall, None, Some(None)),
        (Kind::Preview, None, None),
        (Kind::CallOutFail, None, Some(None)),
        (Kind::InsideCallFail, None, Some(None)),
        (Kind::NoAnswer, None, Some(None)),
        (Kind::ConnectFail, None, Some(None)),
        (Kind::ConsultFail, None, None),
        (Kind::IncomingCallInfo, None, None),
    ];
    assert_eq!(table.len(), EventKind::ALL.len());
    for (kind, out_of_call, within) in table {
        let name = EventKind::ALL.iter().find(|(it, _)| *it == kind).unwrap().1;
        let mut shift = idle();
        let before = shift.badge();
        // Busy agents show that busy can end.
        shift.push_call(name, CALL);
        assert_eq!(shift.badge(), out_of_call.map_or(before, host), "{name}");
        assert_eq!(shift.view().pending, Pending::None, "{name}");
        let mut shift = on_a_call();
        let before = shift.badge();
        shift.push_call(name, CALL);
        match within {
            None => assert_eq!(shift.badge(), before, "{name} in a call"),
            Some(None) => {
                let badge = shift.view().badge;
                assert_eq!((badge.state, badge.fresh), (Some(Talking), false), "{name}");
            }
            Some(Some(state)) => assert_eq!(shift.badge(), host(state), "{name} in a call"),
        }
        assert_eq!(shift.facts(), []);
        assert_eq!(shift.model.pushes_ignored(), 0);
    }
}

#[test]
fn ringing_then_talking_shows_the_call_and_times_the_talk_from_its_first_event() {
    let mut shift = idle();
    shift.push_state("AgentState_Busy");
    assert_eq!(shift.badge(), host(AgentState::Occupied));
    assert_eq!(shift.view().call.stage, CallStage::Undescribed);
    let info = json!({
        "callId": "1566636217-38", "skillName": "defaultVideoSkill", "skillId": 1,
        "caller": "88880165", "called": "310300", "mediaType": 19,
    });
    shift.push("AgentEvent_Incoming_CallInfo", &info, None);
    assert_eq!(shift.view().call.stage, CallStage::Live);
    let ringing = json!({"callid": CALL, "caller": 88_880_165, "feature": "0", "transfrom": ""});
    shift.push("AgentEvent_Ringing", &ringing, Some(0));
    assert_eq!(shift.badge(), host(AgentState::Ringing));
    assert_eq!(text(&shift, Field::Skill).unwrap(), "defaultVideoSkill");
    assert_eq!(text(&shift, Field::Caller).unwrap(), "88880165");
    assert_eq!(text(&shift, Field::CallId).unwrap(), CALL);
    assert_eq!(shift.view().call_time, Timer::Unknown, "nobody talks yet");
    shift.polls_say(7, true);
    shift.run(5_000);
    assert_eq!(
        shift.badge(),
        host(AgentState::Ringing),
        "polls say as much"
    );
    assert_eq!(shift.view().badge_time, exactly(5));
    shift.push_call("AgentEvent_Talking", CALL);
    shift.run(7_000);
    assert_eq!(shift.badge(), host(AgentState::Talking));
    assert_eq!(shift.view().badge_time, exactly(7));
    assert_eq!(shift.view().call_time, exactly(7));
    shift.push_call("AgentEvent_Hold", CALL);
    shift.run(3_000);
    assert_eq!(shift.view().badge_time, exactly(3));
    assert_eq!(shift.view().call_time, exactly(10));
    shift.push_call("AgentEvent_Talking", CALL);
    shift.run(2_000);
    assert_eq!(shift.badge(), host(AgentState::Talking));
    assert_eq!(shift.view().badge_time, exactly(2));
    assert_eq!(shift.view().call_time, exactly(12), "back from hold");
    let as_of = shift.view().call.as_of.unwrap();
    assert_eq!(as_of.0 + 2_000, shift.wall().0, "of the newest word");
}

#[test]
fn a_call_of_the_sync_keeps_what_it_told_and_takes_what_is_new() {
    let held = json!({
        "state": 11, "beginHoldTime": ago(9_000), "calledNo": "", "recordID": "rec-7",
    });
    let mut shift = Shift::recovered(in_call(&held), status(7, true));
    shift.run(4_000);
    shift.push_call("AgentEvent_Talking", CALL);
    assert_eq!(shift.badge(), host(AgentState::Talking));
    assert_eq!(shift.view().badge.detail, None, "the hold is over");
    assert_eq!(text(&shift, Field::Caller).unwrap(), "13800138000");
    assert_eq!(
        text(&shift, Field::Called).unwrap(),
        "70092",
        "it was not known"
    );
    assert_eq!(text(&shift, Field::Recording).unwrap(), "rec-7");
    let rows = shift.view().call.rows;
    assert!(rows.iter().all(|row| row.field != Field::Hold), "{rows:?}");
    assert_eq!(shift.view().call_time, exactly(94), "the talk began before");
}

#[test]
fn another_call_leaves_nothing_of_the_old_one() {
    let mut shift = on_a_call();
    let content = json!({"callid": "1566640000-1", "caller": "555"});
    shift.push("AgentEvent_Talking", &content, Some(0));
    assert_eq!(shift.view().call.rows.len(), 2);
    assert_eq!(text(&shift, Field::Caller).unwrap(), "555");
    shift.run(3_000);
    assert_eq!(shift.view().call_time, exactly(3));
}

#[test]
fn a_call_out_of_a_blue_sky_has_no_invented_start_of_talk() {
    // The panel never saw it begin: this may be the return from a hold.
    let mut shift = Shift::opened(code("100-007"), status(7, true));
    shift.run(200_000);
    shift.push("AgentEvent_Talking", &json!({"callid": CALL}), None);
    assert_eq!(shift.badge(), host(AgentState::Talking));
    assert_eq!(shift.view().call_time, Timer::Unknown);
    // Held before it was ever described: it was talked on at an unknown time.
    let mut shift = Shift::opened(code("100-007"), status(7, true));
    shift.run(5_000);
    shift.push("AgentEvent_Hold", &json!({"callid": CALL}), None);
    shift.run(1_000);
    shift.push("AgentEvent_Talking", &json!({"callid": CALL}), None);
    assert_eq!(shift.view().call_time, Timer::Unknown);
}

#[test]
fn a_talk_that_a_poll_has_already_called_so_began_between_the_two() {
    let mut shift = idle();
    shift.polls_say(7, true);
    shift.run(3_000);
    assert_eq!(shift.badge().1, Some(Source::Status));
    shift.push_call("AgentEvent_Talking", CALL);
    let time = shift.view().call_time;
    assert!(is_about(time, 0, 5), "{time:?}");
}

#[test]
fn the_content_of_a_release_may_be_the_bare_id() {
    for content in [
        json!(CALL),
        json!({"callID": CALL}),
        json!("{\"callid\":\"1566636217-38\"}"),
    ] {
        let mut shift = on_a_pushed_call();
        shift.push("AgentEvent_Call_Release", &content, Some(0));
        assert!(
            matches!(shift.view().call.stage, CallStage::Ended(_)),
            "{content}"
        );
    }
}

#[test]
fn after_a_release_the_badge_is_of_the_past_and_the_next_poll_tells_what_follows() {
    let mut shift = on_a_pushed_call();
    let sent = shift.sent.len();
    shift.polls_say(5, false);
    shift.push("AgentEvent_Call_Release", &json!(CALL), Some(0));
    let released = shift.at;
    let view = shift.view();
    assert_eq!(view.badge.state, Some(AgentState::Talking));
    assert!(!view.badge.fresh);
    assert_eq!(view.badge.as_of, Some(shift.wall()));
    assert!(matches!(view.call.stage, CallStage::Ended(_)));
    assert_eq!(view.call_time, exactly(6), "the gateway told both ends");
    shift.run(1_000);
    assert_eq!(shift.badge().0, Some(AgentState::WrapUp));
    assert!(shift.badge().2);
    assert!(shift.sent[sent].at - released <= 1_000, "no waiting");
    assert!(matches!(
        shift.view().badge_time,
        Timer::Elapsed { about: true, .. }
    ));
    assert!(matches!(shift.view().call.stage, CallStage::Ended(_)));
    assert_eq!(shift.view().call_time, exactly(6), "it stands still");
}

#[test]
fn release_and_wrap_up_lead_to_the_same_in_either_order() {
    let release = |shift: &mut Shift| shift.push("AgentEvent_Call_Release", &json!(CALL), Some(0));
    let work = |shift: &mut Shift| shift.push_state("AgentState_Work");
    for first in [true, false] {
        let mut shift = on_a_pushed_call();
        if first {
            release(&mut shift);
            work(&mut shift);
        } else {
            work(&mut shift);
            release(&mut shift);
        }
        assert_eq!(shift.badge(), host(AgentState::WrapUp));
        assert!(matches!(shift.view().call.stage, CallStage::Ended(_)));
        assert_eq!(shift.view().call_time, exactly(6));
        shift.polls_say(5, false);
        shift.run(9_000);
        assert_eq!(shift.badge(), host(AgentState::WrapUp));
        assert_eq!(shift.view().badge_time, exactly(9));
    }
}

#[test]
fn a_release_of_another_call_ends_nothing() {
    let mut shift = on_a_pushed_call();
    let before = (shift.badge(), shift.view().call);
    let sent = shift.sent.len();
    shift.push("AgentEvent_Call_Release", &json!("1566640000-9"), Some(0));
    assert_eq!((shift.badge(), shift.view().call), before);
    shift.run(1_000);
    assert!(shift.sent.len() > sent, "but a poll looks");
}

#[test]
fn a_release_that_may_be_of_another_call_puts_the_state_in_doubt() {
    let mut shift = Shift::opened(code("100-007"), status(7, true));
    shift.run(5_000);
    assert_eq!(shift.view().call.stage, CallStage::Undescribed);
    shift.push("AgentEvent_Call_Release", &json!(CALL), None);
    assert_eq!(shift.view().call.stage, CallStage::Undescribed);
    assert!(!shift.badge().2);
    shift.run(1_100);
    assert!(shift.badge().2, "the poll knows that there is a call still");
}

#[test]
fn the_other_side_may_leave_a_call_that_goes_on() {
    let mut shift = on_a_pushed_call();
    shift.push_call("AgentEvent_Conference", CALL);
    shift.push(
        "AgentEvent_Customer_Release",
        &json!({"callid": CALL, "number": "10086"}),
        None,
    );
    assert_eq!(shift.view().call.stage, CallStage::Live);
    assert!(!shift.badge().2, "in doubt");
    shift.run(1_100);
    assert_eq!(
        shift.badge(),
        host(AgentState::ThreeParty),
        "the poll says so"
    );
    shift.polls_say(5, false);
    shift.push(
        "AgentEvent_Customer_Release",
        &json!({"callid": CALL, "number": "555"}),
        None,
    );
    shift.run(1_100);
    assert_eq!(
        shift.badge().0,
        Some(AgentState::WrapUp),
        "one poll is enough"
    );
    assert!(matches!(shift.view().call.stage, CallStage::Ended(_)));
}

#[test]
fn what_nobody_answered_is_over_and_what_is_talked_on_is_not() {
    for name in [
        "AgentEvent_AbandonCall",
        "AgentEvent_No_Answer",
        "AgentEvent_Call_Out_Fail",
        "AgentEvent_Inside_Call_Fail",
        "AgentEvent_Connect_Fail",
    ] {
        for content in [json!(CALL), Value::Null] {
            let mut shift = idle();
            shift.push_call("AgentEvent_Ringing", CALL);
            shift.push(name, &content, Some(0));
            assert!(
                matches!(shift.view().call.stage, CallStage::Ended(_)),
                "{name}"
            );
            assert!(!shift.badge().2);
            assert_eq!(shift.view().call_time, Timer::None, "nobody talked");
            let mut shift = on_a_pushed_call();
            shift.push(name, &content, Some(0));
            assert_eq!(shift.view().call.stage, CallStage::Live, "{name}");
            assert!(!shift.badge().2, "{name} puts it in doubt");
        }
    }
}

#[test]
fn a_consultation_comes_and_goes_and_the_main_call_keeps_its_time() {
    let consultation = json!({
        "callid": "1566640000-2", "caller": "41001", "called": "41077", "feature": 51,
        "type": "inner",
    });
    let mut shift = on_a_pushed_call();
    shift.push("AgentEvent_Talking", &consultation, Some(0));
    assert_eq!(text(&shift, Field::Called).unwrap(), "41077");
    assert_eq!(text(&shift, Field::Caller).unwrap(), "41001");
    shift.run(4_000);
    assert_eq!(shift.view().call_time, exactly(4));
    shift.push_call("AgentEvent_Hold", CALL);
    assert_eq!(
        shift.badge(),
        host(AgentState::Talking),
        "only the other call waits"
    );
    assert_eq!(text(&shift, Field::HeldCall).unwrap(), CALL);
    shift.push("AgentEvent_Call_Release", &json!("1566640000-2"), Some(0));
    let view = shift.view();
    assert_eq!(
        view.call.stage,
        CallStage::AtLoad,
        "nobody said that it goes on"
    );
    assert_eq!(text(&shift, Field::Called).unwrap(), "70092");
    assert!(!view.badge.fresh);
    shift.push_call("AgentEvent_Talking", CALL);
    shift.run(1_000);
    assert_eq!(shift.view().call.stage, CallStage::Live);
    assert_eq!(shift.view().call_time, exactly(11), "since it began");
    assert_eq!(text(&shift, Field::HeldCall), None);
}

#[test]
fn of_two_calls_the_released_one_goes_and_the_other_stays() {
    let second = json!({"callid": "1566640000-2", "called": "41077", "type": "inner"});
    let mut shift = on_a_pushed_call();
    shift.push_call("AgentEvent_Hold", CALL);
    shift.push("AgentEvent_Customer_Alerting", &second, Some(0));
    assert_eq!(shift.badge(), host(AgentState::OutboundCall));
    shift.push("AgentEvent_Call_Release", &json!(CALL), Some(0));
    assert_eq!(shift.badge(), host(AgentState::OutboundCall));
    shift.push("AgentEvent_Talking", &second, Some(0));
    shift.push("AgentEvent_Call_Release", &json!("1566640000-2"), Some(0));
    assert!(matches!(shift.view().call.stage, CallStage::Ended(_)));
    assert_eq!(text(&shift, Field::Called).unwrap(), "41077");
}

#[test]
fn a_lost_release_does_not_bring_an_old_call_back() {
    let mut shift = on_a_pushed_call();
    let next = json!({"callid": "1566640000-3", "caller": "555", "type": "main"});
    shift.push("AgentEvent_Ringing", &next, Some(0));
    shift.push("AgentEvent_Talking", &next, Some(0));
    shift.push("AgentEvent_Call_Release", &json!("1566640000-3"), Some(0));
    assert!(matches!(shift.view().call.stage, CallStage::Ended(_)));
    assert_eq!(text(&shift, Field::Caller).unwrap(), "555");
}

#[test]
fn a_call_that_waits_is_forgotten_with_the_last_poll_of_it() {
    let mut shift = on_a_pushed_call();
    shift.push_call("AgentEvent_Hold", CALL);
    shift.push(
        "AgentEvent_Talking",
        &json!({"callid": "1566640000-2"}),
        Some(0),
    );
    shift.polls_say(4, false);
    shift.run(6_000);
    assert_eq!(shift.badge().0, Some(AgentState::Idle));
    shift.push_call("AgentEvent_Ringing", "1566640000-3");
    shift.push("AgentEvent_Call_Release", &json!("1566640000-3"), Some(0));
    assert!(matches!(shift.view().call.stage, CallStage::Ended(_)));
    assert_eq!(text(&shift, Field::CallId).unwrap(), "1566640000-3");
}

#[test]
fn data_of_a_call_that_has_not_come_waits_for_it() {
    let info = json!({"callId": CALL, "skillName": "gold", "caller": 10_086});
    let mut shift = idle();
    shift.push("AgentEvent_Incoming_CallInfo", &info, None);
    assert_eq!(shift.view().call.stage, CallStage::None);
    shift.push("AgentEvent_Ringing", &json!({"callid": CALL}), Some(0));
    assert_eq!(text(&shift, Field::Skill).unwrap(), "gold");
    assert_eq!(text(&shift, Field::Caller).unwrap(), "10086");
    // A poll has seen the call before its events came.
    let mut shift = idle();
    shift.polls_say(7, true);
    shift.run(3_000);
    shift.push("AgentEvent_Incoming_CallInfo", &info, None);
    assert_eq!(shift.view().call.stage, CallStage::Undescribed);
    shift.push("AgentEvent_Ringing", &json!({"callid": CALL}), Some(0));
    assert_eq!(text(&shift, Field::Skill).unwrap(), "gold");
}

#[test]
fn an_event_without_content_describes_nothing() {
    let mut shift = idle();
    shift.push_state("AgentEvent_Talking");
    assert_eq!(shift.badge(), host(AgentState::Talking));
    assert_eq!(shift.view().call.stage, CallStage::Undescribed);
    shift.run(2_000);
    assert_eq!(shift.view().call_time, exactly(2), "that of the state");
    let mut shift = on_a_pushed_call();
    shift.push_state("AgentEvent_Hold");
    assert_eq!(shift.badge(), host(AgentState::Hold));
    assert_eq!(text(&shift, Field::CallId).unwrap(), CALL, "the same call");
}

// Pending.

#[test]
fn busy_and_rest_that_are_set_in_a_call_come_after_it() {
    for (set, cancel, wanted, state, polled) in [
        (
            "AgentState_SetNotReady_Success",
            "AgentState_CancelNotReady_Success",
            Wanted::Busy,
            AgentState::Busy,
            3,
        ),
        (
            "AgentState_SetRest_Success",
            "AgentState_CancelRest_Success",
            Wanted::Rest,
            AgentState::Rest,
            8,
        ),
    ] {
        let mut shift = on_a_pushed_call();
        shift.push_state(set);
        assert_eq!(shift.badge(), host(AgentState::Talking));
        assert_eq!(shift.view().pending, Pending::Waiting(wanted));
        shift.push_state(cancel);
        let cancelled = Pending::Cancelled(wanted, Mono(shift.at));
        assert_eq!(shift.view().pending, cancelled, "told once");
        shift.run(10_000);
        assert_eq!(shift.view().pending, Pending::None);
        shift.push_state(set);
        shift.push("AgentEvent_Call_Release", &json!(CALL), Some(0));
        assert_eq!(shift.view().pending, Pending::Waiting(wanted));
        shift.push_state(set);
        assert_eq!(shift.badge(), host(state));
        assert_eq!(shift.view().pending, Pending::None, "it has come");
        shift.polls_say(polled, false);
        shift.run(5_000);
        assert_eq!(shift.badge(), host(state));
    }
}

#[test]
fn what_was_not_asked_for_is_not_cancelled() {
    let mut shift = on_a_pushed_call();
    shift.push_state("AgentState_SetNotReady_Success");
    shift.push_state("AgentState_CancelRest_Success");
    assert_eq!(shift.view().pending, Pending::Waiting(Wanted::Busy));
}

#[test]
fn pre_rest_of_a_poll_is_a_pushed_talk_with_rest_after_it() {
    let mut shift = on_a_pushed_call();
    shift.polls_say(9, true);
    shift.run(3_100);
    assert_eq!(shift.badge(), host(AgentState::Talking));
    assert_eq!(shift.view().pending, Pending::Waiting(Wanted::Rest));
}

#[test]
fn a_rest_that_is_cancelled_ends_the_pre_rest_on_the_badge() {
    let mut shift = on_a_call();
    shift.polls_say(9, true);
    shift.run(3_100);
    assert_eq!(shift.badge().0, Some(AgentState::PreRest));
    shift.push_state("AgentState_CancelRest_Success");
    assert_eq!(shift.badge(), host(AgentState::Talking));
    assert!(matches!(
        shift.view().pending,
        Pending::Cancelled(Wanted::Rest, _)
    ));
}

#[test]
fn idle_after_the_call_tells_that_the_pending_state_was_cancelled() {
    let mut shift = on_a_pushed_call();
    shift.push_state("AgentState_SetNotReady_Success");
    shift.push("AgentEvent_Call_Release", &json!(CALL), Some(0));
    shift.push_state("AgentState_Ready");
    assert_eq!(shift.badge(), host(AgentState::Idle));
    assert!(matches!(
        shift.view().pending,
        Pending::Cancelled(Wanted::Busy, _)
    ));
}

#[test]
fn before_anybody_knows_whether_there_is_a_call_a_word_of_two_meanings_changes_nothing() {
    for name in [
        "AgentState_SetNotReady_Success",
        "AgentState_SetRest_Success",
        "AgentState_CancelNotReady_Success",
        "AgentState_CancelRest_Success",
        "AgentState_SetWork_Success",
    ] {
        let mut shift = Shift::opened(Outcome::Hangs, status(7, true));
        shift.push(name, &Value::Null, None);
        assert_eq!(shift.badge(), (None, None, false), "{name}");
        assert_eq!(shift.view().pending, Pending::None);
    }
    let mut shift = Shift::opened(Outcome::Hangs, status(4, false));
    shift.push("AgentState_Ready", &Value::Null, None);
    assert_eq!(shift.badge(), host(AgentState::Idle));
}

// Times.

#[test]
fn a_start_is_the_gateways_where_it_is_told_and_else_about_now() {
    let mut shift = idle();
    shift.push("AgentState_SetNotReady_Success", &Value::Null, Some(200));
    shift.polls_say(3, false);
    shift.run(10_000);
    assert_eq!(shift.badge(), host(AgentState::Busy));
    assert_eq!(shift.view().badge_time, exactly(11), "since 3.8 s of 14");
    // Earlier than the last poll that said idle: not exactly then.
    let mut late = idle();
    late.push("AgentState_SetNotReady_Success", &Value::Null, Some(60_000));
    assert!(is_about(late.view().badge_time, 0, 1));
    let mut undated = idle();
    undated.push("AgentState_SetNotReady_Success", &Value::Null, None);
    assert!(is_about(undated.view().badge_time, 0, 1));
    for future in [-1, -1_000, -86_400_000] {
        let mut shift = idle();
        shift.push("AgentState_SetNotReady_Success", &Value::Null, Some(future));
        assert!(is_about(shift.view().badge_time, 0, 1), "{future}");
    }
}

#[test]
fn an_event_that_waited_in_the_portal_is_timed_by_the_gateway() {
    let mut shift = idle();
    shift.push_call("AgentEvent_Ringing", CALL);
    shift.polls_say(7, true);
    shift.run(9_000);
    let content = json!({"callid": CALL});
    shift.push("AgentEvent_Talking", &content, Some(4_000));
    assert_eq!(shift.view().badge_time, exactly(4));
    assert_eq!(shift.view().call_time, exactly(4));
}

#[test]
fn an_equal_state_keeps_its_start_and_a_guess_becomes_exact() {
    let mut shift = idle();
    shift.polls_say(3, false);
    shift.run(3_100);
    assert!(matches!(
        shift.view().badge_time,
        Timer::Elapsed { about: true, .. }
    ));
    shift.push("AgentState_SetNotReady_Success", &Value::Null, Some(2_000));
    assert_eq!(shift.view().badge_time, exactly(2), "within the guess");
    shift.run(3_000);
    shift.push_state("AgentState_SetNotReady_Success");
    assert_eq!(shift.view().badge_time, exactly(5));
}

#[test]
fn a_jump_of_the_clock_leaves_no_exact_start_to_later_events() {
    let mut shift = idle();
    // By then the gateway's clock has gone as far only if the computer slept.
    shift.at += 60_000;
    shift.event(Event::ClockJumped(60_000));
    shift.push("AgentState_SetNotReady_Success", &Value::Null, Some(30_000));
    assert_eq!(shift.badge(), host(AgentState::Busy));
    assert!(
        is_about(shift.view().badge_time, 0, 1),
        "{:?}",
        shift.view().badge_time
    );
}

// Polls against pushes.

#[test]
fn a_poll_that_was_under_way_says_nothing_against_a_push() {
    let mut shift = idle();
    shift.run_to_next_request();
    shift.push_call("AgentEvent_Ringing", CALL);
    shift.push_call("AgentEvent_Talking", CALL);
    let before = shift.view().connection;
    shift.run(LATENCY);
    assert_eq!(shift.badge(), host(AgentState::Talking));
    assert_eq!(shift.view().call.stage, CallStage::Live);
    assert_eq!(shift.view().connection.connection, before.connection);
    // Nor does it count as the first of two.
    shift.polls_say(4, false);
    shift.run_to_next_reply();
    assert_eq!(shift.badge(), host(AgentState::Talking));
    shift.run_to_next_reply();
    assert_eq!(shift.badge().0, Some(AgentState::Idle));
}

#[test]
fn a_poll_that_was_under_way_does_not_cancel_what_was_just_asked_for() {
    let mut shift = on_a_call();
    shift.polls_say(4, false);
    shift.run_to_next_request();
    shift.push_state("AgentState_SetNotReady_Success");
    shift.polls_say(3, false);
    shift.run(LATENCY);
    assert_eq!(shift.view().pending, Pending::Waiting(Wanted::Busy));
    shift.run_to_next_reply();
    assert_eq!(shift.badge().0, Some(AgentState::Busy));
    assert_eq!(shift.view().pending, Pending::None);
}

#[test]
fn haste_while_an_overtaken_poll_is_under_way_is_not_forgotten() {
    let mut shift = on_a_pushed_call();
    shift.run_to_next_request();
    let sent = shift.sent.len();
    shift.polls_say(5, false);
    shift.push("AgentEvent_Call_Release", &json!(CALL), Some(0));
    shift.run(1_000);
    assert_eq!(shift.sent.len(), sent + 1);
}

#[test]
fn the_first_contradiction_hurries_and_the_second_wins() {
    for (event, polled) in [
        ("AgentState_Ready", 3),
        ("AgentState_SetNotReady_Success", 4),
        ("AgentState_SetRest_Success", 4),
        ("AgentState_Work", 4),
        ("AgentState_Ready", 7),
    ] {
        let mut shift = Shift::recovered(at_sign_in(), status(5, false));
        shift.run(4_000);
        shift.push_state(event);
        let pushed = shift.badge();
        assert_eq!(pushed.1, Some(Source::Host));
        shift.polls_say(polled, polled == 7);
        shift.run_to_next_reply();
        let first = shift.at;
        assert_eq!(shift.badge(), pushed, "{event} against {polled}");
        shift.run_to_next_reply();
        assert!(shift.at - first <= 1_000, "{} ms later", shift.at - first);
        let badge = shift.badge();
        assert_eq!(badge.1, Some(Source::Status), "{event} against {polled}");
        assert_eq!(badge.0, Some(AgentState::from_agent_status(polled)));
        assert!(badge.2);
        assert_eq!(
            shift.view().badge_time,
            Timer::Unknown,
            "nobody knows since when"
        );
    }
}

#[test]
fn polls_that_agree_keep_the_state_and_its_source_for_hours() {
    let mut shift = on_a_pushed_call();
    shift.push_call("AgentEvent_Hold", CALL);
    shift.run(7_200_000);
    assert_eq!(shift.badge(), host(AgentState::Hold));
    assert_eq!(shift.view().badge_time, exactly(7_200));
    assert_eq!(shift.view().call.stage, CallStage::Live);
}

#[test]
fn a_contradiction_that_does_not_last_is_forgotten() {
    let mut shift = on_a_pushed_call();
    for _ in 0..5 {
        shift.polls_say(4, false);
        shift.run_to_next_reply();
        shift.polls_say(7, true);
        shift.run_to_next_reply();
        assert_eq!(shift.badge(), host(AgentState::Talking));
    }
}

#[test]
fn an_event_between_two_contradictions_begins_the_count_anew() {
    let mut shift = on_a_pushed_call();
    shift.polls_say(4, false);
    shift.run_to_next_reply();
    shift.push_call("AgentEvent_Hold", CALL);
    shift.run_to_next_reply();
    assert_eq!(shift.badge(), host(AgentState::Hold));
    shift.run_to_next_reply();
    assert_eq!(shift.badge().0, Some(AgentState::Idle));
}

#[test]
fn a_lost_release_is_found_by_two_polls_with_the_time_between() {
    let mut shift = on_a_pushed_call();
    shift.polls_say(5, false);
    shift.run(5_000);
    assert_eq!(shift.badge().0, Some(AgentState::WrapUp));
    assert!(matches!(
        shift.view().badge_time,
        Timer::Elapsed { about: true, .. }
    ));
    assert!(matches!(shift.view().call.stage, CallStage::Ended(_)));
}

#[test]
fn a_release_that_polls_deny_twice_was_none_and_the_call_is_not_known() {
    let mut shift = on_a_pushed_call();
    shift.push("AgentEvent_Call_Release", &json!(CALL), Some(0));
    shift.run_to_next_reply();
    assert!(
        matches!(shift.view().call.stage, CallStage::Ended(_)),
        "not yet"
    );
    assert!(!shift.badge().2);
    shift.run_to_next_reply();
    assert_eq!(shift.badge().0, Some(AgentState::Talking));
    assert!(shift.badge().2);
    assert_eq!(shift.view().call.stage, CallStage::Undescribed);
    assert_eq!(shift.view().badge_time, Timer::Unknown);
    assert_eq!(shift.view().call_time, Timer::Unknown);
}

#[test]
fn a_pushed_call_that_polls_deny_twice_becomes_the_last_call() {
    let mut shift = idle();
    shift.push_call("AgentEvent_Ringing", CALL);
    shift.run_to_next_reply();
    assert_eq!(shift.view().call.stage, CallStage::Live);
    shift.run_to_next_reply();
    assert!(matches!(shift.view().call.stage, CallStage::Ended(_)));
    assert_eq!(shift.badge().0, Some(AgentState::Idle));
}

#[test]
fn a_failed_poll_is_no_word_against_a_push() {
    let mut shift = on_a_pushed_call();
    shift.always(Reply::NoResponse);
    shift.run(5_000);
    assert_eq!(shift.badge().0, Some(AgentState::Talking));
    shift.push_call("AgentEvent_Hold", CALL);
    assert_eq!(shift.badge(), host(AgentState::Hold));
    shift.run(70_000);
    assert_eq!(shift.badge().0, None, "nothing is live without a word");
}

#[test]
fn after_a_gap_one_poll_is_enough() {
    let mut shift = on_a_pushed_call();
    shift.push_call("AgentEvent_Hold", CALL);
    shift.sleep(151_000);
    shift.event(Event::Woke);
    shift.run(LATENCY + 1_100);
    let badge = shift.badge();
    assert_eq!(
        (badge.0, badge.1),
        (Some(AgentState::Talking), Some(Source::Status))
    );
    assert_eq!(shift.view().badge_time, Timer::Unknown);
}

// Sync, session, and what is ignored.

#[test]
fn a_sync_that_is_answered_after_a_push_is_taken_and_a_later_push_wins() {
    let mut shift = Shift::opened(in_call(&json!({"state": 11})), status(7, true));
    shift.push("AgentState_Ready", &Value::Null, None);
    assert_eq!(shift.badge(), host(AgentState::Idle));
    shift.run(LATENCY);
    assert_eq!(
        shift.badge(),
        (Some(AgentState::Hold), Some(Source::Sync), true)
    );
    assert_eq!(text(&shift, Field::Caller).unwrap(), "13800138000");
    shift.push_call("AgentEvent_Talking", CALL);
    assert_eq!(shift.badge(), host(AgentState::Talking));
    shift.run(4_000);
    assert_eq!(shift.badge(), host(AgentState::Talking));
    assert_eq!(shift.view().call_time, exactly(94));
}

#[test]
fn what_cannot_be_used_is_counted_and_changes_nothing() {
    let mut shift = on_a_pushed_call();
    let before = shift.view();
    let unknown = EventRefusal::UnknownType("AgentMediaEvent_Record".to_owned());
    for (text, why) in [
        (
            r#"{"eventType":"AgentMediaEvent_Record"}"#,
            Ignored::Refused(unknown),
        ),
        ("{", Ignored::Refused(EventRefusal::NotJson)),
        ("{}", Ignored::Refused(EventRefusal::NoEventType)),
        (
            r#"{"eventType":"AgentState_Ready","workNo":"41002"}"#,
            Ignored::OtherAgent,
        ),
    ] {
        let (counted, known) = (shift.model.pushes_ignored(), shift.facts().len());
        shift.push_text(text);
        shift.push_text(text);
        assert_eq!(shift.view(), before, "{text}");
        assert_eq!(shift.model.pushes_ignored(), counted + 2);
        assert_eq!(
            shift.facts()[known..],
            [Fact::PushIgnored(why)],
            "noted once"
        );
    }
    let counted = shift.model.pushes_ignored();
    shift.push_text(r#"{"message":"","retcode":"0"}"#);
    assert_eq!(
        shift.model.pushes_ignored(),
        counted,
        "an empty poll of the portal"
    );
}

#[test]
fn a_lost_field_is_noted_and_the_event_taken() {
    let mut shift = idle();
    shift.push(
        "AgentEvent_Ringing",
        &json!({"callid": CALL, "feature": []}),
        None,
    );
    assert_eq!(shift.badge(), host(AgentState::Ringing));
    assert!(matches!(shift.facts()[..], [Fact::LostInEvent(_)]));
}

#[test]
fn nothing_is_pushed_onto_a_panel_without_a_session() {
    let mut shift = Shift::new(cec_agent_panel::panel::Settings::default());
    shift.source_holds(None);
    shift.start();
    shift.push("AgentState_Ready", &Value::Null, None);
    shift.command(30);
    assert_eq!(shift.badge(), (None, None, false));
    assert_eq!(shift.view().command, None);
    assert_eq!(shift.model.pushes_ignored(), 2);
    assert_eq!(shift.facts(), [Fact::PushIgnored(Ignored::NobodySignedIn)]);
    // Nor does one agent inherit what was pushed for another.
    let mut shift = on_a_pushed_call();
    shift.source_holds(Some(session("41002", "guid-2")));
    shift.event(Event::SessionRead(shift.source.clone()));
    assert_eq!(shift.badge(), (None, None, false));
    shift.push_call("AgentEvent_Hold", CALL);
    assert_eq!(shift.badge(), (None, None, false), "it is about {AGENT}");
}

#[test]
fn while_the_session_is_expired_a_push_is_shown_and_not_as_live() {
    let mut shift = idle();
    shift.always(code("100-008"));
    shift.run(4_000);
    let (sent, looks) = (shift.sent.len(), shift.looks.len());
    shift.push_call("AgentEvent_Ringing", CALL);
    let badge = shift.view().badge;
    assert_eq!(
        (badge.state, badge.fresh),
        (Some(AgentState::Ringing), false)
    );
    for _ in 0..50 {
        shift.push("AgentEvent_Call_Release", &json!(CALL), None);
        shift.run(200);
    }
    assert_eq!(shift.sent.len(), sent, "nothing is asked");
    assert!(shift.looks.len() - looks <= 6, "nor looked at more often");
}

#[test]
fn an_agent_who_signs_in_again_is_polled_at_once() {
    let mut shift = Shift::recovered(at_sign_in(), status(2, false));
    shift.run(4_000);
    assert_eq!(shift.badge().0, Some(AgentState::SignedOut));
    let sent = shift.sent.len();
    shift.polls_say(4, false);
    shift.push_state("AgentState_Ready");
    shift.run(1_000);
    assert!(shift.sent.len() > sent);
    shift.run(9_000);
    assert!(shift.sent.len() >= sent + 3, "as often as usual");
}

#[test]
fn a_pushed_state_needs_no_sync_that_was_lost() {
    let mut shift = Shift::opened(code("100-007"), code("100-007"));
    shift.run(3_000);
    shift.push(
        "AgentEvent_Ringing",
        &json!({"callid": CALL}),
        Some(0).filter(|_| false),
    );
    assert_eq!(shift.badge(), host(AgentState::Ringing));
    shift.push("AgentEvent_Talking", &json!({"callid": CALL}), None);
    assert!(is_about(shift.view().call_time, 0, 1));
}

// Mixtures.

#[derive(Clone, Debug)]
enum Step {
    Push(usize, u8, Option<i64>),
    Command(i64),
    Polls(i64, bool),
    Run(i64),
    Fail,
    Hide(bool),
    Jump(u64),
    Rubbish(String),
}

fn step() -> impl Strategy<Value = Step> {
    let ago = proptest::option::of(-5_000_i64..90_000);
    prop_oneof![
        8 => (0..EventKind::ALL.len(), 0_u8..4, ago).prop_map(|(kind, id, ago)| Step::Push(kind, id, ago)),
        2 => (-1_i64..33).prop_map(Step::Command),
        3 => (0_i64..11, any::<bool>()).prop_map(|(state, working)| Step::Polls(state, working)),
        6 => prop_oneof![0_i64..100, 0_i64..9_000, 0_i64..200_000].prop_map(Step::Run),
        1 => Just(Step::Fail),
        1 => any::<bool>().prop_map(Step::Hide),
        1 => (0_u64..100_000).prop_map(Step::Jump),
        1 => r#"[\[\]{}:,"\\ 0-9eE.+\-a-z]{0,30}"#.prop_map(Step::Rubbish),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_mixture_breaks_a_promise_and_two_polls_always_win(
        steps in proptest::collection::vec(step(), 1..40), state in 0_i64..11, working in any::<bool>(),
        start in 1_i64..12,
    ) {
        let mut shift = Shift::recovered(in_call(&json!({"state": start})), status(7, true));
        for step in steps {
            match step {
                Step::Push(kind, id, ago) => {
                    let name = EventKind::ALL[kind].1;
                    let content = match id {
                        0 => Value::Null,
                        1 => json!(CALL),
                        2 => json!({"callid": CALL, "caller": "1", "type": "main"}),
                        _ => json!({"callid": "7-7", "called": "2", "type": "inner"}),
                    };
                    shift.push(name, &content, ago);
                }
                Step::Command(code) => shift.command(code),
                Step::Polls(state, working) => shift.polls_say(state, working),
                Step::Run(ms) => shift.run(ms),
                Step::Fail => shift.next.push_back(Reply::NoResponse.into()),
                Step::Hide(visible) => shift.event(Event::Visible(visible)),
                Step::Jump(by) => {
                    shift.event(Event::ClockJumped(by));
                    shift.at += i64::try_from(by).unwrap();
                }
                Step::Rubbish(text) => {
                    shift.event(Event::Pushed(text.clone()));
                    shift.event(Event::CommandSent(text));
                }
            }
            let view = shift.view();
            // A call that goes on belongs to a state that is one, as far as one is known.
            if let (CallStage::Live, Some(state), true) =
                (view.call.stage, view.badge.state, view.badge.fresh)
            {
                prop_assert!(
                    state.is_in_call() || matches!(view.badge.source, Some(Source::Status)),
                    "{state:?} on a live call"
                );
            }
        }
        // Nothing else comes: the third answer at the latest was asked for after the last push.
        shift.next.clear();
        shift.polls_say(state, working);
        for _ in 0..4 {
            shift.run_to_next_reply();
        }
        let badge = shift.view().badge;
        let said = AgentState::from_agent_status(state);
        let covered = matches!(state, 7 | 9) && badge.state.is_some_and(AgentState::is_in_call);
        prop_assert!(badge.state == Some(said) || covered, "{:?} against {said:?}", badge.state);
        let in_call = state == 7 || working;
        let live = matches!(
            shift.view().call.stage,
            CallStage::Live | CallStage::Undescribed | CallStage::AtLoad
        );
        prop_assert_eq!(live, in_call);
    }
}

#[test]
fn the_sync_alone_is_unchanged_by_a_push_that_says_nothing() {
    let mut shift = Shift::recovered(sync(&json!({})), status(4, false));
    let before = shift.view();
    shift.push_state("AgentOther_InService");
    shift.push_state("AgentOther_PhoneOffhook");
    assert_eq!(shift.view(), before);
}
