//! Blocking keys of the likeliest spellings of a word: dearer than those of its symbols, and found oftener.
//!
//! Input: the translation units that a word of n symbols may be spelled with, each a chunk of symbols, a chunk of Latin
//! letters and a weight. Output: the best *readings*, rows of classes of consonants. A symbol is read as one or two classes
//! in [`keys`](super::keys); here units say what chunks of it are spelled with, so that و is once v and once a vowel, and a
//! Han character has the consonants of its syllable.
//!
//! ```text
//! best[e] = the most likely readings of the first e symbols
//!         = { r + classes of the letters of u : u ends at e, r in best[begin of u] }, by the sum of weights
//! ```
//!
//! Weights are sixteenths of a bit; a reading has the weight of its best way. A beam (Lowerre 1976) of [`BEAM`] readings is
//! kept for each place. Cost: n times the units of a place times the beam, some hundred microseconds a word.

use alloc::vec::Vec;

use super::answers::UnitCandidates;
use super::keys::{add_reading, extended};
use crate::tables::evidence::SpellingModels;
use crate::tables::units::LETTERS;

/// Readings that are kept at each place. 4 to 32.
const BEAM: usize = 16;
/// Readings of a word that give keys. 1 to [`BEAM`].
const READINGS: usize = 6;
/// Units that are followed from each place to each later one, the best ones. 4 to 32.
const MAX_UNITS: usize = 8;
/// How much less likely than the best a reading may be, in sixteenths of a bit: 8 bits.
const MAX_BELOW_BEST: i32 = 128;
/// Bits of a letter in a chunk.
const LETTER_BITS: u32 = 5;

/// A row of classes and its weight.
type Reading = (i32, Vec<u8>);

/// The keys of the best readings, sorted.
pub(super) fn spelled_keys(units: &UnitCandidates, models: SpellingModels<'_>) -> Vec<u32> {
    let mut keys = Vec::new();
    if units.lost.is_empty() {
        return keys;
    }
    for (_, reading) in readings(units, models) {
        add_reading(&reading, &mut keys);
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// The best readings of a word, best first.
fn readings(units: &UnitCandidates, models: SpellingModels<'_>) -> Vec<Reading> {
    let count = units.lost.len();
    let mut best: Vec<Vec<Reading>> = Vec::new();
    best.resize_with(count + 1, Vec::new);
    if let Some(first) = best.first_mut() {
        first.push((0, Vec::new()));
    }
    for begin in 0..count {
        let before = best.get_mut(begin).map(core::mem::take).unwrap_or_default();
        let before = kept(before, BEAM);
        let mut arcs: Vec<(usize, i32, u64)> = units
            .chunks
            .iter()
            .filter_map(|unit| {
                let (places, symbols) = units.rows.get(usize::from(unit.row)).copied()?;
                let ends = begin + usize::from(symbols);
                (places >> (begin & 31) & 1 == 1 && ends <= count).then_some((
                    ends,
                    -i32::from(unit.weight),
                    unit.letters,
                ))
            })
            .collect();
        arcs.sort_unstable();
        let mut followed = (0, 0);
        arcs.retain(|(end, _, _)| {
            followed = if followed.0 == *end { (*end, followed.1 + 1) } else { (*end, 1) };
            followed.1 <= MAX_UNITS
        });
        let lost = units.lost.get(begin).copied().unwrap_or(i16::MIN);
        arcs.push((begin + 1, -i32::from(lost), 0));
        for (end, cost, letters) in arcs {
            let Some(there) = best.get_mut(end) else { continue };
            for (weight, reading) in &before {
                there.extend(
                    spelled(reading, letters, models).into_iter().map(|reading| (weight - cost, reading)),
                );
            }
        }
    }
    kept(best.pop().unwrap_or_default(), READINGS)
}

/// A reading with the classes of letters behind it, in every way that the letters are read.
fn spelled(reading: &[u8], letters: u64, models: SpellingModels<'_>) -> Vec<Vec<u8>> {
    let mut readings = alloc::vec![reading.to_vec()];
    for place in (0..u64::BITS / LETTER_BITS).rev() {
        let letter = (letters >> (LETTER_BITS * place)) as u16 & 31;
        if letter > 0 && usize::from(letter) <= LETTERS {
            readings = extended(&readings, models.letter_classes(letter));
        }
    }
    readings
}

/// The best of some readings, each once, best first.
fn kept(mut readings: Vec<Reading>, most: usize) -> Vec<Reading> {
    readings.sort_unstable_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0)));
    readings.dedup_by(|a, b| a.1 == b.1);
    readings.sort_unstable_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    let best = readings.first().map_or(0, |reading| reading.0);
    readings.retain(|reading| reading.0 >= best - MAX_BELOW_BEST);
    readings.truncate(most);
    readings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spelling::SpelledWord;

    fn meet(a: &str, b: &str) -> bool {
        let (a, b) = (SpelledWord::new(a).spelled_keys(), SpelledWord::new(b).spelled_keys());
        a.iter().any(|key| b.contains(key))
    }

    #[test]
    fn spellings_meet() {
        assert!(meet("قاسم", "Kassem"));
        assert!(!meet("قاسم", "Boris"));
    }

    #[test]
    fn nothing_has_no_keys() {
        assert!(SpelledWord::new("?!").spelled_keys().is_empty());
    }

    #[test]
    fn the_best_reading_comes_first_and_once() {
        let all = kept(alloc::vec![(3, alloc::vec![1]), (9, alloc::vec![2]), (5, alloc::vec![1])], 2);
        assert_eq!(all, [(9, alloc::vec![2]), (5, alloc::vec![1])]);
    }
}
