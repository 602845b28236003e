//! That each test which `SECURITY.md` names exists.

use std::fs;
use std::path::{Path, PathBuf};

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
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..");
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
