//! Numbers in the place of the hashes in wasm-bindgen's names.
//!
//! wasm-bindgen tells functions of one name apart by 16 hexadecimal digits, once in the
//! module and once in its glue. A hundred of them are 1.6 KB that no compressor can make
//! smaller. A number of the same length does as well, and leaves the module's layout alone.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};

use crate::dist::file_names;

const HASH_LENGTH: usize = 16;

/// Rewrites the module in `dist` and its glue.
pub fn number(dist: &Path) -> Result<()> {
    let files = file_names(dist)?;
    let module = files
        .iter()
        .find(|name| name.ends_with("_bg.wasm"))
        .context("Trunk left no file *_bg.wasm")?;
    let glue = &dist.join(module.replace("_bg.wasm", ".js"));
    let module = &dist.join(module);
    let (new_glue, new_module) = numbered(&fs::read(glue)?, &fs::read(module)?);
    fs::write(glue, new_glue)?;
    fs::write(module, new_module)?;
    Ok(())
}

/// Glue and module with a number in the place of each hash that stands in both.
fn numbered(glue: &[u8], module: &[u8]) -> (Vec<u8>, Vec<u8>) {
    let in_module: HashSet<_> = hashes(module).collect();
    let mut numbers = HashMap::new();
    for hash in hashes(glue).filter(|hash| in_module.contains(hash)) {
        let next = numbers.len();
        numbers
            .entry(hash)
            .or_insert_with(|| format!("{next:0HASH_LENGTH$}").into_bytes());
    }
    (replaced(glue, &numbers), replaced(module, &numbers))
}

/// The runs of exactly 16 hexadecimal digits.
fn hashes(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes
        .chunk_by(|a, b| is_digit(*a) == is_digit(*b))
        .filter(|run| run.len() == HASH_LENGTH && run.iter().copied().all(is_digit))
}

fn replaced(bytes: &[u8], numbers: &HashMap<&[u8], Vec<u8>>) -> Vec<u8> {
    bytes
        .chunk_by(|a, b| is_digit(*a) == is_digit(*b))
        .flat_map(|run| numbers.get(run).map_or(run, Vec::as_slice))
        .copied()
        .collect()
}

const fn is_digit(byte: u8) -> bool {
    byte.is_ascii_digit() || matches!(byte, b'a'..=b'f')
}

#[cfg(test)]
mod tests {
    use super::numbered;

    #[test]
    fn each_hash_becomes_one_number_in_both_files_and_nothing_moves() {
        let glue = b"__wbg_new_0123456789abcdef: a, __wbg_get_fedcba9876543210: b";
        let module = b"\x2a__wbg_get_fedcba9876543210\x00\x1a__wbg_new_0123456789abcdef\x00";
        let (glue, module) = numbered(glue, module);
        assert_eq!(
            glue,
            b"__wbg_new_0000000000000000: a, __wbg_get_0000000000000001: b"
        );
        assert_eq!(
            module,
            b"\x2a__wbg_get_0000000000000001\x00\x1a__wbg_new_0000000000000000\x00"
        );
    }

    #[test]
    fn digits_that_stand_in_one_file_alone_stay() {
        let glue = b"x_0123456789abcdef";
        let module = b"y_fedcba9876543210 0123456789abcdef0";
        let (new_glue, new_module) = numbered(glue, module);
        assert_eq!((&new_glue[..], &new_module[..]), (&glue[..], &module[..]));
    }
}
