//! The files of the languages: what Trunk has copied without the names of the words, which the
//! module knows by their order.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use serde_json::{Map, Value, json};

use crate::dist_files::{file_names, named_file};

/// Where Trunk puts the files that are written by hand.
const SOURCES: &str = "i18n/languages";

/// How the names of the files begin.
pub const LANGUAGE: &str = "language-";

/// How the name of the one with all messages begins, which a page asks for when it needs one.
pub const MESSAGES: &str = "messages";

/// The language whose messages the scripts hold, but for the rare ones.
const OWN: &str = "en";

/// What a language has with it: the message of a panel that stops when nothing can be fetched, and
/// what every message offers.
const WITH_IT: [&str; 6] = ["reload", "save", "copy", "copied", "help", "crashed"];

/// Writes the files into `dist`; gives the module that tells the scripts their names.
pub fn write(dist: &Path) -> Result<String> {
    let sources = dist.join(SOURCES);
    let mut languages = Vec::new();
    let mut messages = Map::new();
    for name in file_names(&sources)? {
        let tag = name.trim_end_matches(".js");
        let source = fs::read_to_string(sources.join(&name))?;
        let table = |export| {
            table(&source, export).with_context(|| format!("{name} is no language: {export}"))
        };
        // The messages in the panel's place, those of them that few agents ever see, and the words.
        let (boot, rare, words) = (table("boot")?, table("rare")?, table("words")?);
        let words: Value = words.into_values().collect();
        let with_it = boot
            .clone()
            .into_iter()
            .filter(|(kind, _)| tag != OWN && WITH_IT.contains(&kind.as_str()));
        let with_it = Value::Object(with_it.collect());
        let text = format!("export const boot={with_it},words={words};\n");
        let file = write_named(dist, &format!("{LANGUAGE}{tag}"), &text)?;
        languages.push(json!({ "tag": tag, "file": file }));
        let all = boot.into_iter().chain(rare).collect();
        messages.insert(tag.to_owned(), Value::Object(all));
    }
    let text = format!("export const all={};\n", Value::Object(messages));
    let messages = write_named(dist, MESSAGES, &text)?;
    let languages = Value::Array(languages);
    Ok(format!(
        "export const LANGUAGES = {languages};\nexport const MESSAGES = {messages};\n"
    ))
}

/// Writes a script of that name; gives what the scripts know it by.
fn write_named(dist: &Path, name: &str, text: &str) -> Result<Value> {
    let file = format!("{name}-000000000000.js");
    fs::write(dist.join(&file), text)?;
    named_file(dist, &file)
}

/// Removes what Trunk has copied.
pub fn remove_sources(dist: &Path) -> Result<()> {
    let folder = Path::new(SOURCES).components().next();
    fs::remove_dir_all(dist.join(folder.context("the sources have a folder")?))?;
    Ok(())
}

/// What the module exports by that name, in its order.
fn table(source: &str, name: &str) -> Option<Map<String, Value>> {
    let start = format!("export const {name} = ");
    let (_, rest) = source.split_once(&start)?;
    serde_json::from_str(rest.split_once(";\n")?.0).ok()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{file_names, remove_sources, write};
    use crate::dist_files::folder_of;

    #[test]
    fn a_page_loads_the_words_of_its_language_and_what_it_may_need_when_nothing_can_be_loaded() {
        let [en, th] = ["en", "th"].map(|tag| {
            format!(
                "// Ours.\nexport const boot = {{\n  \"save\": \"{tag} 1\",\n  \"slow\": \"s\"\n}};\n\
                 export const rare = {{\n  \"old\": [\"2\", \"3\"]\n}};\n\
                 \nexport const words = {{\n  \"z\": \"4\",\n  \"a\": [\"5\", \"6\"]\n}};\n"
            )
        });
        let dist = folder_of(&[("i18n/languages/en.js", &en), ("i18n/languages/th.js", &th)]);
        let names = write(dist.path()).unwrap();
        remove_sources(dist.path()).unwrap();
        let files = file_names(dist.path()).unwrap();
        let read = |name| fs::read_to_string(dist.path().join(name)).unwrap();
        let texts: Vec<String> = files.iter().map(read).collect();
        assert_eq!(
            texts,
            [
                "export const boot={},words=[\"4\",[\"5\",\"6\"]];\n",
                "export const boot={\"save\":\"th 1\"},words=[\"4\",[\"5\",\"6\"]];\n",
                "export const all={\"en\":{\"save\":\"en 1\",\"slow\":\"s\",\"old\":[\"2\",\"3\"]},\
                 \"th\":{\"save\":\"th 1\",\"slow\":\"s\",\"old\":[\"2\",\"3\"]}};\n",
            ]
        );
        for name in files {
            assert!(names.contains(&name), "{name}");
        }
    }
}
