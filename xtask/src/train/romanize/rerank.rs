//! The weights of the second look: a softmax over the candidates of each word, by gradient descent (Adam).

use allonym::tables::romanize::FEATURES;

/// One native word: the features of its candidates, and which of them are right.
pub(crate) type Candidates = Vec<([f32; FEATURES], bool)>;

/// The weights that leave the order of the beam as it is, in 1/256.
pub(crate) fn neutral() -> [i32; FEATURES] {
    std::array::from_fn(|k| if k == 0 { 256 } else { 0 })
}

fn gradient(lists: &[Candidates], weights: &[f64; FEATURES]) -> [f64; FEATURES] {
    let mut out = [0.0; FEATURES];
    for candidates in lists {
        let scores: Vec<f64> = candidates
            .iter()
            .map(|(features, _)| features.iter().zip(weights).map(|(&a, &b)| f64::from(a) * b).sum())
            .collect();
        let top = scores.iter().copied().fold(f64::MIN, f64::max);
        let shares: Vec<f64> = scores.iter().map(|score| libm::exp(score - top)).collect();
        let all: f64 = shares.iter().sum();
        let right: f64 =
            shares.iter().zip(candidates).filter(|(_, candidate)| candidate.1).map(|(share, _)| share).sum();
        for (share, (features, good)) in shares.iter().zip(candidates) {
            let d = share / all - if *good { share / right } else { 0.0 };
            for (out, &feature) in out.iter_mut().zip(features) {
                *out += d * f64::from(feature);
            }
        }
    }
    out
}

/// The root mean square of each feature.
fn sizes(lists: &[Candidates]) -> [f64; FEATURES] {
    let mut squares = [0.0; FEATURES];
    let mut count = 0.0;
    for (features, _) in lists.iter().flatten() {
        count += 1.0;
        for (square, &feature) in squares.iter_mut().zip(features) {
            *square += f64::from(feature) * f64::from(feature);
        }
    }
    squares.map(|square: f64| (square / f64::max(count, 1.0)).sqrt())
}

/// What Adam knows of one weight.
#[derive(Clone, Copy, Default)]
struct Step {
    mean: f64,
    square: f64,
}

/// The weights in 1/256; features are in bits.
pub(crate) fn learn(lists: &[Candidates]) -> [i32; FEATURES] {
    let ln2 = std::f64::consts::LN_2;
    let count = (lists.len() as f64).max(1.0);
    let sizes = sizes(lists);
    let start: [f64; FEATURES] = neutral().map(|weight| f64::from(weight) / 256.0 * ln2);
    let (mut weights, mut steps) = (start, [Step::default(); FEATURES]);
    for round in 1..=250_i32 {
        let rate = if round > 180 { 0.01 } else { 0.05 };
        let gradient = gradient(lists, &weights);
        let each = weights.iter_mut().zip(&start).zip(&mut steps).zip(gradient.iter().zip(&sizes));
        for (((weight, start), step), (slope, size)) in each {
            if *size == 0.0 {
                continue;
            }
            let slope = (slope / count + 1e-4 * (*weight - start)) / size;
            step.mean = 0.9 * step.mean + 0.1 * slope;
            step.square = 0.99 * step.square + 0.01 * slope * slope;
            let mean = step.mean / (1.0 - libm::pow(0.9, f64::from(round)));
            let square = step.square / (1.0 - libm::pow(0.99, f64::from(round)));
            *weight -= rate * mean / (square.sqrt() + 1e-8) / size;
        }
    }
    weights.map(|weight| (weight / ln2 * 256.0).round() as i32)
}
