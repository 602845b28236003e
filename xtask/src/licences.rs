//! `licences.txt`: who wrote what the folder holds, and on what terms it may be passed on.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use serde_json::Value;
use spdx::{Expression, LicenseId, ParseMode};

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

/// What Rust itself adds to every program.
const STANDARD_LIBRARY: &str = "MIT OR Apache-2.0";

/// A package that is compiled into the module.
struct Package {
    name: String,
    version: String,
    /// Its licences as an expression of SPDX.
    licence: String,
    authors: Vec<String>,
    folder: PathBuf,
}

/// Writes `licences.txt` into `dist`: every package that the module is compiled of, with its
/// licences and their texts. Fails where a package does not say what its licence is.
pub fn write(workspace: &Workspace, dist: &Path) -> Result<()> {
    let mut texts = Texts::default();
    let mut list = String::new();
    for package in packages(workspace)? {
        let numbers = package
            .texts()?
            .into_iter()
            .map(|text| texts.number(text))
            .collect::<Vec<_>>();
        entry(&mut list, &package.title(), &package.authors, &numbers);
    }
    let standard = standard_texts("the standard library", STANDARD_LIBRARY)?;
    let numbers: Vec<usize> = standard
        .into_iter()
        .map(|text| texts.number(text))
        .collect();
    let rustc = step::answer(workspace.command("rustc").arg("--version"))
        .context("`rustc --version` failed")?;
    entry(
        &mut list,
        &format!("The standard library of {rustc}: {STANDARD_LIBRARY}"),
        &["The Rust project contributors".to_owned()],
        &numbers,
    );

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

fn entry(list: &mut String, title: &str, authors: &[String], numbers: &[usize]) {
    let numbers: Vec<String> = numbers.iter().map(|number| format!("[{number}]")).collect();
    let _ = writeln!(list, "{title} {}", numbers.join(" "));
    if !authors.is_empty() {
        let _ = writeln!(list, "    by {}", authors.join(", "));
    }
}

/// The packages that are compiled into the module, sorted, the panel itself first. Not those
/// that only build it or expand its macros.
fn packages(workspace: &Workspace) -> Result<Vec<Package>> {
    let tree = step::answer(workspace.command("cargo").args([
        "tree",
        "--locked",
        "--package=cec-agent-panel",
        "--target=wasm32-unknown-unknown",
        "--edges=normal,no-proc-macro",
        "--prefix=none",
        "--no-dedupe",
        "--format={p}",
    ]))
    .context("`cargo tree` does not list what the module is compiled of")?;
    let metadata = step::answer(workspace.command("cargo").args([
        "metadata",
        "--locked",
        "--format-version=1",
        "--filter-platform=wasm32-unknown-unknown",
    ]))
    .context("`cargo metadata` failed")?;
    let metadata: Value = serde_json::from_str(&metadata)?;
    let all = metadata
        .get("packages")
        .and_then(Value::as_array)
        .context("`cargo metadata` names no packages")?;

    let mut wanted: Vec<(&str, &str)> = tree.lines().filter_map(name_and_version).collect();
    let itself = wanted.first().copied();
    wanted.sort_unstable_by_key(|package| (Some(*package) != itself, *package));
    wanted.dedup();
    let text = |package: &Value, key: &str| -> Option<String> {
        Some(package.get(key)?.as_str()?.to_owned())
    };
    wanted
        .into_iter()
        .map(|(name, version)| {
            let package = all
                .iter()
                .find(|package| {
                    text(package, "name").as_deref() == Some(name)
                        && text(package, "version").as_deref() == Some(version)
                })
                .with_context(|| format!("`cargo metadata` does not know {name} {version}"))?;
            let manifest = text(package, "manifest_path").map(PathBuf::from);
            Ok(Package {
                name: name.to_owned(),
                version: version.to_owned(),
                licence: text(package, "license").with_context(|| {
                    format!(
                        "{name} {version} does not say what its licence is: use another package"
                    )
                })?,
                authors: package
                    .get("authors")
                    .and_then(Value::as_array)
                    .into_iter()
                    .flatten()
                    .filter_map(|author| author.as_str().map(without_address))
                    .collect(),
                folder: manifest
                    .as_deref()
                    .and_then(Path::parent)
                    .context("`cargo metadata` names no folder")?
                    .to_owned(),
            })
        })
        .collect()
}

/// `serde v1.0.2 (/a/path)` as `cargo tree` writes a package.
fn name_and_version(line: &str) -> Option<(&str, &str)> {
    let (name, rest) = line.split_once(" v")?;
    Some((name, rest.split(' ').next()?))
}

/// `A. Author <a@example.com>` without what is for writing to them.
fn without_address(author: &str) -> String {
    author.split('<').next().unwrap_or(author).trim().to_owned()
}

impl Package {
    fn title(&self) -> String {
        format!("{} {}: {}", self.name, self.version, self.licence)
    }

    /// The texts that came with the package; where none did, the standard ones.
    fn texts(&self) -> Result<Vec<String>> {
        let standard = standard_texts(&self.name, &self.licence)?;
        let mut files: Vec<PathBuf> = Vec::new();
        for entry in fs::read_dir(&self.folder)? {
            let path = entry?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let name = name.to_uppercase();
            if path.is_file() && LICENCE_FILES.iter().any(|start| name.starts_with(start)) {
                files.push(path);
            }
        }
        files.sort();
        if files.is_empty() {
            return Ok(standard);
        }
        files
            .iter()
            .map(|file| {
                let bytes = fs::read(file)?;
                Ok(String::from_utf8_lossy(&bytes).into_owned())
            })
            .collect()
    }
}

/// The texts of an expression's licences; of MIT alone, where the expression allows that.
fn standard_texts(name: &str, licence: &str) -> Result<Vec<String>> {
    let expression = Expression::parse_mode(licence, ParseMode::LAX)
        .with_context(|| format!("`{licence}`, the licence of {name}, is none that SPDX knows"))?;
    let mit = spdx::license_id("MIT").context("SPDX knows no MIT licence")?;
    let ids: Vec<LicenseId> = if expression.evaluate(|wanted| wanted.license.id() == Some(mit)) {
        vec![mit]
    } else {
        expression
            .requirements()
            .filter_map(|wanted| wanted.req.license.id())
            .collect()
    };
    if ids.is_empty() {
        bail!("`{licence}`, the licence of {name}, is none that SPDX knows");
    }
    Ok(ids
        .into_iter()
        .map(|id| format!("Standard text of {}\n\n{}", id.full_name, id.text()))
        .collect())
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
    fn a_package_without_a_licence_file_gets_the_standard_text() {
        let mit = standard_texts("x", "MIT/Apache-2.0").unwrap();
        assert_eq!(mit.len(), 1);
        assert!(mit[0].contains("Permission is hereby granted"));
        let two = standard_texts("x", "(MIT OR Apache-2.0) AND Unicode-3.0").unwrap();
        assert!(two.iter().any(|text| text.contains("UNICODE LICENSE V3")));
        let nonsense = standard_texts("x", "Mine").unwrap_err().to_string();
        assert!(nonsense.contains("`Mine`, the licence of x"), "{nonsense}");
    }

    #[test]
    fn one_text_in_two_shapes_is_written_once() {
        let mut texts = Texts::default();
        assert_eq!(texts.number("a  b\r\nc".to_owned()), 1);
        assert_eq!(texts.number("a b c".to_owned()), 1);
        assert_eq!(texts.number("a b d".to_owned()), 2);
        assert!(texts.all().contains("[1]\n\na  b\nc\n"));
    }

    #[test]
    fn names_and_versions_are_read_from_the_tree() {
        assert_eq!(
            name_and_version("cec-agent-panel v0.1.0 (/some/where)"),
            Some(("cec-agent-panel", "0.1.0"))
        );
        assert_eq!(name_and_version("serde v1.0.2"), Some(("serde", "1.0.2")));
    }
}
