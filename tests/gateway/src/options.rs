//! The command line.

use std::collections::HashSet;
use std::path::PathBuf;

use axum::http::HeaderValue;
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

    /// Serve another folder under a path, for example /portal=examples/portal; repeatable
    #[arg(long, value_name = "PATH=DIR", value_parser = folder_at)]
    pub also: Vec<(String, PathBuf)>,

    /// The gateway's AUTHMODE: 1 one Guid a session, 2 a fresh one every minute
    #[arg(long, value_name = "1|2", default_value = "2", value_parser = auth_mode)]
    pub authmode: AuthMode,

    /// Serve the same over TLS too, with this certificate chain in PEM
    #[arg(long, value_name = "FILE", requires = "tls_key")]
    pub tls_cert: Option<PathBuf>,

    /// The certificate's private key, in PEM
    #[arg(long, value_name = "FILE", requires = "tls_cert")]
    pub tls_key: Option<PathBuf>,

    /// Port for TLS on 127.0.0.1; 0 takes a free one
    #[arg(long, value_name = "PORT", default_value_t = 0)]
    pub tls_port: u16,

    /// Let pages of this origin ask the interfaces (CORS); repeatable
    #[arg(long, value_name = "ORIGIN", value_parser = origin)]
    pub cors: Vec<HeaderValue>,

    /// Give out agents with a shift that goes on by itself, at /control/demo
    #[arg(long)]
    pub demo: bool,

    /// Say which page a person is to open, for example /portal/, in the place of the address
    #[arg(long, value_name = "PATH")]
    pub open: Option<String>,
}

impl Options {
    /// Says what is wrong with the folders to serve.
    ///
    /// # Errors
    /// A text for the user when a folder is missing or two want the same path.
    pub fn check_folders(&self) -> Result<(), String> {
        let root = self.static_dir.iter().map(|dir| ("--static", dir));
        let others = self.also.iter().map(|(_path, dir)| ("--also", dir));
        for (option, dir) in root.chain(others) {
            if !dir.is_dir() {
                return Err(format!("{option}: there is no folder {}", dir.display()));
            }
        }
        let mut taken = HashSet::new();
        let paths = self.also.iter().map(|(path, _dir)| path);
        for path in self.prefix.iter().chain(paths) {
            if !taken.insert(path) {
                return Err(format!("two folders want the path {path}"));
            }
        }
        Ok(())
    }
}

fn auth_mode(text: &str) -> Result<AuthMode, String> {
    let number: u8 = text
        .parse()
        .map_err(|_not_a_number| "it is 1 or 2".to_owned())?;
    AuthMode::try_from(number)
}

/// An origin as browsers send it, such as `https://portal.example`.
fn origin(text: &str) -> Result<HeaderValue, String> {
    let host = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    let is_origin = host.is_some_and(|host| !host.is_empty() && !host.contains('/'));
    is_origin
        .then(|| HeaderValue::from_str(text).ok())
        .flatten()
        .ok_or_else(|| "it is an origin such as https://portal.example".to_owned())
}

/// A prefix without the slash at its end.
fn prefix(text: &str) -> Result<String, String> {
    let path = text.trim_end_matches('/');
    let reserved = ["/control", "/agentgateway"];
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

/// `PATH=DIR`; the path is as a prefix.
fn folder_at(text: &str) -> Result<(String, PathBuf), String> {
    let (path, dir) = text
        .split_once('=')
        .ok_or_else(|| "it is a path and a folder, such as /portal=examples/portal".to_owned())?;
    Ok((prefix(path)?, dir.into()))
}
