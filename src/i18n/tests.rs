//! What the files of the languages hold, for tests: each says all that English says.

use serde_json::{Map, Value};

use super::{Words, learn, notice_words};
use cec_agent_panel_core::gateway::AgentState;
use cec_agent_panel_core::link::{Cause, Connection};
use cec_agent_panel_core::settings::LANGUAGES;
use cec_agent_panel_core::view::Notice;

/// The files of the languages, by the value of their `lang` attribute.
pub(super) const FILES: [(&str, &str); 4] = [
    ("en", include_str!("languages/en.js")),
    ("es", include_str!("languages/es.js")),
    ("th", include_str!("languages/th.js")),
    ("zh-CN", include_str!("languages/zh-CN.js")),
];

/// The words of the language of that file.
///
/// # Panics
///
/// Where there is no such file.
pub fn words_of(tag: &str) -> &'static Words {
    let (_, file) = FILES.iter().find(|(name, _)| *name == tag).unwrap();
    let table = table(file, "words");
    let lines: Vec<String> = table
        .values()
        .map(|entry| texts(entry).join("\t"))
        .collect();
    learn(lines.join("\n"))
}

/// What the file exports by that name, which is JSON.
pub(super) fn table(file: &str, name: &str) -> Map<String, Value> {
    let start = format!("export const {name} = ");
    let (_, rest) = file.split_once(&start).unwrap();
    let (json, _) = rest.split_once(";\n").unwrap();
    serde_json::from_str(json).unwrap()
}

/// The names of all that the files export.
pub(super) fn exported() -> impl Iterator<Item = &'static str> {
    let (_, english) = FILES[0];
    let names = english
        .lines()
        .filter_map(|line| line.strip_prefix("export const "));
    names.filter_map(|line| line.split(' ').next())
}

/// The one text of an entry, or its two.
pub(super) fn texts(entry: &Value) -> Vec<String> {
    match entry {
        Value::Array(both) => both.iter().flat_map(texts).collect(),
        text => vec![text.as_str().unwrap().to_owned()],
    }
}

/// What the entries of two languages have to have in common.
fn shape(table: &Map<String, Value>) -> Vec<(&String, Vec<usize>)> {
    let values = |entry| {
        texts(entry)
            .iter()
            .map(|text| text.matches("{}").count())
            .collect()
    };
    table
        .iter()
        .map(|(name, entry)| (name, values(entry)))
        .collect()
}

#[test]
fn the_panel_finds_each_word_where_every_language_has_it() {
    for (tag, file) in FILES {
        let words = table(file, "words");
        let names: Vec<&String> = words.keys().collect();
        assert_eq!(names, Words::NAMES, "{tag}");
        assert_eq!(words_of(tag).tag(), tag);
        assert!(!words_of(tag).has_guid().is_empty(), "{tag} has all lines");
    }
}

#[test]
fn every_language_says_what_english_says_with_the_same_values() {
    let (_, english) = FILES[0];
    for (tag, file) in FILES {
        for name in exported() {
            assert_eq!(
                shape(&table(file, name)),
                shape(&table(english, name)),
                "{tag}, {name}"
            );
            for text in table(file, name).values().flat_map(texts) {
                let is_clean = !text.is_empty() && text.trim() == text && !text.contains('\n');
                assert!(is_clean, "{tag}: {text:?}");
            }
        }
    }
}

#[test]
fn a_setting_and_the_page_know_the_languages_that_there_are() {
    let mut files: Vec<String> = std::fs::read_dir("src/i18n/languages")
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    files.sort();
    let tags = FILES.map(|(tag, _)| tag);
    assert_eq!(files, tags.map(|tag| format!("{tag}.js")));
    assert_eq!(tags.map(|tag| tag.split('-').next().unwrap()), LANGUAGES);
    let page = include_str!("../boot/language_files.js");
    let desk = include_str!("../boot/desk_words.js");
    let frame = include_str!("../boot/by_hand.js");
    for tag in tags {
        assert!(page.contains(&format!("'{tag}'")), "{tag}");
        assert!(desk.contains(&format!("'{tag}':")), "{tag}, the desk");
        assert!(frame.contains(&format!("/{tag}.js'")), "{tag}, in a frame");
    }
}

#[test]
fn the_day_knows_every_state_and_finds_its_name_where_each_language_has_it() {
    let script = include_str!("../boot/day/states.js");
    let after = |start| script.split_once(start).map(|(_, rest)| rest).unwrap();
    let (list, _) = after("STATES = [").split_once(']').unwrap();
    let slugs: Vec<&str> = list.split('\'').skip(1).step_by(2).collect();
    let (first, _) = after("FIRST_NAME = ").split_once(';').unwrap();
    let names = &Words::NAMES[first.parse().unwrap()..];
    for (slug, name) in slugs.iter().zip(names) {
        assert_eq!(
            name.trim_end_matches("_state"),
            slug.replace('-', "_"),
            "{names:?}"
        );
    }
    for code in 0..=255 {
        for state in [
            AgentState::from_sync(code),
            AgentState::from_agent_status(code),
        ] {
            assert!(slugs.contains(&state.slug()), "{state:?}");
        }
    }
}

#[test]
fn words_that_are_learnt_twice_are_the_same() {
    assert!(std::ptr::eq(words_of("en"), words_of("en")));
    assert!(!std::ptr::eq(words_of("en"), words_of("zh-CN")));
}

#[test]
fn a_gateway_that_may_not_allow_the_page_is_said_to_be_one_with_where_to_read_on() {
    let notice = Notice {
        connection: Connection::Retrying,
        expiry: None,
        cause: Some(Cause::Network),
        cross_origin: true,
        message: None,
    };
    for (tag, _) in FILES {
        let text = notice_words(words_of(tag), &notice).help;
        assert!(text.contains("CORS") && text.contains("docs/deploy.md"));
    }
}
