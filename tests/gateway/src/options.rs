//! The command line.

use std::path::PathBuf;

use clap::Parser;

use crate::world::guid::AuthMode;

/// A simulated CC-Gateway for tests and for the demo.
#[derive(Clone, Debug, Parser)]
#[command(name = "simulated-gateway", version)]
pub struct Options {
    /// Port on 127.0.0.1; 0 takes a free one
    #[arg(long, default_value_t = 8043)]
    pub port: u16,

    /// Try the ports after it when the port is taken
    #[arg(long)]
    pub next_port: bool,

    /// Folder to serve at / beside the interfaces
    #[arg(long = "static", value_name = "DIR")]
    pub static_dir: Option<PathBuf>,

    /// Serve the folder under this path too, for example /some/path
    #[arg(long, value_name = "PATH", requires = "static_dir", value_parser = prefix)]
    pub prefix: Option<String>,

    /// The gateway's AUTHMODE: 1 one Guid a session, 2 a fresh one every minute
    #[arg(long, value_name = "1|2", default_value = "2", value_parser = auth_mode)]
    pub authmode: AuthMode,

    /// Serve the demo portal at /demo/
    #[arg(long)]
    pub demo: bool,
}

fn auth_mode(text: &str) -> Result<AuthMode, String> {
    let number: u8 = text
        .parse()
        .map_err(|_not_a_number| "it is 1 or 2".to_owned())?;
    AuthMode::try_from(number)
}

/// A prefix without the slash at its end.
fn prefix(text: &str) -> Result<String, String> {
    let path = text.trim_end_matches('/');
    let reserved = ["/control", "/agentgateway", "/demo"];
    if !path.starts_with('/') || path.contains(['{', '}', '*', '?', '#']) {
        Err("it is a path such as /some/path".to_owned())
    } else if reserved
        .iter()
        .any(|taken| path == *taken || path.starts_with(&format!("{taken}/")))
    {
        Err("the gateway itself lives there".to_owned())
    } else {
        Ok(path.to_owned())
    }
}
