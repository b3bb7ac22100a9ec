//! Blocking keys: numbers under which the spellings of a word meet.
//!
//! Input: a word. Output: at most 24 numbers, sorted. A word is read as the classes of its consonants, in up to six ways;
//! each way gives a key of its first three classes and one of its last three. Classes are learned: Latin consonants that
//! answer the same native symbols fall together (agglomerative information bottleneck, Slonim and Tishby 1999). So قاسم and
//! Kassem share a key. Cost: linear in the word.

use alloc::vec::Vec;

use super::word::EncodedWord;
use crate::tables::evidence::SpellingModels;
use crate::tables::units::KEY_PASSED;
use crate::tag::Script;

/// Classes in a key; a word of fewer has all of them in its key.
const MAX_CLASSES: usize = 3;
/// Most ways a word is read.
const READINGS: usize = 6;

impl EncodedWord<'_> {
    /// The keys of the word, sorted: for each way to read it as classes of consonants, one for its beginning and one
    /// for its end.
    pub(super) fn keys(&self, models: SpellingModels<'_>, keys: &mut Vec<u32>) {
        keys.clear();
        if self.script == Script::LATIN {
            add(self.latin.letters.iter().map(|letter| models.letter_classes((*letter).into())), keys);
        } else {
            for native in &self.native {
                add(native.symbols.iter().map(|symbol| native.units.classes(*symbol)), keys);
            }
        }
        keys.sort_unstable();
        keys.dedup();
    }
}

/// Adds the keys of a row of symbols, each with the classes it may be read as.
fn add(symbols: impl Iterator<Item = u16>, keys: &mut Vec<u32>) {
    let mut readings: Vec<Vec<u8>> = alloc::vec![Vec::new()];
    for bits in symbols {
        let mut longer: Vec<Vec<u8>> = Vec::new();
        for reading in &readings {
            for class in (0..16u8).filter(|class| bits >> class & 1 == 1) {
                let mut next = reading.clone();
                // A class twice in a row is one: doubled letters, and letters spelled by two.
                if 1 << class != KEY_PASSED && next.last() != Some(&class) {
                    next.push(class);
                }
                if !longer.contains(&next) {
                    longer.push(next);
                }
            }
        }
        longer.truncate(READINGS);
        readings = longer;
    }
    for reading in readings {
        let key = |classes: &mut dyn Iterator<Item = &u8>, side: u32| {
            classes.take(MAX_CLASSES).fold(side, |key, class| key << 4 | u32::from(*class + 1))
        };
        if reading.len() <= MAX_CLASSES {
            keys.push(key(&mut reading.iter(), 1));
        } else {
            keys.push(key(&mut reading.iter(), 2));
            keys.push(key(&mut reading.iter().rev(), 3));
        }
    }
}
