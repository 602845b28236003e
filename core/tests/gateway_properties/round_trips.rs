//! What the gateway can say is read as it was meant.

use cec_agent_panel_core::gateway::{
    AgentState, AgentStatus, Answer, SyncAgentInfo, decode_agent_status, decode_sync_agent_info,
};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::encoder::{Encoder, body, encode_agent, encode_call, status_code};
use super::generators::{agent, call, code, forms};
use super::runs;

proptest! {
    #![proptest_config(runs(300))]

    #[test]
    fn what_syncagentinfo_can_say_is_read_as_it_was_meant(
        agent in agent(), call_info in call(), forms in forms()
    ) {
        let result = json!({
            "callinfo": encode_call(&call_info, &forms),
            "agentStateInfo": encode_agent(&agent, &forms),
        });
        let read = decode_sync_agent_info(&body(result, forms[0]));
        let value = SyncAgentInfo { call_info, agent };
        prop_assert_eq!(read, Ok(Answer { value, losses: vec![] }));
    }

    #[test]
    fn what_agentstatus_can_say_is_read_as_it_was_meant(
        code in code(), is_working in any::<Option<bool>>(), forms in forms()
    ) {
        let value = AgentStatus { state: AgentState::from_agent_status(code), is_working };
        let mut to = Encoder::new(&forms);
        to.put("agentState", Some(Value::from(status_code(value.state))));
        to.put("isWorking", is_working.map(Value::from));
        let read = decode_agent_status(&body(Value::Object(to.object), forms[0]));
        prop_assert_eq!(read, Ok(Answer { value, losses: vec![] }));
    }
}
