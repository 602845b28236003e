//! The folder beside the interfaces, served as a careful operator would serve the panel.

use std::path::Path;

use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Redirect, Response};
use tower_http::services::ServeDir;

/// The policy under which the panel must work.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
                      connect-src 'self'; img-src 'self' data:";

/// Adds `dir` at `/`, and under `prefix` (without a slash at its end) too.
pub fn add(router: Router, dir: &Path, prefix: Option<&str>) -> Router {
    let folder = Router::new()
        .fallback_service(ServeDir::new(dir).precompressed_br().precompressed_gzip())
        .layer(from_fn(finish));
    let router = match prefix.filter(|prefix| !prefix.is_empty()) {
        Some(prefix) => {
            let bare = prefix.to_owned();
            let with_slash = format!("{prefix}/");
            // Relative addresses in the page need the slash.
            let redirect = from_fn(move |request: Request, next: Next| {
                let to = (request.uri().path() == bare).then(|| Redirect::permanent(&with_slash));
                async move {
                    match to {
                        Some(redirect) => redirect.into_response(),
                        None => next.run(request).await,
                    }
                }
            });
            router.nest_service(prefix, folder.clone()).layer(redirect)
        }
        None => router,
    };
    router.fallback_service(folder)
}

/// Adds the headers that every file gets.
async fn finish(request: Request, next: Next) -> Response {
    let immutable = has_hash(request.uri().path());
    let mut response = next.run(request).await;
    let lasting = immutable
        && (response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED);
    let headers = response.headers_mut();
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static(if lasting {
            "public, max-age=31536000, immutable"
        } else {
            "no-cache"
        }),
    );
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    secure(headers, POLICY);
    response
}

/// The security headers of a page, with this content security policy.
pub fn secure(headers: &mut HeaderMap, policy: &'static str) {
    headers.insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(policy),
    );
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    headers.insert(
        header::REFERRER_POLICY,
        HeaderValue::from_static("no-referrer"),
    );
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
