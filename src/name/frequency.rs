//! How usual words are in names of persons.

use crate::quantity::LogOdds;
use crate::tables::FREQUENCIES;

/// How rare a word is in names of persons, in its script: −log2 of its share of all words. `key` is normalized for
/// matching. Nothing for words that are not among the 60,000 commonest. Costs a hash and a few reads.
///
/// ```
/// use allonym::name::frequency;
///
/// assert!(frequency("محمد") < frequency("سليماني"));
/// assert!(frequency("john").unwrap().to_f64() < 9.0);
/// assert_eq!(frequency("zzyzx"), None);
/// ```
#[must_use]
pub fn frequency(key: &str) -> Option<LogOdds> {
    FREQUENCIES.get(key).map(|(rare, _)| LogOdds::from_parts(16 * i32::from(rare)))
}

/// How often a word stands first in names of several words, from 0 never to 15 always.
pub(super) fn place(key: &str) -> Option<u8> {
    FREQUENCIES.get(key).map(|(_, first)| first)
}
