//! The form in which one panel hands another what it knows: a row of items, each with its
//! length before it, so that no text of the gateway can pass for the end of one.
//!
//! Moments of the monotonic clock are told as "so many ms ago", because each page has a
//! monotonic clock of its own.

use super::time::{Mono, Now, Start, Wall};

/// Writes items.
pub struct Writer {
    text: String,
    now: Now,
}

impl Writer {
    /// A row that is written at `now`; its moment is the first item.
    pub fn new(now: Now) -> Self {
        let mut writer = Self {
            text: String::new(),
            now,
        };
        writer.wall(now.wall);
        writer
    }

    /// The row.
    pub fn into_text(self) -> String {
        self.text
    }

    /// A word or a text.
    pub fn text(&mut self, item: &str) {
        self.text.push_str(&item.len().to_string());
        self.text.push(':');
        self.text.push_str(item);
    }

    /// A number.
    pub fn number(&mut self, number: i64) {
        self.text(&number.to_string());
    }

    /// Yes or no.
    pub fn flag(&mut self, flag: bool) {
        self.number(i64::from(flag));
    }

    /// Something, or nothing.
    pub fn optional<T>(&mut self, thing: Option<T>, write: impl FnOnce(&mut Self, T)) {
        self.flag(thing.is_some());
        if let Some(thing) = thing {
            write(self, thing);
        }
    }

    /// A text, or nothing.
    pub fn optional_text(&mut self, text: Option<&str>) {
        self.optional(text, Self::text);
    }

    /// A moment of the wall clock.
    pub fn wall(&mut self, moment: Wall) {
        self.number(moment.0.cast_signed());
    }

    /// A moment of the monotonic clock.
    pub fn mono(&mut self, moment: Mono) {
        self.number(self.now.mono.0.saturating_sub(moment.0));
    }

    /// A moment by both clocks.
    pub fn moment(&mut self, moment: Now) {
        self.mono(moment.mono);
        self.wall(moment.wall);
    }

    /// When something began.
    pub fn start(&mut self, start: Start) {
        match start {
            Start::Unknown => self.number(0),
            Start::At(moment) => {
                self.number(1);
                self.mono(moment);
            }
            Start::Between(after, by) => {
                self.number(2);
                self.mono(after);
                self.mono(by);
            }
        }
    }
}

/// Reads items in the order in which they were written. `None` is a row of another form.
pub struct Reader<'a> {
    rest: &'a str,
    /// When the row was written, by this page's clocks.
    written: Now,
}

impl<'a> Reader<'a> {
    /// A row that came in at `now`.
    pub fn new(text: &'a str, now: Now) -> Option<Self> {
        let mut reader = Self {
            rest: text,
            written: now,
        };
        let written = reader.wall()?;
        // A page that was frozen may get it late.
        let ago = now.wall.0.saturating_sub(written.0);
        reader.written.mono = Mono(now.mono.0.saturating_sub_unsigned(ago));
        Some(reader)
    }

    /// Nothing may be left.
    pub fn end(&self) -> Option<()> {
        self.rest.is_empty().then_some(())
    }

    /// How many ms ago the row was written.
    pub fn age(&self, now: Now) -> u64 {
        now.mono.since(self.written.mono)
    }

    /// A word or a text.
    pub fn text(&mut self) -> Option<&'a str> {
        let (length, rest) = self.rest.split_once(':')?;
        let length: usize = length.parse().ok()?;
        let item = rest.get(..length)?;
        self.rest = rest.get(length..)?;
        Some(item)
    }

    /// A number.
    pub fn number(&mut self) -> Option<i64> {
        self.text()?.parse().ok()
    }

    /// Yes or no.
    pub fn flag(&mut self) -> Option<bool> {
        match self.number()? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }

    /// Something, or nothing.
    #[allow(
        clippy::option_option,
        reason = "the outer one says whether the row could be read"
    )]
    pub fn optional<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<Option<T>> {
        Some(if self.flag()? {
            Some(read(self)?)
        } else {
            None
        })
    }

    /// A text, or nothing.
    #[allow(
        clippy::option_option,
        reason = "the outer one says whether the row could be read"
    )]
    pub fn optional_text(&mut self) -> Option<Option<String>> {
        self.optional(|reader| reader.text().map(str::to_owned))
    }

    /// A moment of the wall clock.
    pub fn wall(&mut self) -> Option<Wall> {
        u64::try_from(self.number()?).ok().map(Wall)
    }

    /// A moment of this page's monotonic clock.
    pub fn mono(&mut self) -> Option<Mono> {
        let ago = self.number()?;
        Some(Mono(self.written.mono.0.saturating_sub(ago)))
    }

    /// A moment by both clocks, not later than the row itself.
    pub fn moment(&mut self) -> Option<Now> {
        Some(Now {
            mono: self.mono()?.min(self.written.mono),
            wall: self.wall()?,
            chance: 0,
        })
    }

    /// When something began.
    pub fn start(&mut self) -> Option<Start> {
        Some(match self.number()? {
            0 => Start::Unknown,
            1 => Start::At(self.mono()?),
            2 => Start::Between(self.mono()?, self.mono()?),
            _ => return None,
        })
    }
}
