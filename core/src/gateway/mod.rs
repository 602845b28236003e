//! CC-Gateway's protocol as pure values: code tables, answers and result codes.
//!
//! Three interfaces are read here, `syncagentinfo`, `agentstatus` and `callinfo`, and the
//! events of a fourth that the portal asks, `agentevent`. The first two number the
//! agent's states differently; [`AgentState`] is the one reading of both. Every form
//! that the gateway is known to answer in ends in this module: nothing past it knows
//! that a timestamp may be a string or that the documented example is not valid JSON.
//!
//! Nothing here knows a browser, a clock or a random number, and nothing can panic.

mod agent_event;
mod agent_id;
mod agent_state;
mod agent_state_info;
mod agent_status;
mod answer;
mod call_feature;
mod call_info;
mod command;
mod credible;
mod event_content;
mod event_kind;
mod failure_class;
mod fields;
mod gateway_time;
mod guid;
mod json;
mod looked_up_call;
mod loss;
mod media;
mod pasted;
mod reason;
mod retcode;
mod sync_agent_info;

pub use agent_event::{AgentEvent, DecodedEvent, EventRefusal, decode_agent_events};
pub use agent_id::{AgentId, AgentIdError};
pub use agent_state::{AgentState, Interface};
pub use agent_state_info::AgentStateInfo;
pub use agent_status::{AgentStatus, decode_agent_status};
pub use answer::{Answer, Refusal, is_the_gateways};
pub use call_feature::CallFeature;
pub use call_info::CallInfo;
pub use command::{Command, CommandWord, SentCommand, decode_command};
pub use credible::{Impossible, leave_out_impossible_times};
pub use event_content::{EventCall, EventOutcome, Inspection, InspectionKind};
pub use event_kind::EventKind;
pub use failure_class::{FailureClass, class_of_http_status, class_of_retcode};
pub use gateway_time::{GatewayTime, NegativeDuration};
pub use guid::Guid;
pub use json::{MAX_BODY_BYTES, parse_leniently};
pub use looked_up_call::decode_looked_up_call;
pub use loss::{Found, Loss};
pub use reason::Reason;
pub use retcode::RetCode;
pub use sync_agent_info::{SyncAgentInfo, decode_sync_agent_info};
