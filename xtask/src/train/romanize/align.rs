//! Which letters each symbol writes: alignment by expectation maximisation, 0 to `longest` letters a symbol.

// Matrices, indexed inside the bounds of the loops.
#![allow(clippy::indexing_slicing)]

use std::collections::BTreeMap;

use allonym::tables::romanize::MAX_CHOICES;
use rustc_hash::FxHashMap;

use super::pairs::Pair;

type Key = (char, u64);

fn key(symbol: char, letters: &[u8]) -> Key {
    (symbol, letters.iter().fold(1, |hash, &b| hash << 5 | u64::from(b)))
}

/// The share of pairs, the worst aligned, that is left out: wrong rows of the lists.
const DROPPED: f64 = 0.03;

/// Stands for a chunk that is no choice.
pub(crate) const RARE: u32 = u32::MAX;

pub(crate) struct Aligned {
    /// The symbols, sorted, and the chunks that each may write.
    pub(crate) symbols: Vec<(char, Vec<u32>)>,
    pub(crate) chunks: Vec<Vec<u8>>,
    /// The place of a pair, and the chunk that each of its symbols writes.
    pub(crate) paths: Vec<(usize, Vec<u32>)>,
}

struct Em {
    /// The probability of each chunk, and how often it was expected.
    table: FxHashMap<Key, (f64, f64)>,
    longest: usize,
}

impl Em {
    fn collect(&mut self, pair: &Pair, first: bool) {
        const INITIAL: [f64; 8] = [0.3, 1.0, 0.6, 0.15, 0.06, 0.03, 0.02, 0.01];
        let (n, m, k) = (pair.native.len(), pair.latin.len(), self.longest);
        let width = m + 1;
        let (mut forward, mut backward) = (vec![0.0; (n + 1) * width], vec![0.0; (n + 1) * width]);
        let mut probabilities = vec![0.0; n * width * (k + 1)];
        forward[0] = 1.0;
        for i in 0..n {
            for j in (0..=m).filter(|j| forward[i * width + j] != 0.0).collect::<Vec<_>>() {
                for l in 0..=k.min(m - j) {
                    let known =
                        || self.table.get(&key(pair.native[i], &pair.latin[j..j + l])).map_or(0.0, |v| v.0);
                    let q = if first { INITIAL[l] } else { known() };
                    probabilities[(i * width + j) * (k + 1) + l] = q;
                    forward[(i + 1) * width + j + l] += forward[i * width + j] * q;
                }
            }
        }
        let total = forward[n * width + m];
        if total <= 0.0 {
            return;
        }
        backward[n * width + m] = 1.0;
        for i in (0..n).rev() {
            for j in (0..=m).filter(|j| forward[i * width + j] != 0.0) {
                for l in 0..=k.min(m - j) {
                    let q = probabilities[(i * width + j) * (k + 1) + l] * backward[(i + 1) * width + j + l];
                    backward[i * width + j] += q;
                    let expected = forward[i * width + j] * q / total;
                    if expected > 1e-6 {
                        let cell = self.table.entry(key(pair.native[i], &pair.latin[j..j + l])).or_default();
                        cell.1 += expected * f64::from(pair.weight);
                    }
                }
            }
        }
    }

    fn maximise(&mut self) {
        let mut expected: Vec<(Key, f64)> = self.table.iter().map(|(k, v)| (*k, v.1)).collect();
        expected.sort_unstable_by_key(|entry| entry.0);
        self.table.clear();
        for of_symbol in expected.chunk_by(|a, b| a.0.0 == b.0.0) {
            let total: f64 = of_symbol.iter().map(|entry| entry.1).sum();
            for &(key, count) in of_symbol {
                let probability = count / (total + 0.5);
                if probability > 1e-6 && count > 0.02 {
                    self.table.insert(key, (probability, 0.0));
                }
            }
        }
    }

