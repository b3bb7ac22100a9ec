//! The log-linear models: stochastic gradient with a step size of each weight (AdaGrad).

// Weights, indexed by slots inside the table.
#![allow(clippy::indexing_slicing)]

use allonym::romanize::{
    LETTERS, MEMORY, NATIVE_CONTEXTS, PAD, WRITTEN_CONTEXTS, letter_contexts, native_contexts,
    written_contexts,
};
use allonym::tables::romanize::{BUCKET, feature, mark, place, slot};
use rustc_hash::FxHashMap;

use super::align::{Aligned, RARE};
use super::pairs::{Pair, shuffled};

/// Which weight a feature has.
enum Index {
    Hashed,
    /// Hashed, only places that were seen twice with the right choice.
    Seen(Vec<u8>),
    /// Marked places in buckets: what the table has.
    Buckets(Vec<[u8; BUCKET]>),
}

/// Weights of the wide model, of which the most useful features are taken.
const WIDE: usize = 1 << 23;
const CHANNEL_EPOCHS: usize = 6;
const CHANNEL_RATE: f32 = 0.15;
const LETTER_EPOCHS: usize = 4;
const LETTER_RATE: f32 = 0.2;
const NONE: usize = usize::MAX;

struct Weights {
    index: Index,
    weights: Vec<f32>,
    squares: Vec<f32>,
    slots: Vec<usize>,
    scores: Vec<f32>,
}

impl Weights {
    fn new(index: Index, size: usize) -> Weights {
        let (weights, squares) = (vec![0.0; size], vec![0.05; size]);
        Weights { index, weights, squares, slots: Vec::new(), scores: Vec::new() }
    }

    fn find(&self, feature: u32) -> usize {
        match &self.index {
            Index::Hashed => slot(feature, self.weights.len()),
            Index::Seen(seen) => {
                let at = slot(feature, self.weights.len());
                if seen[at] >= 2 { at } else { NONE }
            }
            Index::Buckets(marks) => {
                let bucket = slot(feature, marks.len());
                place(marks[bucket], mark(feature)).map_or(NONE, |at| bucket * BUCKET + at)
            }
        }
    }

    /// One step towards the right choice.
    fn step(&mut self, contexts: &[u32], choices: &[u32], gold: usize, weight: f32, rate: f32) {
        let (mut slots, mut scores) = (std::mem::take(&mut self.slots), std::mem::take(&mut self.scores));
        slots.clear();
        scores.clear();
        for &choice in choices {
            let mut score = 0.0;
            for &context in contexts {
                let at = self.find(feature(context, choice));
                slots.push(at);
                score += self.weights.get(at).copied().unwrap_or(0.0);
            }
            scores.push(score);
        }
        let top = scores.iter().fold(f32::MIN, |a, &b| a.max(b));
        let mut total = 0.0;
        for score in &mut scores {
            *score = libm::expf(*score - top);
            total += *score;
        }
        for (k, (score, slots)) in scores.iter().zip(slots.chunks(contexts.len())).enumerate() {
            let slope = weight * (score / total - if k == gold { 1.0 } else { 0.0 });
            if slope.abs() < 1e-4 {
                continue;
            }
            for &at in slots.iter().filter(|at| **at != NONE) {
                self.squares[at] += slope * slope;
                self.weights[at] -= rate * slope / self.squares[at].sqrt();
            }
        }
        (self.slots, self.scores) = (slots, scores);
    }

    /// One byte a weight, in steps of 1/16 bit.
    fn bytes(&self) -> Vec<u8> {
        let byte = |weight: &f32| {
            ((weight * (16.0 / std::f32::consts::LN_2)).round().clamp(-127.0, 127.0) as i8).cast_unsigned()
        };
        match &self.index {
            Index::Buckets(marks) => {
                let buckets = marks.iter().zip(self.weights.chunks(BUCKET));
                buckets
                    .flat_map(|(marks, weights)| marks.iter().copied().chain(weights.iter().map(byte)))
                    .collect()
            }
            _ => self.weights.iter().map(byte).collect(),
        }
    }
}

type Path = (usize, Vec<u32>);

