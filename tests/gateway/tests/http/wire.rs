//! An HTTP client that sees names as they are on the wire.

use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// An answer: its headers as they were written, and its JSON.
pub struct Answer {
    headers: Vec<(String, String)>,
    pub body: Value,
}

impl Answer {
    /// The value of the header of exactly this name, as a client looks for it that compares
    /// names letter for letter.
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(its_name, _)| its_name == name);
        found.map(|(_, value)| value.as_str())
    }

    pub fn retcode(&self) -> &str {
        self.body["retcode"].as_str().unwrap()
    }
}

/// Sends one request below the resource on a connection of its own.
pub async fn exchange(
    address: &str,
    (method, path): (&str, &str),
    guid: Option<&str>,
    body: Option<&Value>,
) -> Answer {
    let body = body.map(Value::to_string).unwrap_or_default();
    let guid = guid.map_or(String::new(), |guid| format!("Guid: {guid}\r\n"));
    let request = format!(
        "{method} /agentgateway/resource/{path} HTTP/1.1\r\nHost: {address}\r\n\
         Content-Type: application/json; charset=UTF-8\r\n{guid}\
         Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    );
    let mut connection = TcpStream::connect(address).await.unwrap();
    connection.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    connection.read_to_string(&mut answer).await.unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    let headers = head.lines().filter_map(|line| line.split_once(": "));
    Answer {
        headers: headers
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect(),
        body: serde_json::from_str(body).unwrap(),
    }
}
