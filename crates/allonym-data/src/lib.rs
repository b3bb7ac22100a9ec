#![doc = include_str!("../README.md")]
#![no_std]
#![forbid(unsafe_code)]

/// Phrases and their senses, from `data/lexicon`.
#[cfg(feature = "lexicon")]
pub static LEXICON: &[u8] = include_bytes!("../tables/lexicon.bin");

/// How frequent words are in names, from `data/frequency`.
#[cfg(feature = "lexicon")]
pub static FREQUENCY: &[u8] = include_bytes!("../tables/frequency.bin");

/// Which forms in other scripts Latin words were observed as spellings of, from `data/training`.
#[cfg(feature = "lexicon")]
pub static ATTESTED: &[u8] = include_bytes!("../tables/attested.bin");

/// Pairs of names and their short forms, from `data/lexicon`.
#[cfg(feature = "lexicon")]
pub static NICKNAMES: &[u8] = include_bytes!("../tables/nicknames.bin");

/// Pairs of family names of Han or hangul and their Latin spellings, from `data/lexicon`.
#[cfg(feature = "lexicon")]
pub static FAMILY_SPELLINGS: &[u8] = include_bytes!("../tables/family_spellings.bin");

/// Syllables of names of China and Korea and what they are written with, from `data/han`.
#[cfg(feature = "lexicon")]
pub static SYLLABLES: &[u8] = include_bytes!("../tables/syllables.bin");

/// The models of spelling evidence, learned from `data/training`.
#[cfg(feature = "evidence")]
pub static EVIDENCE: &[u8] = include_bytes!("../tables/evidence.bin");

/// Readings of words that no letters tell, from `data/romanize` and `data/lexicon`.
#[cfg(feature = "romanize")]
pub static READINGS: &[u8] = include_bytes!("../tables/readings.bin");

/// How Latin names are written in other scripts, learned from `data/training`.
#[cfg(feature = "romanize")]
pub static TRANSCRIBE: &[u8] = include_bytes!("../tables/transcribe.bin");

/// How the press of each language spells names, compiled from `data/training/press`.
#[cfg(feature = "romanize")]
pub static PRESS: &[u8] = include_bytes!("../tables/press.bin");

/// How countries spell names, learned from `data/training`.
#[cfg(feature = "romanize")]
pub static COUNTRIES: &[u8] = include_bytes!("../tables/countries.bin");

#[cfg(all(allonym_separate_tables, any(feature = "finder", feature = "romanize", feature = "systems")))]
mod separate;
#[cfg(all(allonym_separate_tables, any(feature = "finder", feature = "romanize", feature = "systems")))]
pub use separate::{Table, supply};

/// The romanizers, learned from `data/training`.
#[cfg(all(feature = "romanize", not(allonym_separate_tables)))]
#[must_use]
pub fn romanize() -> &'static [u8] {
    // A static stands in a program once; the bytes alone would stand wherever this function is inlined.
    static ROMANIZE: &[u8] = include_bytes!("../tables/romanize.bin");
    ROMANIZE
}

/// The weights of the finder, learned from marked texts that `data/SOURCES.toml` names.
#[cfg(all(feature = "finder", not(allonym_separate_tables)))]
#[must_use]
pub fn finder() -> &'static [u8] {
    // A static stands in a program once; the bytes alone would stand wherever this function is inlined.
    static FINDER: &[u8] = include_bytes!("../tables/finder.bin");
    FINDER
}

/// The published romanization systems, compiled from `data/systems`.
#[cfg(all(feature = "systems", not(allonym_separate_tables)))]
#[must_use]
pub fn systems() -> &'static [u8] {
    // A static stands in a program once; the bytes alone would stand wherever this function is inlined.
    static SYSTEMS: &[u8] = include_bytes!("../tables/systems.bin");
    SYSTEMS
}

/// The romanizers, or nothing before they are supplied.
#[cfg(all(feature = "romanize", allonym_separate_tables))]
#[must_use]
pub fn romanize() -> &'static [u8] {
    Table::Romanize.bytes()
}

/// The weights of the finder, or nothing before they are supplied.
#[cfg(all(feature = "finder", allonym_separate_tables))]
#[must_use]
pub fn finder() -> &'static [u8] {
    Table::Finder.bytes()
}

/// The published romanization systems, or nothing before they are supplied.
#[cfg(all(feature = "systems", allonym_separate_tables))]
#[must_use]
pub fn systems() -> &'static [u8] {
    Table::Systems.bytes()
}
