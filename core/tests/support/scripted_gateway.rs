//! The scripted gateway: what it was asked, what it does with a request, and what it told.

use cec_agent_panel_core::gateway::{
    AgentId, AgentState, Guid, Interface, decode_agent_status, decode_sync_agent_info,
};
use cec_agent_panel_core::generation::Generation;
use cec_agent_panel_core::link::{Reply, Session};
use cec_agent_panel_core::settings::GuidFrom;

use super::{LATENCY, Shift, UnderWay, answers};

/// What was asked of the gateway.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Asked {
    Sync,
    Status,
    LookUp,
}

impl From<Interface> for Asked {
    fn from(interface: Interface) -> Self {
        match interface {
            Interface::SyncAgentInfo => Self::Sync,
            Interface::AgentStatus => Self::Status,
            Interface::CallInfo => Self::LookUp,
        }
    }
}

/// One request as it went out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sent {
    pub at: i64,
    pub what: Asked,
    pub agent: AgentId,
    /// Empty where it went out without one.
    pub guid: String,
}

/// What the gateway does with a request.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// It replies after [`LATENCY`].
    Replies(Reply),
    /// It replies after so many ms.
    RepliesAfter(i64, Reply),
    /// It never replies.
    Hangs,
}

/// The result codes by which the gateway says that the agent is signed out.
const SESSION_OVER: &[&str] = &[
    "100-006", "100-008", "105-005", "105-006", "105-007", "107-000",
];

impl From<Reply> for Outcome {
    fn from(reply: Reply) -> Self {
        Self::Replies(reply)
    }
}

impl Shift {
    /// Another answer of the poll from now on.
    pub fn polls_say(&mut self, agent_state: i64, is_working: bool) {
        self.on_status = answers::status(agent_state, is_working).into();
    }

    /// Another outcome of every request from now on.
    pub fn always(&mut self, outcome: impl Into<Outcome>) {
        let outcome = outcome.into();
        self.on_sync = outcome.clone();
        self.on_status = outcome;
    }

    pub(super) fn send(&mut self, what: Asked, generation: Generation, session: &Session) {
        let (agent, guid) = (session.agent, session.guid.as_ref());
        assert!(self.under_way.is_none(), "one request at a time");
        // A panel of another agent knows nothing of those before it in its page.
        let last = self.sent.last();
        let counts = |last: &Sent| self.sent.len() > self.before || last.agent == agent;
        if let Some(last) = last.filter(|last| counts(last)) {
            assert!(self.at - last.at >= 1_000, "two requests within a second");
        }
        let source = self.source.as_ref().expect("a request without a session");
        assert_eq!(
            (&source.agent, source.guid.as_ref()),
            (&agent, guid),
            "not the source's session"
        );
        let guid_from = self.model.settings().guid_from;
        assert_eq!(guid.is_none(), guid_from == GuidFrom::Proxy);
        self.sent.push(Sent {
            at: self.at,
            what,
            agent,
            guid: guid.map_or("", Guid::expose_for_header).to_owned(),
        });
        let usual = match what {
            Asked::Sync => &self.on_sync,
            Asked::Status => &self.on_status,
            Asked::LookUp => &self.on_look_up,
        };
        let planned = if what == Asked::LookUp {
            None
        } else {
            self.next.pop_front()
        };
        let outcome = planned.unwrap_or_else(|| usual.clone());
        let reply = match outcome {
            Outcome::Replies(reply) => Some((self.at + LATENCY, reply)),
            Outcome::RepliesAfter(ms, reply) => Some((self.at + ms, reply)),
            Outcome::Hangs => None,
        };
        let reply = reply.map(|(at, reply)| (at, self.dated(at, reply)));
        self.under_way = Some(UnderWay {
            generation,
            what,
            reply,
        });
    }

    /// The reply with the `Date` of when it leaves, where it has none of its own.
    fn dated(&self, at: i64, mut reply: Reply) -> Reply {
        if let Reply::Response { stamp, .. } = &mut reply
            && self.dated
            && stamp.date_ms.is_none()
        {
            stamp.date_ms = Some(self.date_ms(at - LATENCY / 2));
        }
        reply
    }

    /// Notes which state an answer told, by the gateway's own words.
    pub(super) fn hear(&mut self, what: Asked, reply: &Reply) {
        let Reply::Response { status, body, .. } = reply else {
            return;
        };
        if what == Asked::LookUp {
            return;
        }
        if *status == 401 || SESSION_OVER.iter().any(|code| body.contains(code)) {
            self.told.push(AgentState::SignedOut);
            self.last_told = Some(self.at);
        }
        let state = match what {
            Asked::Sync => decode_sync_agent_info(body).ok().and_then(|answer| {
                let agent = self.sent.last().expect("it was sent").agent;
                assert!(!self.synced.contains(&agent), "a second sync was answered");
                self.synced.push(agent);
                self.synced_at = Some(self.at);
                answer.value.agent.state
            }),
            Asked::LookUp => None,
            Asked::Status => decode_agent_status(body)
                .ok()
                .map(|answer| match answer.value {
                    // Rest asked for in a call is nothing but pending.
                    poll if poll.state == AgentState::PreRest && poll.is_working != Some(false) => {
                        AgentState::Talking
                    }
                    poll => poll.state,
                }),
        };
        if let Some(state) = state {
            if !self.told.contains(&state) {
                self.told.push(state);
            }
            self.last_told = Some(self.at);
        }
    }

    pub fn sent_of(&self, what: Asked) -> usize {
        self.sent.iter().filter(|sent| sent.what == what).count()
    }

    pub fn syncs(&self) -> usize {
        self.sent_of(Asked::Sync)
    }

    pub fn look_ups(&self) -> usize {
        self.sent_of(Asked::LookUp)
    }

    pub fn polls(&self) -> usize {
        self.sent_of(Asked::Status)
    }

    /// The moments of all requests from `from` on.
    pub fn sent_since(&self, from: i64) -> Vec<i64> {
        let moments = self.sent.iter().map(|sent| sent.at);
        moments.filter(|at| *at >= from).collect()
    }

    /// The pauses between the requests from the `first` one on.
    pub fn pauses(&self, first: usize) -> Vec<i64> {
        let moments: Vec<i64> = self.sent[first..].iter().map(|sent| sent.at).collect();
        moments.windows(2).map(|pair| pair[1] - pair[0]).collect()
    }

    /// From the `first` request on it asks at this interval, counted from each answer.
    pub fn assert_interval(&self, first: usize, interval: i64) {
        for pause in self.pauses(first) {
            assert_eq!(pause, interval + LATENCY);
        }
    }
}
