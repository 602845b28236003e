//! Compressed copies, as small as they can be, and the same on every machine.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use anyhow::Result;

use crate::dist_files::{EDITED, extension, file_names};

/// Kinds of files that browsers load and a compressed copy makes smaller.
const COMPRESSIBLE: [&str; 6] = ["html", "js", "css", "wasm", "json", "svg"];

/// Writes `.br` and `.gz` beside each file that they make smaller, for servers that hand
/// out such copies.
pub fn copies(dist: &Path) -> Result<()> {
    for name in file_names(dist)? {
        let file = dist.join(name);
        if !COMPRESSIBLE.contains(&extension(&file)) || file.ends_with(EDITED) {
            continue;
        }
        let bytes = fs::read(&file)?;
        for (kind, compressed) in [("br", brotli(&bytes)?), ("gz", gzip(&bytes)?)] {
            if compressed.len() < bytes.len() {
                fs::write(file.with_added_extension(kind), compressed)?;
            }
        }
    }
    Ok(())
}

/// The bytes as brotli makes them at its smallest. A window that holds less than all of a file
/// makes some files smaller.
fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut smallest = Vec::new();
    for lgwin in [24, 18] {
        let parameters = brotli::enc::BrotliEncoderParams {
            quality: 11,
            lgwin,
            size_hint: bytes.len(),
            ..Default::default()
        };
        let mut compressed = Vec::new();
        brotli::BrotliCompress(&mut &*bytes, &mut compressed, &parameters)?;
        if smallest.is_empty() || compressed.len() < smallest.len() {
            smallest = compressed;
        }
    }
    Ok(smallest)
}

/// The bytes as gzip makes them at its smallest.
pub fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}
