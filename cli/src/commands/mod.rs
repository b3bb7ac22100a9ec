//! One module a command.

pub(crate) mod check;
pub(crate) mod compare;
pub(crate) mod index;
pub(crate) mod join;
pub(crate) mod keys;
pub(crate) mod normalize;
pub(crate) mod parse;
pub(crate) mod resolve;
pub(crate) mod rewrite;
pub(crate) mod romanize;
pub(crate) mod scan;
pub(crate) mod screen;
pub(crate) mod search;
pub(crate) mod shell;
pub(crate) mod style;
pub(crate) mod systems;
pub(crate) mod transcribe;
pub(crate) mod transliterate;

use std::io::{self, Write};

use serde::Serialize;

/// Writes one JSON object as a line.
fn json_line(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, value)?;
    out.write_all(b"\n")
}
