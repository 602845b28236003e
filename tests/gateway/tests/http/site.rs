//! A gateway of its own for each test, and a client for it.

use clap::Parser;
use reqwest::{Method, Response};
use serde_json::{Value, json};
use simulated_gateway::options::Options;
use simulated_gateway::{http, server};

/// A running gateway and, after [`Site::agent`], one agent's Guid.
pub struct Site {
    base: String,
    client: reqwest::Client,
    pub guid: String,
}

impl Site {
    /// Starts a gateway with these command line options on a free port.
    pub async fn start(options: &[&str]) -> Self {
        let line = ["simulated-gateway"].iter().chain(options);
        let options = Options::parse_from(line);
        let listener = server::listen(0, false).await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(server::serve(listener, None, http::router(&options)));
        Self {
            base,
            client: reqwest::Client::builder()
                .redirect(reqwest::redirect::Policy::none())
                .build()
                .unwrap(),
            guid: String::new(),
        }
    }

    /// Starts a gateway whose clock stands still, with agent 41001 set up like this.
    pub async fn agent(setup: Value) -> Self {
        let mut site = Self::start(&[]).await;
        site.control(
            "clock",
            json!({ "mode": "manual", "now": 1_700_000_000_000_u64 }),
        )
        .await;
        let made = site.control("agents/41001", setup).await;
        made["guid"].as_str().unwrap().clone_into(&mut site.guid);
        site
    }

    /// Where the gateway listens, as `host:port`.
    pub fn address(&self) -> &str {
        self.base.trim_start_matches("http://")
    }

    /// Any request.
    pub fn request(&self, method: &str, path: &str) -> reqwest::RequestBuilder {
        let method = Method::from_bytes(method.as_bytes()).unwrap();
        self.client.request(method, format!("{}{path}", self.base))
    }

    /// A request to an interface below the resource, with the agent's Guid.
    pub async fn send(&self, method: &str, path: &str) -> Response {
        self.send_as(&self.guid, method, path).await
    }

    /// The same with another Guid.
    pub async fn send_as(&self, guid: &str, method: &str, path: &str) -> Response {
        self.request(method, &format!("/agentgateway/resource/{path}"))
            .header("Guid", guid)
            .send()
            .await
            .unwrap()
    }

    /// The JSON of an interface's answer.
    pub async fn ask(&self, method: &str, path: &str) -> Value {
        self.send(method, path).await.json().await.unwrap()
    }

    /// The result code of an interface's answer.
    pub async fn retcode(&self, method: &str, path: &str) -> String {
        let answer = self.ask(method, path).await;
        answer["retcode"].as_str().unwrap().to_owned()
    }

    /// `agentStateInfo` of a sync.
    pub async fn sync(&self) -> Value {
        self.ask("POST", "onlineagent/41001/syncagentinfo").await["result"]["agentStateInfo"].take()
    }

    /// `result` of a status poll.
    pub async fn status(&self) -> Value {
        self.ask("GET", "onlineagent/41001/agentstatus").await["result"].take()
    }

    /// A `POST` to the control interface, which must succeed.
    pub async fn control(&self, path: &str, body: Value) -> Value {
        self.control_by("POST", path, body).await
    }

    /// A request to the control interface, which must succeed.
    pub async fn control_by(&self, method: &str, path: &str, body: Value) -> Value {
        let response = self
            .request(method, &format!("/control/{path}"))
            .json(&body)
            .send()
            .await
            .unwrap();
        let status = response.status();
        let text = response.text().await.unwrap();
        assert!(status.is_success(), "{path}: {status} {text}");
        serde_json::from_str(&text).unwrap()
    }

    /// Something happens to the agent; gives the truth afterwards.
    pub async fn happens(&self, action: &str) -> Value {
        self.control(&format!("agents/41001/{action}"), json!({}))
            .await
    }

    /// What the gateway holds of the agent.
    pub async fn truth(&self) -> Value {
        self.control_by("GET", "agents/41001/truth", json!({}))
            .await
    }

    /// The events that wait, oldest first, each fetched by a poll: name and content.
    pub async fn events(&self) -> Vec<(String, Value)> {
        let mut events = Vec::new();
        while self.truth().await["queue"] != 0 {
            let mut event = self.ask("GET", "agentevent/41001").await["event"].take();
            let name = event["eventType"].as_str().unwrap().to_owned();
            events.push((name, event["content"].take()));
        }
        events
    }

    /// Moves the clock.
    pub async fn advance(&self, ms: u64) {
        self.control("clock", json!({ "advance": ms })).await;
    }
}

/// The agent in a call that came in, with the events until then read.
pub async fn talking() -> Site {
    let site = Site::agent(json!({ "flowControl": false })).await;
    site.control(
        "agents/41001/ring",
        json!({ "caller": "10086", "called": "70092", "callId": "7-1", "data": "vip" }),
    )
    .await;
    site.happens("answer").await;
    site.events().await;
    site
}

/// The contents of the events of that name which `action` causes.
pub async fn content(site: &Site, action: &str, body: Value, name: &str) -> Value {
    site.control(&format!("agents/41001/{action}"), body).await;
    let events = site.events().await;
    let of_name: Vec<&Value> = events
        .iter()
        .filter(|(its_name, _)| its_name == name)
        .map(|(_, content)| content)
        .collect();
    assert_eq!(of_name.len(), 1, "{name} in {events:?}");
    of_name[0].clone()
}
