//! Listening and serving, with TLS or without.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpListener;
use tokio::time::{sleep, timeout};
use tokio_rustls::TlsAcceptor;
use tower::ServiceExt;

use crate::header_case::HeaderCase;

/// In a response's extensions: close the connection instead of sending it.
#[derive(Clone, Copy, Debug)]
pub struct CloseConnection;

/// Listens on 127.0.0.1 at `port` (0: any free one), or with `next_port` at the first free
/// one of the hundred from there on.
///
/// # Errors
/// The system's error for `port` when it, or every one tried, cannot be had.
pub async fn listen(port: u16, next_port: bool) -> io::Result<TcpListener> {
    let last = if next_port {
        port.saturating_add(99)
    } else {
        port
    };
    let mut first_error = None;
    for port in port..=last {
        match TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port))).await {
            Ok(listener) => return Ok(listener),
            Err(error) => {
                first_error.get_or_insert(error);
            }
        }
    }
    Err(first_error.unwrap_or_else(|| io::ErrorKind::AddrInUse.into()))
}

/// How long a client may take to agree on TLS.
const TLS_WITHIN: Duration = Duration::from_secs(10);

/// Serves `router` on `listener` for ever, over TLS where `tls` is given.
pub async fn serve(listener: TcpListener, tls: Option<TlsAcceptor>, router: Router) {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                let router = router.clone();
                match tls.clone() {
                    None => drop(tokio::spawn(serve_connection(stream, router))),
                    Some(tls) => drop(tokio::spawn(async move {
                        // A client that does not trust the certificate goes away.
                        if let Ok(Ok(stream)) = timeout(TLS_WITHIN, tls.accept(stream)).await {
                            serve_connection(stream, router).await;
                        }
                    })),
                }
            }
            // Out of file handles, or a client that left at once: the next may do better.
            Err(_) => sleep(Duration::from_millis(50)).await,
        }
    }
}

/// Serves one connection. hyper is driven directly because a fault must be able to close
/// the connection without an answer, which axum's own server cannot do.
async fn serve_connection(
    stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    router: Router,
) {
    let service = service_fn(move |request: Request<Incoming>| {
        let router = router.clone();
        async move {
            let response: Response<Body> = match router.oneshot(request.map(Body::new)).await {
                Ok(response) => response,
                Err(never) => match never {},
            };
            if response.extensions().get::<CloseConnection>().is_some() {
                return Err(io::Error::from(io::ErrorKind::ConnectionAborted));
            }
            Ok(response)
        }
    });
    // A connection that breaks concerns nobody but its client.
    let _broken = http1::Builder::new()
        .serve_connection(TokioIo::new(HeaderCase::new(stream)), service)
        .await;
}
