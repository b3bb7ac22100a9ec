//! Family names too short for their spelling to tell.

use crate::tables::FAMILY_SPELLINGS;
use crate::tables::pairs::are_paired;

/// Whether one word is a Latin spelling of a family name of a syllable or two that the other is, by whatever system or
/// dialect: 이 and Lee, 陈 and Chan. Both are normalized for matching. Costs two hashes and a binary search.
///
/// ```
/// use allonym::name::are_family_spellings;
///
/// assert!(are_family_spellings("陈", "chan") && are_family_spellings("tan", "陈"));
/// assert!(!are_family_spellings("陈", "wang"));
/// ```
#[must_use]
pub fn are_family_spellings(a: &str, b: &str) -> bool {
    are_paired(FAMILY_SPELLINGS, a, b)
}
