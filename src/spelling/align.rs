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
use super::grid::{Grid, NEVER};
use super::word::{SourceSide, TargetSide};
use crate::tables::units::{NATIVE, UnitRow, symbols_add};

/// Places in the longest word.
const PLACES: usize = MAX_SYMBOLS + 1;
/// Cells of the table of two words, of usual ones and of the longest.
const USUAL: usize = 160;
const CELLS: usize = PLACES * PLACES;

/// One unit of an alignment: how many symbols stand for how many letters, and the weight in sixteenths of a bit.
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

/// What the best alignment of a Latin word with itself weighs, of those in which letters stand for themselves: hardly ever
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
                Some((chunk, (weight, block))) => match units.contexts(block) {
                    Some(contexts) => {
                        let beside = units.beside((symbol(begin.checked_sub(1)), symbol(Some(end))));
                        weight + contexts.symbols_add(beside) + contexts.letters_add(chunk.around)
                    }
                    None => weight,
                },
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
    let mut grid = Grid::new(cells, native.symbols.len() + 1, stride);
    let symbol = |at: Option<usize>| at.and_then(|at| native.symbols.get(at)).copied().unwrap_or(0);
    let single = latin.chunks(1);
    let longer = latin.chunks(units.head.longest.into()).get(single.len()..).unwrap_or_default();
    // The letters before and behind each place, 0 at the ends.
    let mut edges = [(0, 0); PLACES];
    let mut last = 0;
    for (edge, letter) in edges.iter_mut().zip(latin.letters.iter().chain(&[0])) {
        *edge = (last, *letter);
        last = *letter;
    }

    // Letters that stand for nothing: all but the native neighbours is the same in every row.
    let mut added = [(i32::from(units.head.added), &[] as &[u8]); PLACES];
    let empty = units.slots(UnitRow::EMPTY);
    for (chunk, added) in single.iter().zip(&mut added) {
        if let Some((weight, block)) = empty.unit(chunk.column) {
            *added = match units.contexts(block) {
                Some(contexts) => (weight + contexts.letters_add(chunk.around), contexts.symbols),
                None => (weight, &[]),
            };
        }
    }

    for (i, rows) in native.ends.iter().enumerate() {
        let (above, row) = grid.row(i);
        for (k, native_chunk) in (1..).zip(rows).take(NATIVE.min(i)) {
            if *native_chunk == UnitRow::NONE {
                continue;
            }
            let before = above.row_up(k);
            let beside = units.beside((symbol((i - k).checked_sub(1)), symbol(Some(i))));
            let slots = units.slots(*native_chunk);
            let mut reach = |cell: &mut i32, end: usize, letters: u8, weight: i32| {
                if weight > *cell {
                    *cell = weight;
                    emit(i * stride + end, k as u8, letters);
                }
            };
            if k == 1 {
                let places = row.iter_mut().zip(before).enumerate();
                let (weight, block) = slots.unit(0).unwrap_or((units.head.lost.into(), 0));
                match units.contexts(block) {
                    Some(contexts) => {
                        let weight = weight + contexts.symbols_add(beside);
                        for ((end, (cell, from)), edge) in places.zip(&edges) {
                            reach(cell, end, 0, from + weight + contexts.letters_add(*edge));
                        }
                    }
                    None => places.for_each(|(end, (cell, from))| reach(cell, end, 0, from + weight)),
                }
            }
            let whole = |chunk: &super::word::TargetChunk, (weight, block): (i32, u16)| match units
                .contexts(block)
            {
                Some(contexts) => weight + contexts.symbols_add(beside) + contexts.letters_add(chunk.around),
                None => weight,
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
        let beside = units.beside((symbol(i.checked_sub(1)), symbol(Some(i))));
        let mut cells = row.iter_mut();
        let mut last = cells.next().map_or(NEVER, |first| *first);
        for (end, (cell, (weight, symbols))) in (1..).zip(cells.zip(&added)) {
            let weight = weight + symbols_add(symbols, beside);
            if last + weight > *cell {
                *cell = last + weight;
                emit(i * stride + end, 0, 1);
            }
            last = *cell;
        }
    }
    grid.get(native.symbols.len(), stride - 1)
}

#[cfg(test)]
mod tests {
    use alloc::vec;

    use super::*;
    use crate::Script;
    use crate::spelling::model::{EncodedWord, SpellingResources};
    use crate::tables::char_trie::{CharTables, Trie};
    use crate::tables::evidence::{SpellingModels, packed};
    use crate::tables::units::{KEY_PASSED, LETTERS, NONE, UnitHead, UnitParts};

    const NOTHING: Trie = Trie { index: &[], data: &[] };
    const CHARS: CharTables = CharTables {
        clean: NOTHING,
        punctuation: &[],
        fold: NOTHING,
        folds: &[],
        lookalikes: &[],
        pairs: &[],
        elongated: &[],
    };

    /// In sixteenths of a bit: ق is q, 64, and k, 32; ا is a, 40; ش is sh, 80; قا is ga, 100. Another letter for a symbol,
    /// a symbol or a letter too many each cost 50. Before an edge k weighs 7 more.
    fn models() -> Vec<u8> {
        let columns = LETTERS + 3;
        let (sh, ga) = ((LETTERS + 2) as u16, (LETTERS + 1) as u16);
        // Rows 1 to 3 are ا, ش, ق, row 4 is ا behind ق.
        let mut slots = vec![(NONE, 0, 0); 5 * columns];
        let mut unit = |row: u16, column: u16, weight: i16, block: u16| {
            if let Some(slot) = slots.get_mut(usize::from(row) * columns + usize::from(column)) {
                *slot = (row, weight, block);
            }
        };
        unit(3, 17, 64, 0);
        unit(3, 11, 32, 1);
        unit(1, 1, 40, 0);
        unit(2, sh, 80, 0);
        unit(4, ga, 100, 0);
        let mut block = vec![0; 2 * (LETTERS + 1)];
        if let Some(edge) = block.get_mut(LETTERS + 1) {
            *edge = 7;
        }
        let parts = UnitParts {
            symbols: vec!['ا', 'ش', 'ق'],
            pairs: vec![[3, 1]],
            begins: (0..5).map(|row| row * columns as u16).collect(),
            classes: vec![0, KEY_PASSED, 0, 0],
            slots,
            blocks: vec![block],
        };
        let head = UnitHead { longest: 2, other: -50, lost: -50, added: -50, ..UnitHead::default() };
        let chunks = [packed(&[7, 1]), packed(&[19, 8])];
        SpellingModels::pack(&[], &Default::default(), &chunks, &[(Script::ARABIC, parts.encode(head))])
    }

    /// The weight of the best alignment, and its units as symbols, letters and weight.
    fn aligned(native: &str, latin: &str) -> (i32, Vec<(u8, u8, i32)>) {
        let bytes = models();
        let models = SpellingModels::new(&bytes);
        let resources = SpellingResources { chars: &CHARS, alphabets: &[], models };
        let (native, latin): (EncodedWord<'_>, EncodedWord<'_>) =
            (resources.encode(native), resources.encode(latin));
        let side = native.native.first().expect("a model of the script");
        let (best, found) = steps(side, &latin.latin);
        assert_eq!(best, weight(side, &latin.latin));
        assert_eq!(best, found.iter().map(|step| step.weight).sum::<i32>());
        (best, found.iter().map(|step| (step.symbols, step.letters, step.weight)).collect())
    }

    #[test]
    fn units_of_one_symbol_and_one_letter_add_up() {
        assert_eq!(aligned("قاق", "qaq"), (168, vec![(1, 1, 64), (1, 1, 40), (1, 1, 64)]));
    }

    #[test]
    fn a_symbol_may_stand_for_two_letters() {
        assert_eq!(aligned("شا", "sha"), (120, vec![(1, 2, 80), (1, 1, 40)]));
    }

    #[test]
    fn two_symbols_may_be_one_unit() {
        assert_eq!(aligned("قاش", "gash"), (180, vec![(2, 2, 100), (1, 2, 80)]));
    }

    #[test]
    fn what_has_no_partner_is_left_out_or_put_in() {
        assert_eq!(aligned("قا", "q"), (14, vec![(1, 1, 64), (1, 0, -50)]));
        assert_eq!(aligned("ق", "qa"), (14, vec![(1, 1, 64), (0, 1, -50)]));
    }

    #[test]
    fn what_no_unit_has_is_a_substitution() {
        assert_eq!(aligned("ش", "z"), (-50, vec![(1, 1, -50)]));
    }

    #[test]
    fn neighbours_add_to_a_unit() {
        // At the end of the word k has the edge behind it.
        assert_eq!(aligned("ق", "k").0, 39);
        assert_eq!(aligned("قا", "ka").0, 32 + 40);
    }

    #[test]
    fn nothing_and_something_is_what_it_costs_to_put_it_in() {
        assert_eq!(aligned("ق", "").0, -50);
        assert_eq!(aligned("ق", "").1, vec![(1, 0, -50)]);
    }

    #[test]
    fn the_longest_words_fit() {
        let long = ["q"; 40].concat();
        let (best, found) = aligned(&["ق"; 40].concat(), &long);
        assert_eq!((best, found.len()), (30 * 64, 30));
    }
}
