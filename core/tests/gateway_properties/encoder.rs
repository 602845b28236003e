//! The encoder: what the gateway can write. `forms` chooses among the forms of a value.

use cec_agent_panel_core::gateway::{
    AgentState, AgentStateInfo, CallFeature, CallInfo, Command, GatewayTime,
};
use serde_json::{Map, Value, json};

pub struct Encoder {
    pub object: Map<String, Value>,
    forms: Vec<u8>,
}

impl Encoder {
    pub fn new(forms: &[u8]) -> Self {
        Self {
            object: Map::new(),
            forms: forms.to_vec(),
        }
    }

    /// One of a value's forms. The choice goes round, so that the fields differ.
    pub fn put(&mut self, name: &str, value: Option<Value>) {
        self.forms.rotate_left(1);
        let form = self.forms[0];
        let written = match (value, form % 3) {
            (None, 0) => json!(null),
            (None, 1) => json!(""),
            (None, _) => return,
            (Some(Value::Bool(flag)), 1) => json!(flag.to_string()),
            (Some(Value::Bool(flag)), 2) => json!(u8::from(flag).to_string()),
            (Some(Value::Number(number)), 1) => json!(number.to_string()),
            // Integers are accepted with a zero fraction up to a limit.
            (Some(Value::Number(number)), 2) if number.as_i64().unwrap().abs() < 1 << 49 => {
                serde_json::from_str(&format!("{number}.0")).unwrap()
            }
            (Some(other), _) => other,
        };
        self.object.insert(name.to_owned(), written);
    }
}

fn number(code: Option<i64>) -> Option<Value> {
    code.map(Value::from)
}

fn moment(time: Option<GatewayTime>) -> Option<Value> {
    time.map(|time| Value::from(time.ms()))
}

fn string(text: Option<&String>) -> Option<Value> {
    text.cloned().map(Value::from)
}

/// Table 3 of the page "Agent Status", written down a second time.
fn sync_code(state: AgentState) -> i64 {
    match state {
        AgentState::Idle => 1,
        AgentState::WrapUp => 2,
        AgentState::Rest => 3,
        AgentState::Busy => 4,
        AgentState::Playback => 5,
        AgentState::OutboundCall => 6,
        AgentState::Occupied => 7,
        AgentState::Ringing => 8,
        AgentState::Talking => 9,
        AgentState::ThreeParty => 10,
        AgentState::Hold => 11,
        AgentState::Mute => 12,
        AgentState::Help => 13,
        AgentState::Transfer => 14,
        AgentState::Insert => 15,
        AgentState::Listen => 16,
        AgentState::Whisper => 17,
        AgentState::Abnormal => 255,
        AgentState::Unknown { code, .. } => code,
        AgentState::SignedIn | AgentState::SignedOut | AgentState::PreRest => {
            panic!("syncagentinfo cannot say {state:?}")
        }
    }
}

/// Table 1 of the page "Agent Status", written down a second time.
pub fn status_code(state: AgentState) -> i64 {
    match state {
        AgentState::SignedIn => 1,
        AgentState::SignedOut => 2,
        AgentState::Busy => 3,
        AgentState::Idle => 4,
        AgentState::WrapUp => 5,
        AgentState::Talking => 7,
        AgentState::Rest => 8,
        AgentState::PreRest => 9,
        AgentState::Unknown { code, .. } => code,
        _ => panic!("agentstatus cannot say {state:?}"),
    }
}

pub fn encode_agent(info: &AgentStateInfo, forms: &[u8]) -> Value {
    let mut to = Encoder::new(forms);
    to.put(
        "callFeature",
        number(info.call_feature.map(CallFeature::code)),
    );
    to.put("callData", string(info.call_data.as_ref()));
    to.put("preBusy", info.pre_busy.map(Value::from));
    to.put("workNo", string(info.work_no.as_ref()));
    to.put("qcWorkNo", string(info.qc_work_no.as_ref()));
    to.put("callerNo", string(info.caller_no.as_ref()));
    to.put("beginHoldTime", moment(info.begin_hold_time));
    to.put("state", number(info.state.map(sync_code)));
    to.put(
        "talkingCallfeature",
        number(info.talking_call_feature.map(CallFeature::code)),
    );
    to.put("calledNo", string(info.called_no.as_ref()));
    to.put("mainCallId", string(info.main_call_id.as_ref()));
    to.put("secondTalkingTime", moment(info.second_talking_time));
    to.put("preRest", info.pre_rest.map(Value::from));
    to.put("recordID", string(info.record_id.as_ref()));
    to.put("currentTime", moment(info.current_time));
    to.put("beginTalkingTime", moment(info.begin_talking_time));
    to.put("partner", string(info.partner.as_ref()));
    to.put("holdCallId", string(info.hold_call_id.as_ref()));
    to.put("agentStateBeginTime", moment(info.agent_state_begin_time));
    to.put("curCommand", number(info.cur_command.map(Command::code)));
    to.put("curCallId", string(info.cur_call_id.as_ref()));
    to.put("cmdBeginTime", moment(info.cmd_begin_time));
    Value::Object(to.object)
}

pub fn encode_call(info: &CallInfo, forms: &[u8]) -> Value {
    let mut to = Encoder::new(forms);
    to.put(
        "callfeature",
        number(info.call_feature.map(CallFeature::code)),
    );
    to.put("callid", string(info.call_id.as_ref()));
    to.put("caller", string(info.caller.as_ref()));
    to.put("called", string(info.called.as_ref()));
    to.put("callskill", string(info.call_skill.as_ref()));
    to.put("orgicallednum", string(info.original_called.as_ref()));
    to.put("calldata", string(info.call_data.as_ref()));
    let object = Value::Object(to.object);
    match forms[0] / 3 % 3 {
        0 => object,
        1 => json!([object]),
        _ => json!(object.to_string()),
    }
}

/// The whole body, around a result.
pub fn body(result: Value, form: u8) -> String {
    let result = if form.is_multiple_of(2) {
        result
    } else {
        json!([result])
    };
    let retcode = if (form / 2).is_multiple_of(2) {
        json!("0")
    } else {
        json!(0)
    };
    let text = json!({"message": "", "retcode": retcode, "result": result}).to_string();
    match form / 4 % 3 {
        0 => text,
        1 => format!("\u{feff}{text}\r\n"),
        // Its last character is the closing brace.
        _ => format!("{} , \n}}", text.strip_suffix('}').unwrap()),
    }
}
