//! One request to the gateway. Whatever happens comes back as a [`Reply`]: the page
//! around the panel may have wrapped `fetch`, so nothing that it hands over is trusted.

use js_sys::{Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortSignal, ReadableStreamDefaultReader, ReferrerPolicy, Request, RequestCache,
    RequestCredentials, RequestInit, RequestRedirect, Response,
};

use crate::gateway::{AgentId, Guid, Interface, MAX_BODY_BYTES};
use crate::panel::{Credentials, Reply, Settings};

/// Asks the gateway through `interface` for `agent`.
///
/// The Guid goes into the `Guid` header and nowhere else (R9). A redirect is refused, so
/// that it cannot carry the header to another origin.
pub async fn ask(
    settings: &Settings,
    interface: Interface,
    agent: AgentId,
    guid: &Guid,
    signal: &AbortSignal,
) -> Reply {
    let (method, name) = match interface {
        Interface::SyncAgentInfo => ("POST", "/syncagentinfo"),
        Interface::AgentStatus => ("GET", "/agentstatus"),
    };
    let path = "/agentgateway/resource/onlineagent/";
    let url = [&settings.gateway, path, &agent.to_string(), name].concat();
    let init = RequestInit::new();
    init.set_method(method);
    init.set_cache(RequestCache::NoStore);
    init.set_credentials(match settings.credentials {
        Credentials::SameOrigin => RequestCredentials::SameOrigin,
        Credentials::Include => RequestCredentials::Include,
    });
    init.set_redirect(RequestRedirect::Error);
    init.set_referrer_policy(ReferrerPolicy::NoReferrer);
    init.set_signal(Some(signal));
    match request(&url, &init, guid) {
        Ok(request) => reply(request).await.unwrap_or(Reply::NoResponse),
        Err(_) => Reply::NoResponse,
    }
}

fn request(url: &str, init: &RequestInit, guid: &Guid) -> Result<Request, JsValue> {
    let request = Request::new_with_str_and_init(url, init)?;
    let headers = request.headers();
    headers.set("Content-Type", "application/json; charset=UTF-8")?;
    headers.set("Guid", guid.expose_for_header())?;
    Ok(request)
}

async fn reply(request: Request) -> Result<Reply, JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let fetch: Function = Reflect::get(&window, &"fetch".into())?.dyn_into()?;
    let promise = Promise::resolve(&fetch.call1(&window, &request)?);
    let response: Response = JsFuture::from(promise).await?.dyn_into()?;
    let status = response.status();
    Ok(match body(&response).await? {
        Some(body) => Reply::Response {
            status,
            body,
            retry_after_ms: retry_after_ms(&response),
        },
        None => Reply::TooLarge { status },
    })
}

/// The whole body as text; `None` when it is over the limit, of which no more is read.
async fn body(response: &Response) -> Result<Option<String>, JsValue> {
    let Some(stream) = response.body() else {
        return Ok(Some(String::new()));
    };
    let reader = ReadableStreamDefaultReader::new(&stream)?;
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
fn retry_after_ms(response: &Response) -> Option<u64> {
    let value = response.headers().get("Retry-After").ok()??;
    if let Ok(seconds) = value.trim().parse::<u32>() {
        return Some(u64::from(seconds) * 1_000);
    }
    let wait = js_sys::Date::parse(&value) - js_sys::Date::now();
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "only positive values reach the cast, and it saturates"
    )]
    (wait > 0.0).then_some(wait as u64)
}
