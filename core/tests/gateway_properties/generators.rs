//! Generators of what the gateway can mean.

use cec_agent_panel_core::gateway::{
    AgentState, AgentStateInfo, CallFeature, CallInfo, Command, GatewayTime,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

pub fn code() -> impl Strategy<Value = i64> {
    prop_oneof![4 => -2_i64..60, 1 => Just(255_i64), 1 => -(1_i64 << 53) + 1..1_i64 << 53]
}

fn text() -> impl Strategy<Value = Option<String>> {
    option::of(prop_oneof![
        r"[0-9]{3,11}",
        r"[ -~]{1,20}",
        r"\PC{1,20}",
        r"[\x00-\x20,}\]\\]{1,9}"
    ])
}

fn time() -> impl Strategy<Value = Option<GatewayTime>> {
    option::of((100_000_000_000_u64..100_000_000_000_000).prop_map(GatewayTime))
}

fn feature() -> impl Strategy<Value = Option<CallFeature>> {
    option::of(code().prop_map(CallFeature::from_code))
}

fn state() -> impl Strategy<Value = Option<AgentState>> {
    option::of(code().prop_map(AgentState::from_sync))
}

pub fn agent() -> impl Strategy<Value = AgentStateInfo> {
    let codes = (
        feature(),
        feature(),
        state(),
        option::of(code().prop_map(Command::from_code)),
    );
    let flags = (any::<Option<bool>>(), any::<Option<bool>>());
    let times = (time(), time(), time(), time(), time(), time());
    let texts = (
        text(),
        text(),
        text(),
        text(),
        text(),
        text(),
        text(),
        text(),
        text(),
        text(),
    );
    (codes, flags, times, texts)
        .prop_map(|(codes, flags, times, texts)| AgentStateInfo {
            call_feature: codes.0,
            talking_call_feature: codes.1,
            state: codes.2,
            cur_command: codes.3,
            pre_busy: flags.0,
            pre_rest: flags.1,
            current_time: times.0,
            agent_state_begin_time: times.1,
            begin_talking_time: times.2,
            second_talking_time: times.3,
            begin_hold_time: times.4,
            cmd_begin_time: times.5,
            call_data: texts.0,
            work_no: texts.1,
            qc_work_no: texts.2,
            caller_no: texts.3,
            called_no: texts.4,
            main_call_id: texts.5,
            record_id: texts.6,
            partner: texts.7,
            hold_call_id: texts.8,
            cur_call_id: texts.9,
        })
        .prop_filter("an answer has a field", |info| {
            *info != AgentStateInfo::default()
        })
}

pub fn call() -> impl Strategy<Value = CallInfo> {
    (feature(), text(), text(), text(), text(), text(), text()).prop_map(|parts| CallInfo {
        call_feature: parts.0,
        call_id: parts.1,
        caller: parts.2,
        called: parts.3,
        call_skill: parts.4,
        original_called: parts.5,
        call_data: parts.6,
    })
}

pub fn forms() -> impl Strategy<Value = Vec<u8>> {
    vec(any::<u8>(), 1..30)
}
