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
        fill(native, latin, &mut [NEVER; USUAL], |_, _, _| ())
    } else {
        fill(native, latin, &mut [NEVER; CELLS], |_, _, _| ())
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
    let mut from = alloc::vec![(0_u8, 0_u8); CELLS];
    let mut cells = alloc::vec![NEVER; CELLS];
    let best = fill(native, latin, &mut cells, |at, symbols, letters| {
        if let Some(cell) = from.get_mut(at) {
            *cell = (symbols, letters);
        }
    });
    let stride = latin.letters.len() + 1;
    let cell = |at: usize| cells.get(at).copied().unwrap_or(NEVER);
    let mut at = native.symbols.len() * stride + latin.letters.len();
    let mut steps = Vec::new();
    while let Some((symbols, letters)) = from.get(at).copied().filter(|step| *step != (0, 0)) {
        let before = at.saturating_sub(usize::from(symbols) * stride + usize::from(letters));
        steps.push(Step { symbols, letters, weight: cell(at) - cell(before) });
        at = before;
    }
    steps.reverse();
    (best, steps)
}

/// Fills the table of best weights up to each pair of places, row by row, and gives its last cell. Tells `emit` of every
/// unit by which a cell is reached better than by those before: the cell, how many symbols, how many letters.
#[inline]
fn fill(
    native: &SourceSide<'_>,
    latin: &TargetSide,
    cells: &mut [i32],
    mut emit: impl FnMut(usize, u8, u8),
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
            let mut reach = |cell: &mut i32, end: usize, letters: u8, weight: i32| {
                if weight > *cell {
                    *cell = weight;
                    emit(i * stride + end, k as u8, letters);
                }
            };
            if k == 1 {
                let places = row.iter_mut().zip(before).enumerate();
                match slots.unit(0) {
                    Some((weight, block)) if block > 0 => {
                        let block = units.block(block);
                        let weight = weight + units.symbols_add(block, around);
                        let mut last = 0;
                        for ((end, (cell, from)), next) in places.zip(latin.letters.iter().chain(&[0])) {
                            reach(cell, end, 0, from + weight + units.letters_add(block, (last, *next)));
                            last = *next;
                        }
                    }
                    found => {
                        let weight = found.map_or(units.head.lost.into(), |(weight, _)| weight);
                        places.for_each(|(end, (cell, from))| reach(cell, end, 0, from + weight));
                    }
                }
            }
            let whole = |chunk: &super::word::TargetChunk, (weight, block): (i32, u16)| {
                if block == 0 {
                    return weight;
                }
                let block = units.block(block);
                weight + units.symbols_add(block, around) + units.letters_add(block, chunk.around)
            };
            // A chunk of one letter for each place, in order.
            for (end, ((cell, from), chunk)) in (1..).zip(row.iter_mut().skip(1).zip(before).zip(single)) {
                match slots.unit(chunk.column) {
                    Some(unit) => reach(cell, end, 1, from + whole(chunk, unit)),
                    None if k == 1 => reach(cell, end, 1, from + i32::from(units.head.other)),
                    None => {}
                }
            }
            for chunk in longer {
                if let Some(unit) = slots.unit(chunk.column) {
                    let (begin, end) = (usize::from(chunk.begin), usize::from(chunk.begin + chunk.letters));
                    if let (Some(from), Some(cell)) = (before.get(begin), row.get_mut(end)) {
                        reach(cell, end, chunk.letters, from + whole(chunk, unit));
                    }
                }
            }
        }
        let around = (symbol(i.checked_sub(1)), symbol(Some(i)));
        let mut cells = row.iter_mut();
        let mut last = cells.next().map_or(NEVER, |first| *first);
        for (end, (cell, (weight, block))) in (1..).zip(cells.zip(&added)) {
            let weight = if block.is_empty() { *weight } else { weight + units.symbols_add(block, around) };
            if last + weight > *cell {
                *cell = last + weight;
                emit(i * stride + end, 0, 1);
            }
            last = *cell;
        }
    }
    cells.get(native.symbols.len() * stride + stride - 1).copied().unwrap_or(NEVER)
}
