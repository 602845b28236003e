//! Putting an agent into any state at once, as tests ask for it.

use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

use super::act::Incoming;
use super::agent::{Agent, Running};
use super::call::{Kind, Leg, feature};
use super::guid::AuthMode;
use super::state::State;

/// The body of `POST` and `PATCH /control/agents/{id}`. Everything is optional, and what
/// is left out stays as it is. Durations are milliseconds before now.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Setup {
    /// The first Guid of the session, instead of a random one (`POST` only).
    pub guid: Option<String>,
    /// AUTHMODE of this session, instead of the gateway's (`POST` only).
    pub auth_mode: Option<AuthMode>,
    /// No Guid expiry and no sign-out although nobody polls events; true when left out in
    /// a `POST`.
    pub unattended: Option<bool>,
    pub flow_control: Option<bool>,
    pub state: Option<State>,
    pub since_ms: Option<u64>,
    pub last_state: Option<State>,
    pub call: Option<CallSetup>,
    pub pre_busy: Option<bool>,
    pub pre_rest: Option<bool>,
    /// The command that runs, Table 7; 0 for none.
    pub command: Option<i64>,
    pub command_for_ms: Option<u64>,
    pub qc_work_no: Option<String>,
    pub sign_in_mode: Option<String>,
    /// Null: until somebody ends it.
    #[serde(deserialize_with = "given")]
    pub wrap_up_ms: Option<Option<u64>>,
    pub command_ms: Option<u64>,
    /// Calls in are answered by themselves; false when left out in a `POST`.
    pub auto_answer: Option<bool>,
    /// The agent's phone number.
    pub phone: Option<String>,
    /// Why the agent is busy or at rest.
    pub reason: Option<u16>,
    /// Raw values over `agentStateInfo`.
    pub agent_state_info: Option<Map<String, Value>>,
    /// Raw value of `callinfo`.
    #[serde(deserialize_with = "given")]
    pub callinfo: Option<Value>,
    /// Raw value of `agentState`.
    #[serde(deserialize_with = "given")]
    pub agent_state: Option<Value>,
    /// Raw value of `isWorking`.
    #[serde(deserialize_with = "given")]
    pub is_working: Option<Value>,
}

/// The call in a [`Setup`].
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct CallSetup {
    pub caller: Option<String>,
    pub called: Option<String>,
    pub call_id: Option<String>,
    pub feature: Option<i64>,
    pub data: Option<String>,
    pub recording: Option<String>,
    pub partner: Option<String>,
    pub talking_for_ms: Option<u64>,
    pub held_for_ms: Option<u64>,
    pub second_call_id: Option<String>,
    pub second_feature: Option<i64>,
    pub second_for_ms: Option<u64>,
}

impl Setup {
    /// Applies the setup to `agent` at `now`. A state in a call without a call gets a
    /// made-up one; a state outside calls has none.
    pub fn apply(&self, agent: &mut Agent, now: u64) {
        if let Some(unattended) = self.unattended {
            agent.unattended = unattended;
        }
        if let Some(flow_control) = self.flow_control {
            agent.flow_control = flow_control;
        }
        if let Some(wrap_up_ms) = self.wrap_up_ms {
            agent.wrap_up_ms = wrap_up_ms;
        }
        if let Some(command_ms) = self.command_ms {
            agent.command_ms = command_ms;
        }
        if let Some(auto_answer) = self.auto_answer {
            agent.auto_answer = auto_answer;
        }
        if let Some(phone) = &self.phone {
            agent.phone.clone_from(phone);
        }
        if let Some(state) = self.state {
            agent.enter(state, now);
        }
        if let Some(since_ms) = self.since_ms {
            agent.state_since = now.saturating_sub(since_ms);
        }
        if let Some(last_state) = self.last_state {
            agent.last_state = Some(last_state);
        }
        if !agent.state.in_call() && agent.state != State::PreRest {
            agent.call = None;
        }
        if self.call.is_some() || (agent.state.in_call() && agent.call.is_none()) {
            self.apply_call(agent, now);
        }
        self.apply_marks(agent, now);
        self.apply_overrides(agent);
        agent.record(now);
    }

