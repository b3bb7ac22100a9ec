//! A second look at what the beam found: vowels that nobody wrote are remembered more than guessed.
//!
//! *Input*: the spellings of the beam with the channel's scores. *Output*: the same with probabilities, best first. Each
//! is weighed by a log-linear model of [`FEATURES`] features, among them the letter model, its length, and whether lists
//! know it as a word, with weights learned for each language from pairs that the channel has not seen:
//!
//! ```text
//! P(w | s) = (times(s, w) + TRUST · softmax_w(Σ_k weight_k · feature_k(w))) / (times(s) + TRUST)
//! ```
//!
//! where times(s, w) is how often lists spell the native word s as w: what is well known needs no model. Units: features
//! and scores 1/256 bit, weights 1/256, probabilities millionths. Cost: one letter model score and one hash a spelling.
//! Method: discriminative reranking of n-best lists (Collins and Koo 2005).

use alloc::string::String;
use alloc::vec::Vec;

use super::beam::{BeamBuffers, READING, Spare, WIDE};
use super::letter_model::{self, LetterCache, text};
use crate::quantity::fixed::exp2_neg;
use crate::tables::char_trie::CharTables;
use crate::tables::known_words::{WordUse, pair_hash, word_hash};
use crate::tables::romanize::{FEATURES, RomanizationModel};

/// How many times a word has to be met until what was met counts as much as the model. From 1, which believes every
/// list, to about 10; 2 was best on the tenth of the pairs that is kept back.
const TRUST: u64 = 2;

/// What is kept from word to word: the beam's lists and the beginnings of words that the letter model knows.
#[derive(Clone, Debug, Default)]
pub(crate) struct Buffers {
    pub(super) beam: BeamBuffers,
    letters: LetterCache,
}

/// A spelling that the beam found, and what it is weighed by.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Its letters, a as 1.
    pub letters: Vec<u8>,
    /// In 1/256: the channel, the letter model, the length, whether it is a known word and how frequent, the length
    /// and the letter model of known words, one that is not used, and each group of lists that knows it.
    pub features: [i32; FEATURES],
}

