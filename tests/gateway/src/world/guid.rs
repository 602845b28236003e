//! The Guid of a session: how it is issued, replaced and how it ends.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// How long a Guid is handed out before a fresh one takes its place, in milliseconds.
const FRESH_FOR: u64 = 60_000;
/// How long a Guid is valid, in milliseconds.
const VALID_FOR: u64 = 120_000;

/// The gateway's setting AUTHMODE.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub enum AuthMode {
    /// 1: one Guid for the whole session.
    Static,
    /// 2, the default: a fresh Guid every 60 s, each valid for 120 s.
    Dynamic,
}

impl TryFrom<u8> for AuthMode {
    type Error = String;

    fn try_from(number: u8) -> Result<Self, String> {
        match number {
            1 => Ok(Self::Static),
            2 => Ok(Self::Dynamic),
            _ => Err(format!("AUTHMODE is 1 or 2, not {number}")),
        }
    }
}

impl From<AuthMode> for u8 {
    fn from(mode: AuthMode) -> Self {
        match mode {
            AuthMode::Static => 1,
            AuthMode::Dynamic => 2,
        }
    }
}

/// What a `Guid` header is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    Matched,
    Expired,
    Wrong,
    Missing,
}

/// The Guids of one session, the newest last.
#[derive(Clone, Debug)]
pub struct Guids {
    mode: AuthMode,
    /// Whether the newest Guid stays valid although nobody asks for a fresh one.
    lasting: bool,
    issued: Vec<Issued>,
}

#[derive(Clone, Debug)]
struct Issued {
    text: String,
    at: u64,
    /// The first millisecond at which it is no longer valid; `None` for a whole session.
    until: Option<u64>,
}

impl Guids {
    /// Begins a session at `now` with a first Guid, `first` or a random one. A `lasting`
    /// session keeps its newest Guid valid without end even in dynamic mode, for tests in
    /// which nobody polls the events.
    pub fn begin(mode: AuthMode, lasting: bool, first: Option<String>, now: u64) -> Self {
        let mut guids = Self {
            mode,
            lasting,
            issued: Vec::new(),
        };
        guids.issue(first, now);
        guids
    }

    /// The newest Guid, whether valid or not.
    pub fn newest(&self) -> &str {
        self.issued.last().map_or("", |guid| guid.text.as_str())
    }

    /// What `guid`, as a request brought it, is worth at `now`. Some clients send it as the
    /// `Set-GUID` header had it, others without `JSESSIONID=`; either is taken.
    pub fn standing(&self, guid: Option<&str>, now: u64) -> Standing {
        let Some(guid) = guid else {
            return Standing::Missing;
        };
        let guid = guid.strip_prefix("JSESSIONID=").unwrap_or(guid);
        match self.issued.iter().find(|issued| issued.text == guid) {
            None => Standing::Wrong,
            Some(issued) if issued.until.is_some_and(|until| until <= now) => Standing::Expired,
            Some(_) => Standing::Matched,
        }
    }

    /// A fresh Guid for the answer to an event poll at `now`, when one is due.
    pub fn refresh(&mut self, now: u64) -> Option<String> {
        let newest = self.issued.last()?;
        let due = self.mode == AuthMode::Dynamic && newest.at.saturating_add(FRESH_FOR) <= now;
        due.then(|| self.issue(None, now))
    }

    /// Issues a new Guid, `text` or a random one, at `now`. Those before it end after
    /// `old_valid_for` milliseconds; if that is left out, when their time is over, which in
    /// static mode is at once.
    pub fn renew(&mut self, text: Option<String>, old_valid_for: Option<u64>, now: u64) -> String {
        let guid = self.issue(text, now);
        let old_valid_for = old_valid_for.or((self.mode == AuthMode::Static).then_some(0));
        if let Some(valid_for) = old_valid_for {
            let count = self.issued.len();
            for old in self.issued.iter_mut().take(count.saturating_sub(1)) {
                old.until = Some(now.saturating_add(valid_for));
            }
        }
        guid
    }

    /// Ends every Guid of the session at `now`: each is expired from here on.
    pub fn expire(&mut self, now: u64) {
        for guid in &mut self.issued {
            guid.until = Some(now);
        }
    }

    fn issue(&mut self, text: Option<String>, now: u64) -> String {
        let text = text.unwrap_or_else(|| format!("{}.AgentGateway0", Uuid::new_v4()));
        let ends = |at: u64| (self.mode == AuthMode::Dynamic).then(|| at.saturating_add(VALID_FOR));
        if self.lasting
            && let Some(before) = self.issued.last_mut()
            && before.until.is_none()
        {
            // The one before has a successor now, so it lives no longer than any other.
            before.until = ends(before.at.max(now.saturating_sub(FRESH_FOR)));
        }
        let until = if self.lasting { None } else { ends(now) };
        self.issued.push(Issued {
            text: text.clone(),
            at: now,
            until,
        });
        // A shift issues hundreds; the last few are enough to tell expired from wrong.
        if self.issued.len() > 20 {
            self.issued.remove(0);
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_dynamic_mode_a_guid_is_replaced_after_a_minute_and_ends_after_two() {
        let mut guids = Guids::begin(AuthMode::Dynamic, false, None, 0);
        let first = guids.newest().to_owned();
        assert_eq!(guids.refresh(59_999), None);
        let second = guids.refresh(60_000).unwrap();
        assert_ne!(first, second);
        assert_eq!(guids.standing(Some(&first), 119_999), Standing::Matched);
        assert_eq!(guids.standing(Some(&first), 120_000), Standing::Expired);
        assert_eq!(guids.standing(Some(&second), 120_000), Standing::Matched);
        assert_eq!(guids.standing(Some("x.AgentGateway0"), 0), Standing::Wrong);
        assert_eq!(guids.standing(None, 0), Standing::Missing);
    }

    #[test]
    fn in_static_mode_the_guid_lives_as_long_as_the_session() {
        let mut guids = Guids::begin(AuthMode::Static, false, None, 0);
        let first = guids.newest().to_owned();
        assert_eq!(guids.refresh(36_000_000), None);
        assert_eq!(guids.standing(Some(&first), 36_000_000), Standing::Matched);
    }

    #[test]
    fn a_lasting_session_ends_only_the_guids_that_were_replaced() {
        let mut guids = Guids::begin(AuthMode::Dynamic, true, None, 0);
        let first = guids.newest().to_owned();
        assert_eq!(guids.standing(Some(&first), 9_000_000), Standing::Matched);
        let second = guids.renew(None, None, 9_000_000);
        assert_eq!(guids.standing(Some(&first), 9_059_999), Standing::Matched);
        assert_eq!(guids.standing(Some(&first), 9_060_000), Standing::Expired);
        assert_eq!(guids.standing(Some(&second), 99_000_000), Standing::Matched);
    }

    #[test]
    fn an_old_guid_ends_at_once_when_asked() {
        let mut guids = Guids::begin(AuthMode::Static, false, None, 0);
        let first = guids.newest().to_owned();
        guids.renew(None, Some(0), 10);
        assert_eq!(guids.standing(Some(&first), 10), Standing::Expired);
    }
}
