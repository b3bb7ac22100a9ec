//! How many bits make which probability: reads TSV files of name pairs (columns `a`, `b`, `label` 1 or 0), makes others from
//! the lists of `data/`, writes the curves of `data/compare/calibration.toml` to standard output, and to standard error how far probabilities were
//! from what came true, each fifth of the pairs judged by curves of the other four.
//!
//! `cargo run --release --example calibrate -- pairs/*.tsv > data/compare/calibration.toml && cargo xtask tables`
//!
//! With `--page docs` it writes a page instead: how far off each case is, a table of thresholds, and a plot.

// A program for whoever changes the weights; a file that cannot be read should stop it.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod page;
mod pairs;

use std::collections::BTreeMap;
use std::path::Path;

use allonym::compare::{Explanation, explain};
use allonym::name::Kind;
use allonym::{LogOdds, Matcher, Name};
use page::{Bins, Row};
use pairs::{Chance, Made};

/// Pairs that a point of a curve rests on, at the least.
const LEAST: usize = 40;
/// Pairs drawn by chance for each row of the table of thresholds.
const DRAWN: usize = 40_000;
/// Parts of the cross-validation.
const FOLDS: usize = 5;

struct Pair {
    bits: f64,
    same: bool,
    /// How much it counts: 1 for pairs of the files.
    weight: f64,
}

/// How much a made pair counts beside one of the files. Wrong pairs of the files are near misses, which is what people ask
/// about; those drawn by chance are easy, and too many of them would make doubtful pairs look sure.
fn weight_of_made(case: &str) -> f64 {
    match case {
        "person_cross_script" => 0.008,
        "person_same_script" => 0.1,
        "organization_same_script" => 0.06,
        _ => 0.2,
    }
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
        let bits: f64 = chunk.iter().map(|pair| pair.bits * pair.weight).sum();
        let same = chunk.iter().filter(|pair| pair.same).map(|pair| pair.weight).sum();
        pools.push((bits, same, chunk.iter().map(|pair| pair.weight).sum()));
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

type Cases = BTreeMap<&'static str, Vec<Pair>>;

fn add(cases: &mut Cases, a: &str, b: &str, same: bool, made: bool) {
    let explanation = explain(a, b);
    // Names that are the same are known to be, and of one bearer under two unlike names nothing can be learned.
    let alike = explanation.evidence.iter().any(|one| one.bits > LogOdds::ZERO);
    if explanation.score.millionths() < 1_000_000 && (alike || !same) {
        let case = curve_of(&explanation);
        let weight = if made { weight_of_made(case) } else { 1.0 };
        cases.entry(case).or_default().push(Pair { bits: explanation.bits.to_f64(), same, weight });
    }
}

/// Scores of pairs drawn by chance: each name with names far from it.
fn drawn(made: &[Made], chance: &mut Chance) -> Vec<f64> {
    let names: Vec<(Name, Name)> =
        made.iter().filter(|made| made.same).map(|made| (Name::new(&made.a), Name::new(&made.b))).collect();
    let matcher = Matcher::new();
    let pair = |chance: &mut Chance| (chance.below(names.len()), chance.below(names.len()));
    let pairs: Vec<(usize, usize)> =
        (0..DRAWN).map(|_| pair(chance)).filter(|(one, two)| one != two && !names.is_empty()).collect();
    pairs.iter().map(|(one, two)| matcher.score(&names[*one].0, &names[*two].1).to_f64()).collect()
}

fn right(made: &[Made]) -> Vec<f64> {
    let matcher = Matcher::new();
    let same = made.iter().filter(|made| made.same);
    same.map(|made| matcher.score(&Name::new(&made.a), &Name::new(&made.b)).to_f64()).collect()
}

fn main() {
    let mut paths = Vec::new();
    let mut folder = None;
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        if argument == "--page" { folder = arguments.next() } else { paths.push(argument) }
    }
    let root = Path::new(".");
    let mut groups: Vec<(&str, String, Vec<Made>)> = Vec::new();
    groups.extend(pairs::persons(root).into_iter().map(|(script, made)| ("person", script, made)));
    groups.push(("person", "latn".into(), pairs::persons_latin(root)));
    groups
        .extend(pairs::organizations(root).into_iter().map(|(script, made)| ("organization", script, made)));
    groups.extend(pairs::places(root).into_iter().map(|(script, made)| ("place", script, made)));
    if let Some(folder) = folder {
        return write_page(&folder, &groups, &paths);
    }
    let cases = cases(&groups, &paths);
    println!(
        "# From the bits of a comparison to the logarithm (base 2) of the odds that the names are one: points of curves that"
    );
    println!("# straight lines join, for pairs of which half are the same. Made by examples/calibrate.");
    println!("# Source: pairs of names with known answers, see data/README.md. Licence: MIT OR Apache-2.0.");
    println!("[curve]");
    for (name, pairs) in &cases {
        let points: Vec<String> =
            fit(pairs.iter()).iter().map(|(x, y)| format!("[{x:.2}, {y:.2}]")).collect();
        println!("{name} = [{}]", points.join(", "));
        let (bins, error) = judged(pairs);
        eprintln!("{name}: {} pairs, expected calibration error {error:.3}", pairs.len());
        for (said, came, all) in bins.iter().filter(|(_, _, all)| *all > 0.0) {
            eprintln!("  said {:.2}, came true {:.2}, {all} pairs", said / all, came / all);
        }
    }
}

