//! Answers as a fault leaves them.

use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;
use serde_json::{Value, json};

use super::api::{self, Answer, html, respond_with};
use super::damage::{self, Damaged};
use crate::server::CloseConnection;
use crate::world::fault::{Fault, Kind};

const JSON: &str = "application/json;charset=UTF-8";

/// Sends `answer` the way `fault` wants it; its latency is over by now. Never returns for
/// a fault that hangs.
pub async fn respond(fault: &Fault, answer: &Answer) -> Response {
    let mut response = spoil(fault, answer).await;
    if let Some(value) = fault
        .retry_after
        .as_deref()
        .and_then(|text| HeaderValue::from_str(text).ok())
    {
        response.headers_mut().insert(header::RETRY_AFTER, value);
    }
    for (name, value) in &fault.headers {
        let name = HeaderName::from_bytes(name.as_bytes());
        if let (Ok(name), Ok(value)) = (name, HeaderValue::from_str(value)) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

async fn spoil(fault: &Fault, answer: &Answer) -> Response {
    let text = answer.body.to_string();
    match fault.kind {
        Kind::Latency => api::respond(answer),
        Kind::Hang => std::future::pending().await,
        Kind::Drop => {
            let mut response = Response::new(Body::empty());
            response.extensions_mut().insert(CloseConnection);
            response
        }
        Kind::Http => {
            let status = status(fault, StatusCode::INTERNAL_SERVER_ERROR);
            let mut response = html(status, status.canonical_reason().unwrap_or("Error"));
            if let Some(body) = &fault.body {
                *response.body_mut() = Body::from(body.clone());
            }
            response
        }
        Kind::Retcode => api::respond(&Answer {
            status: status(fault, StatusCode::OK).as_u16(),
            body: json!({
                "message": fault.message.as_deref().unwrap_or_default(),
                "retcode": fault.retcode.as_deref().unwrap_or("100-007"),
            }),
            set_guid: None,
        }),
        Kind::Truncated => {
            let mut bytes = text.into_bytes();
            bytes.truncate(fault.bytes.unwrap_or(bytes.len() / 2));
            respond_with(answer, bytes, JSON)
        }
        Kind::Oversized => {
            let mut body = answer.body.clone();
            if let Some(fields) = body.as_object_mut() {
                fields.insert(
                    "padding".to_owned(),
                    json!("x".repeat(fault.bytes.unwrap_or(300_000))),
                );
            }
            respond_with(answer, body.to_string().into_bytes(), JSON)
        }
        Kind::WrongTypes => {
            let body = wrong_types(fault, &answer.body).to_string();
            damaged(answer, body.into_bytes())
        }
        Kind::BitFlips => damaged(answer, damage::with_bits_flipped(fault, text.into_bytes())),
        Kind::Retyped => {
            let body = damage::retyped(fault, &answer.body).to_string();
            damaged(answer, body.into_bytes())
        }
        Kind::ContentType => {
            let content_type = fault.content_type.as_deref().unwrap_or("text/html");
            respond_with(answer, text.into_bytes(), content_type)
        }
        Kind::Gbk => {
            let mut body = answer.body.clone();
            if let Some(fields) = body.as_object_mut() {
                fields.insert("message".to_owned(), json!("操作成功"));
            }
            let text = body.to_string();
            let (bytes, _, _) = encoding_rs::GBK.encode(&text);
            respond_with(answer, bytes.into_owned(), "application/json;charset=GBK")
        }
        Kind::Bom => respond_with(answer, format!("\u{feff}{text}").into_bytes(), JSON),
        Kind::DocExample => respond_with(answer, like_the_example(&answer.body).into_bytes(), JSON),
        Kind::NotJson => respond_with(
            answer,
            b"The service is being started, please wait.".to_vec(),
            JSON,
        ),
        Kind::Raw => respond_with(
            &Answer {
                status: status(fault, StatusCode::OK).as_u16(),
                ..answer.clone()
            },
            fault.body.clone().unwrap_or_default().into_bytes(),
            fault.content_type.as_deref().unwrap_or(JSON),
        ),
    }
}

/// An answer that says something else now, which the log is to tell.
fn damaged(answer: &Answer, body: Vec<u8>) -> Response {
    let sent = Damaged(String::from_utf8_lossy(&body).into_owned());
    let mut response = respond_with(answer, body, JSON);
    response.extensions_mut().insert(sent);
    response
}

fn status(fault: &Fault, otherwise: StatusCode) -> StatusCode {
    fault
        .status
        .and_then(|status| StatusCode::from_u16(status).ok())
        .unwrap_or(otherwise)
}

/// The body with fields of `result` replaced by the fault's, or by values of other types.
fn wrong_types(fault: &Fault, body: &Value) -> Value {
    let mut body = body.clone();
    let Some(result) = body.get_mut("result").and_then(Value::as_object_mut) else {
        return body;
    };
    let wrong = fault.result.clone().unwrap_or_else(|| {
        if result.contains_key("agentStateInfo") {
            json!({ "agentStateInfo": { "callerNo": { "no": 1 }, "preBusy": [], "beginTalkingTime": true, "callData": 7 } })
        } else {
            json!({ "agentState": ["7"], "isWorking": {} })
        }
    });
    merge(result, &wrong);
    body
}

fn merge(into: &mut serde_json::Map<String, Value>, from: &Value) {
    let Value::Object(from) = from else { return };
    for (name, value) in from {
        match (into.get_mut(name), value) {
            (Some(Value::Object(inner)), Value::Object(_)) => merge(inner, value),
            _ => {
                into.insert(name.clone(), value.clone());
            }
        }
    }
}

/// The body with the two mistakes of the documented example of `syncagentinfo`:
/// `cmdBeginTime` twice and a comma before the brace that ends `agentStateInfo`. Another
/// interface's answer gets the comma only.
fn like_the_example(body: &Value) -> String {
    let mut body = body.clone();
    let info = body
        .get_mut("result")
        .and_then(|result| result.get_mut("agentStateInfo"))
        .and_then(Value::as_object_mut);
    let Some(info) = info else {
        let text = body.to_string();
        return text
            .strip_suffix('}')
            .map_or(text.clone(), |text| format!("{text},}}"));
    };
    let begin = info.remove("cmdBeginTime").unwrap_or_default();
    let mut fields: Vec<String> = info
        .iter()
        .map(|(name, value)| format!("{}:{value}", json!(name)))
        .collect();
    fields.extend([
        format!("\"cmdBeginTime\":{begin}"),
        format!("\"cmdBeginTime\":{begin}"),
    ]);
    let callinfo = body
        .pointer("/result/callinfo")
        .cloned()
        .unwrap_or_default();
    format!(
        r#"{{"result":{{"callinfo":{callinfo},"agentStateInfo":{{{},}}}},"message":"success","retcode":"0"}}"#,
        fields.join(",")
    )
}
