//! How usual words are in names of persons.

use crate::quantity::Surprisal;
use crate::tables::FREQUENCIES;

/// The surprisal of a word in names of persons, in its script: −log2 of its share of all words of names, so the rarer
/// the word, the larger. `key` is normalized for matching. Nothing for words that are not among the 60,000 commonest.
/// Costs a hash and a few reads.
///
/// ```
/// use allonym::name::surprisal;
///
/// assert!(surprisal("محمد") < surprisal("سليماني"));
/// assert!(surprisal("john").unwrap().to_f64() < 9.0); // more than one word in 512
/// assert_eq!(surprisal("zzyzx"), None);
/// ```
#[must_use]
pub fn surprisal(key: &str) -> Option<Surprisal> {
    FREQUENCIES.get(key).map(|(rare, _)| Surprisal::from_parts(16 * u32::from(rare)))
}

/// A word that stands first in at least 9 of 15 names of several words is known as a given name.
pub(super) const MIN_GIVEN_FIRST: u8 = 9;
/// A word that stands first in at most 5 of 15 names is known as a family name. What lies between says nothing: Martin,
/// James, Ali are both.
pub(super) const MAX_SURNAME_FIRST: u8 = 5;

/// A word that stands first in at least 8 of 15 names is oftener a given name than a family name, which is enough where
/// running text says something too. Range: 8 to [`MIN_GIVEN_FIRST`].
const MIN_OFTENER_GIVEN: u8 = 8;
/// The surprisal of a usual given name at the most: one word of names in 8,192. Rarer words that stand first are words of
/// other languages too: the.
const MAX_GIVEN_SURPRISAL: Surprisal = Surprisal::from_parts(13 * 256);

/// Whether a word is oftener a given name than a family name. `key` is normalized for matching.
pub(crate) fn is_oftener_given(key: &str) -> bool {
    place(key).is_some_and(|first| first >= MIN_OFTENER_GIVEN)
}

/// Whether a word is oftener a given name than a family name, and common in names.
pub(crate) fn is_common_given(key: &str) -> bool {
    is_oftener_given(key) && surprisal(key).is_some_and(|surprisal| surprisal <= MAX_GIVEN_SURPRISAL)
}

/// How often a word stands first in names of several words, from 0 never to 15 always; nothing for words that are not
/// among the 60,000 commonest. `key` is normalized for matching.
pub(crate) fn place(key: &str) -> Option<u8> {
    FREQUENCIES.get(key).map(|(_, first)| first)
}
