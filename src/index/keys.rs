//! Blocking keys of whole names: numbers under which the spellings of a name meet, for engines that join by equality.
//!
//! Input: a prepared name. Output: numbers, sorted, each once. Names that may be one share one.
//!
//! ```text
//! Qasem Soleimani    words   Qasem: qsm      Soleimani: slm… …lmn
//! قاسم سلیمانی               قاسم: qsm       سلیمانی: slm… …lmn
//!                    pairs   {qsm, slm…}  {qsm, …lmn}
//! ```
//!
//! 1. *Words.* A word has a key for the classes of its first three consonants and one for those of its last three, for each
//!    way to read it: as its symbols may be read, as its likeliest spellings are, and as it is romanized. Neighbours have
//!    keys as one word too. Initials, particles and legal forms have none.
//! 2. *Pairs.* Each two words of the name, whatever stands between them, and each two of their keys make a key of the name.
//!    So a word more or less, or words that changed places, do no harm, and a common given name does not make a block.
//! 3. *Single words.* A name of one word has its keys alone, beginning and end together. With [`BlockingWidth::Wide`] so
//!    has every rare word.
//!
//! Multiple keys are those of record linkage (Newcombe 1967; Christen 2012, "A survey of indexing techniques for scalable
//! record linkage and deduplication"). Cost: some hundred microseconds for each word that is not in Latin letters, a tenth
//! of it for Latin ones.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;
use core::cmp::Reverse;

use crate::compare::{Name, NameToken, TokenClass};
use crate::quantity::LogOdds;
use crate::spelling::{SpelledWord, is_beginning, is_end};

/// The most blocking keys of a name; those of its single words and of its rarest pairs are made first.
pub const MAX_BLOCKING_KEYS: usize = 256;
/// Words of a name that make pairs, the rarest. 3 to 8.
const MAX_PAIRED_WORDS: usize = 5;
/// How rare a word is that makes keys by itself: one word of names in 4096. 8 to 14 bits.
const RARE_WORD: LogOdds = LogOdds::from_parts(12 * 256);

/// Bits of the key of a word.
const WORD_BITS: u32 = 16;
/// What a key says first: that one word made it, or two.
const OF_ONE: u64 = 1 << (2 * WORD_BITS);
const OF_TWO: u64 = 2 << (2 * WORD_BITS);

/// What two names must have in common to share a blocking key. Keys of one width meet only keys of the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum BlockingWidth {
    /// Two words, or the only one of a name, by how their letters may be read: some ten keys, for tables of many millions.
    /// Of the right pairs in two scripts it misses two or three times as many as [`BlockingWidth::Narrow`].
    Lean,
    /// Two words, or the only one of a name: few pairs, for large lists.
    #[default]
    Narrow,
    /// Two words or a rare one: more of the right pairs, and many times as many wrong ones.
    Wide,
}

/// Numbers under which the spellings of a name meet, in any script: two names are candidates for one if they share one.
///
/// For engines that cannot hold an [`Index`](super::Index), such as those that join tables by equal columns: make a row of
/// each key, join, drop pairs that were there before, and [score](crate::Matcher::score) what is left. Where the index can
/// be held, it finds more.
///
/// Sorted, each once, at most [`MAX_BLOCKING_KEYS`], below 2⁶³. They depend on the data of this version of the crate and
/// may differ in the next: keep none. Nothing for a name without letters. What share of right pairs each width finds, and
/// how many pairs it makes, is printed by `cargo run --release --example key_recall`.
///
/// Some ten microseconds for a name in Latin letters, some hundred for each word in another script.
///
/// ```
/// use allonym::Name;
/// use allonym::index::{BlockingWidth, blocking_keys};
///
/// let keys = |name| blocking_keys(&Name::new(name), BlockingWidth::Narrow);
/// let (query, row, other) = (keys("قاسم سلیمانی"), keys("Soleimani, Qassem"), keys("Hassan Nasrallah"));
/// assert!(query.iter().any(|key| row.contains(key)));
/// assert!(!query.iter().any(|key| other.contains(key)));
/// ```
#[must_use]
pub fn blocking_keys(name: &Name, width: BlockingWidth) -> Vec<u64> {
    let mut keys = BTreeSet::new();
    for name in name.alternatives() {
        let words = keyed_words(name, width);
        let single = single_words(&words, width);
        let pairs = (0..words.len()).flat_map(|at| pairs_with(&words, at));
        for key in single.chain(pairs) {
            if keys.len() < MAX_BLOCKING_KEYS {
                keys.insert(key);
            }
        }
    }
    keys.into_iter().collect()
}

/// A word of a name, or neighbours taken as one.
struct KeyedWord {
    /// The words that it covers, a bit each.
    mask: u32,
    rarity: LogOdds,
    keys: Vec<u32>,
}

/// The words of a name that make keys: single ones first, the rarest first. Lean keys are of single words.
fn keyed_words(name: &Name, width: BlockingWidth) -> Vec<KeyedWord> {
    let lean = width == BlockingWidth::Lean;
    let rarity = |token: &NameToken| token.surprisal.weight();
    let tokens = || {
        let tokens = name.tokens.iter().zip(&name.slots).map(|(token, slot)| (token, slot.mask()));
        tokens.filter(move |(token, _)| token.class == TokenClass::Name && (token.words == 1 || !lean))
    };
    let single = tokens().filter(|(token, _)| token.words == 1);
    let mut single: Vec<_> = single.map(|(token, mask)| (Reverse(rarity(token)), mask)).collect();
    single.sort_unstable();
    let paired = single.iter().take(MAX_PAIRED_WORDS).fold(0, |all, (_, mask)| all | mask);
    let mut words: Vec<KeyedWord> = tokens()
        .filter(|(_, mask)| mask & paired == *mask)
        .map(|(token, mask)| KeyedWord { mask, rarity: rarity(token), keys: word_keys(token, lean) })
        .collect();
    words.sort_by_key(|word| (word.mask.count_ones(), Reverse(word.rarity)));
    words
}

