//! A request to the gateway, as the page's script sends it: `src/boot/request.js`.

use super::page_events::own_origin;
use super::plain::Plain;
use cec_agent_panel_core::gateway::{AgentId, Guid, Interface, MAX_BODY_BYTES};
use cec_agent_panel_core::panel::{Credentials, Generation, Reply, Settings, Stamp};

/// What the script is to send, to ask the gateway through `interface` for `agent`: an
/// object with `number`, `url`, the `options` of `fetch`, and the `limit` of the body in
/// bytes.
///
/// The Guid goes into the `Guid` header and nowhere else (R9); without one, a proxy adds
/// that header. A redirect is refused, so that it cannot carry the header to another origin.
pub fn request(
    settings: &Settings,
    interface: Interface,
    Generation(number): Generation,
    agent: AgentId,
    guid: Option<&Guid>,
) -> Plain {
    let (method, resource, name) = match interface {
        Interface::SyncAgentInfo => ("POST", "onlineagent/", "/syncagentinfo"),
        Interface::AgentStatus => ("GET", "onlineagent/", "/agentstatus"),
        // Despite the parameter's name, `true` asks for the last call where there is none.
        Interface::CallInfo => ("GET", "calldata/", "/callinfo?isNoContainLastCall=false"),
    };
    // An address without an origin would be completed by the page's `<base>`, and the Guid
    // go there.
    let own = if settings.is_cross_origin() {
        String::new()
    } else {
        own_origin()
    };
    let url = [
        own.as_str(),
        &settings.gateway,
        "/agentgateway/resource/",
        resource,
        &agent.to_string(),
        name,
    ]
    .concat();
    let mut headers = Plain::new().with("Content-Type", "application/json; charset=UTF-8");
    if let Some(guid) = guid {
        headers = headers.with("Guid", guid.expose_for_header());
    }
    let credentials = match settings.credentials {
        Credentials::SameOrigin => "same-origin",
        Credentials::Include => "include",
    };
    let options = Plain::new()
        .with("method", method)
        .with("headers", headers)
        .with("cache", "no-store")
        .with("credentials", credentials)
        .with("redirect", "error")
        .with("referrerPolicy", "no-referrer");
    Plain::new()
        .with("number", number)
        .with("url", url)
        .with("options", options)
        .with("limit", MAX_BODY_BYTES)
}

/// What came back, as the script tells it: the HTTP status, 0 without a response, the body,
/// nothing in the place of one over the limit, how long the server asks to wait, and what
/// the response says of its age: `Age` and `Date`. All times are in ms.
pub fn reply(
    status: u16,
    body: Option<String>,
    wait_ms: Option<f64>,
    age_ms: Option<f64>,
    date_ms: Option<f64>,
) -> Reply {
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the cast saturates"
    )]
    let whole = |milliseconds: f64| milliseconds as u64;
    match body {
        _ if status == 0 => Reply::NoResponse,
        Some(body) => Reply::Response {
            status,
            body,
            retry_after_ms: wait_ms.map(whole),
            stamp: Stamp {
                age_ms: age_ms.map(whole),
                date_ms: date_ms.map(whole),
            },
        },
        None => Reply::TooLarge { status },
    }
}
