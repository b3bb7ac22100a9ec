//! How likely a row of Latin letters is a name.
//!
//! *Input*: the letters of a word, a as 1. *Output*: log2 of its probability, in 1/256 bit. A log-linear n-gram model
//! over the last 0 to 6 letters, normalised over the 26 letters and the end of the word at each step:
//!
//! ```text
//! P(word) = Π_i P(l_i | l_1 … l_(i-1))       P(l | w) = 2^score(l, w) / Σ_l' 2^score(l', w)
//! ```
//!
//! Cost: 27 × 3 look-ups for each beginning that is not in the [`LetterCache`], 27 × 4 more for each three last letters
//! that are not. Spellings of one word share most of their beginnings, and so do names of one list. Source: Rosenfeld 1996.

use alloc::string::String;

use super::channel::{MEMORY, STEP, mix};
use super::kept::Kept;
use crate::quantity::fixed::log_sum;
use crate::tables::romanize::{LetterWeights, feature};

/// a to z are 1 to 26; 0 ends a word.
pub const LETTERS: usize = 27;
/// Contexts: the last 0 to 6 letters.
pub const LETTER_CONTEXTS: usize = 7;

/// The text of letters, a being 1.
pub(super) fn text(letters: &[u8]) -> String {
    letters.iter().map(|letter| char::from(b'a' + letter.saturating_sub(1).min(25))).collect()
}

/// The contexts after `written`: five bits a letter, the newest lowest.
///
/// ```
/// let contexts = allonym::romanize::letter_contexts(0b00001_00010); // ab
/// assert_eq!(contexts.len(), 7);
/// assert_eq!(contexts[0], allonym::romanize::letter_contexts(9)[0]); // no letter at all
/// ```
#[must_use]
pub fn letter_contexts(written: u64) -> [u32; LETTER_CONTEXTS] {
    let mut out = [0; LETTER_CONTEXTS];
    for (letters, context) in (0u32..).zip(&mut out) {
        let last = written & ((1 << (5 * letters)) - 1);
        *context = mix(mix(0x0bad_cafe, letters), last as u32);
    }
    out
}

/// Places of the cache: a power of two. Each is a beginning with 27 probabilities, 64 bytes.
const PLACES: usize = 1 << 14;

/// What was worked out for the beginnings of words.
#[derive(Clone, Debug, Default)]
pub(crate) struct LetterCache {
    /// log2 of the probability of each next letter, after the last six letters.
    next: Kept<u64, Row>,
    /// The sums of the weights of the contexts of the last letters alone.
    near: Kept<u64, Row>,
}

/// A number for each next letter.
type Row = [i16; LETTERS];

/// Contexts that look at three letters at most, and these letters.
const NEAR_CONTEXTS: usize = 4;
const NEAR: u64 = (1 << 15) - 1;

/// The bit that tells the beginning of no letters from nothing.
const TAKEN: u64 = MEMORY + 1;

impl LetterCache {
    /// log2 of the probability of a letter after `written`.
    fn next(&mut self, weights: LetterWeights<'_>, written: u64, letter: u8) -> i32 {
        let LetterCache { next, near } = self;
        next.read(
            written | TAKEN,
            PLACES,
            || after(weights, written, near),
            |row| row.get(usize::from(letter)).map_or(0, |score| i32::from(*score)),
        )
    }
}

/// log2 of the probability of each letter after `written`.
fn after(weights: LetterWeights<'_>, written: u64, near: &mut Kept<u64, Row>) -> Row {
    let contexts = letter_contexts(written);
    let Some((contexts, far)) = contexts.split_first_chunk::<NEAR_CONTEXTS>() else {
        return [0; LETTERS];
    };
    let mut scores = sums(weights, far);
    // Four signed bytes.
    let make = || sums(weights, contexts).map(|sum| i16::try_from(sum).unwrap_or(0));
    near.read(written & NEAR | TAKEN, PLACES, make, |near| {
        scores.iter_mut().zip(near).for_each(|(sum, near)| *sum = STEP * (*sum + i32::from(*near)));
    });
    let all = log_sum(&scores);
    scores.map(|score| i16::try_from(score - all).unwrap_or(i16::MIN))
}

/// The sums of the weights of contexts, for each next letter.
fn sums(weights: LetterWeights<'_>, contexts: &[u32]) -> [i32; LETTERS] {
    let mut sums = [0; LETTERS];
    for (letter, sum) in (0u32..).zip(&mut sums) {
        *sum = contexts.iter().map(|&context| weights.weight(feature(context, letter))).sum();
    }
    sums
}

/// log2 of the probability of a word.
pub(crate) fn score(weights: LetterWeights<'_>, word: &[u8], cache: &mut LetterCache) -> i32 {
    let (mut written, mut total) = (0, 0);
    for &letter in word.iter().chain(&[0]) {
        total += cache.next(weights, written, letter);
        written = (written << 5 | u64::from(letter)) & MEMORY;
    }
    total
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use super::*;
    use crate::tables::romanize::{RomanizationModels, encode};

    #[test]
    fn without_weights_all_letters_are_as_likely() {
        let bytes = encode(&[0; 8], &[], &[]).expect("small");
        let models = RomanizationModels::open(&bytes).expect("a table");
        let mut cache = LetterCache::default();
        let each = score(models.letters(), &[], &mut cache);
        // log2 of 1/27 is -4.75.
        assert!((-1220..=-1210).contains(&each), "{each}");
        let three = score(models.letters(), &[1, 2], &mut cache);
        assert!((three - 3 * each).abs() <= 3, "{three}");
        assert_eq!(score(models.letters(), &[1, 2], &mut cache), three, "from the cache");
    }

    #[test]
    fn contexts_are_the_last_letters() {
        let (ab, cb) = (letter_contexts(1 << 5 | 2), letter_contexts(3 << 5 | 2));
        let same: Vec<bool> = ab.iter().zip(cb).map(|(a, b)| *a == b).collect();
        assert_eq!(same, [true, true, false, false, false, false, false]);
    }
}
