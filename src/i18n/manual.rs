//! What `docs/messages.md` says of the screen is what the screen says: each word in each language,
//! and none that is there no longer. What fails tells the lines to write.

use std::collections::BTreeSet;

use super::tests::{FILES, exported, table, texts};

/// The manual.
const MESSAGES: &str = include_str!("../../docs/messages.md");
/// The schema of the diagnostics, which names each failure.
const SCHEMA: &str = include_str!("../../docs/diagnostics.schema.json");
/// The page, which holds the message of a panel that has not started.
const PAGE: &str = include_str!("../../index.html");
/// The head of each table of words, but for what they mean, and of each message's table.
pub(super) const WORDS: &str = "| English | Español | ไทย | 简体中文 | ";
const MESSAGE: &str = "| | title | text | for the help desk |";
const OF_THE_PAGE: &str = "| | |";
/// Entries that hold several words, each by itself. All others that hold several are messages.
const LISTS: [&str; 6] = ["link", "keys", "window", "connect", "settings", "ringing"];

/// A word, or the parts of a message with `|` between them, in the order of [`FILES`].
type Said = [String; 4];

/// What the languages and the page hold.
fn words() -> BTreeSet<Said> {
    let mut said = BTreeSet::from([FILES.map(|(tag, _)| of_the_page(tag))]);
    for name in exported() {
        let tables = FILES.map(|(_, file)| table(file, name));
        for entry in tables[0].keys().filter(|entry| *entry != "tag") {
            let all = tables.each_ref().map(|table| texts(&table[entry]));
            if LISTS.contains(&entry.as_str()) {
                let places = 0..all[0].len();
                said.extend(places.map(|at| all.each_ref().map(|texts| texts[at].clone())));
            } else {
                said.insert(all.map(|texts| texts.join(" | ")));
            }
        }
    }
    said
}

/// The page's own message in that language.
pub(super) fn of_the_page(tag: &str) -> String {
    let start = match tag {
        "en" => "<p>".to_owned(),
        tag => format!("<p lang=\"{tag}\">"),
    };
    let (_, rest) = PAGE.split_once(&start).unwrap();
    let (text, _) = rest.split_once("</p>").unwrap();
    let parts = text.split('<');
    let texts = parts.map(|part| part.rsplit('>').next().unwrap());
    texts.collect()
}

/// The rows of each table of the manual that has such a head.
pub(super) fn rows(head: &str) -> Vec<Vec<Vec<&'static str>>> {
    let mut lines = MESSAGES.lines();
    let mut tables = Vec::new();
    while lines.by_ref().any(|line| line.starts_with(head)) {
        let rows = lines.by_ref().skip(1).take_while(|line| !line.is_empty());
        tables.push(rows.map(cells).collect());
    }
    tables
}

fn cells(row: &'static str) -> Vec<&'static str> {
    let row = row.strip_prefix("| ").unwrap().strip_suffix('|').unwrap();
    row.split('|').map(str::trim).collect()
}

/// What a message's table says, whose rows are the languages.
fn message(rows: &[Vec<&str>]) -> Said {
    assert_eq!(rows.len(), FILES.len(), "{rows:?}");
    let mut rows = rows.iter();
    FILES.map(|(tag, _)| {
        let row = rows.next().unwrap();
        assert_eq!(row[0], tag, "{row:?}");
        let parts = row[1..].iter().filter(|part| !part.is_empty());
        parts.copied().collect::<Vec<_>>().join(" | ")
    })
}

#[test]
fn the_manual_has_every_word_of_the_screen_in_every_language_and_no_other() {
    let of_tables = rows(WORDS).into_iter().flatten();
    let words_told = of_tables.map(|row| [0, 1, 2, 3].map(|place| row[place].to_owned()));
    let messages = [rows(MESSAGE), rows(OF_THE_PAGE)].concat();
    let told: BTreeSet<Said> = words_told
        .chain(messages.iter().map(|rows| message(rows)))
        .collect();
    let is = words();
    let list = |these: Vec<&Said>| {
        let lines = these.iter().map(|said| format!("| {} |", said.join(" | ")));
        lines.collect::<Vec<_>>().join("\n")
    };
    let lacks = list(is.difference(&told).collect());
    let no_longer = list(told.difference(&is).collect());
    assert!(
        lacks.is_empty() && no_longer.is_empty(),
        "docs/messages.md lacks\n{lacks}\nand says, though nothing on the screen does,\n{no_longer}"
    );
}

#[test]
fn the_manual_says_of_every_word_why_and_of_every_message_what_is_to_be_done() {
    for row in rows(WORDS).into_iter().flatten() {
        let why = row.get(4).copied().unwrap_or_default();
        assert!(row.len() == 5 && !why.is_empty(), "{row:?}");
    }
    let messages = rows(MESSAGE).len() + rows(OF_THE_PAGE).len();
    for point in [
        "\n\n- **Because**: ",
        "\n- **Agent**: ",
        "\n- **Operator**: ",
    ] {
        assert_eq!(MESSAGES.matches(point).count(), messages, "{point}");
    }
}

#[test]
fn the_manual_has_each_code_that_stands_below_a_message() {
    // `tests/diagnostics.rs` holds this list to the core's.
    let (_, failures) = SCHEMA.split_once("\"failure\": {").unwrap();
    let (_, failures) = failures.split_once("\"enum\": [").unwrap();
    let (failures, _) = failures.split_once(']').unwrap();
    let named = failures.split('"').skip(1).step_by(2);
    // Of these the code is a number.
    let own = named.filter(|name| !["http status", "a page", "retcode"].contains(name));
    let rows: Vec<String> = own.map(|name| format!("\n| `{name}` | ")).collect();
    assert!(rows.len() > 5, "{rows:?}");
    for row in rows {
        assert_eq!(MESSAGES.matches(&row).count(), 1, "{row}");
    }
}
