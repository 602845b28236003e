//! What `syncagentinfo` tells of the agent.

use super::fields::Fields;
use super::{AgentState, CallFeature, Command, GatewayTime};

/// `agentStateInfo` of `syncagentinfo`: the fields of Table 5 of its document, in its order, but
/// `lastState`, `firsttalkingFlag`, `releaseFlag` and `signInMode`, which nothing shows. A field
/// is `None` when it was missing, null, empty, or lost.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct AgentStateInfo {
    /// `callFeature`, the original call's type.
    pub call_feature: Option<CallFeature>,
    /// `callData`, data that travels with the call: free text of up to 16 KB, sometimes
    /// in base64, and possibly personal.
    pub call_data: Option<String>,
    /// `preBusy`: busy was asked for during the call and comes after it.
    pub pre_busy: Option<bool>,
    /// `workNo`, the agent's ID as the gateway writes it.
    pub work_no: Option<String>,
    /// `qcWorkNo`, the ID of an inspector.
    pub qc_work_no: Option<String>,
    /// `callerNo`, the calling number.
    pub caller_no: Option<String>,
    /// `beginHoldTime`, since when the call is on hold.
    pub begin_hold_time: Option<GatewayTime>,
    /// `state`, read by the interface's own table.
    pub state: Option<AgentState>,
    /// `talkingCallfeature`, the type of the call that is talked on.
    pub talking_call_feature: Option<CallFeature>,
    /// `calledNo`, the called number.
    pub called_no: Option<String>,
    /// `mainCallId`, the first call's ID.
    pub main_call_id: Option<String>,
    /// `secondTalkingTime`, since when the second call is talked on.
    pub second_talking_time: Option<GatewayTime>,
    /// `preRest`: rest was asked for during the call and comes after it.
    pub pre_rest: Option<bool>,
    /// `recordID`, the recording's number.
    pub record_id: Option<String>,
    /// `currentTime`, the gateway's clock at the answer.
    pub current_time: Option<GatewayTime>,
    /// `beginTalkingTime`, since when the first call is talked on.
    pub begin_talking_time: Option<GatewayTime>,
    /// `partner`, the other party of a consultation.
    pub partner: Option<String>,
    /// `holdCallId`, the ID of the call on hold.
    pub hold_call_id: Option<String>,
    /// `agentStateBeginTime`, since when the state lasts.
    pub agent_state_begin_time: Option<GatewayTime>,
    /// `curCommand`, the command that the agent gave last.
    pub cur_command: Option<Command>,
    /// `curCallId`, the current call's ID.
    pub cur_call_id: Option<String>,
    /// `cmdBeginTime`, when that command was given.
    pub cmd_begin_time: Option<GatewayTime>,
}

impl AgentStateInfo {
    pub(super) fn read(fields: &mut Fields<'_>) -> Self {
        Self {
            call_feature: fields.integer("callFeature").map(CallFeature::from_code),
            call_data: fields.text("callData"),
            pre_busy: fields.boolean("preBusy"),
            work_no: fields.text("workNo"),
            qc_work_no: fields.phone_number("qcWorkNo"),
            caller_no: fields.phone_number("callerNo"),
            begin_hold_time: fields.time("beginHoldTime"),
            state: fields.integer("state").map(AgentState::from_sync),
            talking_call_feature: fields
                .integer("talkingCallfeature")
                .map(CallFeature::from_code),
            called_no: fields.phone_number("calledNo"),
            main_call_id: fields.text("mainCallId"),
            second_talking_time: fields.time("secondTalkingTime"),
            pre_rest: fields.boolean("preRest"),
            record_id: fields.text("recordID"),
            current_time: fields.time("currentTime"),
            begin_talking_time: fields.time("beginTalkingTime"),
            partner: fields.phone_numbers("partner"),
            hold_call_id: fields.text("holdCallId"),
            agent_state_begin_time: fields.time("agentStateBeginTime"),
            cur_command: fields.integer("curCommand").map(Command::from_code),
            cur_call_id: fields.text("curCallId"),
            cmd_begin_time: fields.time("cmdBeginTime"),
        }
    }
}
