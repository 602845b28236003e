//! Pushed events: what each leads to, and the calls that they tell of.

use crate::support::Shift;
use crate::support::answers::{ago, code, in_call, status};
use crate::support::pushed::{
    CALL, exactly, host, idle, is_about, on_a_call, on_a_pushed_call, text,
};
use cec_agent_panel_core::desk::{CallStage, Pending, Source};
use cec_agent_panel_core::field::Field;
use cec_agent_panel_core::gateway::{AgentState, EventKind};
use cec_agent_panel_core::view::Timer;
use serde_json::json;

/// What an event leads to: the state for an agent in no call, and for one in a call.
/// `None`: the badge stays as it was; `Some(None)`: it no longer looks live.
type Led = (EventKind, Option<AgentState>, Option<Option<AgentState>>);

#[test]
fn every_event_leads_where_the_table_says() {
    use AgentState::{
        Busy, Hold, Idle, Occupied, OutboundCall, Playback, Rest, Ringing, Talking, ThreeParty,
        WrapUp,
    };
    use EventKind as Kind;
    let table: [Led; 49] = [
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
        (Kind::PhoneAlerting, Some(Occupied), None),
        (Kind::PhoneOffhook, None, None),
        (Kind::PhoneRelease, None, None),
        (Kind::Ringing, Some(Ringing), Some(Some(Ringing))),
        (Kind::AutoAnswer, Some(Occupied), Some(Some(Occupied))),
        (Kind::Talking, Some(Talking), Some(Some(Talking))),
        (Kind::Hold, Some(Hold), Some(Some(Hold))),
        (Kind::Conference, Some(ThreeParty), Some(Some(ThreeParty))),
        (Kind::JoinConf, Some(ThreeParty), Some(Some(ThreeParty))),
        (Kind::CustomerAlerting, Some(OutboundCall), None),
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
        (Kind::ForceSetNotReady, Some(Busy), None),
        (Kind::PhoneHold, Some(Hold), Some(Some(Hold))),
        (Kind::PhoneUnhold, Some(Talking), Some(Some(Talking))),
        (Kind::SuccTransResult, None, None),
        (Kind::TransOutResult, None, None),
        (Kind::PhoneTransferResult, None, None),
        (Kind::ReturnFromIvr, None, Some(Some(Talking))),
        (Kind::Recording, None, None),
        (Kind::RecordingFailed, None, None),
        (Kind::RecordingStopped, None, None),
        (Kind::InspectionBegun, None, None),
        (Kind::InspectionOver, None, None),
        (Kind::ConferenceRinging, Some(Ringing), None),
        (Kind::ConferenceJoined, None, None),
        (Kind::Playback, None, Some(Some(Playback))),
        (Kind::PlaybackOver, None, None),
    ];
    // What signs the agent out has tests of its own.
    assert_eq!(table.len(), EventKind::ALL.len() - 1);
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
    }
}

#[test]
fn ringing_then_talking_shows_the_call_and_times_the_talk_from_its_first_event() {
    let mut shift = idle();
    shift.push_state("AgentState_Busy");
    assert_eq!(shift.badge(), host(AgentState::Occupied));
    assert_eq!(shift.view().call.stage, CallStage::None, "not at once");
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
    shift.run(1_500);
    assert_eq!(shift.view().call.stage, CallStage::Undescribed);
    shift.push("AgentEvent_Ringing", &json!({"callid": CALL}), Some(0));
    assert_eq!(text(&shift, Field::Skill).unwrap(), "gold");
}

#[test]
fn an_event_without_content_describes_nothing() {
    let mut shift = idle();
    shift.push_state("AgentEvent_Talking");
    assert_eq!(shift.badge(), host(AgentState::Talking));
    shift.run(2_000);
    assert_eq!(shift.view().call.stage, CallStage::Undescribed);
    assert_eq!(shift.view().call_time, exactly(2), "that of the state");
    let mut shift = on_a_pushed_call();
    shift.push_state("AgentEvent_Hold");
    assert_eq!(shift.badge(), host(AgentState::Hold));
    assert_eq!(text(&shift, Field::CallId).unwrap(), CALL, "the same call");
}

#[test]
fn a_hold_of_the_last_call_that_comes_late_does_not_bring_it_back() {
    for name in ["AgentEvent_Hold", "AgentOther_linkagePhoneUnHold"] {
        let mut shift = on_a_pushed_call();
        shift.push("AgentEvent_Call_Release", &json!(CALL), Some(0));
        shift.push_state("AgentState_Ready");
        shift.polls_say(4, false);
        assert_eq!(shift.badge().0, Some(AgentState::Idle));
        shift.push(name, &json!(CALL), Some(2_000));
        assert_eq!(shift.badge().0, Some(AgentState::Idle), "{name}");
        assert!(matches!(shift.view().call.stage, CallStage::Ended(_)));
    }
}