/// The pairs by the curve that they are asked of; those of the files in full, made ones so that each counts.
fn cases(groups: &[(&str, String, Vec<Made>)], paths: &[String]) -> Cases {
    let mut cases = Cases::new();
    for path in paths {
        let text = std::fs::read_to_string(path).unwrap();
        for line in text.lines().skip(1) {
            let cells: Vec<&str> = line.split('\t').collect();
            add(&mut cases, cells[0], cells[1], cells[2] == "1", false);
        }
    }
    for (_, _, made) in groups {
        made.iter().for_each(|made| add(&mut cases, &made.a, &made.b, made.same, true));
    }
    cases
}

/// What each fifth of the pairs comes to by curves of the other four: bins, and the expected error.
fn judged(pairs: &[Pair]) -> (Bins, f64) {
    let mut bins: Bins = vec![(0.0, 0.0, 0.0); 10];
    for fold in 0..FOLDS {
        let others = pairs.iter().enumerate().filter(|(at, _)| at % FOLDS != fold).map(|(_, pair)| pair);
        let points = fit(others);
        for pair in pairs.iter().skip(fold).step_by(FOLDS) {
            let probability = probability(&points, pair.bits);
            let bin = &mut bins[((probability * 10.0) as usize).min(9)];
            let same = if pair.same { pair.weight } else { 0.0 };
            *bin = (bin.0 + probability * pair.weight, bin.1 + same, bin.2 + pair.weight);
        }
    }
    let error: f64 = bins.iter().map(|(said, came, _): &(f64, f64, f64)| (said - came).abs()).sum();
    let all: f64 = bins.iter().map(|(_, _, all)| all).sum();
    (bins, error / all)
}

fn write_page(folder: &str, groups: &[(&'static str, String, Vec<Made>)], paths: &[String]) {
    let cases = cases(groups, paths);
    let judged: Vec<(String, usize, Bins, f64)> = cases
        .iter()
        .map(|(name, pairs)| {
            let (bins, error) = judged(pairs);
            ((*name).to_owned(), pairs.len(), bins, error)
        })
        .collect();
    let errors: Vec<(String, usize, f64)> =
        judged.iter().map(|(name, pairs, _, error)| (name.clone(), *pairs, *error)).collect();
    let plots: Vec<(String, Bins)> = judged.into_iter().map(|(name, _, bins, _)| (name, bins)).collect();
    let mut chance = Chance::new();
    let rows: Vec<Row> = groups
        .iter()
        .map(|(kind, script, made)| Row {
            kind,
            scripts: if script == "latn" { "Latin".into() } else { format!("{script}, Latin") },
            random: drawn(made, &mut chance),
            right: right(made),
        })
        .collect();
    std::fs::write(format!("{folder}/calibration.md"), page::page(&errors, &rows)).unwrap();
    std::fs::write(format!("{folder}/calibration.svg"), page::plot(&plots)).unwrap();
}
