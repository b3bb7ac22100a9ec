//! A conditional random field over the labels of a sentence, learned by gradient steps.
//!
//! Input: sentences, each a row of units with their features and their right label. Output: a weight for every feature
//! with every label but "no name", and for every label after another one. Maximised is the logarithm of
//!
//! ```text
//! P(labels | sentence) = exp(sum of the scores of units and transitions) / (the same over all rows of labels)
//! ```
//!
//! less how far the weights are from zero. The gradient of a weight is how often its feature and label are expected
//! together less how often they are; what is expected comes from the forward and backward sums, units × 7 × 7 steps a
//! sentence. Steps are those of AdaGrad (Duchi, Hazan and Singer 2011): each weight's own, the smaller the more it has
//! moved. Source of the model: Lafferty, McCallum and Pereira 2001.

use allonym::finder::may_follow;
use allonym::tables::finder::LABELS;

use super::plan::Learning;

/// Weights of a feature for the labels but "no name".
pub(crate) type Row = [f32; LABELS - 1];
type Sums = [f64; LABELS];

/// The bit of a feature that names letters.
pub(crate) const LEXICAL: u32 = 1 << 31;

/// A sentence: the features of its units, one unit after the other, and where those of each end.
#[derive(Clone, Debug, Default)]
pub(crate) struct Example {
    pub(crate) features: Vec<u32>,
    pub(crate) ends: Vec<usize>,
    pub(crate) labels: Vec<u8>,
}

impl Example {
    fn units(&self) -> impl Iterator<Item = &[u32]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| self.features.get(start..*end).unwrap_or_default())
    }
}

/// What is learned.
pub(crate) struct Crf {
    pub(crate) weights: Vec<Row>,
    squares: Vec<Row>,
    pub(crate) first: Sums,
    pub(crate) next: [Sums; LABELS],
    first_squares: Sums,
    next_squares: [Sums; LABELS],
    /// Rows that were left out.
    dead: Vec<bool>,
}

/// A number after another one, always the same ones.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Dice {
        Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub(crate) fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % count.max(1)
    }
}

/// A gradient smaller than this is not worth a step.
const SMALL: f64 = 0.000_5;

impl Crf {
    pub(crate) fn new(features: usize) -> Crf {
        Crf {
            weights: vec![[0.0; LABELS - 1]; features],
            squares: vec![[0.0; LABELS - 1]; features],
            first: [0.0; LABELS],
            next: [[0.0; LABELS]; LABELS],
            first_squares: [0.0; LABELS],
            next_squares: [[0.0; LABELS]; LABELS],
            dead: vec![false; features],
        }
    }

    /// Leaves all features out but those with the largest weights.
    pub(crate) fn keep(&mut self, rows: usize) {
        let size = |row: &Row| row.iter().fold(0.0f32, |most, weight| most.max(weight.abs()));
        let mut sizes: Vec<f32> = self.weights.iter().map(size).collect();
        sizes.sort_by(|a, b| b.total_cmp(a));
        let least = sizes.get(rows).copied().unwrap_or(0.0);
        for (row, dead) in self.weights.iter_mut().zip(&mut self.dead) {
            if size(row) <= least {
                *dead = true;
                *row = [0.0; LABELS - 1];
            }
        }
    }

    /// The features that are looked at; with `blind` only those that name no letters.
    fn looked_at(features: &[u32], blind: bool) -> impl Iterator<Item = usize> {
        features
            .iter()
            .filter(move |feature| !blind || **feature & LEXICAL == 0)
            .map(|f| (f & !LEXICAL) as usize)
    }

    /// Goes through the examples once, in an order of the dice.
    pub(crate) fn epoch(&mut self, examples: &[Example], learning: &Learning, dice: &mut Dice) {
        let mut order: Vec<usize> = (0..examples.len()).collect();
        for at in (1..order.len()).rev() {
            order.swap(at, dice.below(at + 1));
        }
        for at in order {
            if let Some(example) = examples.get(at) {
                self.step(example, learning, dice);
            }
        }
    }

    fn scores(&self, features: &[u32], blind: bool) -> Sums {
        let mut sums = [0.0; LABELS];
        let [_, named @ ..] = &mut sums;
        for row in Crf::looked_at(features, blind).filter_map(|feature| self.weights.get(feature)) {
            named.iter_mut().zip(row).for_each(|(sum, weight)| *sum += f64::from(*weight));
        }
        sums
    }

