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
/// What a key says first: that it is of a whole word, of its beginning, of its end.
const WHOLE: u32 = 1;
const BEGINNING: u32 = 2;
const END: u32 = 3;

/// Whether a key of a word is of its beginning (and not only of its end).
pub(crate) fn is_beginning(key: u32) -> bool {
    key >> (4 * MAX_CLASSES) != END
}

/// Whether a key of a word is of its end (and not only of its beginning).
pub(crate) fn is_end(key: u32) -> bool {
    key >> (4 * MAX_CLASSES) != BEGINNING
}

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
    for classes in symbols {
        readings = extended(&readings, classes);
    }
    readings.iter().for_each(|reading| add_reading(reading, keys));
}

/// Readings with one more symbol behind them, which may be read as these classes, a bit each.
pub(super) fn extended(readings: &[Vec<u8>], classes: u16) -> Vec<Vec<u8>> {
    let mut longer: Vec<Vec<u8>> = Vec::new();
    for reading in readings {
        for class in (0..16u8).filter(|class| classes >> class & 1 == 1) {
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
    longer
}

/// Adds the keys of a row of classes.
pub(super) fn add_reading(reading: &[u8], keys: &mut Vec<u32>) {
    let key = |classes: &mut dyn Iterator<Item = &u8>, side: u32| {
        classes.take(MAX_CLASSES).fold(side, |key, class| key << 4 | u32::from(*class + 1))
    };
    if reading.len() <= MAX_CLASSES {
        keys.push(key(&mut reading.iter(), WHOLE));
    } else {
        keys.push(key(&mut reading.iter(), BEGINNING));
        keys.push(key(&mut reading.iter().rev(), END));
    }
}
