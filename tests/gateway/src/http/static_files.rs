//! The folders beside the interfaces, served as a careful operator would serve them.

use std::path::Path;

use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Redirect, Response};
use tower_http::services::ServeDir;

use crate::options::Options;

/// The policy under which the panel must work.
const PANEL: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
                     connect-src 'self'; img-src 'self' data:";

/// The policy of a portal around it: the same, and it may frame its own origin.
const PORTAL: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
                      connect-src 'self'; img-src 'self' data:; frame-src 'self'";

/// Adds the panel's folder at `/` and under the prefix, and the other folders.
pub fn add(router: Router, options: &Options) -> Router {
    let mut router = router;
    for (path, dir) in &options.also {
        router = under(router, path, folder(dir, PORTAL));
    }
    let Some(dir) = &options.static_dir else {
        return router;
    };
    if let Some(prefix) = &options.prefix {
        router = under(router, prefix, folder(dir, PANEL));
    }
    router.fallback_service(folder(dir, PANEL))
}

/// Adds a folder under a path that has no slash at its end.
fn under(router: Router, path: &str, folder: Router) -> Router {
    let bare = path.to_owned();
    let with_slash = format!("{path}/");
    // Relative addresses in a page need the slash.
    let redirect = from_fn(move |request: Request, next: Next| {
        let to = (request.uri().path() == bare).then(|| Redirect::permanent(&with_slash));
        async move {
            match to {
                Some(redirect) => redirect.into_response(),
                None => next.run(request).await,
            }
        }
    });
    router.nest_service(path, folder).layer(redirect)
}

fn folder(dir: &Path, policy: &'static str) -> Router {
    Router::new()
        .fallback_service(ServeDir::new(dir).precompressed_br().precompressed_gzip())
        .layer(from_fn(move |request, next| finish(policy, request, next)))
}

/// Adds the headers that every file gets.
async fn finish(policy: &'static str, request: Request, next: Next) -> Response {
    let immutable = has_hash(request.uri().path());
    let mut response = next.run(request).await;
    let lasting = immutable
        && (response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED);
    let caching = if lasting {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CACHE_CONTROL, caching),
        (header::VARY, "accept-encoding"),
        (header::CONTENT_SECURITY_POLICY, policy),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

/// Whether a path's last segment carries a hash: eight or more hex digits on their own
/// between `-`, `_` and `.`, of which at least one is a digit, and before the extension.
fn has_hash(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    let Some((stem, _extension)) = name.rsplit_once('.') else {
        return false;
    };
    stem.split(['-', '_', '.']).any(|part| {
        part.len() >= 8
            && part.bytes().all(|byte| byte.is_ascii_hexdigit())
            && part.bytes().any(|byte| byte.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_with_a_hash_are_immutable() {
        assert!(has_hash("/panel-1a2b3c4d5e6f7a8b_bg.wasm"));
        assert!(has_hash("/sub/style-0123abcd.css"));
        assert!(!has_hash("/index.html"));
        assert!(!has_hash("/panel-1a2b3c4.js"), "seven digits only");
        assert!(
            !has_hash("/0123abcd/panel.js"),
            "the folder's name does not count"
        );
        assert!(!has_hash("/0123abcd"), "no extension");
    }
}
