//! How many bits make which probability: reads TSV files of name pairs (columns `a`, `b`, `label` 1 or 0), writes the
//! curves of `data/compare/calibration.toml` to standard output, and to standard error how far probabilities were
//! from what came true, each fifth of the pairs judged by curves of the other four.
//!
//! `cargo run --release --example calibrate -- pairs/*.tsv > data/compare/calibration.toml && cargo xtask tables`

// A program for whoever changes the weights; a file that cannot be read should stop it.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::collections::BTreeMap;

use allonym::compare::{Explanation, explain};
use allonym::name::Kind;

/// Pairs that a point of a curve rests on, at the least.
const LEAST: usize = 40;
/// A case with fewer pairs also learns from those of the other kinds.
const FEW: usize = 500;
/// Parts of the cross-validation.
const FOLDS: usize = 5;

struct Pair {
    bits: f64,
    same: bool,
}

fn curve_of(explanation: &Explanation) -> &'static str {
    match (explanation.kind, explanation.cross_script) {
        (Kind::Organization | Kind::Vessel, false) => "organization_same_script",
        (Kind::Organization | Kind::Vessel, true) => "organization_cross_script",
        (Kind::Place, false) => "place_same_script",
        (Kind::Place, true) => "place_cross_script",
        (_, false) => "person_same_script",
        (_, true) => "person_cross_script",
    }
}

/// Points of a curve that never falls (pool adjacent violators, Ayer and others 1955): bits, log2 of the odds.
fn fit<'a>(pairs: impl Iterator<Item = &'a Pair>) -> Vec<(f64, f64)> {
    let mut pairs: Vec<&Pair> = pairs.collect();
    pairs.sort_by(|a, b| a.bits.total_cmp(&b.bits));
    // Sum of bits, how many are the same, how many there are.
    let mut pools: Vec<(f64, f64, f64)> = Vec::new();
    for chunk in pairs.chunks(LEAST) {
        let bits: f64 = chunk.iter().map(|pair| pair.bits).sum();
        let same = chunk.iter().filter(|pair| pair.same).count() as f64;
        pools.push((bits, same, chunk.len() as f64));
        while let [.., a, b] = pools.as_slice() {
            let (a, b) = (*a, *b);
            // Of two pools at one place one is made as well.
            if a.1 / a.2 < b.1 / b.2 && b.0 / b.2 - a.0 / a.2 > 0.25 {
                break;
            }
            pools.truncate(pools.len() - 2);
            pools.push((a.0 + b.0, a.1 + b.1, a.2 + b.2));
        }
    }
    let point =
        |(bits, same, all): &(f64, f64, f64)| (bits / all, ((same + 0.5) / (all - same + 0.5)).log2());
    let mut points: Vec<(f64, f64)> = pools.iter().map(point).collect();
    points.sort_by(|a, b| a.0.total_cmp(&b.0));
    // Small pools are drawn to even odds further than large ones.
    let mut most = f64::NEG_INFINITY;
    for (_, odds) in &mut points {
        most = most.max(*odds);
        *odds = most;
    }
    // Ends that go on gently, so that a curve never stands still.
    if let (Some(first), Some(last)) = (points.first().copied(), points.last().copied()) {
        points.insert(0, (first.0 - 40.0, first.1 - 2.0));
        points.push((last.0 + 40.0, last.1 + 2.0));
    }
    points
}

fn probability(points: &[(f64, f64)], bits: f64) -> f64 {
    let right = points.partition_point(|(x, _)| *x <= bits).clamp(1, points.len() - 1);
    let ((x0, y0), (x1, y1)) = (points[right - 1], points[right]);
    let odds = y0 + (bits - x0) * (y1 - y0) / (x1 - x0);
    1.0 / (1.0 + (-odds).exp2())
}

fn main() {
    let mut cases: BTreeMap<&str, Vec<Pair>> = BTreeMap::new();
    for path in std::env::args().skip(1) {
        let text = std::fs::read_to_string(&path).unwrap();
        for line in text.lines().skip(1) {
            let cells: Vec<&str> = line.split('\t').collect();
            let explanation = explain(cells[0], cells[1]);
            // Names that are the same are known to be.
            if explanation.score.millionths() < 1_000_000 {
                let pair = Pair { bits: explanation.bits.to_f64(), same: cells[2] == "1" };
                cases.entry(curve_of(&explanation)).or_default().push(pair);
            }
        }
    }
    println!(
        "# From the bits of a comparison to the logarithm (base 2) of the odds that the names are one: points of curves that"
    );
    println!("# straight lines join, for pairs of which half are the same. Made by examples/calibrate.rs.");
    println!("# Source: pairs of names with known answers, see data/README.md. Licence: MIT OR Apache-2.0.");
    println!("[curve]");
    for (name, pairs) in &cases {
        let script = name.split_once('_').map_or("", |(_, script)| script);
        let borrowed: Vec<&Pair> = if pairs.len() < FEW {
            let others = cases.iter().filter(|(other, _)| *other != name && other.ends_with(script));
            others.flat_map(|(_, pairs)| pairs).collect()
        } else {
            Vec::new()
        };
        let points: Vec<String> = fit(pairs.iter().chain(borrowed.iter().copied()))
            .iter()
            .map(|(x, y)| format!("[{x:.2}, {y:.2}]"))
            .collect();
        println!("{name} = [{}]", points.join(", "));
        let mut bins = vec![(0.0, 0.0, 0.0); 10];
        for fold in 0..FOLDS {
            let others = pairs.iter().enumerate().filter(|(at, _)| at % FOLDS != fold).map(|(_, pair)| pair);
            let points = fit(others.chain(borrowed.iter().copied()));
            for pair in pairs.iter().skip(fold).step_by(FOLDS) {
                let probability = probability(&points, pair.bits);
                let bin = &mut bins[((probability * 10.0) as usize).min(9)];
                *bin = (bin.0 + probability, bin.1 + f64::from(u8::from(pair.same)), bin.2 + 1.0);
            }
        }
        let error: f64 = bins.iter().map(|(said, came, _): &(f64, f64, f64)| (said - came).abs()).sum();
        eprintln!(
            "{name}: {} pairs, expected calibration error {:.3}",
            pairs.len(),
            error / pairs.len() as f64
        );
        for (said, came, all) in bins.iter().filter(|(_, _, all)| *all > 0.0) {
            eprintln!("  said {:.2}, came true {:.2}, {all} pairs", said / all, came / all);
        }
    }
}
