//! `/agentgateway/resource/…`: one request from its arrival to its answer.

use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use serde_json::{Value, json};

use super::App;
use super::damage::Damaged;
use super::interface::{self, Interface};
use super::{answers, events, faulty};
use crate::server::CloseConnection;
use crate::world::fault::{self, Fault};
use crate::world::log;
use crate::world::retcode::Retcode;

/// What an interface answers, before it becomes HTTP.
#[derive(Clone, Debug)]
pub struct Answer {
    pub status: u16,
    pub body: Value,
    /// A fresh Guid for the `Set-GUID` header.
    pub set_guid: Option<String>,
}

impl Answer {
    /// Success with these fields beside `message` and `retcode`.
    pub fn success(message: &str, fields: Value) -> Self {
        let mut body = json!({ "message": message, "retcode": "0" });
        if let (Some(body), Value::Object(fields)) = (body.as_object_mut(), fields) {
            body.extend(fields);
        }
        Self {
            status: 200,
            body,
            set_guid: None,
        }
    }

    /// The gateway's own kind of failure: HTTP 200 with a result code.
    pub fn failure(retcode: Retcode) -> Self {
        Self {
            status: 200,
            body: json!({ "message": retcode.message(), "retcode": retcode.code() }),
            set_guid: None,
        }
    }
}

/// A request as the interfaces need it.
#[derive(Clone, Debug)]
pub struct Asked {
    pub interface: Interface,
    pub agent: String,
    pub arguments: Vec<String>,
    pub guid: Option<String>,
    pub query: String,
    pub body: Bytes,
}

/// Answers one request below `/agentgateway/`: logged, through its faults and flow control.
pub async fn serve(State(app): State<App>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, 1_000_000).await else {
        return html(StatusCode::BAD_REQUEST, "Bad Request");
    };
    let path = parts.uri.path();
    let Some(path) = path.strip_prefix("/agentgateway/resource/") else {
        return html(StatusCode::NOT_FOUND, "Not Found");
    };
    let found = interface::find(parts.method.as_str(), path);
    let guid = text_header(&parts.headers, "Guid");
    let (number, fault) = {
        let mut gateway = app.lock();
        let now = gateway.settle();
        let number = {
            let standing = gateway.standing(found.agent, guid.as_deref(), now);
            gateway.log.add(log::Request {
                number: 0,
                agent: found.agent.to_owned(),
                at: now,
                ended: None,
                aborted: false,
                method: parts.method.to_string(),
                interface: found.name,
                url: parts.uri.to_string(),
                guid: standing,
                content_type: text_header(&parts.headers, header::CONTENT_TYPE.as_str()),
                status: None,
                retcode: None,
                fault: None,
                sent: None,
            })
        };
        let fault = gateway
            .faults
            .get_mut(found.agent)
            .and_then(|faults| faults.take(found.name));
        (number, fault)
    };
    let mut open = Open {
        app: app.clone(),
        number,
        answered: false,
    };
    open.note(|entry| entry.fault = fault.as_ref().map(|fault| fault.kind));

    let asked = found.interface.map(|interface| Asked {
        interface,
        agent: found.agent.to_owned(),
        arguments: found
            .arguments
            .iter()
            .map(|&text| text.to_owned())
            .collect(),
        guid,
        query: parts.uri.query().unwrap_or_default().to_owned(),
        body,
    });
    let response = match (asked, found.wrong_method) {
        (Some(asked), _) => answer_through(&app, asked, fault, &open).await,
        (None, true) => html(StatusCode::METHOD_NOT_ALLOWED, "Method Not Allowed"),
        (None, false) => html(StatusCode::NOT_FOUND, "Not Found"),
    };
    if response.extensions().get::<CloseConnection>().is_none() {
        open.note(|entry| entry.status = Some(response.status().as_u16()));
    }
    if let Some(Damaged(sent)) = response.extensions().get() {
        open.note(|entry| entry.sent = Some(sent.clone()));
    }
    open.answered = true;
    response
}

/// The interface's answer, as its fault leaves it.
async fn answer_through(app: &App, asked: Asked, fault: Option<Fault>, open: &Open) -> Response {
    if let Some(ms) = fault.as_ref().and_then(|fault| fault.ms) {
        tokio::time::sleep(Duration::from_millis(ms)).await;
    }
    let spoilt_only = |fault: &Fault| {
        use fault::Kind::{Drop, Hang, Http, NotJson, Raw, Retcode};
        fault.after || !matches!(fault.kind, Hang | Drop | Http | Retcode | NotJson | Raw)
    };
    let answer = if fault.as_ref().is_none_or(spoilt_only) {
        let answer = answer(app, asked).await;
        let retcode = answer
            .body
            .get("retcode")
            .and_then(Value::as_str)
            .map(str::to_owned);
        open.note(|entry| entry.retcode = retcode);
        app.tell_of_change();
        answer
    } else {
        Answer::success("", json!({}))
    };
    match fault {
        Some(fault) => faulty::respond(&fault, &answer).await,
        None => respond(&answer),
    }
}

/// The interface's own answer.
async fn answer(app: &App, asked: Asked) -> Answer {
    if asked.interface == Interface::Event {
        return events::poll(app, &asked).await;
    }
    let mut gateway = app.lock();
    let now = gateway.settle();
    answers::at_once(&mut gateway, &asked, now).unwrap_or_else(Answer::failure)
}

/// An answer as HTTP.
pub fn respond(answer: &Answer) -> Response {
    respond_with(
        answer,
        answer.body.to_string().into_bytes(),
        "application/json;charset=UTF-8",
    )
}

/// An answer's status and headers with another body.
pub fn respond_with(answer: &Answer, body: Vec<u8>, content_type: &str) -> Response {
    let mut response = Response::builder()
        .status(answer.status)
        .header(header::CONTENT_TYPE, content_type)
        .header(header::CACHE_CONTROL, "no-store");
    if let Some(guid) = &answer.set_guid {
        response = response.header("Set-GUID", format!("JSESSIONID={guid}"));
    }
    response.body(Body::from(body)).unwrap_or_else(|_| {
        html(
            StatusCode::INTERNAL_SERVER_ERROR,
            "the control interface gave an impossible header",
        )
    })
}

/// The web server's own error page.
pub fn html(status: StatusCode, text: &str) -> Response {
    let page =
        format!("<html><head><title>{text}</title></head><body><h1>{text}</h1></body></html>");
    let mut response = Response::new(Body::from(page));
    *response.status_mut() = status;
    response
        .headers_mut()
        .insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html"));
    response
}

fn text_header(headers: &HeaderMap, name: &str) -> Option<String> {
    headers
        .get(name)
        .and_then(|value| value.to_str().ok())
        .map(str::to_owned)
}

/// A request in progress; when it is dropped unanswered, its client went away.
struct Open {
    app: App,
    number: u64,
    answered: bool,
}

impl Open {
    fn note(&self, note: impl FnOnce(&mut log::Request)) {
        if let Some(entry) = self.app.lock().log.get_mut(self.number) {
            note(entry);
        }
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        let now = self.app.lock().clock.now();
        let aborted = !self.answered;
        self.note(|entry| {
            entry.ended = Some(now);
            entry.aborted = aborted;
        });
    }
}
