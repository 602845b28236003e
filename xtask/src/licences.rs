//! `licences.txt`: who wrote what the folder holds, and on what terms it may be passed on.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;

use crate::step;
use crate::workspace::Workspace;

const FILE: &str = "licences.txt";

/// Names of files that hold a licence or a copyright begin so, in capitals.
const LICENCE_FILES: [&str; 6] = [
    "LICENSE",
    "LICENCE",
    "COPYING",
    "COPYRIGHT",
    "NOTICE",
    "UNLICENSE",
];

/// The licence of what came without a text of it, if it may be used so: the words of the
/// panel's own, which is the same.
const MIT: &str = include_str!("../../LICENSE");

/// Writes `licences.txt` into `dist`: every package that the module is compiled of, with its
/// licences and their texts. Fails where a package does not say what its licence is.
pub fn write(workspace: &Workspace, dist: &Path) -> Result<()> {
    let mut texts = Texts::default();
    let mut list = String::new();
    let packages = step::answer(
        &mut workspace
            .cargo("metadata --locked --format-version=1 --filter-platform=wasm32-unknown-unknown"),
    )
    .context("`cargo metadata` failed")?;
    let packages: Value = serde_json::from_str(&packages)?;
    let packages = packages.get("packages").and_then(Value::as_array);
    let packages = packages.context("`cargo metadata` names no packages")?;
    for (name, version) in names(workspace)? {
        let package = packages
            .iter()
            .find(|package| package["name"] == *name && package["version"] == *version)
            .with_context(|| format!("`cargo metadata` does not know {name} {version}"))?;
        let title = format!("{name} {version}");
        let licence = package["license"].as_str().with_context(|| {
            format!("{title} does not say what its licence is: use another package")
        })?;
        let manifest = Path::new(package["manifest_path"].as_str().unwrap_or_default());
        let mut licences = texts_in(manifest.parent().unwrap_or(manifest))?;
        if licences.is_empty() {
            licences.push(standard_text(&title, licence)?);
        }
        let authors = package["authors"].as_array().into_iter().flatten();
        // Without what is for writing to them.
        let authors = authors.filter_map(|author| author.as_str()?.split('<').next());
        let authors: Vec<&str> = authors.map(str::trim).collect();
        texts.entry(&mut list, &format!("{title}: {licence}"), licences);
        if !authors.is_empty() {
            let _ = writeln!(list, "    by {}", authors.join(", "));
        }
    }
    // What Rust itself adds to every program.
    let rustc =
        step::answer(&mut workspace.line("rustc --version")).context("`rustc --version` failed")?;
    let (title, licence) = (
        format!("The standard library of {rustc}"),
        "MIT OR Apache-2.0",
    );
    let standard = standard_text(&title, licence)?;
    texts.entry(&mut list, &format!("{title}: {licence}"), vec![standard]);
    list.push_str("    by The Rust project contributors\n");

    let text = format!(
        "What the agent panel is made of, and its licences\n\n\
         The module is compiled of the packages below; its script, cec-agent-panel-*.js, was\n\
         written by wasm-bindgen, whose licence is that of the package. All other files are\n\
         the panel's own. The numbers are those of the texts that follow.\n\n\
         {list}{}",
        texts.all()
    );
    fs::write(dist.join(FILE), text)?;
    Ok(())
}

/// The packages that are compiled into the module, sorted, the panel itself first. Not those
/// that only build it or expand its macros, nor what other members of the workspace add.
fn names(workspace: &Workspace) -> Result<Vec<(String, String)>> {
    let tree = step::answer(&mut workspace.cargo(
        "tree --locked --package=cec-agent-panel --target=wasm32-unknown-unknown \
         --edges=normal,no-proc-macro --prefix=none --no-dedupe --format={p}",
    ))
    .context("`cargo tree` does not list what the module is compiled of")?;
    // `serde v1.0.2 (/a/path)`
    let mut names: Vec<(String, String)> = tree
        .lines()
        .filter_map(|line| line.split_once(" v"))
        .map(|(name, rest)| (name.into(), rest.split(' ').next().unwrap_or(rest).into()))
        .collect();
    let itself = names.first().cloned();
    names.sort_unstable_by_key(|name| (Some(name) != itself.as_ref(), name.clone()));
    names.dedup();
    Ok(names)
}

/// The texts that came with a package.
fn texts_in(folder: &Path) -> Result<Vec<String>> {
    let mut files: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let name = name.to_uppercase();
        if path.is_file() && LICENCE_FILES.iter().any(|start| name.starts_with(start)) {
            files.push(path);
        }
    }
    files.sort();
    let text = |file| Ok(String::from_utf8_lossy(&fs::read(file)?).into_owned());
    files.into_iter().map(text).collect()
}

/// The text of what may be taken under MIT; other licences must come with theirs.
fn standard_text(title: &str, licence: &str) -> Result<String> {
    let choices: Vec<&str> = licence
        .split(" OR ")
        .flat_map(|part| part.split('/'))
        .collect();
    ensure!(
        choices.contains(&"MIT"),
        "{title} comes without the text of its licence, `{licence}`: use another package"
    );
    let words = MIT.find("Permission").and_then(|start| MIT.get(start..));
    Ok(format!(
        "Standard text of MIT License\n\n{}",
        words.unwrap_or(MIT)
    ))
}

/// Texts with their numbers, each of them once.
#[derive(Default)]
struct Texts {
    /// By their words alone: many differ in where their lines end.
    numbers: BTreeMap<String, usize>,
    texts: Vec<String>,
}

impl Texts {
    /// The text's number, from 1 on.
    fn number(&mut self, text: String) -> usize {
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let next = self.texts.len() + 1;
        let number = *self.numbers.entry(words).or_insert(next);
        if number == next {
            self.texts.push(text);
        }
        number
    }

    /// Adds a line with the numbers of these texts.
    fn entry(&mut self, list: &mut String, title: &str, texts: Vec<String>) {
        let numbers = texts
            .into_iter()
            .map(|text| format!(" [{}]", self.number(text)));
        let _ = writeln!(list, "{title}{}", numbers.collect::<String>());
    }

    fn all(&self) -> String {
        let mut all = String::new();
        for (index, text) in self.texts.iter().enumerate() {
            let rule = "=".repeat(72);
            let text = text.replace("\r\n", "\n");
            let _ = write!(all, "\n{rule}\n[{}]\n\n{}\n", index + 1, text.trim_end());
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_without_a_licence_file_gets_the_text_of_mit_if_it_may() {
        let mit = standard_text("x", "Apache-2.0/MIT").unwrap();
        assert!(mit.contains("\n\nPermission is hereby granted"), "{mit}");
        for licence in ["Apache-2.0", "MIT AND Zlib", "Zlib AND MIT OR Zlib"] {
            let error = standard_text("x", licence).unwrap_err().to_string();
            assert!(error.contains(licence), "{error}");
        }
    }

    #[test]
    fn one_text_in_two_shapes_is_written_once() {
        let mut texts = Texts::default();
        assert_eq!(texts.number("a  b\r\nc".to_owned()), 1);
        assert_eq!(texts.number("a b c".to_owned()), 1);
        assert_eq!(texts.number("a b d".to_owned()), 2);
        assert!(texts.all().contains("[1]\n\na  b\nc\n"));
    }
}
