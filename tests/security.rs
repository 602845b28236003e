//! What `SECURITY.md` says of the repository itself: that each test which it names exists, and
//! that no package of npm is in the panel.
#![allow(
    clippy::unwrap_used,
    reason = "clippy sees the tests alone, and not what they call"
)]

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The tests that the text names: files in backticks, each followed by names in “ ”.
fn named(text: &str) -> Vec<(&str, &str)> {
    let mut tests = Vec::new();
    let mut file = None;
    for (turn, part) in text.split('`').enumerate() {
        if turn % 2 == 1 {
            let is_file = ["core/", "tests/", "xtask/"]
                .iter()
                .any(|start| part.starts_with(start));
            file = is_file.then_some(part);
        } else if let Some(file) = file {
            let names = part.split('“').skip(1);
            tests.extend(names.filter_map(|rest| Some((file, rest.split_once('”')?.0))));
        }
    }
    tests
}

/// Whether the text of a file of tests has one of that name, or whose name ends or begins so
/// around what varies.
fn has_test(file: &str, text: &str, name: &str) -> bool {
    if Path::new(file).extension().is_some_and(|end| end == "rs") {
        return text.contains(&["fn ", name, "("].concat());
    }
    text.lines()
        .filter(|line| {
            line.trim_start().starts_with("test(") || line.trim_start().starts_with("withPortal(")
        })
        .any(|line| line.contains(name))
}

#[test]
fn every_test_that_stands_in_security_md_exists() {
    let root = Path::new(ROOT);
    let text = fs::read_to_string(root.join("SECURITY.md")).unwrap();
    let tests = named(&text);
    assert!(tests.len() > 50, "{} tests", tests.len());
    for (file, name) in tests {
        let code = fs::read_to_string(root.join(file)).unwrap_or_default();
        assert!(has_test(file, &code, name), "{file} has no test “{name}”");
    }
}

#[test]
fn a_name_that_no_test_has_is_found_out() {
    let text = "| a | `tests/a.rs` “one” and `Guid` “two”, `tests/b.spec.mjs` “three” “four” |";
    let named = named(text);
    assert_eq!(
        named,
        [
            ("tests/a.rs", "one"),
            ("tests/b.spec.mjs", "three"),
            ("tests/b.spec.mjs", "four")
        ]
    );
    assert!(has_test("tests/a.rs", "fn one() {}", "one"));
    assert!(!has_test("tests/a.rs", "fn one_more() {}", "one"));
    assert!(has_test(
        "tests/b.spec.mjs",
        "  test(`${name}: three`, () => {",
        "three"
    ));
    assert!(!has_test("tests/b.spec.mjs", "// three", "three"));
}

/// The scripts in a folder and in the folders within.
fn scripts(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let paths = entries.map(|entry| entry.path());
    let (folders, files): (Vec<_>, Vec<_>) = paths.partition(|path| path.is_dir());
    let is_script = |file: &PathBuf| file.extension().is_some_and(|end| end == "js");
    let own = files.into_iter().filter(is_script);
    own.chain(folders.iter().flat_map(|folder| scripts(folder)))
        .collect()
}

/// The modules that a script asks for.
fn imports(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for mark in [
        "from '",
        "from \"",
        "import '",
        "import \"",
        "import('",
        "import(\"",
    ] {
        let behind = text.split(mark).skip(1);
        found.extend(behind.filter_map(|rest| rest.split(['\'', '"']).next()));
    }
    found
}

/// Whether that is a module of the panel, as a script in the folder names it.
fn is_ours(folder: &Path, module: &str) -> bool {
    // `files.js` is written by the build.
    let ours = Path::new(ROOT).join("src").canonicalize();
    let file = folder.join(module).canonicalize();
    let is_there = ours.is_ok_and(|ours| file.is_ok_and(|file| file.starts_with(ours)));
    module == "./files.js" || (module.starts_with('.') && is_there)
}

#[test]
fn the_panels_scripts_are_made_of_its_own_modules_and_no_package() {
    let mut seen = 0;
    for file in scripts(&Path::new(ROOT).join("src/boot")) {
        let text = fs::read_to_string(&file).unwrap();
        for module in imports(&text) {
            let own = is_ours(file.parent().unwrap(), module);
            assert!(own, "{} imports {module}", file.display());
            seen += 1;
        }
        assert!(!text.contains("require("), "{}", file.display());
    }
    assert!(seen > 100, "{seen} imports");
}

#[test]
fn npm_brings_tools_alone() {
    let file = Path::new(ROOT).join("tests/browser/package.json");
    let package: Value = serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap();
    assert!(package.get("dependencies").is_none());
    assert!(package.get("devDependencies").is_some());
}
