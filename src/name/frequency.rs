//! How usual words are in names of persons.

use crate::bits::Bits;

/// How rare a word is in names of persons: −log2 of its share; nothing for words that are not known.
#[must_use]
pub fn frequency(_key: &str) -> Option<Bits> {
    None
}

/// How often a word stands first in names of several words, from 0 never to 15 always.
pub(super) fn place(_key: &str) -> Option<u8> {
    None
}
