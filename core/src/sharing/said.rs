//! What a panel says to those of the same agent: a row that begins with what it is.

use super::wire::Row;
use crate::time::Now;

const HELLO: &str = "hello";
const ASKED: &str = "asked";
const REFRESH: &str = "refresh";
const STATE: &str = "state";
const EVENT: &str = "event";
const COMMAND: &str = "command";

/// One thing that is said.
pub enum Said {
    /// A panel is there, and wants to know what is known.
    Hello,
    /// The leader sends a request.
    Asked,
    /// A host of a panel that follows wants the gateway asked now.
    Refresh,
    /// What the leader knows; it stands in the rest of the row.
    State(Row),
    /// The portal has pushed an event of the gateway into a panel that follows.
    Event(String),
    /// The same of a command that it has sent.
    Command(String),
}

impl Said {
    /// Reads what came in at `now`; `None` for what no panel says. How the row of a state goes
    /// on is not looked at.
    pub fn read(text: &str, now: Now) -> Option<Self> {
        let mut row = Row::read(text, now);
        let mut next = || {
            let mut text = String::new();
            row.text(&mut text);
            text
        };
        let said = match next().as_str() {
            HELLO => Self::Hello,
            ASKED => Self::Asked,
            REFRESH => Self::Refresh,
            STATE => return Some(Self::State(row)),
            EVENT => Self::Event(next()),
            COMMAND => Self::Command(next()),
            _ => return None,
        };
        row.is_read().then_some(said)
    }

    /// What is said at `now`.
    pub fn text(self, now: Now) -> String {
        let (kind, content) = match self {
            Self::Hello => (HELLO, None),
            Self::Asked => (ASKED, None),
            Self::Refresh => (REFRESH, None),
            Self::State(row) => return row.into_text(),
            Self::Event(event) => (EVENT, Some(event)),
            Self::Command(sent) => (COMMAND, Some(sent)),
        };
        let mut row = begin(kind, now);
        if let Some(mut content) = content {
            row.text(&mut content);
        }
        row.into_text()
    }

    /// A row that tells at `now` what the panel knows, which is to be written behind this.
    pub fn state(now: Now) -> Row {
        begin(STATE, now)
    }
}

fn begin(kind: &str, now: Now) -> Row {
    let mut row = Row::write(now);
    row.text(&mut kind.to_owned());
    row
}
