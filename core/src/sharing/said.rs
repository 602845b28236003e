//! What a panel says to those of the same agent.

const HELLO: &str = "hello";
const ASKED: &str = "asked";
const STATE: &str = "state";
const EVENT: &str = "event";
const COMMAND: &str = "command";

/// One thing that is said.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Said<'a> {
    /// A panel is there, and wants to know what is known.
    Hello,
    /// The leader sends a request.
    Asked,
    /// What the leader knows, as a row.
    State(&'a str),
    /// The portal has pushed an event of the gateway into a panel that follows.
    Event(&'a str),
    /// The same of a command that it has sent.
    Command(&'a str),
}

impl<'a> Said<'a> {
    /// Reads what was said; `None` for what no panel says.
    pub fn read(text: &'a str) -> Option<Self> {
        Some(match text.split_once('\n') {
            None if text == HELLO => Self::Hello,
            None if text == ASKED => Self::Asked,
            Some((STATE, row)) => Self::State(row),
            Some((EVENT, event)) => Self::Event(event),
            Some((COMMAND, sent)) => Self::Command(sent),
            _ => return None,
        })
    }

    /// The text of it: what it is, and behind a line break what it holds.
    pub fn text(self) -> String {
        let (kind, content) = match self {
            Self::Hello => return HELLO.to_owned(),
            Self::Asked => return ASKED.to_owned(),
            Self::State(row) => (STATE, row),
            Self::Event(event) => (EVENT, event),
            Self::Command(sent) => (COMMAND, sent),
        };
        [kind, "\n", content].concat()
    }
}
