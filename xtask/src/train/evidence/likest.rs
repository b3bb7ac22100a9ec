//! The words of a list that are most like a native word: hard negatives.

use super::chunks::NONE;
use super::units::{Units, Word};

/// Words with numbers, sorted, so that what two neighbours share at the beginning is computed once.
pub(crate) type List = Vec<(Vec<u8>, u32)>;

/// The best `count` words of `list` by the bits of their units, best first. Exact: a beginning is given up only when
/// nothing that begins so can be among the best.
pub(crate) fn likest(units: &Units, native: &Word, list: &List, count: usize) -> Vec<(f32, u32)> {
    let height = native.symbols.len();
    let upper = upper(units, native);
    let longest = units.latin.longest;
    let widest = list.iter().map(|(word, _)| word.len()).max().unwrap_or(0);
    let mut columns = vec![vec![f32::NEG_INFINITY; height + 1]; widest + 1];
    columns[0][0] = 0.0;
    for i in 1..=height {
        columns[0][i] = columns[0][i - 1] + units.base(native.ends[i][0], 0);
    }
    let mut best: Vec<(f32, u32)> = Vec::new();
    let mut worst = f32::NEG_INFINITY;
    let mut last: &[u8] = &[];
    let (mut valid, mut dead) = (0, usize::MAX);
    for (word, number) in list {
        let shared = word.iter().zip(last).take_while(|(a, b)| a == b).count();
        last = word;
        if shared >= dead {
            continue;
        }
        dead = usize::MAX;
        valid = valid.min(shared);
        let letters: Vec<u16> = word.iter().map(|letter| (*letter).into()).collect();
        for j in valid + 1..=word.len() {
            let ends: Vec<u16> =
                (1..=longest.min(j)).map(|length| units.latin.number(&letters[j - length..j])).collect();
            let (done, rest) = columns.split_at_mut(j);
            fill(units, native, done, &mut rest[0], &ends);
            valid = j;
            let bound = (0..longest.min(j))
                .flat_map(|back| columns[j - back].iter().zip(&upper))
                .map(|(bits, more)| bits + more)
                .fold(f32::NEG_INFINITY, f32::max);
            if bound <= worst {
                dead = j;
                break;
            }
        }
        let bits = columns[word.len()][height];
        if dead == usize::MAX && (best.len() < count || bits > worst) {
            let place = best.partition_point(|(other, _)| *other >= bits);
            best.insert(place, (bits, *number));
            best.truncate(count);
            if best.len() == count {
                worst = best.last().map_or(worst, |(bits, _)| *bits);
            }
        }
    }
    best
}

/// The column of one more letter.
fn fill(units: &Units, native: &Word, done: &[Vec<f32>], column: &mut [f32], ends: &[u16]) {
    let j = done.len();
    for i in 0..column.len() {
        let mut most = done[j - 1][i] + units.base(0, ends[0]);
        for symbols in 1..=units.native.longest.min(i) {
            let row = native.ends[i][symbols - 1];
            if row == NONE {
                continue;
            }
            if symbols == 1 {
                most = most.max(column[i - 1] + units.base(row, 0));
            }
            for (length, end) in ends.iter().enumerate() {
                if *end != NONE {
                    most = most.max(done[j - length - 1][i - symbols] + units.base(row, *end));
                }
            }
        }
        column[i] = most;
    }
}

/// What the rest of the word can still bring, from each place on.
fn upper(units: &Units, native: &Word) -> Vec<f32> {
    let height = native.symbols.len();
    let mut upper = vec![0.0f32; height + 1];
    for i in (0..height).rev() {
        let mut most = f32::NEG_INFINITY;
        for symbols in 1..=units.native.longest.min(height - i) {
            let row = native.ends[i + symbols][symbols - 1];
            if row != NONE {
                let best = (0..units.latin.len() as u16)
                    .map(|column| units.base(row, column))
                    .fold(f32::NEG_INFINITY, f32::max);
                most = most.max(best + upper[i + symbols]);
            }
        }
        upper[i] = most;
    }
    upper
}
