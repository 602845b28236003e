//! The secret that authorises the panel's requests.

use std::fmt;

use super::pasted::cleaned;

/// The longest Guid that is accepted, in characters. Real ones have some fifty
/// (`xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx.AgentGateway1`); the limit only keeps a
/// mistaken value from becoming a header that servers refuse.
const MAX_CHARACTERS: usize = 512;

/// What stands before the Guid in the gateway's `Set-GUID` header and in its cookie.
const NAME: &str = "JSESSIONID=";

/// How much of a Guid betrays that a text repeats it, in characters.
const BEGINNING: usize = 8;

/// The authorisation that the gateway handed out at sign-in or with an answer of the event poll:
/// `Guid` in Table 2 of either interface's document.
///
/// It is a secret: it has no `Display`, and its `Debug` prints `***`. The one way to
/// its text is [`Guid::expose_for_header`].
#[derive(Clone, PartialEq, Eq)]
pub struct Guid(String);

impl Guid {
    /// Takes a Guid as the session's source holds it.
    ///
    /// Space around it and what cannot be seen is dropped, and so is what the gateway's own
    /// headers have around it: `JSESSIONID=` before and `; Path=/` behind. What remains must
    /// be 1 to 512 visible ASCII characters without quotes and backslashes, so that it is
    /// always safe as a header's value and in the session's JSON. Gives `None` otherwise, and
    /// never says what the rejected text was.
    pub fn new(text: &str) -> Option<Self> {
        let text = cleaned(text);
        let text = text.split(';').next().unwrap_or_default();
        let text = without_name(text).trim();
        let fits = (1..=MAX_CHARACTERS).contains(&text.len());
        let visible = text
            .bytes()
            .all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'"' | b'\\'));
        (fits && visible).then(|| Self(text.to_owned()))
    }

    /// The Guid's text, for the `Guid` request header and for nothing else.
    ///
    /// This is the only way out of the type. The text must not reach a URL, a log, a
    /// title, an attribute, an error text or the diagnostics file.
    pub fn expose_for_header(&self) -> &str {
        &self.0
    }

    /// Whether `text` repeats the Guid, or begins to, as where it was cut.
    pub fn stands_in(&self, text: &str) -> bool {
        let guid = self.0.as_bytes();
        let guid = guid.get(..BEGINNING).unwrap_or(guid);
        // A search for a `str` would bring four kilobytes into the module.
        text.as_bytes().windows(guid.len()).any(|part| part == guid)
    }
}

/// The text without the name before it, in whichever case.
fn without_name(text: &str) -> &str {
    match text.split_at_checked(NAME.len()) {
        Some((name, value)) if name.eq_ignore_ascii_case(NAME) => value,
        _ => text,
    }
}

impl fmt::Debug for Guid {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("***")
    }
}
