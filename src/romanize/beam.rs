//! The likeliest Latin spellings of a word: a beam over its symbols.
//!
//! *Input*: the symbols of a word. *Output*: at most [`BEAM`] spellings, each once, with log2 of the probability that
//! the channel gives them, in 1/256 bit, best first. Symbol by symbol each spelling that is followed is continued with
//! each chunk that the symbol may write:
//!
//! ```text
//! score(w + c) = log2 Σ over ways to write w + c  ( score(w) + log2 P(c | s, i, w) )
//! ```
//!
//! Ways that meet in one spelling are summed, and the best [`BEAM`] spellings go on. Cost: symbols × [`BEAM`] × choices
//! × 27 look-ups. Method: beam search (Lowerre 1976) with hypothesis recombination as in statistical machine translation
//! (Koehn, Och, Marcu 2003).

use alloc::vec::Vec;

use super::channel::{MEMORY, PAD, STEP, native_contexts, written_contexts};
use crate::quantity::fixed::{log_add, log_sum};
use crate::spelling::model::{MAX_SYMBOLS, plainer};
use crate::tables::char_trie::CharTables;
use crate::tables::romanize::{RomanizationModel, feature};

/// Spellings that are followed at once, and that get the second look.
pub(crate) const BEAM: usize = 64;

/// Continuations, best first, that are looked at for each spelling that goes on: the others are hardly ever among the
/// best, and reading them all would cost as much as the rest.
const CONTINUATIONS: usize = 3;

/// A spelling that the beam follows.
pub(crate) struct Hypothesis {
    /// Its letters, a as 1.
    pub(crate) letters: Vec<u8>,
    /// The last six of them, five bits each.
    written: u64,
    /// log2 of its probability, in 1/256 bit.
    pub(crate) score: i32,
}

/// The symbols as numbers with [`PAD`] zeros at both ends; `None` if one of them, and its plainer form too, is
/// unknown, or there are none, or as many as [`MAX_SYMBOLS`], where words are cut.
pub(crate) fn ids(model: &RomanizationModel<'_>, tables: &CharTables, symbols: &[char]) -> Option<Vec<u32>> {
    if symbols.is_empty() || symbols.len() >= MAX_SYMBOLS {
        return None;
    }
    let mut ids = Vec::with_capacity(symbols.len() + 2 * PAD);
    ids.resize(PAD, 0);
    for &symbol in symbols {
        ids.push(model.id(symbol).or_else(|| model.id(plainer(tables, symbol)?))?);
    }
    ids.resize(ids.len() + PAD, 0);
    Some(ids)
}

/// Distinct spellings and the logarithms of their probabilities, best first.
pub(crate) fn search(model: &RomanizationModel<'_>, ids: &[u32]) -> Vec<Hypothesis> {
    let mut beam = Vec::with_capacity(BEAM);
    beam.push(Hypothesis { letters: Vec::new(), written: 0, score: 0 });
    let (mut choices, mut base, mut scores, mut order) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for (i, &id) in ids.iter().skip(PAD).take(ids.len().saturating_sub(2 * PAD)).enumerate() {
        choices.clear();
        choices.extend(model.choices(id));
        if choices.is_empty() {
            continue;
        }
        let weigh = |contexts: &[u32], choice: u16| -> i32 {
            contexts.iter().map(|&context| model.channel.weight(feature(context, choice.into()))).sum()
        };
        let contexts = native_contexts(ids, i);
        base.clear();
        base.extend(choices.iter().map(|&choice| weigh(&contexts, choice)));
        order.clear();
        for (from, hypothesis) in (0u16..).zip(&beam) {
            let contexts = written_contexts(ids, i, hypothesis.written);
            scores.clear();
            scores.extend(
                choices.iter().zip(&base).map(|(&choice, base)| STEP * (base + weigh(&contexts, choice))),
            );
            let all = log_sum(&scores);
            order.extend(
                scores.iter().zip(&choices).map(|(&s, &choice)| (hypothesis.score + s - all, from, choice)),
            );
        }
        order.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
        beam = step(model, &beam, &order);
    }
    beam.sort_by(|a, b| b.score.cmp(&a.score).then_with(|| a.letters.cmp(&b.letters)));
    beam
}

/// The best continuations as the next beam; those that write the same letters are one.
fn step(model: &RomanizationModel<'_>, beam: &[Hypothesis], order: &[(i32, u16, u16)]) -> Vec<Hypothesis> {
    let mut next: Vec<Hypothesis> = Vec::with_capacity(BEAM);
    for &(score, from, choice) in order.iter().take(CONTINUATIONS * BEAM) {
        let Some(hypothesis) = beam.get(usize::from(from)) else { continue };
        let chunk = model.chunk(choice);
        let joined = [hypothesis.letters.as_slice(), chunk].concat();
        if let Some(same) = next.iter_mut().find(|other| other.letters == joined) {
            same.score = log_add(same.score, score);
        } else if next.len() < BEAM {
            let written = chunk.iter().fold(hypothesis.written, |w, &b| (w << 5 | u64::from(b)) & MEMORY);
            next.push(Hypothesis { letters: joined, written, score });
        }
    }
    next
}
