//! Floor 0: generated knowledge. `cargo xtask tables` writes every file here but this one.

use crate::tag::{Language, Script};

mod chars;
mod languages;
mod social;
mod tags;

pub(crate) use chars::CHARS;
pub(crate) use languages::LANGUAGES;
pub(crate) use social::{LINK_HOSTS, RETWEET_WORDS};
pub(crate) use tags::LANGUAGE_CODES;

/// What `data/languages` says of a language.
pub(crate) struct LanguageFacts {
    pub(crate) language: Language,
    /// Scripts it is written in, most usual first.
    pub(crate) scripts: &'static [Script],
    /// Letters that point to it.
    pub(crate) tell: &'static [(Script, &'static str)],
    /// Letters that it never uses.
    pub(crate) never: &'static [(Script, &'static str)],
    /// Whether every noun begins with a capital.
    pub(crate) capitalised_nouns: bool,
    /// Endings of names in oblique cases and the endings of the nominatives they may come from.
    pub(crate) case_endings: &'static [(&'static str, &'static [&'static str])],
}
