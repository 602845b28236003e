//! What the gateway was asked, so that a test can say "one sync, no more".

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Value, json};

use super::guid::Standing;

/// A run of 10,000 polls fits several times; past this many the oldest go.
const KEPT: usize = 50_000;

/// One request. `at` and `ended` are the gateway's clock in milliseconds since 1970.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Request {
    #[serde(skip)]
    pub number: u64,
    pub agent: String,
    pub at: u64,
    /// When the answer was handed to the connection; null while the request is open.
    pub ended: Option<u64>,
    /// Whether the other side went away before the answer was ready.
    pub aborted: bool,
    pub method: String,
    pub interface: &'static str,
    /// Path and query.
    pub url: String,
    pub guid: Standing,
    pub content_type: Option<String>,
    /// HTTP status of the answer.
    pub status: Option<u16>,
    /// Result code of the answer, unless a fault took its place.
    pub retcode: Option<String>,
    /// The fault that it met.
    pub fault: Option<super::fault::Kind>,
    /// The body as it was sent, where a fault made it say something else.
    pub sent: Option<String>,
}

/// All requests, oldest first.
#[derive(Clone, Debug, Default)]
pub struct Log {
    requests: std::collections::VecDeque<Request>,
    next: u64,
}

impl Log {
    /// An empty log.
    pub const fn new() -> Self {
        Self {
            requests: std::collections::VecDeque::new(),
            next: 0,
        }
    }

    /// Adds a request and gives its number.
    pub fn add(&mut self, mut request: Request) -> u64 {
        self.next = self.next.saturating_add(1);
        request.number = self.next;
        self.requests.push_back(request);
        if self.requests.len() > KEPT {
            self.requests.pop_front();
        }
        self.next
    }

    /// The request of that number, if it is still kept.
    pub fn get_mut(&mut self, number: u64) -> Option<&mut Request> {
        let at = self
            .requests
            .binary_search_by_key(&number, |request| request.number)
            .ok()?;
        self.requests.get_mut(at)
    }

    /// `{"counts":{"sync":1,…},"requests":[…]}` for one agent, or for all.
    pub fn document(&self, agent: Option<&str>) -> Value {
        let mine: Vec<&Request> = self
            .requests
            .iter()
            .filter(|request| agent.is_none_or(|agent| request.agent == agent))
            .collect();
        let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
        for request in &mine {
            let count = counts.entry(request.interface).or_default();
            *count = count.saturating_add(1);
        }
        json!({ "counts": counts, "requests": mine })
    }

    /// Forgets the requests of one agent, or all.
    pub fn clear(&mut self, agent: Option<&str>) {
        match agent {
            Some(agent) => self.requests.retain(|request| request.agent != agent),
            None => self.requests.clear(),
        }
    }
}
