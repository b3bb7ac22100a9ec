//! The best alignment of two words in units, and what it weighs.

use alloc::vec::Vec;

use super::alphabet::MOST_SYMBOLS;
use super::units::{NATIVE, NONE, Neighbours, Row};
use super::word::{Latin, Native};

/// Cells of the widest table.
const CELLS: usize = (MOST_SYMBOLS + 1) * (MOST_SYMBOLS + 1);
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
pub(super) fn weight(native: &Native<'_>, latin: &Latin) -> i32 {
    let mut cells = [NEVER; CELLS];
    fill(native, latin, &mut cells, |_, _| ());
    last(native, latin, &cells)
}

/// The best alignment, from the beginning of the words to their end, and what it weighs.
pub(super) fn steps(native: &Native<'_>, latin: &Latin) -> (i32, Vec<Step>) {
    let mut cells = [NEVER; CELLS];
    let mut from = alloc::vec![Step { symbols: 0, letters: 0, weight: 0 }; CELLS];
    fill(native, latin, &mut cells, |at, step| {
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
    (last(native, latin, &cells), steps)
}

fn last(native: &Native<'_>, latin: &Latin, cells: &[i32]) -> i32 {
    let at = native.symbols.len() * (latin.letters.len() + 1) + latin.letters.len();
    cells.get(at).copied().unwrap_or(NEVER)
}

/// Fills the table of best weights up to each pair of places, and tells the unit that each was reached by.
#[inline]
fn fill(native: &Native<'_>, latin: &Latin, cells: &mut [i32; CELLS], mut tell: impl FnMut(usize, Step)) {
    let units = &native.units;
    let stride = latin.letters.len() + 1;
    let longest = usize::from(units.head.longest);
    let symbol = |at: usize| native.symbols.get(at).copied().unwrap_or(0);
    let letter = |at: usize| latin.letters.get(at).copied().unwrap_or(0);
    cells[0] = 0;
    for (i, rows) in native.ends.iter().enumerate() {
        for (j, columns) in latin.ends.iter().enumerate() {
            if i + j == 0 {
                continue;
            }
            let mut best = Step { symbols: 0, letters: 0, weight: 0 };
            let mut most = NEVER;
            let mut consider = |symbols: usize, letters: usize, row: Row, column: u16| {
                let Some(&before) = cells.get((i - symbols) * stride + j - letters) else { return };
                let weight = match units.unit(row, column) {
                    Some((weight, 0)) => weight,
                    Some((weight, block)) => {
                        let neighbours = Neighbours {
                            symbols: ((i - symbols).checked_sub(1).map_or(0, symbol), symbol(i)),
                            letters: ((j - letters).checked_sub(1).map_or(0, letter), letter(j)),
                        };
                        weight + units.context(block, neighbours)
                    }
                    None => match (symbols, letters) {
                        (1, 1) => units.head.other.into(),
                        (1, 0) => units.head.lost.into(),
                        (0, 1) => units.head.added.into(),
                        _ => return,
                    },
                };
                if before + weight > most {
                    most = before + weight;
                    best = Step { symbols: symbols as u8, letters: letters as u8, weight };
                }
            };
            if j > 0 {
                consider(0, 1, Row::EMPTY, columns[0]);
            }
            for (k, row) in rows.iter().enumerate().take(NATIVE.min(i)) {
                if *row == Row::NONE {
                    continue;
                }
                if k == 0 {
                    consider(1, 0, *row, 0);
                }
                for (m, column) in columns.iter().enumerate().take(longest.min(j)) {
                    if *column != NONE {
                        consider(k + 1, m + 1, *row, *column);
                    }
                }
            }
            let at = i * stride + j;
            if let Some(cell) = cells.get_mut(at) {
                *cell = most;
            }
            tell(at, best);
        }
    }
}
