//! Starts the simulated gateway and says where it listens.

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;
use simulated_gateway::options::Options;
use simulated_gateway::{http, server, tls};
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

#[tokio::main]
async fn main() -> ExitCode {
    match run(&Options::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::from(2)
        }
    }
}

/// Serves until somebody ends it. An error is a text for the user.
async fn run(options: &Options) -> Result<(), String> {
    options.check_folders()?;
    let acceptor = match (&options.tls_cert, &options.tls_key) {
        (Some(certificate), Some(key)) => Some(tls::acceptor(certificate, key)?),
        _ => None,
    };
    let router = http::router(options);
    let listener = listen(options.port, options.next_port).await?;
    say("http", &listener, options.open.as_deref())?;
    if let Some(acceptor) = acceptor {
        let listener = listen(options.tls_port, false).await?;
        say("https", &listener, None)?;
        tokio::spawn(server::serve(listener, Some(acceptor), router.clone()));
    }
    let mut terminate = signal(SignalKind::terminate())
        .map_err(|error| format!("the system refuses a signal handler: {error}"))?;
    tokio::select! {
        () = server::serve(listener, None, router) => {}
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
    Ok(())
}

async fn listen(port: u16, next_port: bool) -> Result<TcpListener, String> {
    server::listen(port, next_port).await.map_err(|error| {
        if error.kind() == io::ErrorKind::AddrInUse {
            format!("port {port} is taken; choose another with --port, or add --next-port")
        } else {
            format!("cannot listen on port {port}: {error}")
        }
    })
}

/// Says where it listens, or, to a person, which `page` to open: who reads two addresses may open the
/// wrong one.
fn say(scheme: &str, listener: &TcpListener, page: Option<&str>) -> Result<(), String> {
    let address = listener
        .local_addr()
        .map_err(|error| format!("the system gives no address: {error}"))?;
    let mut stdout = io::stdout();
    // Who started the gateway may not read its output; it serves all the same.
    let _nobody_reads = match page {
        None => writeln!(stdout, "listening on {scheme}://{address}"),
        Some(page) => writeln!(
            stdout,
            "\n    Open {scheme}://{address}{page}\n\n    Ctrl-C ends it.\n"
        ),
    }
    .and_then(|()| stdout.flush());
    Ok(())
}
