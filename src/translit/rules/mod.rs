//! Rule files: a small declarative language for romanization systems, its compiler, and the table of compiled systems.
//!
//! A published system is a text file of rules ([`compile`] reads it):
//!
//! ```text
//! @title Russian, BGN/PCGN 1947
//! $vowel = [аеёиоуыэюя] ;
//! щ > shch ;
//! \b { е > ye ;          at the beginning of a word
//! $vowel { е > ye ;      and after a vowel
//! е > e ;
//! ```
//!
//! The nouns: a *rule* turns its *key* into its *output* where its *contexts* match; a *pass* is one walk over the text
//! with a list of rules; a *program* is the passes of a system in order. Where several rules match, the one with the
//! longest key wins, then the one with more context, so the order of a file hardly matters. Contexts see the input of
//! their pass and never reach further than 63 characters.
//!
//! The language is a subset of the transform rules of UTS #35 (LDML, part 2); `data/README.md` describes it and says
//! what differs. Time is linear in the text, whatever the rules.
//!
//! ```
//! use allonym::translit::rules::compile;
//!
//! let rules = "@title Mine\nщ > shch ; [аеиоу] { е > ye ; е > e ;";
//! let compiled = compile("mine.rules", rules, &|_| None)?;
//! assert_eq!(compiled.header.get("title"), Some("Mine"));
//! assert_eq!(compiled.transliterate("ещё, аещ"), "eshchё, аyeshch");
//! # Ok::<(), allonym::Error>(())
//! ```
//!
//! [`SystemTable`] reads many compiled systems from bytes, [`SystemTableBuilder`] writes them: `cargo xtask tables` makes
//! the table of the crate so.

mod codec;
mod compile;
mod forms;
mod lex;
mod matcher;
mod parse;
mod pass_codec;
mod pieces;
pub(crate) mod program;
pub(crate) mod run;
mod set;

pub use codec::{SystemDescription, SystemTable, SystemTableBuilder};
pub use compile::{Compiled, Header, compile};
