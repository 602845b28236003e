//! What was told of a call.

use crate::gateway::{
    AgentState, AgentStateInfo, CallFeature, CallInfo, EventCall, GatewayTime, InspectionKind,
    SyncAgentInfo,
};
use crate::time::{Anchor, Now, Start};

/// What `syncagentinfo` and events told of a call.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Details {
    /// When the last of it was told.
    pub as_of: Now,
    /// Calling number.
    pub caller: Option<String>,
    /// Called number.
    pub called: Option<String>,
    /// The number that the caller dialled, before any routing.
    pub original_called: Option<String>,
    /// The kind of call.
    pub feature: Option<CallFeature>,
    /// The skill queue that it came through.
    pub skill: Option<String>,
    /// The call's ID.
    pub call_id: Option<String>,
    /// When the talk began.
    pub talking: Start,
    /// Whether it has begun.
    pub talked: bool,
    /// When it was put on hold, as the sync told, while that hold is believed.
    pub held: Option<Start>,
    /// The ID of the call on hold, when that is another than the current.
    pub held_call_id: Option<String>,
    /// When the second call began, as the sync told, while that is believed.
    pub second_call: Option<Start>,
    /// The recording's serial number.
    pub recording: Option<String>,
    /// Who else is in a consultation, transfer or three-party call: agents or a customer, with commas
    /// between.
    pub partner: Option<String>,
    /// The inspector who is on the call.
    pub inspector: Option<String>,
    /// What the inspector does there.
    pub inspection: Option<InspectionKind>,
    /// Free text that came with the call.
    pub call_data: Option<String>,
}

impl Details {
    pub(super) fn from_sync(info: &SyncAgentInfo, anchor: Option<Anchor>, now: Now) -> Self {
        let AgentStateInfo { state, .. } = info.agent;
        let (agent, call): (&AgentStateInfo, &CallInfo) = (&info.agent, &info.call_info);
        let at = |time: Option<GatewayTime>| anchor?.at(time?);
        let on_hold = state == Some(AgentState::Hold) || agent.hold_call_id.is_some();
        let call_id = first(&[&agent.cur_call_id, &agent.main_call_id, &call.call_id]);
        Self {
            as_of: now,
            caller: first(&[&agent.caller_no, &call.caller]),
            called: first(&[&agent.called_no, &call.called]),
            original_called: call.original_called.clone(),
            feature: call
                .call_feature
                .or(agent.call_feature)
                .or(agent.talking_call_feature),
            skill: call.call_skill.clone(),
            held_call_id: agent
                .hold_call_id
                .clone()
                .filter(|held| call_id.as_ref() != Some(held)),
            call_id,
            talking: at(agent.begin_talking_time).map_or(Start::Unknown, Start::At),
            talked: agent.begin_talking_time.is_some()
                || !state.is_some_and(AgentState::is_before_talk),
            held: at(agent.begin_hold_time).filter(|_| on_hold).map(Start::At),
            second_call: at(agent.second_talking_time).map(Start::At),
            recording: agent.record_id.clone(),
            partner: agent.partner.clone(),
            inspector: agent.qc_work_no.clone(),
            inspection: None,
            call_data: first(&[&agent.call_data, &call.call_data]),
        }
    }

    /// What the sync told of a hold and of a second call is past.
    pub fn holds_no_longer(&mut self) {
        self.held = None;
        self.second_call = None;
    }

    /// Whether there is more than the sign-in mode and a call type, which the gateway
    /// sends without any call.
    pub(super) fn describe_a_call(&self) -> bool {
        let texts = [
            &self.caller,
            &self.called,
            &self.call_id,
            &self.held_call_id,
            &self.partner,
            &self.call_data,
            &self.recording,
            &self.inspector,
        ];
        texts.iter().any(|text| text.is_some()) || self.talking != Start::Unknown
    }

    /// A call of which nothing is known yet.
    pub const fn new(now: Now) -> Self {
        Self {
            as_of: now,
            caller: None,
            called: None,
            original_called: None,
            feature: None,
            skill: None,
            call_id: None,
            talking: Start::Unknown,
            talked: false,
            held: None,
            held_call_id: None,
            second_call: None,
            recording: None,
            partner: None,
            inspector: None,
            inspection: None,
            call_data: None,
        }
    }

    /// Fills in what is not known yet.
    pub(super) fn add(&mut self, told: &EventCall, now: Now) {
        let fill = |known: &mut Option<String>, told: &Option<String>| {
            if known.is_none() {
                known.clone_from(told);
            }
        };
        fill(&mut self.call_id, &told.call_id);
        fill(&mut self.caller, &told.caller);
        fill(&mut self.called, &told.called);
        // Of a call out, it is the party whose phone rings.
        fill(&mut self.called, &told.other_phone);
        fill(&mut self.called, &told.other_agent);
        fill(&mut self.skill, &told.skill);
        fill(&mut self.call_data, &told.call_data);
        self.feature = self.feature.or(told.feature);
        if self.held_call_id == self.call_id {
            self.held_call_id = None;
        }
        self.as_of = now;
    }
}

/// The first text that is there.
fn first(texts: &[&Option<String>]) -> Option<String> {
    texts.iter().find_map(|text| (*text).clone())
}
