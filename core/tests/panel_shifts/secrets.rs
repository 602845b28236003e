//! Looks for a Guid in what prints itself, without keeping the text.

use std::fmt::{Debug, Write};

use super::session_source::SECRET;

/// Passes a text on to nobody and looks for the secret in it.
#[derive(Default)]
struct Search {
    /// The last bytes of what came before.
    tail: Vec<u8>,
    found: bool,
}

impl Write for Search {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        self.tail.extend_from_slice(text.as_bytes());
        let length = SECRET.len();
        if self.tail.len() >= length {
            let mut parts = self.tail.windows(length);
            self.found |= parts.any(|part| part == SECRET.as_bytes());
            let seen = self.tail.len() + 1 - length;
            self.tail.drain(..seen);
        }
        Ok(())
    }
}

/// Whether a Guid, or its beginning, stands in what `it` prints.
pub fn holds_secret(it: impl Debug) -> bool {
    let mut search = Search::default();
    let _ = write!(search, "{it:?}");
    search.found
}
