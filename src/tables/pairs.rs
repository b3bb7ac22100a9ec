//! Pairs of words that are one name, whatever their letters say: nicknames, short family names.
//!
//! | bytes | what, little-endian |
//! |---|---|
//! | 8 each | a pair: the [`hash`]es of its words, the smaller one in the upper half; in order |
//!
//! Cost: two hashes and a binary search. Two words of some four thousand million share a hash.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use super::hash::hash;

/// The number of a pair, whichever of its words comes first.
fn number(a: &str, b: &str) -> u64 {
    let (a, b) = (hash(a.as_bytes()), hash(b.as_bytes()));
    u64::from(a.min(b)) << 32 | u64::from(a.max(b))
}

/// Whether two words are a pair of the list in `bytes`.
///
/// ```
/// use allonym::tables::pairs::{are_paired, encode};
///
/// let list = encode([("саша", "александр"), ("bill", "william")]);
/// assert!(are_paired(&list, "александр", "саша"));
/// assert!(!are_paired(&list, "саша", "william"));
/// ```
#[must_use]
pub fn are_paired(bytes: &[u8], a: &str, b: &str) -> bool {
    let pairs = bytes.as_chunks::<8>().0;
    pairs.binary_search_by_key(&number(a, b), |pair| u64::from_le_bytes(*pair)).is_ok()
}

/// The list of pairs of words in matching form, in any order.
///
/// ```
/// use allonym::tables::pairs::encode;
///
/// assert_eq!(encode([("بیل", "ویلیام"), ("ویلیام", "بیل")]).len(), 8);
/// ```
#[must_use]
pub fn encode<'w>(pairs: impl IntoIterator<Item = (&'w str, &'w str)>) -> Vec<u8> {
    let numbers: BTreeSet<u64> = pairs.into_iter().map(|(a, b)| number(a, b)).collect();
    numbers.into_iter().flat_map(u64::to_le_bytes).collect()
}

#[cfg(test)]
mod tests {
    use alloc::format;
    use alloc::string::String;

    use super::*;

    #[test]
    fn every_pair_is_found_and_no_other() {
        let words: Vec<String> = (0..200).map(|at| format!("имя{at}")).collect();
        let pairs = || words.windows(2).filter_map(|two| Some((two.first()?.as_str(), two.last()?.as_str())));
        let list = encode(pairs());
        assert_eq!(list.len(), 8 * 199);
        assert!(pairs().all(|(a, b)| are_paired(&list, a, b) && are_paired(&list, b, a)));
        assert!(!pairs().any(|(a, _)| are_paired(&list, a, a) || are_paired(&list, a, "ali")));
    }

    #[test]
    fn no_list_has_no_pairs() {
        assert!(!are_paired(&encode([]), "a", "b"));
        assert!(!are_paired(b"1234567", "a", "b"));
    }

    #[test]
    fn a_list_cut_short_has_the_pairs_that_are_whole() {
        let list = encode([("a", "b"), ("c", "d")]);
        let cut = list.get(..15).expect("a part");
        assert_eq!(usize::from(are_paired(cut, "a", "b")) + usize::from(are_paired(cut, "c", "d")), 1);
    }
}
