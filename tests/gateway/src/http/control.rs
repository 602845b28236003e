//! `/control/…`: tests and the demo say what happens at the gateway. JSON both ways;
//! `README.md` lists it.

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::App;
use super::control_acts;
use crate::world::agent::Agent;
use crate::world::clock::Clock;
use crate::world::documents;
use crate::world::fault::Fault;
use crate::world::gateway::{Gateway, check_agent_id};
use crate::world::setup::Setup;

/// The control interface, with `POST /demo` if there is a demo.
pub fn router(demo: bool) -> Router<App> {
    let router = Router::new()
        .route("/agents/{id}", post(create).patch(change).delete(remove))
        .route("/agents/{id}/truth", get(truth))
        .route("/agents/{id}/history", get(history))
        .route("/agents/{id}/log", get(log).delete(clear_log))
        .route(
            "/agents/{id}/fault",
            get(faults).post(add_fault).delete(clear_faults),
        )
        .route("/agents/{id}/{action}", post(action))
        .route("/log", get(whole_log).delete(clear_whole_log))
        .route("/clock", get(clock).post(set_clock))
        .route("/reset", post(reset));
    if demo {
        router.route("/demo", post(new_visitor))
    } else {
        router
    }
}

/// Why a control request was refused: the HTTP status and a text for the test's author.
pub(super) struct Refusal(pub(super) StatusCode, pub(super) String);

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        (self.0, axum::Json(json!({ "error": self.1 }))).into_response()
    }
}

type Outcome = Result<axum::Json<Value>, Refusal>;

async fn create(State(app): State<App>, Path(id): Path<String>, body: Bytes) -> Outcome {
    let setup: Setup = read(&body)?;
    check_agent_id(&id).map_err(|_bad| bad_request("the agent's ID is 101 to 999999"))?;
    with_gateway(&app, |gateway, now| {
        let guid = gateway.create(&id, &setup, now);
        Ok(json!({ "agentId": id, "guid": guid }))
    })
}

async fn change(State(app): State<App>, Path(id): Path<String>, body: Bytes) -> Outcome {
    let setup: Setup = read(&body)?;
    with_agent(&app, &id, |agent, now| {
        setup.apply(agent, now);
        Ok(documents::truth(agent))
    })
}

async fn remove(State(app): State<App>, Path(id): Path<String>) -> Outcome {
    with_gateway(&app, |gateway, _| {
        gateway.remove(&id);
        Ok(json!({}))
    })
}

async fn truth(State(app): State<App>, Path(id): Path<String>) -> Outcome {
    with_agent(&app, &id, |agent, _| Ok(documents::truth(agent)))
}

async fn history(State(app): State<App>, Path(id): Path<String>) -> Outcome {
    with_agent(&app, &id, |agent, _| {
        Ok(json!({ "history": agent.history.0 }))
    })
}

async fn log(State(app): State<App>, Path(id): Path<String>) -> Outcome {
    with_gateway(&app, |gateway, _| Ok(gateway.log.document(Some(&id))))
}

async fn clear_log(State(app): State<App>, Path(id): Path<String>) -> Outcome {
    with_gateway(&app, |gateway, _| {
        gateway.log.clear(Some(&id));
        Ok(json!({}))
    })
}

async fn whole_log(State(app): State<App>) -> Outcome {
    with_gateway(&app, |gateway, _| Ok(gateway.log.document(None)))
}

async fn clear_whole_log(State(app): State<App>) -> Outcome {
    with_gateway(&app, |gateway, _| {
        gateway.log.clear(None);
        Ok(json!({}))
    })
}

async fn faults(State(app): State<App>, Path(id): Path<String>) -> Outcome {
    with_gateway(&app, |gateway, _| {
        let faults = gateway.faults.get(&id).map(|faults| faults.0.clone());
        Ok(json!({ "faults": faults.unwrap_or_default() }))
    })
}

async fn add_fault(State(app): State<App>, Path(id): Path<String>, body: Bytes) -> Outcome {
    let fault: Fault = read(&body)?;
    with_gateway(&app, |gateway, _| {
        gateway.faults.entry(id).or_default().0.push(fault);
        Ok(json!({}))
    })
}

async fn clear_faults(State(app): State<App>, Path(id): Path<String>) -> Outcome {
    with_gateway(&app, |gateway, _| {
        gateway.faults.remove(&id);
        Ok(json!({}))
    })
}

async fn clock(State(app): State<App>) -> Outcome {
    with_gateway(&app, |gateway, _| Ok(clock_document(gateway)))
}

