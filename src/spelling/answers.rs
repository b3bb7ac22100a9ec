//! Which Latin chunks may answer something in a word: what to look a word up by where keys are too coarse.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use super::word::EncodedWord;
use crate::tables::evidence::SpellingModels;
use crate::tables::units::{LETTERS, UnitRow, UnitTable};

/// What a word may be spelled with in Latin letters, chunk by chunk.
#[derive(Clone, Debug, Default)]
pub(crate) struct UnitCandidates {
    pub(crate) chunks: Vec<UnitCandidate>,
    /// Chunks of the word that are answered: where each stands, a bit for each place, and how many symbols it has.
    pub(crate) rows: Vec<(u32, u8)>,
    /// What it tells that nothing answers a symbol, in sixteenths of a bit.
    pub(crate) lost: Vec<i16>,
    /// What it tells that a Latin letter, from 1, answers nothing.
    pub(crate) added: [i16; LETTERS + 1],
    /// How many units the models have: how much they know.
    pub(crate) known: usize,
}

/// A chunk of Latin letters that answers a chunk of the word.
#[derive(Clone, Copy, Debug)]
pub(crate) struct UnitCandidate {
    /// Its letters, 1 to 26, five bits each.
    pub(crate) letters: u64,
    /// What it tells, in sixteenths of a bit.
    pub(crate) weight: i16,
    /// Which of the rows it answers.
    pub(crate) row: u16,
}

/// The chunks that answer each chunk of a script, as far as words were looked up: words share their chunks, and to find what
/// answers one is a look at every column of its model.
///
/// No more than the models hold, some hundred thousand units.
#[derive(Clone, Debug, Default)]
pub(crate) struct UnitMemory(BTreeMap<(usize, u16, i16), Vec<(u64, i16)>>);

impl UnitMemory {
    /// The letters that tell at least so much with a row of a model, and what each tells.
    fn answers(
        &mut self,
        units: UnitTable<'_>,
        row: UnitRow,
        models: SpellingModels<'_>,
        least: i16,
    ) -> &[(u64, i16)] {
        self.0.entry((units.place(), row.number, least)).or_insert_with(|| {
            let mut found = Vec::new();
            let slots = units.slots(row);
            slots.answers(models.columns(), least, |column, weight| {
                found.push((models.chunk(column), weight))
            });
            found
        })
    }
}

impl EncodedWord<'_> {
    /// The Latin letters, 1 to 26; none of words in other scripts.
    pub(super) fn letters(&self) -> &[u8] {
        &self.latin.letters
    }

    /// The chunks that tell at least so much as answers to a chunk of the word. Costs a look at every column for each
    /// chunk of the word that the memory does not have.
    pub(super) fn answers(
        &self,
        models: SpellingModels<'_>,
        least: i16,
        memory: &mut UnitMemory,
    ) -> UnitCandidates {
        let mut answers = UnitCandidates { added: [i16::MIN; LETTERS + 1], ..UnitCandidates::default() };
        for native in &self.native {
            let units = native.units;
            answers.known += usize::from(units.head.slots);
            answers.lost.resize(native.symbols.len(), i16::MIN);
            let weight = |row: UnitRow, column: u16, other: i16| {
                units.slots(row).unit(column).map_or(other, |(weight, _)| weight as i16)
            };
            for (letter, added) in (0u16..).zip(answers.added.iter_mut()).skip(1) {
                *added = weight(UnitRow::EMPTY, letter, units.head.added).max(*added);
            }
            let first = answers.rows.len();
            let mut rows: Vec<UnitRow> = Vec::new();
            for (end, chunks) in native.ends.iter().enumerate() {
                for (length, row) in (1u8..).zip(chunks).filter(|(_, row)| **row != UnitRow::NONE) {
                    let Some(begin) = end.checked_sub(length.into()) else { continue };
                    if length == 1
                        && let Some(lost) = answers.lost.get_mut(begin)
                    {
                        *lost = weight(*row, 0, units.head.lost).max(*lost);
                    }
                    match rows
                        .iter()
                        .position(|other| other == row)
                        .and_then(|at| answers.rows.get_mut(first + at))
                    {
                        Some((places, _)) => *places |= 1 << begin,
                        None => {
                            rows.push(*row);
                            answers.rows.push((1 << begin, length));
                        }
                    }
                }
            }
            for (row, number) in rows.into_iter().zip(first as u16..) {
                let found = memory.answers(units, row, models, least).iter();
                answers.chunks.extend(found.map(|(letters, weight)| UnitCandidate {
                    letters: *letters,
                    weight: *weight,
                    row: number,
                }));
            }
        }
        answers
    }
}