    /// The marks beside the state: pending, command, inspector, sign-in mode.
    fn apply_marks(&self, agent: &mut Agent, now: u64) {
        if let Some(pre_busy) = self.pre_busy {
            agent.pre_busy = pre_busy;
        }
        if let Some(pre_rest) = self.pre_rest {
            agent.pre_rest = pre_rest;
        }
        if agent.pre_busy || agent.pre_rest {
            agent.pre_since = agent.pre_since.or(Some(now));
        }
        if let Some(code) = self.command {
            let since = now.saturating_sub(self.command_for_ms.unwrap_or_default());
            agent.command = (code != 0).then_some(Running { code, since });
        }
        if let Some(reason) = self.reason {
            agent.reason = reason;
        }
        if let Some(qc_work_no) = &self.qc_work_no {
            agent.qc_work_no.clone_from(qc_work_no);
        }
        if let Some(sign_in_mode) = &self.sign_in_mode {
            agent.sign_in_mode.clone_from(sign_in_mode);
        }
    }

    fn apply_overrides(&self, agent: &mut Agent) {
        if let Some(fields) = &self.agent_state_info {
            agent.overrides.agent_state_info.extend(fields.clone());
        }
        if self.callinfo.is_some() {
            agent.overrides.callinfo.clone_from(&self.callinfo);
        }
        if self.agent_state.is_some() {
            agent.overrides.agent_state.clone_from(&self.agent_state);
        }
        if self.is_working.is_some() {
            agent.overrides.is_working.clone_from(&self.is_working);
        }
    }

    /// Replaces the agent's call by the one described, with what the state implies: who
    /// holds has been holding since the state began, who seeks help has a second leg.
    fn apply_call(&self, agent: &mut Agent, now: u64) {
        let setup = self.call.clone().unwrap_or_default();
        let incoming = Incoming {
            caller: setup.caller,
            called: setup.called,
            call_id: setup.call_id,
            feature: setup.feature,
            data: setup.data,
            recording: setup.recording,
            ..Incoming::default()
        };
        let mut call = agent.made_up_call(&incoming, now);
        let state = agent.state;
        let answered = !matches!(
            state,
            State::Ringing | State::Occupied | State::OutboundCall | State::Playback
        );
        let ago = |ms: u64| now.saturating_sub(ms);
        if answered {
            let since = setup.talking_for_ms.map_or(agent.state_since, ago);
            call.main.talking_since = Some(since);
            call.main.began = since;
        } else {
            call.main.began = agent.state_since;
        }
        if state == State::OutboundCall {
            call.main.kind = Kind::Out;
        }
        let holding = matches!(state, State::Hold | State::Help);
        call.held_since = setup
            .held_for_ms
            .map(ago)
            .or(holding.then_some(agent.state_since));
        call.partner = setup.partner.unwrap_or_default();
        if state == State::Help || setup.second_call_id.is_some() || setup.second_for_ms.is_some() {
            let since = setup.second_for_ms.map_or(agent.state_since, ago);
            let own_id = agent.new_call_id(now);
            call.second = Some(Leg {
                id: setup.second_call_id.unwrap_or(own_id),
                caller: agent.id.clone(),
                called: call.partner.clone(),
                feature: setup.second_feature.unwrap_or(feature::TWO_PARTY_HELP),
                began: since,
                talking_since: Some(since),
                kind: Kind::Help,
                ..Leg::default()
            });
        } else if state == State::ThreeParty {
            call.joined = Some(Leg {
                id: agent.new_call_id(now),
                caller: agent.id.clone(),
                called: call.partner.clone(),
                feature: call.main.feature,
                began: agent.state_since,
                talking_since: Some(agent.state_since),
                kind: Kind::ThreePartyHelp,
                ..Leg::default()
            });
        }
        agent.call = Some(call);
    }
}

/// Tells a field that is null from one that is not there.
fn given<'de, T, D>(deserializer: D) -> Result<Option<T>, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    T::deserialize(deserializer).map(Some)
}
