//! One request to the gateway. Whatever happens comes back as a [`Reply`]: the page
//! around the panel may have wrapped `fetch`, so nothing that it hands over is trusted.

use js_sys::{Function, JsString, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, ReadableStream, ReadableStreamDefaultReader};

use super::page_events::own_origin;
use super::plain::Plain;
use crate::gateway::{AgentId, Guid, Interface, MAX_BODY_BYTES};
use crate::panel::{Credentials, Reply, Settings};

/// Asks the gateway through `interface` for `agent`.
///
/// The Guid goes into the `Guid` header and nowhere else (R9); without one, a proxy adds
/// that header. A redirect is refused, so
/// that it cannot carry the header to another origin.
pub async fn ask(
    settings: &Settings,
    interface: Interface,
    agent: AgentId,
    guid: Option<&Guid>,
    signal: &AbortSignal,
) -> Reply {
    reply(settings, interface, agent, guid, signal)
        .await
        .unwrap_or(Reply::NoResponse)
}

/// Portals wrap `fetch` in functions that know an address as a text alone, and options
/// whose headers are a plain object: that is what it is called with.
async fn reply(
    settings: &Settings,
    interface: Interface,
    agent: AgentId,
    guid: Option<&Guid>,
    signal: &AbortSignal,
) -> Result<Reply, JsValue> {
    let (method, name) = match interface {
        Interface::SyncAgentInfo => ("POST", "/syncagentinfo"),
        Interface::AgentStatus => ("GET", "/agentstatus"),
    };
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    // An address without an origin would be completed by the page's `<base>`, and the Guid
    // go there.
    let own = if settings.gateway.is_empty() || settings.gateway.starts_with('/') {
        own_origin()
    } else {
        String::new()
    };
    let path = "/agentgateway/resource/onlineagent/";
    let agent = agent.to_string();
    let url = [&own, &settings.gateway, path, &agent, name].concat();

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
        .with("referrerPolicy", "no-referrer")
        .with("signal", signal)
        .into_object();

    let fetch: Function = Reflect::get(&window, &"fetch".into())?.dyn_into()?;
    let response = settled(fetch.call2(&window, &url.into(), &options)?).await?;
    let status = whole(&Reflect::get(&response, &"status".into())?)?;
    Ok(match body(&response).await? {
        Some(body) => Reply::Response {
            status,
            body,
            retry_after_ms: retry_after_ms(&response).unwrap_or_default(),
        },
        None => Reply::TooLarge { status },
    })
}

/// The whole body as text; `None` when it is over the limit. Of a stream no more is read
/// then; what is no response of the browser's own, but looks like one, gives its text.
async fn body(response: &JsValue) -> Result<Option<String>, JsValue> {
    let stream: Result<ReadableStream, _> = Reflect::get(response, &"body".into())?.dyn_into();
    let reader = stream.and_then(|stream| ReadableStreamDefaultReader::new(&stream));
    let Ok(reader) = reader else {
        let text: JsString = settled(call(response, "text", None)?).await?.dyn_into()?;
        let fits = text.length() as usize <= MAX_BODY_BYTES;
        return Ok(fits.then(|| text.into()));
    };
    let mut bytes = Vec::new();
    loop {
        let chunk = JsFuture::from(reader.read()).await?;
        if Reflect::get(&chunk, &"done".into())?.is_truthy() {
            return text(bytes).map(Some);
        }
        let chunk: Uint8Array = Reflect::get(&chunk, &"value".into())?.dyn_into()?;
        if bytes.len() + chunk.length() as usize > MAX_BODY_BYTES {
            // Nobody waits for the cancellation, so its failure is nobody's.
            let _ = reader.cancel();
            return Ok(None);
        }
        bytes.extend(chunk.to_vec());
    }
}

/// UTF-8, or else GBK, which some gateways answer in whatever they declare.
fn text(bytes: Vec<u8>) -> Result<String, JsValue> {
    String::from_utf8(bytes).or_else(|error| {
        web_sys::TextDecoder::new_with_label("gb18030")?.decode_with_u8_array(error.as_bytes())
    })
}

/// `Retry-After` in milliseconds from now: seconds, or a date.
fn retry_after_ms(response: &JsValue) -> Result<Option<u64>, JsValue> {
    let headers = Reflect::get(response, &"headers".into())?;
    let Some(value) = call(&headers, "get", Some("Retry-After"))?.as_string() else {
        return Ok(None);
    };
    if let Ok(seconds) = value.trim().parse::<u32>() {
        return Ok(Some(u64::from(seconds) * 1_000));
    }
    let wait = js_sys::Date::parse(&value) - js_sys::Date::now();
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "only positive values reach the cast, and it saturates"
    )]
    Ok((wait > 0.0).then_some(wait as u64))
}

/// Calls a method of something of which nothing is certain.
fn call(object: &JsValue, name: &str, argument: Option<&str>) -> Result<JsValue, JsValue> {
    let method: Function = Reflect::get(object, &name.into())?.dyn_into()?;
    match argument {
        Some(argument) => method.call1(object, &argument.into()),
        None => method.call0(object),
    }
}

/// What comes of a promise, or of anything like it.
async fn settled(value: JsValue) -> Result<JsValue, JsValue> {
    JsFuture::from(Promise::resolve(&value)).await
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a cast from a float saturates, and no status is that large"
)]
fn whole(number: &JsValue) -> Result<u16, JsValue> {
    number
        .as_f64()
        .map(|number| number as u16)
        .ok_or(JsValue::NULL)
}
