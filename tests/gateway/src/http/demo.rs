//! `/demo/`: a small portal around the panel.

use axum::Router;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;

use super::static_files::secure;

/// As the panel's own policy, and it may frame its own origin.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
                      connect-src 'self'; img-src 'self' data:; frame-src 'self'";

/// The portal's three files, which are part of the program.
pub fn router() -> Router {
    let html = || async {
        file(
            "text/html; charset=utf-8",
            include_str!("../../demo/index.html"),
        )
    };
    let js = || async {
        file(
            "text/javascript; charset=utf-8",
            include_str!("../../demo/portal.js"),
        )
    };
    let css = || async {
        file(
            "text/css; charset=utf-8",
            include_str!("../../demo/portal.css"),
        )
    };
    Router::new()
        .route("/demo", get(|| async { Redirect::permanent("/demo/") }))
        .route("/demo/", get(html))
        .route("/demo/index.html", get(html))
        .route("/demo/portal.js", get(js))
        .route("/demo/portal.css", get(css))
}

fn file(content_type: &'static str, text: &'static str) -> Response {
    let mut response = text.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    secure(headers, POLICY);
    response
}
