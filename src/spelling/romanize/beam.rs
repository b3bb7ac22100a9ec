//! The likeliest Latin spellings of a word: a beam over its symbols, then a second look at what the beam found.

use alloc::vec::Vec;

use super::channel::{MEMORY, PAD, STEP, native_contexts, written_contexts};
use super::fixed::{exp2_neg, log_add, log_sum};
use super::letters::Memo;
use super::table::{FEATURES, Model};
use super::words::{Known, pair_hash, word_hash};
use crate::spelling::alphabet::{MOST_SYMBOLS, plainer};
use crate::tables::char_trie::CharTables;

/// Spellings that are followed at once, and that get the second look.
pub(crate) const BEAM: usize = 64;

/// How many times a word has to be met until what was met counts as much as the model.
const TRUST: u64 = 2;

/// A spelling that the beam found, and what it is weighed by.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Its letters, a as 1.
    pub letters: Vec<u8>,
    /// In 1/256: the channel, the letter model, the length, whether it is a known word and how frequent, the length
    /// and the letter model of known words, and each group of lists that knows it.
    pub features: [i32; FEATURES],
}

struct Partial {
    letters: Vec<u8>,
    written: u64,
    score: i32,
}

impl Model<'_> {
    /// The symbols as numbers with [`PAD`] zeros at both ends; `None` if one of them, and its plainer form too, is
    /// unknown, or there are none, or as many as [`MOST_SYMBOLS`], where words are cut.
    fn ids(&self, tables: &CharTables, symbols: &[char]) -> Option<Vec<u32>> {
        if symbols.is_empty() || symbols.len() >= MOST_SYMBOLS {
            return None;
        }
        let mut ids = Vec::with_capacity(symbols.len() + 2 * PAD);
        ids.resize(PAD, 0);
        for &symbol in symbols {
            ids.push(self.id(symbol).or_else(|| self.id(plainer(tables, symbol)?))?);
        }
        ids.resize(ids.len() + PAD, 0);
        Some(ids)
    }

    /// Distinct spellings and the logarithms of their probabilities, best first.
    fn beam(&self, ids: &[u32]) -> Vec<Partial> {
        let mut beam = Vec::with_capacity(BEAM);
        beam.push(Partial { letters: Vec::new(), written: 0, score: 0 });
        let (mut choices, mut base, mut scores, mut order) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for (i, &id) in ids.iter().skip(PAD).take(ids.len().saturating_sub(2 * PAD)).enumerate() {
            choices.clear();
            choices.extend(self.choices(id));
            if choices.is_empty() {
                continue;
            }
            let weigh = |contexts: &[u32], choice: u16| -> i32 {
                contexts.iter().map(|&context| self.channel.weight(context, choice.into())).sum()
            };
            let contexts = native_contexts(ids, i);
            base.clear();
            base.extend(choices.iter().map(|&choice| weigh(&contexts, choice)));
            order.clear();
            for (from, partial) in (0u16..).zip(&beam) {
                let contexts = written_contexts(ids, i, partial.written);
                scores.clear();
                scores.extend(
                    choices.iter().zip(&base).map(|(&choice, base)| STEP * (base + weigh(&contexts, choice))),
                );
                let all = log_sum(&scores);
                order.extend(
                    scores.iter().zip(&choices).map(|(&s, &choice)| (partial.score + s - all, from, choice)),
                );
            }
            order.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
            beam = self.step(&beam, &order);
        }
        beam.sort_by(|a, b| b.score.cmp(&a.score).then_with(|| a.letters.cmp(&b.letters)));
        beam
    }

    fn step(&self, beam: &[Partial], order: &[(i32, u16, u16)]) -> Vec<Partial> {
        let mut next: Vec<Partial> = Vec::with_capacity(BEAM);
        for &(score, from, choice) in order.iter().take(3 * BEAM) {
            let Some(partial) = beam.get(usize::from(from)) else { continue };
            let chunk = self.chunk(choice);
            let joined = [partial.letters.as_slice(), chunk].concat();
            if let Some(same) = next.iter_mut().find(|other| other.letters == joined) {
                same.score = log_add(same.score, score);
            } else if next.len() < BEAM {
                let written = chunk.iter().fold(partial.written, |w, &b| (w << 5 | u64::from(b)) & MEMORY);
                next.push(Partial { letters: joined, written, score });
            }
        }
        next
    }

    /// What the beam finds for a word, by the symbols of it; none where the model does not know them all.
    ///
    /// `known` may change what is known of a word: the trainer hides the words of pairs that it keeps back.
    pub fn answers(
        &self,
        tables: &CharTables,
        symbols: &[char],
        known: &dyn Fn(&[u8], Known) -> Known,
    ) -> Vec<Answer> {
        let Some(ids) = self.ids(tables, symbols) else { return Vec::new() };
        let mut memo = Memo::new();
        let found = self.beam(&ids).into_iter().filter(|partial| !partial.letters.is_empty());
        found
            .map(|Partial { letters, score, .. }| {
                let known = known(&letters, self.words.find(word_hash(&letters)));
                let letter_score = self.letters.score(&letters, &mut memo);
                let length = i32::try_from(letters.len()).unwrap_or(i32::MAX >> 8);
                let if_known = i32::from(known.groups != 0);
                let group = |bit: u32| if known.groups >> bit & 1 == 1 { 256 } else { 0 };
                let [g0, g1, g2, g3, g4, g5, g6, g7] = [0, 1, 2, 3, 4, 5, 6, 7].map(group);
                let frequency = i32::try_from(known.frequency).unwrap_or(0);
                let features = [
                    score,
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
                ];
                Answer { letters, features }
            })
            .collect()
    }

    /// The answers by their probabilities in millionths, best first: those of the weighed scores, mixed with how often
    /// a word that is met often is written so.
    pub(crate) fn ranked(&self, symbols: &[char], answers: Vec<Answer>) -> Vec<(u32, Vec<u8>)> {
        let score = |answer: &Answer| {
            let pairs = answer.features.iter().zip(&self.weights);
            let sum: i64 = pairs.map(|(&a, &b)| i64::from(a) * i64::from(b)).sum();
            i32::try_from((sum >> 8).clamp(-1 << 28, 1 << 28)).unwrap_or(0)
        };
        let mut ranked: Vec<_> = answers.into_iter().map(|answer| (score(&answer), answer.letters)).collect();
        ranked.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        let top = ranked.first().map_or(0, |best| best.0);
        let share = |score: i32| u64::from(exp2_neg(top - score));
        let all = ranked.iter().map(|(score, _)| share(*score)).sum::<u64>().max(1);
        let met = u64::from(self.pairs.find(pair_hash(symbols, &[])).frequency);
        let mut left = met;
        let mut mixed: Vec<(u32, Vec<u8>)> = Vec::with_capacity(ranked.len());
        for (score, letters) in ranked {
            let times = if left == 0 { 0 } else { self.pairs.find(pair_hash(symbols, &letters)).frequency };
            let times = left.min(times.into());
            left -= times;
            let millionths = (times * 1_000_000 + TRUST * (share(score) * 1_000_000 / all)) / (met + TRUST);
            mixed.push((u32::try_from(millionths).unwrap_or(0), letters));
        }
        mixed.sort_by_key(|(probability, _)| core::cmp::Reverse(*probability));
        mixed
    }
}
