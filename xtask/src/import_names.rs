//! Short names for what the module imports from its glue.
//!
//! wasm-bindgen names a hundred imports in full and tells functions of one name apart by 16
//! hexadecimal digits, once in the module and once in its glue: 2.5 KB with brotli that say
//! nothing to a browser.

use std::collections::HashMap;
use std::convert::Infallible;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{ImportSection, Module};
use wasmparser::{ImportSectionReader, Parser};

use crate::dist::file_names;

/// The name of the glue as a module, in the module's imports.
const GLUE: &str = "g";

/// Rewrites the module in `dist` and its glue.
pub fn shorten(dist: &Path) -> Result<()> {
    let files = file_names(dist)?;
    let module = files
        .iter()
        .find(|name| name.ends_with("_bg.wasm"))
        .context("Trunk left no file *_bg.wasm")?;
    let glue = &dist.join(module.replace("_bg.wasm", ".js"));
    let module = &dist.join(module);
    let (new_module, names) = renamed(&fs::read(module)?)?;
    let new_glue = replaced(&fs::read_to_string(glue)?, &names)?;
    fs::write(module, new_module)?;
    fs::write(glue, new_glue)?;
    Ok(())
}

/// The module with short names, and the short name of each long one.
fn renamed(module: &[u8]) -> Result<(Vec<u8>, HashMap<String, String>)> {
    let mut names = Names(HashMap::new());
    let mut short = Module::new();
    names
        .parse_core_module(&mut short, Parser::new(0), module)
        .context("the module cannot be read")?;
    Ok((short.finish(), names.0))
}

/// The glue with the short names. Every one of the long ones must stand in it.
fn replaced(glue: &str, names: &HashMap<String, String>) -> Result<String> {
    let mut text = glue.to_owned();
    for (long, short) in names {
        // The key of an object, or a text: nothing else holds a whole name.
        let found = [(',', ':'), ('{', ':'), ('"', '"')]
            .into_iter()
            .find(|(before, after)| text.contains(&format!("{before}{long}{after}")));
        ensure!(found.is_some(), "the glue lacks {long}");
        if let Some((before, after)) = found {
            text = text.replace(
                &format!("{before}{long}{after}"),
                &format!("{before}{short}{after}"),
            );
        }
    }
    Ok(text)
}

struct Names(HashMap<String, String>);

impl Names {
    fn short(&mut self, long: &str) -> String {
        let next = self.0.len();
        let short = self.0.entry(long.to_owned());
        short.or_insert_with(|| letters(next)).clone()
    }
}

impl Reencode for Names {
    type Error = Infallible;

    fn parse_import_section(
        &mut self,
        imports: &mut ImportSection,
        section: ImportSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        for import in section.into_imports() {
            let import = import?;
            self.0
                .entry(import.module.to_owned())
                .or_insert_with(|| GLUE.to_owned());
            let name = self.short(import.name);
            imports.import(GLUE, &name, self.entity_type(import.ty)?);
        }
        Ok(())
    }
}

/// `a` to `z`, then `ba`, `bb` …
fn letters(mut number: usize) -> String {
    let mut text = String::new();
    loop {
        let letter = u8::try_from(number % 26).unwrap_or_default();
        text.insert(0, char::from(b'a' + letter));
        number /= 26;
        if number == 0 {
            return text;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use wasm_encoder::{EntityType, ImportSection, Module, TypeSection};

    use super::{letters, renamed, replaced};

    #[test]
    fn each_import_has_one_short_name_in_module_and_glue() {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        imports.import("./panel_bg.js", "__wbg_new_01", EntityType::Function(0));
        imports.import("./panel_bg.js", "__wbg_get_02", EntityType::Function(0));
        let mut module = Module::new();
        module.section(&types).section(&imports);

        let (short, names) = renamed(&module.finish()).unwrap();
        let text = String::from_utf8_lossy(&short).into_owned();
        assert!(!text.contains("__wbg") && !text.contains("panel_bg"));

        let glue = r#"{__proto__:null,"./panel_bg.js":{__wbg_new_01:a,__wbg_get_02:b}}"#;
        let (new, get) = (&names["__wbg_new_01"], &names["__wbg_get_02"]);
        assert_ne!(new, get);
        assert_eq!(
            replaced(glue, &names).unwrap(),
            format!(r#"{{__proto__:null,"g":{{{new}:a,{get}:b}}}}"#)
        );
    }

    #[test]
    fn a_glue_of_another_module_is_an_error() {
        let names = [("__wbg_new_01".to_owned(), "a".to_owned())].into();
        assert!(replaced("{__wbg_new_012:a}", &names).is_err());
    }

    #[test]
    fn no_two_numbers_have_the_same_letters() {
        let all: HashSet<String> = (0..1_000).map(letters).collect();
        assert_eq!(all.len(), 1_000);
    }
}