/// Calls `f` with the contexts, the choices and the place of the right one, symbol by symbol.
fn steps(pair: &Pair, path: &[u32], aligned: &Aligned, mut f: impl FnMut(&[u32], &[u32], usize)) {
    let place =
        |c: &char| aligned.symbols.binary_search_by_key(c, |entry| entry.0).map_or(0, |k| k as u32 + 1);
    let mut ids = vec![0; PAD];
    ids.extend(pair.native.iter().map(place));
    ids.resize(ids.len() + PAD, 0);
    let mut written = 0;
    for (i, &chunk) in path.iter().enumerate() {
        if chunk == RARE || ids[i + PAD] == 0 {
            return;
        }
        let choices = &aligned.symbols[ids[i + PAD] as usize - 1].1;
        let Some(gold) = choices.iter().position(|&choice| choice == chunk) else { return };
        if choices.len() > 1 {
            let mut contexts = [0; NATIVE_CONTEXTS + WRITTEN_CONTEXTS];
            contexts[..NATIVE_CONTEXTS].copy_from_slice(&native_contexts(&ids, i));
            contexts[NATIVE_CONTEXTS..].copy_from_slice(&written_contexts(&ids, i, written));
            f(&contexts, choices, gold);
        }
        written =
            aligned.chunks[chunk as usize].iter().fold(written, |w, &b| (w << 5 | u64::from(b)) & MEMORY);
    }
}

fn run(model: &mut Weights, pairs: &[Pair], aligned: &Aligned, used: &[&Path], epochs: usize) {
    for epoch in 0..epochs {
        let rate = CHANNEL_RATE * [0.25, 0.5].get(epochs - 1 - epoch).copied().unwrap_or(1.0);
        for k in shuffled(used.len(), epoch as u64) {
            let (at, path) = used[k];
            let pair = &pairs[*at];
            steps(pair, path, aligned, |contexts, choices, gold| {
                model.step(contexts, choices, gold, pair.weight, rate);
            });
        }
    }
}

/// The channel in `bytes` bytes, from the aligned pairs for which `take` holds: a wide model first, then its most
/// useful features alone, trained anew in their buckets.
pub(crate) fn channel(
    pairs: &[Pair],
    aligned: &Aligned,
    bytes: usize,
    take: impl Fn(&Pair) -> bool,
) -> Vec<u8> {
    let used: Vec<&Path> = aligned.paths.iter().filter(|path| take(&pairs[path.0])).collect();
    let mut seen = vec![0_u8; WIDE];
    let mut tally: FxHashMap<u32, f32> = FxHashMap::default();
    for (at, path) in &used {
        steps(&pairs[*at], path, aligned, |contexts, choices, gold| {
            for &context in contexts {
                let feature = feature(context, choices[gold]);
                let times = &mut seen[slot(feature, WIDE)];
                *times = times.saturating_add(1);
                if *times >= 2 {
                    *tally.entry(feature).or_default() += pairs[*at].weight;
                }
            }
        });
    }
    let mut wide = Weights::new(Index::Seen(seen), WIDE);
    run(&mut wide, pairs, aligned, &used, CHANNEL_EPOCHS / 2);
    let use_of = |(&feature, &count): (&u32, &f32)| {
        (wide.weights[slot(feature, WIDE)].abs() * libm::sqrtf(count + 1.0), feature)
    };
    let mut ranked: Vec<(f32, u32)> = tally.iter().map(use_of).collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut marks = vec![[0_u8; BUCKET]; bytes / (2 * BUCKET)];
    for &(_, feature) in &ranked {
        let bucket = slot(feature, marks.len());
        let own = mark(feature);
        if place(marks[bucket], own).is_none()
            && let Some(free) = marks[bucket].iter_mut().find(|mark| **mark == 0)
        {
            *free = own;
        }
    }
    let size = marks.len() * BUCKET;
    let mut model = Weights::new(Index::Buckets(marks), size);
    run(&mut model, pairs, aligned, &used, CHANNEL_EPOCHS);
    model.bytes()
}

/// The letter model in `bytes` bytes, from words and their weights.
pub(crate) fn letters(words: &[(&[u8], f32)], bytes: usize) -> Vec<u8> {
    let mut model = Weights::new(Index::Hashed, bytes);
    let all: Vec<u32> = (0..LETTERS as u32).collect();
    for epoch in 0..LETTER_EPOCHS {
        let rate = if epoch + 1 == LETTER_EPOCHS { 0.3 * LETTER_RATE } else { LETTER_RATE };
        for k in shuffled(words.len(), 77 + epoch as u64) {
            let (word, weight) = words[k];
            let mut written = 0;
            for &letter in word.iter().chain(&[0]) {
                model.step(&letter_contexts(written), &all, usize::from(letter), weight, rate);
                written = (written << 5 | u64::from(letter)) & MEMORY;
            }
        }
    }
    model.bytes()
}
