//! How likely a row of Latin letters is a name.
//!
//! *Input*: the letters of a word, a as 1. *Output*: log2 of its probability, in 1/256 bit. A log-linear n-gram model
//! over the last 0 to 6 letters, normalised over the 26 letters and the end of the word at each step:
//!
//! ```text
//! P(word) = Π_i P(l_i | l_1 … l_(i-1))       P(l | w) = 2^score(l, w) / Σ_l' 2^score(l', w)
//! ```
//!
//! Cost: 27 × 7 look-ups for each new beginning; [`LetterMemo`] keeps those of one word's candidates, which share them.

use alloc::vec::Vec;

use super::channel::{MEMORY, STEP, mix};
use crate::quantity::fixed::log_sum;
use crate::tables::romanize::{LetterWeights, feature};

/// a to z are 1 to 26; 0 ends a word.
pub const LETTERS: usize = 27;
/// Contexts: the last 0 to 6 letters.
pub const LETTER_CONTEXTS: usize = 7;

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

/// What was worked out for the beginnings of words: log2 of the probability of each next letter.
pub(crate) type LetterMemo = Vec<(u64, [i32; LETTERS])>;

/// The least that a letter can cost, in 1/256 bit: 2^-16.
const RARE: i32 = -4096;

/// log2 of the probability of each next letter after `written`.
fn next(weights: LetterWeights<'_>, written: u64) -> [i32; LETTERS] {
    let contexts = letter_contexts(written);
    let mut scores = [0; LETTERS];
    for (letter, score) in (0u32..).zip(&mut scores) {
        let sum: i32 = contexts.iter().map(|&context| weights.weight(feature(context, letter))).sum();
        *score = STEP * sum;
    }
    let all = log_sum(&scores);
    scores.map(|score| score - all)
}

/// log2 of the probability of a word.
pub(crate) fn score(weights: LetterWeights<'_>, word: &[u8], memo: &mut LetterMemo) -> i32 {
    let (mut written, mut total) = (0, 0);
    for &letter in word.iter().chain(&[0]) {
        let at = memo.binary_search_by_key(&written, |known| known.0).unwrap_or_else(|at| {
            memo.insert(at, (written, next(weights, written)));
            at
        });
        total += memo.get(at).and_then(|known| known.1.get(usize::from(letter))).copied().unwrap_or(RARE);
        written = (written << 5 | u64::from(letter)) & MEMORY;
    }
    total
}
