//! `src/tables/generated/encodings.rs`: what byte of an encoding a character is.

use std::fmt::Write as _;
use std::path::Path;

use crate::data;
use crate::emit::File;

/// Bytes from here on have characters of the encoding; those below are ASCII.
const FIRST: u8 = 0x80;

pub(crate) fn generate(path: &Path) -> Result<File, String> {
    let mut body = String::from(
        "/// Encodings of a byte, in the order in which they are tried: the characters outside ASCII, sorted, with their bytes.\n\
         pub(crate) static ENCODINGS: &[(&str, &[(char, u8)])] = &[\n",
    );
    for (line, [name, characters]) in data::tsv(path, ["encoding", "characters"])? {
        let count = characters.chars().count();
        if count != usize::from(u8::MAX - FIRST) + 1 {
            return Err(format!("{}:{line}: {name} has {count} characters, not 128", path.display()));
        }
        let mut inverse: Vec<(char, u8)> = characters.chars().zip(FIRST..).collect();
        inverse.sort_unstable();
        if inverse.windows(2).any(|two| matches!(two, [a, b] if a.0 == b.0)) {
            return Err(format!("{}:{line}: a character of {name} stands twice", path.display()));
        }
        let _ = writeln!(body, "    (\"{name}\", &[");
        for entries in inverse.chunks(8) {
            let entries: Vec<String> =
                entries.iter().map(|(c, byte)| format!("('{}', {byte:#04X})", c.escape_unicode())).collect();
            let _ = writeln!(body, "        {},", entries.join(", "));
        }
        body.push_str("    ]),\n");
    }
    body.push_str("];\n");
    Ok(File::rust("src/tables/generated/encodings.rs", "data/unicode/encodings.tsv", &body))
}
