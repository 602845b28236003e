//! A request to the gateway: what is sent, and what is read of the answer.
//!
//! A portal may have put something of its own in the place of `fetch`. Many of those know an
//! address as a text alone, and options with their headers as plain objects: that is what
//! it is called with, and no `Request`. What it gives is not trusted either: from a
//! [`genuine`] response on, gloo-net reads.

use gloo_net::http::{Headers, Response};
use js_sys::{ArrayBuffer, Date, Object, Promise, Reflect, Uint8Array};
use serde::Serialize;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    AbortController, ReadableStream, ReadableStreamDefaultReader, ReadableStreamReadResult,
    RequestInit, ResponseInit, TextDecoder,
};

use super::clock::whole;
use super::page_events::own_origin;
use super::plain_object::plain;
use cec_agent_panel_core::gateway::{AgentId, Guid, Interface, MAX_BODY_BYTES};
use cec_agent_panel_core::link::{Reply, Session, Stamp};
use cec_agent_panel_core::settings::{Credentials, Settings};

/// A request. Dropping it aborts it, and nothing comes of it any more.
pub struct Request(AbortController);

impl Request {
    /// One that is not under way; nothing where the page cannot abort any.
    pub fn new() -> Option<Self> {
        AbortController::new().ok().map(Self)
    }

    /// What aborts it.
    pub const fn abort(&self) -> &AbortController {
        &self.0
    }

    /// One that the page has sent, by what aborts it.
    pub const fn taken(abort: AbortController) -> Self {
        Self(abort)
    }

    /// Asks the gateway through `interface` for the session's agent, now. Gives what `fetch` gives.
    pub fn send(
        &self,
        settings: &Settings,
        interface: Interface,
        session: &Session,
    ) -> Result<JsValue, JsValue> {
        let guid = session.guid.as_ref().map(Guid::expose_for_header);
        let options = Options::new(settings, interface, guid);
        let options: RequestInit = plain(&options).unchecked_into();
        options.set_signal(Some(&self.0.signal()));
        fetch(&address(settings, interface, session.agent), &options)
    }

    /// Reads what `fetch` gave. `done` is called later, once, with what came.
    pub fn hear(&self, came: Result<JsValue, JsValue>, done: impl FnOnce(Reply) + 'static) {
        let signal = self.0.signal();
        spawn_local(async move {
            let reply = reply(came).await.unwrap_or(Reply::NoResponse);
            if !signal.aborted() {
                done(reply);
            }
        });
    }
}

impl Drop for Request {
    fn drop(&mut self) {
        self.0.abort();
    }
}

pub fn address(settings: &Settings, interface: Interface, agent: AgentId) -> String {
    let (resource, name) = match interface {
        Interface::SyncAgentInfo => ("onlineagent/", "/syncagentinfo"),
        Interface::AgentStatus => ("onlineagent/", "/agentstatus"),
        // Despite the parameter's name, `true` asks for the last call where there is none.
        Interface::CallInfo => ("calldata/", "/callinfo?isNoContainLastCall=false"),
    };
    // An address without an origin would be completed by the page's `<base>`, and the Guid
    // go there.
    let own = if settings.is_cross_origin() {
        String::new()
    } else {
        own_origin()
    };
    [
        own.as_str(),
        &settings.gateway,
        "/agentgateway/resource/",
        resource,
        &agent.to_string(),
        name,
    ]
    .concat()
}

/// What `fetch` takes beside the address.
///
/// The Guid goes into the `Guid` header and nowhere else (R9); without one, a proxy adds
/// that header. A redirect is refused, so that it cannot carry the header to another origin.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Options<'a> {
    method: &'static str,
    headers: RequestHeaders<'a>,
    cache: &'static str,
    credentials: &'static str,
    redirect: &'static str,
    referrer_policy: &'static str,
}

impl<'a> Options<'a> {
    pub fn new(settings: &Settings, interface: Interface, guid: Option<&'a str>) -> Self {
        Self {
            method: match interface {
                Interface::SyncAgentInfo => "POST",
                Interface::AgentStatus | Interface::CallInfo => "GET",
            },
            headers: RequestHeaders {
                content_type: "application/json; charset=UTF-8",
                guid,
            },
            cache: "no-store",
            credentials: match settings.credentials {
                Credentials::SameOrigin => "same-origin",
                Credentials::Include => "include",
            },
            redirect: "error",
            referrer_policy: "no-referrer",
        }
    }
}

#[derive(Serialize)]
struct RequestHeaders<'a> {
    #[serde(rename = "Content-Type")]
    content_type: &'static str,
    #[serde(rename = "Guid", skip_serializing_if = "Option::is_none")]
    guid: Option<&'a str>,
}

#[wasm_bindgen]
extern "C" {
    /// Whatever stands there when it is called.
    #[wasm_bindgen(catch, js_namespace = window)]
    fn fetch(address: &str, options: &RequestInit) -> Result<JsValue, JsValue>;

    /// What such a `fetch` gives: maybe a response, maybe something that looks like one.
    type Answer;

    /// The browser's own reading, which throws for what is no response of the browser's own.
    #[wasm_bindgen(method, final, getter, catch, js_class = "Response", js_name = status)]
    fn genuine_status(this: &Answer) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, getter, catch)]
    fn status(this: &Answer) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, getter, catch)]
    fn headers(this: &Answer) -> Result<AnswerHeaders, JsValue>;

    #[wasm_bindgen(method, getter, catch)]
    fn body(this: &Answer) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn text(this: &Answer) -> Result<JsValue, JsValue>;

    type AnswerHeaders;

    #[wasm_bindgen(method, catch)]
    fn get(this: &AnswerHeaders, name: &str) -> Result<JsValue, JsValue>;
}

