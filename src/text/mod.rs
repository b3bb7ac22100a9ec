//! A text analysed once: its words, their keys, scripts and cases, and what the lexicon knows of them.
//!
//! Reading names, comparing, indexing and finding them in documents all begin with the same questions: where are the
//! words, what stands between them, in which script and case are they, which form of them does the lexicon have. This
//! module answers each question once, in one place, and lends the answers to the floors above.
//!
//! # Nouns
//!
//! - A *word* ([`Word`]) is a run of letters, an initial with its full stop, or digits.
//! - Its *key* ([`key`]) is the form that tables are asked for: normalized for matching, without apostrophes and full
//!   stops.
//! - A *separator* ([`Separator`]) is all that stands between a word and the one before.
//! - The *case shape* ([`CaseShape`]) says how a word uses capitals, [`Casing`] how a row of words does.
//! - A *lexicon match* ([`LexiconMatch`]) is a phrase of the lexicon that begins at a word, with one of its senses.
//! - A *particle* is a word that stands between names and is often left out: bin, al, von.
//!
//! # Example
//!
//! `Soleimani, Qassem` and `قاسم سلیمانی` are analysed to
//!
//! | span | key | script | case shape | sign before |
//! |---|---|---|---|---|
//! | 0..9 | `soleimani` | Latn | Title | |
//! | 11..17 | `qassem` | Latn | Title | comma |
//! | 0..8 | `قاسم` | Arab | Caseless | |
//! | 9..23 | `سليماني` | Arab | Caseless | space |
//!
//! The key of the last word has Arabic yehs where the text has Persian ones, so one entry of a table serves both.
//!
//! # Method
//!
//! [`unicode::tokens`](crate::unicode::tokens()) cuts the text; one loop over the tokens makes words and separators
//! (`token.rs`). Keys stand in one string, one after the other. The phrases that begin at a word are found by hash, one
//! look-up for each word that a longer phrase may go on over (`lexicon_match.rs`). The language is the one whose
//! distinctive letters the text has most of (`language.rs`); the script of a word is that of its first letter.
//!
//! # Cost and limits
//!
//! All of it is linear in the text. A word of ASCII letters costs some ten nanoseconds, others some hundred, most of it
//! for normalizing. Words of scripts without spaces stay whole here: what is a name inside them is known on the floor of
//! names.

mod analysed;
mod case_shape;
mod key;
mod language;
mod lexicon_match;
mod separator;
mod token;
mod word;

pub(crate) use analysed::{AnalysedText, LexiconMatch};
pub(crate) use case_shape::{CaseShape, Casing};
pub(crate) use key::key;
pub(crate) use language::writes;
pub(crate) use lexicon_match::{Keyed, is, is_particle, is_title, longest, senses};
pub(crate) use separator::{LineBreak, Separator, Sign};
pub(crate) use word::Word;

pub(crate) use crate::unicode::{language_by_letters, script_of_word};
