//! The different words of a text, each with what it tells by itself and what that weighs: worked out once a word.
//!
//! Texts repeat their words, and most features of a unit are those of one word seen from some units away. So the weights
//! of a word are added up once for each distance, and a unit adds five such sums to what its neighbours tell together.

use alloc::{collections::BTreeMap, string::String, vec::Vec};

use super::Knowledge;
use super::facts::{Facts, WINDOW, facts, word_features};
use super::hash;
use super::unit::Unit;
use crate::scratch::Scratch;
use crate::tables::finder::{Group, LABELS, Table};
use crate::tag::Language;

/// How many distances a word is seen from: two units before to two behind.
pub(super) const DISTANCES: usize = 2 * WINDOW as usize + 1;

/// Words that are kept at the most; then all are forgotten. A thousand documents have fewer, and each takes a kilobyte.
const MAX_WORDS: usize = 1 << 15;

/// The sums of the weights of a word at each distance, for the labels but "no name".
type Sums = [[i32; LABELS - 1]; DISTANCES];

/// Words of one language, as one group reads them.
#[derive(Debug, Default)]
pub(crate) struct Words {
    /// The group and the language that the words were read for.
    of: Option<(String, Language)>,
    /// The number of the word of each hash; of two words with one hash the second stands under the next one that is free.
    numbers: BTreeMap<u32, usize>,
    written: Vec<String>,
    list: Vec<Facts>,
    sums: Vec<Sums>,
    scratch: Scratch,
}

impl Words {
    /// Forgets the words of another group or language, and of a text that was too long to keep them all.
    pub(super) fn prepare(&mut self, group: &Group, language: Language) {
        let same = self.of.as_ref().is_some_and(|(name, other)| *name == group.name && *other == language);
        if !same || self.list.len() >= MAX_WORDS {
            self.of = Some((group.name.clone(), language));
            self.numbers.clear();
            self.written.clear();
            self.list.clear();
            self.sums.clear();
        }
    }

    /// The number of the word of a unit; with weights, they are added up for it.
    pub(super) fn number(
        &mut self,
        knowledge: &Knowledge,
        (group, language): (&Group, Language),
        (text, unit): (&str, &Unit),
        table: Option<&Table<'_>>,
    ) -> usize {
        let written = unit.span.of(text);
        let mut slot = hash::spread(hash::text(written.bytes()));
        while let Some(number) = self.numbers.get(&slot) {
            if self.written.get(*number).is_some_and(|known| known == written) {
                return *number;
            }
            slot = slot.wrapping_add(1);
        }
        let facts = facts(knowledge, group, language, written, unit, &mut self.scratch);
        if let Some(table) = table {
            self.sums.push(sums(group, &facts, table));
        }
        let number = self.list.len();
        self.list.push(facts);
        self.written.push(String::from(written));
        self.numbers.insert(slot, number);
        number
    }

    /// What a word tells.
    pub(super) fn facts(&self, number: usize) -> Option<&Facts> {
        self.list.get(number)
    }

    /// The sums of a word that stands so many units behind the one asked about, or before it.
    pub(super) fn sum(&self, number: usize, offset: isize) -> Option<&[i32; LABELS - 1]> {
        self.sums.get(number)?.get(usize::try_from(offset + WINDOW).ok()?)
    }
}

fn sums(group: &Group, facts: &Facts, table: &Table<'_>) -> Sums {
    let mut sums = Sums::default();
    for (offset, sums) in (-WINDOW..=WINDOW).zip(&mut sums) {
        word_features(group, facts, offset, |feature, _| table.add(feature, sums));
    }
    sums
}
