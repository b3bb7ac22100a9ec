//! The best alignment of two words in translation units, and what it weighs.
//!
//! Input: a word on the source side, as symbols x, and one on the target side, as letters y. Output: the greatest sum of
//! weights over all ways to cut both into units, in sixteenths of a bit; on demand the units of that way.
//!
//! ```text
//! best(0, 0) = 0
//! best(i, j) = max over k ≤ 2 symbols, l ≤ 7 letters of best(i − k, j − l) + weight(x[i−k..i], y[j−l..j], around)
//! ```
//!
//! A unit of no letters is a deletion, one of no symbols an insertion of a single letter; what no unit has is a substitution
//! of one symbol by one letter. `around` are the symbols and letters beside the unit, which add to its weight. This is the
//! Viterbi path of a many-to-many stochastic edit model (Ristad and Yianilos 1998): only the best way counts, for the
//! weights are trained for it.
//!
//! Cost: a table of (symbols + 1) × (letters + 1) cells, filled row by row, with a look-up for each chunk that a model has.

use alloc::vec::Vec;

use super::alphabet::MAX_SYMBOLS;
use super::word::{SourceSide, TargetSide};
use crate::tables::units::{NATIVE, UnitRow};

/// Places in the longest word.
const PLACES: usize = MAX_SYMBOLS + 1;
/// Cells of the table of two words, of usual ones and of the longest.
const USUAL: usize = 160;
const CELLS: usize = PLACES * PLACES;
/// Less than any sum of weights.
const NEVER: i32 = i32::MIN / 2;

/// One unit of an alignment: how many symbols answer how many letters, and the weight in sixteenths of a bit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) symbols: u8,
    pub(super) letters: u8,
    pub(super) weight: i32,
}

/// What the best alignment weighs, in sixteenths of a bit.
pub(super) fn weight(native: &SourceSide<'_>, latin: &TargetSide) -> i32 {
    // To clear a table of the longest words would cost as much as to fill one of usual words.
    if (native.symbols.len() + 1) * (latin.letters.len() + 1) <= USUAL {
        fill(native, latin, &mut [NEVER; USUAL], |_, _| ())
    } else {
        fill(native, latin, &mut [NEVER; CELLS], |_, _| ())
    }
}

/// What the best alignment of a Latin word with itself weighs, of those in which letters answer themselves: hardly ever
/// less than [`weight`], at a tenth of its cost.
pub(super) fn self_weight(native: &SourceSide<'_>, latin: &TargetSide) -> i32 {
    if native.symbols.len() != latin.letters.len() {
        return weight(native, latin);
    }
    let units = &native.units;
    let symbol = |at: Option<usize>| at.and_then(|at| native.symbols.get(at)).copied().unwrap_or(0);
    let upto = |letters| latin.chunks(letters);
    let chunks = |letters: usize| upto(letters).get(upto(letters - 1).len()..).unwrap_or_default();
    let mut best = [NEVER; PLACES];
    best[0] = 0;
    for (end, rows) in native.ends.iter().enumerate() {
        for (k, row) in (1..=end).zip(rows) {
            let begin = end - k;
            let chunks = chunks(k);
            let chunk = chunks.binary_search_by_key(&begin, |chunk| chunk.begin.into());
            let chunk = chunk.ok().and_then(|at| chunks.get(at));
            let unit = chunk.and_then(|chunk| Some((chunk, units.slots(*row).unit(chunk.column)?)));
            let gain = match unit {
                Some((chunk, (weight, block))) if block > 0 => {
                    let block = units.block(block);
                    let around = (symbol(begin.checked_sub(1)), symbol(Some(end)));
                    weight + units.symbols_add(block, around) + units.letters_add(block, chunk.around)
                }
                Some((_, (weight, _))) => weight,
                None if k == 1 => units.head.other.into(),
                None => continue,
            };
            let before = best.get(begin).copied().unwrap_or(NEVER);
            if let Some(best) = best.get_mut(end) {
                *best = before.saturating_add(gain).max(*best);
            }
        }
    }
    best.get(native.symbols.len()).copied().unwrap_or(NEVER)
}

/// The best alignment, from the beginning of the words to their end, and what it weighs.
pub(super) fn steps(native: &SourceSide<'_>, latin: &TargetSide) -> (i32, Vec<Step>) {
    let mut from = alloc::vec![Step { symbols: 0, letters: 0, weight: 0 }; CELLS];
    let best = fill(native, latin, &mut [NEVER; CELLS], |at, step| {
        if let Some(cell) = from.get_mut(at) {
            *cell = step;
        }
    });
    let (mut i, mut j) = (native.symbols.len(), latin.letters.len());
    let mut steps = Vec::new();
    while let Some(step) =
        from.get(i * (latin.letters.len() + 1) + j).filter(|step| step.symbols + step.letters > 0)
    {
        steps.push(*step);
        (i, j) = (i - usize::from(step.symbols), j - usize::from(step.letters));
    }
    steps.reverse();
    (best, steps)
}

