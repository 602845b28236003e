//! One agent: everything that the gateway knows of them, and what falls due.

use std::borrow::Cow;
use std::collections::VecDeque;

use serde_json::{Map, Value, json};

use super::act::Act;
use super::call::{Call, Leg};
use super::command::Command;
use super::event::Event;
use super::flow::Flow;
use super::guid::Guids;
use super::history::{History, Moment};
use super::shift::Shift;
use super::state::State;

/// An agent who signed in. Times are milliseconds since 1970, durations milliseconds.
#[derive(Clone, Debug)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a mark of its own in the gateway's documents or a switch for tests"
)]
pub struct Agent {
    /// The agent's ID as text, as `workNo` carries it.
    pub id: String,
    pub signed_in: bool,
    /// When the session began.
    pub signed_in_at: u64,
    pub guids: Guids,
    /// Nobody polls this agent's events and that is all right: no sign-out for it.
    pub unattended: bool,
    /// Last sign of life of the event poller.
    pub last_poll: u64,
    pub flow: Flow,
    pub flow_control: bool,

    pub state: State,
    pub state_since: u64,
    /// The state before this one; none right after signing in.
    pub last_state: Option<State>,
    /// Busy was asked for during a call and comes after it.
    pub pre_busy: bool,
    /// Rest was asked for during a call and comes after it.
    pub pre_rest: bool,
    /// When either of the two was asked for.
    pub pre_since: Option<u64>,
    /// The length of the rest that was asked for.
    pub rest_ms: Option<u64>,
    /// Why the agent is or will be busy or at rest: 0 none, 1 to 7 the gateway's own reasons,
    /// 200 to 250 the agent's.
    pub reason: u16,
    /// The command that runs, if any.
    pub command: Option<Running>,
    pub call: Option<Call>,
    pub last_call: Option<Call>,
    /// Sessions of other media, beside the call.
    pub sessions: Vec<Leg>,
    pub queue: VecDeque<Event>,
    /// The inspector's ID, empty without one.
    pub qc_work_no: String,
    /// What the inspector does, by the codes of the event reference.
    pub qc_kind: u32,
    /// The number of the agent's phone.
    pub phone: String,
    /// 0 `WebRTC`, 1 `OpenEye`; as text, as the document types it.
    pub sign_in_mode: String,

    /// Calls are answered without the agent, as a sign-in asks for unless it says no.
    pub auto_answer: bool,
    /// How long wrap-up lasts after a call: 0 is none, `None` is until somebody ends it.
    pub wrap_up_ms: Option<u64>,
    /// How long a command runs before it takes effect.
    pub command_ms: u64,
    /// Raw values over the truth, until the state changes.
    pub overrides: Overrides,
    /// The script of a demo agent.
    pub shift: Option<Shift>,
    /// What the agent was doing, oldest first, for tests that ask what was so and when.
    pub history: History,

    due: Vec<Due>,
    /// Counts state changes, so that what was due in an earlier state is known as stale.
    epoch: u64,
    /// Counts calls, for the second half of a call ID.
    calls: u64,
}

/// A command and since when it runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Running {
    /// Table 7 of the synchronising interface.
    pub code: i64,
    pub since: u64,
}

/// Raw JSON that a test puts over the answers.
#[derive(Clone, Debug, Default)]
pub struct Overrides {
    /// Fields over `agentStateInfo`.
    pub agent_state_info: Map<String, Value>,
    pub callinfo: Option<Value>,
    /// `agentState` of `agentstatus`.
    pub agent_state: Option<Value>,
    /// `isWorking` of `agentstatus`.
    pub is_working: Option<Value>,
}

/// Something that happens by itself at a later time.
#[derive(Clone, Debug)]
struct Due {
    at: u64,
    step: Step,
    /// The state change count for which it holds; `None` whatever the state.
    epoch: Option<u64>,
}

/// What can fall due.
#[derive(Clone, Debug)]
pub enum Step {
    EndWrapUp,
    RestBegins,
    RestTimeout,
    PhoneRings,
    CallAnswered,
    OtherAnswers,
    ConsultFails,
    TransferDone,
    TransferFails,
    Command(Command),
}

/// Without an event poll for this long the agent is signed out.
const SIGN_OUT_AFTER: u64 = 120_000;
/// A queue that nobody reads keeps the newest events only.
const QUEUE_LIMIT: usize = 1_000;

impl Agent {
    /// An agent who has just signed in at `now` and is idle.
    pub fn sign_in(id: &str, guids: Guids, now: u64) -> Self {
        let mut agent = Self {
            id: id.to_owned(),
            signed_in: true,
            signed_in_at: now,
            guids,
            unattended: false,
            last_poll: now,
            flow: Flow::default(),
            flow_control: true,
            state: State::Idle,
            state_since: now,
            last_state: None,
            pre_busy: false,
            pre_rest: false,
            pre_since: None,
            rest_ms: None,
            reason: 0,
            command: None,
            call: None,
            last_call: None,
            sessions: Vec::new(),
            queue: VecDeque::new(),
            qc_work_no: String::new(),
            qc_kind: 0,
            phone: "70092".to_owned(),
            sign_in_mode: "0".to_owned(),
            auto_answer: false,
            wrap_up_ms: Some(10_000),
            command_ms: 400,
            overrides: Overrides::default(),
            shift: None,
            history: History::default(),
            due: Vec::new(),
            epoch: 0,
            calls: 0,
        };
        agent.notify("AgentOther_InService", Value::Null, now);
        agent.notify("AgentState_Ready", Value::Null, now);
        agent.record(now);
        agent
    }