/// The headers that are read, each a number of seconds, or a moment, or one of both.
const RETRY_AFTER: &str = "Retry-After";
const AGE: &str = "Age";
const DATE: &str = "Date";

/// Reads what `fetch` gave; an error stands for no response.
async fn reply(came: Result<JsValue, JsValue>) -> Result<Reply, JsValue> {
    let answer = JsFuture::from(Promise::resolve(&came?)).await?;
    let response = Response::from(genuine(answer.unchecked_into()).await?);
    let status = response.status();
    // A response that says nothing, such as an opaque one.
    if status == 0 {
        return Ok(Reply::NoResponse);
    }
    let Some(body) = body(&response).await? else {
        return Ok(Reply::TooLarge { status });
    };
    let headers = response.headers();
    let stamp = Stamp {
        age_ms: seconds(&headers, AGE),
        date_ms: moment(&headers, DATE),
    };
    Ok(Reply::Response {
        status,
        body: text(body)?,
        retry_after_ms: wait(&headers, stamp),
        stamp,
    })
}

/// A response of the browser's own: `answer` itself, or one made of what a look-alike tells.
async fn genuine(answer: Answer) -> Result<web_sys::Response, JsValue> {
    if answer.genuine_status().is_ok() {
        return Ok(answer.unchecked_into());
    }
    let told = ResponseInit::new();
    // What is no status the response refuses.
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a cast from a float saturates"
    )]
    told.set_status(answer.status()?.as_f64().unwrap_or(0.0) as u16);
    let headers = Object::new();
    for name in [RETRY_AFTER, AGE, DATE] {
        let value = answer.headers().and_then(|headers| headers.get(name));
        if let Ok(value) = value
            && value.is_string()
        {
            Reflect::set(&headers, &name.into(), &value)?;
        }
    }
    told.set_headers(&headers);
    if let Ok(body) = answer.body()?.dyn_into::<ReadableStream>() {
        return web_sys::Response::new_with_opt_readable_stream_and_init(Some(&body), &told);
    }
    let text = JsFuture::from(Promise::resolve(&answer.text()?)).await?;
    let text = text.as_string().ok_or(text)?;
    // Some statuses must not have a body, not even an empty one.
    let text = Some(text.as_str()).filter(|text| !text.is_empty());
    web_sys::Response::new_with_opt_str_and_init(text, &told)
}

/// The whole body; nothing when it is over the limit, and then no more of it is read: the
/// request is over, and dropping it ends the download.
async fn body(response: &Response) -> Result<Option<Vec<u8>>, JsValue> {
    let mut body = Vec::new();
    let Some(stream) = response.body() else {
        return Ok(Some(body));
    };
    // Somebody else reads it.
    if stream.locked() {
        return Err(JsValue::NULL);
    }
    let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
    loop {
        let read = JsFuture::from(reader.read()).await?;
        let read: ReadableStreamReadResult = read.unchecked_into();
        if read.get_done() == Some(true) {
            return Ok(Some(body));
        }
        let chunk = read.get_value();
        if !ArrayBuffer::is_view(&chunk) {
            return Err(chunk);
        }
        let chunk = Uint8Array::new(&chunk).to_vec();
        if body.len() + chunk.len() > MAX_BODY_BYTES {
            return Ok(None);
        }
        body.extend(chunk);
    }
}

/// UTF-8, or else GBK, which some gateways answer in whatever they declare.
fn text(body: Vec<u8>) -> Result<String, JsValue> {
    match String::from_utf8(body) {
        Ok(text) => Ok(match text.strip_prefix('\u{feff}') {
            Some(unmarked) => unmarked.to_owned(),
            None => text,
        }),
        Err(other) => {
            TextDecoder::new_with_label("gb18030")?.decode_with_u8_array(other.as_bytes())
        }
    }
}

/// How long the server asks to wait, in ms: `Retry-After` is a number of seconds, or a
/// moment by the clock that `Date` tells.
fn wait(headers: &Headers, stamp: Stamp) -> Option<u64> {
    let wait = seconds(headers, RETRY_AFTER).or_else(|| {
        let now = stamp.date_ms.unwrap_or_else(|| whole(Date::now()));
        moment(headers, RETRY_AFTER)?.checked_sub(now)
    });
    wait.filter(|wait| *wait > 0)
}

/// A header of whole seconds, in ms; nothing where it is none.
fn seconds(headers: &Headers, name: &str) -> Option<u64> {
    let digits = headers.get(name)?;
    let plain = !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit());
    // Digits that do not fit into the integer are a long time all the same.
    plain.then(|| digits.parse().unwrap_or(u64::MAX).saturating_mul(1_000))
}

/// A header that is a moment, in ms since 1970; nothing where it is none.
fn moment(headers: &Headers, name: &str) -> Option<u64> {
    let moment = whole(Date::parse(&headers.get(name)?));
    (moment > 0).then_some(moment)
}
