//! What a name is cut into, and what is asked of the romanizer.

use alloc::string::String;
use alloc::vec;

use super::sources::{CERTAIN, Spellings};
use crate::tag::{Country, Language};

/// Spellings of a word that are kept, the likeliest ones.
pub(super) const MAX_SPELLINGS: usize = 24;

/// What a romanizer was asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Options {
    /// The language of the names; the letters say it without it.
    pub(super) language: Option<Language>,
    /// Whose people spell.
    pub(super) country: Option<Country>,
    /// Whose press prints; English without it.
    pub(super) readers: Option<Language>,
    /// The given name before the family name, also where the language has it behind.
    pub(super) given_first: bool,
}

/// Where a word stands, as it may be read otherwise there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    /// It is the whole name.
    Alone,
    /// Among other words.
    Among,
    /// It is the family or the given name of a person of the language, not a foreign word.
    Part,
    /// It is a title: a word of the language and no name.
    Title,
}

/// What is written at one place of the name: spellings with their probabilities in millionths, best first.
pub(crate) struct Piece {
    pub(crate) spellings: Spellings,
}

impl Piece {
    /// A piece that is written in one way.
    pub(crate) fn fixed(text: &str) -> Piece {
        Piece { spellings: vec![(String::from(text), CERTAIN)] }
    }
}
