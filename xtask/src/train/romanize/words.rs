//! The Latin words of all lists: with the groups of lists that have them, and how often.

use std::collections::{BTreeMap, BTreeSet};

use allonym::tables::known_words::{GROUPS, WordUse, pair_hash, word_hash};

use super::pairs::{Pair, Reader};
use super::plan::Plan;

#[derive(Clone, Copy, Default)]
pub(crate) struct Seen {
    rows: [u32; GROUPS],
    counts: [f32; GROUPS],
}

impl Seen {
    pub(crate) fn known(&self) -> WordUse {
        let groups = self.rows.iter().enumerate().map(|(group, rows)| u32::from(*rows > 0) << group).sum();
        let total: f32 = self.counts.iter().sum();
        let frequency = if total < 1.0 { 0 } else { ((2.0 * libm::log2f(total)).round() as u32).min(30) };
        WordUse { groups, frequency }
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

    /// The words as the table has them.
    pub(crate) fn entries(&self) -> Entries {
        self.all.iter().map(|(word, seen)| (word_hash(word), seen.known())).collect()
    }
}

/// Hashes with what is known of each.
pub(crate) type Entries = Vec<(u64, WordUse)>;

/// Spellings that a list has at least so often, of native words that it has often, are kept.
const MIN_SPELLED: f32 = 2.0;

/// Native words that are met at least `met` times, and their spellings; by the lists of the language itself.
pub(crate) fn often(pairs: &[Pair], met: f32) -> Entries {
    let mut natives: BTreeMap<&[char], BTreeMap<&[u8], f32>> = BTreeMap::new();
    for pair in pairs.iter().filter(|pair| pair.own) {
        *natives.entry(&pair.native).or_default().entry(&pair.latin).or_default() += pair.count;
    }
    let mut entries = Entries::new();
    for (native, spellings) in natives {
        let all: f32 = spellings.values().sum();
        if all < met {
            continue;
        }
        // The counts are bytes.
        let known = |count: f32| WordUse { groups: 1, frequency: (count * (255.0 / all).min(1.0)) as u32 };
        entries.push((pair_hash(native, &[]), known(all)));
        let frequent = spellings.iter().filter(|(_, count)| **count >= MIN_SPELLED);
        entries.extend(frequent.map(|(latin, &count)| (pair_hash(native, latin), known(count))));
    }
    entries
}
