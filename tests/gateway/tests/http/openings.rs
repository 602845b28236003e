//! The openings of public clients of the gateway, as each of them plays it.

use serde_json::{Value, json};

use crate::site::Site;
use crate::wire::{Answer, exchange};

/// A client at work: it keeps the Guid as it does and asks with it.
struct Client {
    site: Site,
    guid: Option<String>,
    /// Takes `JSESSIONID=` off the header's value, as some clients do.
    takes_prefix_off: bool,
}

impl Client {
    /// A client of a gateway whose clock stands still.
    async fn of_gateway(options: &[&str], takes_prefix_off: bool) -> Self {
        let site = Site::start(options).await;
        site.control(
            "clock",
            json!({ "mode": "manual", "now": 1_700_000_000_000_u64 }),
        )
        .await;
        Self {
            site,
            guid: None,
            takes_prefix_off,
        }
    }

    /// One request, whatever it is answered with. A new Guid is looked for under `Set-GUID`,
    /// letter for letter.
    async fn send(&mut self, method: &str, path: &str, body: Option<Value>) -> Answer {
        let answer = exchange(
            self.site.address(),
            (method, path),
            self.guid.as_deref(),
            body.as_ref(),
        )
        .await;
        if let Some(header) = answer.header("Set-GUID") {
            let bare = header.strip_prefix("JSESSIONID=").unwrap();
            let kept = if self.takes_prefix_off { bare } else { header };
            self.guid = Some(kept.to_owned());
        }
        answer
    }

    /// One request that must succeed; gives its `result`.
    async fn ask(&mut self, method: &str, path: &str, body: Option<Value>) -> Value {
        let answer = self.send(method, path, body).await;
        assert_eq!(answer.retcode(), "0", "{path}");
        answer.body["result"].clone()
    }

    /// A command, which the gateway carries out within half a second.
    async fn command(&mut self, method: &str, path: &str) {
        self.ask(method, path, None).await;
        self.site.advance(500).await;
    }

    /// Polls the events that wait and gives their names.
    async fn events(&mut self) -> Vec<String> {
        let mut names = Vec::new();
        while self.site.truth().await["queue"] != 0 {
            let answer = self.send("GET", "agentevent/41001", None).await;
            assert_eq!(answer.retcode(), "0");
            names.push(
                answer.body["event"]["eventType"]
                    .as_str()
                    .unwrap()
                    .to_owned(),
            );
        }
        names
    }

    /// Something happens at the gateway.
    async fn happens(&self, action: &str) {
        self.site.happens(action).await;
    }
}

#[tokio::test]
async fn the_gateways_own_desktop_client_with_one_guid_a_session() {
    let mut client = Client::of_gateway(&["--authmode", "1"], false).await;
    client
        .ask(
            "PUT",
            "onlineagent/41001",
            Some(json!({ "password": "", "phonenum": "40038", "autoanswer": "false", "autoenteridle": "false" })),
        )
        .await;
    let at_sign_in = client.guid.clone();
    client
        .command("POST", "onlineagent/41001/resetskill/true")
        .await;
    assert_eq!(
        client.events().await,
        ["AgentOther_InService", "AgentState_Ready"]
    );
    client
        .command("POST", "onlineagent/41001/saybusy?reason=200")
        .await;
    client.command("POST", "onlineagent/41001/cancelbusy").await;
    assert_eq!(
        client.events().await,
        [
            "AgentState_SetNotReady_Success",
            "AgentState_CancelNotReady_Success",
            "AgentState_Ready"
        ]
    );
    client.happens("ring").await;
    assert_eq!(
        client.events().await,
        [
            "AgentState_Busy",
            "AgentOther_PhoneAlerting",
            "AgentEvent_Incoming_CallInfo",
            "AgentEvent_Ringing"
        ]
    );
    let ringing = client
        .ask("GET", "calldata/41001/callinfobeforeanswer", None)
        .await;
    client.command("PUT", "voicecall/41001/answer").await;
    let talking = client
        .ask(
            "GET",
            "calldata/41001/callinfo?isNoContainLastCall=false",
            None,
        )
        .await;
    assert_eq!(talking["callid"], ringing["callid"]);
    client.command("POST", "voicecall/41001/hold").await;
    let held = client.ask("GET", "calldata/41001/holdlist", None).await;
    let id = held[0]["callid"].as_str().unwrap();
    client
        .command("POST", &format!("voicecall/41001/gethold?callid={id}"))
        .await;
    client.command("DELETE", "voicecall/41001/release").await;
    assert_eq!(
        client.events().await,
        [
            "AgentOther_PhoneOffhook",
            "AgentEvent_Talking",
            "AgentEvent_Hold",
            "AgentEvent_Talking",
            "AgentEvent_Call_Release",
            "AgentOther_PhoneRelease",
            "AgentState_Work"
        ]
    );
    client.command("POST", "onlineagent/41001/cancelwork").await;
    assert_eq!(client.guid, at_sign_in, "there is one Guid");
    client.ask("DELETE", "onlineagent/41001/logout", None).await;
    let after = client.send("GET", "agentevent/41001", None).await;
    assert_eq!(after.retcode(), "100-006", "it stops on this");
}

