//! What `syncagentinfo` tells of the agent.

use super::fields::Fields;
use super::{AgentState, CallFeature, Command, GatewayTime};

/// `agentStateInfo` of `syncagentinfo` (`cec_07_0359`): the fields of Table 5 of its document, in
/// its order, but 3.2.3 `lastState`, 3.2.5 `firsttalkingFlag`, 3.2.12 `releaseFlag` and 3.2.26
/// `signInMode`, which nothing shows. A field is `None` when it was missing, null, empty, or lost.
///
/// All moments are strings in the table. They come as strings, also empty ones, as integers and
/// as null.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct AgentStateInfo {
    /// `callFeature` (Table 5, 3.2.1), the original call's type: a code of Table 6.
    pub call_feature: Option<CallFeature>,
    /// `callData` (Table 5, 3.2.2), data that travels with the call: free text of up to 16 KB,
    /// sometimes in base64, and possibly personal.
    pub call_data: Option<String>,
    /// `preBusy` (Table 5, 3.2.4): busy was asked for during a call, or in wrap-up, and comes after
    /// it.
    pub pre_busy: Option<bool>,
    /// `workNo` (Table 5, 3.2.6), the agent's ID as the gateway writes it.
    pub work_no: Option<String>,
    /// `qcWorkNo` (Table 5, 3.2.7), the ID of an inspector.
    pub qc_work_no: Option<String>,
    /// `callerNo` (Table 5, 3.2.8), the calling number.
    pub caller_no: Option<String>,
    /// `beginHoldTime` (Table 5, 3.2.9), since when the call is on hold: in ms since 1970 by the
    /// gateway's clock.
    pub begin_hold_time: Option<GatewayTime>,
    /// `state` (Table 5, 3.2.10), the agent's state: a code of Table 3 of the page "Agent Status"
    /// (`cec_07_0581`).
    pub state: Option<AgentState>,
    /// `talkingCallfeature` (Table 5, 3.2.11), the original type of the call that is talked on: a
    /// code of Table 6. Of which call, only the Chinese document says.
    pub talking_call_feature: Option<CallFeature>,
    /// `calledNo` (Table 5, 3.2.13), the called number.
    pub called_no: Option<String>,
    /// `mainCallId` (Table 5, 3.2.14), the first call's ID.
    pub main_call_id: Option<String>,
    /// `secondTalkingTime` (Table 5, 3.2.15), since when the second call is talked on: in ms since
    /// 1970 by the gateway's clock. The table has "duration", and then "timestamp".
    pub second_talking_time: Option<GatewayTime>,
    /// `preRest` (Table 5, 3.2.16): rest was asked for during a call, or in wrap-up, and comes
    /// after it.
    pub pre_rest: Option<bool>,
    /// `recordID` (Table 5, 3.2.17), the recording's serial number.
    pub record_id: Option<String>,
    /// `currentTime` (Table 5, 3.2.18), the gateway's clock at the answer: in ms since 1970.
    pub current_time: Option<GatewayTime>,
    /// `beginTalkingTime` (Table 5, 3.2.19), since when the call is talked on: in ms since 1970 by
    /// the gateway's clock. The table has "duration", and then "timestamp".
    pub begin_talking_time: Option<GatewayTime>,
    /// `partner` (Table 5, 3.2.20), of which the document tells no more than the name: the other
    /// party, or several with commas between.
    pub partner: Option<String>,
    /// `holdCallId` (Table 5, 3.2.21), the ID of the call on hold.
    pub hold_call_id: Option<String>,
    /// `agentStateBeginTime` (Table 5, 3.2.22), since when the state lasts: in ms since 1970 by the
    /// gateway's clock.
    pub agent_state_begin_time: Option<GatewayTime>,
    /// `curCommand` (Table 5, 3.2.23), the current command: a code of Table 7.
    pub cur_command: Option<Command>,
    /// `curCallId` (Table 5, 3.2.24), the current call's ID.
    pub cur_call_id: Option<String>,
    /// `cmdBeginTime` (Table 5, 3.2.25), when that command began: in ms since 1970 by the gateway's
    /// clock.
    pub cmd_begin_time: Option<GatewayTime>,
}

impl AgentStateInfo {
    /// Reads the fields of Table 5.
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
