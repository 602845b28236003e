//! What a panel says to those of the same agent: a row that begins with what it is.

use super::wire::Row;
use crate::time::Now;

/// A panel is there, and wants to know what is known.
pub const HELLO: &str = "hello";
/// The leader sends a request.
pub const ASKED: &str = "asked";
/// A host of a panel that follows wants the gateway asked now.
pub const REFRESH: &str = "refresh";
/// What the leader knows.
const STATE: &str = "state";
/// The portal has pushed an event of the gateway into a panel that follows.
pub const EVENT: &str = "event";
/// The same of a command that it has sent.
pub const COMMAND: &str = "command";

/// One thing that was said.
pub enum Said {
    /// [`HELLO`].
    Hello,
    /// [`ASKED`].
    Asked,
    /// [`REFRESH`].
    Refresh,
    /// What the leader knows stands in the rest of the row.
    State(Row),
    /// [`EVENT`].
    Event(String),
    /// [`COMMAND`].
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
}

/// What is said at `now`: one of the words above, and what it holds.
pub fn say(now: Now, word: &str, content: Option<&String>) -> String {
    let mut row = begin(now, word);
    if let Some(content) = content {
        row.text(&mut content.clone());
    }
    row.into_text()
}

/// The beginning of a row that tells at `now` what the panel knows.
pub fn state(now: Now) -> Row {
    begin(now, STATE)
}

fn begin(now: Now, word: &str) -> Row {
    let mut row = Row::write(now);
    row.text(&mut word.to_owned());
    row
}
