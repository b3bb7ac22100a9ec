//! `src/tag/codes.rs`: which language codes have a shorter one.

use std::fmt::Write as _;
use std::path::Path;

use crate::data;
use crate::emit::File;

pub(crate) fn generate(path: &Path) -> Result<File, String> {
    let mut rows = Vec::new();
    for (line, [code, tag, _]) in data::tsv(path, ["code", "tag", "reason"])? {
        let from = padded(&code).ok_or_else(|| format!("{}:{line}: '{code}' is no code", path.display()))?;
        let to = padded(&tag).ok_or_else(|| format!("{}:{line}: '{tag}' is no code", path.display()))?;
        rows.push((from, to));
    }
    rows.sort_unstable();
    let mut body =
        String::from("/// A code and the shorter one that BCP 47 wants; sorted, padded with zeros.\n");
    let _ = writeln!(body, "pub(crate) static LANGUAGE_CODES: &[([u8; 3], [u8; 3])] = &[");
    for (from, to) in rows {
        let _ = writeln!(body, "    ({from:?}, {to:?}),");
    }
    body.push_str("];\n");
    Ok(File::rust("src/tag/codes.rs", "data/tags", &body))
}

/// The code as three bytes.
pub(crate) fn padded(code: &str) -> Option<[u8; 3]> {
    match *code.as_bytes() {
        [a, b] => Some([a, b, 0]),
        [a, b, c] => Some([a, b, c]),
        _ => None,
    }
}
