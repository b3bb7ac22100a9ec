//! Names among friends.

use crate::tables::NICKNAMES;
use crate::tables::pairs::are_paired;

/// Whether one word is a short or familiar form of the other: Bill and William, Саша and Александр. Both are normalized
/// for matching. Not transitive: Al is short for Albert and for Alfred. Costs two hashes and a binary search.
///
/// ```
/// use allonym::name::are_nicknames;
///
/// assert!(are_nicknames("саша", "александр") && are_nicknames("william", "bill"));
/// assert!(!are_nicknames("albert", "alfred"));
/// ```
#[must_use]
pub fn are_nicknames(a: &str, b: &str) -> bool {
    are_paired(NICKNAMES, a, b)
}
