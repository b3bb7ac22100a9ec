//! The Latin words of all lists: with the groups of lists that have them, and how often.

use std::collections::{BTreeMap, BTreeSet};

use allonym::spelling::romanize::{GROUPS, Known, bucket_of, word_hash};

use super::pairs::{Pair, Reader};
use super::plan::Plan;

#[derive(Clone, Copy, Default)]
pub(crate) struct Seen {
    rows: [u32; GROUPS],
    counts: [f32; GROUPS],
}

impl Seen {
    pub(crate) fn known(&self) -> Known {
        let groups = self.rows.iter().enumerate().map(|(group, rows)| u32::from(*rows > 0) << group).sum();
        let total: f32 = self.counts.iter().sum();
        let frequency = if total < 1.0 { 0 } else { ((2.0 * libm::log2f(total)).round() as u32).min(30) };
        Known { groups, frequency }
    }

    fn add(&mut self, pair: &Pair) {
        if let (Some(rows), Some(count)) = (self.rows.get_mut(pair.group), self.counts.get_mut(pair.group)) {
            *rows += 1;
            *count += pair.count;
        }
    }

    /// Without what `other` saw.
    pub(crate) fn without(mut self, other: &Seen) -> Seen {
        for (own, gone) in self.rows.iter_mut().zip(&other.rows) {
            *own = own.saturating_sub(*gone);
        }
        for (own, gone) in self.counts.iter_mut().zip(&other.counts) {
            *own -= gone;
        }
        self
    }
}

pub(crate) type Seens = BTreeMap<Vec<u8>, Seen>;

#[derive(Default)]
pub(crate) struct Words {
    pub(crate) all: Seens,
    /// Those that stand in a pair that is not kept back.
    shown: BTreeSet<Vec<u8>>,
}

pub(crate) fn seen<'a>(pairs: impl Iterator<Item = &'a Pair>) -> Seens {
    let mut all = Seens::new();
    for pair in pairs {
        all.entry(pair.latin.clone()).or_default().add(pair);
    }
    all
}

impl Words {
    pub(crate) fn read(plan: &Plan, reader: &Reader<'_>) -> Result<Words, String> {
        let mut words = Words::default();
        for (list, group) in plan.lists() {
            for pair in reader.list(list, group, 1.0)? {
                words.all.entry(pair.latin.clone()).or_default().add(&pair);
                if !pair.held {
                    words.shown.insert(pair.latin);
                }
            }
        }
        Ok(words)
    }

    /// What the letter model is trained on: words and their weights.
    pub(crate) fn weighted(&self, with_held: bool) -> Vec<(&[u8], f32)> {
        let shown = self.all.iter().filter(|(word, _)| with_held || self.shown.contains(*word));
        shown
            .map(|(word, seen)| (word.as_slice(), (1.0 + 0.15 * seen.known().frequency as f32).min(3.0)))
            .collect()
    }

    /// Where each bucket begins, the entries, the number of buckets: as the table has them.
    pub(crate) fn bytes(&self) -> (Vec<u8>, Vec<u8>, u32) {
        let buckets = (self.all.len() / 16 + 1) as u32;
        let entry = |(word, seen): (&Vec<u8>, &Seen)| {
            let (hash, known) = (word_hash(word), seen.known());
            (bucket_of(hash, buckets), hash as u16, known.groups as u8, known.frequency as u8)
        };
        let mut all: Vec<_> = self.all.iter().map(entry).collect();
        all.sort_unstable();
        let starts = (0..=buckets).flat_map(|bucket| {
            let [a, b, c, _] = (all.partition_point(|entry| entry.0 < bucket) as u32).to_le_bytes();
            [a, b, c]
        });
        let entries = all.iter().flat_map(|(_, hash, groups, frequency)| {
            let [low, high] = hash.to_le_bytes();
            [low, high, *groups, *frequency]
        });
        (starts.collect(), entries.collect(), buckets)
    }
}
