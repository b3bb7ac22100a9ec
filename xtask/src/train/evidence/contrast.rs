//! Reweighting on hard negatives: the bits of a right pair against those of the likest wrong ones, by softmax on both
//! sides. Where that is at its best the bits are the logarithm of P(x, y) / (P(x) P(y)), as the units began.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::corpus::Corpus;
use super::likest::{List, likest};
use super::units::{Step, Units, Word};

/// `contrast` of a model in `data/spelling/evidence.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Plan {
    /// Native words that negatives are looked for, at most.
    queries: usize,
    /// Latin words they are looked for in.
    list: usize,
    /// Negatives for each word.
    negatives: usize,
    epochs: usize,
}

impl Default for Plan {
    fn default() -> Plan {
        Plan { queries: 12_000, list: 8_000, negatives: 24, epochs: 3 }
    }
}

const RATE: f32 = 0.1;
/// How strongly weights are held to where they began, contexts to nothing.
const HOLD: f32 = 0.01;
const HOLD_CONTEXT: f32 = 0.02;
/// A pair this many bits behind its best negative is taken for a fault of the list.
const FAULT: f32 = 8.0;

struct Examples {
    natives: Vec<Word>,
    latins: Vec<Word>,
    /// Right Latin words of each native word, with their weights.
    right: Vec<Vec<(u32, f32)>>,
    /// Right native words of each Latin word.
    back: Vec<Vec<u32>>,
    list: List,
}

impl Examples {
    fn new(units: &Units, corpus: &Corpus) -> Examples {
        let mut natives: BTreeMap<&[u16], u32> = BTreeMap::new();
        let mut latins: BTreeMap<&[u8], u32> = BTreeMap::new();
        for pair in &corpus.pairs {
            natives.entry(&pair.native).or_default();
            latins.entry(&pair.latin).or_default();
        }
        natives.values_mut().zip(0..).for_each(|(number, at)| *number = at);
        latins.values_mut().zip(0..).for_each(|(number, at)| *number = at);
        let mut right = vec![Vec::new(); natives.len()];
        let mut back = vec![Vec::new(); latins.len()];
        for pair in &corpus.pairs {
            let (native, latin) = (natives[pair.native.as_slice()], latins[pair.latin.as_slice()]);
            right[native as usize].push((latin, pair.weight.min(2.0) as f32));
            back[latin as usize].push(native);
        }
        Examples {
            list: latins.iter().map(|(word, number)| (word.to_vec(), *number)).collect(),
            natives: natives.keys().map(|word| Word::native(units, word)).collect(),
            latins: latins.keys().map(|word| Word::latin(units, word)).collect(),
            right,
            back,
        }
    }

    /// For every some native words the wrong Latin words most like them.
    fn negatives(&self, units: &Units, plan: &Plan) -> Vec<(u32, Vec<u32>)> {
        let every = self.natives.len().div_ceil(plan.queries.max(1)).max(1);
        let parts = self.list.len().div_ceil(plan.list.max(1)).max(1);
        let lists: Vec<List> =
            (0..parts).map(|part| self.list.iter().skip(part).step_by(parts).cloned().collect()).collect();
        let mine = |at: usize| {
            let right: BTreeSet<u32> = self.right[at].iter().map(|(latin, _)| *latin).collect();
            let found = likest(units, &self.natives[at], &lists[at / every % parts], plan.negatives + 4);
            let wrong = found.into_iter().map(|(_, latin)| latin).filter(|latin| !right.contains(latin));
            (at as u32, wrong.take(plan.negatives).collect())
        };
        (0..self.natives.len()).step_by(every).map(mine).collect()
    }
}

/// Moves the units and their contexts.
pub(crate) fn reweight(units: &mut Units, corpus: &Corpus, plan: &Plan) {
    if plan.epochs == 0 {
        return;
    }
    let examples = Examples::new(units, corpus);
    let negatives = examples.negatives(units, plan);
    let mut backwards: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (native, wrong) in &negatives {
        for latin in wrong {
            backwards.entry(*latin).or_default().push(*native);
        }
    }
    let mut descent = Descent {
        start: units.weights.clone(),
        squares: vec![0.1; units.weights.len()],
        context_squares: vec![0.1; units.contexts.len()],
        path: Vec::new(),
    };
    for _ in 0..plan.epochs {
        for (native, wrong) in &negatives {
            for (latin, weight) in &examples.right[*native as usize] {
                let pairs =
                    std::iter::once(*latin).chain(wrong.iter().copied()).map(|latin| (*native, latin));
                descent.step(units, &examples, &pairs.collect::<Vec<_>>(), *weight);
            }
        }
        for (latin, wrong) in &backwards {
            let right = &examples.back[*latin as usize];
            for native in right.iter().take(4) {
                let wrong =
                    wrong.iter().copied().filter(|native| !right.contains(native)).take(plan.negatives);
                let pairs: Vec<(u32, u32)> =
                    std::iter::once(*native).chain(wrong).map(|native| (native, *latin)).collect();
                if pairs.len() > 1 {
                    descent.step(units, &examples, &pairs, 1.0);
                }
            }
        }
    }
}

/// Gradient ascent with a rate for each weight (Duchi, Hazan, Singer 2011).
struct Descent {
    start: Vec<f32>,
    squares: Vec<f32>,
    context_squares: Vec<f32>,
    path: Vec<Step>,
}

impl Descent {
    /// One step for the first pair against the others.
    fn step(&mut self, units: &mut Units, examples: &Examples, pairs: &[(u32, u32)], weight: f32) {
        let word = |(native, latin): (u32, u32)| {
            (&examples.natives[native as usize], &examples.latins[latin as usize])
        };
        let mut shares: Vec<f32> = pairs
            .iter()
            .map(|pair| {
                let (native, latin) = word(*pair);
                units.best(native, latin, None)
            })
            .collect();
        let top = shares.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        if !shares[0].is_finite() || shares[0] < top - FAULT {
            return;
        }
        shares.iter_mut().for_each(|bits| *bits = libm::exp2f(*bits - top));
        let sum: f32 = shares.iter().sum();
        for (at, (pair, share)) in pairs.iter().zip(&shares).enumerate() {
            let slope = weight * (if at == 0 { 1.0 } else { 0.0 } - share / sum);
            if slope.abs() < 0.01 {
                continue;
            }
            let (native, latin) = word(*pair);
            units.best(native, latin, Some(&mut self.path));
            let skip = if units.neighbours == 0 { 2 } else { 0 };
            for step in &self.path {
                let at = step.unit as usize;
                let slope_here = slope - HOLD * (units.weights[at] - self.start[at]);
                self.squares[at] += slope_here * slope_here;
                units.weights[at] += RATE * slope_here / self.squares[at].sqrt();
                for place in &step.around[skip..] {
                    let at = *place as usize;
                    let slope_here = slope - HOLD_CONTEXT * units.contexts[at];
                    self.context_squares[at] += slope_here * slope_here;
                    units.contexts[at] += RATE * slope_here / self.context_squares[at].sqrt();
                }
            }
        }
    }
}