#[tokio::test]
async fn a_web_client_that_takes_its_guids_from_the_event_poll_and_answers_by_itself() {
    let mut client = Client::of_gateway(&[], true).await;
    client
        .ask("PUT", "onlineagent/41001", Some(json!({ "password": "" })))
        .await;
    let at_sign_in = client.guid.clone();
    for path in [
        "onlineagent/41001/autoanswer/true",
        "onlineagent/41001/autoenteridle/true",
        "onlineagent/41001/resetskill/true",
    ] {
        client.command("POST", path).await;
    }
    client
        .ask("GET", "onlineagent/41001/agentskills", None)
        .await;
    client.events().await;
    client.command("POST", "onlineagent/41001/saybusy").await;
    client.command("POST", "onlineagent/41001/sayfree").await;
    assert_eq!(
        client.events().await,
        ["AgentState_SetNotReady_Success", "AgentState_Ready"]
    );
    client.happens("ring").await;
    client.site.advance(60_000).await;
    let events = client.events().await;
    assert_eq!(
        events,
        [
            "AgentState_Busy",
            "AgentOther_PhoneAlerting",
            "AgentEvent_Incoming_CallInfo",
            "AgentOther_PhoneOffhook",
            "AgentEvent_Talking"
        ]
    );
    assert_ne!(client.guid, at_sign_in, "it is a minute old");
    client.site.advance(60_000).await;
    client.command("POST", "voicecall/41001/beginmute").await;
    client.command("POST", "voicecall/41001/endmute").await;
    client.command("POST", "voicecall/41001/hold").await;
    client.command("POST", "voicecall/41001/gethold").await;
    client.command("DELETE", "voicecall/41001").await;
    let after = client.events().await;
    assert_eq!(
        after.last().map(String::as_str),
        Some("AgentState_Ready"),
        "no wrap-up for who idles by itself: {after:?}"
    );
    client
        .ask("DELETE", "onlineagent/41001/forcelogout", None)
        .await;
    assert_eq!(
        client.send("GET", "agentevent/41001", None).await.retcode(),
        "100-006"
    );
}

#[tokio::test]
async fn a_client_that_ends_the_agents_other_session_and_begins_busy() {
    let mut client = Client::of_gateway(&[], true).await;
    client.site.control("agents/41001", json!({})).await;
    let body = json!({ "password": "secret", "phonenum": "70092", "status": 3, "agenttype": 4 });
    let refused = client
        .send("PUT", "onlineagent/41001", Some(body.clone()))
        .await;
    assert_eq!((refused.retcode(), &client.guid), ("100-002", &None));
    let session = client
        .ask("PUT", "onlineagent/41001/forcelogin", Some(body))
        .await;
    assert_eq!(session["workno"], "41001");
    client
        .command("POST", "onlineagent/41001/resetskill/false?skillid=3")
        .await;
    assert_eq!(
        client.events().await,
        [
            "AgentOther_InService",
            "AgentState_Ready",
            "AgentState_SetNotReady_Success"
        ]
    );
    client.command("POST", "onlineagent/41001/sayfree").await;
    assert_eq!(client.events().await, ["AgentState_Ready"]);
    client
        .command("POST", "onlineagent/41001/rest/600/200")
        .await;
    client.command("POST", "onlineagent/41001/cancelrest").await;
    let status = client
        .ask("GET", "onlineagent/41001/agentstatus", None)
        .await;
    assert_eq!(status, json!({ "agentState": 4, "isWorking": false }));
    client.events().await;
    client
        .command("POST", "onlineagent/41001/autoanswer/false")
        .await;
    client.happens("ring").await;
    for (method, path) in [
        ("PUT", "voicecall/41001/answer"),
        ("POST", "voicecall/41001/hold"),
        ("POST", "voicecall/41001/gethold"),
        ("DELETE", "voicecall/41001/release"),
    ] {
        client.command(method, path).await;
    }
    assert_eq!(
        client.events().await,
        [
            "AgentState_Busy",
            "AgentOther_PhoneAlerting",
            "AgentEvent_Incoming_CallInfo",
            "AgentEvent_Ringing",
            "AgentOther_PhoneOffhook",
            "AgentEvent_Talking",
            "AgentEvent_Hold",
            "AgentEvent_Talking",
            "AgentEvent_Call_Release",
            "AgentOther_PhoneRelease",
            "AgentState_Ready"
        ]
    );
    client.ask("DELETE", "onlineagent/41001/logout", None).await;
}

#[tokio::test]
async fn a_client_whose_agent_is_signed_out_by_a_supervisor_hears_it_and_stops() {
    let mut client = Client::of_gateway(&[], false).await;
    client
        .ask("PUT", "onlineagent/41001", Some(json!({ "password": "" })))
        .await;
    client.events().await;
    client.happens("sign-out").await;
    assert_eq!(client.events().await, ["AgentOther_ShutdownService"]);
    let after = client.send("GET", "agentevent/41001", None).await;
    assert_eq!(after.retcode(), "100-006");
}