    /// The best alignment: its logarithm, and how many letters each symbol writes.
    fn best(&self, pair: &Pair) -> Option<(f64, Vec<usize>)> {
        let (n, m, k) = (pair.native.len(), pair.latin.len(), self.longest);
        let width = m + 1;
        let mut best = vec![(f64::NEG_INFINITY, 0); (n + 1) * width];
        best[0].0 = 0.0;
        for i in 0..n {
            for j in 0..=m {
                let here = best[i * width + j].0;
                if here == f64::NEG_INFINITY {
                    continue;
                }
                for l in 0..=k.min(m - j) {
                    if let Some(known) = self.table.get(&key(pair.native[i], &pair.latin[j..j + l])) {
                        let score = here + libm::log(known.0);
                        let cell = &mut best[(i + 1) * width + j + l];
                        if score > cell.0 {
                            *cell = (score, l);
                        }
                    }
                }
            }
        }
        let score = best[n * width + m].0;
        if score == f64::NEG_INFINITY {
            return None;
        }
        let (mut lengths, mut j) = (vec![0; n], m);
        for i in (0..n).rev() {
            lengths[i] = best[(i + 1) * width + j].1;
            j -= lengths[i];
        }
        Some((score, lengths))
    }
}

/// The chunks of a pair, by the number of letters of each.
fn cut<'a>(pair: &'a Pair, lengths: &'a [usize]) -> impl Iterator<Item = (char, &'a [u8])> {
    let mut at = 0;
    pair.native.iter().zip(lengths).map(move |(&symbol, &length)| {
        at += length;
        (symbol, &pair.latin[at - length..at])
    })
}

pub(crate) fn align(pairs: &[Pair], longest: usize) -> Aligned {
    let mut em = Em { table: FxHashMap::default(), longest };
    for round in 0..6 {
        pairs.iter().for_each(|pair| em.collect(pair, round == 0));
        em.maximise();
    }
    let mut found: Vec<(f64, usize, Vec<usize>)> = Vec::new();
    for (at, pair) in pairs.iter().enumerate() {
        if let Some((score, lengths)) = em.best(pair) {
            found.push((score / (pair.native.len() + pair.latin.len()) as f64, at, lengths));
        }
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    found.truncate((found.len() as f64 * (1.0 - DROPPED)) as usize);
    found.sort_by_key(|entry| entry.1);
    let mut counts: BTreeMap<char, BTreeMap<&[u8], f64>> = BTreeMap::new();
    for (_, at, lengths) in &found {
        for (symbol, chunk) in cut(&pairs[*at], lengths) {
            *counts.entry(symbol).or_default().entry(chunk).or_default() += f64::from(pairs[*at].weight);
        }
    }
    let kept: Vec<(char, Vec<&[u8]>)> = counts.into_iter().filter_map(choices).collect();
    let mut ids: BTreeMap<&[u8], u32> =
        kept.iter().flat_map(|(_, list)| list).map(|&chunk| (chunk, 0)).collect();
    (0..).zip(ids.values_mut()).for_each(|(number, id)| *id = number);
    let symbols: Vec<(char, Vec<u32>)> =
        kept.iter().map(|(symbol, list)| (*symbol, list.iter().map(|chunk| ids[chunk]).collect())).collect();
    let known = |symbol: char| symbols.binary_search_by_key(&symbol, |entry| entry.0).is_ok();
    let paths = found
        .iter()
        .filter(|(_, at, _)| pairs[*at].native.iter().all(|&symbol| known(symbol)))
        .map(|(_, at, lengths)| {
            let path = cut(&pairs[*at], lengths).map(|(_, chunk)| ids.get(chunk).copied().unwrap_or(RARE));
            (*at, path.collect())
        })
        .collect();
    Aligned { chunks: ids.keys().map(|chunk| chunk.to_vec()).collect(), symbols, paths }
}

/// The chunks that a symbol may write, most frequent first; none for a rare symbol.
fn choices((symbol, chunks): (char, BTreeMap<&[u8], f64>)) -> Option<(char, Vec<&[u8]>)> {
    let total: f64 = chunks.values().sum();
    if u32::from(symbol) > 0xffff || total < 1.5 {
        return None;
    }
    let mut list: Vec<(&[u8], f64)> = chunks.into_iter().collect();
    list.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    let usual = |at: usize, count: f64| at == 0 || count >= 1.9 && count > total * 0.0004;
    let list = list.into_iter().enumerate().filter(|(at, (_, count))| usual(*at, *count));
    Some((symbol, list.take(MAX_CHOICES).map(|(_, (chunk, _))| chunk).collect()))
}
