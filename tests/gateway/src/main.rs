//! Starts the simulated gateway and says where it listens.

use std::io::Write;
use std::process::ExitCode;

use clap::Parser;
use simulated_gateway::options::Options;
use simulated_gateway::{http, server};
use tokio::signal::unix::{SignalKind, signal};

#[tokio::main]
async fn main() -> ExitCode {
    let options = Options::parse();
    if let Err(problem) = options.check_folders() {
        eprintln!("{problem}");
        return ExitCode::from(2);
    }
    let listener = match server::listen(options.port, options.next_port).await {
        Ok(listener) => listener,
        Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => {
            eprintln!(
                "port {} is taken; choose another with --port, or add --next-port",
                options.port
            );
            return ExitCode::from(2);
        }
        Err(error) => {
            eprintln!("cannot listen on port {}: {error}", options.port);
            return ExitCode::from(2);
        }
    };
    let (Ok(address), Ok(mut terminate)) = (listener.local_addr(), signal(SignalKind::terminate()))
    else {
        eprintln!("the system refuses an address or a signal handler");
        return ExitCode::FAILURE;
    };
    let mut stdout = std::io::stdout();
    // Who started the gateway may not read its output; it serves all the same.
    let _nobody_reads =
        writeln!(stdout, "listening on http://{address}").and_then(|()| stdout.flush());
    tokio::select! {
        () = server::serve(listener, http::router(&options)) => {}
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
    ExitCode::SUCCESS
}
