//! The form in which one panel tells another something: a row of numbers and texts, as an
//! array of JSON.
//!
//! What is written and what is read is told by one function for each thing: a [`Row`] that
//! is being written takes what stands in a place, one that is being read puts it there. So
//! the two cannot differ, and the module holds one of them.
//!
//! Moments of the monotonic clock are told as "so many ms ago", because each page has a
//! monotonic clock of its own.

use std::vec::IntoIter;

use serde::Serialize;
use serde_json::Value;

use crate::time::{Mono, Now, Start, Wall};

/// A row, being written or read.
pub struct Row {
    items: Items,
    /// When the row was written, by this page's clocks.
    written: Now,
    failed: bool,
}

enum Items {
    Written(Vec<Item>),
    /// Those that have not been read yet.
    Read(IntoIter<Value>),
}

#[derive(Serialize)]
#[serde(untagged)]
enum Item {
    Number(i64),
    Text(String),
}

impl Row {
    /// A row that is written at `now`.
    pub const fn write(now: Now) -> Self {
        Self {
            items: Items::Written(Vec::new()),
            written: now,
            failed: false,
        }
    }

    /// A row that came in at `now`, to be read.
    pub fn read(text: &str, now: Now) -> Self {
        let items = match serde_json::from_str(text) {
            Ok(Value::Array(items)) => items,
            _ => Vec::new(),
        };
        Self {
            items: Items::Read(items.into_iter()),
            written: now,
            failed: false,
        }
    }

    /// The row as it was written.
    pub fn into_text(self) -> String {
        match self.items {
            // Numbers and texts are always JSON.
            Items::Written(items) => serde_json::to_string(&items).unwrap_or_default(),
            Items::Read(_) => String::new(),
        }
    }

    /// Whether all of it has been read, and was of the right form.
    pub fn is_read(&self) -> bool {
        !self.failed && matches!(&self.items, Items::Read(rest) if rest.as_slice().is_empty())
    }

    /// The moment at which the row is written: what is told of the monotonic clock is told
    /// against it.
    pub fn written(&mut self) {
        let mut at = self.written.wall;
        self.wall(&mut at);
        // A page that was frozen may get it late.
        let ago = self.written.wall.0.saturating_sub(at.0);
        self.written.mono = Mono(self.written.mono.0.saturating_sub_unsigned(ago));
    }

    /// How many ms ago the row was written.
    pub fn age(&self, now: Now) -> u64 {
        now.mono.since(self.written.mono)
    }

    /// A text.
    pub fn text(&mut self, text: &mut String) {
        match &mut self.items {
            Items::Written(items) => items.push(Item::Text(text.clone())),
            Items::Read(rest) => match rest.next() {
                Some(Value::String(read)) => *text = read,
                _ => self.failed = true,
            },
        }
    }

    /// A whole number.
    pub fn number(&mut self, number: &mut i64) {
        match &mut self.items {
            Items::Written(items) => items.push(Item::Number(*number)),
            Items::Read(rest) => match rest.next().and_then(|item| item.as_i64()) {
                Some(read) => *number = read,
                None => self.failed = true,
            },
        }
    }

    /// A whole number that is not negative.
    pub fn count(&mut self, count: &mut u64) {
        let mut number = count.cast_signed();
        self.number(&mut number);
        match u64::try_from(number) {
            Ok(read) => *count = read,
            Err(_) => self.failed = true,
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
            None => self.failed = true,
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
