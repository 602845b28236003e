//! Short names for what the module takes from its glue and gives to it.
//!
//! wasm-bindgen's are long and end with sixteen digits of a hash each, which no compression makes
//! shorter. wasm-opt gives the module short ones and says which; the glue is told them here.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;

use crate::step;
use crate::tools::BuildTools;
use crate::workspace::Workspace;

/// What a browser must know of WebAssembly: as for the run of wasm-opt that `index.html` asks for.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// The name that wasm-opt gives to the one module that all imports are of.
const MODULE: &str = "\"a\": ";

/// Gives them to a module, and to its glue as wasm-bindgen wrote it.
pub fn give(workspace: &Workspace, tools: &BuildTools, wasm: &Path, glue: &Path) -> Result<()> {
    let said = step::answer(
        workspace
            .command(&tools.wasm_opt)
            .env("PATH", &tools.path)
            .args(FEATURES)
            .args(["--code-folding", "-Oz", "--reorder-locals"])
            .arg("--minify-imports-and-exports-and-modules")
            .arg(wasm)
            .arg("-o")
            .arg(wasm),
    )
    .context("wasm-opt cannot shorten the module's names")?;
    let text = with_short_names(&fs::read_to_string(glue)?, &said)?;
    fs::write(glue, text)?;
    Ok(())
}

/// The glue with the names that wasm-opt says it has given.
fn with_short_names(glue: &str, said: &str) -> Result<String> {
    let said: Value = serde_json::from_str(said).context("wasm-opt's names are no JSON")?;
    let list = |name| said.get(name).cloned().unwrap_or_default();
    // A module, what was imported of it, and its short name.
    let imports: Vec<(String, String, String)> = serde_json::from_value(list("imports"))?;
    // What was exported, and its short name.
    let exports: Vec<(String, String)> = serde_json::from_value(list("exports"))?;
    // What stands behind each `wasm.` is an export's name, as far as it is one at all.
    let mut parts = glue.split("wasm.");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = part.find(|c: char| !c.is_alphanumeric() && c != '_');
        let (name, rest) = part.split_at(end.unwrap_or(part.len()));
        let short = exports.iter().find(|(long, _)| long == name);
        text.extend(["wasm.", short.map_or(name, |(_, short)| short), rest]);
    }
    for (module, name, short) in &imports {
        let import = format!(" {name}: ");
        ensure!(text.contains(&import), "the glue has no {name}");
        text = text
            .replace(&import, &format!(" {short}: "))
            .replace(&format!("{module:?}: "), MODULE);
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_glue_speaks_of_both_sides_by_the_names_that_the_module_has() {
        let glue = "import0 = { __wbg_then_e3f7: function(a) { wasm.mountain; wasm.mount(a, \
                    wasm.__wbindgen_malloc); } }; ({ \"./p_bg.js\": import0 })";
        let said = r#"{"imports": [["./p_bg.js", "__wbg_then_e3f7", "$"]],
                        "exports": [["mount", "b"], ["__wbindgen_malloc", "c"]]}"#;
        assert_eq!(
            with_short_names(glue, said).unwrap(),
            "import0 = { $: function(a) { wasm.mountain; wasm.b(a, wasm.c); } }; \
             ({ \"a\": import0 })"
        );
    }

    #[test]
    fn an_import_that_the_glue_does_not_have_is_an_error() {
        let said = r#"{"imports": [["m", "gone", "b"]], "exports": []}"#;
        assert!(with_short_names("", said).is_err());
    }
}
