//! Classes of letters for keys: Latin consonants that answer the same native symbols fall into one class.

use serde::Deserialize;

use allonym::tables::units::{KEY_PASSED as PASSED, LETTERS};

use super::Trained;

/// `[keys]` of `data/spelling/evidence.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Plan {
    /// Letters that no class has: spellings leave them out, put them in and swap them.
    passed_over: String,
    /// How many classes the others fall into; at most 15.
    classes: usize,
    /// A symbol is read as every class that it has at least this often.
    least: f64,
}

/// For each letter from 1 to 26 its class from 1, 0 for letters that are passed over.
pub(crate) struct Classes([u8; LETTERS + 1]);

impl Classes {
    /// Merges, time after time, the two classes whose merging loses least of what they tell of the native symbols (the
    /// agglomerative information bottleneck of Slonim and Tishby 1999).
    pub(crate) fn learn(plan: &Plan, models: &[Trained]) -> Classes {
        let passed =
            |letter: usize| plan.passed_over.bytes().any(|byte| usize::from(byte - b'a') + 1 == letter);
        // Counts of each letter beside each native symbol of each model.
        let width: usize = models.iter().map(|model| model.corpus.symbols.len()).sum();
        let mut groups: Vec<(Vec<usize>, Vec<f64>)> = (1..=LETTERS)
            .filter(|letter| !passed(*letter))
            .map(|letter| (vec![letter], vec![0.0; width]))
            .collect();
        let mut offset = 0;
        for model in models {
            for (unit, (native, latin)) in model.units.of.iter().enumerate() {
                let letter = first(&model.units.latin.of[usize::from(*latin)], &passed);
                let group = groups.iter_mut().find(|(letters, _)| Some(letters[0]) == letter);
                if let ([symbol], Some((_, counts))) =
                    (model.units.native.of[usize::from(*native)].as_slice(), group)
                {
                    counts[offset + usize::from(*symbol) - 1] += f64::from(model.usage[unit]);
                }
            }
            offset += model.corpus.symbols.len();
        }
        while groups.len() > plan.classes.min(15) {
            let mut best = (f64::INFINITY, 0, 0);
            for a in 0..groups.len() {
                for b in a + 1..groups.len() {
                    let loss = loss(&groups[a].1, &groups[b].1);
                    if loss < best.0 {
                        best = (loss, a, b);
                    }
                }
            }
            let (letters, counts) = groups.remove(best.2);
            groups[best.1].0.extend(letters);
            groups[best.1].1.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
        }
        let mut classes = [0; LETTERS + 1];
        for ((letters, _), class) in groups.iter().zip(1u8..) {
            letters.iter().for_each(|letter| classes[*letter] = class);
        }
        Classes(classes)
    }

    /// The classes whose bits [`Classes::letters`] gave.
    pub(crate) fn of(letters: &[u16]) -> Classes {
        let mut classes = [0; LETTERS + 1];
        for (class, bits) in classes.iter_mut().zip(letters).filter(|(_, bits)| **bits != PASSED) {
            *class = bits.trailing_zeros() as u8 + 1;
        }
        Classes(classes)
    }

    /// The letters' own bits: one class each, or that it is passed over.
    pub(crate) fn letters(&self) -> Vec<u16> {
        self.0.iter().map(|class| if *class == 0 { PASSED } else { 1 << class >> 1 }).collect()
    }

    /// The classes that each symbol of a model is read as, a bit each; symbol 0 is passed over.
    pub(crate) fn symbols(&self, plan: &Plan, model: &Trained) -> Vec<u16> {
        let mut counts = vec![[0.0f64; 16]; model.corpus.symbols.len() + 1];
        for (unit, (native, latin)) in model.units.of.iter().enumerate() {
            let letter = first(&model.units.latin.of[usize::from(*latin)], &|letter| self.0[letter] == 0);
            let class = letter.map_or(15, |letter| usize::from(self.0[letter]) - 1);
            if let [symbol] = model.units.native.of[usize::from(*native)].as_slice() {
                counts[usize::from(*symbol)][class] += f64::from(model.usage[unit]);
            }
        }
        let read = |counts: &[f64; 16]| {
            let sum: f64 = counts.iter().sum();
            let often = counts.iter().zip(0..).filter(|(count, _)| sum > 0.0 && **count >= plan.least * sum);
            match often.fold(0, |bits, (_, class)| bits | 1u16 << class) {
                0 => PASSED,
                bits => bits,
            }
        };
        counts.iter().map(read).collect()
    }
}

/// The first letter of a chunk that is not passed over.
fn first(chunk: &[u16], passed: &impl Fn(usize) -> bool) -> Option<usize> {
    chunk.iter().map(|letter| usize::from(*letter)).find(|letter| !passed(*letter))
}

/// What merging two rows of counts loses: their weight times the Jensen-Shannon divergence of their distributions.
fn loss(a: &[f64], b: &[f64]) -> f64 {
    let (sum_a, sum_b): (f64, f64) = (a.iter().sum(), b.iter().sum());
    let sum = sum_a + sum_b;
    let part = |own: f64, total: f64, both: f64| {
        if own > 0.0 { own * libm::log2(own / total * sum / both) } else { 0.0 }
    };
    a.iter().zip(b).map(|(x, y)| part(*x, sum_a, x + y) + part(*y, sum_b, x + y)).sum()
}
