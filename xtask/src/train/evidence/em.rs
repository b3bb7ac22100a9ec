//! Expectation maximisation over all alignments of the pairs (Ristad and Yianilos 1998, with many-to-many units).

use super::corpus::Corpus;
use super::units::{Units, Word, allowed};

/// Rounds; the likelihood hardly moves after these.
const ROUNDS: usize = 8;
/// Taken from every expected count, so that units which explain little go.
const DISCOUNT: f64 = 0.1;

/// The joint distribution of native and Latin chunks. `beforehand` are counts given to units from elsewhere.
pub(crate) fn learn(units: &Units, corpus: &Corpus, beforehand: &[(usize, f64)]) -> Vec<f64> {
    let words: Vec<(Word, Word, f64)> = corpus
        .pairs
        .iter()
        .map(|pair| (Word::native(units, &pair.native), Word::latin(units, &pair.latin), pair.weight))
        .collect();
    let columns = units.latin.len();
    let mut joint = vec![0.0; units.native.len() * columns];
    for (at, cell) in joint.iter_mut().enumerate() {
        let (native, latin) = (at / columns, at % columns);
        let (symbols, letters) = (units.native.length(native), units.latin.length(latin));
        if allowed(symbols, letters) {
            // One for one is usual, longer units start poorer.
            let usual = match (symbols, letters) {
                (1, 1) => 1.0,
                (1, 2) => 0.3,
                (1, 3..) | (2, 1) => 0.1,
                _ => 0.02,
            };
            *cell = usual * units.native.frequency[native] * units.latin.frequency[latin];
        }
    }
    let given: f64 = beforehand.iter().map(|(_, count)| count).sum();
    for (at, count) in beforehand {
        joint[*at] += count / given.max(1.0);
    }
    normalise(&mut joint);
    for _ in 0..ROUNDS {
        let mut counts = vec![0.0; joint.len()];
        for (at, count) in beforehand {
            counts[*at] += count;
        }
        for (native, latin, weight) in &words {
            expect(units, &joint, native, latin, *weight, &mut counts);
        }
        for count in &mut counts {
            *count = (*count - DISCOUNT).max(0.0);
        }
        normalise(&mut counts);
        joint = counts;
    }
    joint
}

/// Adds the expected counts of a pair's units, by the forward and backward sums over its alignments.
fn expect(units: &Units, joint: &[f64], native: &Word, latin: &Word, weight: f64, counts: &mut [f64]) {
    let (height, width) = (native.symbols.len(), latin.symbols.len());
    let stride = width + 1;
    let mut forward = vec![0.0f64; (height + 1) * stride];
    let mut backward = vec![0.0f64; (height + 1) * stride];
    forward[0] = 1.0;
    for i in 0..=height {
        for j in 0..=width {
            if i + j > 0 {
                let mut sum = 0.0;
                units.each(native, latin, i, j, |symbols, letters, at| {
                    sum += forward[(i - symbols) * stride + j - letters] * joint[at];
                });
                forward[i * stride + j] = sum;
            }
        }
    }
    let total = forward[height * stride + width];
    if total <= 1e-290 {
        return;
    }
    backward[height * stride + width] = 1.0;
    let scale = weight / total;
    for i in (0..=height).rev() {
        for j in (0..=width).rev() {
            let after = backward[i * stride + j];
            if after == 0.0 {
                continue;
            }
            units.each(native, latin, i, j, |symbols, letters, at| {
                let before = (i - symbols) * stride + j - letters;
                counts[at] += forward[before] * joint[at] * after * scale;
                backward[before] += after * joint[at];
            });
        }
    }
}

fn normalise(cells: &mut [f64]) {
    let sum: f64 = cells.iter().sum();
    for cell in cells {
        *cell /= sum;
    }
}
