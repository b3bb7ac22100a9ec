//! Romanization systems as programs: a small declarative language, its compiler, and an engine that walks a text once
//! a pass.
//!
//! The language is a subset of the transform rules of UTS #35; `data/README.md` describes it. Where several rules
//! match, the one with the longest key wins, so the order of a file hardly matters. Contexts see the input of their
//! pass and never reach further than 63 characters: time is linear in the text, whatever the rules.

mod compile;
mod lex;
mod parse;
pub(crate) mod program;
pub(crate) mod run;
mod set;
mod wire;

pub use compile::{Compiled, Header, compile};
pub use wire::{PassPool, read_program};

/// The first bytes of the table of systems: what it is, and the version of its layout.
pub const MAGIC: [u8; 8] = *b"ALNYSYS\x01";

/// A text by a system that was just compiled: for the generators, which have no tables.
#[must_use]
pub fn transliterate(compiled: &Compiled, text: &str) -> alloc::string::String {
    run::to_string(&compiled.forward, text)
}