    /// Ends the session at `now` without the agent (a supervisor, another sign-in, nobody
    /// who polls the events), who is told of it by one last event.
    pub fn be_signed_out(&mut self, now: u64) {
        self.sign_out(now);
        let login_time = self.signed_in_at.to_string();
        self.notify(
            "AgentOther_ShutdownService",
            json!({ "loginTime": login_time }),
            now,
        );
    }

    /// Ends the session at `now`, as the agent wants: the call is gone, the queue empty. It
    /// sends no event.
    pub fn sign_out(&mut self, now: u64) {
        self.signed_in = false;
        self.pre_busy = false;
        self.pre_rest = false;
        self.shift = None;
        self.enter(State::SignedOut, now);
        self.call = None;
        self.sessions.clear();
        self.queue.clear();
        self.due.clear();
    }

    /// Lets everything happen that falls due by `now`, each at its own time, in order.
    pub fn settle(&mut self, now: u64) {
        while self.signed_in {
            let step = self.due.iter().map(|due| due.at).min();
            let sign_out =
                (!self.unattended).then(|| self.last_poll.saturating_add(SIGN_OUT_AFTER));
            let shift = self.shift.as_ref().map(|shift| shift.next_at);
            let Some(at) = [step, sign_out, shift].into_iter().flatten().min() else {
                return;
            };
            if at > now {
                return;
            }
            if sign_out == Some(at) {
                self.be_signed_out(at);
            } else if step == Some(at) {
                self.perform_due(at);
            } else if let Some(mut shift) = self.shift.take() {
                shift.step(self, at);
                self.shift = Some(shift);
            }
        }
    }

    /// Enters a state at `now`. What held for the state before ends with it: the command
    /// that led here, a test's raw values, whatever was due in it.
    pub fn enter(&mut self, state: State, now: u64) {
        self.last_state = Some(self.state);
        self.state = state;
        self.state_since = now;
        self.epoch = self.epoch.saturating_add(1);
        self.overrides = Overrides::default();
        self.settle_command();
        self.record(now);
    }

    /// Notes in the history what the agent is doing from `now` on.
    pub fn record(&mut self, now: u64) {
        self.history.note(Moment {
            at: now,
            state: self.state,
            since: self.state_since,
            pre_busy: self.pre_busy,
            pre_rest: self.pre_rest,
            command: self.command.map_or(0, |command| command.code),
            command_since: self.command.map(|command| command.since),
            call: self.call.as_ref().map(Into::into),
        });
    }

    /// Ends the running command, unless it is a busy or rest that still waits for the end
    /// of the call: that one goes on running.
    pub fn settle_command(&mut self) {
        let code = if self.pre_busy {
            30
        } else if self.pre_rest {
            31
        } else {
            self.pre_since = None;
            self.command = None;
            return;
        };
        self.command = self.pre_since.map(|since| Running { code, since });
    }

    /// Puts an event into the queue.
    pub fn notify(&mut self, name: impl Into<Cow<'static, str>>, content: Value, at: u64) {
        let name = name.into();
        self.queue.push_back(Event { name, content, at });
        if self.queue.len() > QUEUE_LIMIT {
            self.queue.pop_front();
        }
    }

    /// Has `step` happen at `at` if the state is still this one by then.
    pub fn later_in_this_state(&mut self, at: u64, step: Step) {
        self.due.push(Due {
            at,
            step,
            epoch: Some(self.epoch),
        });
    }

    /// Has `step` happen at `at` in any state.
    pub fn later(&mut self, at: u64, step: Step) {
        self.due.push(Due {
            at,
            step,
            epoch: None,
        });
    }

    /// The ID of a new call at `now`: `<epoch seconds>-<n>`.
    pub fn new_call_id(&mut self, now: u64) -> String {
        self.calls = self.calls.saturating_add(1);
        format!("{}-{}", now / 1_000, self.calls)
    }

    /// How many calls there were, which also varies the numbers of made-up callers.
    pub const fn call_count(&self) -> u64 {
        self.calls
    }

    fn perform_due(&mut self, at: u64) {
        let Some(index) = self.due.iter().position(|due| due.at == at) else {
            return;
        };
        let due = self.due.remove(index);
        if due.epoch.is_some_and(|epoch| epoch != self.epoch) {
            return;
        }
        self.perform(&due.step, at);
    }

    /// Has what fell due happen. What has become impossible since it was planned (the customer
    /// was quicker) is dropped, as the gateway does with a command that came too late.
    pub(super) fn perform(&mut self, step: &Step, at: u64) {
        let act = match step {
            Step::RestBegins => return self.rest_begins(at),
            Step::RestTimeout => return self.notify("AgentState_Rest_Timeout", Value::Null, at),
            Step::PhoneRings => return self.phone_rings(at),
            Step::EndWrapUp => Act::EndWrapUp,
            Step::CallAnswered => Act::Answer,
            Step::OtherAnswers => Act::OtherAnswers,
            Step::ConsultFails => Act::ConsultFails,
            Step::TransferDone => Act::TransferDone,
            Step::TransferFails => Act::TransferFails,
            Step::Command(command) => command.act.clone(),
        };
        if self.act(&act, at).is_err() && matches!(step, Step::Command(_)) {
            self.settle_command();
            self.record(at);
        }
    }
}