impl RomanizationModel<'_> {
    /// What the beam finds for a word, by the symbols of it; none where the model does not know them all.
    ///
    /// `known` may change what is known of a word: the trainer hides the words of pairs that it keeps back. Some hundred
    /// microseconds for a usual word.
    ///
    /// ```
    /// use allonym::tables::romanize::{LanguageParts, RomanizationModels, encode};
    /// use allonym::tables::char_trie::CharTables;
    ///
    /// let parts = LanguageParts {
    ///     weights: [0; 16], chunks: &[vec![11], vec![17]], symbols: &[('ق', vec![0, 1])], channel: &[], pairs: &[],
    /// };
    /// let bytes = encode(&[], &[], &[(*b"ar\0", parts.encode().expect("small"))]).expect("small");
    /// let (_, model) = RomanizationModels::open(&bytes).expect("a table").models().next().expect("a model");
    /// let found = model.candidates(&CharTables::EMPTY, &['ق'], &|_, known| known);
    /// assert_eq!(found.len(), 2); // k and q
    /// ```
    pub fn candidates(
        &self,
        tables: &CharTables,
        symbols: &[char],
        known: &dyn Fn(&[u8], WordUse) -> WordUse,
    ) -> Vec<Candidate> {
        self.candidates_with(tables, symbols, known, &|_| None, &mut Buffers::default())
    }

    /// [`candidates`](RomanizationModel::candidates), where symbols that the model does not know may have spare letters.
    pub(crate) fn candidates_with(
        &self,
        tables: &CharTables,
        symbols: &[char],
        known: &dyn Fn(&[u8], WordUse) -> WordUse,
        spare: Spare<'_>,
        buffers: &mut Buffers,
    ) -> Vec<Candidate> {
        let Buffers { beam, letters: cache } = buffers;
        if !beam.search(self, tables, symbols, spare, WIDE) {
            return Vec::new();
        }
        let candidate = |(letters, score): (&[u8], i32)| {
            let known = known(letters, self.words.find(word_hash(letters)));
            let letter_score = letter_model::score(self.letters, letters, cache);
            Candidate { letters: letters.to_vec(), features: features(letters, score, letter_score, known) }
        };
        beam.found().map(candidate).collect()
    }

    /// The likeliest spellings of a word with their probabilities in millionths, best first, at most so many.
    pub(crate) fn likeliest(
        &self,
        tables: &CharTables,
        symbols: &[char],
        spare: Spare<'_>,
        limit: usize,
        buffers: &mut Buffers,
    ) -> Vec<(String, u32)> {
        let Buffers { beam, letters: cache } = buffers;
        if !beam.search(self, tables, symbols, spare, READING) {
            return Vec::new();
        }
        let scored = |(letters, channel): (_, i32)| {
            let known = self.words.find(word_hash(letters));
            let letter_score = letter_model::score(self.letters, letters, cache);
            (self.weighed(&features(letters, channel, letter_score, known)), letters)
        };
        let ranked = self.ranked(symbols, beam.found().map(scored).collect());
        ranked.into_iter().take(limit).map(|(probability, letters)| (text(letters), probability)).collect()
    }

    /// The weighed sum of the features of a candidate, in 1/256 bit.
    pub(crate) fn score(&self, candidate: &Candidate) -> i32 {
        self.weighed(&candidate.features)
    }

    fn weighed(&self, features: &[i32; FEATURES]) -> i32 {
        let pairs = features.iter().zip(&self.weights);
        let sum: i64 = pairs.map(|(&a, &b)| i64::from(a) * i64::from(b)).sum();
        i32::try_from((sum >> 8).clamp(-1 << 28, 1 << 28)).unwrap_or(0)
    }

    /// Spellings by their probabilities in millionths, best first: those of the weighed scores, mixed with how often a
    /// word that is met often is written so.
    pub(crate) fn ranked<'c>(
        &self,
        symbols: &[char],
        mut ranked: Vec<(i32, &'c [u8])>,
    ) -> Vec<(u32, &'c [u8])> {
        ranked.sort_unstable_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(b.1)));
        let top = ranked.first().map_or(0, |best| best.0);
        let share = |score: i32| u64::from(exp2_neg(top - score));
        let all = ranked.iter().map(|(score, _)| share(*score)).sum::<u64>().max(1);
        let met = u64::from(self.pairs.find(pair_hash(symbols, &[])).frequency);
        let mut left = met;
        let mut mixed: Vec<(u32, &[u8])> = Vec::with_capacity(ranked.len());
        for (score, letters) in ranked {
            let times = if left == 0 { 0 } else { self.pairs.find(pair_hash(symbols, letters)).frequency };
            let times = left.min(times.into());
            left -= times;
            let millionths = (times * 1_000_000 + TRUST * (share(score) * 1_000_000 / all)) / (met + TRUST);
            mixed.push((u32::try_from(millionths).unwrap_or(0), letters));
        }
        mixed.sort_by_key(|(probability, _)| core::cmp::Reverse(*probability));
        mixed
    }
}

/// What a spelling is weighed by, in 1/256.
fn features(letters: &[u8], channel: i32, letter_score: i32, known: WordUse) -> [i32; FEATURES] {
    let length = i32::try_from(letters.len()).unwrap_or(i32::MAX >> 8);
    let if_known = i32::from(known.groups != 0);
    let group = |bit: u32| if known.groups >> bit & 1 == 1 { 256 } else { 0 };
    let [g0, g1, g2, g3, g4, g5, g6, g7] = [0, 1, 2, 3, 4, 5, 6, 7].map(group);
    let frequency = i32::try_from(known.frequency).unwrap_or(0);
    [
        channel,
        letter_score,
        256 * length,
        256 * if_known,
        256 * frequency,
        256 * if_known * length,
        if_known * letter_score,
        0,
        g0,
        g1,
        g2,
        g3,
        g4,
        g5,
        g6,
        g7,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_of_no_list_has_no_features_of_lists() {
        let plain = features(&[1, 2], -512, -300, WordUse::default());
        assert_eq!(plain[..7], [-512, -300, 512, 0, 0, 0, 0]);
        assert!(plain[7..].iter().all(|value| *value == 0));
    }

    #[test]
    fn groups_are_bits() {
        let known = features(&[1], 0, -7, WordUse { groups: 0b1000_0001, frequency: 3 });
        assert_eq!(known[3..8], [256, 768, 256, -7, 0]);
        assert_eq!(known[8..], [256, 0, 0, 0, 0, 0, 0, 256]);
    }
}
