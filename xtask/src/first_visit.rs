//! What a first visit transfers, in bytes: plain, and as the compressed copies beside the files.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail};

use crate::dist_files::file_names;
use crate::languages::{LANGUAGE, MESSAGES};
use crate::scripts::LATER;

/// The most that a first visit may transfer with brotli; more fails `test` and `bench`.
pub const LIMIT: usize = 130_000;

/// What a first visit should transfer with brotli at most; missing it is reported.
pub const GOAL: usize = 115_000;

/// Where a visit of the page begins.
pub const PAGE: &str = "index.html";

/// Where a portal begins that has the element.
pub const ELEMENT: &str = "panel.js";

/// What the page alone reads. The module names it too, in a message.
const CONFIG: &str = "config.json";

/// One transferred file and its size in bytes, without the headers of its answer.
pub struct File {
    pub name: String,
    pub raw: usize,
    pub gzip: usize,
    pub brotli: usize,
}

impl File {
    /// The file and its sizes as one JSON object.
    pub fn to_json(&self) -> serde_json::Value {
        serde_json::json!({
            "name": self.name, "raw": self.raw, "gzip": self.gzip, "brotli": self.brotli
        })
    }
}

/// The files of a first visit, largest first: `start`, and every file of `dist` whose name
/// stands in one of them, be it page, script, style sheet or wasm module. Nothing leads to
/// a start but the visit itself. The page is visited by itself, not in an iframe, and by somebody
/// whose language is the largest.
pub fn files(dist: &Path, start: &str) -> Result<Vec<File>> {
    let mut candidates: BTreeSet<String> = file_names(dist)?
        .into_iter()
        .filter(|name| ![".br", ".gz"].iter().any(|end| name.ends_with(end)))
        .filter(|name| ![PAGE, ELEMENT].contains(&name.as_str()) && !is_later(name))
        .filter(|name| name != CONFIG || start == PAGE)
        .collect();
    let mut languages: Vec<(u64, String)> = Vec::new();
    for name in candidates.extract_if(.., |name| name.starts_with(LANGUAGE)) {
        languages.push((fs::metadata(dist.join(&name))?.len(), name));
    }
    candidates.extend(languages.into_iter().max().map(|(_, name)| name));

    let mut files = Vec::new();
    let mut reached = vec![start.to_owned()];
    while let Some(name) = reached.pop() {
        let bytes = fs::read(dist.join(&name)).with_context(|| format!("{name} is missing"))?;
        let named_here = |other: &String| contains(&bytes, other.as_bytes());
        let (more, left) = candidates.into_iter().partition(named_here);
        candidates = left;
        reached.extend::<BTreeSet<String>>(more);
        // A file without a copy goes over as it is.
        let copy = |end: &str| {
            let copy = fs::metadata(dist.join(format!("{name}.{end}")));
            copy.map_or(Ok(bytes.len()), |copy| copy.len().try_into())
        };
        files.push(File {
            raw: bytes.len(),
            gzip: copy("gz")?,
            brotli: copy("br")?,
            name,
        });
    }
    files.sort_by_key(|file| std::cmp::Reverse(file.raw));
    Ok(files)
}

/// Whether the page asks for the file later, if at all.
fn is_later(name: &str) -> bool {
    let mut starts = LATER.iter().map(|(start, _)| *start).chain([MESSAGES]);
    let is_start = |start| matches!(name.strip_prefix(start), Some(rest) if rest.starts_with('-'));
    starts.any(is_start)
}

/// The sum over all files, as one more line of the table with that name.
pub fn total(name: &str, files: &[File]) -> File {
    let sum = |size: fn(&File) -> usize| files.iter().map(size).sum();
    File {
        name: name.to_owned(),
        raw: sum(|file| file.raw),
        gzip: sum(|file| file.gzip),
        brotli: sum(|file| file.brotli),
    }
}

/// Prints the files and, with that name, their sum as a table.
pub fn print(name: &str, files: &[File]) {
    println!("\n{:>9} {:>9} {:>9}  bytes of", "plain", "gzip", "brotli");
    for file in files.iter().chain([&total(name, files)]) {
        let File {
            name,
            raw,
            gzip,
            brotli,
        } = file;
        println!("{raw:>9} {gzip:>9} {brotli:>9}  {name}");
    }
}

/// Fails when the files are more than [`LIMIT`] with brotli.
pub fn check(files: &[File]) -> Result<()> {
    let bytes = total("", files).brotli;
    if bytes > LIMIT {
        bail!(
            "a first visit transfers {bytes} bytes with brotli, over the limit of {LIMIT}\n\
             The table above shows which file grew; a new dependency is the usual cause."
        );
    }
    Ok(())
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

#[cfg(test)]
mod tests {
    use super::{ELEMENT, File, LIMIT, PAGE, check, files, total};
    use crate::dist_files::folder_of;

    fn names(files: &[File]) -> Vec<&str> {
        files.iter().map(|file| file.name.as_str()).collect()
    }

    #[test]
    fn a_first_visit_over_the_limit_fails_the_check() {
        let file = |brotli| File {
            name: String::new(),
            raw: 0,
            gzip: 0,
            brotli,
        };
        assert!(check(&[file(LIMIT - 10), file(10)]).is_ok());
        assert!(check(&[file(LIMIT - 10), file(11)]).is_err());
    }

    #[test]
    fn a_first_visit_is_the_page_or_the_element_and_what_its_files_name() {
        let dist = folder_of(&[
            ("index.html", "<script src=\"./boot-1.js\"></script>"),
            ("index.html.gz", "a copy"),
            (
                "boot-1.js",
                "fetch('config.json');import('frame-1.js');['language-en-1.js','language-th-1.js']",
            ),
            ("frame-1.js", "asked for in an iframe alone"),
            ("config.json", "{}"),
            ("language-en-1.js", "Idle"),
            ("language-th-1.js", "another"),
            ("panel.js", "'cec-1.js', and an iframe of index.html"),
            ("cec-1.js", "'config.json: no such setting'"),
        ]);
        let [of_page, of_element] = [PAGE, ELEMENT].map(|start| files(dist.path(), start).unwrap());
        assert_eq!(
            names(&of_page),
            ["boot-1.js", "index.html", "language-th-1.js", "config.json"]
        );
        let of_all = total("", &of_page);
        assert_eq!(of_all.raw, 35 + 81 + 7 + 2);
        assert_eq!(
            (of_all.gzip, of_all.brotli),
            (6 + 81 + 7 + 2, 35 + 81 + 7 + 2)
        );
        assert_eq!(names(&of_element), ["panel.js", "cec-1.js"]);
    }
}