/// The keys of a word: of its symbols; if they are not to be lean, of its likeliest spellings and its romanization.
fn word_keys(token: &NameToken, lean: bool) -> Vec<u32> {
    let mut keys = token.word().keys();
    if let Some(latin) = token.latin().filter(|_| !lean) {
        keys.extend(token.word().spelled_keys());
        keys.extend(SpelledWord::keys(latin));
        keys.sort_unstable();
        keys.dedup();
    }
    keys
}

/// Keys of words by themselves, beginning and end together: of the whole name, and of rare words where that is wanted.
fn single_words(words: &[KeyedWord], width: BlockingWidth) -> impl Iterator<Item = u64> {
    let all = words.iter().fold(0, |all, word| all | word.mask);
    let is_single =
        move |word: &&KeyedWord| word.mask == all || width == BlockingWidth::Wide && word.rarity >= RARE_WORD;
    words.iter().filter(is_single).flat_map(|word| {
        let beginnings = word.keys.iter().filter(|key| is_beginning(**key));
        beginnings.flat_map(|begin| {
            let ends = word.keys.iter().filter(|key| is_end(**key));
            ends.map(|end| key(OF_ONE, *begin, *end))
        })
    })
}

/// Keys of a word with each of those before it: beginnings with beginnings, ends with ends.
fn pairs_with(words: &[KeyedWord], at: usize) -> impl Iterator<Item = u64> {
    let (before, own) = words.split_at(at.min(words.len()));
    own.iter().take(1).flat_map(move |word| {
        let others = before.iter().filter(|other| other.mask & word.mask == 0);
        others.flat_map(|other| {
            word.keys.iter().flat_map(|a| {
                let meets =
                    move |b: &&u32| is_beginning(*a) && is_beginning(**b) || is_end(*a) && is_end(**b);
                other.keys.iter().filter(meets).map(|b| key(OF_TWO, *a.min(b), *a.max(b)))
            })
        })
    })
}

fn key(of: u64, a: u32, b: u32) -> u64 {
    of | u64::from(a) << WORD_BITS | u64::from(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meet_in(width: BlockingWidth, a: &str, b: &str) -> bool {
        let (a, b) = (blocking_keys(&Name::new(a), width), blocking_keys(&Name::new(b), width));
        a.iter().any(|key| b.contains(key))
    }

    fn meet(a: &str, b: &str) -> bool {
        meet_in(BlockingWidth::Narrow, a, b)
    }

    #[test]
    fn spellings_of_a_name_meet_in_any_order() {
        assert!(meet("قاسم سلیمانی", "Qassem Soleimani"));
        assert!(meet("Касем Сулеймани", "Soleimani, Qasem"));
        assert!(!meet("قاسم سلیمانی", "Hassan Nasrallah"));
    }

    #[test]
    fn a_word_more_or_less_does_no_harm() {
        assert!(meet("Mohammad Nouri", "Mohamed Nouri Jouini"));
        assert!(meet("Gen. Qasem Soleimani", "Qasem al-Soleimani"));
    }

    #[test]
    fn one_word_and_two_meet() {
        assert!(meet("Mohammadhashem Badri", "Mohammad Hashem Badri"));
    }

    #[test]
    fn one_common_word_is_not_enough() {
        assert!(!meet("Mohammad Nouri", "Mohammad Badri"));
        assert!(!meet_in(BlockingWidth::Wide, "Mohammad Nouri", "Mohammad Badri"));
    }

    #[test]
    fn one_rare_word_is_enough_where_that_is_wanted() {
        let (a, b) = ("Ali Ghechivand", "Hassan Ghechivand");
        assert!(!meet(a, b) && meet_in(BlockingWidth::Wide, a, b));
    }

    #[test]
    fn lean_keys_are_fewer() {
        let keys = |width| blocking_keys(&Name::new("قاسم سلیمانی"), width).len();
        assert!(0 < keys(BlockingWidth::Lean) && keys(BlockingWidth::Lean) < keys(BlockingWidth::Narrow));
        assert!(meet_in(BlockingWidth::Lean, "قاسم سلیمانی", "Soleimani, Qassem"));
        assert!(!meet_in(BlockingWidth::Lean, "Qasem Soleimani", "Qasem Nasrallah"));
        assert!(meet_in(BlockingWidth::Lean, "Ольга", "Ольга"));
    }

    #[test]
    fn a_single_word_meets_itself() {
        assert!(meet("Ольга", "Olga"));
        assert!(blocking_keys(&Name::new("?!"), BlockingWidth::Wide).is_empty());
    }

    #[test]
    fn keys_are_sorted_and_few() {
        let long = "محمد علی قاسم سلیمانی نوری بدری هاشم رضا حسین کریمی";
        let keys = blocking_keys(&Name::new(long), BlockingWidth::Wide);
        assert!(keys.is_sorted() && keys.len() <= MAX_BLOCKING_KEYS && !keys.is_empty());
    }
}