/// Fills the table of best weights up to each pair of places, row by row, and gives its last cell; tells every unit by
/// which a cell is reached better than by those before.
#[inline]
fn fill(
    native: &SourceSide<'_>,
    latin: &TargetSide,
    cells: &mut [i32],
    mut emit: impl FnMut(usize, Step),
) -> i32 {
    let units = &native.units;
    let stride = latin.letters.len() + 1;
    let symbol = |at: Option<usize>| at.and_then(|at| native.symbols.get(at)).copied().unwrap_or(0);
    let single = latin.chunks(1);
    let longer = latin.chunks(units.head.longest.into()).get(single.len()..).unwrap_or_default();

    // Letters that nothing answers: all but the native neighbours is the same in every row.
    let mut added = [(i32::from(units.head.added), &[] as &[u8]); PLACES];
    let empty = units.slots(UnitRow::EMPTY);
    for (chunk, added) in single.iter().zip(&mut added) {
        if let Some((weight, block)) = empty.unit(chunk.column) {
            let block = units.block(block);
            *added = (weight + units.letters_add(block, chunk.around), block);
        }
    }

    for (i, rows) in native.ends.iter().enumerate() {
        let Some((done, rest)) = cells.split_at_mut_checked(i * stride) else { return NEVER };
        let Some(row) = rest.get_mut(..stride) else { return NEVER };
        if let (0, Some(first)) = (i, row.first_mut()) {
            *first = 0;
        }
        for (k, native_chunk) in (1..).zip(rows).take(NATIVE.min(i)) {
            let Some(before) = done.get((i - k) * stride..).filter(|_| *native_chunk != UnitRow::NONE) else {
                continue;
            };
            let around = (symbol((i - k).checked_sub(1)), symbol(Some(i)));
            let slots = units.slots(*native_chunk);
            let mut reach = |begin: usize, letters: usize, weight: i32| {
                let Some(from) = before.get(begin) else { return };
                match row.get_mut(begin + letters) {
                    Some(cell) if from + weight > *cell => {
                        *cell = from + weight;
                        let step = Step { symbols: k as u8, letters: letters as u8, weight };
                        emit(i * stride + begin + letters, step);
                    }
                    _ => {}
                }
            };
            if k == 1 {
                match slots.unit(0) {
                    Some((weight, block)) if block > 0 => {
                        let block = units.block(block);
                        let weight = weight + units.symbols_add(block, around);
                        for begin in 0..stride {
                            let around = latin.around(begin);
                            reach(begin, 0, weight + units.letters_add(block, around));
                        }
                    }
                    found => {
                        let weight = found.map_or(units.head.lost.into(), |(weight, _)| weight);
                        (0..stride).for_each(|begin| reach(begin, 0, weight));
                    }
                }
            }
            let mut answer = |chunk: &super::word::TargetChunk, weight: i32, block: u16| {
                let mut weight = weight;
                if block > 0 {
                    let block = units.block(block);
                    weight += units.symbols_add(block, around) + units.letters_add(block, chunk.around);
                }
                reach(chunk.begin.into(), chunk.letters.into(), weight);
            };
            for chunk in single {
                match slots.unit(chunk.column) {
                    Some((weight, block)) => answer(chunk, weight, block),
                    None if k == 1 => answer(chunk, units.head.other.into(), 0),
                    None => {}
                }
            }
            for chunk in longer {
                if let Some((weight, block)) = slots.unit(chunk.column) {
                    answer(chunk, weight, block);
                }
            }
        }
        let around = (symbol(i.checked_sub(1)), symbol(Some(i)));
        let mut last = NEVER;
        for (j, (cell, (weight, block))) in
            (0..).zip(row.iter_mut().zip(core::iter::once(&(0, &[] as &[u8])).chain(&added)))
        {
            let weight = if block.is_empty() { *weight } else { weight + units.symbols_add(block, around) };
            if j > 0 && last + weight > *cell {
                *cell = last + weight;
                emit(i * stride + j, Step { symbols: 0, letters: 1, weight });
            }
            last = *cell;
        }
    }
    cells.get(native.symbols.len() * stride + stride - 1).copied().unwrap_or(NEVER)
}
