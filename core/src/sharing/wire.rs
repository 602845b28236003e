//! The form in which one panel hands another what it knows: a row of items, each with its
//! length before it, so that no text of the gateway can pass for the end of one.
//!
//! What is written and what is read is told by one function for each thing: a [`Row`] that
//! is being written takes what stands in a place, one that is being read puts it there. So
//! the two cannot differ, and the module holds one of them.
//!
//! Moments of the monotonic clock are told as "so many ms ago", because each page has a
//! monotonic clock of its own.

use crate::time::{Mono, Now, Start, Wall};

/// A row, being written or read.
pub struct Row {
    text: String,
    /// The place of the next item to be read; `None` while the row is written.
    next: Option<usize>,
    /// When the row was written, by this page's clocks.
    written: Now,
    failed: bool,
}

impl Row {
    /// A row that is written at `now`; its moment is the first item.
    pub fn write(now: Now) -> Self {
        let mut row = Self {
            text: String::new(),
            next: None,
            written: now,
            failed: false,
        };
        row.wall(&mut { now.wall });
        row
    }

    /// A row that came in at `now`, to be read.
    pub fn read(text: &str, now: Now) -> Self {
        let mut row = Self {
            text: text.to_owned(),
            next: Some(0),
            written: now,
            failed: false,
        };
        let mut written = Wall(0);
        row.wall(&mut written);
        // A page that was frozen may get it late.
        let ago = now.wall.0.saturating_sub(written.0);
        row.written.mono = Mono(now.mono.0.saturating_sub_unsigned(ago));
        row
    }

    /// The row as it was written.
    pub fn into_text(self) -> String {
        self.text
    }

    /// Whether all of it has been read, and was of the right form.
    pub fn is_read(&self) -> bool {
        !self.failed && self.next == Some(self.text.len())
    }

    /// How many ms ago the row was written.
    pub fn age(&self, now: Now) -> u64 {
        now.mono.since(self.written.mono)
    }

    /// The row is of another form than this panel's.
    pub fn fail(&mut self) {
        self.failed = true;
    }

    /// A text.
    pub fn text(&mut self, text: &mut String) {
        match self.next {
            None => {
                self.text.push_str(&text.len().to_string());
                self.text.push(':');
                self.text.push_str(text);
            }
            Some(next) => match item(&self.text, next) {
                Some((item, end)) => {
                    item.clone_into(text);
                    self.next = Some(end);
                }
                None => self.fail(),
            },
        }
    }

    /// A whole number.
    pub fn number(&mut self, number: &mut i64) {
        let mut text = number.to_string();
        self.text(&mut text);
        match text.parse() {
            Ok(read) => *number = read,
            Err(_) => self.fail(),
        }
    }

    /// A whole number that is not negative.
    pub fn count(&mut self, count: &mut u64) {
        let mut number = count.cast_signed();
        self.number(&mut number);
        match u64::try_from(number) {
            Ok(read) => *count = read,
            Err(_) => self.fail(),
        }
    }

    /// Yes or no.
    pub fn flag(&mut self, flag: &mut bool) {
        self.choice(flag, &[false, true]);
    }

    /// One of a few.
    pub fn choice<T: Copy + PartialEq>(&mut self, chosen: &mut T, among: &[T]) {
        let place = among.iter().position(|one| one == chosen).unwrap_or(0);
        let mut place = place as u64;
        self.count(&mut place);
        match usize::try_from(place)
            .ok()
            .and_then(|place| among.get(place))
        {
            Some(one) => *chosen = *one,
            None => self.fail(),
        }
    }

    /// Something, or nothing. `blank` is what is read into.
    pub fn optional<T>(
        &mut self,
        thing: &mut Option<T>,
        blank: fn() -> T,
        exchange: fn(&mut Self, &mut T),
    ) {
        let mut is_there = thing.is_some();
        self.flag(&mut is_there);
        if is_there {
            exchange(self, thing.get_or_insert_with(blank));
        } else {
            *thing = None;
        }
    }

    /// A moment of the wall clock.
    pub fn wall(&mut self, moment: &mut Wall) {
        self.count(&mut moment.0);
    }

    /// A moment of this page's monotonic clock.
    pub fn mono(&mut self, moment: &mut Mono) {
        let written = self.written.mono.0;
        let mut ago = written.saturating_sub(moment.0);
        self.number(&mut ago);
        moment.0 = written.saturating_sub(ago);
    }

    /// A moment by both clocks, not later than the row itself.
    pub fn moment(&mut self, moment: &mut Now) {
        self.mono(&mut moment.mono);
        moment.mono = moment.mono.min(self.written.mono);
        self.wall(&mut moment.wall);
    }

    /// When something began.
    pub fn start(&mut self, start: &mut Start) {
        let (mut kind, mut after, mut by) = match *start {
            Start::Unknown => (0, Mono(0), Mono(0)),
            Start::At(moment) => (1, moment, Mono(0)),
            Start::Between(after, by) => (2, after, by),
        };
        self.choice(&mut kind, &[0, 1, 2]);
        if kind > 0 {
            self.mono(&mut after);
        }
        if kind > 1 {
            self.mono(&mut by);
        }
        *start = match kind {
            0 => Start::Unknown,
            1 => Start::At(after),
            _ => Start::Between(after, by),
        };
    }
}

/// The item that begins at `next`, and where the one after it begins.
fn item(text: &str, next: usize) -> Option<(&str, usize)> {
    let (length, rest) = text.get(next..)?.split_once(':')?;
    let item = rest.get(..length.parse().ok()?)?;
    Some((item, next + length.len() + 1 + item.len()))
}

/// A moment to read into.
pub const NO_MOMENT: Now = Now {
    mono: Mono(0),
    wall: Wall(0),
    chance: 0,
};

/// A moment of the monotonic clock to read into.
pub const fn no_mono() -> Mono {
    Mono(0)
}
