//! What the manuals quote from the screen is what the screen says, in English.

use cec_agent_panel_core::gateway::Command;

use super::command_name;
use super::manual::{WORDS, of_the_page, rows};
use super::tests::{FILES, exported, table, texts, words_of};

const README: &str = include_str!("../../README.md");
const EMBEDDING: &str = include_str!("../../docs/embedding.md");
const DEPLOY: &str = include_str!("../../docs/deploy.md");

/// Whether the text says what is quoted: word for word, or with a value in the place of `{}`.
fn says(text: &str, quoted: &str) -> bool {
    let mut rest = quoted;
    let mut parts = text.split("{}").filter(|part| !part.trim().is_empty());
    let has_value = text.contains("{}") && text.starts_with(char::is_alphabetic);
    let in_order = |part| match rest.split_once(part) {
        Some((_, after)) => {
            rest = after;
            true
        }
        None => false,
    };
    text.contains(quoted) || has_value && parts.all(in_order)
}

/// What the first column of each table of what is seen quotes.
fn quotes(manual: &'static str) -> Vec<&'static str> {
    let tables = manual.split("| you see |").skip(1);
    let rows =
        tables.flat_map(|table| table.lines().skip(2).take_while(|row| row.starts_with('|')));
    let seen = rows.filter_map(|row| row.split('|').nth(1));
    seen.flat_map(|seen| seen.split('"').skip(1).step_by(2))
        .collect()
}

#[test]
fn the_manuals_quote_what_the_screen_says() {
    let (_, english) = FILES[0];
    let mut all: Vec<String> = exported()
        .flat_map(|name| {
            table(english, name)
                .values()
                .flat_map(texts)
                .collect::<Vec<_>>()
        })
        .collect();
    all.push(of_the_page("en"));
    for manual in [README, EMBEDDING, DEPLOY] {
        let quotes = quotes(manual);
        assert!(quotes.len() > 5, "{quotes:?}");
        for quoted in quotes {
            assert!(all.iter().any(|text| says(text, quoted)), "{quoted:?}");
        }
    }
}

#[test]
fn the_manuals_have_each_command_with_its_number() {
    let words = words_of("en");
    for code in 1..=100 {
        let command = Command::from_code(code);
        if matches!(command, Command::Unknown(_)) {
            continue;
        }
        let name = command_name(words, command);
        let row = format!("\n| {code} | {name} | ");
        assert_eq!(EMBEDDING.matches(&row).count(), 1, "{row}");
        let is_told = |row: &&Vec<&str>| row[0] == name && row[4] == code.to_string();
        let told = rows(WORDS).concat();
        assert_eq!(told.iter().filter(is_told).count(), 1, "{row}");
    }
}