    /// One sentence.
    fn step(&mut self, example: &Example, learning: &Learning, dice: &mut Dice) {
        let blind: Vec<bool> = example.ends.iter().map(|_| dice.below(100) < learning.blind).collect();
        let factors: Vec<Sums> = example
            .units()
            .zip(&blind)
            .map(|(features, blind)| exponents(self.scores(features, *blind)))
            .collect();
        let Chances { units, pairs } = self.chances(&factors);
        let wanted = |at: usize| example.labels.get(at).copied().map_or(0, usize::from);
        // Transitions.
        let mut first: Sums = units.first().copied().unwrap_or_default();
        let mut next = pairs;
        for at in 0..units.len() {
            let label = wanted(at);
            let cell = match at.checked_sub(1).map(wanted) {
                None => first.get_mut(label),
                Some(before) => next.get_mut(before).and_then(|row| row.get_mut(label)),
            };
            if let Some(cell) = cell {
                *cell -= 1.0;
            }
        }
        let rate = learning.rate;
        adapt(&mut self.first, &mut self.first_squares, &first, rate);
        for ((scores, squares), gradient) in self.next.iter_mut().zip(&mut self.next_squares).zip(&next) {
            adapt(scores, squares, gradient, rate);
        }
        // Features.
        for (at, ((features, blind), chances)) in example.units().zip(&blind).zip(&units).enumerate() {
            let mut gradient = *chances;
            if let Some(cell) = gradient.get_mut(wanted(at)) {
                *cell -= 1.0;
            }
            let [_, gradient @ ..] = gradient;
            if gradient.iter().all(|g| g.abs() < SMALL) {
                continue;
            }
            for at in Crf::looked_at(features, *blind) {
                if self.dead.get(at).copied().unwrap_or(true) {
                    continue;
                }
                let (Some(row), Some(squares)) = (self.weights.get_mut(at), self.squares.get_mut(at)) else {
                    continue;
                };
                for ((weight, square), g) in row.iter_mut().zip(squares).zip(&gradient) {
                    if g.abs() < SMALL {
                        continue;
                    }
                    let g = (*g + learning.shrink * f64::from(*weight)) as f32;
                    *square += g * g;
                    let step = rate as f32 / (square.sqrt() + 0.01);
                    let moved = *weight - step * g;
                    let cut = step * learning.cut as f32;
                    *weight = moved.signum() * (moved.abs() - cut).max(0.0);
                }
            }
        }
    }

    /// How likely each label of each unit is, and how often each is expected after each.
    fn chances(&self, factors: &[Sums]) -> Chances {
        let first = exponents(self.first);
        let next: Vec<Sums> = self.next.iter().map(|row| row.map(libm::exp)).collect();
        let allowed = |before: usize, after: usize| may_follow(Some(before), after);
        let mut forward: Vec<Sums> = Vec::with_capacity(factors.len());
        for factor in factors {
            let mut sums = [0.0; LABELS];
            match forward.last() {
                None => {
                    for (label, (sum, start)) in sums.iter_mut().zip(&first).enumerate() {
                        *sum = if may_follow(None, label) { *start } else { 0.0 };
                    }
                }
                Some(before) => {
                    for (from, (chance, row)) in before.iter().zip(&next).enumerate() {
                        for (to, (sum, score)) in sums.iter_mut().zip(row).enumerate() {
                            if allowed(from, to) {
                                *sum += chance * score;
                            }
                        }
                    }
                }
            }
            sums.iter_mut().zip(factor).for_each(|(sum, factor)| *sum *= factor);
            normalize(&mut sums);
            forward.push(sums);
        }
        let mut pairs = [[0.0; LABELS]; LABELS];
        let mut units = vec![[0.0; LABELS]; factors.len()];
        let mut backward = [1.0; LABELS];
        for at in (0..factors.len()).rev() {
            let (Some(sums), Some(unit), Some(factor)) =
                (forward.get(at), units.get_mut(at), factors.get(at))
            else {
                break;
            };
            for ((chance, sum), back) in unit.iter_mut().zip(sums).zip(&backward) {
                *chance = sum * back;
            }
            normalize(unit);
            let Some(before) = at.checked_sub(1).and_then(|at| forward.get(at)) else { break };
            let mut table = [[0.0; LABELS]; LABELS];
            let mut whole = 0.0;
            let mut earlier = [0.0; LABELS];
            let rows = before.iter().zip(&next).zip(table.iter_mut().zip(&mut earlier));
            for (from, ((chance, row), (cells, earlier))) in rows.enumerate() {
                for (to, (cell, score)) in cells.iter_mut().zip(row).enumerate() {
                    if allowed(from, to) {
                        let rest = score
                            * factor.get(to).copied().unwrap_or(0.0)
                            * backward.get(to).copied().unwrap_or(0.0);
                        *earlier += rest;
                        *cell = chance * rest;
                        whole += *cell;
                    }
                }
            }
            for (sums, cells) in pairs.iter_mut().zip(&table) {
                sums.iter_mut()
                    .zip(cells)
                    .for_each(|(sum, cell)| *sum += cell / whole.max(f64::MIN_POSITIVE));
            }
            normalize(&mut earlier);
            backward = earlier;
        }
        Chances { units, pairs }
    }
}

