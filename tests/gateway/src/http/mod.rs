//! The gateway on the wire.

pub mod answers;
pub mod api;
pub mod control;
mod control_acts;
pub mod cors;
pub mod damage;
pub mod events;
pub mod faulty;
pub mod interface;
pub mod operations;
pub mod sign_in;
pub mod static_files;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, UNIX_EPOCH};

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::middleware::map_response_with_state;
use axum::response::Response;
use axum::routing::any;
use tokio::sync::watch;

use crate::options::Options;
use crate::world::gateway::Gateway;

/// The whole site: the interfaces, the control interface, the folders.
pub fn router(options: &Options) -> Router {
    let app = App::new(Gateway::new(options.authmode));
    let dated = map_response_with_state(app.clone(), date);
    let mut interfaces = Router::new()
        .route("/agentgateway/{*path}", any(api::serve))
        .layer(dated);
    if !options.cors.is_empty() {
        interfaces = interfaces.layer(cors::layer(&options.cors));
    }
    let router = interfaces
        .nest("/control", control::router(options.demo))
        .with_state(app);
    static_files::add(router, options)
}

/// The end of the year 9999, after which there is no HTTP date.
const LAST_DATE: Duration = Duration::from_secs(253_402_300_799);

/// Dates an answer by the gateway's own clock, which tests may have stopped.
async fn date(State(app): State<App>, mut response: Response) -> Response {
    let now = Duration::from_millis(app.lock().clock.now()).min(LAST_DATE);
    let date = httpdate::fmt_http_date(UNIX_EPOCH + now);
    if let Ok(date) = HeaderValue::try_from(date) {
        response.headers_mut().entry(header::DATE).or_insert(date);
    }
    response
}

/// What the handlers share.
#[derive(Clone)]
pub struct App {
    gateway: Arc<Mutex<Gateway>>,
    changed: watch::Sender<u64>,
}

impl App {
    fn new(gateway: Gateway) -> Self {
        Self {
            gateway: Arc::new(Mutex::new(gateway)),
            changed: watch::Sender::new(0),
        }
    }

    /// The gateway, brought up to the present by whoever locks it.
    pub fn lock(&self) -> MutexGuard<'_, Gateway> {
        self.gateway.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Wakes the held event polls, after something changed.
    pub fn tell_of_change(&self) {
        self.changed
            .send_modify(|count| *count = count.wrapping_add(1));
    }

    /// To wait for the next change.
    pub fn changes(&self) -> watch::Receiver<u64> {
        self.changed.subscribe()
    }
}
