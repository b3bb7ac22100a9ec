//! How likely a row of Latin letters is a name: a log-linear model over hashed features of the last letters.

use alloc::vec::Vec;

use super::channel::{MEMORY, STEP, feature, mix, slot};
use super::fixed::log_sum;

/// a to z are 1 to 26; 0 ends a word.
pub const LETTERS: usize = 27;
/// Contexts: the last 0 to 6 letters.
pub const LETTER_CONTEXTS: usize = 7;

/// The contexts after `written`: five bits a letter, the newest lowest.
#[must_use]
pub fn letter_contexts(written: u64) -> [u32; LETTER_CONTEXTS] {
    let mut out = [0; LETTER_CONTEXTS];
    for (letters, context) in (0u32..).zip(&mut out) {
        let last = written & ((1 << (5 * letters)) - 1);
        *context = mix(mix(0x0bad_cafe, letters), last as u32);
    }
    out
}

/// The weights of the features, one byte each.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Letters<'a>(pub(crate) &'a [u8]);

/// What was worked out for the beginnings of words: log2 of the probability of each next letter.
pub(crate) type Memo = Vec<(u64, [i32; LETTERS])>;

impl Letters<'_> {
    fn next(self, written: u64) -> [i32; LETTERS] {
        let contexts = letter_contexts(written);
        let mut scores = [0; LETTERS];
        for (letter, score) in (0u32..).zip(&mut scores) {
            let weights = contexts.iter().map(|&context| {
                let at = slot(feature(context, letter), self.0.len());
                i32::from(self.0.get(at).copied().unwrap_or(0).cast_signed())
            });
            *score = STEP * weights.sum::<i32>();
        }
        let all = log_sum(&scores);
        scores.map(|score| score - all)
    }

    /// log2 of the probability of a word.
    pub(crate) fn score(self, word: &[u8], memo: &mut Memo) -> i32 {
        let (mut written, mut total) = (0, 0);
        for &letter in word.iter().chain(&[0]) {
            let at = memo.binary_search_by_key(&written, |known| known.0).unwrap_or_else(|at| {
                memo.insert(at, (written, self.next(written)));
                at
            });
            total +=
                memo.get(at).and_then(|known| known.1.get(usize::from(letter))).copied().unwrap_or(-4096);
            written = (written << 5 | u64::from(letter)) & MEMORY;
        }
        total
    }
}