struct Chances {
    units: Vec<Sums>,
    pairs: [Sums; LABELS],
}

/// The exponents of scores, the largest one 1.
fn exponents(scores: Sums) -> Sums {
    let most = scores.iter().fold(f64::MIN, |most, score| most.max(*score));
    scores.map(|score| libm::exp(score - most))
}

fn normalize(sums: &mut Sums) {
    let whole: f64 = sums.iter().sum();
    if whole > 0.0 {
        sums.iter_mut().for_each(|sum| *sum /= whole);
    }
}

fn adapt(scores: &mut Sums, squares: &mut Sums, gradient: &Sums, rate: f64) {
    for ((score, square), g) in scores.iter_mut().zip(squares).zip(gradient) {
        *square += g * g;
        *score -= rate * g / (square.sqrt() + 0.01);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn example(units: &[(&[u32], u8)]) -> Example {
        let mut example = Example::default();
        for (features, label) in units {
            example.features.extend(*features);
            example.ends.push(example.features.len());
            example.labels.push(*label);
        }
        example
    }

    fn learning() -> Learning {
        Learning {
            epochs: 1,
            again: 0,
            rate: 0.2,
            shrink: 0.0,
            cut: 0.0,
            blind: 0,
            seen: 1,
            held: 10,
            block: 1,
        }
    }

    #[test]
    fn chances_of_a_unit_are_those_of_all_rows_of_labels() {
        let mut crf = Crf::new(1);
        crf.first = [0.5, 0.1, 0.0, 0.3, 0.0, 0.2, 0.0];
        crf.next[1][2] = 0.7;
        let factors = [[1.0, 2.0, 3.0, 1.0, 1.0, 0.5, 1.0], [1.5, 1.0, 2.0, 1.0, 1.0, 1.0, 0.2]];
        let chances = crf.chances(&factors);
        // By adding up all pairs of labels.
        let mut second = [0.0; LABELS];
        for a in (0..LABELS).filter(|a| may_follow(None, *a)) {
            for b in (0..LABELS).filter(|b| may_follow(Some(a), *b)) {
                second[b] += libm::exp(crf.first[a] + crf.next[a][b]) * factors[0][a] * factors[1][b];
            }
        }
        normalize(&mut second);
        for (got, want) in chances.units[1].iter().zip(second) {
            assert!((got - want).abs() < 1e-12);
        }
        let pairs: f64 = chances.pairs.iter().flatten().sum();
        assert!((pairs - 1.0).abs() < 1e-12);
    }

    #[test]
    fn it_learns_what_it_is_shown() {
        let examples = [example(&[(&[0], 1), (&[1], 2), (&[2], 0)]), example(&[(&[2], 0), (&[3], 5)])];
        let mut crf = Crf::new(4);
        let mut dice = Dice::new(1);
        for _ in 0..50 {
            crf.epoch(&examples, &learning(), &mut dice);
        }
        assert!(crf.weights[0][0] > 0.5 && crf.weights[3][4] > 0.5 && crf.weights[2][0] < -0.1);
        crf.keep(2);
        assert_eq!(crf.weights.iter().filter(|row| row.iter().any(|w| *w != 0.0)).count(), 2);
    }
}
