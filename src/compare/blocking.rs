//! Blocking keys of whole names: numbers under which records meet that may be one, for a join by equality.
//!
//! Input: a name. Output: numbers, sorted, each once. A word has some keys of its own, of classes of its consonants
//! ([`SpelledWord::keys`](crate::spelling::SpelledWord::keys)). *Word keys* are those of each word: two names meet where one
//! word of the one may be a spelling of one word of the other. *Pair keys* are made of a key of one word and a key of another,
//! so names meet where two words answer two words, in whatever order and script.
//!
//! ```text
//! قاسم سلیمانی      word keys  {1a, 1b}, {2a, 2b, 2c}      pair keys  1a2a 1a2b 1a2c 1b2a 1b2b 1b2c
//! Qassem Soleimani             {1b},     {2b, 2d}                     1b2b 1b2d          1b2b is in both
//! ```
//!
//! Word keys miss few pairs and are shared by many: there are some thousand of them. Pair keys are shared by few and miss
//! the pairs of which one word has no key in common.
//!
//! Complexity: linear in the name for word keys; for pair keys the product of the keys of each two words, of which the first
//! [`MAX_WORDS_OF_PAIRS`] count: about ten numbers for a name of two words, some hundred for a long one.
//! Source: blocking by disjunctions and conjunctions of predicates (Bilenko, Kamath and Mooney 2006).

use alloc::vec::Vec;

use super::name::Name;
use super::slot::TokenClass;

/// Words of a name that pair keys are made of. From 2, where a third word counts for nothing, to 6, where names of many words
/// meet nearly everybody.
const MAX_WORDS_OF_PAIRS: usize = 4;

/// A hash of two keys of words, whichever comes first; splitmix64, so that neighbours are far apart.
fn pair(one: u32, other: u32) -> u64 {
    let (low, high) = (one.min(other), one.max(other));
    let mut x = (u64::from(high) << 32 | u64::from(low)).wrapping_add(0x9e37_79b9_7f4a_7c15);
    x = (x ^ x >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ x >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ x >> 31
}

impl Name {
    /// Numbers under which the name meets those with a word that may be a spelling of one of its own, in any script. They hold
    /// for one version of the data, as an index does.
    ///
    /// ```
    /// use allonym::Name;
    ///
    /// let (one, other) = (Name::new("قاسم کریمی").word_keys(), Name::new("Qassem Stolz").word_keys());
    /// assert!(one.iter().any(|key| other.contains(key)));
    /// ```
    #[must_use]
    pub fn word_keys(&self) -> Vec<u64> {
        sorted(self.alternatives().flat_map(|name| {
            let words = name.keys_of_each_word(usize::MAX);
            words.into_iter().flatten().map(|key| pair(key, 0)).collect::<Vec<u64>>()
        }))
    }

    /// Numbers under which the name meets those with two words that may be spellings of two of its own, in any script and
    /// order: what to join two large tables on. A name of one word has its [`word_keys`](Name::word_keys).
    ///
    /// ```
    /// use allonym::Name;
    ///
    /// let meets = |a: &str, b: &str| {
    ///     let keys = Name::new(b).pair_keys();
    ///     Name::new(a).pair_keys().iter().any(|key| keys.contains(key))
    /// };
    /// assert!(meets("Gen. Qassem Soleimani", "سلیمانی قاسم"));
    /// assert!(!meets("Qasem Soleimani", "Qasem Nasrallah"));
    /// ```
    #[must_use]
    pub fn pair_keys(&self) -> Vec<u64> {
        sorted(self.alternatives().flat_map(|name| {
            let words = name.keys_of_each_word(MAX_WORDS_OF_PAIRS);
            let mut keys = Vec::new();
            if let [word] = words.as_slice() {
                keys.extend(word.iter().map(|key| pair(*key, 0)));
            }
            for (at, one) in words.iter().enumerate() {
                for other in words.iter().skip(at + 1) {
                    keys.extend(one.iter().flat_map(|one| other.iter().map(|other| pair(*one, *other))));
                }
            }
            keys
        }))
    }

    fn keys_of_each_word(&self, limit: usize) -> Vec<Vec<u32>> {
        let words = self.tokens.iter().filter(|token| token.words == 1 && token.class == TokenClass::Name);
        words.take(limit).map(|token| token.word().keys()).collect()
    }
}

fn sorted(keys: impl Iterator<Item = u64>) -> Vec<u64> {
    let mut keys: Vec<u64> = keys.collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_words_does_not_matter() {
        assert_eq!(Name::new("Ольга Ким").pair_keys(), Name::new("Ким Ольга").pair_keys());
        assert_eq!(pair(7, 9), pair(9, 7));
    }

    #[test]
    fn a_name_of_one_word_has_its_keys_and_one_of_none_has_none() {
        assert!(!Name::new("Soleimani").pair_keys().is_empty());
        assert_eq!(Name::new("Soleimani").pair_keys(), Name::new("Soleimani").word_keys());
        assert_eq!((Name::new("?!").pair_keys(), Name::new("?!").word_keys()), (Vec::new(), Vec::new()));
    }

    #[test]
    fn one_word_in_common_is_too_little_for_pairs() {
        let (one, other) =
            (Name::new("Mohammed Karimi").pair_keys(), Name::new("Mohammed Stolz").pair_keys());
        assert!(!one.iter().any(|key| other.contains(key)));
    }
}
