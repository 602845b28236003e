//! Tells the page around the panel what has changed, and answers it.
//!
//! The names and the shapes of what is told are those of the `cec-*` events in
//! `docs/embedding.md`. The page's script dispatches them later, in a microtask, so
//! that a listener may do with the panel what it likes.

use std::cell::RefCell;

use js_sys::{Function, Object};
use wasm_bindgen::JsValue;

use super::plain::{Plain, moment, number};
use cec_agent_panel_core::gateway::{AgentId, AgentState};
use cec_agent_panel_core::panel::{
    Asked, CallFacts, CommandFacts, Complaint, ConnectionFacts, Expiry, Facts, Now, Pending, Since,
    Source, StateFacts, Wall,
};

/// The first word of the names of locks and channels, with the version of what is said
/// there, which must grow with every change of it.
const LEAD_NAME: &str = "cec-agent-panel.2";

/// The one who is told.
pub struct Host {
    tell: Function,
    told: RefCell<Facts>,
}

impl Host {
    /// `tell` is called with a name and a plain object. `facts` are known already.
    pub fn new(tell: Function, facts: Facts) -> Self {
        Self {
            tell,
            told: RefCell::new(facts),
        }
    }

    /// Tells what is new in `facts`.
    pub fn show(&self, facts: &Facts, now: Now) {
        let before = self.told.replace(facts.clone());
        let agent = &agent(facts);
        if before.state != facts.state {
            let detail = state(&facts.state, facts.state_as_of, now);
            self.tell(
                "cec-state",
                &detail
                    .with("agentId", agent)
                    .with("old", state_slug(&before.state))
                    .with("new", state_slug(&facts.state)),
            );
        }
        if before.call != facts.call {
            self.tell("cec-call", &call(&facts.call, now).with("agentId", agent));
        }
        if before.command != facts.command {
            let detail = command(facts.command, now);
            self.tell("cec-command", &detail.with("agentId", agent));
        }
        if before.connection != facts.connection {
            let detail = connection(facts.connection, facts.latency_ms);
            self.tell(
                "cec-connection",
                &detail
                    .with("agentId", agent)
                    .with("old", before.connection.connection.slug())
                    .with("new", facts.connection.connection.slug()),
            );
        }
        if let Some(expiry) = facts.expiry
            && before.expiry != facts.expiry
        {
            let why = match expiry {
                Expiry::GuidRefused => "guid-refused",
                Expiry::SessionOver => "session-over",
            };
            let detail = Plain::new().with("why", why).with("agentId", agent);
            self.tell("cec-session-expired", &detail);
        }
    }

    /// Tells what was wrong with a setting.
    pub fn complain(&self, complaint: &Complaint) {
        let detail = Plain::new()
            .with("key", complaint.key.as_str())
            .with("problem", complaint.problem.slug());
        self.tell("complaint", &detail);
    }

    /// Asks for the lead among the panels of that agent at that gateway.
    pub fn lead(&self, agent: AgentId, gateway: &str, steal: bool) {
        let name = [LEAD_NAME, " ", gateway, " ", &agent.to_string()].concat();
        let detail = Plain::new()
            .with("name", name.as_str())
            .with("steal", steal);
        self.tell("lead", &detail);
    }

    /// Passes on what needs no more: `resign`, `leave`, or what is
    /// to be said to the other panels.
    pub fn pass(&self, name: &str, text: &str) {
        self.tell(name, &Plain::new().with("text", text));
    }

    /// Calls the page's script with a name and a plain object.
    pub fn tell(&self, name: &str, detail: &Plain) {
        // What goes wrong on the host's side is nothing that the panel can mend.
        let _ = self
            .tell
            .call2(&JsValue::NULL, &name.into(), detail.object());
    }
}

/// All of `facts`, as a plain object.
pub fn snapshot(facts: &Facts, now: Now) -> Object {
    let state = state(&facts.state, facts.state_as_of, now).with("state", state_slug(&facts.state));
    let connection = connection(facts.connection, facts.latency_ms)
        .with("connection", facts.connection.connection.slug());
    Plain::new()
        .with("version", env!("CARGO_PKG_VERSION"))
        .with("agentId", agent(facts))
        .with("at", moment(Some(now.wall)))
        .with("state", state)
        .with("call", call(&facts.call, now))
        .with("command", command(facts.command, now))
        .with("connection", connection)
        .into_object()
}

fn state(facts: &StateFacts, as_of: Option<Wall>, now: Now) -> Plain {
    let code = match facts.state {
        Some(AgentState::Unknown { code, .. }) => number(code),
        _ => JsValue::NULL,
    };
    let pending = match facts.pending {
        Pending::None => JsValue::NULL,
        Pending::Waiting(Asked::Busy) => "busy".into(),
        Pending::Waiting(Asked::Rest) => "rest".into(),
        Pending::Cancelled(..) => "cancelled".into(),
    };
    let detail = facts.detail.map_or(JsValue::NULL, |detail| {
        let object = Plain::new()
            .with("state", detail.state.slug())
            .with("asOf", moment(Some(detail.as_of)));
        object.into_object().into()
    });
    since(facts.since, now)
        .with("code", code)
        .with("detail", detail)
        .with("source", facts.source.map_or("none", Source::slug))
        .with("asOf", moment(as_of))
        .with("fresh", facts.fresh)
        .with("pending", pending)
}

fn call(facts: &CallFacts, now: Now) -> Plain {
    let text = |text: &Option<String>| text.as_deref().map_or(JsValue::NULL, JsValue::from_str);
    since(facts.since, now)
        .with("stage", facts.stage.slug())
        .with("callId", text(&facts.call_id))
        .with("caller", text(&facts.caller))
        .with("called", text(&facts.called))
        .with(
            "callType",
            facts
                .call_type
                .map_or(JsValue::NULL, |kind| number(kind.code())),
        )
        .with("partner", text(&facts.partner))
        .with("asOf", moment(facts.as_of))
}

fn command(facts: Option<CommandFacts>, now: Now) -> Plain {
    since(facts.and_then(|facts| facts.since), now)
        .with(
            "command",
            number(facts.map_or(0, |facts| facts.command.code())),
        )
        .with(
            "verdict",
            facts.map_or("none", |facts| facts.verdict.slug()),
        )
        .with(
            "checkable",
            facts.map_or(JsValue::NULL, |facts| facts.checkable.into()),
        )
}

fn connection(facts: ConnectionFacts, latency_ms: Option<u64>) -> Plain {
    let latency = latency_ms.map_or(JsValue::NULL, |latency| number(latency.cast_signed()));
    Plain::new()
        .with("since", moment(Some(facts.since)))
        .with("latencyMs", latency)
        .with("role", facts.role.slug())
}

fn agent(facts: &Facts) -> JsValue {
    facts
        .agent
        .map_or(JsValue::NULL, |agent| agent.to_string().into())
}

fn state_slug(facts: &StateFacts) -> &'static str {
    facts.state.map_or("unknown", AgentState::slug)
}

/// A start as a moment of the wall clock, as that stands now.
fn since(since: Since, now: Now) -> Plain {
    let (at, about) = match since {
        Some((start, about)) => {
            let ago = now.mono.since(start);
            (Some(Wall(now.wall.0.saturating_sub(ago))), about)
        }
        None => (None, false),
    };
    Plain::new()
        .with("since", moment(at))
        .with("sinceIsEstimate", about)
}