/// The body of `POST /control/clock`.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
struct ClockSetting {
    mode: Option<ClockMode>,
    /// Time for a manual clock, milliseconds since 1970; it stops where it is without one.
    now: Option<u64>,
    /// Milliseconds to move ahead, with either mode.
    advance: Option<u64>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum ClockMode {
    Real,
    Manual,
}

async fn set_clock(State(app): State<App>, body: Bytes) -> Outcome {
    let setting: ClockSetting = read(&body)?;
    with_gateway(&app, |gateway, now| {
        match setting.mode {
            Some(ClockMode::Real) => gateway.clock = Clock::Real { ahead: 0 },
            Some(ClockMode::Manual) => {
                gateway.clock = Clock::Manual {
                    now: setting.now.unwrap_or(now),
                };
            }
            None => {}
        }
        gateway.clock = gateway.clock.advanced(setting.advance.unwrap_or_default());
        gateway.settle();
        Ok(clock_document(gateway))
    })
}

fn clock_document(gateway: &Gateway) -> Value {
    let mode = match gateway.clock {
        Clock::Real { .. } => "real",
        Clock::Manual { .. } => "manual",
    };
    json!({ "mode": mode, "now": gateway.clock.now() })
}

/// Forgets everything and lets the clock run again.
async fn reset(State(app): State<App>) -> Outcome {
    with_gateway(&app, |gateway, _| {
        *gateway = Gateway::new(gateway.auth_mode);
        Ok(json!({}))
    })
}

async fn new_visitor(State(app): State<App>) -> Outcome {
    with_gateway(&app, |gateway, now| {
        let id = gateway.new_visitor(now);
        Ok(json!({ "agentId": id, "password": "demo", "phonenum": "70092" }))
    })
}

async fn action(
    State(app): State<App>,
    Path((id, action)): Path<(String, String)>,
    body: Bytes,
) -> Outcome {
    if let Some(session_action) = session_action(&action, &body)? {
        return with_agent(&app, &id, |agent, now| Ok(session_action(agent, now)));
    }
    let act = control_acts::act(&action, &body)?;
    with_agent(&app, &id, |agent, now| {
        agent.act(&act, now).map_err(|retcode| {
            let text = format!("{action}: {} in state {:?}", retcode.message(), agent.state);
            Refusal(StatusCode::CONFLICT, text)
        })?;
        Ok(documents::truth(agent))
    })
}

type SessionAction = Box<dyn FnOnce(&mut Agent, u64) -> Value>;

/// The body of `rotate-guid`.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
struct Rotation {
    /// The new Guid, instead of a random one.
    guid: Option<String>,
    /// How long the old one stays valid, in milliseconds; by AUTHMODE when left out.
    old_valid_ms: Option<u64>,
}

/// The body of `event`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct RawEvent {
    event_type: String,
    #[serde(default)]
    content: Value,
}

/// What happens to the session or its events, if that is what `action` names.
fn session_action(action: &str, body: &[u8]) -> Result<Option<SessionAction>, Refusal> {
    Ok(Some(match action {
        "rotate-guid" => {
            let rotation: Rotation = read(body)?;
            Box::new(move |agent, now| {
                let guid = agent.guids.renew(rotation.guid, rotation.old_valid_ms, now);
                json!({ "guid": guid })
            })
        }
        "expire-guid" => Box::new(|agent, now| {
            agent.guids.expire(now);
            json!({})
        }),
        "sign-out" => Box::new(|agent, now| {
            agent.be_signed_out(now);
            documents::truth(agent)
        }),
        "event" => {
            let event: RawEvent = read(body)?;
            Box::new(move |agent, now| {
                agent.notify(event.event_type, event.content, now);
                documents::truth(agent)
            })
        }
        "event-list" => Box::new(|agent, _| {
            let events: Vec<Value> = agent
                .queue
                .drain(..)
                .map(|event| event.document(&agent.id))
                .collect();
            json!({ "workNo": agent.id, "eventList": events })
        }),
        _ => return Ok(None),
    }))
}

fn with_gateway(
    app: &App,
    work: impl FnOnce(&mut Gateway, u64) -> Result<Value, Refusal>,
) -> Outcome {
    let outcome = {
        let mut gateway = app.lock();
        let now = gateway.settle();
        work(&mut gateway, now)
    };
    app.tell_of_change();
    outcome.map(axum::Json)
}

fn with_agent(
    app: &App,
    id: &str,
    work: impl FnOnce(&mut Agent, u64) -> Result<Value, Refusal>,
) -> Outcome {
    with_gateway(app, |gateway, now| match gateway.agents.get_mut(id) {
        Some(agent) => work(agent, now),
        None => Err(Refusal(
            StatusCode::NOT_FOUND,
            format!("there is no agent {id}"),
        )),
    })
}

/// A JSON body; an empty one is `{}`.
pub(super) fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, Refusal> {
    let body = if body.is_empty() { b"{}" } else { body };
    serde_json::from_slice(body).map_err(|error| bad_request(&error.to_string()))
}

fn bad_request(text: &str) -> Refusal {
    Refusal(StatusCode::BAD_REQUEST, text.to_owned())
}
